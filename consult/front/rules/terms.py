"""The terms of a round as an organiser chooses them: a way of deciding, and what stands in place of its usual terms."""

from collections.abc import Sequence
from typing import Any

from consult.consensus.rules.bundles import BUNDLES, terms_of
from consult.consensus.rules.registry import RULES
from consult.rounds.rules.contract import Terms

FEWEST = "n_min"


def chosen_terms(kind: str, categories: Sequence[str], *, bundle: str, fewest: int, **given: Any) -> Terms:  # noqa: ANN401 - any field of Terms
    """Return the terms of this way of deciding; the fewest voices stand in them where its rule asks for them."""
    parameters = {FEWEST: fewest} if asks_fewest(bundle) else {}
    return terms_of(bundle, kind, categories, parameters=parameters, **given)


def asks_fewest(bundle: str) -> bool:
    """Whether the rule of this way of deciding has a smallest number of voices."""
    rule = RULES.get(BUNDLES[bundle].rule)
    return rule is not None and any(one.name == FEWEST for one in rule.parameters)


def fits(kind: str, bundle: str) -> bool:
    """Whether the rule of this way of deciding reads the answers of this kind of round."""
    rule = RULES.get(BUNDLES[bundle].rule)
    return rule is None or kind in rule.scales
