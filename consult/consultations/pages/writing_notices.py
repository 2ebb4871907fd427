"""Writing the legal notices: saved as far as they are, and published once they say everything in every language."""

from collections.abc import Sequence

from flask import Response, current_app, request, url_for
from flask_babel import gettext
from wtforms import Form

from consult.consultations import service
from consult.consultations.forms import HELP, Contents, drafted, is_whole, name_of, notices_form, read_notices
from consult.consultations.pages.blueprint import pages
from consult.consultations.rules.notices import has_gaps, plain
from consult.consultations.service import Act, ConsultationView, Section, may
from consult.kernel.errors import Refused
from consult.kernel.transaction import transaction
from consult.web import errors, render
from consult.web.guards import never_stored, requires
from consult.web.visitor import person_id

STEP = "notices"


@pages.get("/c/<slug>/setup/notices")
@requires(may(Act.ORGANISE))
@never_stored
def write_notices(slug: str) -> Response:
    """Show the form of the legal notices, with sample texts where nothing is written yet."""
    consultation = service.get_consultation(slug)
    languages = _languages(consultation)
    return _page(consultation, notices_form(languages, shown=_standing(consultation, languages)))


@pages.post("/c/<slug>/setup/notices")
@requires(may(Act.ORGANISE))
def save_notices(slug: str) -> Response:
    """Save the legal notices as far as they are written, or publish them in all their languages."""
    consultation = service.get_consultation(slug)
    languages = _languages(consultation)
    form = notices_form(languages, request.form)
    publishes = request.form.get("act") == "publish"
    if not (is_whole(form) if publishes else form.validate()):
        return _page(consultation, form, 422)
    try:
        with transaction():
            _save(consultation, form, languages, publishes=publishes)
    except Refused as refused:
        return _page(consultation, form, errors.show_in_form(form, refused))
    render.notice(_said(consultation, publishes=publishes))
    return render.done(_onwards(consultation, publishes=publishes))


def _save(consultation: ConsultationView, form: Form, languages: Sequence[str], *, publishes: bool) -> None:
    contents, person = read_notices(form, languages), person_id()
    answers = {"contents": contents}
    service.save_step(consultation_id=consultation.id, step=STEP, answers=answers, by_person=person)
    if publishes:
        service.publish_notices(consultation_id=consultation.id, contents=contents, by_person=person)


def _languages(consultation: ConsultationView) -> list[str]:
    """Return the languages in which notices are asked for: those planned for the round, else the consultation's own."""
    saved = service.steps_of(consultation.id).get("languages")
    planned = saved.answers.get("languages") if saved else None
    return list(planned or [consultation.language])


def _standing(consultation: ConsultationView, languages: Sequence[str]) -> Contents:
    """Return what stands in the form: what was saved, else what is published, else drafts."""
    saved, published = service.steps_of(consultation.id).get(STEP), service.notices_of(consultation.id)
    return {
        **_drafts(consultation, languages),
        **({lang: one.content for lang, one in published.by_language.items()} if published else {}),
        **(saved.answers["contents"] if saved else {}),
    }


def _drafts(consultation: ConsultationView, languages: Sequence[str]) -> Contents:
    texts = service.texts_of(consultation.id)
    own = texts[consultation.language]
    return {lang: drafted(lang, title=texts.get(lang, own).title, licence=consultation.licence) for lang in languages}


def _page(consultation: ConsultationView, form: Form, status: int = 200) -> Response:
    languages = _languages(consultation)
    drafts = _drafts(consultation, languages)
    unchanged = {
        name_of(section, lang)
        for lang in languages
        for section in Section
        if drafts[lang] and plain(form[name_of(section, lang)].data or "") == plain(drafts[lang][section])
    }
    return render.page(
        "consultations/write_notices.html",
        status=status,
        form=form,
        fields={lang: [(form[name_of(section, lang)], HELP[section]) for section in Section] for lang in languages},
        unchanged=unchanged,
        bracketed={field.name for field in form if has_gaps(field.data or "")},
        notices=service.notices_of(consultation.id),
    )


def _said(consultation: ConsultationView, *, publishes: bool) -> str:
    """Return what became of the notices; nobody else reads them before the announcement."""
    if not publishes:
        return str(gettext("The legal notices are saved. Nobody else sees them until you publish them."))
    if consultation.announced_at is None:
        return str(gettext("The legal notices are ready."))
    return str(gettext("The legal notices are published."))


def _onwards(consultation: ConsultationView, *, publishes: bool) -> str:
    """Return where to go on: with the setting up before the announcement, and then with what was published or saved."""
    is_set_up = consultation.announced_at is None and "front.setup" in current_app.view_functions
    place = "front.setup" if is_set_up else ".notices" if publishes else ".write_notices"
    return url_for(place, slug=consultation.slug)
