"""Building the demonstration: founded, then performed act by act, each under the clock of its own moment."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from consult.accounts import service as accounts
from consult.consultations import service as consultations
from consult.consultations.service import ConsultationView, Role, Section
from consult.demonstration.rules import acts
from consult.demonstration.rules.script import SOURCE, Content, hosts, script
from consult.demonstration.rules.sittings import in_sittings
from consult.demonstration.rules.timetable import FOUNDED
from consult.demonstration.service import objecting, running, seating, speaking
from consult.demonstration.service.content import LANGUAGES, read_content
from consult.demonstration.service.stage import SLUG, Stage, address_of
from consult.front import service as front
from consult.kernel import clock
from consult.kernel.db import db
from consult.ledger import service as ledger
from consult.rounds import service as rounds

KIND = "demonstration"
Progress = Callable[[str, int, int], None]

PERFORMERS: Mapping[type[acts.Act], Callable[[Stage, Any], None]] = {
    acts.Join: seating.join,
    acts.JoinToo: seating.join_too,
    acts.Verify: seating.verify,
    acts.MakeDrafter: seating.make_drafter,
    acts.PublishDraft: running.publish_draft,
    acts.OpenRound: running.open_round,
    acts.CloseRound: running.close_round,
    acts.BeginAnswers: running.begin_answers,
    acts.PublishRound: running.publish_round,
    acts.Declare: running.declare,
    acts.Sitting: speaking.sit,
    acts.Draft: speaking.draft,
    acts.Comment: speaking.comment,
    acts.Suggest: speaking.suggest,
    acts.TakeSide: speaking.take_side,
    acts.Object: objecting.object_to,
    acts.CoSign: objecting.co_sign,
    acts.TakeStep: objecting.take_step,
    acts.Moderate: speaking.moderate,
    acts.Report: speaking.report,
    acts.Propose: speaking.propose,
    acts.Approve: speaking.approve,
}


def is_demonstration(consultation: ConsultationView) -> bool:
    """Whether everyone in the consultation is invented."""
    return (consultation.source or {}).get("kind") == KIND


def find_demonstration() -> ConsultationView | None:
    """Return the demonstration, or None; another consultation may hold its short name."""
    found = consultations.find_consultation(SLUG)
    return found if found and is_demonstration(found) else None


def build(progress: Progress = lambda _what, _done, _total: None) -> ConsultationView:
    """Return the demonstration, built now through the services like any other consultation.

    All of it belongs into one transaction, so that nobody sees half of it and no worker closes a round of its past
    before its votes are there. Refuses `slug-taken` when another consultation has its short name.
    """
    content, began = read_content(), clock.now(db.session)
    whole = script(content)
    day = began.replace(minute=0, second=0, microsecond=0)
    with clock.moved(day + FOUNDED - began):
        stage = _found(content, day, hosts(whole))
    performed = in_sittings(whole)
    for done, act in enumerate(performed):
        with clock.moved(day + act.at - began):
            PERFORMERS[type(act)](stage, act)
        progress("building the demonstration", done, len(performed))
    ledger.drain(stage.consultation_id)
    return consultations.consultation_by_id(stage.consultation_id)


def _found(content: Content, day: datetime, hosted: Mapping[str, str]) -> Stage:
    """Create and announce the consultation with those who run it."""
    words = content.consultation
    officials = {one["key"]: _official(one) for one in content.people["official"]}
    made = consultations.create_consultation(
        slug=SLUG,
        title=words[SOURCE]["title"],
        purpose=words[SOURCE]["purpose"],
        organiser=officials["organiser"],
        language=SOURCE,
        territory_list="un_members_observers",
        source={"kind": KIND},
        cite_as=words["contract"]["cite_as"],
    )
    for lang in LANGUAGES:
        consultations.set_text(consultation_id=made.id, lang=lang, **words[lang])
    for one in content.people["official"]:
        for role in one["roles"]:
            consultations.grant_role(
                consultation_id=made.id,
                person_id=officials[one["key"]],
                role=Role(role),
                granted_by=officials["organiser"],
            )
        _take_office(made.id, officials, one)
    consultations.publish_notices(
        consultation_id=made.id,
        contents={lang: _sections(content.notices[lang]) for lang in LANGUAGES},
        by_person=officials["organiser"],
    )
    front.set_targets(consultation_id=made.id, targets=_targets(words["targets"]), person_id=officials["organiser"])
    consultations.announce_consultation(consultation_id=made.id, by_person=officials["organiser"])
    return Stage(content, made.id, made.categories, day, officials, hosted)


def _take_office(consultation_id: str, officials: Mapping[str, str], one: Mapping[str, Any]) -> None:
    """Note an official who decides, in office from now on."""
    if "office" in one:
        rounds.add_decision_maker(
            consultation_id=consultation_id,
            name=one["name"],
            office=one["office"],
            since=clock.now(db.session),
            person_id=officials[one["key"]],
            by_person=officials["organiser"],
        )


def _targets(written: Mapping[str, Mapping[str, int]]) -> dict[tuple[str, str], int]:
    """Return how many seats are wanted by category and region, which is empty where any will do."""
    return {
        (category, "" if place == "anywhere" else place): seats
        for category, places in written.items()
        for place, seats in places.items()
    }


def _official(one: Mapping[str, Any]) -> str:
    return accounts.add_person(name=one["name"], email=address_of(one["key"])).id


def _sections(written: Mapping[str, str]) -> dict[Section, str]:
    return {Section(name): text for name, text in written.items()}
