"""The view by country within groups: by region, by income group, and on the lists of countries in special situations."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from consult.consensus.rules.countries import GOVERNMENT, CountryVoice, view_of_countries
from consult.consensus.rules.counts import POSITIONS
from consult.participation.rules.facts import INCOME_GROUPS, LISTS, REGIONS, UNGROUPED, fact_of, group_of

Row = Mapping[str, Any]

GROUPED = {"regions": ("region", REGIONS), "income_groups": ("income_group", INCOME_GROUPS)}
"""The views of which each country is in one group: their fact, and its values in the order in which they are shown."""

VIEWS = (*GROUPED, *LISTS)


def speakers(seats: Iterable[tuple[str | None, str]]) -> frozenset[str]:
    """Return the countries that could speak: those of which a government has a counting seat; seats come as territory and category."""
    return frozenset(territory for territory, category in seats if territory and category == GOVERNMENT)


def views_by_group(
    countries: Row, could_speak: Collection[str], *, on: date, reservations_agree: bool
) -> dict[str, Any]:
    """Return the view by country within each group, by the facts of one day.

    `countries` is the view as it is shown, small cells left out: where it is left out, so are all of these, and they
    tell nothing that it does not. Each row says how many countries of the group could speak. Groups in which none
    could are not listed; countries of which no such fact is known are `ungrouped`, and listed last.
    """
    found: dict[str, Any] = {}
    for view, (fact, groups) in GROUPED.items():
        placed = {code: group_of(code, fact, on=on) for code in could_speak}
        found[view] = [
            {"group": group, **_row(countries, members, reservations_agree=reservations_agree)}
            for group in (*groups, UNGROUPED)
            if (members := {code for code, place in placed.items() if place == group})
        ]
    for name in LISTS:
        members = {code for code in could_speak if fact_of(code, name, on=on)}
        found[name] = _row(countries, members, reservations_agree=reservations_agree)
    return found


def _row(countries: Row, members: Collection[str], *, reservations_agree: bool) -> dict[str, Any]:
    if countries["n"] is None:
        return {"countries": len(members), **dict.fromkeys(("n", *POSITIONS, "share"))}
    voices = [CountryVoice(one["country"], one["position"]) for one in countries["list"] if one["country"] in members]
    view = view_of_countries(voices, reservations_agree=reservations_agree).as_json()
    return {"countries": len(members), **{name: view[name] for name in ("n", *POSITIONS, "share")}}
