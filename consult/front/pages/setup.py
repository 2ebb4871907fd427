"""Setting a consultation up: begun with a title, filled in step by step, looked at as a whole, and announced."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext
from wtforms import Form

from consult.consultations import service as consultations
from consult.consultations.rules.naming import DEFAULT_CATEGORIES
from consult.consultations.service import Act, ConsultationView, may, may_create
from consult.drafting import service as drafting
from consult.front import service
from consult.front.forms.audience import own_of
from consult.front.forms.moves import ConfirmForm
from consult.front.forms.setup import BeginForm, read_language
from consult.front.pages.blueprint import pages
from consult.front.pages.setup_steps import STEPS
from consult.front.rules.setup import GAPS, Step, StepState, is_short, next_step
from consult.kernel import clock
from consult.kernel.errors import Refused
from consult.kernel.transaction import transaction
from consult.localisation.pages import page_language, reader_zone
from consult.localisation.rules.languages import LANGUAGES
from consult.participation import service as participation
from consult.web import errors, guards, render
from consult.web.moments import in_both_zones
from consult.web.visitor import person_id

OWN_PAGES = ", ".join(STEPS)


@dataclass(frozen=True, slots=True)
class Line:
    """A step in the list of steps: how far it is, and where it is filled in."""

    step: Step
    state: StepState
    url: str


@pages.get("/new")
@guards.requires(may_create)
@guards.never_stored
def new() -> Response:
    """Show the form that begins a consultation."""
    return _new_page(BeginForm(data={"language": page_language()}))


@pages.post("/new")
@guards.requires(may_create)
def begin() -> Response:
    """Begin a consultation that only its organiser sees, and lead to setting it up."""
    form = BeginForm(request.form)
    if not form.validate():
        return _new_page(form, 422)
    try:
        with transaction():
            made = service.begin_consultation(
                title=form.title.data,
                slug=form.slug.data or "",
                language=read_language(form),
                purpose=form.purpose.data or "",
                person_id=person_id() or "",
            )
    except Refused as refused:
        return _new_page(form, errors.show_in_form(form, refused))
    render.notice(gettext("The consultation is begun. Only you can see it until you announce it."))
    return render.done(url_for(".setup", slug=made.slug))


@pages.get("/c/<slug>/setup")
@guards.requires(may(Act.ORGANISE))
@guards.never_stored
def setup(slug: str) -> Response:
    """Show the steps in which a consultation is set up, how far each is, and what is missing before it is announced."""
    consultation = consultations.get_consultation(slug)
    if consultation.announced_at is not None:
        return render.lead_to(url_for(".desk", slug=slug))
    found = service.setup_of(consultation)
    return render.page("front/setup.html", setup=found, next_step=next_step(dict(found.steps)), url_of=url_of)


@pages.get(f"/c/<slug>/setup/<any({OWN_PAGES}):step>")
@guards.requires(may(Act.ORGANISE))
@guards.never_stored
def setup_step(slug: str, step: str) -> Response:
    """Show one step of setting a consultation up, with what was saved in it."""
    consultation = consultations.get_consultation(slug)
    if consultation.announced_at is not None:
        return render.lead_to(url_for(".desk", slug=slug))
    return _step_page(consultation, Step(step), STEPS[Step(step)].form(consultation, None))


@pages.post(f"/c/<slug>/setup/<any({OWN_PAGES}):step>")
@guards.requires(may(Act.ORGANISE))
def save_step(slug: str, step: str) -> Response:
    """Keep one step of setting a consultation up, and lead to the next one that is not done."""
    consultation, current = consultations.get_consultation(slug), Step(step)
    page = STEPS[current]
    form = page.form(consultation, request.form)
    if not form.validate():
        return _step_page(consultation, current, form, 422)
    try:
        with transaction():
            page.save(consultation, form)
    except Refused as refused:
        return _step_page(consultation, current, form, errors.show_in_form(form, refused))
    return render.done(way_on(slug, current))


@pages.get("/c/<slug>/setup/review")
@guards.requires(may(Act.ORGANISE))
@guards.never_stored
def setup_review(slug: str) -> Response:
    """Show everything as it will be public, and what is missing before it can be."""
    consultation = consultations.get_consultation(slug)
    if consultation.announced_at is not None:
        return render.lead_to(url_for(".desk", slug=slug))
    return _review_page(consultation, ConfirmForm())


@pages.post("/c/<slug>/setup/announce")
@guards.requires(may(Act.ORGANISE))
def announce(slug: str) -> Response:
    """Announce a consultation with its text and its first round, which opens at once or at its moment."""
    consultation, form = consultations.get_consultation(slug), ConfirmForm(request.form)
    try:
        with transaction():
            one = service.announce(consultation_id=consultation.id, person_id=person_id() or "")
    except service.SetupOver as refused:
        return errors.answer(refused)
    except Refused as refused:
        return _review_page(consultation, form, errors.show_in_form(form, refused))
    if one.opened_at is None:
        at = in_both_zones(one.opens_at)
        render.notice(
            gettext("The consultation is announced. Round %(number)s opens on %(at)s.", number=one.number, at=at)
        )
    else:
        render.notice(gettext("The consultation is announced, and round %(number)s is open.", number=one.number))
    return render.done(url_for(".desk", slug=slug))


def url_of(slug: str, step: Step) -> str:
    """Return the address of a step's page, in whichever room it stands."""
    endpoints = {
        Step.TEXT: "intake.setup_text",
        Step.NOTICES: "consultations.write_notices",
        Step.REVIEW: "front.setup_review",
    }
    if step in STEPS:
        return url_for("front.setup_step", slug=slug, step=str(step))
    return url_for(endpoints[step], slug=slug)


def way_on(slug: str, step: Step) -> str:
    """Return where someone goes who has saved a step: to the same one for more, else to the next that is not done."""
    steps = dict(service.setup_of(consultations.get_consultation(slug)).steps)
    stays = "again" in request.form or steps[step] is StepState.TO_DO
    return url_of(slug, step if stays else next_step(steps, step))


def lines_of(slug: str) -> list[Line]:
    """Return the list of steps for the pages on which one is filled in."""
    found = service.setup_of(consultations.get_consultation(slug))
    return [Line(step, state, url_of(slug, step)) for step, state in found.steps.items()]


def shown_around() -> dict[str, Any]:
    """Return what templates ask for that show the list of steps, whichever room's page they stand on."""
    slug = str((request.view_args or {}).get("slug"))
    return {"setup_steps": lambda: lines_of(slug), "gaps": GAPS}


def _new_page(form: Form, status: int = 200) -> Response:
    return render.page("front/new.html", status=status, form=form, known=LANGUAGES)


def _step_page(consultation: ConsultationView, step: Step, form: Form, status: int = 200) -> Response:
    return render.page(
        "front/setup_step.html",
        status=status,
        step=step,
        form=form,
        zone=str(reader_zone()),
        usual_categories=DEFAULT_CATEGORIES,
        own_categories=own_of(consultation.categories),
    )


def _review_page(consultation: ConsultationView, form: Form, status: int = 200) -> Response:
    found = service.setup_of(consultation)
    draft = drafting.latest_draft(consultation.id)
    shown: dict[str, Any] = {
        "setup": found,
        "texts": consultations.texts_of(consultation.id),
        "draft": draft,
        "source": draft.language if draft else "",
        "untranslated": service.untranslated(consultation),
        "clauses": drafting.clauses_of(draft, lang=draft.language) if draft else [],
        "notices": consultations.notices_of(consultation.id),
        "called": participation.territory_overrides(consultation.id, consultation.language).values(),
        **_dates(found),
    }
    return render.page("front/setup_review.html", status=status, form=form, url_of=url_of, **shown)


def _dates(found: service.Setup) -> dict[str, Any]:
    """Return when the first round opens, None for at once, and closes, and whether that leaves little time."""
    kept = found.of(Step.TIMETABLE)
    if not kept:
        return {}
    opens_at = clock.from_text(kept["opens_at"]) if kept["opens_at"] else None
    closes_at = clock.from_text(kept["closes_at"])
    return {"dates": (opens_at, closes_at), "is_short": is_short(opens_at or datetime.now(UTC), closes_at)}
