"""Dated facts about countries and territories: where they lie, how rich they are, and which lists they stand on.

They come with the program, in `territories.csv`, each with its source and the day on which that was read.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

REGIONS = ("africa", "americas", "asia", "europe", "oceania")
"""The regions of the United Nations' M49."""

INCOME_GROUPS = ("low_income", "lower_middle_income", "upper_middle_income", "high_income", "not_classified")
"""The World Bank's groups; those it does not classify are last."""

LISTS = ("ldc", "lldc", "sids")
"""Least developed countries, landlocked developing countries, small island developing States."""

FACTS = ("region", "sub_region", "income_group", *LISTS)
NOWHERE = "none"
"""The region of a territory that M49 lists in none."""

UNGROUPED = "ungrouped"
"""Where a seat stands of which no such fact is known, as it has no country or territory."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of a country or territory from one day until another, by which source.

    Without `valid_from` it holds as far back as the source knows; on `valid_to` it holds no longer.
    """

    code: str
    name: str
    value: str
    valid_from: date | None
    valid_to: date | None
    source: str
    as_of: date

    def holds(self, on: date) -> bool:
        """Whether the fact holds on this day."""
        has_begun = self.valid_from is None or self.valid_from <= on
        return has_begun and (self.valid_to is None or on < self.valid_to)


def fact_of(code: str, fact: str, *, on: date) -> str | None:
    """Return the value of a fact on a day, or None where none is known.

    `region` and `sub_region` have a name of M49 or `none`, `income_group` one of `INCOME_GROUPS`; a list has `yes` for
    those that stand on it. Refuses a fact that is not one of `FACTS` with KeyError. Example: Bhutan was a least
    developed country until 12 December 2023.
    """
    return next((one.value for one in _by_territory()[fact].get(code, ()) if one.holds(on)), None)


def group_of(code: str | None, fact: str, *, on: date) -> str:
    """Return the region or income group of a country or territory, and `ungrouped` where it has none."""
    found = fact_of(code, fact, on=on) if code else None
    return UNGROUPED if found is None or found == NOWHERE else found


@cache
def every_fact() -> tuple[Fact, ...]:
    """Return every fact there is, in the order of the file."""
    written = files(__package__).joinpath("territories.csv").read_text(encoding="utf-8")
    return tuple(_read(row) for row in csv.DictReader(written.splitlines()))


def _read(row: Mapping[str, str]) -> Fact:
    return Fact(
        code=row["code"],
        name=row["fact"],
        value=row["value"],
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        source=row["source"],
        as_of=date.fromisoformat(row["as_of"]),
    )


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


@cache
def _by_territory() -> Mapping[str, Mapping[str, tuple[Fact, ...]]]:
    found: dict[str, dict[str, tuple[Fact, ...]]] = {name: {} for name in FACTS}
    for one in every_fact():
        of_fact = found[one.name]
        of_fact[one.code] = (*of_fact.get(one.code, ()), one)
    return found
