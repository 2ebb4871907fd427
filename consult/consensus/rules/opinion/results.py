"""What an analysis of opinions finds, and how it is written down: every number rounded, every key in one place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from consult.consensus.rules.counts import StatementCounts
from consult.consensus.rules.opinion.votes import Floats

VERSION = "1"
"""Names the formulas of an analysis; it changes with any of them."""
PLACE_DIGITS, DIGITS = 3, 6
HALFWAY = 1e-6
"""Figures so near to the middle between two rounded ones are rounded by themselves: there, a product decides wrongly."""


Tally = Sequence[int]
"""How many disagreed, passed and agreed, in this order."""


class Result(StrEnum):
    """What the analysis as a whole came to."""

    CLEAR_GROUPS = "clear_groups"
    NO_CLEAR_GROUPS = "no_clear_groups"
    TOO_FEW_PARTICIPANTS = "too_few_participants"
    TOO_FEW_STATEMENTS = "too_few_statements"
    ALL_ALIKE = "all_alike"


class Origin(StrEnum):
    """Whether the groups were found here or given to the analysis."""

    COMPUTED = "computed"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Candidate:
    """How well so many groups are apart: their mean silhouette."""

    k: int
    silhouette: float

    def as_json(self) -> dict[str, Any]:
        """Return the candidate as files show it."""
        return {"k": self.k, "silhouette": rounded(self.silhouette)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Representative:
    """A statement that says what sets a group apart, with the side the group takes and by which figures."""

    statement: str
    side: str
    counts: StatementCounts
    share: float
    representativeness: float
    z_share: float
    z_representativeness: float

    def as_json(self) -> dict[str, Any]:
        """Return the statement as files show it."""
        return {
            "statement": self.statement,
            "for": self.side,
            **self.counts.as_json(),
            "n": self.counts.n,
            "share": rounded(self.share),
            "representativeness": rounded(self.representativeness),
            "z_share": rounded(self.z_share),
            "z_representativeness": rounded(self.z_representativeness),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of participants whose answers are alike, and where it lies on the map."""

    label: str
    members: int
    centre: tuple[float, float]
    hull: tuple[tuple[float, float], ...]
    stability: float | None
    representative: tuple[Representative, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the group as files show it."""
        return {
            "group": self.label,
            "members": self.members,
            "centre": [place(value) for value in self.centre],
            "hull": [[place(x), place(y)] for x, y in self.hull],
            "stability": rounded(self.stability),
            "representative": [one.as_json() for one in self.representative],
        }


@dataclass(frozen=True, slots=True)
class Weakest:
    """The group that agrees least with a statement, its share of agreement, and how low that may lie."""

    group: str
    share: float
    lower_bound: float

    def as_json(self) -> dict[str, Any]:
        """Return the group as files show it."""
        return {"group": self.group, "share": rounded(self.share), "lower_bound": rounded(self.lower_bound)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A statement: where it lies, how far from the middle, and what all and each group said of it, as it was tallied."""

    statement: str
    x: float
    y: float
    extremity: float
    answers: Tally
    group_informed_consensus: float | None
    group_informed_disagreement: float | None
    weakest: Weakest | None
    groups: Mapping[str, Tally]

    def as_json(self) -> dict[str, Any]:
        """Return the statement as files show it."""
        return {
            "statement": self.statement,
            "x": place(self.x),
            "y": place(self.y),
            "extremity": place(self.extremity),
            **_by_word(self.answers),
            "group_informed_consensus": rounded(self.group_informed_consensus),
            "group_informed_disagreement": rounded(self.group_informed_disagreement),
            "weakest": self.weakest.as_json() if self.weakest else None,
            "groups": [{"group": label, **_by_word(tally)} for label, tally in self.groups.items()],
        }


def _by_word(tally: Tally) -> dict[str, int]:
    disagree, pass_, agree = tally
    return {"agree": agree, "disagree": disagree, "pass": pass_, "n": agree + disagree + pass_}


@dataclass(frozen=True, slots=True, eq=False)
class Axes:
    """With what anyone's place is computed: each statement's mean and its load on both axes.

    `set_aside` names the statements that moderation rejected: they count as passed by everyone.
    """

    loads: Mapping[str, tuple[float, float, float]]
    set_aside: frozenset[str] = frozenset()
    centres: tuple[tuple[float, float], ...] = ()
    labels: tuple[str, ...] = ()

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> "Axes":
        """Return the axes of an analysis that was written down by `Analysis.as_json`."""
        listed = {item["statement"] for item in written["items"]}
        placed = [group for group in written["groups"] if group["centre"]]
        return cls(
            loads={name: (mean, first, second) for name, (mean, first, second) in written["axes"].items()},
            set_aside=frozenset(written["axes"]) - listed,
            centres=tuple((x, y) for x, y in (group["centre"] for group in placed)),
            labels=tuple(group["group"] for group in placed),
        )

    def as_json(self) -> dict[str, list[float]]:
        """Return each statement's mean and loads as files show them."""
        return dict(zip(self.loads, all_rounded([*self.loads.values()]), strict=True))


@dataclass(frozen=True, slots=True)
class Dot:
    """Where people stand, roughly how many (1: fewer than 5, 2: 5 to 24, 3: 25 to 99, 4: more), and in which group."""

    x: float
    y: float
    size: int
    group: str | None

    def as_json(self) -> list[Any]:
        """Return the dot as files show it."""
        return [place(self.x), place(self.y), self.size, self.group]


@dataclass(frozen=True, slots=True, eq=False)
class Placing:
    """Where each participant stands, and in which group (a place in the list of groups; -1 where in none).

    Nobody but the participant is told: it is never written down.
    """

    participants: tuple[str, ...]
    points: Floats
    labels: NDArray[np.int16]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Analysis:
    """Everything that an analysis of opinions finds; `as_json` is what is published of it.

    `judged_by` is among how many participants the stability was judged.
    """

    seed: int
    origin: Origin
    participants: int
    clustered: int
    statements: int
    votes: int
    finding: Result
    silhouette: float | None
    candidates: tuple[Candidate, ...]
    explained: tuple[float, ...]
    stability: float | None
    judged_by: int | None
    axes: Axes
    groups: tuple[Group, ...]
    dots: tuple[Dot, ...]
    items: tuple[Item, ...]
    consensus: Mapping[str, tuple[str, ...]]
    placing: Placing = field(repr=False)

    @property
    def members(self) -> dict[str, str]:
        """The label of the group of each participant who is in one: what `groups` of another analysis may be."""
        labels = [group.label for group in self.groups]
        who = zip(self.placing.participants, self.placing.labels.tolist(), strict=True)
        return {name: labels[place] for name, place in who if place >= 0}

    def as_json(self) -> dict[str, Any]:
        """Return what is published: nobody's own place is in it, only dots of a grid."""
        return {
            "seed": self.seed,
            "version": VERSION,
            "libraries": {"numpy": np.__version__},
            "origin": str(self.origin),
            "participants": self.participants,
            "clustered": self.clustered,
            "statements": self.statements,
            "votes": self.votes,
            "finding": str(self.finding),
            "silhouette": rounded(self.silhouette),
            "candidates": [one.as_json() for one in self.candidates],
            "explained": [rounded(share) for share in self.explained],
            "stability": rounded(self.stability),
            "judged_by": self.judged_by,
            "axes": self.axes.as_json(),
            "groups": [group.as_json() for group in self.groups],
            "map": [dot.as_json() for dot in self.dots],
            "items": [item.as_json() for item in self.items],
            "consensus": {side: list(names) for side, names in self.consensus.items()},
        }


def rounded(value: float | None) -> float | None:
    """Return a figure to six digits, and never a negative zero; None stays None."""
    return None if value is None else round(float(value), DIGITS) + 0.0


def all_rounded(rows: Sequence[Sequence[float]]) -> list[list[float]]:
    """Return rows of figures as `rounded` does one, and much sooner."""
    figures = np.asarray(rows, np.float64)
    scaled = figures * 10.0**DIGITS
    whole = np.rint(scaled)
    found = whole / 10.0**DIGITS + 0.0
    halfway = np.abs(np.abs(scaled - whole) - 0.5) < HALFWAY
    found[halfway] = [round(value, DIGITS) + 0.0 for value in figures[halfway].tolist()]
    rounded_rows: list[list[float]] = found.tolist()
    return rounded_rows


def place(value: float) -> float:
    """Return a coordinate to three digits, and never a negative zero."""
    return round(float(value), PLACE_DIGITS) + 0.0
