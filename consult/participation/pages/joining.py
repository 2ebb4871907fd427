"""Taking part: as a person, for an organisation, by the code of one, or by an address at its domain."""

from collections.abc import Callable
from typing import TypeVar

from flask import Response, request, url_for
from flask_babel import gettext

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.kernel.errors import Refused
from consult.kernel.transaction import transaction
from consult.localisation.pages import page_language
from consult.localisation.rules import languages
from consult.participation import service
from consult.participation.forms import (
    AddressForm,
    CodeForm,
    OrganisationForm,
    PersonForm,
    category_choices,
    territory_choices,
)
from consult.participation.pages.blueprint import pages
from consult.participation.rules import territories
from consult.participation.rules.seats import PERSON_CATEGORY
from consult.web import errors, guards, render
from consult.web.visitor import person_id

JoinForm = PersonForm | OrganisationForm | CodeForm | AddressForm
SentForm = TypeVar("SentForm", PersonForm, OrganisationForm, CodeForm, AddressForm)
Forms = dict[str, JoinForm]
Scope = dict[str, str]


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

    def take_part(scope: Scope, form: PersonForm) -> None:
        service.join_as_person(**scope, territory=form.territory.data or None)

    return _taking_part(slug, "person", PersonForm, take_part)


@pages.post("/c/<slug>/join/organisation")
@guards.requires(may(Act.JOIN))
def join_organisation(slug: str) -> Response:
    """Give an organisation its seat, and show once the code with which its other members join."""

    def take_part(scope: Scope, form: OrganisationForm) -> str:
        made = service.join_with_organisation(
            **scope,
            name=form.organisation.data or "",
            category=form.category.data,
            territory=form.territory.data or None,
            controlled_by=form.controlled_by.data or "",
        )
        told: str = gettext(
            "Your organisation takes part now. Other members join with this code, shown only once: %(code)s",
            code=made.shown_code,
        )
        return told

    return _taking_part(slug, "organisation", OrganisationForm, take_part)


@pages.post("/c/<slug>/join/code")
@guards.requires(may(Act.JOIN))
def join_code(slug: str) -> Response:
    """Let a person speak for an organisation that takes part already."""

    def take_part(scope: Scope, form: CodeForm) -> None:
        service.join_by_code(**scope, code=form.join_code.data or "")

    return _taking_part(slug, "code", CodeForm, take_part)


@pages.post("/c/<slug>/join/address")
@guards.requires(may(Act.JOIN))
def join_address(slug: str) -> Response:
    """Let a person speak for an organisation at whose domain they have a confirmed address."""

    def take_part(scope: Scope, form: AddressForm) -> None:
        service.join_by_domain(**scope, organisation_id=form.organisation_id.data or "")

    return _taking_part(slug, "address", AddressForm, take_part)


def what_one_may_do_now(consultation_id: str) -> str:
    """Return what whoever asks may do from now on, as they are told when they have taken part."""
    found = service.delegation_of(consultation_id=consultation_id, person_id=person_id() or "")
    name = found.seat.name if found else ""
    if found is None:
        told = gettext("You take part now. You can comment and vote while a round is open.")
    elif found.is_led_by_reader:
        told = gettext("You vote and sign for %(name)s from now on, and give its members their roles.", name=name)
    elif not found.may_write:
        told = gettext("You read what is drafted for %(name)s from now on. You write and vote nothing.", name=name)
    elif found.two_step:
        told = gettext(
            "You draft for %(name)s from now on. Your votes count once a signatory signs them, and your comments are posted once a signatory releases them.",
            name=name,
        )
    else:
        told = gettext(
            "You draft for %(name)s from now on. Your votes count once a signatory signs them; your comments are posted at once.",
            name=name,
        )
    return str(told)


def _taking_part(
    slug: str, way: str, kind: type[SentForm], take_part: Callable[[Scope, SentForm], str | None]
) -> Response:
    """Let a person take part by one of the ways, or show the page with the form as it was sent.

    They are told what `take_part` returns, or else what they may do now.
    """
    consultation = consultations.get_consultation(slug)
    form = _fitted(consultation, kind(request.form))
    if not form.validate():
        return _page(consultation, {way: form}, 422)
    try:
        with transaction():
            told = take_part({"consultation_id": consultation.id, "person_id": person_id() or ""}, form)
            _accept(consultation, form)
    except Refused as refused:
        return _page(consultation, {way: form}, errors.show_in_form(form, refused))
    render.notice(told or what_one_may_do_now(consultation.id))
    return render.done(url_for(".join", slug=slug))


def _fitted(consultation: ConsultationView, form: SentForm) -> SentForm:
    """Return the form with the consultation's choices, and with the box for its notices if it has any."""
    if not isinstance(form, CodeForm | AddressForm):
        lang = page_language()
        overrides = service.territory_overrides(consultation.id, lang)
        names = territories.sorted_names(consultation.territory_list, languages.by_tag(lang).locale, overrides)
        form.territory.choices = territory_choices(names)
    if isinstance(form, OrganisationForm):
        form.category.choices = category_choices(one for one in consultation.categories if one != PERSON_CATEGORY)
    if consultations.notices_of(consultation.id) is None:
        del form.accept
    return form


def _accept(consultation: ConsultationView, form: JoinForm) -> None:
    """Keep that the person accepts the notices, in the transaction in which they take part."""
    if "accept" in form:
        consultations.accept_notices(consultation_id=consultation.id, person_id=person_id() or "", lang=page_language())


def _page(consultation: ConsultationView, forms: Forms, status: int = 200) -> Response:
    person = person_id() or ""
    acceptance = consultations.acceptance_of(consultation.id, person)
    return render.page(
        "participation/join.html",
        status=status,
        seat=service.seat_of(consultation_id=consultation.id, person_id=person),
        has_to_accept=consultations.notices_of(consultation.id) and not (acceptance and acceptance.is_current),
        forms=forms,
        for_people=PERSON_CATEGORY in consultation.categories,
        terms=service.seat_terms_of(consultation.id),
        for_organisations=set(consultation.categories) - {PERSON_CATEGORY},
        person_form=forms.get("person") or _fitted(consultation, PersonForm()),
        organisation_form=forms.get("organisation") or _fitted(consultation, OrganisationForm()),
        code_form=forms.get("code") or _fitted(consultation, CodeForm()),
        offers=service.domain_offers(consultation_id=consultation.id, person_id=person),
        address_form=forms.get("address") or _fitted(consultation, AddressForm()),
        delegation=service.delegation_of(consultation_id=consultation.id, person_id=person),
    )
