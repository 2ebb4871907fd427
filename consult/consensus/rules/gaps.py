"""The gap table: who was wanted, who has a seat, and who speaks, by category and by where in the world they are."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from consult.consensus.rules.suppression import PUBLIC, SMALLEST_CELL
from consult.participation.rules.facts import INCOME_GROUPS, REGIONS, UNGROUPED, group_of

ANYWHERE = ""
"""The region of a target that does not say where its seats shall be."""

Targets = Mapping[tuple[str, str], int]
"""How many seats are wanted of a category in a region, or anywhere."""

Row = dict[str, Any]
FIGURES = ("seats", "verified", "active", "completed")
SPLITS = {"regions": ("region", REGIONS), "income_groups": ("income_group", INCOME_GROUPS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatPart:
    """What the table asks about a seat: who it is for, and what it has done in the round.

    It is active when it commented or voted, and has completed when it answered everything. `counts` says whether its
    votes do.
    """

    category: str
    territory: str | None
    is_verified: bool
    has_voted: bool = False
    has_commented: bool = False
    has_completed: bool = False
    counts: bool = True

    @property
    def is_active(self) -> bool:
        """Whether the seat took part in the round in any way."""
        return self.has_voted or self.has_commented


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Which round the table is about: whether one has begun, whether it still runs, and by the facts of which day."""

    has_begun: bool
    is_open: bool
    on: date


def gap_table(
    seats: Collection[SeatPart],
    targets: Targets,
    *,
    categories: Sequence[str],
    disclosure: Mapping[str, str],
    stage: Stage,
) -> dict[str, Any]:
    """Return targets and seats by category, each by region and by income group, and all categories together.

    What a few seats of a protected category did is left out. While a round is open only those of such a category who
    voted are counted as active, in all regions together, and nothing is said of who has completed: that is what the
    overview shows anyway. Afterwards a figure of 1 to 4 is left out, with all regions or groups of its category, for
    the others would tell it; so is the number of the active where 1 to 4 of them did not vote, or 1 to 4 voted whose
    votes count. Where no round has begun, what seats did is None.
    """
    order = [*categories, *sorted({one.category for one in seats} - {*categories})]
    rows = [
        _category(
            [one for one in seats if one.category == category],
            category,
            targets,
            stage,
            is_public=disclosure.get(category) in PUBLIC,
        )
        for category in order
    ]
    return {
        "has_targets": bool(targets),
        "categories": rows,
        **{split: _together(rows, split, values) for split, (_, values) in SPLITS.items()},
    }


def shown(gaps: Mapping[str, Any]) -> dict[str, Any]:
    """Return a gap table as pages show it: every whole with the shares of its rows, each category's parts too."""
    categories = [
        {**row, **{split: with_shares(row[split]) for split in SPLITS}} for row in with_shares(gaps["categories"])
    ]
    return {**gaps, "categories": categories, **{split: with_shares(gaps[split]) for split in SPLITS}}


def with_shares(rows: Sequence[Row]) -> list[Row]:
    """Return rows that make up a whole, each with its share of the seats and of the active; None where not all are known."""
    whole = {name: _sum(row[name] for row in rows) for name in ("seats", "active")}
    return [
        {
            **row,
            **{
                f"share_of_{name}": row[name] / total if total and row[name] is not None else None
                for name, total in whole.items()
            },
        }
        for row in rows
    ]


def _category(seats: Sequence[SeatPart], category: str, targets: Targets, stage: Stage, *, is_public: bool) -> Row:
    wanted = {region: n for (of, region), n in targets.items() if of == category}
    overall = wanted.pop(ANYWHERE, None) or sum(wanted.values()) or None
    total = _counted(seats, stage)
    splits = {
        split: _split(seats, fact, values, wanted if split == "regions" else {}, stage)
        for split, (fact, values) in SPLITS.items()
    }
    if stage.has_begun and not is_public:
        hidden = _hide(total, seats, stage)
        for rows in splits.values():
            _hide_split(rows, hidden, stage)
    return {"category": category, "target": overall, **total, **splits}


def _split(
    seats: Sequence[SeatPart], fact: str, values: Sequence[str], wanted: Mapping[str, int], stage: Stage
) -> list[Row]:
    groups = {code: group_of(code, fact, on=stage.on) for code in {one.territory for one in seats}}
    placed: dict[str, list[SeatPart]] = {}
    for one in seats:
        placed.setdefault(groups[one.territory], []).append(one)
    return [
        {"group": group, "target": wanted.get(group), **_counted(placed.get(group, []), stage)}
        for group in (*values, UNGROUPED)
        if group in placed or group in wanted
    ]


def _counted(seats: Sequence[SeatPart], stage: Stage) -> Row:
    done = [sum(one.is_active for one in seats), sum(one.has_completed for one in seats)]
    active, completed = done if stage.has_begun else (None, None)
    return {
        "seats": len(seats),
        "verified": sum(one.is_verified for one in seats),
        "active": active,
        "completed": completed,
    }


def _hide(total: Row, seats: Sequence[SeatPart], stage: Stage) -> set[str]:
    """Leave out of a protected category's totals what would tell what few seats did; return what was left out."""
    voted = sum(one.has_voted for one in seats)
    if stage.is_open:
        total["active"], total["completed"] = voted, None
    counted = voted if stage.is_open else sum(one.has_voted and one.counts for one in seats)
    told = {
        "active": [total["active"], voted, counted, total["active"] - voted],
        "completed": [total["completed"] or 0, voted, counted],
    }
    hidden = {name for name, counts in told.items() if any(map(_is_small, counts))}
    total.update(dict.fromkeys(hidden))
    return hidden


def _hide_split(rows: Sequence[Row], hidden: Collection[str], stage: Stage) -> None:
    for name in ("active", "completed"):
        if stage.is_open or name in hidden or any(_is_small(row[name]) for row in rows):
            for row in rows:
                row[name] = None


def _together(rows: Sequence[Row], split: str, values: Sequence[str]) -> list[Row]:
    """Return the regions or groups over all categories; a figure is None where it is of one of them."""
    found = []
    for group in (*values, UNGROUPED):
        parts = [part for row in rows for part in row[split] if part["group"] == group]
        if parts:
            wanted = [part["target"] for part in parts if part["target"] is not None]
            summed = {name: _sum(part[name] for part in parts) for name in FIGURES}
            found.append({"group": group, "target": sum(wanted) or None, **summed})
    return found


def _sum(values: Iterable[int | None]) -> int | None:
    total = 0
    for value in values:
        if value is None:
            return None
        total += value
    return total


def _is_small(n: int) -> bool:
    return 0 < n < SMALLEST_CELL
