"""On which days the organiser works, for everyone to read and for the organiser to say."""

from flask import Response, g, request, url_for
from flask_babel import gettext

from consult.consultations import service
from consult.consultations.forms.calendar import CalendarForm, form_of, names_of_days
from consult.consultations.pages.blueprint import pages
from consult.consultations.service import Act, may
from consult.kernel.errors import Refused
from consult.kernel.transaction import transaction
from consult.web import errors, guards, render
from consult.web.visitor import person_id

may_organise = may(Act.ORGANISE)


@pages.get("/c/<slug>/calendar")
@guards.requires(may(Act.READ))
def calendar(slug: str) -> Response:
    """Show the working days by which clocks run, to the organiser with the form that changes them."""
    found = service.calendar_of(service.get_consultation(slug).id)
    g.never_stored = may_organise(person_id(), {"slug": slug})
    return _page(slug, form_of(found) if g.never_stored else None)


@pages.post("/c/<slug>/calendar")
@guards.requires(may_organise)
def save_calendar(slug: str) -> Response:
    """Keep the working days by which clocks run from now on."""
    consultation, form = service.get_consultation(slug), CalendarForm(request.form)
    try:
        with transaction():
            service.set_calendar(
                consultation_id=consultation.id,
                zone=form.zone.data or "",
                weekdays=form.weekdays,
                holidays=form.holidays.data or "",
                by_person=person_id(),
            )
    except Refused as refused:
        return _page(slug, form, errors.show_in_form(form, refused))
    render.notice(gettext("The working days are saved, and every clock runs by them."))
    return render.done(url_for(".calendar", slug=slug))


def _page(slug: str, form: CalendarForm | None, status: int = 200) -> Response:
    found = service.calendar_of(service.get_consultation(slug).id)
    return render.page(
        "consultations/calendar.html",
        status=status,
        calendar=found,
        days=[name for number, name in names_of_days().items() if number in found.weekdays],
        form=form,
    )
