"""The result of one statement: what was asked, what all and each part of the people answered, and how sure that is."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response

from consult.consensus import service
from consult.consensus.pages.statements import Asked, analysis_of, asked_in
from consult.consensus.rules.drawing import styles_of
from consult.consensus.rules.margins import wilson_lower
from consult.kernel.errors import NotFound
from consult.rounds import service as rounds
from consult.rounds.service import RoundView
from consult.web import render


def statement_page(one: RoundView, number: str) -> Response:
    """Return the page of the result of one statement by its number, or why it is not shown yet; refuse `not-found`."""
    try:
        result = service.result_of(one)
    except service.ResultsHidden:
        return render.page("consensus/statement.html", one=one, result=None, number=number)
    asked = asked_in(one, result)
    name, about = named(asked, number)
    statement = found_in(result, name)
    analysis = analysis_of(one)
    item = item_of(analysis, name)
    contract = rounds.contract_of_round(one.consultation_id, one.id)
    return render.page(
        "consensus/statement.html",
        one=one,
        result=result,
        number=number,
        about=about,
        statement=statement,
        least=None if statement["agree"] is None else _least(statement),
        weakest=_weakest(statement),
        analysis=analysis,
        item=item,
        groups=groups_of_statement(item, statement),
        styles=styles_of(row["group"] for row in groups_of_statement(item, statement)),
        terms=contract.content,
        beside=beside([str(each.number) for each in asked.values()], number),
        is_called=service.has_roll_call(one),
    )


def named(asked: Mapping[str, Asked], number: str) -> tuple[str, Asked]:
    """Return the statement that has a number in its round, with the id that results know it by; refuse `not-found`."""
    found = next((pair for pair in asked.items() if str(pair[1].number) == number), None)
    if found is None:
        raise NotFound
    return found


def found_in(result: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return what is published of a statement in a frozen result; refuse `not-found`."""
    found: Mapping[str, Any] | None = next((each for each in result["statements"] if str(each["id"]) == name), None)
    if found is None:
        raise NotFound
    return found


def item_of(analysis: Mapping[str, Any] | None, name: str) -> Mapping[str, Any] | None:
    """Return what an analysis with clear groups says of a statement; None where moderation rejected it, or nothing does."""
    if analysis is None or analysis["finding"] != "clear_groups":
        return None
    return next((each for each in analysis["items"] if each["statement"] == name), None)


def groups_of_statement(item: Mapping[str, Any] | None, statement: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Return the answers of the opinion groups: as analysed, else as the source of an imported conversation has them."""
    rows: Sequence[Mapping[str, Any]] = item["groups"] if item else statement.get("groups", ())
    return rows


def beside(numbers: Sequence[str], number: str) -> tuple[str | None, str | None]:
    """Return the numbers of what stands before and after one in its round, None at the ends."""
    place = numbers.index(number)
    return (numbers[place - 1] if place else None, numbers[place + 1] if place + 1 < len(numbers) else None)


def _least(statement: Mapping[str, Any]) -> float | None:
    return wilson_lower(statement["agree"], statement["agree"] + statement["disagree"])


def _weakest(statement: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the category that agrees least of those whose figures are shown."""
    rows = [row for row in statement.get("categories", ()) if row["share"]]
    return min(rows, key=lambda row: (row["share"]["value"], row["lower_bound"], row["category"]), default=None)
