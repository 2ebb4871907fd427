"""How often each statement was answered in each way, by everyone and by group."""

from collections.abc import Sequence

import numpy as np

from consult.consensus.rules.counts import StatementCounts
from consult.consensus.rules.opinion.votes import Integers, VoteMatrix, strips

DISAGREE, PASS, AGREE = 0, 1, 2


def tallied(votes: VoteMatrix, labels: Integers, groups: int) -> Integers:
    """Return the counts as (groups + 1, statements, answers): the last row is of those whose label is -1.

    `labels` says for each participant the place of the group. Answers are in the order disagree, pass, agree.
    """
    size = 3 * len(votes.statements)
    found = np.zeros((groups + 1) * size, np.int64)
    heads = (np.where(labels < 0, groups, labels) * size + 1).astype(np.int32)
    for rows, place in strips(votes.starts):
        codes = np.repeat(heads[rows], np.diff(votes.starts[rows.start : rows.stop + 1]))
        codes += votes.columns[place] * np.int32(3)
        codes += votes.values[place]
        found += np.bincount(codes, minlength=len(found))
    return found.reshape(groups + 1, size // 3, 3)


def counted(answers: Sequence[int]) -> StatementCounts:
    """Return the counts of one statement, in the order of `tallied`, as a value."""
    disagree, pass_, agree = answers
    return StatementCounts(agree, disagree, pass_)
