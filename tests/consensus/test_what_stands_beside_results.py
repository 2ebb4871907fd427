"""Beside a result stands how much a clause matters, whether language makes a difference, and whether it hangs on flagged seats."""

from datetime import timedelta
from typing import Any

import pytest

from consult.consensus import service as consensus
from consult.kernel import clock, jobs
from consult.moderation.service.flagging import flagged_in
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundKind, RoundState
from consult.rounds.service import RoundView
from tests.consensus.crowds import a_round_of, seats_vote
from tests.consensus.scenes import a_ballot
from tests.world import World

ALL_FOR = dict.fromkeys(range(5), "support")


def result_of(world: World, one: RoundView) -> dict[str, Any]:
    with world.reading():
        return consensus.result_of(rounds.get_round(one.consultation_id, one.id))


def first_clause(world: World, one: RoundView) -> dict[str, Any]:
    clause: dict[str, Any] = result_of(world, one)["clauses"][0]
    return clause


def flagged(world: World, one: RoundView) -> dict[str, set[str]]:
    with world.acting():
        found = flagged_in(rounds.get_round(one.consultation_id, one.id)) or {}
    return {str(signal): set(seats) for signal, seats in found.items() if seats}


def test_how_much_a_clause_matters_is_the_mean_of_what_counting_seats_said(world: World) -> None:
    consultation, one = a_round_of(world, "citizen")
    seats_vote(world, consultation, one, [{0: "support"}] * 4, importance=2)
    seats_vote(world, consultation, one, [{0: "object"}] * 2, importance=1)
    seats_vote(world, consultation, one, [{0: "object", 1: "support"}])
    world.closed(one)
    first, second, *_ = result_of(world, one)["clauses"]
    mean = {"n": 6, "mean": {"exact": "5/3", "value": pytest.approx(5 / 3)}}
    assert (first["importance"], first["categories"][0]["importance"]) == (mean, mean)
    assert (second["importance"], second["categories"][0]["importance"]) == (None, None)


def test_where_the_contract_asks_nobody_nothing_is_said_of_importance(world: World) -> None:
    _, one = a_ballot(world, {"company": ("support",) * 5})
    world.closed(one)
    clause = first_clause(world, one)
    assert clause["importance"] is None
    assert {row["importance"] for row in clause["categories"]} == {None}


def test_a_clause_that_readers_of_one_language_support_less_names_both(world: World) -> None:
    consultation, one = a_round_of(world, "citizen")
    seats_vote(world, consultation, one, [{0: "support"}] * 18 + [{0: "object"}] * 7, lang="en")
    seats_vote(
        world, consultation, one, [{0: "support"}] * 6 + [{0: "object"}] * 15 + [{0: "no_opinion"}] * 3, lang="ar"
    )
    world.closed(one)
    (effect,) = first_clause(world, one)["language_effects"]
    assert (effect["more"]["lang"], effect["more"]["n"], effect["more"]["share"]["exact"]) == ("en", 25, "18/25")
    assert (effect["less"]["lang"], effect["less"]["n"], effect["less"]["share"]["exact"]) == ("ar", 21, "2/7")
    assert effect["z"] == 2.94


def test_nineteen_who_took_a_side_in_a_language_are_compared_with_nobody(world: World) -> None:
    consultation, one = a_round_of(world, "citizen")
    seats_vote(world, consultation, one, [{0: "support"}] * 25, lang="en")
    seats_vote(world, consultation, one, [{0: "object"}] * 19 + [{0: "no_opinion"}] * 9, lang="ar")
    world.closed(one)
    assert first_clause(world, one)["language_effects"] == []


def test_votes_of_seats_that_do_not_count_make_no_difference_between_languages(world: World) -> None:
    consultation, one = a_ballot(world, {"company": ("support",) * 3})
    for _ in range(21):
        person = world.a_person()
        world.a_seat(consultation, "company", person_id=person, is_verified=False)
        world.a_vote(one, person, "object")
    world.closed(one)
    assert first_clause(world, one)["language_effects"] == []


def a_burst(world: World, *, honest_for: int = 5, against: int = 5, bots: int = 10) -> RoundView:
    """Return a round in which so many gave the same answers to all five clauses at once, and others answered the first."""
    consultation, one = a_round_of(world, "citizen")
    seats_vote(world, consultation, one, [{0: "support"}] * honest_for + [{0: "object"}] * against)
    seats_vote(world, consultation, one, [ALL_FOR] * bots)
    return one


def test_a_clause_whose_state_hangs_on_a_burst_is_labelled_and_nobody_is_left_out_of_it(world: World) -> None:
    one = a_burst(world)
    world.closed(one)
    result = result_of(world, one)
    clause = result["clauses"][0]
    assert (clause["state"], clause["overall"]["support"], clause["overall"]["object"]) == ("criteria_met", 15, 5)
    assert clause["without_flagged"] == {"state": "not_supported", "differs": True}
    assert "not_robust" in clause["labels"]
    assert result["flagged"] == [
        {"signal": "burst", "seats": 10},
        {"signal": "new_accounts", "seats": 0},
        {"signal": "shared_evidence", "seats": 0},
        {"signal": "straight_lining", "seats": 0},
    ]


def test_a_clause_that_stays_what_it_is_without_flagged_seats_is_robust(world: World) -> None:
    one = a_burst(world, honest_for=15)
    world.closed(one)
    clause = first_clause(world, one)
    assert clause["without_flagged"] == {"state": "criteria_met", "differs": False}
    assert "not_robust" not in clause["labels"]


def test_a_round_in_which_nobody_is_flagged_says_so(world: World) -> None:
    one = a_burst(world, bots=9)
    world.closed(one)
    result = result_of(world, one)
    assert {each["seats"] for each in result["flagged"]} == {0}
    assert result["clauses"][0]["without_flagged"]["differs"] is False


def test_the_verdict_without_flagged_seats_is_found_anew_when_the_round_is_published(world: World) -> None:
    one = a_burst(world)
    world.closed(one)
    at_freeze = first_clause(world, one)
    with world.acting():
        for state in (RoundState.DISPOSITIONS, RoundState.PUBLISHED):
            rounds.advance(
                consultation_id=one.consultation_id, round_id=one.id, to=state, by_role="organiser", by_person=None
            )
        assert consensus.conclude(consultation_id=one.consultation_id, round_id=one.id)
    assert first_clause(world, one) == at_freeze


def test_rounds_without_ballots_are_not_looked_at(world: World) -> None:
    consultation = world.a_consultation()
    world.a_draft(consultation)
    one = world.a_round(consultation, kind=RoundKind.COMMENT)
    world.closed(one)
    with world.reading():
        assert flagged_in(rounds.get_round(one.consultation_id, one.id)) is None
    assert "flagged" not in result_of(world, one)


def test_intercepts_are_fitted_after_the_freeze_from_what_is_shown(world: World) -> None:
    consultation, one = a_round_of(world, "citizen")
    seats_vote(world, consultation, one, [{0: "support", 1: "support", 2: "object"}] * 12)
    seats_vote(world, consultation, one, [{0: "support", 1: "object", 2: "support"}] * 12)
    seats_vote(world, consultation, one, [{3: "support"}] * 4)
    world.closed(one)
    with world.reading():
        assert consensus.intercepts_of(one) == {}
    with clock.moved(timedelta(days=8)), world.app.app_context():
        assert jobs.run_due_jobs() > 0
    items = [item.id for item in world.items(one)]
    with world.reading():
        found = consensus.intercepts_of(one)
    assert max(found, key=lambda uid: found[uid]) == items[0]
    assert set(found) == set(items[:3])


def test_reservations_are_rated_on_the_side_on_which_the_contract_counts_them(world: World) -> None:
    found = {}
    for counts in ("agreement", "neither"):
        consultation, one = a_round_of(world, "citizen", slug=counts, parameters={"reservation_counts": counts})
        seats_vote(world, consultation, one, [{0: "reservation", 1: "support", 2: "object"}] * 20)
        world.closed(one)
        with clock.moved(timedelta(days=8)), world.app.app_context():
            jobs.run_due_jobs()
        item = world.items(one)[0].id
        with world.reading():
            found[counts] = consensus.intercepts_of(one)[item]
    assert found["agreement"] > found["neither"]
