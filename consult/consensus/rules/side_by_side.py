"""Two rounds side by side: each clause or statement in both, and how each category's share moved between them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from consult.consensus.rules.between_rounds import Change, changes_between
from consult.consensus.rules.counts import ANSWERS
from consult.deliberation.rules.statements import folded

Row = Mapping[str, Any]
EVERYONE = "everyone"
"""Names the line of all seats together."""
POINT = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class Line:
    """A category in both rounds: how many answered, and which share of those who took a side agreed; None where not shown."""

    name: str
    n_then: int | None
    then: Fraction | None
    n_now: int | None
    now: Fraction | None

    @property
    def points(self) -> int | None:
        """How many points the share moved, to the whole point, upwards or downwards; None where it is not shown twice."""
        return None if self.then is None or self.now is None else round((self.now - self.then) / POINT)

    @property
    def word(self) -> str:
        """What became of the share, to the whole point."""
        if self.points is None:
            return "unknown"
        return "rose" if self.points > 0 else "fell" if self.points < 0 else "unchanged"


@dataclass(frozen=True, slots=True)
class Pair:
    """A clause or statement as it was answered then and now; None where a round did not ask it."""

    change: Change
    then: Row | None
    now: Row | None
    lines: tuple[Line, ...]

    @property
    def row(self) -> Row:
        """How it stands now, or stood last."""
        return self.now or self.then or {}


Sides = Callable[[Row], tuple[int, int] | None]
"""How many agree, and how many took a side, in a row of all seats; None where that is not shown."""


def clauses_side_by_side(earlier: Sequence[Row], later: Sequence[Row], sides: tuple[Sides, Sides]) -> list[Pair]:
    """Return the clauses of two rounds in pairs, by their uid, in the later round's order, then what it did not ask again."""
    return _pairs(list(earlier), list(later), sides)


def statements_side_by_side(earlier: Sequence[Row], later: Sequence[Row]) -> list[Pair]:
    """Return the statements of two rounds in pairs: those are the same that say the same, as `folded` has it.

    Example: "Ban cars." and "ban  cars" are one statement, "Ban cars?" is another.
    """
    return _pairs(_by_words(earlier), _by_words(later), (sides_of_statement, sides_of_statement))


def sides_of_statement(row: Row) -> tuple[int, int] | None:
    """Return how many agree with a statement, and how many took a side; None where that is not shown."""
    return None if row["agree"] is None else (row["agree"], row["agree"] + row["disagree"])


def sides_of_clause(*, reservations_agree: bool) -> Sides:
    """Return the way to count who agrees with a clause, and who took a side, under a contract."""

    def sides(row: Row) -> tuple[int, int] | None:
        counted = row["overall"]
        if counted["n"] is None:
            return None
        agree = counted["support"] + counted["can_live_with"] + (counted["reservation"] if reservations_agree else 0)
        return agree, agree + counted["object"]

    return sides


def _by_words(statements: Sequence[Row]) -> list[Row]:
    """Return statements with what they say as their identity; one that says what another said before is told apart by its number."""
    seen: set[str] = set()
    found: list[Row] = []
    for each in statements:
        words = folded(each["text"])
        uid = f"{words} {each['number']}" if words in seen else words
        seen.add(words)
        n = None if each["agree"] is None else sum(each[answer] for answer in ANSWERS)
        found.append({"state": None, "categories": [], **each, "uid": uid, "overall": {"n": n}})
    return found


def _pairs(earlier: list[Row], later: list[Row], sides: tuple[Sides, Sides]) -> list[Pair]:
    then, now = ({row["uid"]: row for row in rows} for rows in (earlier, later))
    return [
        Pair(change, one, other, _lines(one, other, sides) if one and other else ())
        for change in changes_between(earlier, later)
        for one, other in [(then.get(change.uid), now.get(change.uid))]
    ]


def _lines(then: Row, now: Row, sides: tuple[Sides, Sides]) -> tuple[Line, ...]:
    before = {row["category"]: row for row in then["categories"]}
    of_categories = [
        Line(row["category"], before[row["category"]]["n"], _share(before[row["category"]]), row["n"], _share(row))
        for row in now["categories"]
        if row["category"] in before
    ]
    whole = Line(
        EVERYONE,
        then["overall"]["n"],
        _whole(sides[0](then)),
        now["overall"]["n"],
        _whole(sides[1](now)),
    )
    return (whole, *of_categories)


def _share(row: Row) -> Fraction | None:
    return Fraction(row["share"]["exact"]) if row["share"] else None


def _whole(sides: tuple[int, int] | None) -> Fraction | None:
    return Fraction(*sides) if sides and sides[1] else None
