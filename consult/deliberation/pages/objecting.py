"""Raising an objection to a clause, which is an act of its own beside the vote."""

from flask import Response, request, url_for
from flask_babel import gettext

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.deliberation.forms import ObjectionForm
from consult.deliberation.pages.blueprint import pages
from consult.deliberation.pages.commenting import round_on, usual_attribution
from consult.deliberation.rules.objections import LONGEST_OBJECTION, LONGEST_PROPOSAL, Proposal
from consult.deliberation.rules.words import Attribution
from consult.deliberation.service import objections
from consult.drafting import service as drafting
from consult.drafting.service import ClauseView
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused
from consult.kernel.idempotency import KeyReused
from consult.kernel.ids import new_id
from consult.kernel.transaction import transaction
from consult.ledger.rules.receipt import show_code
from consult.localisation.pages import page_language
from consult.participation import service as participation
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundState
from consult.web import errors, guards, render
from consult.web.visitor import person_id


@pages.get("/c/<slug>/d/<int:draft>/<number>/object")
@guards.requires(may(Act.COMMENT))
@guards.never_stored
def objecting(slug: str, draft: int, number: str) -> Response:
    """Show the form for an objection to a clause, with the clause's words to change."""
    consultation = consultations.get_consultation(slug)
    clause = _source_of(consultation, draft, number)
    one = rounds.get_round(consultation.id, round_on(consultation.id, clause.draft_id))
    if one.opened_at is None:
        raise rounds.RoundNotOpen
    if one.state not in rounds.UNPUBLISHED:
        raise objections.ObjectionsOver
    form = ObjectionForm(
        data={
            "key": new_id(),
            "proposal": Proposal.CHANGE,
            "proposed": clause.text,
            "attribution": usual_attribution(consultation.id) or Attribution.CATEGORY_ONLY,
        }
    )
    return _page(consultation, clause, form)


@pages.post("/c/<slug>/d/<int:draft>/<number>/object")
@guards.requires(may(Act.COMMENT))
def raise_objection(slug: str, draft: int, number: str) -> Response:
    """Raise an objection to a clause."""
    consultation = consultations.get_consultation(slug)
    clause, form = _source_of(consultation, draft, number), ObjectionForm(request.form)
    said = {name: form[name].data or "" for name in ("reason", "proposal", "proposed", "harm")}
    is_whole = form.validate()
    faults = objections.faults_in(clause, **said)
    for fault in faults:
        errors.show_in_form(form, fault)
    if faults or not is_whole:
        return _page(consultation, clause, form, 422)
    try:
        with transaction():
            told = objections.raise_objection(
                consultation_id=consultation.id,
                round_id=round_on(consultation.id, clause.draft_id),
                person_id=person_id() or "",
                clause=clause,
                **said,
                lang=page_language(),
                is_named=form.attribution.data == Attribution.NAMED,
                key=form.key.data or "",
            )
    except (participation.NoSeat, objections.ObjectorNeeded):
        raise
    except Refused as refused:
        if isinstance(refused, KeyReused):
            form.key.data = new_id()
        return _page(consultation, clause, form, errors.show_in_form(form, refused))
    render.notice(
        gettext(
            "Your objection is raised as number %(number)s. Its receipt is %(receipt)s.",
            number=told.number,
            receipt=show_code(told.receipt),
        ),
        (url_for("ledger.check", log_id=consultation.id, code=told.receipt), gettext("Check a receipt")),
    )
    return render.done(url_for(".objection", slug=slug, number=told.number))


def _source_of(consultation: ConsultationView, draft: int, number: str) -> ClauseView:
    """Return the clause of a published draft in the language in which the draft was written; refuse `not-found`."""
    found = drafting.draft_by_number(consultation.id, draft)
    if found.published_at is None:
        raise NotFound
    return drafting.clause_by_number(found, number, lang=found.language)


def _page(consultation: ConsultationView, clause: ClauseView, form: ObjectionForm, status: int = 200) -> Response:
    """Show the form to someone who signs for their seat, and whether the objection can block; refuse anyone else."""
    seat = objections.signing_seat(consultation.id, person_id() or "")
    one = rounds.get_round(consultation.id, round_on(consultation.id, clause.draft_id))
    contract = rounds.contract_of_round(consultation.id, one.id)
    return render.page(
        "deliberation/object.html",
        status=status,
        form=form,
        clause=clause,
        seat=seat,
        blocking=str(contract.may_block(seat.category)),
        needed=contract.objections["co_signers"],
        is_public=contract.objections["public"],
        is_named=objections.always_named(seat, contract),
        is_late=one.state is not RoundState.OPEN or clock.now(db.session) >= one.closes_at,
        longest=(LONGEST_OBJECTION, LONGEST_PROPOSAL),
    )
