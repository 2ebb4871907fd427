"""Texts that say nearly the same, among more texts than can be compared two by two: a flag for a person to read them."""

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from hashlib import shake_128
from math import sqrt
from struct import Struct

SHINGLE = 5
"""Characters in a row that are compared as one."""

PLACES = 256
"""Numbers in a signature: an estimate from so many is off by 1/32 at most, as a standard error."""

BANDS, ROWS = 20, 5
"""How signatures are cut: texts that are alike to about 0.55 and more meet in a band more often than not."""


def shingles_of(text: str, size: int = SHINGLE) -> frozenset[str]:
    """Return every run of so many characters, in lower case and with single spaces; the whole of a shorter text.

    Refuses a size below 1 with ValueError. Example: "A  cat sat" holds "a cat", " cat ", "cat s", "at sa", "t sat".
    """
    if size < 1:
        raise ValueError(f"shingles of {size}")
    plain = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    runs = (plain[start : start + size] for start in range(max(1, len(plain) - size + 1)))
    return frozenset(runs) - {""}


def jaccard(one: frozenset[str], other: frozenset[str]) -> Fraction | None:
    """Return what two sets share over what they hold together, exactly; None where both are empty.

    Source: P. Jaccard, 1901. Example: {a, b, c} and {b, c, d} share 2 of 4, so 1/2.
    """
    together = len(one | other)
    return Fraction(len(one & other), together) if together else None


def signature_of(shingles: frozenset[str], places: int = PLACES) -> tuple[int, ...] | None:
    """Return a text's MinHash: in each place the least number that any of its shingles has there; None without any.

    The numbers of a shingle are the 64-bit words, most significant byte first, of its SHAKE128 output, so every
    machine finds the same, and a shorter signature begins a longer one. Refuses fewer than 1 place with ValueError.
    Source: A. Z. Broder, "On the resemblance and containment of documents", 1997.
    """
    if places < 1:
        raise ValueError(f"{places} places")
    if not shingles:
        return None
    words = Struct(f">{places}Q")
    rows = (words.unpack(shake_128(each.encode()).digest(words.size)) for each in shingles)
    return tuple(map(min, zip(*rows, strict=True)))


def estimated_jaccard(one: Sequence[int], other: Sequence[int]) -> Fraction | None:
    """Return the share of places in which two signatures agree, which estimates the Jaccard index; None without places.

    Refuses signatures of different lengths with ValueError. Example: (1, 2, 3, 4) and (1, 2, 5, 4) give 3/4.
    """
    if len(one) != len(other):
        raise ValueError(f"signatures of {len(one)} and {len(other)} places")
    return Fraction(sum(map(int.__eq__, one, other)), len(one)) if one else None


def standard_error(likeness: Fraction, places: int = PLACES) -> float | None:
    """Return how far the estimate of a Jaccard index J usually lies from it: √(J(1 - J)/places); None without places.

    Example: J = 53/73 in 256 places gives 0.027875.
    """
    return sqrt(likeness * (1 - likeness) / places) if places else None


def chance_of_meeting(likeness: Fraction, bands: int = BANDS, rows: int = ROWS) -> Fraction:
    """Return how likely two texts with this Jaccard index s meet in at least one band: 1 - (1 - s^rows)^bands, exactly.

    Source: Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", 3.4. Example: s = 1/2 with 20 bands of 5
    rows gives 0.470051.
    """
    return 1 - (1 - likeness**rows) ** bands


def threshold(bands: int = BANDS, rows: int = ROWS) -> float | None:
    """Return about where the chance of meeting is steepest: (1/bands)^(1/rows); None without bands or rows.

    Example: 20 bands of 5 rows give 0.5493.
    """
    return (1 / bands) ** (1 / rows) if bands and rows else None


def meetings(signatures: Mapping[str, Sequence[int]], bands: int = BANDS, rows: int = ROWS) -> list[tuple[str, ...]]:
    """Return the groups of texts that meet in a band, each once and as they were given; the largest first.

    They are candidates: compare them exactly before anyone is asked to read them. A text may be in many groups. Refuses
    signatures that are too short for the bands, and bands or rows below 1, with ValueError. The thresholds are not
    calibrated for small consultations, where comparing every two texts is better.
    """
    if bands < 1 or rows < 1 or any(len(each) < bands * rows for each in signatures.values()):
        raise ValueError(f"{bands} bands of {rows} rows")
    met: defaultdict[tuple[int, tuple[int, ...]], list[str]] = defaultdict(list)
    for text, signature in signatures.items():
        for band in range(bands):
            met[band, tuple(signature[band * rows : (band + 1) * rows])].append(text)
    groups = dict.fromkeys(tuple(group) for group in met.values() if len(group) > 1)
    return sorted(groups, key=lambda group: -len(group))
