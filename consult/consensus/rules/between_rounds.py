"""What moved between two rounds that asked about the same clauses, and what has settled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

Row = Mapping[str, Any]

STILL = Fraction(1, 20)
"""A share that moved by less than this, five points, has stayed where it was."""


class Movement(StrEnum):
    """What became of a clause's result between two rounds, in the order in which readers ask about it."""

    STATE_CHANGED = "state_changed"
    MOVED = "moved"
    SETTLED = "settled"
    NOT_SAID_AGAIN = "not_said_again"
    NOT_COMPARABLE = "not_comparable"
    NEW = "new"
    NOT_ASKED_AGAIN = "not_asked_again"


@dataclass(frozen=True, slots=True)
class Moved:
    """A category's share of agreement in the earlier and in the later round; None where it is left out, or nobody took a side."""

    category: str
    then: Fraction | None
    now: Fraction | None

    @property
    def by(self) -> Fraction | None:
        """How far the share moved, upwards or downwards."""
        return None if self.then is None or self.now is None else self.now - self.then


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


def changes_between(
    earlier: Sequence[Row], later: Sequence[Row], *, new_words: Mapping[str, bool] | None = None
) -> tuple[Change, ...]:
    """Return what became of each clause between two results: in the later one's order, then what it did not ask again.

    Clauses are the same where their uid is. One is `settled` where its state is the same and no category's share moved
    by 5 points or more; where no vote was cast in the later round it was only brought over, and `not_said_again`. Where
    no category's shares are shown in both rounds and the state is the same, nothing can be compared. `new_words` says
    of clauses whether their substance changed. Example: shares of 16/20 and 17/20 are 5 points apart, so it moved.
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
    before = {row["category"]: row for row in then["categories"]}
    categories = tuple(
        Moved(row["category"], _share(before[row["category"]]), _share(row))
        for row in now["categories"]
        if row["category"] in before
    )
    overall = now["overall"]
    return Change(
        uid=now["uid"],
        number_then=then["number"],
        number_now=now["number"],
        state_then=then["state"],
        state_now=now["state"],
        movement=_movement(then, now, categories),
        categories=categories,
        has_new_words=has_new_words,
        **{word: overall.get(word) for word in ("fresh", "carried", "stale")},
    )


def _movement(then: Row, now: Row, categories: Sequence[Moved]) -> Movement:
    if then["state"] != now["state"]:
        return Movement.STATE_CHANGED
    if now["overall"].get("fresh") == 0:
        return Movement.NOT_SAID_AGAIN
    moved = [abs(one.by) for one in categories if one.by is not None]
    if not moved:
        return Movement.NOT_COMPARABLE
    return Movement.SETTLED if max(moved) < STILL else Movement.MOVED


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
