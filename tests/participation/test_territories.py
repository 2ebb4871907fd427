"""Countries and territories: all of ISO 3166, by list, in the reader's language, under the organiser's own names."""

import csv
from collections.abc import Iterator

import pytest
from babel import UnknownLocaleError

from consult.localisation.rules.languages import LANGUAGES
from consult.participation.rules.territories import LISTS, UN_MEMBERS, UN_OBSERVERS, codes, name, sorted_names
from tests.shared_data import shared_path


def shared_rows(file: str) -> Iterator[dict[str, str]]:
    """Give the rows of a shared table; read with csv, which leaves Namibia's "NA" a text."""
    with shared_path(f"data/countries/{file}").open(encoding="utf-8", newline="") as opened:
        yield from csv.DictReader(opened)


def test_iso_3166_has_249_codes_and_the_united_nations_193_members_and_two_observers() -> None:
    assert {one: len(codes(one)) for one in LISTS} == {"un_members": 193, "un_members_observers": 195, "iso3166": 249}
    assert codes("un_members_observers") - codes("un_members") == {"PS", "VA"}


def test_every_list_holds_the_one_before() -> None:
    assert codes("un_members") < codes("un_members_observers") < codes("iso3166")


@pytest.mark.parametrize("one", LISTS)
def test_namibia_is_in_every_list_under_its_name(one: str) -> None:
    assert "NA" in codes(one)
    assert ("NA", "Namibia") in sorted_names(one, "en")
    assert name("NA", "zh-Hans") == "纳米比亚"
    assert name("NA", "ar") == "ناميبيا"


def test_a_list_nobody_defined_is_refused() -> None:
    with pytest.raises(KeyError):
        codes("g7")


@pytest.mark.parametrize(
    ("file", "column"),
    [("country-codes.csv", "ISO3166-1-Alpha-2"), ("hdx_plus_m49.csv", "ISO 3166-1 Alpha 2-Codes")],
)
def test_the_codes_are_those_of_two_tables_kept_elsewhere(file: str, column: str) -> None:
    told = {row[column] for row in shared_rows(file) if row[column]}
    assert codes("iso3166") <= told
    assert told - codes("iso3166") <= {"XK", "AN"}


def test_the_members_are_those_of_a_table_kept_elsewhere_but_for_its_known_faults() -> None:
    rows = [row for row in shared_rows("concordance.csv") if row["iso3_code"]]
    code = {row["iso3_code"]: row["iso2_code"] or "NA" for row in rows}
    members = {code[row["iso3_code"]] for row in rows if row["un_member"] == "True"}
    assert UN_MEMBERS - members == {"VE"}, "the table leaves Venezuela out"
    assert members - UN_MEMBERS == set()
    assert {code[row["iso3_code"]] for row in rows if row["un_observer"] == "True"} == UN_OBSERVERS


@pytest.mark.parametrize("tag", [language.tag for language in LANGUAGES])
def test_every_code_has_a_name_in_every_language_of_the_interface(tag: str) -> None:
    nameless = [code for code, called in sorted_names("iso3166", tag) if called == code]
    assert nameless == []


def test_the_organiser_s_own_name_stands_before_cldr_s_and_an_empty_one_is_none() -> None:
    own = {"CI": "Côte d'Ivoire (own)", "NA": ""}
    assert name("CI", "en", own) == "Côte d'Ivoire (own)"
    assert name("NA", "en", own) == "Namibia"
    assert dict(sorted_names("un_members", "en", own))["CI"] == "Côte d'Ivoire (own)"


def test_a_code_without_a_name_is_shown_as_it_is() -> None:
    assert name("QQ", "en") == "QQ"


def test_a_language_is_named_in_either_spelling_and_an_unknown_one_is_refused() -> None:
    assert name("DE", "zh_Hans") == name("DE", "zh-Hans") == "德国"
    with pytest.raises(UnknownLocaleError):
        name("DE", "qqx")


def test_names_are_sorted_without_regard_to_accents_and_case() -> None:
    called = [one for _, one in sorted_names("iso3166", "en")]
    assert called[:2] == ["Afghanistan", "Åland Islands"]
    place = called.index("Côte d’Ivoire")
    assert called[place - 1 : place + 2] == ["Costa Rica", "Côte d’Ivoire", "Croatia"]
    own = sorted_names("iso3166", "en", {"ZW": "åa", "ZM": "AA", "YE": "aa"})
    assert [code for code, _ in own[:3]] == ["YE", "ZM", "ZW"]
