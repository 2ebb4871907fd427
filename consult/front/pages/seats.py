"""Seats: who holds them, and the verification of each."""

from flask import Response, request, url_for
from flask_babel import gettext

from consult.accounts import service as accounts
from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.front import service
from consult.front.pages.blueprint import pages
from consult.kernel.errors import NotFound, Refused
from consult.kernel.transaction import transaction
from consult.localisation.pages import page_language
from consult.localisation.rules import languages
from consult.participation import service as participation
from consult.participation.forms import VerifyForm
from consult.participation.rules import territories
from consult.participation.service import SeatView, Verification
from consult.web import errors, guards, render
from consult.web.paging import asked_part
from consult.web.visitor import person_id

PAGE_SIZE = 50


@pages.get("/c/<slug>/seats")
@guards.requires(may(Act.VERIFY))
@guards.never_stored
def seats(slug: str) -> Response:
    """Show every seat, those that wait for a verifier first."""
    consultation = consultations.get_consultation(slug)
    sent = participation.evidence_sent(consultation.id)
    waiting = service.unverified_seats(consultation.id, service.current_round(consultation.id))
    waiting.sort(key=lambda seat: (seat.id not in sent, sent.get(seat.id, seat.created_at)))
    first = {seat.id for seat in waiting}
    every = [*waiting, *(seat for seat in participation.list_seats(consultation.id) if seat.id not in first)]
    part = asked_part(every, PAGE_SIZE)
    return render.page(
        "front/seats.html",
        seats=part.items,
        waiting=first,
        sent=sent,
        territories=_territory_names(consultation),
        page=part.page,
        last=part.last,
    )


@pages.get("/c/<slug>/seats/<uuid:seat_id>")
@guards.requires(may(Act.VERIFY))
@guards.never_stored
def seat(slug: str, seat_id: object) -> Response:
    """Show one seat with the form that decides on it."""
    return _seat_page(slug, str(seat_id), VerifyForm())


@pages.post("/c/<slug>/seats/<uuid:seat_id>")
@guards.requires(may(Act.VERIFY))
def verify(slug: str, seat_id: object) -> Response:
    """Verify a seat or refuse it; the step stays on record with who took it."""
    consultation = consultations.get_consultation(slug)
    form = VerifyForm(request.form)
    if not form.validate():
        return _seat_page(slug, str(seat_id), form, 422)
    try:
        with transaction():
            found = service.verify_seat(
                consultation_id=consultation.id,
                seat_id=str(seat_id),
                state=Verification(form.state.data),
                person_id=person_id() or "",
                note=form.note.data or "",
            )
    except Refused as refused:
        return _seat_page(slug, str(seat_id), form, errors.show_in_form(form, refused))
    render.notice(gettext("The decision on %(name)s is on record.", name=found.name))
    return render.done(url_for(".seats", slug=slug))


def _seat_page(slug: str, seat_id: str, form: VerifyForm, status: int = 200) -> Response:
    consultation = consultations.get_consultation(slug)
    found: SeatView | None = participation.seats_by_id(consultation.id, [seat_id]).get(seat_id)
    if found is None:
        raise NotFound
    evidence = participation.evidence_of(consultation.id, seat_id)
    return render.page(
        "front/seat.html",
        status=status,
        seat=found,
        form=form,
        territories=_territory_names(consultation),
        evidence=evidence,
        people=accounts.people(one.by_person for one in evidence),
        steps=participation.steps_of(consultation.id, seat_id),
    )


def _territory_names(consultation: ConsultationView) -> dict[str, str]:
    lang = page_language()
    overrides = participation.territory_overrides(consultation.id, lang)
    return dict(territories.sorted_names(consultation.territory_list, languages.by_tag(lang).locale, overrides))
