"""Group-informed consensus: agreement that no group of opinion stands outside of."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import exp, fsum, log, prod
from typing import Any

from consult.consensus.rules.counts import StatementCounts

Groups = Sequence[tuple[int, int]]
"""For each group, how many agreed and how many saw the statement; whoever passed has seen it."""


def group_informed_consensus(groups: Groups) -> Fraction | None:
    """Return the product over groups of (agree + 1) / (seen + 2), exactly; None without groups.

    Refuses a group that is not 0 <= agree <= seen with ValueError. Source: Polis's group-aware consensus
    (compdemocracy/polis, math/conversation.clj). Example: 8 of 10 and 5 of 10 give 9/12 · 6/12 = 3/8.
    """
    factors = _factors(groups)
    return prod(factors, start=Fraction(1)) if factors else None


def geometric_mean_of_groups(groups: Groups) -> float | None:
    """Return the group-informed consensus to the power of one over the number of groups; None without groups.

    Unlike the product it does not shrink with the number of groups, so different groupings can be compared.
    Example: 8 of 10 and 5 of 10 give the root of 3/8, 0.612372.
    """
    factors = _factors(groups)
    return exp(fsum(log(factor) for factor in factors) / len(factors)) if factors else None


def groups_result(groups: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """Return a statement's answers per group and the group-informed consensus over them, as JSON values.

    Groups named by numbers come in the order of the numbers, then the others by name.
    """
    counted = {label: StatementCounts.read(groups[label]) for label in sorted(groups, key=_by_number)}
    product = group_informed_consensus([(counts.agree, counts.n) for counts in counted.values()])
    return {
        "groups": [{"group": label, **counts.as_json()} for label, counts in counted.items()],
        "group_informed_consensus": None if product is None else float(product),
    }


def _factors(groups: Groups) -> list[Fraction]:
    if any(not 0 <= agree <= seen for agree, seen in groups):
        raise ValueError(f"groups {list(groups)}")
    return [Fraction(agree + 1, seen + 2) for agree, seen in groups]


def _by_number(label: str) -> tuple[bool, int, str]:
    is_number = label.isdecimal()
    return not is_number, int(label) if is_number else 0, label
