"""Opening a later round: its terms are chosen here; they become its contract when it opens, which is fixed for good."""

from datetime import UTC, datetime

from flask import Response, request, url_for
from flask_babel import gettext

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.drafting import service as drafting
from consult.front import service
from consult.front.forms import (
    ConfirmForm,
    OpenForm,
    open_form,
    read_closing,
    read_opening,
    read_terms,
    suggested_closing,
    suggested_terms,
    ways_for,
)
from consult.front.pages.blueprint import pages
from consult.kernel.errors import Refused
from consult.kernel.transaction import transaction
from consult.localisation.pages import reader_zone
from consult.rounds import service as rounds
from consult.rounds.service import RoundView
from consult.web import errors, guards, render
from consult.web.moments import in_both_zones
from consult.web.visitor import person_id


@pages.get("/c/<slug>/rounds/new")
@guards.requires(may(Act.OPEN_ROUND))
@guards.never_stored
def opening(slug: str) -> Response:
    """Show the form that opens a round of one kind, with the terms of the last one; `kind` names another kind."""
    consultation = consultations.get_consultation(slug)
    if consultation.announced_at is None:
        return render.lead_to(url_for(".setup", slug=slug))
    closing = suggested_closing(datetime.now(UTC), reader_zone())
    last = service.last_terms(consultation.id)
    data = {**suggested_terms(last, request.args.get("kind")), "closes_at": closing}
    chosen = last.languages if last else (consultation.language,)
    return _page(
        consultation, open_form(_languages(consultation), chosen, categories=consultation.categories, data=data)
    )


@pages.post("/c/<slug>/rounds/new")
@guards.requires(may(Act.OPEN_ROUND))
def open_round(slug: str) -> Response:
    """Announce a round, and open it at once or at its moment; then its contract cannot be changed."""
    consultation = consultations.get_consultation(slug)
    form = open_form(_languages(consultation), (), request.form, categories=consultation.categories)
    if not form.validate():
        return _page(consultation, form, 422)
    try:
        zone = reader_zone()
        opens_at, closes_at = read_opening(form, zone), read_closing(form, zone)
        with transaction():
            one = service.start_round(
                consultation_id=consultation.id,
                terms=read_terms(form, consultation, service.last_terms(consultation.id)),
                opens_at=opens_at,
                closes_at=closes_at,
                person_id=person_id(),
                statements=(form.statements.data or "").splitlines(),
            )
    except Refused as refused:
        return _page(consultation, form, errors.show_in_form(form, refused))
    _tell(one)
    return render.done(url_for(".desk", slug=slug))


@pages.get("/c/<slug>/rounds/<int:number>/open")
@guards.requires(may(Act.OPEN_ROUND))
@guards.never_stored
def opening_now(slug: str, number: int) -> Response:
    """Show the button that opens an announced round before its moment."""
    return _now_page(slug, number, ConfirmForm())


@pages.post("/c/<slug>/rounds/<int:number>/open")
@guards.requires(may(Act.OPEN_ROUND))
def open_now(slug: str, number: int) -> Response:
    """Open an announced round before its moment."""
    consultation, form = consultations.get_consultation(slug), ConfirmForm(request.form)
    one = rounds.round_by_number(consultation.id, number)
    try:
        with transaction():
            one = service.open_announced(consultation_id=consultation.id, round_id=one.id, person_id=person_id())
    except Refused as refused:
        return _now_page(slug, number, form, errors.show_in_form(form, refused))
    _tell(one)
    return render.done(url_for(".desk", slug=slug))


def _tell(one: RoundView) -> None:
    if one.opened_at is None:
        at = in_both_zones(one.opens_at)
        render.notice(gettext("Round %(number)s is announced. It opens on %(at)s.", number=one.number, at=at))
    else:
        at = in_both_zones(one.closes_at)
        render.notice(gettext("Round %(number)s is open. It closes on %(at)s.", number=one.number, at=at))


def _languages(consultation: ConsultationView) -> list[str]:
    """Return the languages that a round can be held in: its own, those of the last one, and those that the text has."""
    last = service.last_terms(consultation.id)
    draft = drafting.latest_draft(consultation.id, published=True)
    had = drafting.languages_of(draft) if draft else []
    return list(dict.fromkeys([consultation.language, *(last.languages if last else ()), *had]))


def _page(consultation: ConsultationView, form: OpenForm, status: int = 200) -> Response:
    draft = drafting.latest_draft(consultation.id, published=True)
    figures = service.readiness_of(draft, _languages(consultation)) if draft else []
    return render.page(
        "front/open_round.html",
        status=status,
        form=form,
        ways=ways_for(form.kind.data),
        zone=str(reader_zone()),
        draft=draft,
        under_way=service.round_under_way(consultation.id),
        settled=service.count_settled(draft) if draft else 0,
        figures={one.lang: one for one in figures},
        longest_statement=service.LONGEST_STATEMENT,
    )


def _now_page(slug: str, number: int, form: ConfirmForm, status: int = 200) -> Response:
    one = rounds.round_by_number(consultations.get_consultation(slug).id, number)
    return render.page("front/open_now.html", status=status, one=one, form=form)
