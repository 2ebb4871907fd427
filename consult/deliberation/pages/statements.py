"""Submitting a statement in a statement round, what became of one's own, and withdrawing one that nobody has read."""

from flask import Response, request, url_for
from flask_babel import get_locale, gettext

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.deliberation.forms import StatementForm, WithdrawForm
from consult.deliberation.pages.blueprint import pages
from consult.deliberation.rules.statements import LONGEST_STATEMENT, MOST_STATEMENTS
from consult.deliberation.service import statements as service
from consult.kernel.errors import NotFound, Refused
from consult.kernel.idempotency import KeyReused
from consult.kernel.ids import new_id
from consult.kernel.transaction import transaction
from consult.ledger.rules.receipt import show_code
from consult.localisation.pages import page_language
from consult.localisation.rules.named import language_named
from consult.participation import service as participation
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundKind, RoundState
from consult.rounds.service import RoundView
from consult.web import errors, guards, render
from consult.web.visitor import person_id


@pages.get("/c/<slug>/rounds/<int:number>/statements")
@guards.requires(may(Act.COMMENT))
@guards.never_stored
def own_statements(slug: str, number: int) -> Response:
    """Show the form for a statement, and what became of those that the reader's seat has submitted."""
    consultation = consultations.get_consultation(slug)
    form = StatementForm(data={"key": new_id(), "lang": page_language()})
    return _page(consultation, _round(consultation, number), form)


@pages.post("/c/<slug>/rounds/<int:number>/statements")
@guards.requires(may(Act.COMMENT))
def submit_statement(slug: str, number: int) -> Response:
    """Take a statement, which a moderator reads before anyone is asked about it."""
    consultation, form = consultations.get_consultation(slug), StatementForm(request.form)
    one = _round(consultation, number)
    if not form.validate():
        return _page(consultation, one, form, 422)
    try:
        with transaction():
            done = service.submit_statement(
                consultation_id=consultation.id,
                round_id=one.id,
                person_id=person_id() or "",
                text=form.text.data or "",
                lang=language_named(form.lang.data or "", str(get_locale())) or "",
                key=form.key.data or "",
            )
    except (participation.NoSeat, participation.NotSignatory):
        raise
    except Refused as refused:
        return _refused(consultation, one, form, refused)
    render.notice(
        gettext(
            "Your statement is saved as number %(number)s. A moderator reads it before anyone is asked about it. Its receipt is %(receipt)s.",
            number=done.number,
            receipt=show_code(done.receipt),
        ),
        (url_for("ledger.check", log_id=consultation.id, code=done.receipt), gettext("Check a receipt")),
    )
    return render.done(url_for(".own_statements", slug=slug, number=number))


@pages.get("/c/<slug>/rounds/<int:number>/statements/<int:statement>/withdraw")
@guards.requires(may(Act.COMMENT))
@guards.never_stored
def withdrawing(slug: str, number: int, statement: int) -> Response:
    """Show a statement of the reader's seat that waits for a moderator, with the button that withdraws it."""
    return _withdraw_page(slug, number, statement, WithdrawForm())


@pages.post("/c/<slug>/rounds/<int:number>/statements/<int:statement>/withdraw")
@guards.requires(may(Act.COMMENT))
def withdraw_statement(slug: str, number: int, statement: int) -> Response:
    """Withdraw a statement before anyone is asked about it."""
    consultation, form = consultations.get_consultation(slug), WithdrawForm(request.form)
    found = service.statement_numbered(consultation.id, _round(consultation, number).id, statement)
    try:
        with transaction():
            service.withdraw_statement(
                consultation_id=consultation.id, statement_id=found.id, person_id=person_id() or ""
            )
    except (NotFound, participation.NoSeat, participation.NotSignatory):
        raise
    except Refused as refused:
        return _withdraw_page(slug, number, statement, form, errors.show_in_form(form, refused))
    render.notice(gettext("Statement %(number)s is withdrawn. Nobody was asked about it.", number=statement))
    return render.done(url_for(".own_statements", slug=slug, number=number))


def _round(consultation: ConsultationView, number: int) -> RoundView:
    """Return the round of statements with this number, once it has opened; refuse `not-found`."""
    one = rounds.round_by_number(consultation.id, number)
    if one.kind is not RoundKind.STATEMENTS or one.opened_at is None:
        raise NotFound
    return one


def _refused(consultation: ConsultationView, one: RoundView, form: StatementForm, refused: Refused) -> Response:
    """Show the form again as it was typed; where the round asks about the same statement, with a link to that one."""
    if isinstance(refused, KeyReused):
        form.key.data = new_id()
    same = None
    if isinstance(refused, service.StatementAsked):
        same = service.statement_numbered(consultation.id, one.id, int(str(refused.facts["number"])))
    return _page(consultation, one, form, errors.show_in_form(form, refused), same)


def _page(
    consultation: ConsultationView,
    one: RoundView,
    form: StatementForm,
    status: int = 200,
    same: service.StatementView | None = None,
) -> Response:
    seat = participation.require_seat(consultation_id=consultation.id, person_id=person_id() or "")
    submitted = service.statements_of_seat(consultation_id=consultation.id, round_id=one.id, seat_id=seat.id)
    takes = rounds.contract_of_round(consultation.id, one.id).statements_from_participants
    return render.page(
        "deliberation/statements.html",
        status=status,
        one=one,
        form=form,
        seat=seat,
        submitted=submitted,
        same=same,
        takes=takes and one.state is RoundState.OPEN,
        signs=participation.signs_for(seat, person_id() or ""),
        left=max(0, MOST_STATEMENTS - len(submitted)),
        most=MOST_STATEMENTS,
        longest=LONGEST_STATEMENT,
    )


def _withdraw_page(slug: str, number: int, statement: int, form: WithdrawForm, status: int = 200) -> Response:
    consultation = consultations.get_consultation(slug)
    seat = participation.require_seat(consultation_id=consultation.id, person_id=person_id() or "")
    one = _round(consultation, number)
    found = service.statement_numbered(consultation.id, one.id, statement)
    if found.seat_id != seat.id:
        raise NotFound
    return render.page("deliberation/withdraw_statement.html", status=status, one=one, statement=found, form=form)
