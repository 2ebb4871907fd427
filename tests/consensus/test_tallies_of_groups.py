"""Answers are counted by group and statement, some at a time."""

import numpy as np
import pytest

from consult.consensus.rules.counts import StatementCounts
from consult.consensus.rules.opinion import votes as table
from consult.consensus.rules.opinion.tallying import AGREE, DISAGREE, PASS, counted, tallied
from tests.consensus.planted import a_conversation
from tests.consensus.recovery import votes_of as table_of
from tests.consensus.voters import dense


@pytest.mark.parametrize("strip", [1, 20, 1 << 18])
def test_counts_are_those_of_the_whole_table_however_many_are_counted_at_a_time(
    strip: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "STRIP_VOTES", strip)
    votes = table_of(a_conversation(60, 12, density=0.5, seed=2))
    labels = np.arange(60) % 4 - 1
    found, whole = tallied(votes, labels, 3), dense(votes)
    for place in (0, 1, 2, -1):
        for answer, value in ((AGREE, 1), (DISAGREE, -1), (PASS, 0)):
            assert found[place, :, answer].tolist() == (whole[labels == place] == value).sum(axis=0).tolist()


def test_counts_of_a_statement_are_a_value() -> None:
    assert counted([1, 2, 3]) == StatementCounts(agree=3, disagree=1, pass_=2)
