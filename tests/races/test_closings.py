"""Closings that race with votes: exactly one close, and a tally that equals the replay of the log."""

from collections import Counter
from collections.abc import Iterable
from functools import partial

import pytest

from consult.kernel.errors import Refused
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.ledger.service import Act
from consult.moderation import service as moderation
from consult.rounds.service import RoundView
from consult.voting import service as voting
from tests.races.conftest import Race
from tests.server import Browser, at_once

VOTERS = 4
CLOSERS = 2
A_FEW = 20
MANY = 200


def test_closings_that_race_with_votes_close_once_and_count_what_the_log_holds(race: Race) -> None:
    race_closings(race, A_FEW)


@pytest.mark.prove
def test_two_hundred_closings_that_race_with_votes_close_once_and_count_what_the_log_holds(race: Race) -> None:
    race_closings(race, MANY)


def race_closings(race: Race, times: int) -> None:
    """Let votes race with closings, round after round, then compare every round's tally with the log."""
    voters = [race.world.a_person() for _ in range(VOTERS)]
    for voter in voters:
        race.world.a_seat(race.scene.consultation, person_id=voter)
    browsers = [race.browser(voter) for voter in voters]

    proofs = {browser: browser.form(race.ballot_page, race.ballot_page)["csrf_token"] for browser in browsers}

    finished: list[tuple[RoundView, int]] = []
    one = race.scene.round
    for turn in range(times):
        finished.append((one, _race_once(race, one, browsers, proofs, turn)))
        one = race.world.a_round(race.scene.consultation)
    with race.world.acting():
        ledger.drain(race.scene.consultation.id)
    with race.world.reading():
        acts = list(ledger.replay(race.scene.consultation.id))
        assert [act.seq for act in acts] == list(range(len(acts)))
        for finished_round, acknowledged in finished:
            _compare(finished_round, acknowledged, acts)


def _race_once(race: Race, one: RoundView, browsers: list[Browser], proofs: dict[Browser, str], turn: int) -> int:
    """Let everyone vote while two close; return how many votes were acknowledged."""
    page = f"{race.scene.home}/rounds/{one.number}/vote/{race.clause}"
    position = ("support", "object")[turn % 2]
    votes = [
        partial(browser.post, page, {"csrf_token": proofs[browser], "position": position, "key": new_id()})
        for browser in browsers
    ]
    results = at_once(*votes, *[partial(_close, race, one)] * CLOSERS)
    answers, closings = results[:VOTERS], results[VOTERS:]
    assert sorted(closings) == [False] * (CLOSERS - 1) + [True]
    assert {answer.status for answer in answers} <= {200, 409}
    return sum(answer.status == 200 for answer in answers)


def _close(race: Race, one: RoundView) -> bool:
    """Close the round as a worker or a second person does; return whether this call did it."""
    with race.world.acting():
        done = moderation.close_round(consultation_id=one.consultation_id, round_id=one.id, early=True)
    return done is not None


def _compare(one: RoundView, acknowledged: int, acts: Iterable[Act]) -> None:
    of_round = [act for act in acts if act.leaf.get("round") == one.id]
    (close,) = [act for act in of_round if act.leaf["type"] == LeafType.ROUND_CLOSE]
    votes = [act for act in of_round if act.leaf["type"] == LeafType.VOTE_CAST]
    assert len(votes) == acknowledged
    assert all(vote.seq < close.seq for vote in votes), "a vote stands behind the close"
    last = {(vote.content["seat"], vote.content["item"]): vote.content["position"] for vote in votes if vote.content}
    replayed = Counter((item, position) for (_, item), position in last.items())
    counted = Counter[tuple[str, str]]()
    for row in voting.tally_of(one.consultation_id, one.id):
        counted[row.item_id, row.position] += row.seats
    assert counted == replayed


def test_a_vote_after_the_close_is_refused_and_what_was_chosen_is_shown(race: Race) -> None:
    browser = race.browser(race.scene.people["citizen"])
    sent = browser.form(race.ballot_page, race.ballot_page) | {"position": "support"}
    assert _close(race, race.scene.round)
    answer = browser.post(race.ballot_page, sent)
    assert answer.status == 409
    assert race.acts(race.scene.people["citizen"]) == []


def test_a_refusal_is_the_service_s_own(race: Race) -> None:
    assert _close(race, race.scene.round)
    with pytest.raises(Refused, match="round-closed"):
        race.world.a_vote(race.scene.round, race.scene.people["citizen"])
