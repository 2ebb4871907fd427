"""The result of one clause: eight questions that a reader has, each with its answer; or that of one statement."""

from collections.abc import Mapping
from typing import Any

from flask import Response

from consult.consensus import service
from consult.consensus.pages.blueprint import pages
from consult.consensus.pages.statement import beside, statement_page
from consult.consensus.rules.freshness import is_mixed
from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.deliberation.service import objections
from consult.drafting import service as drafting
from consult.kernel.errors import NotFound
from consult.localisation.pages import page_language
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from consult.web import guards, render

MOST_NAMES = 30
"""So many organisations that object are named on the page; all of them stand in the roll call."""


@pages.get("/c/<slug>/rounds/<int:number>/results/<clause>")
@guards.requires(may(Act.READ))
def clause_result(slug: str, number: int, clause: str) -> Response:
    """Show the result of one clause or statement of a round, question by question, or why it is not shown yet."""
    consultation = consultations.get_consultation(slug)
    one = rounds.round_by_number(consultation.id, number)
    if one.kind is RoundKind.STATEMENTS:
        return statement_page(one, clause)
    if one.kind is not RoundKind.BALLOT:
        raise NotFound
    try:
        result = service.result_of(one)
    except service.ResultsHidden:
        return render.page("consensus/clause.html", one=one, result=None, number=clause)
    found = next((each for each in result["clauses"] if each["number"] == clause), None)
    if found is None:
        raise NotFound
    contract = rounds.contract_of_round(consultation.id, one.id)
    return render.page(
        "consensus/clause.html",
        one=one,
        result=result,
        number=clause,
        clause={**found, "is_mixed": is_mixed(found)},
        words=_in_the_readers_language(one, found["uid"]),
        terms=contract.content,
        rule=service.rule_of(contract),
        beside=beside([each["number"] for each in result["clauses"]], clause),
        against=_against(one, found["uid"]),
        change=service.what_would_change(contract, found),
        declared=rounds.outcomes_of(consultation.id, one.id).get(found["uid"]),
        raised=[
            each
            for each in objections.objections_in(consultation.id, round_id=one.id)
            if each.clause_uid == found["uid"]
        ],
        is_called=service.has_roll_call(one),
    )


def _against(one: RoundView, uid: str) -> Mapping[str, Any]:
    """Return who is publicly against a clause: the organisations that answer by roll call, as many as fit, and how many."""
    lines = [line for line in service.roll_call_of(one, uid).lines if line.position == "object" and line.counts]
    return {"lines": lines[:MOST_NAMES], "total": len(lines)}


def _in_the_readers_language(one: RoundView, uid: str) -> Mapping[str, str]:
    draft = drafting.draft_by_id(one.consultation_id, one.draft_id or "")
    found = drafting.clause_by_uid(draft, uid, lang=page_language())
    return {"heading": found.heading, "text": found.text or found.heading, "lang": found.lang}
