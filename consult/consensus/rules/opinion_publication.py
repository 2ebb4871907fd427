"""What is published of an analysis of opinions: whatever would tell how one of a few people answered is left out."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from consult.consensus.rules.opinion.mapping import hull
from consult.consensus.rules.suppression import PUBLIC, SMALLEST_CELL

Json = Mapping[str, Any]
Dot = Sequence[Any]
"""Where it is, across and up, how many people it roughly stands for, and their group."""

COUNTS = ("agree", "disagree", "pass", "n")
ACROSS = ("group_informed_consensus", "group_informed_disagreement", "weakest")
"""The figures of a statement that follow from those of its groups."""
PLACE = ("x", "y", "extremity")
"""Where a statement lies: in the very middle where everybody answered alike."""
HOW = ("seed", "version", "libraries", "origin", "finding", "statements")
"""What a live picture says as it was found: it does not move with a vote, but for what was found."""
OF_FIVE = 2
"""A dot of this size, or a larger one, stands for five people or more."""
GRIDS = ((50, 0.1), (10, 0.5), (0, 1.0))
"""From so many members on, the places of a group stand on a grid so fine, where figures are left out."""
NOWHERE = (0.0, 0.0, 0.0)
"""Stands in place of a mean and loads that are left out: an answer there moves nobody's place."""


def is_protected(disclosure: Mapping[str, str]) -> bool:
    """Whether somebody's answers are not public, so that small cells are left out; `disclosure` has a word per category."""
    return not PUBLIC.issuperset(disclosure.values())


def fewest_of(disclosure: Mapping[str, str]) -> int:
    """Return how many people a group has at least: five where anyone is protected, else one."""
    return SMALLEST_CELL if is_protected(disclosure) else 1


def publish(found: Json, disclosure: Mapping[str, str], *, withheld: Collection[str] = ()) -> dict[str, Any]:
    """Return what is published of an analysis under these disclosures.

    Where every answer is public anyway that is all of it. Elsewhere a statement on which fewer than five people of some
    group are heard, or of those in no group, shows no group's figures, nor what follows from them, and represents no
    group: one less the others would be the answers of a few. Of the statements `withheld`, whose totals the result does
    not show, no figure is left, no mean and loads and no place, for a mean of 1 says that everybody agrees, and a place
    in the very middle that all answered alike; and `votes` counts those on the statements that are shown alone. Worked
    example: of 12 who are heard 6 are in one group, 5 in the other and 1 in none; 12 - 6 - 5 is that one person's answer.

    A group's centre is the sum of its members' answers, each times a load that is published. Where figures are left out
    its dots therefore stand on a grid, and its centre and outline are those of these dots: a grid of 5 / members at least
    leaves a sum of answers uncertain by five, as a load is at most 1. And of one to four people not even the number is
    told.
    """
    if not is_protected(disclosure):
        return dict(found)
    few = {item["statement"] for item in found["items"] if _has_few(item)} | {*withheld}
    dots = _on_grids(found) if few else found["map"]
    return {
        **found,
        **(dict.fromkeys(("participants", "clustered")) if 0 < found["participants"] < SMALLEST_CELL else {}),
        "votes": sum(_heard_on(item, withheld) for item in found["items"]) if withheld else found["votes"],
        "axes": {name: list(NOWHERE) if name in withheld else loads for name, loads in found["axes"].items()},
        "map": dots,
        "groups": [
            {
                **group,
                **(_around(group["group"], dots) if few else {}),
                "representative": [one for one in group["representative"] if one["statement"] not in few],
            }
            for group in found["groups"]
        ],
        "items": [_shown(item, few, withheld) for item in found["items"]],
        "consensus": {
            side: [one for one in names if one not in withheld] for side, names in found["consensus"].items()
        },
    }


def picture(found: Json, disclosure: Mapping[str, str]) -> dict[str, Any]:
    """Return what a live picture shows of an analysis: these things and nothing else, whatever else was found.

    What was found, of how many people and statements, the groups with how many are in each and what sets them apart,
    and a map. No count of answers is among them, and no figure of fit or stability, for from one picture to the next
    these would move with a single answer. Unless every answer is public, people are counted in fives, rounded down, and
    the map has the dots of five people and more, to one digit, and the lines around these. Example: a group of 13 whose
    dots stand for 8 people and for single ones has 10 members and one dot.
    """
    step, items = fewest_of(disclosure), {item["statement"]: item for item in found["items"]}
    dots = [dot for dot in found["map"] if step == 1 or dot[2] >= OF_FIVE]
    shown = [[_coarse(x), _coarse(y), size, group] for x, y, size, group in dots]
    return {
        **{name: found[name] for name in HOW},
        **{name: rounded_down(found[name] or 0, disclosure) for name in ("participants", "clustered", "votes")},
        **dict.fromkeys(("silhouette", "stability", "judged_by")),
        **{name: [] for name in ("candidates", "explained", "items", "declared")},
        "axes": {},
        "groups": [_pictured(group, shown, disclosure, items) for group in found["groups"]],
        "map": shown,
        "consensus": {"agree": [], "disagree": []},
    }


def rounded_down(count: int, disclosure: Mapping[str, str]) -> int:
    """Return how many people or answers a live picture says there are: in fives, unless every answer is public.

    >>> rounded_down(14, {"citizen": "pseudonymous"}), rounded_down(14, {"company": "roll_call"})
    (10, 14)
    """
    step = fewest_of(disclosure)
    return count // step * step


def _pictured(group: Json, dots: Sequence[Dot], disclosure: Mapping[str, str], items: Mapping[str, Json]) -> Json:
    """Return a group of a live picture; one of which no dot is shown has no place on the map."""
    return {
        "group": group["group"],
        "members": rounded_down(group["members"], disclosure),
        **_around(group["group"], dots),
        "stability": None,
        "representative": [
            {"statement": one["statement"], "for": _side(one["statement"], group["group"], items)}
            for one in group["representative"]
        ],
    }


def _side(statement: str, label: str, items: Mapping[str, Json]) -> str:
    return side_of(next(row for row in items[statement]["groups"] if row["group"] == label))


def side_of(row: Json) -> str:
    """Return which side most of a group took, "agree" or "disagree".

    It may be another than the one by which the group differs: 30 of 40 agree where of all others 39 of 40 do.
    """
    return "agree" if row["agree"] >= row["disagree"] else "disagree"


def _on_grids(found: Json) -> list[Dot]:
    """Return the dots of a map, each on the grid of its group; of those in no group it is that of so many people."""
    members = {group["group"]: group["members"] for group in found["groups"]}
    members[None] = found["participants"] - found["clustered"]
    steps = {label: next(step for least, step in GRIDS if size >= least) for label, size in members.items()}
    return [
        [*(round(round(value / steps[label]) * steps[label], 1) + 0.0 for value in (x, y)), size, label]
        for x, y, size, label in found["map"]
    ]


def _around(label: str, dots: Sequence[Dot]) -> dict[str, Any]:
    """Return the centre of the dots of a group and the corners around them; nothing of a group without dots."""
    points = [(x, y) for x, y, _, group in dots if group == label]
    return {
        "centre": [_coarse(sum(values) / len(points)) for values in zip(*points, strict=True)],
        "hull": [list(point) for point in hull(points)],
    }


def _coarse(value: float) -> float:
    return round(value, 1) + 0.0


def _has_few(item: Json) -> bool:
    """Whether a group, or those in none, have fewer than five people on the statement; that nobody is in none is no secret."""
    heard = [group["n"] for group in item["groups"]]
    return bool(heard) and (min(heard) < SMALLEST_CELL or 0 < item["n"] - sum(heard) < SMALLEST_CELL)


def _shown(item: Json, few: Collection[str], withheld: Collection[str]) -> dict[str, Any]:
    shown = _without_groups(item) if item["statement"] in few else dict(item)
    return {**shown, **dict.fromkeys((*COUNTS, *PLACE))} if item["statement"] in withheld else shown


def _heard_on(item: Json, withheld: Collection[str]) -> int:
    heard: int = 0 if item["statement"] in withheld else item["n"]
    return heard


def _without_groups(item: Json) -> dict[str, Any]:
    blank: Sequence[Json] = [{**group, **dict.fromkeys(COUNTS)} for group in item["groups"]]
    return {**item, **dict.fromkeys(ACROSS), "groups": blank}
