"""What is known of countries and territories, from when, and by which source."""

import csv
from collections import Counter
from datetime import date

import pytest

from consult.participation.rules import territories
from consult.participation.rules.facts import (
    FACTS,
    INCOME_GROUPS,
    LISTS,
    REGIONS,
    UNGROUPED,
    every_fact,
    fact_of,
    group_of,
)
from tests.shared_data import shared_path

TODAY = date(2026, 11, 26)
FILES = {
    "concordance.csv": ("iso2_code", {"ldc": "ldc", "lldc": "lldc", "sids": "sids"}, "region", "subregion"),
    "country-codes.csv": (
        "ISO3166-1-Alpha-2",
        {
            "ldc": "Least Developed Countries (LDC)",
            "lldc": "Land Locked Developing Countries (LLDC)",
            "sids": "Small Island Developing States (SIDS)",
        },
        "Region Name",
        "Sub-region Name",
    ),
    "hdx_plus_m49.csv": (
        "ISO 3166-1 Alpha 2-Codes",
        {"ldc": "LDC", "lldc": "LLDC", "sids": "SIDS"},
        "Region Name",
        "Sub-region Name",
    ),
}
KEPT_TOO_LONG = {"country-codes.csv": {"ST"}, "hdx_plus_m49.csv": {"ST"}, "concordance.csv": set()}
"""Two of the tables still list São Tomé and Príncipe as least developed."""


def on_list(name: str, on: date = TODAY) -> set[str]:
    return {code for code in territories.ISO_3166 if fact_of(code, name, on=on) == "yes"}


def test_a_fact_holds_from_its_first_day_until_the_day_before_its_last() -> None:
    assert [fact_of("BT", "ldc", on=date(2023, 12, day)) for day in (12, 13)] == ["yes", None]
    assert [fact_of("ST", "ldc", on=date(2024, 12, day)) for day in (12, 13)] == ["yes", None]
    assert [fact_of("AF", "ldc", on=date(2021, month, 1)) for month in (2, 3)] == [None, "yes"]
    assert [fact_of("NA", "income_group", on=on) for on in (date(2025, 6, 30), date(2025, 7, 1))] == [
        None,
        "lower_middle_income",
    ]


def test_lists_have_as_many_members_as_their_sources_say() -> None:
    assert len(on_list("ldc", date(2023, 12, 1))) == 46
    assert len(on_list("ldc", date(2024, 1, 1))) == 45
    assert len(on_list("ldc")) == 44
    assert len(on_list("lldc")) == 32
    assert len(on_list("sids")) == 53


def test_every_territory_has_a_region_and_only_antarctica_is_listed_as_having_none() -> None:
    regions = {code: fact_of(code, "region", on=TODAY) for code in territories.ISO_3166}
    assert {code for code, region in regions.items() if region not in REGIONS} == {"AQ"}
    assert regions["AQ"] == "none"
    assert all(fact_of(code, "sub_region", on=TODAY) for code in territories.ISO_3166)
    assert Counter(regions[code] for code in territories.UN_MEMBERS) == {
        "africa": 54,
        "asia": 47,
        "europe": 43,
        "americas": 35,
        "oceania": 14,
    }


def test_where_no_such_fact_is_known_a_seat_stands_in_no_group() -> None:
    assert group_of("KE", "region", on=TODAY) == "africa"
    assert group_of(None, "region", on=TODAY) == group_of("AQ", "region", on=TODAY) == UNGROUPED
    assert group_of("AQ", "income_group", on=TODAY) == UNGROUPED
    with pytest.raises(KeyError):
        fact_of("KE", "happiness", on=TODAY)


def test_every_fact_names_its_source_and_its_day_and_is_written_once() -> None:
    facts = every_fact()
    assert all(one.source and one.as_of <= TODAY for one in facts)
    assert {one.name for one in facts} == set(FACTS)
    assert {one.code for one in facts} == territories.ISO_3166
    assert {one.value for one in facts if one.name == "income_group"} == set(INCOME_GROUPS)
    assert max(Counter((one.code, one.name) for one in facts).values()) == 1


@pytest.mark.parametrize("name", FILES)
def test_the_facts_are_those_of_the_published_tables(name: str) -> None:
    code_column, lists, region, sub_region = FILES[name]
    with (shared_path("data/countries") / name).open(encoding="utf-8", newline="") as file:
        rows = {row[code_column] or _without_code(row): row for row in csv.DictReader(file)}
    rows = {code: row for code, row in rows.items() if code in territories.ISO_3166}
    for fact in LISTS:
        listed = {code for code, row in rows.items() if row[lists[fact]] in {"True", "x"}}
        assert listed - on_list(fact) == (KEPT_TOO_LONG[name] if fact == "ldc" else set())
        assert on_list(fact) <= listed
    for code, row in rows.items():
        assert fact_of(code, "region", on=TODAY) == _word(row[region])
        assert fact_of(code, "sub_region", on=TODAY) == _word(row[sub_region])
        if name == "concordance.csv":
            income = row["income_level"]
            assert fact_of(code, "income_group", on=TODAY) == (_word(income) if income else None)


def _without_code(row: dict[str, str]) -> str:
    """Return the code of Namibia, which one of the tables has lost; rows without one elsewhere are no territories."""
    return "NA" if row.get("iso3_code") == "NAM" else ""


def _word(written: str) -> str:
    return written.lower().replace(" ", "_").replace("-", "_") or "none"
