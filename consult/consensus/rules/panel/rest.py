"""Whether a panel has come to rest: clause by clause against its round before, and as a whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from consult.consensus.rules.panel.ratings import HIGH, LOW, MIDDLE
from consult.consensus.rules.panel.stability import CHANGE_LIMIT, NetChange, SignedRank, net_change, signed_rank
from consult.consensus.rules.shares import written

REGIONS = (LOW, MIDDLE, HIGH)
P_DIGITS = 6

Pairs = Mapping[tuple[int, int], int]
"""How many seats gave an item one rating in the round before, and one in this round, by both ratings."""


class Rest(StrEnum):
    """Whether the ratings of a clause have come to rest."""

    STABLE = "stable"
    NOT_STABLE = "not_stable"
    UNKNOWN = "unknown"


class Unknown(StrEnum):
    """Why that cannot be said."""

    FIRST_ROUND = "first_round"
    NOT_ASKED_BEFORE = "not_asked_before"
    TEXT_CHANGED = "text_changed"
    NOBODY_TWICE = "nobody_twice"
    TOO_FEW_TO_SHOW = "too_few_to_show"


class Stop(StrEnum):
    """What a panel's round leaves to be done: why the panel stops, or that it goes on."""

    AT_REST = "at_rest"
    ROUNDS_USED = "rounds_used"
    GOES_ON = "goes_on"


@dataclass(frozen=True, slots=True)
class Stability:
    """How the ratings of one clause moved between two rounds, of the `n` seats that rated it in both."""

    n: int
    net: NetChange
    ranks: SignedRank
    limit: Fraction = CHANGE_LIMIT

    @property
    def verdict(self) -> Rest:
        """Whether they have come to rest, by their net change alone."""
        if self.net.is_stable is None:
            return Rest.UNKNOWN
        return Rest.STABLE if self.net.is_stable else Rest.NOT_STABLE

    def as_json(self) -> dict[str, Any]:
        """Return the comparison as files show it."""
        if self.net.change is None or self.ranks.p is None:
            return unknown(Unknown.NOBODY_TWICE)
        return {
            "verdict": str(self.verdict),
            "because": None,
            "n": self.n,
            "net_change": self.net.change.as_json(),
            "limit": written(self.limit),
            "changed": self.ranks.changed,
            "p": round(self.ranks.p, P_DIGITS),
        }


def stability_of(pairs: Pairs, limit: Fraction = CHANGE_LIMIT) -> Stability:
    """Return how the same seats' ratings moved: the net change between the regions 1-3, 4-6 and 7-9, and ranks.

    The verdict is that of the net change, as Scheibe and others have it, over the three regions that the rules of
    panels read (a house rule [H]: with nine categories one of five raters who moves by one step would be unrest). The
    signed-rank test stands beside it. Example: of ten who rated 8, one rates 5 now: 1/10 has moved, which is stable.
    """
    every = [pair for pair, n in sorted(pairs.items()) for _ in range(n)]
    before, after = (tuple(sum(_is_in(one[place], region) for one in every) for region in REGIONS) for place in (0, 1))
    return Stability(len(every), net_change(before, after, limit), signed_rank(every), limit)


def unknown(why: Unknown) -> dict[str, Any]:
    """Return, as files show it, that it cannot be said whether a clause's ratings have come to rest."""
    blank = dict.fromkeys(("n", "net_change", "limit", "changed", "p"))
    return {"verdict": str(Rest.UNKNOWN), "because": str(why), **blank}


def is_at_rest(verdicts: Iterable[str]) -> bool | None:
    """Whether a panel has come to rest: it has where every clause has; None where that cannot be said of some.

    One clause that has not is enough for a no. Without a clause nothing can be said.
    """
    found = set(verdicts)
    if Rest.NOT_STABLE in found:
        return False
    return True if found == {Rest.STABLE} else None


def stop_of(at_rest: bool | None, *, place: int, most: int) -> Stop:  # noqa: FBT001 - what `is_at_rest` found
    """Return what a round leaves to be done, the `place`th of at most so many: rest comes before the number of rounds."""
    if at_rest:
        return Stop.AT_REST
    return Stop.ROUNDS_USED if place >= most else Stop.GOES_ON


def _is_in(rating: int, region: tuple[int, int]) -> bool:
    return region[0] <= rating <= region[1]
