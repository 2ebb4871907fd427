"""Supporting or opposing a suggestion, and saying whether the change would move one's position."""

from flask import Response, request, url_for
from flask_babel import gettext
from wtforms.fields.choices import SelectChoice

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.deliberation import service
from consult.deliberation.forms import NO_MOVE, STANCES, SupportForm
from consult.deliberation.pages.blueprint import pages
from consult.deliberation.pages.own import address_of
from consult.deliberation.rules.words import Stance
from consult.deliberation.service import OwnStance, SuggestionView
from consult.drafting import service as drafting
from consult.kernel.errors import Refused
from consult.kernel.idempotency import KeyReused
from consult.kernel.ids import new_id
from consult.kernel.transaction import transaction
from consult.ledger.rules.receipt import show_code
from consult.localisation.pages import page_language
from consult.participation import service as participation
from consult.rounds import service as rounds
from consult.web import errors, guards, render
from consult.web.visitor import person_id
from consult.web.words import choices


@pages.get("/c/<slug>/suggestions/<uuid:comment_id>/support")
@guards.requires(may(Act.COMMENT))
@guards.never_stored
def support(slug: str, comment_id: object) -> Response:
    """Show a suggestion with what the reader's seat says of it, and the form that changes that."""
    consultation = consultations.get_consultation(slug)
    view = _view(consultation, comment_id)
    said = {"stance": _choice(view.own), "moves_to": (view.own.moves_to if view.own else None) or NO_MOVE}
    form = _form(consultation, view, SupportForm(data={"key": new_id(), **said}))
    return _page(consultation, view, form)


@pages.post("/c/<slug>/suggestions/<uuid:comment_id>/support")
@guards.requires(may(Act.COMMENT))
def post_support(slug: str, comment_id: object) -> Response:
    """Save what the reader's seat says of a suggestion."""
    consultation = consultations.get_consultation(slug)
    view = _view(consultation, comment_id)
    form = _form(consultation, view, SupportForm(request.form))
    if not form.validate():
        return _page(consultation, view, form, 422)
    moves_to = form.moves_to.data
    try:
        with transaction():
            told = service.support_suggestion(
                consultation_id=consultation.id,
                comment_id=view.comment.id,
                person_id=person_id() or "",
                stance=STANCES.get(form.stance.data or "", ""),
                moves_to=moves_to if moves_to and moves_to != NO_MOVE else None,
                key=form.key.data or "",
            )
    except Refused as refused:
        if isinstance(refused, KeyReused):
            form.key.data = new_id()
        return _page(consultation, view, form, errors.show_in_form(form, refused))
    render.notice(
        _sentence(told.stance, view.comment.number, show_code(told.receipt)),
        (url_for("ledger.check", log_id=consultation.id, code=told.receipt), gettext("Check a receipt")),
    )
    return render.done(address_of(consultation, view.comment))


def _sentence(stance: str | None, number: int, receipt: str) -> str:
    given = {"number": number, "receipt": receipt}
    if stance is None:
        told = gettext("Your seat says nothing of suggestion %(number)s any more. The receipt is %(receipt)s.", **given)
    elif stance == Stance.SUPPORT:
        told = gettext("Your seat supports suggestion %(number)s. The receipt is %(receipt)s.", **given)
    else:
        told = gettext("Your seat opposes suggestion %(number)s. The receipt is %(receipt)s.", **given)
    return str(told)


def _choice(own: OwnStance | None) -> str | None:
    """Return what the seat would have to choose in the form to say what it says now."""
    return next((choice for choice, stance in STANCES.items() if own and stance == own.stance), None)


def _view(consultation: ConsultationView, comment_id: object) -> SuggestionView:
    seat = participation.require_seat(consultation_id=consultation.id, person_id=person_id() or "")
    return service.suggestion_of(consultation_id=consultation.id, comment_id=str(comment_id), seat_id=seat.id)


def _form(consultation: ConsultationView, view: SuggestionView, form: SupportForm) -> SupportForm:
    """Return the form with the positions of the round's scale to choose from."""
    scale = rounds.contract_of_round(consultation.id, view.comment.round_id).scale
    stays = SelectChoice(NO_MOVE, gettext("It would stay as it is"))
    form.moves_to.choices = [stays, *choices(scale)]
    return form


def _page(consultation: ConsultationView, view: SuggestionView, form: SupportForm, status: int = 200) -> Response:
    draft = drafting.draft_by_id(consultation.id, view.comment.draft_id)
    return render.page(
        "deliberation/support.html",
        status=status,
        view=view,
        form=form,
        clause=drafting.clause_by_uid(draft, view.comment.clause_uid or "", lang=page_language()),
    )
