"""The workbench of translators: how far a language has come, and each clause beside its source."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, request, url_for
from flask_babel import get_locale, gettext

from consult.consultations import service as consultations
from consult.drafting import service
from consult.drafting.forms.languages import LanguageForm, SeenForm, TranslationForm, read_seen
from consult.drafting.pages.blueprint import pages
from consult.drafting.pages.finding import may_translate, names_of, shown_draft, target_language
from consult.drafting.rules.translation import INCOMPLETE, RELIABLE, progress_of
from consult.drafting.rules.wording import Words
from consult.drafting.service import DraftView
from consult.drafting.service.workbench import Standing
from consult.kernel.errors import Refused, msgid
from consult.kernel.transaction import transaction
from consult.localisation.rules.languages import LANGUAGES
from consult.localisation.rules.named import language_named
from consult.web import errors, guards, render
from consult.web.visitor import person_id

SHOWN: Mapping[str, Callable[[Standing], bool]] = {
    "all": lambda _one: True,
    "missing": lambda one: one.status == "missing",
    "outdated": lambda one: one.status == "outdated",
    "draft": lambda one: one.status == "draft" or one.waits,
    "machine": lambda one: one.status == "machine",
    "reviewed": lambda one: one.status in RELIABLE,
}
"""Which clauses the workbench shows, as the address names them."""


class LanguageUnknown(Refused):
    """A text is translated into a language that has a name."""

    code = "language-unknown"
    status = 422
    sentence = msgid(
        "No language is known by this name. Give its name or its tag, such as sw or pt-BR, and not the one that the text is written in."
    )


@pages.get("/c/<slug>/d/<int:draft>/translate")
@guards.requires(may_translate)
@guards.never_stored
def languages(slug: str, draft: int) -> Response:
    """Show how far each language of a draft has come, with the form for another one."""
    return _languages_page(shown_draft(slug, draft), LanguageForm())


@pages.post("/c/<slug>/d/<int:draft>/translate")
@guards.requires(may_translate)
def choose_language(slug: str, draft: int) -> Response:
    """Lead to the workbench of a language that was named."""
    found, form = shown_draft(slug, draft), LanguageForm(request.form)
    tag = language_named(form.into.data or "", str(get_locale()))
    if tag is None or tag == found.language:
        return _languages_page(found, form, errors.show_in_form(form, LanguageUnknown(field="into")))
    return render.done(url_for(".workbench", slug=slug, draft=draft, into=tag))


@pages.get("/c/<slug>/d/<int:draft>/translate/<into>")
@guards.requires(may_translate)
@guards.never_stored
def workbench(slug: str, draft: int, into: str) -> Response:
    """Show how far one language has come, and the clauses that are asked for."""
    found = shown_draft(slug, draft)
    every = service.standings_of(found, target_language(found, into))
    asked = request.args.get("show", "all")
    chosen = asked if asked in SHOWN else "all"
    return render.page(
        "drafting/workbench.html",
        draft=found,
        into=into,
        progress=progress_of(one.status for one in every),
        views={name: sum(map(wanted, every)) for name, wanted in SHOWN.items()},
        chosen=chosen,
        standings=[one for one in every if SHOWN[chosen](one)],
    )


@pages.get("/c/<slug>/d/<int:draft>/translate/<into>/<uuid:uid>")
@guards.requires(may_translate)
@guards.never_stored
def translate(slug: str, draft: int, into: str, uid: object) -> Response:
    """Show one clause beside its source, with the form for its words in another language."""
    return _page(shown_draft(slug, draft), into, str(uid))


@pages.post("/c/<slug>/d/<int:draft>/translate/<into>/<uuid:uid>")
@guards.requires(may_translate)
def save_translation(slug: str, draft: int, into: str, uid: object) -> Response:
    """Keep the words of one clause in another language."""
    found, form = shown_draft(slug, draft), TranslationForm(request.form)
    standing = service.standing_of(found, str(uid), target_language(found, into))
    try:
        with transaction():
            service.save_text(
                consultation_id=found.consultation_id,
                version_id=standing.source.version_id,
                lang=into,
                words=Words(form.heading.data or "", form.text.data or ""),
                by_person=person_id() or "",
                seen=read_seen(form.seen.data),
                note=form.note.data or "",
            )
    except Refused as refused:
        return _page(found, into, str(uid), errors.show_in_form(form, refused), form=form)
    number = standing.source.number
    said = gettext("Clause %(number)s is saved. Someone else reviews it before readers are shown it.", number=number)
    render.notice(said, *_ways_on(slug, found, into, standing))
    return render.done(url_for(".translate", slug=slug, draft=draft, into=into, uid=uid))


@pages.post("/c/<slug>/d/<int:draft>/translate/<into>/<uuid:uid>/review")
@guards.requires(may_translate)
def review(slug: str, draft: int, into: str, uid: object) -> Response:
    """Keep that a second person has reviewed the newest words of a clause."""
    found, form = shown_draft(slug, draft), SeenForm(request.form)
    standing = service.standing_of(found, str(uid), target_language(found, into))
    try:
        with transaction():
            service.review_text(
                consultation_id=found.consultation_id,
                version_id=standing.source.version_id,
                lang=into,
                by_person=person_id() or "",
                seen=read_seen(form.seen.data),
            )
    except Refused as refused:
        return _page(found, into, str(uid), errors.show_in_form(form, refused), review=form)
    number = standing.source.number
    render.notice(
        gettext("Clause %(number)s is reviewed, and readers are shown it from now on.", number=number),
        *_ways_on(slug, found, into, standing),
    )
    return render.done(url_for(".translate", slug=slug, draft=draft, into=into, uid=uid))


def _ways_on(slug: str, draft: DraftView, into: str, here: Standing) -> list[tuple[str, str]]:
    """Return the way to the next clause after this one that has to be translated, if one is left."""
    every = service.standings_of(draft, into)
    places = [*(one for one in every if one.source.position > here.source.position), *every]
    left = next((one for one in places if one.status in INCOMPLETE and one.source.uid != here.source.uid), None)
    if left is None:
        return []
    address = url_for(".translate", slug=slug, draft=draft.number, into=into, uid=left.source.uid)
    return [(address, gettext("Translate clause %(number)s next", number=left.source.number))]


def _languages_page(draft: DraftView, form: LanguageForm, status: int = 200) -> Response:
    consultation = consultations.consultation_by_id(draft.consultation_id)
    asked = [*service.authentic_languages(draft), consultation.language, *service.languages_of(draft)]
    tags = [tag for tag in dict.fromkeys(asked) if tag != draft.language]
    return render.page(
        "drafting/languages.html",
        status=status,
        draft=draft,
        form=form,
        known=LANGUAGES,
        figures=[(tag, service.translation_progress(draft, tag)) for tag in tags],
        authentic=service.authentic_languages(draft),
    )


def _page(draft: DraftView, into: str, uid: str, status: int = 200, **forms: Any) -> Response:  # noqa: ANN401 - the forms that were sent
    work = service.work_on(draft, uid, target_language(draft, into))
    kept = TranslationForm(data={"heading": work.newest.heading, "text": work.newest.text, "seen": work.seen})
    form = forms.get("form") or kept
    if status == 409:  # the words that were saved meanwhile are shown beside the form
        form.seen.data = str(work.seen)
    people = [one.by_person for one in work.history]
    return render.page(
        "drafting/translate.html",
        status=status,
        draft=draft,
        into=into,
        work=work,
        form=form,
        is_refused="form" in forms,
        review=forms.get("review") or SeenForm(data={"seen": work.seen}),
        may_review=work.newest_status in {"draft", "machine"} and work.newest_by != person_id(),
        issues=service.list_issues(draft.consultation_id, version_id=work.standing.source.version_id),
        names=names_of([*people, work.standing.translator, work.standing.reviewed_by]),
    )
