"""The negotiation of a clause: everyone reads where it stands, and those who edit the text move it on."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, request, url_for
from flask_babel import gettext
from wtforms import Form

from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.drafting import service
from consult.drafting.forms.negotiating import (
    AgreeForm,
    AlternativeForm,
    CloseForm,
    ReopenForm,
    agree_form,
    read_seen,
)
from consult.drafting.pages.blueprint import pages
from consult.drafting.rules import HEADINGS, NegotiationState
from consult.drafting.rules.negotiation import may_be_bracketed, may_move
from consult.drafting.service import ClauseView, DraftView, Negotiation
from consult.kernel.errors import Refused
from consult.kernel.transaction import transaction
from consult.web import errors, guards, render
from consult.web.visitor import person_id

may_edit = may(Act.EDIT)
HERE = "/c/<slug>/d/<int:draft>/<number>/negotiation"


@dataclass(frozen=True, slots=True)
class Place:
    """A clause that is negotiated, in the language in which its draft is written."""

    draft: DraftView
    clause: ClauseView
    found: Negotiation


@pages.get("/c/<slug>/d/<int:draft>/negotiation")
@guards.requires(may_edit)
@guards.never_stored
def negotiations(slug: str, draft: int) -> Response:
    """Show where the negotiation of every clause of a draft stands, each with the way to move it on."""
    found = service.draft_by_number(consultations.get_consultation(slug).id, draft)
    every = [one for one in service.negotiation_of(found).values() if one.kind not in HEADINGS]
    clauses = {one.uid: one for one in service.clauses_of(found, lang=found.language)}
    return render.page("drafting/negotiations.html", draft=found, every=every, clauses=clauses)


@pages.get(HERE)
@guards.requires(may_edit)
@guards.never_stored
def negotiation(slug: str, draft: int, number: str) -> Response:
    """Show where the negotiation of a clause stands, with the forms that move it on."""
    return _page(_place(slug, draft, number))


@pages.post(f"{HERE}/alternative")
@guards.requires(may_edit)
def add_alternative(slug: str, draft: int, number: str) -> Response:
    """Put other words in brackets beside those that stand there."""
    place, form = _place(slug, draft, number), AlternativeForm(request.form)
    return _done(
        place,
        form,
        lambda: service.add_alternative(
            clause=place.clause,
            consultation_id=place.draft.consultation_id,
            passage=form.passage.data or "",
            wording=form.wording.data or "",
            proposers=(form.proposers.data or "").splitlines(),
            by_person=person_id() or "",
        ),
        gettext("The alternative stands in brackets beside clause %(number)s.", number=number),
    )


@pages.post(f"{HERE}/alternative/<uuid:bracket_id>/withdraw")
@guards.requires(may_edit)
def withdraw_alternative(slug: str, draft: int, number: str, bracket_id: object) -> Response:
    """Take an alternative out of the brackets because its proposers withdrew it."""
    place = _place(slug, draft, number)
    return _done(
        place,
        CloseForm(request.form),
        lambda: service.withdraw_alternative(
            clause=place.clause,
            consultation_id=place.draft.consultation_id,
            bracket_id=str(bracket_id),
            by_person=person_id() or "",
        ),
        gettext("The alternative is withdrawn."),
    )


@pages.post(f"{HERE}/agree")
@guards.requires(may_edit)
def agree(slug: str, draft: int, number: str) -> Response:
    """Note that a clause is agreed ad referendum, as it stands or on an alternative."""
    place, form = _place(slug, draft, number), AgreeForm(request.form)
    told = gettext("Clause %(number)s is agreed ad referendum.", number=number)
    return _move(place, form, NegotiationState.AGREED_AD_REF, told, bracket_id=form.on.data or None)


@pages.post(f"{HERE}/close")
@guards.requires(may_edit)
def close(slug: str, draft: int, number: str) -> Response:
    """Note that the negotiation of a clause is over."""
    place, form = _place(slug, draft, number), CloseForm(request.form)
    return _move(
        place, form, NegotiationState.CLOSED, gettext("The negotiation of clause %(number)s is closed.", number=number)
    )


@pages.post(f"{HERE}/reopen")
@guards.requires(may_edit)
def reopen(slug: str, draft: int, number: str) -> Response:
    """Take up a clause again that was agreed or closed, for a reason."""
    place, form = _place(slug, draft, number), ReopenForm(request.form)
    told = gettext("Clause %(number)s is open again.", number=number)
    return _move(place, form, NegotiationState.OPEN, told, reason=form.reason.data or "")


def _place(slug: str, number: int, clause: str) -> Place:
    draft = service.draft_by_number(consultations.get_consultation(slug).id, number)
    view = service.clause_by_number(draft, clause, lang=draft.language)
    return Place(draft, view, service.negotiation_of_clause(draft, view.uid))


def _move(
    place: Place,
    form: AgreeForm | CloseForm | ReopenForm,
    target: NegotiationState,
    told: str,
    *,
    reason: str = "",
    bracket_id: str | None = None,
) -> Response:
    return _done(
        place,
        form,
        lambda: service.move_negotiation(
            clause=place.clause,
            consultation_id=place.draft.consultation_id,
            target=target,
            reason=reason,
            seen=read_seen(form),
            by_person=person_id() or "",
            bracket_id=bracket_id,
        ),
        told,
    )


def _done(place: Place, form: Form, act: Callable[[], Negotiation], told: str) -> Response:
    """Do what was asked for, and lead back to the clause; a refusal shows the page as it stands with what was typed."""
    try:
        with transaction():
            act()
    except Refused as refused:
        status = errors.show_in_form(form, refused)
        slug = (request.view_args or {})["slug"]
        return _page(_place(slug, place.draft.number, place.clause.number), form, status)
    render.notice(told)
    return render.done(
        url_for(
            ".negotiation",
            slug=(request.view_args or {})["slug"],
            draft=place.draft.number,
            number=place.clause.number,
        )
    )


def _page(place: Place, form: Form | None = None, status: int = 200) -> Response:
    seen, state = {"seen": place.found.version}, place.found.state
    given = {type(form): form}
    return render.page(
        "drafting/negotiation.html",
        status=status,
        draft=place.draft,
        clause=place.clause,
        found=place.found,
        refused=form,
        alternative=given.get(AlternativeForm, AlternativeForm()),
        agreeing=agree_form(place.found, form if isinstance(form, AgreeForm) else None),
        closing=CloseForm(data=seen),
        reopening=given.get(ReopenForm, ReopenForm(data=seen)),
        may_bracket=may_be_bracketed(state),
        may_agree=may_move(state, NegotiationState.AGREED_AD_REF),
        may_close=may_move(state, NegotiationState.CLOSED),
        may_reopen=state not in {NegotiationState.OPEN, NegotiationState.BRACKETED},
    )
