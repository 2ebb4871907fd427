"""The steps of a live picture: what moves is of five people at least, whoever watches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.consensus.rules.counts import StatementCounts
from consult.consensus.rules.live import New, is_due, moving, read_counts, shown

MANY = StatementCounts(12, 7, 3)
MORE = StatementCounts(14, 9, 4)


def news(**people: int) -> dict[str, New]:
    return {name: New(people=count, votes=count) for name, count in people.items()}


def test_a_statement_moves_when_five_people_have_said_something_new_of_it() -> None:
    now = dict.fromkeys("abc", MANY)
    assert moving(news(a=5, b=4, c=12), {}, now, protected=True) == {"a", "c"}


@pytest.mark.parametrize(
    ("before", "now", "moves"),
    [
        ((20, 0, 0), (25, 0, 0), False),
        ((20, 0, 0), (39, 0, 0), False),
        ((20, 0, 0), (40, 0, 0), True),
        ((20, 0, 0), (25, 1, 0), True),
        ((12, 7, 3), (12, 7, 8), False),
        ((12, 7, 3), (7, 12, 3), False),
        ((12, 7, 3), (11, 13, 3), False),
        ((12, 7, 3), (11, 12, 5), True),
        ((12, 7, 3), (12, 7, 3), False),
        ((12, 7, 3), (7, 7, 3), False),
        ((0, 0, 0), (5, 0, 0), False),
        ((0, 0, 0), (20, 0, 0), True),
    ],
)
def test_what_came_since_is_not_shown_while_all_of_it_says_the_same(
    before: tuple[int, int, int], now: tuple[int, int, int], *, moves: bool
) -> None:
    counts = {"a": StatementCounts(*before)}, {"a": StatementCounts(*now)}
    assert ("a" in moving(news(a=6), *counts, protected=True)) is moves
    assert "a" in moving(news(a=6), *counts, protected=False), "answers are public anyway"


@pytest.mark.parametrize(
    ("people", "votes", "due"),
    [
        (5, 20, True),
        (4, 20, False),
        (5, 500, True),
        (5, 501, False),
        (6, 501, True),
        (99, 10_000, False),
        (100, 10_000, True),
    ],
)
def test_a_picture_is_due_after_five_new_votes_and_a_hundredth_of_all(people: int, votes: int, *, due: bool) -> None:
    assert is_due(news(a=people), votes=votes) is due


def test_one_person_who_changes_their_mind_again_and_again_moves_nothing() -> None:
    assert not moving({"a": New(people=1, votes=500)}, {}, {"a": MANY}, protected=True)


def test_nothing_is_due_where_nothing_is_new() -> None:
    assert not is_due({}, votes=0)


def test_what_does_not_move_stays_as_it_was_shown() -> None:
    found = shown({"a": MANY, "b": MANY}, {"a": MORE, "b": MORE}, {"b"}, protected=True)
    assert found == {"a": MANY, "b": MORE}


def test_a_statement_is_first_shown_when_it_first_moves() -> None:
    assert shown({}, {"a": MANY, "b": MANY}, {"a"}, protected=True) == {"a": MANY}


def test_a_statement_that_is_no_longer_asked_about_is_gone() -> None:
    assert shown({"a": MANY}, {}, set(), protected=True) == {}


@pytest.mark.parametrize(
    ("counts", "protected", "is_shown"),
    [
        ((2, 1, 1), True, False),
        ((3, 1, 1), True, True),
        ((19, 0, 0), True, False),
        ((0, 0, 19), True, False),
        ((20, 0, 0), True, True),
        ((4, 0, 0), False, False),
        ((5, 0, 0), False, True),
    ],
)
def test_a_few_and_those_who_all_say_the_same_are_not_shown(
    counts: tuple[int, int, int], *, protected: bool, is_shown: bool
) -> None:
    found = shown({}, {"a": StatementCounts(*counts)}, {"a"}, protected=protected)
    assert ("a" in found) is is_shown


def test_counts_come_back_from_a_picture_as_they_were_written_and_nothing_as_nothing() -> None:
    assert read_counts({"a": MANY.as_json(), "b": {}}) == {"a": MANY, "b": StatementCounts()}


STEPS = st.lists(st.tuples(st.integers(0, 30), st.sampled_from(["agree", "disagree", "pass"])), max_size=200)


@given(STEPS)
def test_between_two_pictures_a_statement_moves_by_what_five_people_said_or_not_at_all(
    votes: list[tuple[int, str]],
) -> None:
    said: dict[int, str] = {}
    since: dict[int, int] = {}
    last: dict[str, StatementCounts] = {}
    for person, answer in votes:
        if said.get(person) != answer:
            said[person] = answer
            since[person] = since.get(person, 0) + 1
        new = {"a": New(people=len(since), votes=sum(since.values()))}
        now = {"a": StatementCounts.of_words(said.values())}
        moved = moving(new, last, now, protected=True)
        if not is_due({name: new[name] for name in moved}, votes=len(said)):
            continue
        assert len(since) >= 5
        rises = [count - last.get("a", StatementCounts()).as_json()[word] for word, count in now["a"].as_json().items()]
        assert sum(rise > 0 for rise in rises) > 1 or max(rises) >= 20
        last = shown(last, now, moved, protected=True)
        since = {}
        assert all(counts.n >= 5 for counts in last.values())
