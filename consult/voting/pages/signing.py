"""What a delegation drafts in a round: read by all its members, signed or discarded by a signatory."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext, ngettext
from wtforms import Form

from consult.accounts import service as accounts
from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.kernel.errors import NotFound, Refused
from consult.kernel.idempotency import KeyReused
from consult.kernel.ids import new_id
from consult.kernel.transaction import transaction
from consult.localisation.pages import page_language
from consult.participation import service as participation
from consult.participation.service import Delegation
from consult.rounds import service as rounds
from consult.rounds.service import RoundView
from consult.voting import service
from consult.voting.forms import DiscardForm, SignForm, chosen_drafts
from consult.voting.pages.blueprint import pages
from consult.web import errors, guards, render
from consult.web.visitor import person_id


@pages.get("/c/<slug>/rounds/<int:number>/signing")
@guards.requires(may(Act.VOTE))
@guards.never_stored
def signing(slug: str, number: int) -> Response:
    """Show the votes that are drafted for the reader's delegation, each beside what is signed now."""
    return _page(consultations.get_consultation(slug), number, SignForm(data={"key": new_id()}))


@pages.post("/c/<slug>/rounds/<int:number>/signing")
@guards.requires(may(Act.VOTE))
def sign(slug: str, number: int) -> Response:
    """Sign one drafted vote, several, or all."""
    consultation = consultations.get_consultation(slug)
    one = rounds.round_by_number(consultation.id, number)
    form = SignForm(request.form)
    if not form.validate():
        return _page(consultation, number, form, 422)
    chosen, seen = chosen_drafts(request.form, request.form.getlist("sign"))
    try:
        items = [service.item_of(one, item, lang=page_language()) for item in chosen]
        with transaction():
            receipts = service.sign_drafts(items=items, seen=seen, person_id=person_id() or "", key=form.key.data)
    except Refused as refused:
        if isinstance(refused, KeyReused):
            form.key.data = new_id()
        ticked = {item: seen[item] for item in chosen}
        return _page(consultation, number, form, errors.show_in_form(form, refused), ticked=ticked)
    told = ngettext(
        "%(num)d vote is signed and counts from now on, with a receipt in the history of your seat.",
        "%(num)d votes are signed and count from now on, each with a receipt in the history of your seat.",
        len(receipts),
    )
    render.notice(told)
    return render.done(url_for(".signing", slug=slug, number=number))


@pages.post("/c/<slug>/rounds/<int:number>/signing/<uuid:item_id>/discard")
@guards.requires(may(Act.VOTE))
def discard(slug: str, number: int, item_id: object) -> Response:
    """Discard a drafted vote, with a note for whoever drafted it."""
    consultation = consultations.get_consultation(slug)
    one = rounds.round_by_number(consultation.id, number)
    form = DiscardForm(request.form)
    item = service.item_of(one, str(item_id), lang=page_language())
    typed = form.seen.data or ""
    seen = int(typed) if typed.isdecimal() else 0
    try:
        with transaction():
            service.discard_draft(item=item, seen=seen, person_id=person_id() or "", note=form.note.data or "")
    except Refused as refused:
        status = errors.show_in_form(form, refused)
        return _page(consultation, number, SignForm(data={"key": new_id()}), status, {item.id: form})
    render.notice(gettext("The draft is discarded. Whoever drafted it reads your note on their ballot and here."))
    return render.done(url_for(".signing", slug=slug, number=number))


@pages.post("/c/<slug>/rounds/<int:number>/signing/<uuid:item_id>/take-back")
@guards.requires(may(Act.VOTE))
def take_back(slug: str, number: int, item_id: object) -> Response:
    """Take back a vote that one has drafted oneself and that waits."""
    consultation, form = consultations.get_consultation(slug), Form()
    one = rounds.round_by_number(consultation.id, number)
    item = service.item_of(one, str(item_id), lang=page_language())
    try:
        with transaction():
            service.take_back_draft(item=item, person_id=person_id() or "")
    except Refused as refused:
        status = errors.show_in_form(form, refused)
        return _page(consultation, number, SignForm(data={"key": new_id()}), status, other=form)
    render.notice(gettext("Your draft is taken back. Nobody signs it; you can draft another until the round closes."))
    return render.done(url_for(".signing", slug=slug, number=number))


def _page(
    consultation: ConsultationView,
    number: int,
    form: SignForm,
    status: int = 200,
    discarding: Mapping[str, DiscardForm] | None = None,
    ticked: Mapping[str, int] | None = None,
    other: Form | None = None,
) -> Response:
    """Show the page; what was `ticked` stays so where the draft is still in the version that was read."""
    one = rounds.round_by_number(consultation.id, number)
    shown = _proposals(one, _delegation(consultation))
    return render.page(
        "voting/signing.html",
        status=status,
        form=form,
        discarding=_discarding(shown["waiting"], discarding or {}),
        ticked=ticked or {},
        other=other or Form(),
        reader=person_id(),
        **shown,
    )


def _proposals(one: RoundView, found: Delegation) -> dict[str, Any]:
    """Return what the page shows of the delegation: what waits, what was decided, and who did it."""
    proposals = service.proposals_of(one, found.seat, lang=page_language()) if one.opened_at else []
    named = {each.draft.person_id for each in proposals}
    named |= {each.saved.person_id for each in proposals if each.saved and each.saved.person_id}
    discards = service.discards_of(consultation_id=one.consultation_id, round_id=one.id, seat_id=found.seat.id)
    named |= {act.person_id for act in discards.values() if act.person_id}
    return {
        "one": one,
        "found": found,
        "waiting": [each for each in proposals if each.draft.is_waiting],
        "decided": [each for each in proposals if not each.draft.is_waiting],
        "is_open": service.takes_votes(one),
        "discards": discards,
        "unsigned": service.unsigned_of(one, found.seat),
        "people": accounts.people(named),
    }


def _discarding(waiting: Sequence[service.Proposal], sent: Mapping[str, DiscardForm]) -> dict[str, DiscardForm]:
    """Return the form that discards each draft that waits, by item, one of them perhaps as it was sent."""
    forms = {}
    for each in waiting:
        form = forms[each.item.id] = sent.get(each.item.id) or DiscardForm()
        form.seen.data = str(each.draft.version)
        form.note.id = f"note-{each.item.id}"
    return {**sent, **forms}


def _delegation(consultation: ConsultationView) -> Delegation:
    """Return the delegation of whoever asks; refuse `not-found` for someone who belongs to none."""
    found = participation.delegation_of(consultation_id=consultation.id, person_id=person_id() or "")
    if found is None:
        raise NotFound
    return found
