"""What moved between two rounds that asked about the same clauses, and what has settled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from consult.consensus.rules.counts import ANSWERS, POSITIONS
from consult.consensus.rules.panel.stability import CHANGE_LIMIT

Row = Mapping[str, Any]

NONE = Fraction(0)
STILL = Fraction(1, 20)
"""A share that moved by less than this, five points, has stayed where it was."""


class Movement(StrEnum):
    """What became of a clause's result between two rounds, in the order in which readers ask about it."""

    STATE_CHANGED = "state_changed"
    MOVED = "moved"
    SETTLED = "settled"
    NOT_ALL_SHOWN = "not_all_shown"
    NOT_SAID_AGAIN = "not_said_again"
    NOT_COMPARABLE = "not_comparable"
    NEW = "new"
    NOT_ASKED_AGAIN = "not_asked_again"


@dataclass(frozen=True, slots=True)
class Moved:
    """A category's share of agreement in the earlier and in the later round; None where it is left out, or nobody took a side.

    `net` is which part of its answers moved on balance from one position to another, None where it is left out in either
    round or nobody answered.
    """

    category: str
    then: Fraction | None
    now: Fraction | None
    net: Fraction | None

    @property
    def by(self) -> Fraction | None:
        """How far the share moved, upwards or downwards."""
        return None if self.then is None or self.now is None else self.now - self.then

    @property
    def is_compared(self) -> bool:
        """Whether both rounds tell enough to say that it stayed where it was."""
        return self.net is not None and (self.then is None) == (self.now is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A clause in two rounds: its numbers and states, each category's shares, and what became of it.

    `has_new_words` says that its substance changed between them; `fresh`, `carried` and `stale` how many votes of the
    later round were cast in it, were brought over, and wait to be said again; None where that is left out or not known.
    """

    uid: str
    number_then: str | None
    number_now: str | None
    state_then: str | None
    state_now: str | None
    movement: Movement
    categories: tuple[Moved, ...] = ()
    has_new_words: bool = False
    fresh: int | None = None
    carried: int | None = None
    stale: int | None = None

    @property
    def widest(self) -> Moved | None:
        """The category whose share moved most; None where none can be compared."""
        known = [(abs(one.by), place) for place, one in enumerate(self.categories) if one.by is not None]
        if not known:
            return None
        return self.categories[max(known, key=lambda pair: (pair[0], -pair[1]))[1]]

    @property
    def most_shifted(self) -> Moved | None:
        """The category whose answers moved most between positions; None where less than 15 % did so in each."""
        shifted = [one for one in self.categories if one.net is not None and one.net >= CHANGE_LIMIT]
        return max(shifted, key=lambda one: one.net or 0, default=None)


def changes_between(
    earlier: Sequence[Row], later: Sequence[Row], *, new_words: Mapping[str, bool] | None = None
) -> tuple[Change, ...]:
    """Return what became of each clause between two results: in the later one's order, then what it did not ask again.

    Clauses are the same where their uid is. One is `settled` where its state is the same and, in every category with
    counting seats, no share moved by 5 points or more and less than 15 % of the answers moved on balance from one
    position to another: Σ|after - before| / 2 over the share of each position. Where a category is not compared, as it
    was left out or silent in a round, it is `not_all_shown` at best, and `not_comparable` where none is. Where no vote
    was cast in the later round it was only brought over, and `not_said_again`. `new_words` says of clauses whether
    their substance changed. Source of the 15 %: M. Scheibe, M. Skutsch and J. Schofer, 1975, from memory [M], for the
    same people asked twice; here others may have answered, so shares of answers stand for numbers. Examples: shares of
    16/20 and 17/20 are 5 points apart, so it moved; where 20 of 20 who supported have reservations instead, all moved.
    """
    then = {row["uid"]: row for row in earlier}
    words = new_words or {}
    found = [
        _change(then[row["uid"]], row, has_new_words=words.get(row["uid"], False)) if row["uid"] in then else _new(row)
        for row in later
    ]
    asked = {row["uid"] for row in later}
    return (*found, *(_not_asked(row) for row in earlier if row["uid"] not in asked))


def _change(then: Row, now: Row, *, has_new_words: bool) -> Change:
    before, after = _seated(then), _seated(now)
    categories = tuple(
        Moved(name, _share(before[name]), _share(row), _net(before[name], row))
        for name, row in after.items()
        if name in before
    )
    overall = now["overall"]
    return Change(
        uid=now["uid"],
        number_then=then["number"],
        number_now=now["number"],
        state_then=then["state"],
        state_now=now["state"],
        movement=_movement(then, now, categories, is_whole=before.keys() == after.keys()),
        categories=categories,
        has_new_words=has_new_words,
        **{word: overall.get(word) for word in ("fresh", "carried", "stale")},
    )


def _seated(row: Row) -> dict[str, Row]:
    """Return a clause's categories that have counting seats."""
    return {one["category"]: one for one in row["categories"] if one.get("seats") != 0}


def _movement(then: Row, now: Row, categories: Sequence[Moved], *, is_whole: bool) -> Movement:
    if then["state"] != now["state"]:
        return Movement.STATE_CHANGED
    if now["overall"].get("fresh") == 0:
        return Movement.NOT_SAID_AGAIN
    if all(one.by is None and one.net is None for one in categories):
        return Movement.NOT_COMPARABLE
    if any(abs(one.by or NONE) >= STILL or (one.net or NONE) >= CHANGE_LIMIT for one in categories):
        return Movement.MOVED
    is_known = is_whole and all(one.is_compared for one in categories)
    return Movement.SETTLED if is_known else Movement.NOT_ALL_SHOWN


def _net(then: Row, now: Row) -> Fraction | None:
    """Return which part of the answers moved on balance; None where they are left out in either round, or there are none."""
    words = [word for word in (*POSITIONS, *ANSWERS) if word in then and word in now]
    before, after = ([row[word] for word in words] for row in (then, now))
    if None in before or None in after or not sum(before) or not sum(after):
        return None
    pairs = zip(before, after, strict=True)
    return sum((abs(Fraction(b, sum(after)) - Fraction(a, sum(before))) for a, b in pairs), Fraction(0)) / 2


def _new(row: Row) -> Change:
    return Change(
        uid=row["uid"],
        number_then=None,
        number_now=row["number"],
        state_then=None,
        state_now=row["state"],
        movement=Movement.NEW,
    )


def _not_asked(row: Row) -> Change:
    return Change(
        uid=row["uid"],
        number_then=row["number"],
        number_now=None,
        state_then=row["state"],
        state_now=None,
        movement=Movement.NOT_ASKED_AGAIN,
    )


def _share(row: Row) -> Fraction | None:
    return Fraction(row["share"]["exact"]) if row["share"] else None
