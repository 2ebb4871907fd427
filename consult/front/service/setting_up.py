"""Setting a consultation up: each step saved by itself, left and taken up again at any time before the announcement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from consult.consultations import service as consultations
from consult.consultations.service import ConsultationView
from consult.drafting import service as drafting
from consult.front.rules.setup import Facts, Missing, Step, StepState, is_short, missing, states, suggested_slug
from consult.front.service.languages import Readiness, readiness_of
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import Refused, msgid
from consult.participation import service as participation
from consult.rounds import service as rounds


class SetupOver(Refused):
    """What has been announced is no longer set up."""

    code = "setup-over"
    status = 409
    sentence = msgid("The consultation is announced already. Go on from the organiser's desk.")


@dataclass(frozen=True, slots=True)
class Setup:
    """How far the setting up is: each step's state, what is missing, and the answers that were saved."""

    steps: Mapping[Step, StepState]
    missing: tuple[Missing, ...]
    answers: Mapping[str, Mapping[str, Any]]

    def of(self, step: Step) -> Mapping[str, Any]:
        """Return the answers of one step; empty before it is saved."""
        return self.answers.get(step, {})


def begin_consultation(*, title: str, slug: str, language: str, purpose: str, person_id: str) -> ConsultationView:
    """Return a new consultation that only its organiser sees; a short name that is left empty is made from the title.

    Refuses a short name that cannot stand in an address or is taken, and a title that is empty or too long.
    """
    taken = {one.slug for one in consultations.list_consultations(everything=True)}
    return consultations.create_consultation(
        slug=slug.strip() or suggested_slug(title, taken),
        title=title,
        purpose=purpose,
        language=language,
        organiser=person_id,
    )


def setup_of(consultation: ConsultationView) -> Setup:
    """Return how far the setting up of a consultation is."""
    answers = {step: view.answers for step, view in consultations.steps_of(consultation.id).items()}
    facts = _facts(consultation, answers)
    return Setup(states(facts), tuple(missing(facts)), answers)


def untranslated(consultation: ConsultationView) -> list[Readiness]:
    """Return the languages of the round in which some clause has no words that can be relied on, with how far each is."""
    saved, draft = consultations.steps_of(consultation.id).get(Step.LANGUAGES), drafting.latest_draft(consultation.id)
    if saved is None or draft is None:
        return []
    found = readiness_of(draft, saved.answers["languages"])
    return [one for one in found if one.progress.reviewed < one.progress.total]


def save_purpose(*, consultation_id: str, title: str, purpose: str, person_id: str | None) -> None:
    """Keep what the consultation is called and what it is for; refuse a title that is empty or too long."""
    require_setting_up(consultation_id)
    consultations.change_consultation(
        consultation_id=consultation_id, title=title, purpose=purpose, by_person=person_id
    )


def save_categories(
    *, consultation_id: str, categories: Sequence[str], names: Mapping[tuple[str, str], str], person_id: str | None
) -> None:
    """Keep the categories and their own names, each by category and language.

    Refuses a list that is empty or holds one twice, and names that cannot be read.
    """
    require_setting_up(consultation_id)
    consultations.change_consultation(consultation_id=consultation_id, categories=categories, by_person=person_id)
    consultations.set_category_names(consultation_id=consultation_id, names=names)
    save_answers(consultation_id=consultation_id, step=Step.CATEGORIES, answers={}, person_id=person_id)


def save_territories(
    *, consultation_id: str, territory_list: str, names: Mapping[str, str], lang: str, person_id: str | None
) -> None:
    """Keep the list of countries and territories and the organiser's own names, which replace those there were."""
    require_setting_up(consultation_id)
    consultations.change_consultation(
        consultation_id=consultation_id, territory_list=territory_list, by_person=person_id
    )
    for gone in set(participation.territory_overrides(consultation_id, lang)) - set(names):
        participation.set_territory_name(consultation_id=consultation_id, territory=gone, lang=lang, name="")
    for territory, name in names.items():
        participation.set_territory_name(consultation_id=consultation_id, territory=territory, lang=lang, name=name)
    save_answers(consultation_id=consultation_id, step=Step.TERRITORIES, answers={}, person_id=person_id)


def save_languages(
    *,
    consultation_id: str,
    languages: Sequence[str],
    authentic: Sequence[str],
    texts: Mapping[str, tuple[str, str]],
    names: Mapping[tuple[str, str], str],
    person_id: str | None,
) -> None:
    """Keep in which languages people take part and which of them are authentic, with title, purpose and categories in each.

    Refuses a title that is too long.
    """
    require_setting_up(consultation_id)
    for lang, (title, purpose) in texts.items():
        consultations.set_text(consultation_id=consultation_id, lang=lang, title=title, purpose=purpose)
    consultations.set_category_names(consultation_id=consultation_id, names=names)
    answers = {"languages": list(languages), "authentic": list(authentic)}
    save_answers(consultation_id=consultation_id, step=Step.LANGUAGES, answers=answers, person_id=person_id)


def save_timetable(
    *, consultation_id: str, opens_at: datetime | None, closes_at: datetime, person_id: str | None
) -> bool:
    """Keep when the first round opens, at the announcement where no moment is given, and when it closes.

    Return whether it lasts less than two weeks. Refuses a round that would open or close in the past, or close before
    it opens.
    """
    moment = clock.now(db.session)
    begins = opens_at or moment
    if closes_at <= begins:
        raise rounds.DatesRefused(field="closes_at")
    if begins < moment:
        raise rounds.DatesRefused(field="opens_at")
    answers = {"opens_at": clock.to_text(opens_at) if opens_at else "", "closes_at": clock.to_text(closes_at)}
    save_answers(consultation_id=consultation_id, step=Step.TIMETABLE, answers=answers, person_id=person_id)
    return is_short(begins, closes_at)


def save_answers(*, consultation_id: str, step: Step, answers: Mapping[str, Any], person_id: str | None) -> None:
    """Keep the answers of a step that belong to the first round; refuse `setup-over` after the announcement."""
    require_setting_up(consultation_id)
    consultations.save_step(consultation_id=consultation_id, step=step, answers=answers, by_person=person_id)


def require_setting_up(consultation_id: str) -> ConsultationView:
    """Return the consultation while it is set up; refuse `setup-over` after the announcement."""
    consultation = consultations.consultation_by_id(consultation_id)
    if consultation.announced_at is not None:
        raise SetupOver
    return consultation


def _facts(consultation: ConsultationView, answers: Mapping[str, Mapping[str, Any]]) -> Facts:
    mandate, timetable = answers.get(Step.MANDATE, {}), answers.get(Step.TIMETABLE, {})
    notices = consultations.notices_of(consultation.id)
    deciders = [*mandate.get("decision_makers", ()), *rounds.list_decision_makers(consultation.id)]
    return Facts(
        language=consultation.language,
        purpose=consultation.purpose,
        deciding_body=mandate.get("deciding_body", ""),
        mandate=mandate.get("mandate", ""),
        decision_makers=len(deciders),
        categories=consultation.categories,
        languages=answers.get(Step.LANGUAGES, {}).get("languages", ()),
        titled=set(consultations.texts_of(consultation.id)),
        has_text=drafting.latest_draft(consultation.id) is not None,
        opens_at=_moment(timetable.get("opens_at")),
        closes_at=_moment(timetable.get("closes_at")),
        bundle=answers.get(Step.DECISION, {}).get("bundle", ""),
        noticed=set(notices.by_language) if notices else (),
        saved=set(answers),
        now=clock.now(db.session),
        unreviewed=[one.lang for one in untranslated(consultation) if not one.is_enough],
    )


def _moment(text: str | None) -> datetime | None:
    return clock.from_text(text) if text else None
