"""Authentic languages say the same: a change in one has to be compared with the others before a text is final."""

from dataclasses import replace

import pytest

from consult.consultations.service import ConsultationView
from consult.drafting import service as drafting
from consult.drafting.rules import Stage, TextStatus
from consult.drafting.rules.wording import Words
from consult.drafting.service import DraftView
from consult.drafting.service.concordance import (
    ConcordanceChanged,
    ConcordancePending,
    ConcordanceUnreviewed,
    SideBySide,
)
from consult.drafting.service.translating import OwnTranslation
from consult.kernel.errors import NotFound
from consult.ledger import service as ledger
from tests.drafting.negotiating import a_move, clauses, staged
from tests.world import World

WORDS = {"1": ("原则", ""), "1.1": ("", "人可叫停机器。"), "1.2": ("", "损害得到弥补。")}
TEXT = """# Principles

People can stop machines. {#stop}

Harm is made whole. {#heal}
"""


@pytest.fixture
def consultation(world: World) -> ConsultationView:
    made = world.a_consultation()
    with world.acting():
        drafting.set_authentic(consultation_id=made.id, languages=["zh-Hans"], by_person=None)
    return made


@pytest.fixture
def draft(world: World, consultation: ConsultationView) -> DraftView:
    made = world.a_draft(consultation, TEXT)
    translate(world, made, "zh-Hans")
    return made


def translate(world: World, draft: DraftView, lang: str, status: TextStatus = TextStatus.AUTHORITATIVE) -> None:
    with world.acting():
        for clause in drafting.clauses_of(draft, lang="en"):
            heading, text = WORDS[clause.number]
            drafting.add_text(
                consultation_id=draft.consultation_id,
                version_id=clause.version_id,
                lang=lang,
                heading=heading,
                text=text,
                status=status,
            )


def beside(world: World, draft: DraftView, number: str = "1.1") -> SideBySide:
    with world.reading():
        return next(one for one in drafting.side_by_side(draft) if one.clause.number == number)


def confirm(
    world: World, draft: DraftView, person: str, number: str = "1.1", lang: str = "zh-Hans", seen: str | None = None
) -> None:
    found = beside(world, draft, number)
    with world.acting():
        drafting.confirm_concordance(
            consultation_id=draft.consultation_id,
            version_id=found.clause.version_id,
            lang=lang,
            by_person=person,
            seen=found.digest if seen is None else seen,
        )


def test_each_authentic_language_waits_until_someone_has_compared_it(world: World, draft: DraftView) -> None:
    person = world.a_person()
    assert beside(world, draft).pending == ("zh-Hans",)
    confirm(world, draft, person)
    found = beside(world, draft)
    assert found.pending == ()
    assert [(one.lang, one.status, one.confirmed_by) for one in found.languages] == [
        ("en", "authoritative", None),
        ("zh-Hans", "authoritative", person),
    ]


def test_a_change_in_one_language_opens_the_comparison_of_every_other(
    world: World, consultation: ConsultationView, draft: DraftView
) -> None:
    with world.acting():
        drafting.set_authentic(consultation_id=consultation.id, languages=["zh-Hans", "ar"], by_person=None)
    translate(world, draft, "ar")
    for lang in ("ar", "zh-Hans"):
        confirm(world, draft, world.a_person(), lang=lang)
    assert beside(world, draft).pending == ()
    version = beside(world, draft).clause.version_id
    scope = {"consultation_id": consultation.id, "version_id": version, "lang": "ar"}
    translator = world.a_person()
    with world.acting():
        seen = drafting.save_text(**scope, words=Words("", "كلمات أخرى"), by_person=translator, seen=1)
    assert beside(world, draft).pending == (), "readers are shown the old words until the new ones are reviewed"
    reviewer = world.a_person()
    with world.acting():
        drafting.review_text(**scope, by_person=reviewer, seen=seen)
    assert beside(world, draft).pending == ("ar", "zh-Hans")


def test_a_final_text_is_refused_while_something_is_pending(world: World, draft: DraftView) -> None:
    with world.reading():
        drafting.require_concordance(draft)  # what is not final may still differ
        with pytest.raises(ConcordancePending) as refused:
            drafting.require_concordance(replace(draft, stage=Stage.FINAL))
    assert refused.value.facts == {"count": 3}
    for number in WORDS:
        confirm(world, draft, world.a_person(), number)
    with world.reading():
        drafting.require_concordance(replace(draft, stage=Stage.FINAL))
        assert drafting.pending_in(draft) == {}


def test_a_final_draft_is_published_once_its_authentic_languages_agree(
    world: World, consultation: ConsultationView
) -> None:
    made = staged(world, world.a_draft(consultation, TEXT, is_published=False))
    for clause in clauses(world, made):
        a_move(world, clause, consultation, "closed")
    translate(world, made, "zh-Hans")
    scope = {"consultation_id": consultation.id, "draft_id": made.id, "by_person": None}
    with pytest.raises(ConcordancePending), world.acting():
        drafting.publish_draft(**scope)
    for number in WORDS:
        confirm(world, made, world.a_person(), number)
    with world.acting():
        assert drafting.publish_draft(**scope).published_at is not None


def test_a_text_that_is_binding_in_one_language_waits_for_nothing(world: World) -> None:
    made = world.a_draft(world.a_consultation(), TEXT)
    translate(world, made, "zh-Hans", TextStatus.MACHINE)
    with world.reading():
        drafting.require_concordance(replace(made, stage=Stage.FINAL))
        assert drafting.authentic_languages(made) == ["en"]
        assert [one.status for one in drafting.side_by_side(made)[0].languages] == ["authoritative", "machine"]


def test_words_that_are_missing_or_unreviewed_agree_with_nothing(world: World, consultation: ConsultationView) -> None:
    made = world.a_draft(consultation, TEXT)
    assert beside(world, made).pending == ("zh-Hans",)
    with pytest.raises(ConcordanceUnreviewed):
        confirm(world, made, world.a_person())
    translate(world, made, "zh-Hans", TextStatus.DRAFT)
    with pytest.raises(ConcordanceUnreviewed):
        confirm(world, made, world.a_person())


def test_nobody_confirms_their_own_words_or_words_they_have_not_read(world: World, draft: DraftView) -> None:
    translator, reviewer = world.a_person(), world.a_person()
    scope = {
        "consultation_id": draft.consultation_id,
        "version_id": beside(world, draft).clause.version_id,
        "lang": "zh-Hans",
    }
    with world.acting():
        seen = drafting.save_text(**scope, words=Words("", "机器可被叫停。"), by_person=translator, seen=1)
        drafting.review_text(**scope, by_person=reviewer, seen=seen)
    with pytest.raises(OwnTranslation):
        confirm(world, draft, translator)
    with pytest.raises(ConcordanceChanged):
        confirm(world, draft, reviewer, seen="0" * 64)
    confirm(world, draft, reviewer)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_only_further_authentic_languages_are_confirmed(world: World, draft: DraftView, lang: str) -> None:
    with pytest.raises(NotFound):
        confirm(world, draft, world.a_person(), lang=lang)


def test_a_language_is_authentic_until_it_is_taken_back(world: World, consultation: ConsultationView) -> None:
    made = world.a_draft(consultation, TEXT)
    with world.acting():
        drafting.set_authentic(consultation_id=consultation.id, languages=["ar", "en"], by_person=None)
    with world.reading():
        assert drafting.authentic_languages(made) == ["en", "ar"]


def test_a_confirmation_is_in_the_log_and_binds_the_words_of_all(
    world: World, consultation: ConsultationView, draft: DraftView
) -> None:
    confirm(world, draft, world.a_person())
    with world.acting():
        ledger.drain(consultation.id)
    with world.reading():
        (act,) = (one for one in ledger.replay(consultation.id) if one.leaf["type"] == "concordance.confirm")
    found = beside(world, draft)
    assert act.content == {"lang": "zh-Hans", "sha256": found.digest}
    assert act.leaf["subject"] == found.clause.subject
