"""What people answered to the statements of a round: in words first, then statement by statement in the order asked for."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, request

from consult.consensus import service
from consult.consensus.pages.statements import (
    Analysis,
    analysis_of,
    asked_in,
    grouped,
    has_approved,
    is_rejected,
    of_those_asked,
)
from consult.consensus.rules.drawing import styles_of
from consult.consensus.rules.gaps import shown as shown_gaps
from consult.consensus.rules.lists import Item, seated_in
from consult.consensus.rules.opinion_views import items_by_category, shared_by_all
from consult.consensus.rules.orders import answers_to, in_order
from consult.rounds.rules.contract import Contract
from consult.rounds.service import RoundView
from consult.web import render
from consult.web.paging import asked_part

ORDERS = ("agreement", "division", "answers", "number")
Row = Mapping[str, Any]


def statement_results_page(
    one: RoundView, contract: Contract, result: Mapping[str, Any], others: Sequence[Mapping[str, Any]]
) -> Response:
    """Return the page of the result of a round of statements."""
    asked = asked_in(one, result)
    analysis = of_those_asked(analysis_of(one), asked)
    statements = [each for each in result["statements"] if str(each["id"]) in asked]
    put = [each for each in statements if not is_rejected(each)]
    told = put or statements
    heard, names = [answers_to(each) for each in told], {str(each["id"]) for each in told}
    categories, groups = items_by_category(statements, seated=seated_in(result)), grouped(analysis)
    rule = service.rule_of(contract)
    return render.page(
        "consensus/statements.html",
        one=one,
        result=result,
        others=others,
        asked=asked,
        analysis=analysis,
        styles=styles_of(_labels(analysis, statements)),
        group_rows=_group_rows(analysis, statements),
        shared={
            "groups": len(shared_by_all(groups)) if groups else None,
            "categories": len(shared_by_all([each for each in categories if each.id in names])),
        },
        answers=sum(max(0, count) for count in heard),
        shown=sum(count >= 0 for count in heard),
        left_out=sum(count < 0 for count in heard),
        total=len(heard),
        rejected=len(statements) - len(put),
        people=_people(result),
        has_approved=has_approved(result),
        met=sum(each.get("state") in rule.met for each in told),
        gaps=shown_gaps(result["gaps"]) if "gaps" in result else None,
        is_called=service.has_roll_call(one),
        **_chosen(
            statements,
            told,
            {each.id: each for each in (*categories, *groups)},
            [str(each) for each in rule.verdicts],
        ),
    )


def _chosen(
    statements: Sequence[Row], told: Sequence[Row], items: Mapping[str, Item], verdicts: Sequence[str]
) -> dict[str, Any]:
    """Return one page of the statements in the state and order asked for, and how many of those told are in each state."""
    tally = Counter(each["state"] for each in told if "state" in each)
    orders = ("state", *ORDERS) if tally else ORDERS
    order = request.args.get("order", "")
    order = order if order in orders else orders[0]
    state = request.args.get("state")
    chosen = [each for each in told if each["state"] == state] if state in tally else list(statements)
    if order == "state":
        chosen.sort(key=lambda each: verdicts.index(each["state"]))
    chosen = sorted(in_order(chosen, order, items), key=is_rejected)
    part = asked_part(chosen)
    return {
        "items": part.items,
        "tally": {each: tally[each] for each in verdicts if tally[each]},
        "state": state if state in tally else None,
        "orders": orders,
        "order": order,
        "page": part.page,
        "last": part.last,
    }


def _people(result: Mapping[str, Any]) -> int | None:
    """Return how many people or organisations answered at all; None where that is left out of a category."""
    voted = [row["voted"] for row in result["participation"].values()]
    return None if None in voted else sum(voted)


def _labels(analysis: Analysis | None, statements: Sequence[Row]) -> set[str]:
    if analysis:
        return {group["group"] for group in analysis["groups"]}
    return {row["group"] for each in statements for row in each.get("groups", ())}


def _group_rows(analysis: Analysis | None, statements: Sequence[Row]) -> dict[str, Sequence[Row]]:
    """Return the answers of each group by statement, as analysed, else as the source has them; none without clear groups."""
    if analysis is None:
        return {str(each["id"]): each.get("groups", ()) for each in statements}
    if analysis["finding"] != "clear_groups":
        return {}
    return {each["statement"]: each["groups"] for each in analysis["items"]}
