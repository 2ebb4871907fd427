"""Opening a round: its contract is chosen here and fixed for good."""

from datetime import UTC, datetime

from flask import Response, request, url_for
from flask_babel import gettext

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.drafting import service as drafting
from consult.front import service
from consult.front.forms import OpenForm, read_closing, read_terms, suggested_closing
from consult.front.pages.blueprint import pages
from consult.kernel.errors import Refused
from consult.kernel.transaction import transaction
from consult.localisation.pages import reader_zone
from consult.web import errors, guards, render
from consult.web.moments import in_both_zones
from consult.web.visitor import person_id


@pages.get("/c/<slug>/rounds/new")
@guards.requires(may(Act.OPEN_ROUND))
@guards.never_stored
def opening(slug: str) -> Response:
    """Show the form that opens a round."""
    zone = reader_zone()
    form = OpenForm(data={"closes_at": suggested_closing(datetime.now(UTC), zone)})
    return _page(consultations.get_consultation(slug), form)


@pages.post("/c/<slug>/rounds/new")
@guards.requires(may(Act.OPEN_ROUND))
def open_round(slug: str) -> Response:
    """Open a round at once; its contract cannot be changed afterwards."""
    consultation = consultations.get_consultation(slug)
    form = OpenForm(request.form)
    if not form.validate():
        return _page(consultation, form, 422)
    try:
        closes_at = read_closing(form, reader_zone())
        with transaction():
            one = service.start_round(
                consultation_id=consultation.id,
                terms=read_terms(form, consultation.categories, consultation.language),
                closes_at=closes_at,
                person_id=person_id(),
                statements=(form.statements.data or "").splitlines(),
            )
    except Refused as refused:
        return _page(consultation, form, errors.show_in_form(form, refused))
    at = in_both_zones(one.closes_at)
    render.notice(gettext("Round %(number)s is open. It closes on %(at)s.", number=one.number, at=at))
    return render.done(url_for(".desk", slug=slug))


def _page(consultation: ConsultationView, form: OpenForm, status: int = 200) -> Response:
    return render.page(
        "front/open_round.html",
        status=status,
        form=form,
        zone=str(reader_zone()),
        draft=drafting.latest_draft(consultation.id, published=True),
        longest_statement=service.LONGEST_STATEMENT,
    )
