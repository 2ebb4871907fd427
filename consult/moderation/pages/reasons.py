"""Reasons that are given again and again: kept by those who answer, in each language, and put into forms by them."""

from flask import Response, request, url_for
from flask_babel import gettext

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.kernel.errors import Refused
from consult.kernel.transaction import transaction
from consult.localisation.pages import page_language
from consult.localisation.rules.languages import LANGUAGES
from consult.moderation import service
from consult.moderation.forms.answering import TemplateForm
from consult.moderation.pages.blueprint import pages
from consult.web import errors, guards, render
from consult.web.words import language

may_dispose = may(Act.DISPOSE)


@pages.get("/c/<slug>/answers/reasons")
@guards.requires(may_dispose)
@guards.never_stored
def reasons(slug: str) -> Response:
    """Show every reason that is kept, and the form for another."""
    return _page(consultations.get_consultation(slug), TemplateForm(data={"lang": page_language()}))


@pages.post("/c/<slug>/answers/reasons")
@guards.requires(may_dispose)
def add_reason(slug: str) -> Response:
    """Keep a new reason."""
    return _save(slug, None)


@pages.get("/c/<slug>/answers/reasons/<uuid:template_id>")
@guards.requires(may_dispose)
@guards.never_stored
def reason(slug: str, template_id: object) -> Response:
    """Show one reason with the form that changes it."""
    consultation = consultations.get_consultation(slug)
    kept = service.get_template(consultation.id, str(template_id))
    return _page(consultation, TemplateForm(obj=kept), template_id=kept.id)


@pages.post("/c/<slug>/answers/reasons/<uuid:template_id>")
@guards.requires(may_dispose)
def save_reason(slug: str, template_id: object) -> Response:
    """Keep a reason in other words."""
    service.get_template(consultations.get_consultation(slug).id, str(template_id))
    return _save(slug, str(template_id))


@pages.post("/c/<slug>/answers/reasons/<uuid:template_id>/drop")
@guards.requires(may_dispose)
def drop_reason(slug: str, template_id: object) -> Response:
    """Keep a reason no longer; what was decided with it stands."""
    consultation = consultations.get_consultation(slug)
    with transaction():
        name = service.drop_template(consultation_id=consultation.id, template_id=str(template_id))
    render.notice(gettext("The template “%(name)s” is gone. What was decided with it stands.", name=name))
    return render.done(url_for(".reasons", slug=slug))


def _save(slug: str, template_id: str | None) -> Response:
    consultation = consultations.get_consultation(slug)
    form = TemplateForm(request.form)
    try:
        with transaction():
            kept = service.save_template(
                consultation_id=consultation.id,
                lang=form.lang.data if form.lang.data in _languages(consultation) else consultation.language,
                name=form.name.data or "",
                disposition=form.disposition.data or "",
                words=form.words.data or "",
                template_id=template_id,
            )
    except Refused as refused:
        return _page(consultation, form, errors.show_in_form(form, refused), template_id=template_id)
    render.notice(gettext("The template “%(name)s” is kept. It can be chosen beside every answer.", name=kept.name))
    return render.done(url_for(".reasons", slug=slug))


def _languages(consultation: ConsultationView) -> list[str]:
    kept = {one.lang for one in service.templates_in(consultation.id)}
    return sorted({*(one.tag for one in LANGUAGES), consultation.language, *kept})


def _page(
    consultation: ConsultationView, form: TemplateForm, status: int = 200, *, template_id: str | None = None
) -> Response:
    form.lang.choices = [(tag, language(tag)) for tag in _languages(consultation)]
    return render.page(
        "moderation/reasons.html",
        status=status,
        form=form,
        template_id=template_id,
        templates=service.templates_in(consultation.id),
    )
