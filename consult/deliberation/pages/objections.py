"""Objections as everyone reads them, and the steps on them of those who may take one."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, g, request, url_for
from flask_babel import gettext

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.deliberation.forms import CoSignForm, StepForm, read_number
from consult.deliberation.pages.blueprint import pages
from consult.deliberation.rules.objections import LONGEST_ANSWER, ObjectionState, Step, steps_open_to
from consult.deliberation.service import objections
from consult.deliberation.service.objections import ObjectionView
from consult.drafting import service as drafting
from consult.drafting.service import ClauseView
from consult.kernel.errors import Forbidden, NotFound, Refused
from consult.kernel.idempotency import KeyReused
from consult.kernel.ids import new_id
from consult.kernel.transaction import transaction
from consult.ledger.rules.receipt import show_code
from consult.localisation.pages import page_language
from consult.participation import service as participation
from consult.participation.service import SeatView
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundState
from consult.rounds.service import RoundView
from consult.web import errors, guards, render
from consult.web.paging import asked_part
from consult.web.visitor import person_id
from consult.web.words import word

PAGE_SIZE = 50
VIEWS = ("waiting", "sustained", "standing", "settled", "all")
"""Which objections a page shows, as the address names them."""

may_dispose, may_declare, may_comment = may(Act.DISPOSE), may(Act.DECLARE), may(Act.COMMENT)


def may_act(person: str | None, address: Mapping[str, Any], /) -> bool:
    """Whether the person may take some step on objections: as a seat, as one who answers, or as one who decides."""
    return any(each(person, address) for each in (may_comment, may_dispose, may_declare))


@pages.get("/c/<slug>/objections")
@guards.requires(may(Act.READ))
def objections_list(slug: str) -> Response:
    """Show the objections of a consultation; those who answer first see what waits, what is due first coming first."""
    consultation = consultations.get_consultation(slug)
    every = objections.objections_in(consultation.id, **_reader(consultation))
    shown = {view: [one for one in every if _is_in(view, one)] for view in VIEWS}
    g.never_stored = answers = may_dispose(person_id(), {"slug": slug})
    usual = "waiting" if answers and shown["waiting"] else "all"
    view = request.args.get("view", usual)
    view = view if view in VIEWS else usual
    found = sorted(shown[view], key=_due) if view == "waiting" else shown[view]
    part = asked_part(found, PAGE_SIZE)
    return render.page(
        "deliberation/objections.html",
        view=view,
        counts={each: len(ones) for each, ones in shown.items()},
        found=_with_clauses(consultation, part.items),
        page=part.page,
        last=part.last,
        answers=answers,
    )


@pages.get("/c/<slug>/objections/<int:number>")
@guards.requires(may(Act.READ))
def objection(slug: str, number: int) -> Response:
    """Show an objection with what has become of it, and the steps that the reader may take."""
    consultation = consultations.get_consultation(slug)
    return _page(consultation, number)


@pages.post("/c/<slug>/objections/<int:number>/cosign")
@guards.requires(may(Act.COMMENT))
def co_sign(slug: str, number: int) -> Response:
    """Sign an objection of another seat."""
    consultation, form = consultations.get_consultation(slug), CoSignForm(request.form)
    if not form.validate():
        return _page(consultation, number, signing=form, status=422)
    try:
        with transaction():
            told = objections.co_sign(
                consultation_id=consultation.id, number=number, person_id=person_id() or "", key=form.key.data or ""
            )
    except (NotFound, participation.NoSeat, objections.ObjectorNeeded):
        raise
    except Refused as refused:
        if isinstance(refused, KeyReused):
            form.key.data = new_id()
        return _page(consultation, number, signing=form, status=errors.show_in_form(form, refused))
    render.notice(
        gettext(
            "Your seat signs objection %(number)s too. The receipt is %(receipt)s.",
            number=number,
            receipt=show_code(told.receipt),
        ),
        (url_for("ledger.check", log_id=consultation.id, code=told.receipt), gettext("Check a receipt")),
    )
    return render.done(url_for(".objection", slug=slug, number=number))


@pages.post("/c/<slug>/objections/<int:number>/<any(acknowledge, answer, sustain, resolve, withdraw, overrule):step>")
@guards.requires(may_act)
def take_step(slug: str, number: int, step: str) -> Response:
    """Take a step on an objection."""
    consultation, form = consultations.get_consultation(slug), StepForm(request.form, prefix=step)
    try:
        with transaction():
            objections.take_step(
                consultation_id=consultation.id,
                number=number,
                step=Step(step),
                person_id=person_id() or "",
                seen=form.seen.data or "",
                words=form.words.data or "",
                draft_number=read_number(form.draft.data),
            )
    except (NotFound, Forbidden, objections.ObjectorNeeded):
        raise
    except Refused as refused:
        return _page(consultation, number, taken={Step(step): form}, status=_show_refusal(form, refused, Step(step)))
    done = word(f"objected_{step}")
    render.notice(gettext("Objection %(number)s: %(state)s.", number=number, state=done))
    return render.done(url_for(".objection", slug=slug, number=number))


def _reader(consultation: ConsultationView) -> dict[str, Any]:
    """Return what of objections that are not public the reader may read."""
    someone, address = person_id(), {"slug": consultation.slug}
    seat = _seat_in(consultation)
    reads_all = may_dispose(someone, address) or may_declare(someone, address)
    return {"own_seat": seat.id if seat else None, "reads_all": reads_all}


def _seat_in(consultation: ConsultationView) -> SeatView | None:
    someone = person_id()
    return participation.seat_of(consultation_id=consultation.id, person_id=someone) if someone else None


def _is_in(view: str, one: ObjectionView) -> bool:
    shown = {
        "waiting": one.is_unanswered,
        "sustained": one.state is ObjectionState.SUSTAINED,
        "standing": one.is_standing,
        "settled": not one.is_standing,
    }
    return shown.get(view, True)


def _due(one: ObjectionView) -> tuple[str, int]:
    return one.clock.due.isoformat() if one.clock else "", one.number


def _with_clauses(
    consultation: ConsultationView, found: Sequence[ObjectionView]
) -> list[tuple[ObjectionView, ClauseView]]:
    """Return objections, each with the clause that it is about."""
    drafts = [drafting.draft_by_id(consultation.id, each) for each in {one.draft_id for one in found}]
    clauses = {
        (draft.id, clause.uid): clause
        for draft in drafts
        for clause in drafting.clauses_of(draft, lang=page_language())
    }
    return [(one, clauses[one.draft_id, one.clause_uid]) for one in found]


def _page(
    consultation: ConsultationView,
    number: int,
    *,
    taken: Mapping[Step, StepForm] | None = None,
    signing: CoSignForm | None = None,
    status: int = 200,
) -> Response:
    """Show an objection; `taken` and `signing` are forms that were refused, and keep what was typed."""
    g.never_stored = person_id() is not None
    reader, seat = _reader(consultation), _seat_in(consultation)
    view = objections.objection_numbered(consultation.id, number, **reader)
    one = rounds.get_round(consultation.id, view.round_id)
    parties = objections.parties_of(consultation.id, seat_id=view.seat_id, person_id=person_id())
    offered = () if one.published_at or one.state is RoundState.CANCELLED else steps_open_to(view.state, parties)
    fresh = {step: StepForm(prefix=step, data={"seen": view.state}) for step in offered}
    refused = {step: _renewed(form, view) for step, form in (taken or {}).items()}
    return render.page(
        "deliberation/objection.html",
        status=status,
        objection=view,
        clause=_with_clauses(consultation, [view])[0][1],
        one=one,
        forms={**fresh, **refused},
        seat=seat,
        is_signable=_is_signable(view, one, seat),
        signs=seat is not None and participation.signs_for(seat, person_id() or ""),
        signing=signing or CoSignForm(data={"key": new_id()}),
        has_signed=seat is not None and objections.has_signed(consultation.id, view.id, seat.id),
        longest=LONGEST_ANSWER,
    )


def _show_refusal(form: StepForm, refused: Refused, step: Step) -> int:
    """Put the refusal into the form, a missing draft beside missing words, and return the status to answer with."""
    status = errors.show_in_form(form, refused)
    is_without_words = isinstance(refused, objections.ObjectionWordsNeeded)
    if is_without_words and step is Step.RESOLVE and read_number(form.draft.data) is None:
        errors.show_in_form(form, objections.ResolvingDraftNeeded(field="draft"))
    return status


def _renewed(form: StepForm, view: ObjectionView) -> StepForm:
    """Return a form that was refused, to be sent again by someone who reads the objection as it stands now."""
    form.seen.data = view.state
    return form


def _is_signable(view: ObjectionView, one: RoundView, seat: SeatView | None) -> bool:
    """Whether other seats can sign an objection now; the one that raised it is not told of it."""
    is_own = seat is not None and seat.id == view.seat_id
    is_read = view.is_public and not view.is_hidden
    return not is_own and is_read and view.is_standing and one.state is RoundState.OPEN
