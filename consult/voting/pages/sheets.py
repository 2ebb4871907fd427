"""The sheet of a choice among options: every option on one page, saved in one act."""

from flask import Response, request, url_for
from flask_babel import gettext
from wtforms import Form

from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.kernel.errors import NotFound, Refused
from consult.kernel.idempotency import KeyReused
from consult.kernel.ids import new_id
from consult.kernel.transaction import transaction
from consult.localisation.pages import page_language
from consult.participation import service as participation
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from consult.voting import service
from consult.voting.forms import read_sheet, sheet_form
from consult.voting.pages.blueprint import pages
from consult.web import errors, guards, render
from consult.web.visitor import person_id


@pages.get("/c/<slug>/rounds/<int:number>/options")
@guards.requires(may(Act.VOTE))
@guards.never_stored
def sheet(slug: str, number: int) -> Response:
    """Show the options of a round with what the seat says of each now."""
    one = _round(slug, number)
    return _page(one, _form(one, said=_said(one)))


@pages.post("/c/<slug>/rounds/<int:number>/options")
@guards.requires(may(Act.VOTE))
def save_sheet(slug: str, number: int) -> Response:
    """Keep what the seat says of each option, or draft it where another member of the organisation signs."""
    one = _round(slug, number)
    form = _form(one, is_sent=True)
    if not form.validate():
        return _page(one, form, 422)
    items = service.items_of(one, lang=page_language())
    try:
        with transaction():
            saved = service.save_sheet(
                one,
                person_id=person_id() or "",
                said=read_sheet(form, items, rounds.contract_of_round(one.consultation_id, one.id)),
                key=form["key"].data,
                lang=page_language(),
            )
    except Refused as refused:
        if isinstance(refused, KeyReused):
            form["key"].data = new_id()
        return _page(one, form, errors.show_in_form(form, refused))
    if saved.is_cast:
        render.notice(gettext("Your ballot is saved. You can change it until the round closes."))
    else:
        render.notice(gettext("Your draft is kept for your delegation. It counts once a signatory signs it."))
    return render.done(url_for(".sheet", slug=slug, number=number))


def _round(slug: str, number: int) -> RoundView:
    """Return the round of options with this number; refuse `not-found` for one of another kind."""
    one = rounds.round_by_number(consultations.get_consultation(slug).id, number)
    if one.kind is not RoundKind.OPTIONS or one.opened_at is None:
        raise NotFound
    return one


def _said(one: RoundView) -> dict[str, str]:
    seat = participation.require_seat(consultation_id=one.consultation_id, person_id=person_id() or "")
    scope = {"consultation_id": one.consultation_id, "round_id": one.id, "seat_id": seat.id}
    cast = {item: ballot.position for item, ballot in service.ballots_of(**scope).items()}
    drafted = {item: draft.position for item, draft in service.votes_drafted(**scope).items() if draft.is_waiting}
    signs = participation.signs_for(seat, person_id() or "")
    return cast if signs else {**cast, **drafted}


def _form(one: RoundView, *, said: dict[str, str] | None = None, is_sent: bool = False) -> Form:
    contract = rounds.contract_of_round(one.consultation_id, one.id)
    items = service.items_of(one, lang=page_language())
    return sheet_form(items, contract, request.form if is_sent else None, data={**(said or {}), "key": new_id()})


def _page(one: RoundView, form: Form, status: int = 200) -> Response:
    seat = participation.require_seat(consultation_id=one.consultation_id, person_id=person_id() or "")
    scope = {"consultation_id": one.consultation_id, "round_id": one.id, "seat_id": seat.id}
    contract = rounds.contract_of_round(one.consultation_id, one.id)
    return render.page(
        "voting/sheet.html",
        status=status,
        one=one,
        form=form,
        seat=seat,
        signs=participation.signs_for(seat, person_id() or ""),
        contract=contract,
        choice=contract.content["choice"],
        rule=contract.content["rule"]["id"],
        items=service.items_of(one, lang=page_language()),
        receipts=[each.receipt for each in service.ballots_of(**scope).values() if each.receipt],
    )
