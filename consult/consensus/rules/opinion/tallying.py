"""How often each statement was answered in each way, by everyone and by group."""

from collections.abc import Sequence

import numpy as np

from consult.consensus.rules.counts import StatementCounts
from consult.consensus.rules.opinion.votes import STRIP_VOTES, Integers, VoteMatrix

DISAGREE, PASS, AGREE = 0, 1, 2


def tallied(votes: VoteMatrix, labels: Integers, groups: int) -> Integers:
    """Return the counts as (groups + 1, statements, answers): the last row is of those whose label is -1.

    `labels` says for each participant the place of the group. Answers are in the order disagree, pass, agree.
    """
    size = 3 * len(votes.statements)
    found = np.zeros((groups + 1) * size, np.int64)
    heads = np.where(labels < 0, groups, labels) * size + 1
    first, people = 0, len(votes.participants)
    while first < people:
        last = int(np.searchsorted(votes.starts, votes.starts[first] + STRIP_VOTES, side="right")) - 1
        last = max(first + 1, last)
        strip = slice(votes.starts[first], votes.starts[last])
        codes = np.repeat(heads[first:last], np.diff(votes.starts[first : last + 1]))
        codes += votes.columns[strip] * np.int32(3)
        codes += votes.values[strip]
        found += np.bincount(codes, minlength=len(found))
        first = last
    return found.reshape(groups + 1, size // 3, 3)


def counted(answers: Sequence[int]) -> StatementCounts:
    """Return the counts of one statement, in the order of `tallied`, as a value."""
    disagree, pass_, agree = answers
    return StatementCounts(agree, disagree, pass_)
