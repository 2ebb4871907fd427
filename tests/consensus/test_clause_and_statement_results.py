"""From counted seats to what screens and files show."""

import pytest

from consult.consensus.rules.countries import CountryVoice, SeatVoice, view_of_countries, voices_of_countries
from consult.consensus.rules.counts import PositionCounts
from consult.consensus.rules.multistakeholder import Parameters, State
from consult.consensus.rules.objections import Objections
from consult.consensus.rules.results import clause_result, evaluate_clause, evaluate_statement, statement_result

SEATS = {"government": 10, "citizen": 30, "company": 0}
COUNTS = {
    "government": {"support": 6, "can_live_with": 1, "reservation": 1, "object": 2},
    "citizen": {"support": 20, "object": 5, "no_opinion": 5},
}


def test_a_clause_s_result_holds_everything_the_summary_asks_for() -> None:
    found = clause_result(COUNTS, SEATS, Parameters(), countries=[CountryVoice("AT", "support")])
    assert (found["state"], found["status"], found["labels"]) == ("criteria_met", "met", ["fragile"])
    assert found["weakest"] == {
        "category": "government", "share": {"exact": "4/5", "value": 0.8}, "lower_bound": 0.490162,
    }  # fmt: skip
    assert found["mean_of_categories"] == {"exact": "4/5", "value": 0.8}
    assert found["overall"] == {
        "n": 40, "support": 26, "can_live_with": 1, "reservation": 1, "object": 7, "no_opinion": 5,
    }  # fmt: skip
    assert [row["category"] for row in found["categories"]] == list(SEATS)
    assert found["categories"][1] == {
        "category": "citizen", "seats": 30, "n": 30, "support": 20, "can_live_with": 0, "reservation": 0, "object": 5,
        "no_opinion": 5, "share": {"exact": "4/5", "value": 0.8}, "lower_bound": 0.60869, "suppressed": False,
    }  # fmt: skip
    assert [one["id"] for one in found["criteria"]] == [
        "voices", "every_share", "mean_share", "blocking_objections",
    ]  # fmt: skip
    assert found["countries"]["n"] == 1


def test_a_clause_nobody_answered_has_nulls_and_never_zeros_for_shares() -> None:
    found = clause_result({}, {"citizen": 3}, Parameters())
    assert (found["state"], found["weakest"], found["mean_of_categories"]) == ("no_voices", None, None)
    assert found["overall"]["n"] == 0
    assert (found["categories"][0]["share"], found["categories"][0]["lower_bound"]) == (None, None)
    assert found["countries"]["share"] is None


def test_a_clause_without_categories_has_a_result_too() -> None:
    found = evaluate_clause({}, {}, Parameters())
    assert found.overall == PositionCounts()
    assert found.categories == ()


def test_objections_and_signals_reach_the_verdict() -> None:
    found = evaluate_clause(COUNTS, SEATS, Parameters(), objections=Objections(("open",)), is_robust=False)
    assert found.verdict.verdict == State.OBJECTION_OPEN
    assert found.as_json()["labels"] == ["fragile", "not_robust"]


def test_an_unknown_position_is_refused() -> None:
    with pytest.raises(ValueError, match="yes"):
        evaluate_clause({"citizen": {"yes": 1}}, {"citizen": 1}, Parameters())


def test_a_statement_s_share_leaves_passes_out_though_they_were_heard() -> None:
    found = statement_result({"uncategorised": {"agree": 8, "disagree": 2, "pass": 5}}, {}, Parameters())
    assert found == {"agree": 8, "disagree": 2, "pass": 5, "share": {"exact": "4/5", "value": 0.8}}
    assert statement_result({}, {}, Parameters())["share"] is None


def test_a_statement_has_state_and_categories_where_seats_have_categories() -> None:
    counts = {"citizen": {"agree": 8, "disagree": 2, "pass": 5}}
    found = statement_result(counts, {"citizen": 15, "company": 2}, Parameters())
    assert (found["state"], found["labels"]) == ("too_few_voices", [])
    assert found["categories"] == [
        {
            "category": "citizen", "n": 15, "agree": 8, "disagree": 2, "pass": 5,
            "share": {"exact": "4/5", "value": 0.8}, "lower_bound": 0.490162,
        },
        {"category": "company", "n": 0, "agree": 0, "disagree": 0, "pass": 0, "share": None, "lower_bound": None},
    ]  # fmt: skip


def test_a_statement_is_decided_by_the_same_rule_as_a_clause() -> None:
    found = evaluate_statement({"citizen": {"agree": 15, "disagree": 1}}, {"citizen": 16}, Parameters())
    assert found.verdict is not None
    assert found.verdict.verdict == State.CRITERIA_MET


def test_a_country_speaks_with_its_government_seat_and_is_absent_without_one() -> None:
    seats = [
        SeatVoice("AT", "government", "support"),
        SeatVoice("AT", "company", "object"),
        SeatVoice("BE", "citizen", "object"),
        SeatVoice(None, "government", "object"),
        SeatVoice("NA", "government", "object"),
    ]
    assert voices_of_countries(seats) == (CountryVoice("AT", "support"), CountryVoice("NA", "object"))


def test_a_way_of_finding_a_country_s_position_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="majority_of_seats"):
        voices_of_countries([], way="majority_of_seats")


def test_each_country_counts_once_and_one_that_speaks_with_two_tongues_not_at_all() -> None:
    voices = [
        CountryVoice("FR", "reservation"),
        CountryVoice("DE", "support"),
        CountryVoice("DE", "support"),
        CountryVoice("IT", "support"),
        CountryVoice("IT", "object"),
        CountryVoice("KE", "object"),
    ]
    found = view_of_countries(voices).as_json()
    assert found == {
        "n": 3, "support": 1, "can_live_with": 0, "reservation": 1, "object": 1, "no_opinion": 0,
        "share": {"exact": "2/3", "value": 2 / 3},
        "list": [
            {"country": "DE", "position": "support"},
            {"country": "FR", "position": "reservation"},
            {"country": "KE", "position": "object"},
        ],
    }  # fmt: skip
    neither = view_of_countries(voices, reservations_agree=False).share
    assert neither is not None
    assert neither.exact == "1/2"
