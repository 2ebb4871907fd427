"""Bringing a text in: the one that a consultation is set up with, and every draft after it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Response, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import CombinedMultiDict

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.drafting import service as drafting
from consult.front import service as front
from consult.front.rules.setup import Step
from consult.intake import service
from consult.intake.forms import DraftForm, TranslationForm, read_files, read_language, show_problems
from consult.intake.forms.notices import notice_lines
from consult.intake.pages.blueprint import pages
from consult.intake.rules.texts import Notice
from consult.kernel.errors import NotFound, Refused
from consult.kernel.transaction import transaction
from consult.localisation.rules.languages import LANGUAGES
from consult.web import errors, guards, render, security, words
from consult.web.visitor import person_id

Made = TypeVar("Made")
Files = Sequence[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class RefusedForm:
    """A refusal that stands in its form by now, and the status to answer with."""

    status: int


@pages.get("/c/<slug>/setup/text")
@guards.requires(may(Act.ORGANISE))
@guards.never_stored
def setup_text(slug: str) -> Response:
    """Show the form that takes the text of a consultation that is being set up, and how it was understood."""
    consultation = consultations.get_consultation(slug)
    if consultation.announced_at is not None:
        return render.lead_to(url_for("front.desk", slug=slug))
    return _setup_page(consultation, _draft_form(consultation))


@pages.post("/c/<slug>/setup/text")
@guards.requires(may(Act.ORGANISE))
@security.takes_files
def keep_text(slug: str) -> Response:
    """Keep the text of a consultation that is being set up, and show its clauses before anyone else reads them."""
    consultation = consultations.get_consultation(slug)
    form = DraftForm(CombinedMultiDict([request.files, request.form]))
    if not form.validate():
        return _setup_page(consultation, form, 422)
    told: list[Notice] = []
    kept = _taken(
        form,
        lambda files: service.keep_draft(
            consultation_id=consultation.id,
            title=form.title.data,
            files=files,
            lang=read_language(form),
            person_id=person_id(),
            tell=told.append,
        ),
    )
    if isinstance(kept, RefusedForm):
        return _setup_page(consultation, form, kept.status)
    render.notice(gettext("The text is saved. Look below whether its parts were understood as you meant them."))
    _tell(told)
    return render.done(url_for(".setup_text", slug=slug))


@pages.post("/c/<slug>/setup/text/<tag>")
@guards.requires(may(Act.ORGANISE))
@security.takes_files
def keep_translation(slug: str, tag: str) -> Response:
    """Keep the text of a consultation that is being set up in a further language of its round."""
    consultation = consultations.get_consultation(slug)
    main = _draft_form(consultation)
    if tag not in _translations(consultation):
        raise NotFound
    form = TranslationForm(CombinedMultiDict([request.files, request.form]), prefix=f"{tag}-")
    kept = _taken(
        form,
        lambda files: service.keep_translation(
            consultation_id=consultation.id,
            lang=tag,
            files=files,
            is_reviewed=bool(form.reviewed.data),
            person_id=person_id(),
        ),
    )
    if isinstance(kept, RefusedForm):
        return _setup_page(consultation, main, kept.status, {tag: form})
    render.notice(gettext("The text in %(language)s is saved.", language=words.language(tag)))
    return render.done(url_for(".setup_text", slug=slug))


@pages.get("/c/<slug>/drafts/new")
@guards.requires(may(Act.EDIT))
@guards.never_stored
def draft(slug: str) -> Response:
    """Show the form that brings in the next draft."""
    consultation = consultations.get_consultation(slug)
    if consultation.announced_at is None:
        return render.lead_to(url_for(".setup_text", slug=slug))
    before = drafting.latest_draft(consultation.id)
    given = {
        "title": before.title if before else consultation.title,
        "language": before.language if before else consultation.language,
    }
    return _draft_page(consultation, DraftForm(data=given))


@pages.post("/c/<slug>/drafts/new")
@guards.requires(may(Act.EDIT))
@security.takes_files
def add_draft(slug: str) -> Response:
    """Take in the next draft of a text; the first is published, any other leads to what became of each clause."""
    consultation = consultations.get_consultation(slug)
    form = DraftForm(CombinedMultiDict([request.files, request.form]))
    if not form.validate():
        return _draft_page(consultation, form, 422)
    told: list[Notice] = []
    made = _taken(
        form,
        lambda files: service.import_draft(
            slug=slug,
            title=form.title.data,
            files=files,
            lang=read_language(form),
            organiser=person_id(),
            tell=told.append,
        ),
    )
    if isinstance(made, RefusedForm):
        return _draft_page(consultation, form, made.status)
    _tell(told)
    if made.published_at is None:
        render.notice(
            gettext(
                "Draft %(number)s is here. Confirm what became of each clause before it is published.",
                number=made.number,
            )
        )
        return render.done(url_for("front.lineage", slug=slug, draft=made.number))
    render.notice(gettext("Draft %(number)s is published.", number=made.number))
    return render.done(url_for("front.draft", slug=slug, draft=made.number))


def _taken(form: DraftForm | TranslationForm, act: Callable[[Files], Made]) -> Made | RefusedForm:
    """Return what the act makes of the text that the form holds, in one transaction; or the no that stands in the form."""
    try:
        field, files = read_files(form)
    except Refused as refused:
        return RefusedForm(errors.show_in_form(form, refused))
    try:
        with transaction():
            return act(files)
    except service.ImportRefused as refused:
        return RefusedForm(show_problems(form, field, refused))
    except Refused as refused:
        return RefusedForm(errors.show_in_form(form, refused))


def _tell(told: Iterable[Notice]) -> None:
    """Say on the next page what the text did not keep of its files."""
    for line in notice_lines(told):
        render.notice(line)


def _draft_form(consultation: ConsultationView) -> DraftForm:
    """Return the form of the text, with what was kept in it."""
    kept = front.setup_of(consultation).of(Step.TEXT)
    given = {
        "title": kept.get("title", consultation.title),
        "language": kept.get("language", consultation.language),
        "text": kept.get("source", ""),
    }
    return DraftForm(data=given)


def _translations(consultation: ConsultationView) -> dict[str, TranslationForm]:
    """Return a form for each language of the round in which the text was not written, with what was kept in it."""
    setup, draft = front.setup_of(consultation), drafting.latest_draft(consultation.id)
    if draft is None:
        return {}
    kept = setup.of(Step.TEXT).get("translations", {})
    further = [tag for tag in setup.of(Step.LANGUAGES).get("languages", ()) if tag != draft.language]
    return {tag: TranslationForm(prefix=f"{tag}-", data=_given(kept.get(tag, {}))) for tag in further}


def _given(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {"text": kept.get("source", ""), "reviewed": kept.get("reviewed", False)}


def _setup_page(
    consultation: ConsultationView,
    form: DraftForm,
    status: int = 200,
    sent: Mapping[str, TranslationForm] | None = None,
) -> Response:
    found = drafting.latest_draft(consultation.id)
    return render.page(
        "intake/setup_text.html",
        status=status,
        form=form,
        known=LANGUAGES,
        clauses=drafting.clauses_of(found, lang=found.language) if found else [],
        source=found.language if found else "",
        untranslated=front.untranslated(consultation),
        translations={**_translations(consultation), **(sent or {})},
    )


def _draft_page(consultation: ConsultationView, form: DraftForm, status: int = 200) -> Response:
    standing = front.standing_of(consultation.id, None)
    return render.page(
        "intake/draft.html",
        status=status,
        form=form,
        known=LANGUAGES,
        before=drafting.latest_draft(consultation.id, published=True),
        waiting=_waiting(consultation.id),
        one=standing.one if standing.is_open else None,
    )


def _waiting(consultation_id: str) -> drafting.DraftView | None:
    """Return the draft that nobody has published yet, which the one that is brought in replaces."""
    newest = drafting.latest_draft(consultation_id)
    return newest if newest and newest.published_at is None else None
