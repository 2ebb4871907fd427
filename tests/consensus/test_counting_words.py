"""Counts of positions and answers."""

from collections.abc import Callable
from typing import Any

import pytest

from consult.consensus.rules.counts import ANSWERS, POSITIONS, PositionCounts, StatementCounts


def test_positions_are_counted_by_their_words() -> None:
    counts = PositionCounts.of_words(["support", "object", "support", "no_opinion", "reservation", "can_live_with"])
    assert counts == PositionCounts(support=2, can_live_with=1, reservation=1, object=1, no_opinion=1)
    assert counts.n == 6
    assert tuple(counts.as_json()) == POSITIONS


def test_answers_are_counted_by_their_words_and_a_pass_is_a_voice() -> None:
    counts = StatementCounts.of_words(["agree", "pass", "disagree", "pass"])
    assert counts.n == 4
    assert counts.as_json() == {"agree": 1, "disagree": 1, "pass": 2}
    assert tuple(counts.as_json()) == ANSWERS


def test_counts_add_up_word_by_word() -> None:
    one = PositionCounts(1, 2, 3, 4, 5)
    assert one + one == PositionCounts(2, 4, 6, 8, 10)
    assert one + PositionCounts() == one
    assert StatementCounts(1, 2, 3) + StatementCounts(4, 5, 6) == StatementCounts(5, 7, 9)


@pytest.mark.parametrize("count", [PositionCounts.of_words, StatementCounts.of_words])
@pytest.mark.parametrize("word", ["Support", "1", "-1", "", "not_seen"])
def test_a_word_that_is_not_on_the_scale_is_refused(count: Callable[..., Any], word: str) -> None:
    with pytest.raises(ValueError, match="not an answer"):
        count([word])


def test_the_words_of_one_scale_are_refused_on_the_other() -> None:
    with pytest.raises(ValueError, match="agree"):
        PositionCounts.read({"agree": 1})
    with pytest.raises(ValueError, match="support"):
        StatementCounts.read({"support": 1})


@pytest.mark.parametrize("number", [-1, 1.5, True, "1", None])
def test_what_is_no_count_is_refused(number: Any) -> None:
    with pytest.raises(ValueError, match="not counts"):
        PositionCounts(support=number)
    with pytest.raises(ValueError, match="not counts"):
        StatementCounts(pass_=number)
