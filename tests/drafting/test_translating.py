"""Translations: people write them, others review them, and nobody's words are written over unread."""

from typing import Any

import pytest

from consult.consultations.service import ConsultationView
from consult.drafting import service as drafting
from consult.drafting.rules import TextStatus
from consult.drafting.rules.wording import Words
from consult.drafting.service import ClauseView, DraftView
from consult.drafting.service.translating import (
    OwnTranslation,
    ReviewedAlready,
    TranslationChanged,
    TranslationEmpty,
    TranslationNoText,
    TranslationOutdated,
    TranslationTooLong,
)
from consult.drafting.service.workbench import Work
from consult.drafting.tables import ClauseTextRevision
from consult.kernel.errors import NotFound, Refused
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from tests.world import World

FIRST = """# Principles

People can stop machines. {#stop}

Harm is made whole. {#heal}
"""
SECOND = """# Principles

People can stop machines at any time. {#stop}

Harm is made whole. {#heal}

Everything is logged.
"""


@pytest.fixture
def consultation(world: World) -> ConsultationView:
    return world.a_consultation()


@pytest.fixture
def draft(world: World, consultation: ConsultationView) -> DraftView:
    return world.a_draft(consultation, FIRST)


def clause(world: World, draft: DraftView, number: str = "1.1", lang: str = "en") -> ClauseView:
    with world.reading():
        return drafting.clause_by_number(draft, number, lang=lang)


def save(world: World, draft: DraftView, person: str, text: str = "人可叫停机器。", **given: object) -> int:
    values: dict[str, Any] = {
        "version_id": clause(world, draft, str(given.pop("number", "1.1"))).version_id,
        "lang": "zh-Hans",
        "words": Words("", text),
        "seen": 0,
        **given,
    }
    with world.acting():
        return drafting.save_text(consultation_id=draft.consultation_id, by_person=person, **values)


def review(world: World, draft: DraftView, person: str, *, seen: int, number: str = "1.1") -> int:
    with world.acting():
        return drafting.review_text(
            consultation_id=draft.consultation_id,
            version_id=clause(world, draft, number).version_id,
            lang="zh-Hans",
            by_person=person,
            seen=seen,
        )


def work(world: World, draft: DraftView, number: str = "1.1") -> Work:
    with world.reading():
        return drafting.work_on(draft, clause(world, draft, number).uid, "zh-Hans")


def test_what_a_person_translates_is_a_draft_that_readers_are_told_of_and_not_shown(
    world: World, draft: DraftView
) -> None:
    assert save(world, draft, world.a_person()) == 1
    shown = clause(world, draft, lang="zh-Hans")
    assert (shown.lang, shown.status, shown.unreliable) == ("en", "authoritative", "draft")


def test_readers_are_shown_what_a_second_person_has_reviewed(world: World, draft: DraftView) -> None:
    translator, reviewer = world.a_person(), world.a_person("Rita Reviewer")
    assert review(world, draft, reviewer, seen=save(world, draft, translator)) == 2
    shown = clause(world, draft, lang="zh-Hans")
    assert (shown.text, shown.status, shown.unreliable) == ("人可叫停机器。", "human_reviewed", "")
    standing = work(world, draft).standing
    assert (standing.translator, standing.reviewed_by, standing.waits) == (translator, reviewer, False)


def test_nobody_reviews_their_own_translation(world: World, draft: DraftView) -> None:
    translator = world.a_person()
    seen = save(world, draft, translator)
    with pytest.raises(OwnTranslation):
        review(world, draft, translator, seen=seen)


def test_whoever_changes_reviewed_words_does_not_take_them_from_readers(world: World, draft: DraftView) -> None:
    translator, reviewer = world.a_person(), world.a_person()
    review(world, draft, reviewer, seen=save(world, draft, translator))
    seen = save(world, draft, reviewer, "人们可以叫停机器。", seen=2, note="  more \n fluent ")
    assert clause(world, draft, lang="zh-Hans").text == "人可叫停机器。"
    found = work(world, draft)
    assert (found.standing.waits, found.newest.text, found.newest_status) == (True, "人们可以叫停机器。", "draft")
    assert [(one.version, one.status, one.note, one.is_reworded) for one in found.history] == [
        (1, "draft", "", False),
        (2, "human_reviewed", "", False),
        (3, "draft", "more fluent", True),
    ]
    with world.reading():
        assert drafting.improved_at(draft, clause(world, draft).version_id, "zh-Hans") is None
    review(world, draft, translator, seen=seen)
    assert clause(world, draft, lang="zh-Hans").text == "人们可以叫停机器。"
    with world.reading():
        assert drafting.improved_at(draft, clause(world, draft).version_id, "zh-Hans") is not None


def test_words_that_were_not_read_are_not_written_over(world: World, draft: DraftView) -> None:
    save(world, draft, world.a_person())
    with pytest.raises(TranslationChanged):
        save(world, draft, world.a_person(), "机器", seen=0)
    with pytest.raises(TranslationChanged):
        review(world, draft, world.a_person(), seen=0)


def test_what_is_reviewed_is_not_reviewed_again(world: World, draft: DraftView) -> None:
    seen = review(world, draft, world.a_person(), seen=save(world, draft, world.a_person()))
    with pytest.raises(ReviewedAlready):
        review(world, draft, world.a_person(), seen=seen)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        (" \n", TranslationEmpty),
        ("字" * 4001, TranslationTooLong),
        ("字\x07", TranslationNoText),
    ],
)
def test_words_that_cannot_stand_are_refused_by_the_field(
    world: World, draft: DraftView, text: str, refusal: type[Refused]
) -> None:
    with pytest.raises(refusal) as refused:
        save(world, draft, world.a_person(), text)
    assert refused.value.field == "text"
    assert work(world, draft).history == ()


def test_a_principle_is_translated_by_its_heading(world: World, draft: DraftView) -> None:
    with pytest.raises(TranslationEmpty) as refused:
        save(world, draft, world.a_person(), number="1")
    assert refused.value.field == "heading"
    assert save(world, draft, world.a_person(), number="1", words=Words("原则", "")) == 1


def test_the_source_is_not_translated_into_itself(world: World, draft: DraftView) -> None:
    with pytest.raises(drafting.SourceFixed):
        save(world, draft, world.a_person(), "People.", lang="en")


def test_what_is_not_there_is_neither_translated_nor_reviewed(world: World, draft: DraftView) -> None:
    with pytest.raises(NotFound):
        save(world, draft, world.a_person(), version_id=new_id())
    with pytest.raises(NotFound):
        review(world, draft, world.a_person(), seen=0)


def test_every_version_is_in_the_log_with_the_clause_and_the_source_it_was_made_from(
    world: World, consultation: ConsultationView, draft: DraftView
) -> None:
    review(world, draft, world.a_person(), seen=save(world, draft, world.a_person()))
    with world.acting():
        ledger.drain(consultation.id)
    with world.reading():
        acts = [act for act in ledger.replay(consultation.id) if act.leaf["type"] == "translation.publish"]
    assert [(act.content or {})["status"] for act in acts] == ["draft", "human_reviewed"]
    assert {act.leaf["subject"] for act in acts} == {clause(world, draft).subject}
    assert len({(act.content or {})["source_sha256"] for act in acts}) == 1


def test_words_from_before_versions_were_kept_are_the_first_version(world: World, draft: DraftView) -> None:
    with world.acting() as session:
        drafting.add_text(
            consultation_id=draft.consultation_id,
            version_id=clause(world, draft).version_id,
            lang="zh-Hans",
            heading="",
            text="人可叫停机器。",
            status=TextStatus.OFFICIAL,
        )
        session.execute(ClauseTextRevision.__table__.delete())
    assert work(world, draft).seen == 0
    assert save(world, draft, world.a_person(), "人们可以叫停机器。") == 2
    assert [one.status for one in work(world, draft).history] == ["official", "draft"]


def test_the_next_draft_keeps_the_translations_of_what_did_not_change_and_marks_the_others(
    world: World, consultation: ConsultationView, draft: DraftView
) -> None:
    translator, reviewer = world.a_person(), world.a_person()
    for number, text in (("1.1", "人可叫停机器。"), ("1.2", "损害得到弥补。")):
        review(world, draft, reviewer, seen=save(world, draft, translator, text, number=number), number=number)
    second = world.a_draft(consultation, SECOND, is_published=False)
    with world.reading():
        found = {one.source.number: one for one in drafting.standings_of(second, "zh-Hans")}
    assert {number: one.status for number, one in found.items()} == {
        "1": "missing",
        "1.1": "outdated",
        "1.2": "human_reviewed",
        "1.3": "missing",
    }
    assert (found["1.2"].translator, found["1.2"].reviewed_by) == (translator, reviewer)
    assert clause(world, second, "1.2", "zh-Hans").text == "损害得到弥补。"
    shown = clause(world, second, "1.1", "zh-Hans")
    assert (shown.lang, shown.unreliable) == ("en", "outdated")


def test_a_translator_sees_what_changed_in_the_source_since(
    world: World, consultation: ConsultationView, draft: DraftView
) -> None:
    save(world, draft, world.a_person())
    second = world.a_draft(consultation, SECOND, is_published=False)
    found = work(world, second)
    assert [(piece.kind, piece.text) for piece in found.source_text] == [
        ("kept", "People can stop machines"),
        ("added", " at any time"),
        ("kept", "."),
    ]
    assert (found.newest.text, found.newest_status, found.seen) == ("人可叫停机器。", "outdated", 1)
    with pytest.raises(TranslationOutdated):
        review(world, second, world.a_person(), seen=1)
    save(world, second, world.a_person(), "人可随时叫停机器。", seen=1)
    assert work(world, second).source_text == ()


def test_completeness_and_review_are_two_figures(
    world: World, consultation: ConsultationView, draft: DraftView
) -> None:
    save(world, draft, world.a_person())
    review(world, draft, world.a_person(), seen=save(world, draft, world.a_person(), number="1.2"), number="1.2")
    with world.reading():
        found = drafting.translation_progress(draft, "zh-Hans")
        voted = drafting.translation_progress(draft, "zh-Hans", kinds={"clause"})
        source = drafting.translation_progress(draft, "en")
        assert drafting.languages_of(draft) == ["en", "zh-Hans"]
    assert (found.total, found.complete, found.reviewed) == (3, 2, 1)
    assert (voted.total, voted.complete, voted.reviewed) == (2, 2, 1)
    assert source.complete == source.reviewed == source.total == 3
