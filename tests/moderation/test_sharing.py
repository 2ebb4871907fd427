"""Sharing out thousands of comments: views, clocks, campaigns, and what an act on many leaves out."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.deliberation.rules.dispositions import Disposition, DispositionState
from consult.moderation.rules.campaigns import ALIKE, Campaign, campaigns_of, likeness, shingles_of
from consult.moderation.rules.sharing import (
    BulkKind,
    Facts,
    Item,
    View,
    is_overdue,
    left_out,
    may_undo,
    needed_an_hour,
    views_of,
)
from consult.web.vocabulary import WORDS

MONDAY = datetime(2027, 3, 1, 12, tzinfo=UTC)
LETTER = "We ask the drafters to say in clause four who answers for the machine, by name, before the end of the year."


def facts(**given: Any) -> Facts:
    usual: dict[str, Any] = {"state": None, "is_suggestion": False, "is_mine": False, "is_assigned": False}
    return Facts(**{**usual, "since": MONDAY, **given})


def item(**given: Any) -> Item:
    usual: dict[str, Any] = {"comment": "a", "author": "author", "seen": 0, "version": 0, "state": None}
    return Item(**{**usual, "proposer": None, **given})


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {View.WAITING, View.UNASSIGNED}),
        ({"is_assigned": True}, {View.WAITING}),
        ({"is_assigned": True, "is_mine": True}, {View.WAITING, View.MINE}),
        ({"is_suggestion": True}, {View.WAITING, View.UNASSIGNED, View.SUGGESTIONS}),
        ({"state": DispositionState.PROPOSED}, {View.APPROVAL}),
        ({"state": DispositionState.PROPOSED, "is_mine": True}, {View.APPROVAL, View.MINE}),
        ({"state": DispositionState.APPROVED, "is_mine": True, "is_suggestion": True}, {View.DECIDED}),
    ],
)
def test_a_comment_stands_in_the_views_that_it_belongs_to(given: dict[str, object], expected: set[View]) -> None:
    assert views_of(facts(**given), now=MONDAY) == expected


def test_a_comment_is_overdue_after_five_working_days_until_it_is_decided_on() -> None:
    next_monday = MONDAY + timedelta(days=7)
    assert not is_overdue(MONDAY, now=next_monday)
    assert is_overdue(MONDAY, now=next_monday + timedelta(seconds=1))
    late = next_monday + timedelta(days=1)
    assert View.OVERDUE in views_of(facts(), now=late)
    assert View.OVERDUE in views_of(facts(state=DispositionState.PROPOSED), now=late)
    assert View.OVERDUE not in views_of(facts(state=DispositionState.APPROVED), now=late)


@pytest.mark.parametrize(
    ("waiting", "hours", "expected"), [(100, 8, 13), (96, 8, 12), (0, 8, 0), (1, 100, 1), (5, 0, None), (5, -1, None)]
)
def test_the_pace_that_is_needed_is_rounded_up(waiting: int, hours: int, expected: int | None) -> None:
    assert needed_an_hour(waiting, timedelta(hours=hours)) == expected


def test_an_act_on_many_can_be_taken_back_for_ten_minutes() -> None:
    assert may_undo(MONDAY, now=MONDAY + timedelta(minutes=10))
    assert not may_undo(MONDAY, now=MONDAY + timedelta(minutes=10, milliseconds=1))


PROPOSED = {"state": DispositionState.PROPOSED, "proposer": "other", "seen": 1, "version": 1}


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        (BulkKind.PROPOSE, {}, ""),
        (BulkKind.PROPOSE, {"is_claimed": True}, "claimed"),
        (BulkKind.PROPOSE, {"version": 1, "state": DispositionState.PROPOSED}, "disposition-changed"),
        (BulkKind.PROPOSE, {"state": DispositionState.APPROVED}, "already-approved"),
        (BulkKind.APPROVE, PROPOSED, ""),
        (BulkKind.APPROVE, {}, "nothing-proposed"),
        (BulkKind.APPROVE, {**PROPOSED, "proposer": "me"}, "approval-refused"),
        (BulkKind.APPROVE, {**PROPOSED, "author": "me"}, "approval-refused"),
        (BulkKind.APPROVE, {**PROPOSED, "seen": 2}, "disposition-changed"),
        (BulkKind.SATISFACTION, {}, "nothing-decided"),
        (BulkKind.SATISFACTION, {"state": DispositionState.APPROVED}, ""),
        (BulkKind.SATISFACTION, {"state": DispositionState.APPROVED, "said_themselves": True}, "said-themselves"),
    ],
)
def test_an_act_on_many_leaves_out_what_doing_it_alone_would_refuse(
    kind: BulkKind, given: dict[str, object], expected: str
) -> None:
    found = left_out(item(**given), kind, person="me", disposition=Disposition.NOTED)
    assert found == expected
    assert not found or f"left_out_{found}" in WORDS


@pytest.mark.parametrize(
    ("disposition", "given", "expected"),
    [
        (Disposition.DUPLICATE_OF, {"comment": "a"}, "duplicate-refused"),
        (Disposition.DUPLICATE_OF, {"comment": "b"}, ""),
        (Disposition.DUPLICATE_OF, {"comment": "b", "is_repeated": True}, "chain-refused"),
        (Disposition.ACCEPTED_IN_PART, {"is_suggestion": True}, "wording-needed"),
        (Disposition.ACCEPTED_IN_PART, {}, ""),
        (Disposition.ACCEPTED, {"is_suggestion": True}, ""),
    ],
)
def test_one_decision_on_many_does_not_fit_each_of_them(
    disposition: Disposition, given: dict[str, object], expected: str
) -> None:
    found = left_out(item(**given), BulkKind.PROPOSE, person="me", disposition=disposition, original="a")
    assert found == expected


def test_every_view_and_every_refusal_of_an_act_on_many_has_its_words() -> None:
    assert [view for view in View if f"desk_{view}" not in WORDS] == []


def test_words_are_compared_three_in_a_row_in_any_script() -> None:
    assert shingles_of("Say who decides now.") == {("say", "who", "decides"), ("who", "decides", "now")}
    assert shingles_of("机器投票") == {("机", "器", "投"), ("器", "投", "票")}
    assert shingles_of("Agreed!") == {("agreed",)}
    assert shingles_of(" … ") == frozenset()
    assert likeness(shingles_of(""), shingles_of("")) == 0


def test_near_duplicates_stand_with_the_first_of_them() -> None:
    said = [
        ("1", LETTER),
        ("2", "Something else altogether, about clocks and their makers."),
        ("3", LETTER.replace("We ask", "I ask")),
        ("4", LETTER + " Jo"),
        ("5", "…"),
        ("6", "…"),
        ("7", LETTER.upper()),
    ]
    assert campaigns_of(said) == [Campaign("1", ("1", "3", "4", "7"))]


def test_of_two_that_are_near_the_nearer_one_is_joined_and_the_largest_group_comes_first() -> None:
    base = " ".join(f"w{number}" for number in range(20))
    near, nearer = base + " a b c d", "x y z " + base
    said = [("1", near), ("2", nearer), ("3", base), ("4", near), ("5", "p q r s"), ("6", "p q r s"), ("7", nearer)]
    assert [group.members for group in campaigns_of(said)] == [("2", "3", "7"), ("1", "4"), ("5", "6")]


words = st.lists(st.sampled_from("abcdef"), min_size=0, max_size=12).map(" ".join)


@given(st.lists(words, max_size=12))
def test_no_pair_that_is_alike_is_overlooked(texts: list[str]) -> None:
    said = [(str(number), text) for number, text in enumerate(texts)]
    grouped = {member: group.first for group in campaigns_of(said) for member in group.members}
    sets = {comment: shingles_of(text) for comment, text in said}
    firsts: list[str] = []
    for comment, _ in said:
        near = [first for first in firsts if likeness(sets[comment], sets[first]) >= ALIKE]
        best = min(near, key=lambda first: -likeness(sets[comment], sets[first]), default=None)
        if best is None:
            firsts.append(comment)
        assert grouped.get(comment, comment) == (best or comment)
