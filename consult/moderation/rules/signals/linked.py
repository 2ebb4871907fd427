"""Whether two participants act together more than chance would have them: a flag for a person, never a verdict.

Like-minded delegations legitimately coincide, and so do colleagues who read the same call. Accounts that a person finds
to be linked are counted as one contributor rather than dropped; that decision is logged and can be taken back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import log, sqrt

LEAST_ITEMS = 10
"""Items that each of two must have answered before their answering together says anything."""

LEAST_SHARED = 10
"""Clauses on which both must have taken a side before their votes are compared; a rule of this house."""

ANSWERS = {-1, 0, 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """From where on answering together is flagged.

    The defaults are those of Community Notes, for a platform of its size: in a small consultation the smoothing by
    500 keeps `npmi` low, so there only `similarity` flags anything.
    """

    smoothing: int = 500
    pseudocounts: int = 10
    npmi: float = 0.55
    similarity: Fraction = Fraction(2, 5)
    least_items: int = LEAST_ITEMS


@dataclass(frozen=True, slots=True)
class Together:
    """How much two answer together: smoothed and normalised mutual information, least similarity, and the flag."""

    npmi: float | None
    similarity: Fraction | None
    is_flagged: bool


@dataclass(frozen=True, slots=True)
class Votes:
    """How alike two vote: the cosine, None where one of them took no side, and on how many clauses both took one."""

    cosine: float | None
    shared: int
    is_flagged: bool


def answered_together(both: int, left: int, right: int, whole: int, thresholds: Thresholds | None = None) -> Together:
    """Return how much more often two participants answered the same items at nearly the same time than by chance.

    `both` is how many items both answered within a short window (Community Notes: 20 minutes), `left` and `right` how
    many items each answered at all, `whole` how many answers there are, an item counted once for each participant.
    npmi = ln(both · whole / ((left + s)(right + s))) / -ln(both / whole), None where both is 0 or the whole;
    similarity = both / (min(left, right) + c), None where that is 0. Flagged where one of them reaches its threshold
    and each answered enough items. Refuses counts that cannot be with ValueError. Source: twitter/communitynotes,
    scoring/post_selection_similarity.py. Example: 40, 60, 55, 100000 give 0.326545 and 8/13, which is flagged.
    """
    limits = thresholds or Thresholds()
    if not 0 <= both <= min(left, right) <= max(left, right) <= whole:
        raise ValueError(f"{both} of {left} and {right} of {whole}")
    expected = (left + limits.smoothing) * (right + limits.smoothing)
    npmi = log(both * whole / expected) / -log(both / whole) if 0 < both < whole else None
    fewer = min(left, right)
    known = fewer + limits.pseudocounts
    similarity = Fraction(both, known) if known else None
    is_high = (npmi is not None and npmi >= limits.npmi) or (similarity is not None and similarity >= limits.similarity)
    return Together(npmi, similarity, is_high and fewer >= limits.least_items)


def votes_alike(
    one: Sequence[int], other: Sequence[int], *, least: Fraction, least_shared: int = LEAST_SHARED
) -> Votes:
    """Return how alike two vote over the same clauses, each 1, -1 or 0 where no side was taken.

    cosine = u·v / (|u| |v|). Flagged where it is `least` or more, compared exactly, and both took a side on
    `least_shared` clauses. Refuses other votes, votes over different numbers of clauses, and a `least` that is not
    above 0, with ValueError. Example: (1, 1, -1, 0, 1, -1) and (1, 1, -1, 1, 1, -1) give 5/√30 = 0.912871, and are
    not flagged, for five clauses are too few.
    """
    if len(one) != len(other) or not {*one, *other} <= ANSWERS or least <= 0:
        raise ValueError(f"votes of {len(one)} and {len(other)}, flagged from {least}")
    product = sum(u * v for u, v in zip(one, other, strict=True))
    squared = sum(map(abs, one)) * sum(map(abs, other))
    shared = sum(bool(u and v) for u, v in zip(one, other, strict=True))
    is_alike = product > 0 and product**2 >= least**2 * squared
    return Votes(product / sqrt(squared) if squared else None, shared, is_alike and shared >= least_shared)
