"""One country, one voice: each clause by category and by country side by side, within groups, and why the two differ."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, request

from consult.consensus import service
from consult.consensus.pages.blueprint import pages
from consult.consensus.pages.roll_call import territory_names
from consult.consensus.rules.country_groups import GROUPED
from consult.consensus.rules.two_views import by_number_of_states, why_views_differ
from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.drafting import service as drafting
from consult.kernel.errors import NotFound
from consult.localisation.pages import page_language
from consult.participation.rules.facts import LISTS
from consult.rounds import service as rounds
from consult.web import guards, render

Clause = Mapping[str, Any]


@pages.get("/c/<slug>/rounds/<int:number>/countries")
@guards.requires(may(Act.READ))
def countries(slug: str, number: int) -> Response:
    """Show one clause of a round by category and by country, and why the two differ, or why that is not shown yet."""
    consultation = consultations.get_consultation(slug)
    one = rounds.round_by_number(consultation.id, number)
    try:
        result = service.result_of(one)
    except service.ResultsHidden:
        return render.page("consensus/countries.html", one=one, result=None)
    clause = _asked_for(result["clauses"])
    if clause is None:
        return render.page("consensus/countries.html", one=one, result=result, clause=None)
    rule = rounds.contract_of_round(consultation.id, one.id).content["rule"]
    agree = service.reservations_agree(rule["id"], rule["parameters"])
    return render.page(
        "consensus/countries.html",
        one=one,
        result=result,
        clause=clause,
        words=_in_the_readers_language(one, clause),
        reasons={each.code: each.figures for each in why_views_differ(clause, reservations_agree=agree)},
        is_comparable=bool(clause["countries"]["share"]) and any(row["share"] for row in clause["categories"]),
        what_if=by_number_of_states(clause, reservations_agree=agree),
        groups={view: [(row["group"], row) for row in clause[view]] for view in GROUPED if clause.get(view)},
        lists=[(name, clause[name]) for name in LISTS if name in clause],
        positions=_positions(clause, territory_names(consultation)),
        is_called=service.has_roll_call(one),
    )


def _asked_for(clauses: Sequence[Clause]) -> Clause | None:
    """Return the clause whose number the address gives, else the first; refuse `not-found` for a number of none."""
    number = request.args.get("clause")
    if number is None:
        return next(iter(clauses), None)
    found = next((one for one in clauses if one["number"] == number), None)
    if found is None:
        raise NotFound
    return found


def _positions(clause: Clause, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return each country's name and position, in the order of the names; codes that are in no list come last."""
    said = {each["country"]: each["position"] for each in clause["countries"]["list"]}
    return [(names.get(code, code), said[code]) for code in [*names, *sorted(set(said) - set(names))] if code in said]


def _in_the_readers_language(one: rounds.RoundView, clause: Clause) -> Mapping[str, str]:
    """Return the words of the clause as the page of the text shows them."""
    draft = drafting.draft_by_id(one.consultation_id, one.draft_id or "")
    found = drafting.clause_by_uid(draft, clause["uid"], lang=page_language())
    return {"text": found.text or found.heading, "lang": found.lang}
