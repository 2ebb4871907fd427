"""An order of participants in which it does not matter what they are called."""

import numpy as np

from consult.consensus.rules.opinion.chance import Chance
from consult.consensus.rules.opinion.votes import Integers, VoteMatrix, strips

ANSWERS = 3


def order_by_answers(votes: VoteMatrix, cast: Integers) -> Integers:
    """Return the places of the participants in an order that follows from what they answered alone.

    What draws lots among participants, or adds them up, then does the same whatever their ids are: ids that chance made,
    as ours are, change no figure. The order is that of sums, modulo 2^64, of a random number for each answer to each
    statement, over all that one answered: two who answered differently have the same sum once in 2^63 pairs. Whoever
    answered the same stands by how many votes they `cast` in all, those on rejected statements too; where that is the
    same as well, it does not matter who comes first.
    """
    words = Chance(0, "order of participants").words(ANSWERS * len(votes.statements))
    marks, answered = np.zeros(len(votes.participants), np.int64), votes.counts
    for rows, place in strips(votes.starts):
        said = np.multiply(votes.columns[place], ANSWERS)
        said += votes.values[place]
        some = np.flatnonzero(answered[rows])
        if len(some):
            heads = votes.starts[rows][some] - place.start
            marks[rows.start + some] = np.add.reduceat(words.take(said, mode="wrap"), heads)
    return np.lexsort((cast, marks))
