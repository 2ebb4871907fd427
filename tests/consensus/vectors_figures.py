"""How the bare facts of a vector of a share, a margin or a vote of states become the project's own values."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from consult.consensus.rules.counts import PositionCounts
from consult.consensus.rules.decision import Case
from consult.consensus.rules.figures import Voices
from consult.consensus.rules.groups import geometric_mean_of_groups, group_informed_consensus
from consult.consensus.rules.margins import wilson_interval
from consult.consensus.rules.registry import RULES
from consult.consensus.rules.shares import read_threshold, share_of, written

NEARLY = 1e-9


def un_present_and_voting(given: Mapping[str, Any]) -> dict[str, Any]:
    """Map a vote of member states; whoever is present and casts no vote abstains."""
    rule = RULES["un_present_and_voting"]
    quorum = "majority" if "members" in given else "none"
    voting = given["yes"] + given["no"]
    abstaining = max(given["abstain"], given.get("present", 0) - voting)
    counts = PositionCounts(support=given["yes"], object=given["no"], no_opinion=abstaining)
    case = Case(voices=(Voices("government", given.get("members", counts.n), counts),))
    found = rule.decide(case, rule.read({"majority": given.get("majority", "simple"), "quorum": quorum}))
    return {"present_and_voting": sum(found.counted.values()), "outcome": found.verdict}


def interval(given: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return Wilson's interval, nearly."""
    found = wilson_interval(**given)
    return found and {name: pytest.approx(end, abs=NEARLY) for name, end in zip(("low", "high"), found, strict=True)}


def meets(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return whether a share reaches a threshold."""
    share = share_of(given["yes"], given["cast"])
    return {"meets": share is not None and share.of_whole >= read_threshold(given["threshold"])}


def over_groups(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return Polis's measure over groups, exactly and nearly, with the mean by which groupings are compared."""
    groups = [tuple(pair) for pair in given["groups_agree_seen"]]
    product, root = group_informed_consensus(groups), geometric_mean_of_groups(groups)
    return {
        "gic": None if product is None else written(product),
        "gic_float": None if product is None else pytest.approx(float(product), abs=1e-12),
        "geometric_mean": None if root is None else pytest.approx(root, abs=1e-12),
    }


BUILT: Mapping[str, Callable[[Any], Any]] = {
    "group_informed_consensus": over_groups,
    "threshold_exact": meets,
    "un_present_and_voting": un_present_and_voting,
    "wilson_95": interval,
}
"""What is found for a vector, in its own words."""
