"""Taking part: as a person, for an organisation, or by the code of one; and verifying who does."""

from flask import Blueprint, Flask, Response, request, url_for
from flask_babel import gettext

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.kernel.errors import Refused
from consult.kernel.transaction import transaction
from consult.localisation.pages import page_language
from consult.localisation.rules import languages
from consult.participation import service
from consult.participation.forms import CodeForm, OrganisationForm, PersonForm, category_choices, territory_choices
from consult.participation.rules import territories
from consult.participation.rules.seats import PERSON_CATEGORY
from consult.web import errors, guards, render
from consult.web.visitor import person_id

pages = Blueprint("participation", __name__, url_prefix="/<lang:lang>")
Forms = dict[str, PersonForm | OrganisationForm | CodeForm]


def init_app(app: Flask) -> None:
    """Serve the pages."""
    app.register_blueprint(pages)


@pages.get("/c/<slug>/join")
@guards.requires(may(Act.JOIN))
@guards.never_stored
def join(slug: str) -> Response:
    """Show the three ways to take part, or the seat that the person has."""
    return _page(consultations.get_consultation(slug), {})


@pages.post("/c/<slug>/join/person")
@guards.requires(may(Act.JOIN))
def join_person(slug: str) -> Response:
    """Give a person a seat of their own."""
    consultation = consultations.get_consultation(slug)
    form = _with_choices(consultation, PersonForm(request.form))
    if not form.validate():
        return _page(consultation, {"person": form}, 422)
    try:
        with transaction():
            service.join_as_person(
                consultation_id=consultation.id, person_id=person_id() or "", territory=form.territory.data or None
            )
    except Refused as refused:
        return _page(consultation, {"person": form}, errors.show_in_form(form, refused))
    render.notice(gettext("You take part now. You can comment and vote while a round is open."))
    return render.done(url_for(".join", slug=slug))


@pages.post("/c/<slug>/join/organisation")
@guards.requires(may(Act.JOIN))
def join_organisation(slug: str) -> Response:
    """Give an organisation its seat."""
    consultation = consultations.get_consultation(slug)
    form = _with_choices(consultation, OrganisationForm(request.form))
    if not form.validate():
        return _page(consultation, {"organisation": form}, 422)
    try:
        with transaction():
            made = service.join_with_organisation(
                consultation_id=consultation.id,
                person_id=person_id() or "",
                name=form.organisation.data,
                category=form.category.data,
                territory=form.territory.data or None,
            )
    except Refused as refused:
        return _page(consultation, {"organisation": form}, errors.show_in_form(form, refused))
    render.notice(
        gettext(
            "Your organisation takes part now. Other members join with this code, shown only once: %(code)s",
            code=made.shown_code,
        )
    )
    return render.done(url_for(".join", slug=slug))


@pages.post("/c/<slug>/join/code")
@guards.requires(may(Act.JOIN))
def join_code(slug: str) -> Response:
    """Let a person speak for an organisation that takes part already."""
    consultation = consultations.get_consultation(slug)
    form = CodeForm(request.form)
    if not form.validate():
        return _page(consultation, {"code": form}, 422)
    try:
        with transaction():
            service.join_by_code(consultation_id=consultation.id, person_id=person_id() or "", code=form.join_code.data)
    except Refused as refused:
        return _page(consultation, {"code": form}, errors.show_in_form(form, refused))
    render.notice(gettext("You speak for this organisation now."))
    return render.done(url_for(".join", slug=slug))


def _with_choices(consultation: ConsultationView, form: PersonForm | OrganisationForm) -> PersonForm | OrganisationForm:
    lang = page_language()
    overrides = service.territory_overrides(consultation.id, lang)
    names = territories.sorted_names(consultation.territory_list, languages.by_tag(lang).locale, overrides)
    form.territory.choices = territory_choices(names)
    if isinstance(form, OrganisationForm):
        form.category.choices = category_choices(one for one in consultation.categories if one != PERSON_CATEGORY)
    return form


def _page(consultation: ConsultationView, forms: Forms, status: int = 200) -> Response:
    seat = service.seat_of(consultation_id=consultation.id, person_id=person_id() or "")
    return render.page(
        "participation/join.html",
        status=status,
        seat=seat,
        forms=forms,
        person_form=forms.get("person") or _with_choices(consultation, PersonForm()),
        organisation_form=forms.get("organisation") or _with_choices(consultation, OrganisationForm()),
        code_form=forms.get("code") or CodeForm(),
    )
