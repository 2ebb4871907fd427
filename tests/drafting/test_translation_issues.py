"""Reported problems with a translation: each gets an answer that everyone can read."""

from typing import Any

import pytest

from consult.consultations.service import ConsultationView
from consult.drafting import service as drafting
from consult.drafting.rules import TextStatus
from consult.drafting.rules.translation import IssueState
from consult.drafting.service import ClauseView, DraftView
from consult.drafting.service.issues import (
    IssueMoved,
    IssueView,
    NoTranslation,
    ReportedWordsMissing,
    TranslationReportEmpty,
    TranslationReportNoText,
    TranslationReportTooLong,
)
from consult.kernel.errors import NotFound, Refused
from consult.ledger import service as ledger
from tests.world import World


@pytest.fixture
def consultation(world: World) -> ConsultationView:
    return world.a_consultation()


@pytest.fixture
def draft(world: World, consultation: ConsultationView) -> DraftView:
    made = world.a_draft(consultation)
    with world.acting():
        drafting.add_text(
            consultation_id=consultation.id,
            version_id=drafting.clause_by_number(made, "1.1", lang="en").version_id,
            lang="zh-Hans",
            heading="",
            text="系统为人服务。",
            status=TextStatus.MACHINE,
        )
    return made


def clause(world: World, draft: DraftView, number: str = "1.1") -> ClauseView:
    with world.reading():
        return drafting.clause_by_number(draft, number, lang="en")


def report(world: World, draft: DraftView, number: str = "1.1", **given: Any) -> int:
    person, found = world.a_person(), clause(world, draft, number)
    values = {"lang": "zh-Hans", "quote": "为人服务", "note": "It says “for” where it must say “under”.", **given}
    with world.acting():
        return drafting.report_issue(clause=found, draft=draft, by_person=person, **values)


def answer(world: World, draft: DraftView, number: int, state: IssueState, seen: str, text: str = "So.") -> IssueView:
    person = world.a_person()
    with world.acting():
        return drafting.answer_issue(
            consultation_id=draft.consultation_id, number=number, state=state, answer=text, by_person=person, seen=seen
        )


def test_a_report_waits_in_the_queue_with_its_place(world: World, draft: DraftView) -> None:
    first, second = report(world, draft), report(world, draft, quote="")
    with world.reading():
        found = drafting.list_issues(draft.consultation_id, states={IssueState.OPEN})
        here = drafting.list_issues(draft.consultation_id, version_id=clause(world, draft).version_id)
        elsewhere = drafting.list_issues(draft.consultation_id, version_id=clause(world, draft, "1.2").version_id)
    assert [one.number for one in found] == [second, first] == [2, 1]
    assert here == found
    assert elsewhere == []
    assert (found[1].clause_number, found[1].draft_number, found[1].quote) == ("1.1", 1, "为人服务")


def test_what_is_confirmed_is_corrected_later(world: World, draft: DraftView) -> None:
    number = report(world, draft)
    confirmed = answer(world, draft, number, IssueState.CONFIRMED, "open", "You are right.")
    assert (confirmed.state, confirmed.answer) == ("confirmed", "You are right.")
    assert confirmed.following == (IssueState.FIXED, IssueState.DISMISSED)
    assert answer(world, draft, number, IssueState.FIXED, "confirmed").following == ()


@pytest.mark.parametrize(
    ("state", "seen"), [(IssueState.FIXED, "open"), (IssueState.OPEN, "open"), (IssueState.DISMISSED, "confirmed")]
)
def test_a_report_does_not_jump_and_is_not_answered_twice(
    world: World, draft: DraftView, state: IssueState, seen: str
) -> None:
    number = report(world, draft)
    with pytest.raises(IssueMoved):
        answer(world, draft, number, state, seen)


@pytest.mark.parametrize(
    ("given", "refusal", "field"),
    [
        ({"lang": "ar"}, NoTranslation, "in_language"),
        ({"lang": "en"}, NoTranslation, "in_language"),
        ({"quote": "Systems"}, ReportedWordsMissing, "quote"),
        ({"note": "  "}, TranslationReportEmpty, "note"),
        ({"note": "x" * 1001}, TranslationReportTooLong, "note"),
        ({"note": "\x07"}, TranslationReportNoText, "note"),
    ],
)
def test_a_report_that_cannot_be_followed_is_refused_by_its_field(
    world: World, draft: DraftView, given: dict[str, str], refusal: type[Refused], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        report(world, draft, **given)
    assert refused.value.field == field
    with world.reading():
        assert drafting.list_issues(draft.consultation_id) == []


def test_an_answer_says_something_and_is_about_a_report_that_is_there(world: World, draft: DraftView) -> None:
    number = report(world, draft)
    with pytest.raises(TranslationReportEmpty):
        answer(world, draft, number, IssueState.DISMISSED, "open", " ")
    with pytest.raises(NotFound):
        answer(world, draft, 9, IssueState.DISMISSED, "open")


def test_report_and_answer_are_in_the_log(world: World, consultation: ConsultationView, draft: DraftView) -> None:
    answer(world, draft, report(world, draft), IssueState.DISMISSED, "open", "It is the usual word.")
    with world.acting():
        ledger.drain(consultation.id)
    with world.reading():
        acts = {
            str(act.leaf["type"]): act.content or {}
            for act in ledger.replay(consultation.id)
            if str(act.leaf["type"]) in {"translation.report", "translation.answer"}
        }
    assert acts["translation.report"]["note"] == "It says “for” where it must say “under”."
    assert acts["translation.answer"]["answer"] == "It is the usual word."
