"""Long passes over participants in two halves at once: always the same two, so that no sum hangs on how many cores there are."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

FEWEST_VOTES = 1 << 20
"""Up to so many votes one pass is too short for two threads."""

Made = TypeVar("Made")


def in_halves(starts: NDArray[np.int64], part: Callable[[slice], Made]) -> list[Made]:
    """Return what `part` makes of some participants, for all of them in order: of all at once where votes are few.

    `starts` says where the votes of each participant start; either half holds about as many votes.
    """
    last = len(starts) - 1
    if starts[-1] < FEWEST_VOTES:
        return [part(slice(0, last))]
    middle = int(np.searchsorted(starts, starts[-1] // 2))
    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(part, (slice(0, middle), slice(middle, last))))
