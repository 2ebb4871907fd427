"""What is read from the published answers of groups or categories: what all of them share, and where they lie apart."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from consult.consensus.rules.counts import ANSWERS
from consult.consensus.rules.lists import Bridge, Distance, Item, bridges, distances, grouped_item, statement_item

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Shared:
    """A statement with which every part agrees, or disagrees, by its id, and the part that does so least."""

    statement: str
    side: str
    weakest: str
    lower_bound: float


def items_by_group(analysis: Row) -> list[Item]:
    """Return the statements of a published analysis with its groups as their parts, where their figures are shown."""
    found = (
        grouped_item({**item, "id": item["statement"]}, item["statement"], item["groups"]) for item in analysis["items"]
    )
    return [item for item in found if item is not None]


def lacks_figures(analysis: Row | None) -> bool:
    """Return whether of some statement what groups answered is left out; without an analysis nothing is."""
    return any(row["agree"] is None for item in (analysis or {}).get("items", ()) for row in item["groups"])


def items_by_category(statements: Iterable[Row], *, seated: Collection[str]) -> list[Item]:
    """Return the statements of a frozen result whose seats have categories, with these as their parts.

    `seated` are the categories with counting seats; one of them that took no side is silent.
    """
    return [statement_item(each, str(each["id"]), seated=seated) for each in statements if each.get("categories")]


def shared_by_all(items: Sequence[Item]) -> list[Shared]:
    """Return the statements that every part agrees with, or every part disagrees with, the surest first.

    They are those of `bridges`, once as they stand and once with the sides exchanged. Example: 2 of 20 and 4 of 20 agree;
    both groups disagree, the second least, with 16 of 20 and a lower bound of 0.584.
    """
    agreed = [_shared(one, "agree") for one in bridges(items)]
    refused = [_shared(one, "disagree") for one in bridges(map(_exchanged, items))]
    return sorted([*agreed, *refused], key=lambda one: -one.lower_bound)


def apart(items: Sequence[Item]) -> tuple[Distance, ...]:
    """Return the statements on which two parts lie apart, as `distances` has them."""
    return distances(items)


def rest_of(rows: Iterable[Row], label: str) -> dict[str, int]:
    """Return the answers of all groups but one, taken together."""
    others = [row for row in rows if row["group"] != label]
    return {answer: sum(row[answer] for row in others) for answer in ANSWERS}


def steadiness(stability: float | None) -> str:
    """Return the word for how surely a group comes out again when the people are drawn anew.

    "steady" from 0.85, "fairly_steady" from 0.75, "unsteady" below, "untested" where nobody tried. Source: C. Hennig,
    Cluster-wise assessment of cluster stability, 2007, for the mean overlap of a group with what it is found as again:
    below 0.75 it is doubtful who belongs to it.

    >>> steadiness(0.91), steadiness(0.5)
    ('steady', 'unsteady')
    """
    return _steady(stability, 0.85, 0.75)


def steadiness_of_all(stability: float | None) -> str:
    """Return the word for how surely the groups as a whole come out again, by the mean adjusted Rand index.

    "steady" from 0.8, "fairly_steady" from 0.65, "unsteady" below, "untested" where nobody tried. Source: D. Steinley,
    Properties of the Hubert-Arabie adjusted Rand index, 2004, who calls 0.8 good, 0.65 moderate, and less poor.

    >>> steadiness_of_all(0.81), steadiness_of_all(0.64)
    ('steady', 'unsteady')
    """
    return _steady(stability, 0.8, 0.65)


def _steady(stability: float | None, steady: float, fairly: float) -> str:
    if stability is None:
        return "untested"
    words = ((steady, "steady"), (fairly, "fairly_steady"), (-1.0, "unsteady"))
    return next(word for least, word in words if stability >= least)


def _shared(bridge: Bridge, side: str) -> Shared:
    return Shared(bridge.item.id, side, bridge.lowest.name, bridge.lowest.lower_bound)


def _exchanged(item: Item) -> Item:
    """Return the statement as if everyone had said the opposite."""
    parts = [type(part)(part.name, part.sides - part.agree, part.sides) for part in item.parts]
    return Item(
        id=item.id,
        number=item.number,
        parts=tuple(parts),
        left_out=item.left_out,
        silent=item.silent,
        holds_everywhere=not item.left_out,
    )
