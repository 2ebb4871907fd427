"""One country, one voice within each group of countries; why that view differs from the one by category."""

from datetime import date
from fractions import Fraction
from typing import Any

from consult.consensus.rules.countries import CountryVoice
from consult.consensus.rules.country_groups import speakers, views_by_group
from consult.consensus.rules.multistakeholder import Parameters
from consult.consensus.rules.results import clause_result
from consult.consensus.rules.suppression import suppress
from consult.consensus.rules.two_views import Reason, by_number_of_states, why_views_differ

ON = date(2026, 1, 1)
ROLL_CALL = {"government": "roll_call", "company": "roll_call", "citizen": "roll_call"}
COULD_SPEAK = frozenset({"KE", "UG", "RW", "AT", "CN", "FJ", "BR", "AQ"})
VOICES = tuple(
    CountryVoice(code, position)
    for code, position in (
        ("KE", "support"),
        ("UG", "reservation"),
        ("AT", "object"),
        ("CN", "support"),
        ("FJ", "can_live_with"),
        ("BR", "no_opinion"),
    )
)
GOVERNMENTS = {"support": 2, "reservation": 1, "object": 1, "can_live_with": 1, "no_opinion": 1}


def a_clause(counts: dict[str, dict[str, int]], voices: tuple[CountryVoice, ...], **given: Any) -> dict[str, Any]:
    """Return a clause as it is frozen: its result with small cells left out, and the view by country within groups."""
    seats = {category: sum(answers.values()) for category, answers in counts.items()}
    result = suppress(clause_result(counts, seats, Parameters(), countries=voices), given.get("disclosure", ROLL_CALL))
    could = given.get("could_speak", {voice.territory for voice in voices})
    return {**result, **views_by_group(result["countries"], could, on=ON, reservations_agree=True)}


def test_each_group_counts_its_countries_and_how_many_of_them_could_speak() -> None:
    found = a_clause({"government": GOVERNMENTS}, VOICES, could_speak=COULD_SPEAK)
    regions = {row["group"]: (row["countries"], row["n"], row["object"]) for row in found["regions"]}
    assert regions == {
        "africa": (3, 2, 0),
        "americas": (1, 1, 0),
        "asia": (1, 1, 0),
        "europe": (1, 1, 1),
        "oceania": (1, 1, 0),
        "ungrouped": (1, 0, 0),
    }
    shares = {row["group"]: row["share"] and row["share"]["exact"] for row in found["regions"]}
    assert (shares["africa"], shares["europe"], shares["americas"]) == ("1/1", "0/1", None)
    assert [row["group"] for row in found["income_groups"]] == [
        *("low_income", "lower_middle_income", "upper_middle_income", "high_income", "ungrouped"),
    ]
    assert (found["ldc"]["countries"], found["ldc"]["n"], found["ldc"]["reservation"]) == (2, 1, 1)
    assert (found["lldc"]["countries"], found["sids"]["n"]) == (2, 1)


def test_reservations_count_in_groups_as_they_count_elsewhere() -> None:
    countries = a_clause({"government": GOVERNMENTS}, VOICES)["countries"]
    apart = views_by_group(countries, {"KE", "UG"}, on=ON, reservations_agree=False)
    assert apart["regions"][0]["share"]["exact"] == "1/1"
    assert apart["ldc"]["share"] is None


def test_where_the_view_by_country_is_left_out_so_is_every_group() -> None:
    found = a_clause({"government": GOVERNMENTS}, VOICES, disclosure={"government": "pseudonymous"})
    assert found["countries"]["n"] is None
    assert found["regions"][0] == {"group": "africa", "countries": 2} | dict.fromkeys(
        ("n", "support", "can_live_with", "reservation", "object", "no_opinion", "share")
    )
    assert {found[name]["n"] for name in ("ldc", "lldc", "sids")} == {None}
    assert why_views_differ(found) == ()
    assert by_number_of_states(found) is None


def test_a_country_can_speak_where_a_government_of_it_has_a_seat_that_counts() -> None:
    assert speakers([("KE", "government"), ("AT", "company"), (None, "government")]) == {"KE"}


def test_a_category_without_a_country_that_agrees_less_is_the_reason() -> None:
    found = a_clause(
        {"government": {"support": 4, "object": 1}, "company": {"support": 3, "object": 7}},
        tuple(CountryVoice(code, "object" if code == "AT" else "support") for code in ("KE", "UG", "AT", "CN", "FJ")),
        could_speak=COULD_SPEAK,
    )
    first, many, silent = why_views_differ(found)
    assert first == Reason(
        "category_without_country", {"category": "company", "share": 0.3, "countries": 5, "countries_share": 0.8}
    )
    assert many.code == "many_seats"
    assert many.figures["seats"] == 15
    assert silent == Reason("silent_countries", {"silent": 3, "could": 8})


def test_governments_whose_seats_agree_less_than_their_countries_are_a_reason() -> None:
    found = a_clause(
        {"government": {"support": 2, "object": 2}, "company": {"support": 3}},
        (CountryVoice("KE", "support"), CountryVoice("UG", "support")),
    )
    (first, *others) = why_views_differ(found)
    assert (first.code, first.figures["seats"], first.figures["countries"]) == ("governments_agree_less", 4, 2)
    assert [one.code for one in others] == ["many_seats"]


def test_countries_may_agree_less_than_any_category() -> None:
    found = a_clause({"company": {"support": 3}}, (CountryVoice("KE", "object"), CountryVoice("UG", "object")))
    assert why_views_differ(found)[0].code == "countries_agree_less"


def test_views_that_are_close_or_say_nothing_have_no_reason_to_differ() -> None:
    close = a_clause({"government": {"support": 4, "object": 1}}, (CountryVoice("KE", "support"),) * 1)
    assert why_views_differ({**close, "countries": {**close["countries"], "share": {"exact": "3/4"}}}) == ()
    no_side = a_clause({"government": {"no_opinion": 1}}, (CountryVoice("KE", "support"),))
    assert why_views_differ(no_side) == ()


def test_all_seats_together_are_no_reason_where_they_are_left_out_agree_alike_or_took_no_side() -> None:
    base = a_clause({"company": {"support": 1, "object": 3}}, (CountryVoice("KE", "support"),))
    left_out = {**base, "overall": dict.fromkeys(base["overall"])}
    alike = {**base, "overall": {**base["overall"], "support": 19, "object": 1, "n": 20}}
    silent = {**base, "overall": {**base["overall"], "support": 0, "object": 0, "no_opinion": 4}}
    for one in (left_out, alike, silent):
        assert [reason.code for reason in why_views_differ(one)] == ["category_without_country"]


def test_results_frozen_before_there_were_groups_still_say_why() -> None:
    base = a_clause({"company": {"support": 1, "object": 3}}, (CountryVoice("KE", "support"),))
    earlier = {name: base[name] for name in ("categories", "countries", "overall")}
    assert [reason.code for reason in why_views_differ(earlier)] == ["category_without_country", "many_seats"]
    assert by_number_of_states(earlier) is None


def test_regions_weighed_by_their_states_are_an_illustration_with_its_price() -> None:
    voices = tuple(
        CountryVoice(code, "support" if code == "KE" else "object") for code in ("KE", "BR", "CN", "AT", "FJ")
    )
    found = by_number_of_states(a_clause({"government": {"support": 1, "object": 4}}, voices))
    assert found is not None
    assert found.weighted is not None
    assert found.weighted.of_whole == Fraction(54, 193)
    assert found.sample.n_eff is not None
    assert round(float(found.sample.n_eff), 2) == 4.44
    neither = by_number_of_states(
        a_clause({"government": {"reservation": 1}}, (CountryVoice("KE", "reservation"),)), reservations_agree=False
    )
    assert neither is not None
    assert neither.empty == ("africa", "americas", "asia", "europe", "oceania")


def test_nothing_is_weighted_where_no_country_of_a_region_took_a_side() -> None:
    found = by_number_of_states(a_clause({"government": GOVERNMENTS}, VOICES))
    assert found is not None
    assert (found.weighted, found.empty) == (None, ("americas",))
