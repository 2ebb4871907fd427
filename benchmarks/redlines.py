"""How long redlines and the following of clauses take, against what cannot be saved.

Run by `make bench`, or `python benchmarks/redlines.py`. Prints Markdown for docs/measurements.md: milliseconds of
processor time, the best of five. The limit is reading every character once: `str.split` of the texts.
"""

import random
import time
from collections.abc import Callable

from installations import circumstances, show

from consult.drafting.rules import ClauseKind, Known, Part, follow, redline
from consult.drafting.rules.tokens import tokens_of

TOKENS = 15_000
EDITS = 200
CLAUSES = 300
VOCABULARY = 2_000


def main() -> None:
    """Measure and print the table."""
    print(circumstances(), "· best of 5", end="\n\n")
    chance = random.Random(15)
    words = [f"w{chance.randrange(VOCABULARY)}" for _ in range(TOKENS // 2)]
    old, new = " ".join(words), " ".join(edited(chance, words, EDITS))
    clauses = [[f"w{chance.randrange(VOCABULARY)}" for _ in range(80)] for _ in range(CLAUSES)]
    known = [
        Known(f"{place}", None, place, ClauseKind.CLAUSE, "", " ".join(each)) for place, each in enumerate(clauses)
    ]
    parts = [Part(ClauseKind.CLAUSE, "", "", " ".join(edited(chance, each, 8))) for each in reversed(clauses)]
    limit, whole = best(lambda: (old.split(), new.split())), sum(len(part.text) for part in parts)
    far = best(lambda: [part.text.split() for part in parts] + [one.text.split() for one in known])
    rows = [
        row(f"tokens of {len(tokens_of(old)):,}", len(old), best(lambda: tokens_of(old)), limit / 2),
        row(f"redline with {EDITS} edits", len(old), best(lambda: redline(old, new)), limit),
        row(f"following {CLAUSES} reworded clauses", whole, best(lambda: follow(known, parts)), far),
    ]
    show(("what", "characters", "ms", "limit ms", "ratio"), rows)


def edited(chance: random.Random, words: list[str], edits: int) -> list[str]:
    """Return the words with some taken out, put in or changed."""
    changed = list(words)
    for number in range(edits):
        place = chance.randrange(len(changed))
        changed[place : place + chance.randrange(2)] = [f"new{number}"] * chance.randrange(1, 3)
    return changed


def best(act: Callable[[], object]) -> float:
    """Return the milliseconds of processor time that the act takes at best."""
    taken = []
    for _ in range(5):
        begun = time.process_time()
        act()
        taken.append(time.process_time() - begun)
    return min(taken) * 1000


def row(name: str, characters: int, milliseconds: float, limit: float) -> list[object]:
    return [name, characters, milliseconds, limit, milliseconds / limit]


if __name__ == "__main__":
    main()
