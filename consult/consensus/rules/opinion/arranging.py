"""An order of participants in which it does not matter what they are called."""

import numpy as np

from consult.consensus.rules.opinion.chance import Chance
from consult.consensus.rules.opinion.halves import in_halves
from consult.consensus.rules.opinion.votes import Integers, VoteMatrix, strips

ANSWERS = 3


def order_by_answers(votes: VoteMatrix) -> Integers:
    """Return the places of the participants in an order that follows from their answers alone.

    What draws lots among participants, or adds them up, then does the same whatever their ids are: ids that chance made,
    as ours are, change no figure. Whose answers are the same stand beside each other, where it does not matter who comes
    first. The order is that of sums, modulo 2^64, of a random number for each answer to each statement, over all that
    one answered: two who answered differently have the same sum once in 2^63 pairs.
    """
    words = Chance(0, "order of participants").words(ANSWERS * len(votes.statements))

    def part(some: slice) -> Integers:
        marks = np.zeros(some.stop - some.start, np.int64)
        for rows, place in strips(votes.starts, some):
            said = np.multiply(votes.columns[place], ANSWERS)
            said += votes.values[place]
            sums = np.concatenate([np.zeros(1, np.int64), np.cumsum(words.take(said, mode="wrap"))])
            ends = votes.starts[rows.start : rows.stop + 1] - place.start
            marks[rows.start - some.start : rows.stop - some.start] = sums[ends[1:]] - sums[ends[:-1]]
        return marks

    marks = np.concatenate(in_halves(votes.starts, part))
    return np.argsort(marks, kind="stable")
