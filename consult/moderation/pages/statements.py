"""A moderator's decision on a statement that a participant submitted."""

from flask import Response, request, url_for
from flask_babel import gettext

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.deliberation.service import statements
from consult.kernel.errors import NotFound, Refused
from consult.kernel.transaction import transaction
from consult.moderation import service
from consult.moderation.forms.reviewing import StatementForm
from consult.moderation.pages.blueprint import pages
from consult.moderation.pages.reviewing import show_refusal
from consult.moderation.rules import ActionKind
from consult.participation import service as participation
from consult.rounds import service as rounds
from consult.web import guards, render
from consult.web.visitor import person_id


@pages.get("/c/<slug>/moderate/statements/<uuid:statement_id>")
@guards.requires(may(Act.MODERATE))
@guards.never_stored
def statement(slug: str, statement_id: object) -> Response:
    """Show a submitted statement with the form that accepts it or rejects it."""
    return _page(consultations.get_consultation(slug), str(statement_id), StatementForm())


@pages.post("/c/<slug>/moderate/statements/<uuid:statement_id>")
@guards.requires(may(Act.MODERATE))
def decide_on_statement(slug: str, statement_id: object) -> Response:
    """Accept a statement or reject it, and lead to the next one that waits."""
    consultation, form = consultations.get_consultation(slug), StatementForm(request.form)
    after = _after(consultation, str(statement_id))
    if not form.validate():
        return _page(consultation, str(statement_id), form, 422)
    try:
        with transaction():
            done = service.decide_on_statement(
                consultation_id=consultation.id,
                statement_id=str(statement_id),
                action=ActionKind(form.action.data),
                person_id=person_id() or "",
                rule=form.rule.data,
                note=form.note.data or "",
            )
    except NotFound:
        raise
    except Refused as refused:
        return _page(consultation, str(statement_id), form, show_refusal(form, refused))
    if done.is_asked:
        render.notice(gettext("Statement %(number)s is accepted and asked from now on.", number=done.number))
    else:
        render.notice(gettext("Statement %(number)s is rejected; the log says under which rule.", number=done.number))
    return render.done(after)


def _after(consultation: ConsultationView, statement_id: str) -> str:
    """Return the address of the statement that waits after this one; the desk after the last one."""
    following = service.next_waiting_statement(consultation.id, statement_id)
    if following is None:
        return url_for(".desk", slug=consultation.slug)
    return url_for(".statement", slug=consultation.slug, statement_id=following)


def _page(consultation: ConsultationView, statement_id: str, form: StatementForm, status: int = 200) -> Response:
    found = statements.get_statement(consultation.id, statement_id)
    if found.withdrawn_at is not None:
        raise NotFound
    seats = participation.seats_by_id(consultation.id, [found.seat_id] if found.seat_id else [])
    return render.page(
        "moderation/statement.html",
        status=status,
        statement=found,
        seat=seats.get(found.seat_id or ""),
        one=rounds.get_round(consultation.id, found.round_id),
        form=form,
        after=_after(consultation, statement_id),
    )
