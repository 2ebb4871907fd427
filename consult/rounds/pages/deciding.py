"""Who decides on the text, noted by organisers."""

from datetime import UTC, datetime

from flask import Response, request, url_for
from flask_babel import gettext

from consult.accounts import service as accounts
from consult.consultations import service as consultations
from consult.consultations.pages.roles import PersonUnknown
from consult.consultations.service import Act, Role, may
from consult.kernel.errors import Refused
from consult.kernel.transaction import transaction
from consult.localisation.pages import reader_zone
from consult.rounds import service
from consult.rounds.forms import DecisionMakerForm, read_since, today
from consult.rounds.pages.blueprint import pages
from consult.web import errors, guards, render
from consult.web.visitor import person_id


@pages.get("/c/<slug>/decision-makers")
@guards.requires(may(Act.GRANT))
@guards.never_stored
def decision_makers(slug: str) -> Response:
    """Show who decides in which office, with the form that notes one more."""
    return _deciders_page(slug, DecisionMakerForm(data={"since": today(datetime.now(UTC), reader_zone())}))


@pages.post("/c/<slug>/decision-makers")
@guards.requires(may(Act.GRANT))
def add_decision_maker(slug: str) -> Response:
    """Note someone who decides, with the account by which they can declare."""
    consultation = consultations.get_consultation(slug)
    form = DecisionMakerForm(request.form)
    if not form.validate():
        return _deciders_page(slug, form, 422)
    try:
        with transaction():
            added = service.add_decision_maker(
                consultation_id=consultation.id,
                name=form.name.data or "",
                office=form.office.data or "",
                since=read_since(form, reader_zone()),
                person_id=_account(form.email.data),
                by_person=person_id(),
            )
    except Refused as refused:
        return _deciders_page(slug, form, errors.show_in_form(form, refused))
    render.notice(gettext("%(name)s is noted as a decision-maker.", name=added.name))
    return render.done(url_for(".decision_makers", slug=slug))


@pages.post("/c/<slug>/decision-makers/<uuid:decision_maker_id>/end")
@guards.requires(may(Act.GRANT))
def end_decision_maker(slug: str, decision_maker_id: object) -> Response:
    """End someone's office at this moment; what they declared stands."""
    consultation = consultations.get_consultation(slug)
    try:
        with transaction():
            ended = service.leave_office(
                consultation_id=consultation.id, decision_maker_id=str(decision_maker_id), by_person=person_id()
            )
    except service.TermRefused as refused:
        shown = DecisionMakerForm(data={"since": today(datetime.now(UTC), reader_zone())})
        return _deciders_page(slug, shown, errors.show_in_form(shown, refused))
    render.notice(gettext("%(name)s is out of office from now on.", name=ended.name))
    return render.done(url_for(".decision_makers", slug=slug))


def _account(typed: str | None) -> str | None:
    """Return the person who has this address, None where none was typed; refuse `person-unknown`."""
    if not (typed or "").strip():
        return None
    found = accounts.find_person_by_email(typed or "")
    if found is None:
        raise PersonUnknown(field="email")
    return found.id


def _deciders_page(slug: str, form: DecisionMakerForm, status: int = 200) -> Response:
    consultation = consultations.get_consultation(slug)
    every = service.list_decision_makers(consultation.id)
    holders = {one.person_id for one in consultations.role_holders(consultation.id) if one.role is Role.DECISION_MAKER}
    return render.page("rounds/decision_makers.html", status=status, form=form, every=every, holders=holders)
