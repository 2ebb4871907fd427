"""Votes are cast in sittings, and what is said of each role is found by its name."""

from dataclasses import replace
from datetime import timedelta

import pytest

from consult.demonstration.rules.acts import Act, CloseRound, Sitting, Vote
from consult.demonstration.rules.entrances import ENTRANCES, entrance_of
from consult.demonstration.rules.script import Content, script
from consult.demonstration.rules.sittings import BREAK, in_sittings
from consult.demonstration.service.content import read_content

MINUTE = timedelta(minutes=1)


def a_vote(minute: float, seat: str = "ke", member: int = 0, clause: str = "stop") -> Vote:
    at = minute * MINUTE
    return Vote(at=at, round=1, seat=seat, member=member, clause=clause, position="support", importance=None, lang="en")


def test_votes_of_one_member_that_follow_without_a_break_are_one_act_at_the_last_of_them() -> None:
    votes = [a_vote(0), a_vote(1, "fr"), a_vote(2, clause="go"), a_vote(3, member=1)]
    assert in_sittings(votes) == [
        Sitting(at=1 * MINUTE, votes=[votes[1]]),
        Sitting(at=2 * MINUTE, votes=[votes[0], votes[2]]),
        Sitting(at=3 * MINUTE, votes=[votes[3]]),
    ]


def test_second_thoughts_are_another_sitting() -> None:
    first, second = a_vote(0), replace(a_vote(BREAK / MINUTE + 1), position="object")
    assert [act.at for act in in_sittings([first, second])] == [first.at, second.at]


def test_everything_else_stays_in_its_place() -> None:
    acts: list[Act] = [a_vote(0), CloseRound(at=5 * MINUTE, number=1)]
    assert [type(act) for act in in_sittings(acts)] == [Sitting, CloseRound]


@pytest.fixture(scope="module")
def content() -> Content:
    return read_content()


def test_no_vote_of_the_script_is_lost_none_doubled_in_a_sitting_and_none_late(content: Content) -> None:
    whole = script(content)
    seated = in_sittings(whole)
    sittings = [act for act in seated if isinstance(act, Sitting)]
    closes = {act.number: act.at for act in whole if isinstance(act, CloseRound)}
    votes = [vote for act in sittings for vote in act.votes]
    assert len(sittings) < len(votes) == sum(isinstance(act, Vote) for act in whole)
    for sitting in sittings:
        assert len({vote.clause for vote in sitting.votes}) == len(sitting.votes)
        assert {(vote.round, vote.seat, vote.member) for vote in sitting.votes} == {
            (sitting.votes[0].round, sitting.votes[0].seat, sitting.votes[0].member)
        }
        assert sitting.at < closes.get(sitting.votes[0].round, timedelta.max)
    assert [act.at for act in seated] == sorted(act.at for act in seated)


@pytest.mark.parametrize("name", ENTRANCES)
def test_what_is_said_of_a_role_is_found_by_its_name_in_links(name: str) -> None:
    assert entrance_of(name.replace("_", "-")) is ENTRANCES[name]
