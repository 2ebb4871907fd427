"""What comes first, what still stands before publishing, and the words for every act."""

from typing import Any

import pytest

from consult.consultations.rules.policy import Act
from consult.front.rules.agenda import First, first_of
from consult.front.rules.checklist import Check, Need, before_publishing
from consult.front.rules.outline import depths
from consult.front.rules.turnout import Turnout, by_category
from consult.front.rules.words import ACTS, RECORDS
from consult.ledger.rules.leaf import LeafType
from consult.rounds.rules.states import RoundState

NOTHING: dict[str, Any] = {
    "is_open": False,
    "has_seat": False,
    "asks": True,
    "left": 0,
    "has_result": False,
    "has_text": False,
}


@pytest.mark.parametrize(
    ("given", "first"),
    [
        ({"is_open": True, "has_text": True}, First.JOIN),
        ({"is_open": True, "has_seat": True, "left": 1}, First.VOTE),
        ({"is_open": True, "has_seat": True, "left": 0, "has_result": True}, First.REVIEW),
        ({"is_open": True, "has_seat": True, "asks": False, "has_text": True}, First.COMMENT),
        ({"has_seat": True, "has_result": True, "has_text": True}, First.RESULT),
        ({"has_seat": True, "has_text": True}, First.READ),
        ({}, First.NOTHING),
    ],
)
def test_what_comes_first(given: dict[str, Any], first: First) -> None:
    assert first_of(**{**NOTHING, **given}) is first


PUBLIC = dict.fromkeys(("government", "company", "citizen", "uncategorised"), "roll_call")


def test_turnout_keeps_the_order_of_the_categories_and_marks_the_lowest_share() -> None:
    seats = {"company": 4, "government": 2, None: 3}
    found = by_category(["government", "company", "citizen"], seats, {"government": 1}, PUBLIC)
    assert found == [
        Turnout("government", 2, 1),
        Turnout("company", 4, 0, is_lowest=True),
        Turnout("citizen", 0, 0),
        Turnout("uncategorised", 3, 0),
    ]


def test_nobody_is_lowest_while_every_share_is_the_same() -> None:
    rows = by_category(["government", "company"], {"government": 2, "company": 9}, {}, PUBLIC)
    assert not any(row.is_lowest for row in rows)


def test_how_many_of_a_few_protected_seats_voted_is_left_out() -> None:
    seats, voted = {"citizen": 9, "company": 9}, {"citizen": 4, "company": 4}
    found = by_category(["citizen", "company"], seats, voted, PUBLIC | {"citizen": "pseudonymous"})
    assert [(row.voted, row.is_lowest) for row in found] == [(None, False), (4, False)]
    enough = by_category(["citizen"], seats, {"citizen": 5}, {"citizen": "pseudonymous"})
    assert [row.voted for row in enough if row.category == "citizen"] == [5]


def test_a_part_lies_one_deeper_than_its_parent() -> None:
    parts = [("title", None), ("principle", "title"), ("clause", "principle"), ("lone", None), ("lost", "elsewhere")]
    assert depths(parts) == {"title": 0, "principle": 1, "clause": 2, "lone": 0, "lost": 0}


def needs(state: RoundState | None, *, unverified: int = 0, unanswered: int = 0) -> list[Need]:
    """Return what is still to be done."""
    found = before_publishing(has_text=True, state=state, seats=3, unverified=unverified, unanswered=unanswered)
    return [check.need for check in found if not check.is_done]


def test_everything_stands_before_a_consultation_without_a_text() -> None:
    found = before_publishing(has_text=False, state=None, seats=0, unverified=0, unanswered=0)
    assert [check.need for check in found if check.is_done] == []
    assert [check.need for check in found if check.is_idle] == [Need.VERIFIED]
    assert [check.need for check in found if check.is_open and not check.after] == [Need.TEXT]


def test_the_list_shortens_with_every_move_of_the_round() -> None:
    assert needs(RoundState.OPEN, unverified=2) == [
        *(Need.VERIFIED, Need.CLOSED),
        *(Need.ANSWERING, Need.ANSWERED, Need.PUBLISHED),
    ]
    assert needs(RoundState.CLOSED, unverified=2, unanswered=3) == [Need.ANSWERING, Need.ANSWERED, Need.PUBLISHED]
    assert needs(RoundState.DISPOSITIONS, unanswered=3) == [Need.ANSWERED, Need.PUBLISHED]
    assert needs(RoundState.DISPOSITIONS) == [Need.PUBLISHED]
    assert needs(RoundState.PUBLISHED) == []


def test_a_line_says_how_many_things_wait_in_it() -> None:
    found = before_publishing(has_text=True, state=RoundState.OPEN, seats=3, unverified=2, unanswered=3)
    assert Check(Need.VERIFIED, is_done=False, count=2) in found
    assert Check(Need.ANSWERED, is_done=False, count=3, after=Need.CLOSED) in found


def test_objections_that_wait_stand_before_the_publication() -> None:
    for unanswered, first in ((0, Need.OBJECTIONS), (2, Need.ANSWERED)):
        found = before_publishing(
            has_text=True,
            state=RoundState.DISPOSITIONS,
            seats=3,
            unverified=0,
            unanswered=unanswered,
            objecting=4,
        )
        assert Check(Need.OBJECTIONS, is_done=False, count=4) in found
        assert found[-1] == Check(Need.PUBLISHED, is_done=False, after=first)


@pytest.mark.parametrize(
    ("state", "unanswered", "possible"),
    [
        (RoundState.ANNOUNCED, 0, [Need.OPENED]),
        (RoundState.OPEN, 1, [Need.CLOSED]),
        (RoundState.CLOSED, 1, [Need.ANSWERING]),
        (RoundState.CLOSED, 0, [Need.ANSWERING]),
        (RoundState.DISPOSITIONS, 1, [Need.ANSWERED]),
        (RoundState.DISPOSITIONS, 0, [Need.PUBLISHED]),
    ],
)
def test_a_line_says_what_has_to_be_done_before_it(state: RoundState, unanswered: int, possible: list[Need]) -> None:
    found = before_publishing(has_text=True, state=state, seats=3, unverified=0, unanswered=unanswered)
    assert [check.need for check in found if check.is_open and check.after is None] == possible


def test_every_act_and_every_record_has_its_words() -> None:
    assert set(ACTS) == set(Act)
    assert set(RECORDS) == set(LeafType)
