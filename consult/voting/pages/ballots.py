"""A ballot on a clause or a statement, saved at once with a receipt, or drafted; and one's own history."""

from flask import Response, request

from consult.accounts import service as accounts
from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.kernel.errors import Refused
from consult.kernel.idempotency import KeyReused
from consult.kernel.ids import new_id
from consult.kernel.transaction import transaction
from consult.localisation.pages import page_language
from consult.participation import service as participation
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundKind
from consult.voting import service
from consult.voting.forms import BallotForm, on_scale, paper_form, read_importance, shown_on
from consult.voting.pages.blueprint import pages
from consult.voting.service import Item
from consult.web import errors, guards, render
from consult.web.visitor import person_id


@pages.get("/c/<slug>/rounds/<int:number>/vote/<uuid:item_id>")
@guards.requires(may(Act.VOTE))
@guards.never_stored
def ballot(slug: str, number: int, item_id: object) -> Response:
    """Show the ballot on one item with the seat's current answer."""
    one = rounds.round_by_number(consultations.get_consultation(slug).id, number)
    return _page(one, service.item_of(one, str(item_id), lang=page_language()), None)


@pages.post("/c/<slug>/rounds/<int:number>/vote/<uuid:item_id>")
@guards.requires(may(Act.VOTE))
def cast(slug: str, number: int, item_id: object) -> Response:
    """Take a vote, or draft one where another member of the organisation signs."""
    one = rounds.round_by_number(consultations.get_consultation(slug).id, number)
    item = service.item_of(one, str(item_id), lang=page_language())
    form = on_scale(BallotForm(request.form), rounds.contract_of_round(one.consultation_id, one.id).scale)
    if not form.validate():
        return _page(one, item, form, 422)
    try:
        with transaction():
            service.vote(
                item=item,
                person_id=person_id() or "",
                position=form.position.data or "",
                importance=read_importance(form),
                key=form.key.data,
            )
            _give_reason(one, item, form)
    except Refused as refused:
        if isinstance(refused, KeyReused):
            form.key.data = new_id()
        return _page(one, item, form, errors.show_in_form(form, refused))
    return render.done(f"{request.path}#receipt", fragment="voting/_ballot.html", **_context(one, item, None))


def _give_reason(one: rounds.RoundView, item: Item, form: BallotForm) -> None:
    """Keep the reason that was sent with a rating by someone who signs for the seat; a form without one changes none."""
    if one.kind is not RoundKind.RATING or form.reason.name not in request.form:
        return
    person = person_id() or ""
    seat = participation.require_seat(consultation_id=one.consultation_id, person_id=person)
    if participation.signs_for(seat, person):
        service.give_reason(item=item, person_id=person, text=form.reason.data or "", lang=page_language())


@pages.get("/c/<slug>/rounds/<int:number>/history")
@guards.requires(may(Act.VOTE))
@guards.never_stored
def history(slug: str, number: int) -> Response:
    """Show every act on the seat's ballots, with who did it and its receipt."""
    consultation = consultations.get_consultation(slug)
    one = rounds.round_by_number(consultation.id, number)
    seat = participation.require_seat(consultation_id=consultation.id, person_id=person_id() or "")
    acts = service.acts_of(consultation_id=consultation.id, round_id=one.id, seat_id=seat.id)
    people = accounts.people({who for act in acts for who in (act.person_id, act.drafted_by) if who})
    numbers = {item.id: item.number for item in service.items_of(one, lang=page_language())}
    return render.page("voting/history.html", one=one, acts=acts, people=people, items=numbers, seat=seat)


def _context(one: rounds.RoundView, item: Item, form: BallotForm | None) -> dict[str, object]:
    paper = service.paper_for(one, item, person_id=person_id() or "")
    return shown_on(paper, form or paper_form(paper, new_id()))


def _page(one: rounds.RoundView, item: Item, form: BallotForm | None, status: int = 200) -> Response:
    context = _context(one, item, form)
    return render.page("voting/ballot.html", fragment="voting/_ballot.html", status=status, **context)
