"""Results: what each category said, what the rule found, and why."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from flask import Response, request

from consult.consensus import service
from consult.consensus.pages.blueprint import pages
from consult.consensus.pages.choice import choice_page
from consult.consensus.pages.statement_results import statement_results_page
from consult.consensus.pages.unvoted import unvoted_page
from consult.consensus.rules.decision import Method, Rule
from consult.consensus.rules.freshness import is_mixed
from consult.consensus.rules.gaps import shown as shown_gaps
from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.deliberation.service import objections
from consult.deliberation.service.objections import ObjectionView
from consult.drafting import service as drafting
from consult.kernel.errors import NotFound
from consult.localisation.pages import page_language
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Contract
from consult.rounds.rules.states import WITHOUT_BALLOTS, RoundKind
from consult.web import guards, render
from consult.web.paging import asked_part

COMPARABLE = frozenset({RoundKind.BALLOT, RoundKind.STATEMENTS})
"""The kinds of round whose results can be put side by side: they have shares of agreement."""


@pages.get("/c/<slug>/results")
@pages.get("/c/<slug>/rounds/<int:number>/results")
@guards.requires(may(Act.READ))
def results(slug: str, number: int | None = None) -> Response:
    """Show the newest revealed result, or that of the round asked for, or why there is none yet."""
    consultation = consultations.get_consultation(slug)
    every = rounds.list_rounds(consultation.id)
    if number is not None and number not in {one.number for one in every}:
        raise NotFound
    asked = [one for one in every if number in {None, one.number}]
    revealed = [one for one in asked if service.is_shown(one)]
    one = next(reversed(revealed or asked), None)
    result = _result(one) if one else None
    if one and result and one.kind in WITHOUT_BALLOTS:
        return unvoted_page(one, result, _others(every, one))
    contract = rounds.contract_of_round(consultation.id, one.id) if one and result else None
    if one and result and contract and one.kind is RoundKind.OPTIONS:
        return choice_page(one, contract, result, _others(every, one))
    if one and result and contract and one.kind is RoundKind.STATEMENTS:
        return statement_results_page(one, contract, result, _others(every, one))
    rule = service.named_rule_of(contract) if contract else None
    shown = _shown(result, rule) if result and rule else {}
    if one and one.draft_id and shown:
        words = in_the_readers_language(one.consultation_id, one.draft_id, shown["items"])
        shown["items"] = _with_numbers_of_today(consultation.id, one.draft_id, words)
    return render.page(
        "consensus/results.html",
        one=one,
        result=result,
        rule=rule,
        declared=rounds.outcomes_of(consultation.id, one.id) if one and result else {},
        threshold=_threshold(contract) if contract else None,
        gaps=shown_gaps(result["gaps"]) if result and "gaps" in result else None,
        raised=_raised(one) if one and result else {},
        is_called=bool(one and result and service.has_roll_call(one)),
        others=_others(every, one) if one else [],
        **shown,
    )


def _raised(one: rounds.RoundView) -> dict[str, list[ObjectionView]]:
    """Return the objections of a round as they stand, by the clause that they are about."""
    found: dict[str, list[ObjectionView]] = {}
    for each in objections.objections_in(one.consultation_id, round_id=one.id):
        found.setdefault(each.clause_uid, []).append(each)
    return found


def _others(every: Sequence[rounds.RoundView], one: rounds.RoundView) -> list[dict[str, Any]]:
    """Return what can be said of the other rounds whose results may be read."""
    alike = COMPARABLE & {one.kind}
    return [
        {**_decided(other), "is_alike": other.kind in alike}
        for other in every
        if other != one and service.is_shown(other)
    ]


def _decided(one: rounds.RoundView) -> dict[str, int]:
    """Return how many clauses of another revealed round there are, how many are declared, and how many depart."""
    declared = rounds.outcomes_of(one.consultation_id, one.id).values()
    return {
        "number": one.number,
        "total": _asked(one),
        "declared": len(declared),
        "departs": sum(each.departs for each in declared),
    }


def _asked(one: rounds.RoundView) -> int:
    """Return on how many clauses a round had votes."""
    if one.kind is not RoundKind.BALLOT or one.draft_id is None:
        return 0
    contract = rounds.contract_of_round(one.consultation_id, one.id)
    draft = drafting.draft_by_id(one.consultation_id, one.draft_id)
    return drafting.count_clauses(draft, contract.content["voted_kinds"]) - len(contract.left_out)


def _result(one: rounds.RoundView) -> dict[str, Any] | None:
    try:
        return service.result_of(one)
    except service.ResultsHidden:
        return None


def _shown(result: Mapping[str, Any], rule: Rule | Method) -> dict[str, Any]:
    """Return one page of the clauses, rated or voted on, those in one state if one is asked for, and how many are in each."""
    items: Sequence[Mapping[str, Any]] = result["clauses"] or result.get("ratings", ())
    tally = Counter(item["state"] for item in items)
    order = [str(word) for word in rule.verdicts]
    state = request.args.get("state")
    chosen = [item for item in items if item["state"] == state] if state in tally else list(items)
    chosen.sort(key=lambda item: order.index(item["state"]))
    part = asked_part(chosen)
    return {
        "items": [_with_freshness(item) for item in part.items],
        "total": len(items),
        "tally": {one: tally[one] for one in order if tally[one]},
        "met": sum(tally[one] for one in rule.met),
        "state": state if state in tally else None,
        "page": part.page,
        "last": part.last,
    }


def _with_freshness(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a clause that says whether some of its votes were carried over; one that was rated stays as it is."""
    return {**item, "is_mixed": is_mixed(item)} if "overall" in item else item


def in_the_readers_language(
    consultation_id: str, draft_id: str, items: Sequence[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """Return the clauses with their words as the page of the text shows them; what was counted stays as it was frozen."""
    draft = drafting.draft_by_id(consultation_id, draft_id)
    words = {each.uid: each for each in drafting.clauses_of(draft, lang=page_language())}
    return [
        {**item, "text": each.text, "heading": each.heading, "lang": each.lang}
        if (each := words.get(item.get("uid", "")))
        else item
        for item in items
    ]


def _with_numbers_of_today(
    consultation_id: str, draft_id: str, items: Sequence[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """Return the clauses, each with the number that it has in the newest draft, where that is another one now."""
    newest = drafting.latest_draft(consultation_id, published=True)
    if newest is None or newest.id == draft_id:
        return list(items)
    numbers = {each.uid: each.number for each in drafting.clauses_of(newest, lang=newest.language)}
    return [
        {**item, "now": now, "now_draft": newest.number}
        if (now := numbers.get(item.get("uid", ""))) and now != item["number"]
        else item
        for item in items
    ]


def _threshold(contract: Contract) -> float | None:
    """Return which share of agreement the round asks of every category: the mark in the drawings, if it asks one."""
    rule = contract.content["rule"]
    chosen = service.rule_parameters(rule["id"], rule["parameters"])
    asked = chosen.get("share_threshold", chosen.get("threshold"))
    return None if asked is None else float(Fraction(asked))
