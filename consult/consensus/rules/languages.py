"""Whether people who read a clause in one language support it as often as those who read it in another.

A difference may be a translation fault. It is a hint to compare the texts, never a reason to count anyone otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from math import sqrt
from typing import Any

from consult.consensus.rules.shares import share_of
from consult.consensus.rules.suppression import SMALLEST_CELL, SMALLEST_UNANIMOUS

Z = 2.58
"""Above this the difference is unlikely to be chance: two-sided, one in a hundred."""
FEWEST = 20
"""A language in which fewer voted is compared with none."""
Z_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Votes:
    """Of those who voted on a clause in one language, how many support it."""

    support: int
    total: int


@dataclass(frozen=True, slots=True)
class Effect:
    """Two languages in which a clause is supported differently, the one with more support first, and how far apart: z."""

    more: str
    less: str
    z: float


def two_proportions(one: Votes, other: Votes) -> float:
    """Return the pooled two-proportion z of the support in two languages; 0 where all or none support it.

    z = (p1 - p2) / sqrt(p (1 - p) (1/n1 + 1/n2)), p the share of both together (Fleiss, Levin & Paik, Statistical
    Methods for Rates and Proportions, 2003, section 2.5). A worked example: 45 of 60 against 12 of 40 is p = 57/100,
    z = 0.45 / sqrt(0.57 * 0.43 * (1/60 + 1/40)) = 4.453.

    >>> round(two_proportions(Votes(45, 60), Votes(12, 40)), 3)
    4.453
    """
    pooled = (one.support + other.support) / (one.total + other.total)
    spread = pooled * (1 - pooled) * (1 / one.total + 1 / other.total)
    return (one.support / one.total - other.support / other.total) / sqrt(spread) if spread else 0.0


def language_effects(votes: Mapping[str, Votes]) -> list[Effect]:
    """Return the pairs of languages in which a clause is supported differently, the widest apart first.

    Languages in which fewer than 20 voted are left out; a difference counts when z is above 2.58.

    >>> language_effects({"en": Votes(45, 60), "ar": Votes(12, 40), "zh-Hans": Votes(0, 19)})[0].less
    'ar'
    """
    enough = {lang: one for lang, one in sorted(votes.items()) if one.total >= FEWEST}
    found = []
    for first, second in combinations(enough, 2):
        z = two_proportions(enough[first], enough[second])
        if abs(z) > Z:
            found.append(Effect(first, second, z) if z > 0 else Effect(second, first, -z))
    return sorted(found, key=lambda effect: (-effect.z, effect.more, effect.less))


def effects_result(answers: Mapping[str, tuple[int, int]], whole: tuple[int, int] | None) -> list[dict[str, Any]]:
    """Return the pairs of languages in which an item is supported differently, as files show them.

    `answers` says for each language how many of those who read the item in it agree, and how many disagree; `whole` the
    same of everyone, None where that is left out. Figures of the languages are told unless the rest, which anyone can
    work out from them, would be fewer than 5 or fewer than 20 who all say the same; else only which is which.
    """
    effects = language_effects({lang: Votes(agree, agree + against) for lang, (agree, against) in answers.items()})
    named = {lang for effect in effects for lang in (effect.more, effect.less)}
    is_told = whole is not None and not _is_telling(
        whole[0] - sum(answers[lang][0] for lang in named), whole[1] - sum(answers[lang][1] for lang in named)
    )
    return [
        {
            "more": _language(effect.more, answers, is_told=is_told),
            "less": _language(effect.less, answers, is_told=is_told),
            "z": round(effect.z, Z_DIGITS) if is_told else None,
        }
        for effect in effects
    ]


def _language(lang: str, answers: Mapping[str, tuple[int, int]], *, is_told: bool) -> dict[str, Any]:
    agree, against = answers[lang]
    share = share_of(agree, agree + against) if is_told else None
    return {"lang": lang, "n": agree + against if is_told else None, "share": share.as_json() if share else None}


def _is_telling(agree: int, against: int) -> bool:
    n = agree + against
    return 0 < n < (SMALLEST_UNANIMOUS if 0 in {agree, against} else SMALLEST_CELL)
