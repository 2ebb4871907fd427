"""The orders in which the statements of a result can be read."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from consult.consensus.rules.counts import ANSWERS
from consult.consensus.rules.lists import Item
from consult.consensus.rules.margins import wilson_lower

Row = Mapping[str, Any]
FEWEST = 5
"""Fewer who take a side say nothing of how divided people are."""


def by_agreement(row: Row, item: Item | None) -> float:
    """Return what statements are read by that most agree with: the lower bound of the part that agrees least, else of all.

    It is 0 where all of some part passed, and below 0 where nobody took a side, or that is not shown. Example: groups of 9 in 10 and 6 in 10 give the bound of 6 in
    10, 0.313.
    """
    if item and item.lowest:
        return 0.0 if item.silent else item.lowest.lower_bound
    if row["agree"] is None:
        return -1.0
    bound = wilson_lower(row["agree"], row["agree"] + row["disagree"])
    return -1.0 if bound is None else bound


def by_division(row: Row, item: Item | None) -> Fraction:
    """Return what statements are read by that divide people: how far two parts lie apart, else how evenly all are split.

    Evenly split is 2 min(agree, disagree) / answers. Parts and people of whom fewer than five took a side divide nothing;
    below 0 where that leaves none. Example: groups of 9 in 10 and 2 in 10 are 7/10 apart.
    """
    shares = [part.share for part in item.parts if part.sides >= FEWEST] if item else []
    if len(shares) > 1:
        return max(shares) - min(shares)
    if row["agree"] is None or row["agree"] + row["disagree"] < FEWEST:
        return Fraction(-1)
    return Fraction(2 * min(row["agree"], row["disagree"]), answers_to(row))


def answers_to(row: Row) -> int:
    """Return how many answered a statement, those who passed among them; below 0 where that is not shown."""
    return -1 if row["agree"] is None else sum(row[answer] for answer in ANSWERS)


def _by_answers(row: Row, _item: Item | None) -> int:
    return answers_to(row)


ORDERS: Mapping[str, Callable[[Row, Item | None], Any]] = {
    "agreement": by_agreement,
    "division": by_division,
    "answers": _by_answers,
}
"""What statements are read by, the highest first; "number" is the order in which they were asked."""


def in_order(rows: Sequence[Row], order: str, items: Mapping[str, Item]) -> list[Row]:
    """Return statements in an order of `ORDERS`, ties as they were asked; in that order whatever else is asked for."""
    key = ORDERS.get(order)
    if key is None:
        return list(rows)
    return sorted(rows, key=lambda row: -key(row, items.get(str(row["id"]))))
