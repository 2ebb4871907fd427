"""What a ballot may say."""

import pytest

from consult.rounds.rules.contract import BALLOT_SCALE, STATEMENT_SCALE, Disclosure
from consult.voting.rules import (
    SHARDS,
    Answer,
    Freshness,
    Position,
    is_importance,
    is_on_scale,
    is_vote,
    may_be_brought_over,
    shard_of,
)


def test_positions_and_answers_are_the_words_of_the_contracts_scales() -> None:
    assert tuple(str(position) for position in Position) == BALLOT_SCALE
    assert tuple(str(answer) for answer in Answer) == STATEMENT_SCALE


@pytest.mark.parametrize("word", BALLOT_SCALE)
def test_a_word_is_an_answer_only_where_it_is_on_the_scale(word: str) -> None:
    assert is_on_scale(word, BALLOT_SCALE)
    assert not is_on_scale(word, STATEMENT_SCALE)


@pytest.mark.parametrize("word", ["", "Support", "support ", "1", "supp", "abstain"])
def test_no_other_word_is_an_answer(word: str) -> None:
    assert not is_on_scale(word, BALLOT_SCALE)


@pytest.mark.parametrize(
    ("value", "asked", "may_be_given"),
    [
        (None, True, True),
        (None, False, True),
        (0, True, True),
        (1, True, True),
        (2, True, True),
        (0, False, False),
        (2, False, False),
        (3, True, False),
        (-1, True, False),
    ],
)
def test_importance_is_0_to_2_where_it_is_asked_and_may_always_be_left_open(
    value: int | None, asked: bool, may_be_given: bool
) -> None:
    assert is_importance(value, asked=asked) is may_be_given


def test_only_what_is_stale_waits_to_be_said_again() -> None:
    assert {each for each in Freshness if not is_vote(each)} == {Freshness.STALE}


def test_an_answer_goes_nowhere_where_more_of_it_is_shown_and_what_is_secret_stays_where_it_is() -> None:
    goes = {(before, now) for before in Disclosure for now in Disclosure if may_be_brought_over(before, now)}
    assert goes == {
        (Disclosure.ROLL_CALL, Disclosure.ROLL_CALL),
        (Disclosure.ROLL_CALL, Disclosure.PSEUDONYMOUS),
        (Disclosure.ROLL_CALL, Disclosure.SOURCE_PUBLIC),
        (Disclosure.PSEUDONYMOUS, Disclosure.PSEUDONYMOUS),
        (Disclosure.SOURCE_PUBLIC, Disclosure.SOURCE_PUBLIC),
    }


def test_an_answer_of_a_seat_that_is_not_in_both_rounds_goes_nowhere() -> None:
    assert not may_be_brought_over(None, Disclosure.ROLL_CALL)
    assert not may_be_brought_over(Disclosure.ROLL_CALL, None)


def test_a_seat_always_moves_the_same_row_of_a_count_and_seats_are_spread_over_all_rows() -> None:
    rows = [shard_of(f"seat {number}") for number in range(1_000)]
    assert rows == [shard_of(f"seat {number}") for number in range(1_000)]
    assert set(rows) == set(range(SHARDS))
