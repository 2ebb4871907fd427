"""What is published of an analysis of opinions: whatever would tell how one of a few people answered is left out."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from consult.consensus.rules.suppression import PUBLIC, SMALLEST_CELL

Json = Mapping[str, Any]

COUNTS = ("agree", "disagree", "pass", "n")
ACROSS = ("group_informed_consensus", "group_informed_disagreement", "weakest")
"""The figures of a statement that follow from those of its groups."""
OF_REPRESENTATIVE = (*COUNTS, "share", "representativeness", "z_share", "z_representativeness")
"""The figures of a statement that sets a group apart."""
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
    not show, no figure is left, and no mean and loads either, for a mean of 1 says that everybody agrees. Worked
    example: of 12 who are heard 6 are in one group, 5 in the other and 1 in none; 12 - 6 - 5 is that one person's answer.
    """
    if not is_protected(disclosure):
        return dict(found)
    few = {item["statement"] for item in found["items"] if _has_few(item)} | {*withheld}
    return {
        **found,
        "axes": {name: list(NOWHERE) if name in withheld else loads for name, loads in found["axes"].items()},
        "groups": [
            {**group, "representative": [one for one in group["representative"] if one["statement"] not in few]}
            for group in found["groups"]
        ],
        "items": [_shown(item, few, withheld) for item in found["items"]],
        "consensus": {
            side: [one for one in names if one not in withheld] for side, names in found["consensus"].items()
        },
    }


def picture(found: Json) -> dict[str, Any]:
    """Return what a live picture shows of an analysis: which groups there are and what sets them apart, and no count.

    From one picture to the next a figure of a group, or the mean of a statement, would move with a single answer.
    """
    items = [{**_without_groups(item), **dict.fromkeys(COUNTS)} for item in found["items"]]
    groups = [
        {**group, "representative": [{**one, **dict.fromkeys(OF_REPRESENTATIVE)} for one in group["representative"]]}
        for group in found["groups"]
    ]
    return {**found, "axes": {}, "items": items, "groups": groups, "declared": []}


def _has_few(item: Json) -> bool:
    """Whether a group, or those in none, have fewer than five people on the statement; that nobody is in none is no secret."""
    heard = [group["n"] for group in item["groups"]]
    return bool(heard) and (min(heard) < SMALLEST_CELL or 0 < item["n"] - sum(heard) < SMALLEST_CELL)


def _shown(item: Json, few: Collection[str], withheld: Collection[str]) -> dict[str, Any]:
    shown = _without_groups(item) if item["statement"] in few else dict(item)
    return {**shown, **dict.fromkeys(COUNTS)} if item["statement"] in withheld else shown


def _without_groups(item: Json) -> dict[str, Any]:
    blank: Sequence[Json] = [{**group, **dict.fromkeys(COUNTS)} for group in item["groups"]]
    return {**item, **dict.fromkeys(ACROSS), "groups": blank}
