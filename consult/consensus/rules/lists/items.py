"""Clauses and statements as lists compare them: who of each part agrees, read from a published result and nothing else."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from consult.consensus.rules.decision import Status
from consult.consensus.rules.importance import importance_of
from consult.consensus.rules.margins import wilson_lower

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A category or a group: how many of those who took a side agree; at least one did."""

    name: str
    agree: int
    sides: int

    @property
    def share(self) -> Fraction:
        """The share of agreement, exactly."""
        return Fraction(self.agree, self.sides)

    @property
    def lower_bound(self) -> float:
        """How low the share might lie, had a few more voices been heard."""
        return wilson_lower(self.agree, self.sides) or 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A clause or a statement with the parts whose figures are shown.

    `left_out` parts took a side, or may have, and are not shown; `silent` ones could have taken one and did not.
    `agree`, `against` and `voices` are of everyone, None where they are left out. `is_met` says that the criteria of
    the round are met; `holds_everywhere` that what is shown tells that more than half of every part that is left out
    agrees, or as many as of one that is shown.
    """

    id: str
    number: str
    parts: tuple[Part, ...]
    left_out: int = 0
    silent: int = 0
    agree: int | None = None
    against: int | None = None
    voices: int | None = None
    is_met: bool = False
    holds_everywhere: bool = True
    importance: Fraction | None = None

    @property
    def place(self) -> tuple[tuple[tuple[int, str], ...], str]:
        """What items are put in order by where nothing else tells them apart: numbers by their value, then the id."""
        return tuple((int(digits or 0), rest) for digits, rest in re.findall(r"(\d+)|(\D+)", self.number)), self.id

    @property
    def lowest(self) -> Part | None:
        """The part with the smallest lower bound, ties by share and name; None where none took a side."""
        return min(self.parts, key=lambda part: (part.lower_bound, part.share, part.name), default=None)


def clause_item(clause: Row, *, reservations_agree: bool, everywhere: Collection[str] = ()) -> Item:
    """Return a clause of a frozen result; categories without a counting seat are no part of it.

    `everywhere` are the states by which more than half of every category agrees, also of one that is left out.
    """
    required = [row for row in clause["categories"] if row["seats"]]
    shown = [row for row in required if not row["suppressed"]]
    parts = [
        Part(row["category"], *_sides(row, reservations_agree=reservations_agree)) for row in shown if row["share"]
    ]
    overall = clause["overall"]
    agree, sides = _sides(overall, reservations_agree=reservations_agree) if overall["n"] is not None else (None, None)
    left_out = len(required) - len(shown)
    weakest = clause["weakest"]
    return Item(
        id=clause["uid"],
        number=clause["number"],
        parts=tuple(parts),
        left_out=left_out,
        silent=len(shown) - len(parts),
        agree=agree,
        against=overall["object"],
        voices=overall["n"] if sides is not None else None,
        is_met=clause["status"] == Status.MET,
        holds_everywhere=not left_out or clause["state"] in everywhere or bool(weakest and weakest["share"]),
        importance=importance_of(clause),
    )


def statement_item(
    statement: Row,
    number: str,
    parts: Iterable[Part] | None = None,
    *,
    seated: Collection[str],
    everywhere: Collection[str] = (),
) -> Item:
    """Return a statement of a frozen result: by category, or by the parts that are given; `everywhere` as for a clause.

    A category of `seated`, those with counting seats, is silent where all who answered passed, and where nobody did.
    """
    shown = _categories(statement) if parts is None else tuple(parts)
    categories = statement.get("categories", ()) if parts is None else ()
    left_out = sum(row["suppressed"] for row in categories)
    return Item(
        id=str(statement["id"]),
        number=number,
        parts=shown,
        left_out=left_out,
        silent=sum(not row["suppressed"] and not row["share"] and row["category"] in seated for row in categories),
        agree=statement["agree"],
        against=statement["disagree"],
        voices=None if statement["agree"] is None else sum(statement[word] for word in ("agree", "disagree", "pass")),
        holds_everywhere=not left_out or statement["state"] in everywhere,
    )


def seated_in(result: Row) -> frozenset[str]:
    """Return the categories that have counting seats in a frozen result."""
    return frozenset(category for category, row in result["participation"].items() if row["seats"])


def grouped_item(statement: Row, number: str, rows: Sequence[Row]) -> Item | None:
    """Return a statement with the opinion groups as its parts, silent those in which nobody took a side; None as `groups_of`."""
    parts = groups_of(rows)
    if parts is None:
        return None
    return replace(statement_item(statement, number, parts, seated=()), silent=len(rows) - len(parts))


def groups_of(rows: Sequence[Row]) -> tuple[Part, ...] | None:
    """Return the opinion groups of a statement in which someone took a side; None where figures are left out, or no group is."""
    if not rows or any(row["agree"] is None for row in rows):
        return None
    counted = [(row["group"], row["agree"], row["agree"] + row["disagree"]) for row in rows]
    return tuple(Part(group, agree, sides) for group, agree, sides in counted if sides)


def _categories(statement: Row) -> tuple[Part, ...]:
    rows = [row for row in statement.get("categories", ()) if not row["suppressed"] and row["share"]]
    return tuple(Part(row["category"], row["agree"], row["agree"] + row["disagree"]) for row in rows)


def _sides(row: Row, *, reservations_agree: bool) -> tuple[int, int]:
    agree: int = row["support"] + row["can_live_with"] + (row["reservation"] if reservations_agree else 0)
    return agree, agree + row["object"]
