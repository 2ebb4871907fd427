"""A redline of a long document, and the same by the standard library in the same run: `make bench-redline`.

Prints Markdown for docs/measurements.md: seconds of processor time, of ours the median of seven, of difflib one run.
Ends with status 1 where ours takes more than 0.2 s or is not at least 50 times as fast.
"""

import random
import sys
import time
from collections.abc import Callable
from difflib import SequenceMatcher
from statistics import median

from installations import circumstances, show
from redlines import EDITS, TOKENS, VOCABULARY, edited

from consult.drafting.rules import new_of, old_of, redline
from consult.drafting.rules.tokens import tokens_of

MOST_SECONDS = 0.2
LEAST_RATIO = 50
RUNS = 7


def main() -> int:
    """Measure, print the table, and return the status to end with."""
    chance = random.Random(15)
    words = [f"w{chance.randrange(VOCABULARY)}" for _ in range(TOKENS // 2)]
    old, new = " ".join(words), " ".join(edited(chance, words, EDITS))
    before, after = tokens_of(old), tokens_of(new)
    own = median(seconds(lambda: redline(old, new)) for _ in range(RUNS))
    pieces = redline(old, new)
    if (old_of(pieces), new_of(pieces)) != (old, new):
        raise AssertionError("the redline does not give both texts back")
    exact = seconds(lambda: SequenceMatcher(None, before, after, autojunk=False).get_opcodes())
    hasty = seconds(lambda: SequenceMatcher(None, before, after).get_opcodes())
    print(circumstances(), f"· {len(before):,} tokens, {EDITS} edits · median of {RUNS}, difflib once", end="\n\n")
    rows: list[list[object]] = [
        ["our redline, from text to pieces", own, 1.0],
        ["difflib, every token counts", exact, exact / own],
        ["difflib, leaving frequent tokens out", hasty, hasty / own],
    ]
    show(("what", "seconds", "times ours"), rows)
    return verdict(own, exact / own)


def verdict(own: float, ratio: float) -> int:
    """Say which limits are missed; return the status to end with."""
    missed = []
    if own > MOST_SECONDS:
        missed.append(f"The redline took {own:.2f} s; the limit is {MOST_SECONDS} s.")
    if ratio < LEAST_RATIO:
        missed.append(f"It is {ratio:.0f} times as fast as difflib; the limit is {LEAST_RATIO}.")
    print("\n".join(missed), file=sys.stderr, end="\n" if missed else "")
    return 1 if missed else 0


def seconds(act: Callable[[], object]) -> float:
    """Return the processor time that the act takes."""
    begun = time.process_time()
    act()
    return time.process_time() - begun


if __name__ == "__main__":
    sys.exit(main())
