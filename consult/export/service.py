"""Gather one consultation's result into one frozen value; nothing here can write."""

from typing import Any

from consult.consensus import service as consensus
from consult.consultations.service import ConsultationView
from consult.front import service as front
from consult.kernel import clock
from consult.kernel.errors import NotFound
from consult.rounds import service as rounds

SUMMARY_VERSION = 1


def gather(*, consultation: ConsultationView, number: int | None = None) -> dict[str, Any]:
    """Return the consensus summary of a round as JSON values: of the newest frozen one unless another is named.

    Refuses `results-hidden` before the contract's reveal, and `not-found` where no round has a result.
    """
    one = front.newest_result(consultation.id, number)
    if one is None:
        if rounds.list_rounds(consultation.id):
            raise consensus.ResultsHidden
        raise NotFound
    result = consensus.result_of(one)
    contract = rounds.contract_of_round(consultation.id, one.id)
    return {
        "version": SUMMARY_VERSION,
        "consultation": {
            "slug": consultation.slug,
            "title": consultation.title,
            "licence": consultation.licence,
            "cite_as": consultation.cite_as or f"{consultation.title}. Round {one.number}.",
            "doi": consultation.doi,
            "source": dict(consultation.source) if consultation.source else None,
        },
        "round": _round(one, contract.sha256, contract.content),
        "participation": result["participation"],
        "clauses": result["clauses"],
        "statements": result["statements"],
        "method": {
            "formula_version": contract.content["formula_version"],
            "rule": contract.content["rule"],
            "share": "agreement / (agreement + object), exact fractions; agreement = support + can_live_with + reservation",
            "lower_bound": "Wilson score interval, z = 1.959964, rounded to 6 digits: a margin of caution",
            "group_informed_consensus": "product over groups of (agree + 1) / (seen + 2), passes counted as seen (Polis)",
            "disclosure": contract.disclosure,
            "result_sha256": result["sha256"],
        },
    }


def _round(one: rounds.RoundView, sha256: str, content: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON values
    return {
        "number": one.number,
        "kind": str(one.kind),
        "state": str(one.state),
        "opened_at": clock.to_text(one.opened_at) if one.opened_at else None,
        "closed_at": clock.to_text(one.closed_at) if one.closed_at else None,
        "contract_sha256": sha256,
        "rule": content["rule"]["id"],
        "effect": content["effect"],
        "deciding_body": content["deciding_body"],
        "mandate": content["mandate"],
    }
