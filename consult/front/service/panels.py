"""The methods appendix of a panel: what was fixed before its first round, who took part, what changed, what it was told."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from consult.consensus import service as consensus
from consult.drafting import service as drafting
from consult.drafting.rules.parts import Lineage
from consult.drafting.service import DraftView
from consult.kernel import clock
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Contract
from consult.rounds.service import PanelView, RoundView

FEEDBACK = ("own_rating", "raters", "median", "middle_half", "reasons")
"""What each seat is told in a panel's later rounds of the round before."""

DEFINITION = ("scale", "rule", "panel", "voted_kinds")
"""What in a contract defines what is asked of a panel, and when it has answered."""


def methods_appendix_of(one: RoundView) -> dict[str, Any] | None:
    """Return how the panel of a round worked up to that round, as JSON values; None for a round in which nobody rates.

    What an earlier round has not revealed yet is null.
    """
    panel = rounds.panel_of(one)
    if panel is None:
        return None
    contracts = [rounds.contract_of_round(each.consultation_id, each.id) for each in panel.rounds]
    first = panel.rounds[0]
    return {
        "defined_at": clock.to_text(first.opened_at) if first.opened_at else None,
        "definition_sha256": rounds.versions_of(first.consultation_id, first.id)[0].sha256,
        "definition_unchanged": all(_definition(each) == _definition(contracts[0]) for each in contracts),
        "rounds": [_round(each, contract) for each, contract in zip(panel.rounds, contracts, strict=True)],
        "changes": _changes(panel),
        "feedback": list(FEEDBACK) if panel.before else [],
    }


def _definition(contract: Contract) -> dict[str, Any]:
    return {name: contract.content.get(name) for name in DEFINITION}


def _round(one: RoundView, contract: Contract) -> dict[str, Any]:
    result = _revealed(one)
    stands: Mapping[str, Any] = result.get("panel_round", {})
    rule = contract.content["rule"]
    return {
        "number": one.number,
        "draft": _draft_of(one).number,
        "contract_sha256": contract.sha256,
        "opened_at": clock.to_text(one.opened_at) if one.opened_at else None,
        "closed_at": clock.to_text(one.closed_at) if one.closed_at else None,
        "rule": rule["id"],
        "parameters": consensus.rule_parameters(rule["id"], rule["parameters"]),
        "at_rest": stands.get("at_rest"),
        "stop": stands.get("stop"),
        "categories": [_category(name, contract, result) for name in contract.categories],
    }


def _category(name: str, contract: Contract, result: Mapping[str, Any]) -> dict[str, Any]:
    """Return how many seats of a category were invited, began to rate and rated everything; small cells left out."""
    turnout = result.get("participation", {}).get(name, {})
    part: Mapping[str, Any] = next(
        (one for one in result.get("gaps", {}).get("categories", ()) if one["category"] == name), {}
    )
    return {
        "category": name,
        "disclosure": contract.disclosure[name],
        "invited": turnout.get("seats"),
        "started": turnout.get("voted"),
        "completed": part.get("completed"),
    }


def _revealed(one: RoundView) -> dict[str, Any]:
    try:
        return consensus.result_of(one)
    except consensus.ResultsHidden:
        return {}


def _changes(panel: PanelView) -> list[dict[str, Any]]:
    """Return what became of clauses between the rounds, by the numbers that they had and have; what stayed is left out."""
    found = []
    for before, after in pairwise(panel.rounds):
        earlier, later = _draft_of(before), _draft_of(after)
        every = drafting.list_drafts(after.consultation_id)
        between = [each for each in every if earlier.number <= each.number <= later.number]
        for then, now in pairwise(between):
            found += [{"round": after.number, "draft": now.number, **each} for each in _between(then, now)]
    return found


def _between(then: DraftView, now: DraftView) -> list[dict[str, Any]]:
    old, new = _numbers(then), _numbers(now)
    rows = [
        {"kind": str(kind), "from": old.get(origin or ""), "to": new.get(successor or "")}
        for kind, origin, successor in drafting.list_lineage(now.consultation_id, now.id)
        if kind != Lineage.UNCHANGED
    ]
    return sorted(rows, key=lambda row: (row["to"] or row["from"] or "", row["kind"], row["from"] or ""))


def _numbers(draft: DraftView) -> dict[str, str]:
    return {clause.uid: clause.number for clause in drafting.clauses_of(draft, lang=draft.language)}


def _draft_of(one: RoundView) -> DraftView:
    return drafting.draft_by_id(one.consultation_id, one.draft_id or "")
