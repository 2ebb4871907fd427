"""One number for a text, so that texts which differ little have numbers that differ little: a flag for a person."""

import re
from collections import Counter
from hashlib import md5

BITS = 64
RUN = 4
"""Characters in a row that are counted as one."""

_WORD = re.compile(r"\w+")


def fingerprint_of(text: str) -> int | None:
    """Return a text's simhash, 64 bits; None where it has no letters or digits.

    Letters and digits in lower case, joined without spaces, are cut into every run of four. Each run votes with the
    lower 64 bits of its MD5, as often as it stands in the text; a bit is set where more than half of the votes are.
    Nothing secret hangs on MD5 here. Source: M. S. Charikar, 2002, cut and hashed as the package simhash 2.1.2 does;
    other implementations find other numbers, so only distances between numbers of this function mean anything.
    """
    plain = "".join(_WORD.findall(text.lower()))
    if not plain:
        return None
    runs = Counter(plain[start : start + RUN] for start in range(max(1, len(plain) - RUN + 1)))
    votes = [0] * BITS
    for run, times in runs.items():
        word = int.from_bytes(md5(run.encode(), usedforsecurity=False).digest()[-BITS // 8 :], "big")
        for bit in range(BITS):
            votes[bit] += times * (word >> bit & 1)
    half = runs.total() / 2
    return sum(1 << bit for bit in range(BITS) if votes[bit] > half)


def distance(one: int, other: int) -> int:
    """Return in how many bits two fingerprints differ; 0 for the same text, about 32 for texts that share nothing.

    Example: 0b1010 and 0b0110 differ in 2.
    """
    return (one ^ other).bit_count()
