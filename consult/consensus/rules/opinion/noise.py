"""Whether answers hang together at all: how much more one axis explains than it would by chance."""

from dataclasses import dataclass
from math import log, sqrt
from statistics import fmean, stdev
from typing import Any

import numpy as np
from numpy.typing import NDArray

from consult.consensus.rules.opinion.chance import Chance
from consult.consensus.rules.opinion.krylov import krylov
from consult.consensus.rules.opinion.votes import Floats, Integers, VoteMatrix

REACH = 4.5
"""So many standard deviations above chance an axis must be: about one conversation without groups in 10,000 is."""
STAGES, MOST_DEALS = ((5, 1.5, 20.0), (10, 2.0, 12.0)), 120
"""So many deals are made, and those of the next stage where the axis is between so many standard deviations above them."""
SOLVED_WHOLE = 48
"""Up to so many participants or statements, eigenvalues are computed and not sought."""
DEPTH = 8
ANSWER_BITS, COLUMN_BITS = 2, 50
"""A number by which answers are dealt holds the answer in its lowest 2 bits, 48 of chance, and the statement above.

With more than 16,384 statements there are fewer bits of chance: all have to fit into 64.
"""


@dataclass(frozen=True, slots=True, eq=False)
class _Answers:
    """Who saw what, statement by statement: the cell and the statement's mean of each answer, and the table to fill."""

    cells: Integers
    means: NDArray[Any]
    table: NDArray[Any]
    start: Floats


def stands_out(votes: VoteMatrix, seed: int) -> bool:
    """Return whether the first axis explains more than chance makes of the same answers.

    Parallel analysis (Horn, 1965) with permutations (Buja and Eyuboglu, 1992): the answers to each statement are dealt
    anew among those who answered it, which keeps who saw what and what was said, and breaks whatever ties one
    statement's answers to another's. The first axis stands out when the logarithm of its eigenvalue is more than 4.5
    standard deviations above the mean of five such deals, or of ten or 120 where those leave it unclear; the logarithm, because
    eigenvalues of noise are skewed to the right. Nothing is assumed of the answers but that without groups they would
    not depend on each other. It says that answers hang together, not that there are gaps between groups: how sharp
    these are, silhouette and stability say.

    With more than 48 participants and statements, the eigenvalue is what eight steps of Lanczos find, for the answers as
    they are and as they are dealt alike.
    """
    chance = Chance(seed, "noise")
    size = len(votes.statements)
    order = np.argsort(votes.columns.astype(np.min_scalar_type(size)), kind="stable")
    columns, values = votes.columns[order].astype(np.int64), votes.values[order].astype(np.int64)
    means = np.bincount(columns, values, size) / np.maximum(np.bincount(columns, minlength=size), 1)
    answers = _Answers(
        cells=votes.rows()[order] * size + columns,
        means=means[columns].astype(np.float32),
        table=np.zeros((len(votes.participants), size), np.float32),
        start=chance.uniform(size).reshape(size, 1) - 0.5,
    )
    found = _first(answers, values)
    dealt: list[float] = []

    def height_above(deals: int) -> float:
        dealt.extend(_first(answers, _dealt(columns, values, chance)) for _ in range(deals - len(dealt)))
        return _height(found, dealt)

    for deals, low, high in STAGES:
        height = height_above(deals)
        if not low < height < high:
            return height > REACH
    return height_above(MOST_DEALS) > REACH


def _height(found: float, dealt: list[float]) -> float:
    """Return how many standard deviations an eigenvalue is above those of deals; 0 where nothing differs at all."""
    if found <= 0 or min(dealt) <= 0:
        return 0.0
    logs = [log(one) for one in dealt]
    return (log(found) - fmean(logs)) / max(stdev(logs) * sqrt(1 + 1 / len(logs)), 1e-9)


def _dealt(columns: Integers, values: Integers, chance: Chance) -> Integers:
    """Return the answers dealt anew within each statement: sorted as numbers of statement, chance and answer."""
    below = min(COLUMN_BITS, 64 - int(columns.max(initial=0)).bit_length())
    noise = chance.words(len(values)) >> (63 - below + ANSWER_BITS) << ANSWER_BITS
    keys = (columns << below | noise | (values + 1)).view(np.uint64)
    keys.sort()
    return (keys & np.uint64(3)).astype(np.int64) - 1


def _first(answers: _Answers, values: Integers) -> float:
    """Return the largest eigenvalue of the answers less their statements' means, or nearly.

    A deal leaves means as they are and fills the same cells, so the table is filled over what it held before.
    """
    table = answers.table
    table.reshape(-1)[answers.cells] = values.astype(np.float32) - answers.means
    rows, size = table.shape
    if min(rows, size) <= SOLVED_WHOLE:
        whole = table.astype(np.float64)
        return float(np.linalg.eigvalsh(whole.T @ whole if size <= rows else whole @ whole.T)[-1])
    found = krylov(lambda block: table.T @ (table @ block.astype(np.float32)), answers.start, depth=DEPTH)
    return float(found.values[0])
