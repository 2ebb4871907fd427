"""What sets a group apart: Polis's tests of proportions, and which statements they choose."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from consult.consensus.rules.opinion.results import Representative
from consult.consensus.rules.opinion.tallying import AGREE, DISAGREE, counted
from consult.consensus.rules.opinion.votes import Floats, Integers

SIGNIFICANT = NormalDist().inv_cdf(0.9)
"""The 90 % quantile of the normal distribution: what a test, one-tailed, must exceed."""
MOST = 5


def probability(successes: NDArray[Any], trials: NDArray[Any]) -> Floats:
    """Return the share of successes with one success and one failure added: (s + 1) / (n + 2).

    It is 1/2 where nothing is known. Example: 8 of 10 give 9/12 = 0.75.
    """
    found: Floats = (successes + 1) / (trials + 2)
    return found


def one_proportion(successes: NDArray[Any], trials: NDArray[Any]) -> Floats:
    """Return how many standard errors a share lies above one half: 2·√(n + 1)·((s + 1)/(n + 1) - 1/2).

    One success is added first, as Polis does (compdemocracy/polis, math/stats.clj, prop-test). Example: 8 of 10 give
    2·√11·(9/11 - 1/2) = 2.110579.
    """
    found: Floats = 2 * np.sqrt(trials + 1) * ((successes + 1) / (trials + 1) - 0.5)
    return found


def two_proportions(
    inside: NDArray[Any], outside: NDArray[Any], trials_inside: NDArray[Any], trials_outside: NDArray[Any]
) -> Floats:
    """Return how many standard errors the share inside lies above the share outside.

    One success is added on both sides first; then with p = (s + s') / (n + n'), z = (s/n - s'/n') / √(p(1 - p)(1/n +
    1/n')), and 0 where p is 1 (compdemocracy/polis, math/stats.clj, two-prop-test). Nothing that is given is changed.
    Example: 8 of 10 against 3 of 10 give 9/11 and 4/11 with p = 13/22, and 2.168145.
    """
    s, t, n, m = inside + 1.0, outside + 1.0, trials_inside + 1.0, trials_outside + 1.0
    pooled = (s + t) / (n + m)
    spread = np.sqrt(np.maximum(pooled * (1 - pooled), 0.0) * (1 / n + 1 / m))
    return np.divide(s / n - t / m, spread, out=np.zeros(np.shape(pooled)), where=spread > 0)


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """For one group and one answer, by statement: how likely it is, how much likelier than outside, and both tests."""

    share: Floats
    ratio: Floats
    z_share: Floats
    z_ratio: Floats

    @classmethod
    def of(cls, inside: Integers, outside: Integers, answer: int) -> "Side":
        """Return the figures of an answer from the counts (statements, answers) in the group and in all others."""
        s, t = inside[:, answer], outside[:, answer]
        n, m = inside.sum(axis=1), outside.sum(axis=1)
        share = probability(s, n)
        return cls(share, share / probability(t, m), one_proportion(s, n), two_proportions(s, t, n, m))

    @property
    def strength(self) -> Floats:
        """What representative statements are put in order by: the product of all four."""
        return self.ratio * self.z_ratio * self.share * self.z_share

    @property
    def is_significant(self) -> NDArray[np.bool_]:
        """Whether the answer is given by more than half, and more than outside, beyond chance."""
        return (self.z_share > SIGNIFICANT) & (self.z_ratio > SIGNIFICANT)


def representative(inside: Integers, outside: Integers, names: Sequence[str]) -> tuple[Representative, ...]:
    """Return at most five statements that say what sets a group apart, those it agrees with first.

    `inside` and `outside` count the answers (statements, answers) in the group and in all other groups, `names` are the
    statements; those that moderation rejected are not among them. A statement stands for the answer that differs
    more from outside. Statements that are significant for an answer (both tests above the 90 % quantile, one-tailed)
    come by falling ratio · z of the ratio · share · z of the share; before them the one agreed with best, if any is
    (`_agreed_with_best`). Where none is either, the one that differs most. Equals come in the order of `names`.
    Source: Polis (compdemocracy/polis, math/repness.clj, select-rep-comments). red-dwarf 0.4.0 lists nothing for a
    group whose significant statements are all disagreed with; here they are listed, as in Polis. And it may name, as
    the one that differs most, a statement on which nobody of the group took a side; here no such is named.
    """
    agree, disagree = Side.of(inside, outside, AGREE), Side.of(inside, outside, DISAGREE)
    agrees = agree.z_ratio > disagree.z_ratio
    strength = np.where(agrees, agree.strength, disagree.strength)
    sufficient = np.flatnonzero(agree.is_significant | disagree.is_significant)
    chosen = sufficient[np.argsort(-strength[sufficient], kind="stable")].tolist()
    heard = np.flatnonzero(inside[:, AGREE] + inside[:, DISAGREE])
    best = _agreed_with_best(agree, heard)
    if best is not None:
        chosen = [best, *(place for place in chosen if place != best)]
    elif not chosen and len(heard):
        chosen = [int(heard[np.argmax(np.maximum(agree.z_ratio, disagree.z_ratio)[heard])])]
    written = [
        _written(
            names[place],
            "agree" if agrees[place] else "disagree",
            inside[place],
            agree if agrees[place] else disagree,
            place,
        )
        for place in chosen[:MOST]
    ]
    return tuple(sorted(written, key=lambda one: one.side))


def consensus(counts: Integers, names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the statements that everyone agrees with, and those that everyone disagrees with, at most five of each.

    `counts` (statements, answers) are of all participants, in groups or not. A statement is one when the share of the
    answer is above one half and its test above the 90 % quantile; they come by falling share · z. Source: Polis
    (compdemocracy/polis, math/repness.clj, select-consensus-comments).
    """
    found = {}
    for side, answer in (("agree", AGREE), ("disagree", DISAGREE)):
        share = probability(counts[:, answer], counts.sum(axis=1))
        z = one_proportion(counts[:, answer], counts.sum(axis=1))
        clear = np.flatnonzero((share > 0.5) & (z > SIGNIFICANT))
        order = clear[np.argsort(-(share * z)[clear], kind="stable")]
        found[side] = tuple(names[place] for place in order[:MOST].tolist())
    return found


def _agreed_with_best(agree: Side, heard: Integers) -> int | None:
    """Return the statement that Polis puts first: read in order, each is held against the best so far.

    The first must be agreed with significantly, or be likelier than outside and likely. A later one must have a greater
    product of all four figures where the best so far is likelier than outside, else a greater share · z.
    """
    best: int | None = None
    strength, agreed = agree.strength, agree.share * agree.z_share
    opens = (agree.z_share > SIGNIFICANT) | ((agree.ratio > 1) & (agree.share > 0.5))
    for place in heard.tolist():
        if best is None:
            better = bool(opens[place])
        elif agree.ratio[best] > 1:
            better = bool(strength[place] > strength[best])
        else:
            better = bool(agreed[place] > agreed[best])
        best = place if better else best
    return best


def _written(name: str, word: str, counts: Integers, side: Side, place: int) -> Representative:
    return Representative(
        statement=name,
        side=word,
        counts=counted(counts.tolist()),
        share=float(side.share[place]),
        representativeness=float(side.ratio[place]),
        z_share=float(side.z_share[place]),
        z_representativeness=float(side.z_ratio[place]),
    )
