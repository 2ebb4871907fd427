"""Bundles: a decision rule with the terms that go with it, under the one name that an organiser chooses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from consult.consensus.rules.counts import Counted
from consult.consensus.rules.decision import Method
from consult.consensus.rules.panel.results import rate
from consult.consensus.rules.registry import NAMED
from consult.consensus.rules.results import clause_result
from consult.rounds.rules.contract import Terms, for_categories


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A way of deciding: the rule that counts, and its parameters where they are not the rule's own defaults."""

    id: str
    rule: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


BUNDLES: Mapping[str, Bundle] = {
    bundle.id: bundle
    for bundle in (
        Bundle(id="multistakeholder", rule="multistakeholder"),
        Bundle(id="poll", rule="un_present_and_voting"),
        Bundle(id="majorities", rule="concurrent_majorities"),
        Bundle(id="two_to_one", rule="five_way_straw_poll"),
        Bundle(id="standards", rule="iso_dis_fdis"),
        Bundle(id="un", rule="un_present_and_voting", parameters={"majority": "two_thirds", "quorum": "majority"}),
        Bundle(id="w3c", rule="w3c_consensus_level"),
        Bundle(id="delphi", rule="delphi_70_15"),
        Bundle(id="panel", rule="rand_ucla"),
    )
}
"""The bundles offered to organisers, the one for everyone first; to add one, name it here and give it its words."""

EXAMPLE: Counted = {
    "government": {"support": 6, "can_live_with": 2, "reservation": 1, "object": 2, "no_opinion": 1},
    "company": {"support": 2, "can_live_with": 1, "reservation": 1, "object": 5, "no_opinion": 1},
    "citizen": {"support": 25, "can_live_with": 5, "reservation": 3, "object": 5, "no_opinion": 2},
}
"""An invented vote on which ways to decide differ: companies mostly object, and are outnumbered."""


RATED_EXAMPLE: Counted = {
    "government": {"5": 1, "7": 2, "8": 2, "no_opinion": 1},
    "research_institution": {"2": 1, "6": 1, "8": 3, "9": 3},
    "civil_society": {"1": 1, "3": 1, "7": 1, "9": 4},
}
"""Invented ratings on which the two rules of panels differ: most are high, and 3 of 20 are low."""


def terms_of(bundle_id: str, kind: str, categories: Sequence[str], **given: Any) -> Terms:  # noqa: ANN401 - any field of Terms
    """Return the terms of a bundle for these categories; `given` stand in place of the bundle's own.

    Refuses an unknown bundle with KeyError.
    """
    bundle = BUNDLES[bundle_id]
    parameters = {**bundle.parameters, **given.pop("parameters", {})}
    return for_categories(kind, categories, bundle=bundle.id, rule=bundle.rule, parameters=parameters, **given)


def example_of(bundle: Bundle) -> dict[str, Any]:
    """Return what the bundle's rule finds on the invented vote or ratings, as a clause's result with every figure in it."""
    rule = NAMED[bundle.rule]
    if isinstance(rule, Method):
        sizes = {category: sum(answers.values()) for category, answers in RATED_EXAMPLE.items()}
        return rate(RATED_EXAMPLE, sizes, rule.read(bundle.parameters), method=rule).as_json()
    seats = {category: sum(answers.values()) for category, answers in EXAMPLE.items()}
    return clause_result(EXAMPLE, seats, rule.read(bundle.parameters), rule=rule)
