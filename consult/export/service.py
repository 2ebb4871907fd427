"""Gather one consultation's result into one frozen value; nothing here can write."""

from collections.abc import Mapping, Sequence
from typing import Any

from consult.consensus import service as consensus
from consult.consensus.rules.margins import MARGIN_DIGITS, Z
from consult.consensus.rules.suppression import SMALLEST_CELL, SMALLEST_UNANIMOUS
from consult.consultations.service import ConsultationView
from consult.export.rules.summary import VERSION, in_order
from consult.front import service as front
from consult.kernel import clock
from consult.kernel.errors import NotFound
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Contract
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import DeclaredView


def gather(*, consultation: ConsultationView, number: int | None = None) -> dict[str, Any]:
    """Return the consensus summary of a round as JSON values: of the newest frozen one unless another is named.

    Refuses `results-hidden` before the contract's reveal, whoever asks, and `not-found` where there is no round.
    """
    one = front.newest_result(consultation.id, number)
    if one is None:
        if rounds.list_rounds(consultation.id):
            raise consensus.ResultsHidden
        raise NotFound
    result = consensus.result_of(one)
    contract = rounds.contract_of_round(consultation.id, one.id)
    summary: dict[str, Any] = in_order(
        {
            "version": VERSION,
            "consultation": _consultation(consultation, one),
            "round": _round(one, contract),
            "participation": _by_category(result["participation"], contract),
            "clauses": _clauses(result["clauses"], rounds.outcomes_of(consultation.id, one.id)),
            "statements": result["statements"],
            "method": _method(one, contract, result),
        }
    )
    return summary


def _consultation(consultation: ConsultationView, one: rounds.RoundView) -> dict[str, Any]:
    return {
        "slug": consultation.slug,
        "title": consultation.title,
        "licence": consultation.licence,
        "cite_as": consultation.cite_as or f"{consultation.title}. Round {one.number}.",
        "doi": consultation.doi,
        "source": dict(consultation.source) if consultation.source else None,
    }


def _round(one: rounds.RoundView, contract: Contract) -> dict[str, Any]:
    content = contract.content
    return {
        "number": one.number,
        "kind": str(one.kind),
        "state": str(one.state),
        "opened_at": clock.to_text(one.opened_at) if one.opened_at else None,
        "closed_at": clock.to_text(one.closed_at) if one.closed_at else None,
        "contract_sha256": contract.sha256,
        "rule": content["rule"]["id"],
        "effect": content["effect"],
        "deciding_body": content["deciding_body"] or None,
        "mandate": content["mandate"] or None,
    }


def _clauses(found: Sequence[Mapping[str, Any]], declared: Mapping[str, DeclaredView]) -> list[dict[str, Any]]:
    """Return the frozen clauses, each with what was declared after the freeze beside what was found in it."""
    return [{**clause, "declared_outcome": _declared(declared.get(clause["uid"]))} for clause in found]


def _declared(one: DeclaredView | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "outcome": str(one.outcome),
        "by": one.by,
        "office": one.office,
        "at": clock.to_text(one.at),
        "reason": one.reason or None,
        "departs": one.departs,
    }


def _by_category(rows: Mapping[str, Any], contract: Contract) -> dict[str, Any]:
    """Return the rows with the contract's categories first, in its order."""
    return {category: rows[category] for category in dict.fromkeys([*contract.categories, *rows])}


def _method(one: rounds.RoundView, contract: Contract, result: Mapping[str, Any]) -> dict[str, Any]:
    rule = contract.content["rule"]
    parameters = consensus.rule_parameters(rule["id"], rule["parameters"])
    disclosure = consensus.disclosure_of(contract)
    return {
        "formula_version": result["formula_version"],
        "rule": {**rule, "parameters": parameters},
        "share": _share_formula(one.kind, reservations_agree=consensus.reservations_agree(rule["id"], parameters)),
        "lower_bound": f"lower end of the Wilson score interval of the share, z = {Z}, rounded to {MARGIN_DIGITS} digits",
        "group_informed_consensus": "product over groups of (agree + 1) / (agree + disagree + pass + 2)",
        "suppression": {"smallest_cell": SMALLEST_CELL, "smallest_unanimous": SMALLEST_UNANIMOUS},
        "disclosure": {category: disclosure[category] for category in _by_category(result["participation"], contract)},
        "result_sha256": result["sha256"],
    }


def _share_formula(kind: RoundKind, *, reservations_agree: bool) -> str:
    if kind is RoundKind.STATEMENTS:
        return "agree / (agree + disagree)"
    reservation = " + reservation" if reservations_agree else ""
    agreement = f"support + can_live_with{reservation}"
    return f"({agreement}) / ({agreement} + object)"
