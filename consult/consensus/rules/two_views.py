"""The view by category beside the view by country: whether they differ, why, and what another weight would say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from consult.consensus.rules.countries import GOVERNMENT
from consult.consensus.rules.shares import share_of
from consult.consensus.rules.weighting import PostStratified, Stratum, post_stratification
from consult.participation.rules.facts import REGIONS, fact_of
from consult.participation.rules.territories import UN_MEMBERS

Row = Mapping[str, Any]

DIFFERENCE = Fraction(1, 10)
"""From how far apart two shares of agreement are said to differ."""

STATES = {region: sum(fact_of(code, "region", on=date.max) == region for code in UN_MEMBERS) for region in REGIONS}
"""How many members of the United Nations each region has."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why two views differ, with the figures that show it."""

    code: str
    figures: Mapping[str, Any]


def why_views_differ(clause: Row, *, reservations_agree: bool = True) -> tuple[Reason, ...]:
    """Return why the view by category and the view by country of a frozen clause differ; nothing where they do not.

    They differ where the lowest share of a category and the share among countries are at least ten points apart. What
    is left out of the result is no reason. The reasons, in this order: `category_without_country`, a category other
    than governments agrees least, and less than countries do; `governments_agree_less`, governments' seats agree less
    than their countries, as a country whose seats differ or that has none is not in its view; `countries_agree_less`,
    countries agree less than any category; `many_seats`, more seats than countries spoke, and all seats together agree
    in another measure; `silent_countries`, countries that could speak and took no position.
    """
    countries = clause["countries"]
    shares = {row["category"]: _fraction(row["share"]) for row in clause["categories"] if row["share"]}
    among = _fraction(countries["share"]) if countries["share"] else None
    if among is None or not shares:
        return ()
    lowest = min(shares, key=lambda category: (shares[category], category))
    if abs(shares[lowest] - among) < DIFFERENCE:
        return ()
    figures = {
        "category": lowest,
        "share": float(shares[lowest]),
        "countries": countries["n"],
        "countries_share": float(among),
    }
    if shares[lowest] > among:
        first = Reason("countries_agree_less", figures)
    elif lowest == GOVERNMENT:
        seats = next(row["n"] for row in clause["categories"] if row["category"] == GOVERNMENT)
        first = Reason("governments_agree_less", {**figures, "seats": seats})
    else:
        first = Reason("category_without_country", figures)
    others = (_many_seats(clause, among, reservations_agree=reservations_agree), _silent(clause))
    return (first, *(one for one in others if one is not None))


def by_number_of_states(clause: Row, *, reservations_agree: bool = True) -> PostStratified | None:
    """Return the share of agreement among countries as if every region weighed by its number of states.

    An illustration that decides nothing: states are the members of the United Nations in each region of M49. None where
    the result has no such view or it is left out. Where no country of a region took a side nothing is weighted, and
    those regions are named. Example: where one country of each region took a side and only that of Africa agrees, 1/5
    becomes 54/193, and five answers are worth about 4.4.
    """
    rows = clause.get("regions", ())
    if not rows or any(row["n"] is None for row in rows):
        return None
    found = {row["group"]: _sides(row, reservations_agree=reservations_agree) for row in rows}
    asked = {region: found.get(region, (0, 0)) for region in REGIONS}
    return post_stratification(
        {region: Stratum(sides, agree, STATES[region]) for region, (agree, sides) in asked.items()}
    )


def _fraction(share: Row) -> Fraction:
    return Fraction(share["exact"])


def _sides(row: Row, *, reservations_agree: bool) -> tuple[int, int]:
    """Return how many agree, and how many agree or object."""
    agree: int = row["support"] + row["can_live_with"] + (row["reservation"] if reservations_agree else 0)
    return agree, agree + row["object"]


def _many_seats(clause: Row, among: Fraction, *, reservations_agree: bool) -> Reason | None:
    overall, countries = clause["overall"], clause["countries"]
    if overall["n"] is None or overall["n"] <= countries["n"]:
        return None
    share = share_of(*_sides(overall, reservations_agree=reservations_agree))
    if share is None or abs(share.of_whole - among) < DIFFERENCE:
        return None
    return Reason("many_seats", {"seats": overall["n"], "share": share.value, "countries": countries["n"]})


def _silent(clause: Row) -> Reason | None:
    """Return how many countries could speak and did not, where the result knows how many could."""
    could = sum(row["countries"] for row in clause.get("regions", ()))
    silent = could - clause["countries"]["n"]
    return Reason("silent_countries", {"silent": silent, "could": could}) if silent > 0 else None
