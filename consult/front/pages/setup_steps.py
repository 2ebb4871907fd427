"""What each step of setting a consultation up shows, and how what was typed in it is kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask_babel import gettext
from wtforms import Form

from consult.accounts import service as accounts
from consult.consultations import service as consultations
from consult.consultations.service import ConsultationView
from consult.front import service
from consult.front.forms import DatesFields, audience, read_closing, read_opening, suggested_closing, written
from consult.front.forms import setup as forms
from consult.front.rules.setup import Gap, Step
from consult.kernel import clock
from consult.localisation.pages import page_language, reader_zone
from consult.localisation.rules import languages
from consult.participation import service as participation
from consult.participation.rules import territories
from consult.web import render, words
from consult.web.visitor import person_id

Sent = Any
"""The form that a request holds, or None where a page is only shown."""


@dataclass(frozen=True, slots=True)
class StepPage:
    """One step: its form as it was saved or sent, and what keeps the form that was sent."""

    form: Callable[[ConsultationView, Sent], Form]
    save: Callable[[ConsultationView, Form], None]


def kept(consultation: ConsultationView, step: Step) -> Mapping[str, Any]:
    """Return the answers that were saved in a step."""
    found = consultations.steps_of(consultation.id).get(step)
    return found.answers if found else {}


def _keep(consultation: ConsultationView, step: Step, answers: Mapping[str, Any]) -> None:
    service.save_answers(consultation_id=consultation.id, step=step, answers=answers, person_id=person_id())


def _purpose_form(consultation: ConsultationView, sent: Sent) -> Form:
    return forms.PurposeForm(sent, data={"title": consultation.title, "purpose": consultation.purpose})


def _save_purpose(consultation: ConsultationView, form: Form) -> None:
    service.save_purpose(
        consultation_id=consultation.id,
        title=form.title.data,
        purpose=form.purpose.data or "",
        person_id=person_id(),
    )


def _mandate_form(consultation: ConsultationView, sent: Sent) -> Form:
    return forms.mandate_form(
        kept(consultation, Step.MANDATE), sent, has_account=lambda typed: _account(typed) is not None
    )


def _save_mandate(consultation: ConsultationView, form: Form) -> None:
    answers = forms.read_mandate(form, _account)
    linked = {
        (one["name"], one["office"]): one["person"]
        for one in kept(consultation, Step.MANDATE).get("decision_makers", ())
    }
    for one in answers["decision_makers"]:  # an address is never shown again, so an empty field keeps the link
        one["person"] = one["person"] or linked.get((one["name"], one["office"]))
    _keep(consultation, Step.MANDATE, answers)


def _account(typed: str) -> str | None:
    """Return the person who has this address, None where nobody has it or none was typed."""
    found = accounts.find_person_by_email(typed) if typed else None
    return found.id if found else None


def _categories_form(consultation: ConsultationView, sent: Sent) -> Form:
    names = consultations.category_names(consultation.id, consultation.language)
    return audience.categories_form(consultation.categories, names, consultation.language, sent)


def _save_categories(consultation: ConsultationView, form: Form) -> None:
    chosen, names = audience.read_categories(form, consultation.categories, consultation.language)
    service.save_categories(consultation_id=consultation.id, categories=chosen, names=names, person_id=person_id())


def _territories_form(consultation: ConsultationView, sent: Sent) -> Form:
    names = participation.territory_overrides(consultation.id, consultation.language)
    every = territories.sorted_names("iso3166", languages.by_tag(page_language()).locale)
    own = {code: name for code, name in names.items() if name}
    return audience.territories_form(consultation.territory_list, own, every, sent)


def _save_territories(consultation: ConsultationView, form: Form) -> None:
    service.save_territories(
        consultation_id=consultation.id,
        territory_list=form.territory_list.data,
        names=audience.read_territories(form),
        lang=consultation.language,
        person_id=person_id(),
    )


def _languages_form(consultation: ConsultationView, sent: Sent) -> Form:
    answers = kept(consultation, Step.LANGUAGES)
    chosen = answers.get("languages", [consultation.language])
    own = {one: _names_of(consultation, one, chosen) for one in audience.own_of(consultation.categories)}
    texts = consultations.texts_of(consultation.id)
    return audience.languages_form(consultation.language, answers, texts, own, sent)


def _save_languages(consultation: ConsultationView, form: Form) -> None:
    chosen = audience.read_languages(form, consultation.language)
    service.save_languages(
        consultation_id=consultation.id,
        languages=chosen,
        authentic=audience.read_authentic(form, chosen, consultation.language),
        texts=audience.read_texts(form, chosen),
        names=audience.read_category_names(form, chosen, audience.own_of(consultation.categories)),
        person_id=person_id(),
    )
    untitled = [words.language(one.lang) for one in service.setup_of(consultation).missing if one.gap is Gap.TITLE]
    if untitled:
        render.notice(
            gettext("Saved. Now give the title and purpose in %(languages)s.", languages=words.listed(untitled))
        )


def _timetable_form(consultation: ConsultationView, sent: Sent) -> Form:
    zone, answers = reader_zone(), kept(consultation, Step.TIMETABLE)
    if not answers:
        return DatesFields(sent, data={"closes_at": suggested_closing(datetime.now(UTC), zone)})
    shown = {name: written(clock.from_text(at), zone) if at else "" for name, at in answers.items()}
    return DatesFields(sent, data=shown)


def _save_timetable(consultation: ConsultationView, form: Form) -> None:
    zone = reader_zone()
    is_short = service.save_timetable(
        consultation_id=consultation.id,
        opens_at=read_opening(form, zone),
        closes_at=read_closing(form, zone),
        person_id=person_id(),
    )
    if is_short:
        render.notice(
            gettext("The round lasts less than two weeks. Whoever has to ask others before they answer may not manage.")
        )


def _decision_form(consultation: ConsultationView, sent: Sent) -> Form:
    return forms.decision_form(kept(consultation, Step.DECISION), consultation.categories, sent)


def _save_decision(consultation: ConsultationView, form: Form) -> None:
    _keep(consultation, Step.DECISION, forms.read_decision(form, consultation.categories))


def _names_of(consultation: ConsultationView, category: str, tags: list[str]) -> dict[str, str]:
    """Return what the organiser calls a category, in the main language first."""
    found = {tag: consultations.category_names(consultation.id, tag).get(category, "") for tag in tags}
    main = found.get(consultation.language, category)
    return {consultation.language: main, **{tag: name for tag, name in found.items() if name and name != main}}


STEPS: Mapping[Step, StepPage] = {
    Step.PURPOSE: StepPage(_purpose_form, _save_purpose),
    Step.MANDATE: StepPage(_mandate_form, _save_mandate),
    Step.CATEGORIES: StepPage(_categories_form, _save_categories),
    Step.TERRITORIES: StepPage(_territories_form, _save_territories),
    Step.LANGUAGES: StepPage(_languages_form, _save_languages),
    Step.TIMETABLE: StepPage(_timetable_form, _save_timetable),
    Step.DECISION: StepPage(_decision_form, _save_decision),
}
"""The steps whose pages stand here; the text is brought in by `intake`, the notices are the consultation's own."""
