"""Announcing a consultation that was set up: text, people who decide and first round, all at once or not at all."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from consult.consultations import service as consultations
from consult.consultations.service import ConsultationView, Role
from consult.drafting import service as drafting
from consult.front.rules.setup import Step
from consult.front.rules.terms import chosen_terms, kind_of
from consult.front.service.opening import deciders_in_office, start_round
from consult.front.service.setting_up import Setup, require_setting_up, setup_of
from consult.kernel import clock
from consult.kernel.errors import Refused, msgid
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Effect, Reveal, Terms
from consult.rounds.service import RoundView


class SetupIncomplete(Refused):
    """A consultation is announced when everything is there that people need to know."""

    code = "setup-incomplete"
    status = 409
    sentence = msgid("Something is missing before this can be announced. Each thing is named below, with a link to it.")


def announce(*, consultation_id: str, person_id: str) -> RoundView:
    """Return the first round, announced with its consultation and published text; it is open unless its opening is to come.

    Refuses `setup-incomplete` while a step lacks something, `notices-missing` for a language without the legal notices,
    and `setup-over` for a consultation that is announced already.
    """
    consultation = require_setting_up(consultation_id)
    setup = setup_of(consultation)
    if setup.missing:
        raise SetupIncomplete
    terms = planned_terms(consultation, setup)
    draft = drafting.latest_draft(consultation_id)
    if draft is not None:
        drafting.publish_draft(consultation_id=consultation_id, draft_id=draft.id, by_person=person_id)
    consultations.announce_consultation(consultation_id=consultation_id, by_person=person_id)
    for decider in planned_deciders(consultation_id, setup):
        _install(consultation_id, decider, person_id)
    timetable = setup.of(Step.TIMETABLE)
    return start_round(
        consultation_id=consultation_id,
        terms=terms,
        opens_at=clock.from_text(timetable["opens_at"]) if timetable["opens_at"] else None,
        closes_at=clock.from_text(timetable["closes_at"]),
        person_id=person_id,
    )


def planned_terms(consultation: ConsultationView, setup: Setup) -> Terms:
    """Return the terms of the first round as the saved answers have them."""
    mandate, decision, languages = setup.of(Step.MANDATE), setup.of(Step.DECISION), setup.of(Step.LANGUAGES)
    planned = planned_deciders(consultation.id, setup)
    named = [{part: one[part] for part in ("name", "office", "since")} for one in planned]
    deciders = [*deciders_in_office(consultation.id), *named]
    return chosen_terms(
        kind_of(decision["bundle"]),
        consultation.categories,
        bundle=decision["bundle"],
        fewest=decision["fewest"],
        reveal=Reveal(decision["reveal"]),
        **_by_category(decision, consultation),
        effect=Effect(mandate["effect"]),
        deciding_body=mandate["deciding_body"],
        mandate=mandate["mandate"],
        decision_makers=deciders,
        languages=tuple(languages["languages"]),
        authentic_languages=tuple(languages["authentic"]),
    )


def planned_deciders(consultation_id: str, setup: Setup) -> list[Mapping[str, Any]]:
    """Return who will decide by the saved answers, without those whom the consultation has as decision-makers already."""
    there = {(one["name"], one["office"]) for one in deciders_in_office(consultation_id)}
    named = setup.of(Step.MANDATE).get("decision_makers", ())
    return [one for one in named if (one["name"], one["office"]) not in there]


def _install(consultation_id: str, decider: Mapping[str, Any], by_person: str) -> None:
    """Note a decision-maker; one with an account also gets the role without which nobody declares."""
    rounds.add_decision_maker(
        consultation_id=consultation_id,
        name=decider["name"],
        office=decider["office"],
        since=datetime.fromisoformat(decider["since"]).replace(tzinfo=UTC),
        person_id=decider["person"],
        by_person=by_person,
    )
    if decider["person"]:
        consultations.grant_role(
            consultation_id=consultation_id,
            person_id=decider["person"],
            role=Role.DECISION_MAKER,
            granted_by=by_person,
        )


def _by_category(decision: Mapping[str, Any], consultation: ConsultationView) -> dict[str, Any]:
    """Return who is shown and who counts in each category, with the usual terms for one that came later."""
    usual = chosen_terms(
        kind_of(decision["bundle"]), consultation.categories, bundle=decision["bundle"], fewest=decision["fewest"]
    )
    disclosure, counting = decision["disclosure"], decision["counting"]
    return {
        "disclosure": {one: disclosure.get(one, usual.disclosure[one]) for one in consultation.categories},
        "counting": {one: tuple(counting.get(one, usual.counting[one])) for one in consultation.categories},
    }
