"""Declared outcomes: a round's clauses with what was computed and declared, and the forms that declare."""

from flask import Response, g, request, url_for
from flask_babel import gettext

from consult.consensus import service as consensus
from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.deliberation.service import objections
from consult.front import service
from consult.front.pages.blueprint import pages
from consult.front.service import Rulings
from consult.kernel.errors import Refused
from consult.kernel.transaction import transaction
from consult.rounds import service as rounds
from consult.rounds.forms import OutcomeForm, TogetherForm, read_seen
from consult.rounds.service import RoundView
from consult.web import errors, guards, render
from consult.web.visitor import person_id
from consult.web.words import word

may_declare = may(Act.DECLARE)


@pages.get("/c/<slug>/rounds/<int:number>/outcomes")
@guards.requires(may(Act.READ))
def outcomes(slug: str, number: int) -> Response:
    """Show what was computed and what was declared on each clause of a round; to those who decide also the way to declare."""
    one = _round(slug, number)
    g.never_stored = decides = may_declare(person_id(), {"slug": slug})
    rulings = _revealed(one)
    return render.page(
        "front/outcomes.html",
        one=one,
        rulings=rulings,
        decides=decides,
        sustained=objections.count_sustained(consultation_id=one.consultation_id) if decides else 0,
        is_in_office=decides and rounds.may_declare(one.consultation_id, person_id()),
    )


@pages.get("/c/<slug>/rounds/<int:number>/outcomes/<uuid:item_id>")
@guards.requires(may_declare)
@guards.never_stored
def outcome(slug: str, number: int, item_id: object) -> Response:
    """Show a clause with what was computed, every version of what was declared, and the form that declares."""
    return _outcome_page(_round(slug, number), str(item_id))


@pages.post("/c/<slug>/rounds/<int:number>/outcomes/<uuid:item_id>")
@guards.requires(may_declare)
def declare(slug: str, number: int, item_id: object) -> Response:
    """Declare what becomes of a clause."""
    one, form = _round(slug, number), OutcomeForm(request.form)
    try:
        with transaction():
            ruling, declared = service.declare(
                one=one,
                item_id=str(item_id),
                outcome=form.outcome.data or "",
                reason=form.reason.data or "",
                person_id=person_id() or "",
                seen=read_seen(form),
            )
    except (consensus.ResultsHidden, rounds.NotInOffice):
        raise
    except Refused as refused:
        return _outcome_page(one, str(item_id), form, errors.show_in_form(form, refused))
    render.notice(
        gettext(
            "“%(outcome)s” is declared on clause %(number)s, and everyone can read it.",
            outcome=word(f"outcome_{declared.outcome}"),
            number=ruling.clause["number"],
        )
    )
    return render.done(url_for(".outcomes", slug=slug, number=number))


@pages.get("/c/<slug>/rounds/<int:number>/outcomes/together")
@guards.requires(may_declare)
@guards.never_stored
def together(slug: str, number: int) -> Response:
    """Show the clauses that meet the criteria and have no declared outcome, with the button that declares them adopted."""
    return _together_page(_round(slug, number), TogetherForm())


@pages.post("/c/<slug>/rounds/<int:number>/outcomes/together")
@guards.requires(may_declare)
def declare_together(slug: str, number: int) -> Response:
    """Declare adopted the clauses that were listed, if they are still the ones."""
    one, form = _round(slug, number), TogetherForm(request.form)
    items = request.form.getlist("item")
    try:
        with transaction():
            declared = service.declare_adopted(one=one, items=items, person_id=person_id() or "")
    except (consensus.ResultsHidden, rounds.NotInOffice):
        raise
    except Refused as refused:
        return _together_page(one, form, errors.show_in_form(form, refused))
    render.notice(gettext("Clauses declared adopted: %(count)s.", count=len(declared)))
    return render.done(url_for(".outcomes", slug=slug, number=number))


def _round(slug: str, number: int) -> RoundView:
    return rounds.round_by_number(consultations.get_consultation(slug).id, number)


def _revealed(one: RoundView) -> Rulings | None:
    """Return the rulings of a round, or None before the reveal; refuse a round without clauses."""
    try:
        return service.rulings_of(one)
    except consensus.ResultsHidden:
        return None


def _outcome_page(one: RoundView, item_id: str, form: OutcomeForm | None = None, status: int = 200) -> Response:
    rulings = _revealed(one)
    ruling = rulings.of(item_id) if rulings else None
    history = rounds.outcome_history(one.consultation_id, one.id, item_id) if ruling else []
    shown = form or OutcomeForm(data={"outcome": str(history[-1].outcome)} if history else {})
    return render.page(
        "front/outcome.html",
        status=status,
        one=one,
        ruling=ruling,
        history=history,
        form=shown,
        is_declarable=rulings is not None and rulings.is_declarable,
        is_in_office=rounds.may_declare(one.consultation_id, person_id()),
    )


def _together_page(one: RoundView, form: TogetherForm, status: int = 200) -> Response:
    rulings = _revealed(one)
    return render.page(
        "front/outcomes_together.html",
        status=status,
        one=one,
        form=form,
        listed_now=rulings.adoptable if rulings else (),
        is_declarable=rulings is not None and rulings.is_declarable,
        is_in_office=rounds.may_declare(one.consultation_id, person_id()),
    )
