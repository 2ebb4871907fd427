"""Why this is the result: the rows that were counted, as they are published, down to the names of those who answer publicly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response

from consult.consensus import service
from consult.consensus.pages.blueprint import pages
from consult.consensus.pages.roll_call import PAGE_SIZE, territory_names
from consult.consensus.pages.statement import found_in, groups_of_statement, item_of, named
from consult.consensus.pages.statements import analysis_of, asked_in
from consult.consensus.rules.counts import ANSWERS, POSITIONS
from consult.consensus.rules.drawing import styles_of
from consult.consensus.rules.freshness import is_mixed
from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.kernel.errors import NotFound
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from consult.voting import service as voting
from consult.web import guards, render


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A clause or statement with the rows that its result is made of, all as they were frozen.

    `whole` is the row of all seats, None where it is left out.
    """

    id: str
    result: Mapping[str, Any]
    words: Sequence[str]
    categories: Sequence[Mapping[str, Any]]
    whole: Mapping[str, Any] | None
    groups: Sequence[Mapping[str, Any]] = ()


@pages.get("/c/<slug>/rounds/<int:number>/results/<clause>/rows")
@guards.requires(may(Act.READ))
def rows(slug: str, number: int, clause: str) -> Response:
    """Show the rows behind the result of one clause or statement, and what was not counted, or why that is not shown yet."""
    consultation = consultations.get_consultation(slug)
    one = rounds.round_by_number(consultation.id, number)
    if one.kind not in {RoundKind.BALLOT, RoundKind.STATEMENTS}:
        raise NotFound
    try:
        result = service.result_of(one)
    except service.ResultsHidden:
        return render.page("consensus/rows.html", one=one, result=None, number=clause)
    found = _of_statement(one, result, clause) if one.kind is RoundKind.STATEMENTS else _of_clause(result, clause)
    called = service.roll_call_of(one, found.id) if service.has_roll_call(one) else None
    return render.page(
        "consensus/rows.html",
        one=one,
        result=result,
        number=clause,
        found=found,
        clause=found.result,
        styles=styles_of(row["group"] for row in found.groups),
        has_freshness=one.kind is RoundKind.BALLOT and is_mixed(found.result),
        item={"number": clause},
        called=called,
        lines=called.lines[:PAGE_SIZE] if called else (),
        page=1,
        last=-(-len(called.lines) // PAGE_SIZE) if called else 1,
        is_mixed=voting.carry_of(consultation.id, one.id) is not None,
        territories=territory_names(consultation),
    )


def _of_clause(result: Mapping[str, Any], number: str) -> Counted:
    """Return a clause with its rows; refuse `not-found` for a number of none."""
    clause = next((each for each in result["clauses"] if each["number"] == number), None)
    if clause is None:
        raise NotFound
    return Counted(
        id=clause["uid"],
        result=clause,
        words=POSITIONS,
        categories=clause["categories"],
        whole=clause["overall"] if clause["overall"]["n"] is not None else None,
    )


def _of_statement(one: RoundView, result: Mapping[str, Any], number: str) -> Counted:
    """Return a statement with its rows; refuse `not-found` for a number of none."""
    name, _ = named(asked_in(one, result), number)
    statement = found_in(result, name)
    whole = None if statement["agree"] is None else {**statement, "n": sum(statement[word] for word in ANSWERS)}
    return Counted(
        id=_item_id(one, number),
        result=statement,
        words=ANSWERS,
        categories=statement.get("categories", ()),
        whole=whole,
        groups=groups_of_statement(item_of(analysis_of(one), name), statement),
    )


def _item_id(one: RoundView, number: str) -> str:
    """Return the id by which ballots know a statement; none where moderation rejected it, as it has no roll call then."""
    return next((item.id for item in voting.items_of(one, lang="") if item.number == number), "")
