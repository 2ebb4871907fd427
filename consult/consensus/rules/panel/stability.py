"""Whether a panel's answers have come to rest between two rounds; both measures ask the same people twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import erfc, sqrt

from consult.consensus.rules.panel.ranks import mid_ranks, ties
from consult.consensus.rules.shares import Share, share_of

CHANGE_LIMIT = Fraction(3, 20)
ALPHA = Fraction(1, 20)
EXACT_UP_TO = 25


@dataclass(frozen=True, slots=True)
class NetChange:
    """Which part of the answers has moved on balance, and whether that is little; None where nobody answered."""

    change: Share | None
    is_stable: bool | None


@dataclass(frozen=True, slots=True)
class SignedRank:
    """What the signed-rank test finds: how many changed, the smaller sum of ranks, and its two-sided probability.

    `is_exact` says whether `p` is exact or approximated; all but `changed` are None where nobody answered twice.
    """

    changed: int
    statistic: Fraction | None
    p: float | None
    is_exact: bool | None
    is_stable: bool | None


def net_change(before: Sequence[int], after: Sequence[int], limit: Fraction = CHANGE_LIMIT) -> NetChange:
    """Return which part of the answers moved between two rounds, and whether it is below the limit of 15 %.

    `before` and `after` count the answers of the same people by category: Σ|after - before| / 2n, exactly. Refuses
    with ValueError rounds of other categories or of another number of answers, since then not the same people are
    counted. Two people who swap their answers change nothing here; `signed_rank` pairs people. Source: M. Scheibe, M.
    Skutsch and J. Schofer, 1975, from memory [M]. Example: 2 4 8 12 6 and then 1 3 7 15 6 moved 3/32: stable.
    """
    if len(before) != len(after) or sum(before) != sum(after) or min((*before, *after), default=0) < 0:
        raise ValueError(f"not two rounds of the same people: {list(before)}, {list(after)}")
    moved = sum(abs(later - earlier) for earlier, later in zip(before, after, strict=True))
    change = share_of(moved, 2 * sum(before))
    return NetChange(change, None if change is None else change.of_whole < limit)


def signed_rank(
    pairs: Sequence[tuple[int, int]], *, exact_up_to: int = EXACT_UP_TO, alpha: Fraction = ALPHA
) -> SignedRank:
    """Return the Wilcoxon signed-rank test of what the same people answered in two rounds; stable if p >= alpha.

    Those who did not change are left out (`zero_method="wilcox"`), and where nobody changed the rounds are stable
    without a test: p = 1. The statistic is the smaller of the sums of mid-ranks of rises and of falls, p is
    two-sided: exact over all 2ⁿ signs, ties as they are, where n of those changed is at most `exact_up_to`; beyond,
    by the normal distribution with the variance corrected for ties and no correction for continuity. Five changes of
    one step upwards show why: exactly 0.0625, by the approximation 0.0253. Fewer than six changes can never be
    significant at 0.05, so "stable" then says little. Source: F. Wilcoxon, 1945; as scipy.stats.wilcoxon, without it.
    """
    steps = [after - before for before, after in pairs if after != before]
    if not pairs:
        return SignedRank(0, None, None, None, None)
    if not steps:
        return SignedRank(0, Fraction(0), 1.0, is_exact=True, is_stable=True)
    sizes = [abs(step) for step in steps]
    ranks = mid_ranks(sizes)
    rises = sum((rank for rank, step in zip(ranks, steps, strict=True) if step > 0), Fraction(0))
    statistic = min(rises, sum(ranks) - rises)
    is_exact = len(steps) <= exact_up_to
    p = _exactly(ranks, statistic) if is_exact else _approximately(sizes, statistic)
    return SignedRank(len(steps), statistic, float(p), is_exact, is_stable=p >= alpha)


def _exactly(ranks: Sequence[Fraction], statistic: Fraction) -> Fraction:
    """Return twice the share of all choices of signs whose rises sum up to the statistic or less, and at most 1."""
    doubled = [int(2 * rank) for rank in ranks]
    ways = [1] + [0] * sum(doubled)
    for rank in doubled:
        ways = [n + (ways[total - rank] if total >= rank else 0) for total, n in enumerate(ways)]
    return min(Fraction(1), Fraction(2 * sum(ways[: int(2 * statistic) + 1]), 2 ** len(ranks)))


def _approximately(sizes: Sequence[int], statistic: Fraction) -> float:
    n = len(sizes)
    variance = Fraction(n * (n + 1) * (2 * n + 1), 24) - Fraction(ties(sizes), 48)
    return erfc((Fraction(n * (n + 1), 4) - statistic) / sqrt(2 * variance))
