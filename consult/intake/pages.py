"""Bringing a text in: the first draft of a new consultation, and every one after it."""

from flask import Blueprint, Flask, Response, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import CombinedMultiDict

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may, may_create
from consult.drafting import service as drafting
from consult.front import service as front
from consult.intake import service
from consult.intake.forms import CreateForm, DraftForm, read_files, read_language, show_problems
from consult.kernel.errors import Refused
from consult.kernel.transaction import transaction
from consult.localisation.pages import page_language
from consult.localisation.rules.languages import LANGUAGES
from consult.web import errors, guards, render
from consult.web.visitor import person_id

pages = Blueprint("intake", __name__, url_prefix="/<lang:lang>")


def init_app(app: Flask) -> None:
    """Serve the pages."""
    app.register_blueprint(pages)


@pages.get("/new")
@guards.requires(may_create)
@guards.never_stored
def new() -> Response:
    """Show the form that begins a consultation."""
    return _new_page(CreateForm(data={"language": page_language()}))


@pages.post("/new")
@guards.requires(may_create)
def create() -> Response:
    """Begin a consultation with its first draft, announced and open to readers at once."""
    form = CreateForm(CombinedMultiDict([request.files, request.form]))
    if not form.validate():
        return _new_page(form, 422)
    try:
        field, files = read_files(form)
        lang = read_language(form)
        with transaction():
            service.found_consultation(
                slug=form.slug.data.strip(),
                title=form.title.data,
                purpose=form.purpose.data or "",
                files=files,
                lang=lang,
                organiser=person_id() or "",
            )
    except service.ImportRefused as refused:
        return _new_page(form, show_problems(form, field, refused))
    except Refused as refused:
        return _new_page(form, errors.show_in_form(form, refused))
    render.notice(gettext("The consultation is there, and everyone can read its first draft."))
    return render.done(url_for("front.desk", slug=form.slug.data.strip()))


@pages.get("/c/<slug>/drafts/new")
@guards.requires(may(Act.ORGANISE))
@guards.never_stored
def draft(slug: str) -> Response:
    """Show the form that brings in the next draft."""
    consultation = consultations.get_consultation(slug)
    before = drafting.latest_draft(consultation.id)
    given = {
        "title": before.title if before else consultation.title,
        "language": before.language if before else consultation.language,
    }
    return _draft_page(consultation, DraftForm(data=given))


@pages.post("/c/<slug>/drafts/new")
@guards.requires(may(Act.ORGANISE))
def add_draft(slug: str) -> Response:
    """Publish the next draft of a text."""
    consultation = consultations.get_consultation(slug)
    form = DraftForm(CombinedMultiDict([request.files, request.form]))
    if not form.validate():
        return _draft_page(consultation, form, 422)
    try:
        field, files = read_files(form)
        lang = read_language(form)
        with transaction():
            made = service.import_draft(slug=slug, title=form.title.data, files=files, lang=lang, organiser=person_id())
    except service.ImportRefused as refused:
        return _draft_page(consultation, form, show_problems(form, field, refused))
    except Refused as refused:
        return _draft_page(consultation, form, errors.show_in_form(form, refused))
    render.notice(gettext("Draft %(number)s is published.", number=made.number))
    return render.done(url_for("front.draft", slug=slug, draft=made.number))


def _new_page(form: CreateForm, status: int = 200) -> Response:
    return render.page("intake/new.html", status=status, form=form, known=LANGUAGES)


def _draft_page(consultation: ConsultationView, form: DraftForm, status: int = 200) -> Response:
    standing = front.standing_of(consultation.id, None)
    return render.page(
        "intake/draft.html",
        status=status,
        form=form,
        known=LANGUAGES,
        before=drafting.latest_draft(consultation.id),
        one=standing.one if standing.is_open else None,
    )
