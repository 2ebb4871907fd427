"""Corrigenda: two editors correct published words; everyone reads the new ones, and the digest stays that of the old."""

from typing import Any

import pytest

from consult.consultations.service import ConsultationView
from consult.drafting import service as drafting
from consult.drafting.rules import TextStatus, new_of, old_of
from consult.drafting.service import ClauseView, DraftView
from consult.kernel.errors import NotFound, Refused
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.rounds import service as rounds
from consult.rounds.service import CorrigendumView
from consult.voting import service as voting
from tests.conftest import Scene
from tests.drafting.negotiating import clauses
from tests.world import World

PROPOSER, SECOND = "Edda Editor", "Enzo Editor"


@pytest.fixture
def consultation(world: World) -> ConsultationView:
    return world.a_consultation()


@pytest.fixture
def draft(world: World, consultation: ConsultationView) -> DraftView:
    return world.a_draft(consultation)


@pytest.fixture
def people(world: World) -> tuple[str, str]:
    return world.a_person(PROPOSER), world.a_person(SECOND)


def proposed(world: World, draft: DraftView, person_id: str, **given: Any) -> CorrigendumView:
    values = {
        "clause_uid": clauses(world, draft)[0].uid,
        "lang": draft.language,
        "old_words": "can stop them",
        "new_words": "can stop it",
        "change_class": 2,
        "reason": "A slip of the pen.",
        **given,
    }
    with world.acting():
        return rounds.propose_corrigendum(draft=draft, person_id=person_id, **values)


def confirmed(world: World, draft: DraftView, people: tuple[str, str], **given: Any) -> CorrigendumView:
    made = proposed(world, draft, people[0], **given)
    with world.acting():
        return rounds.confirm_corrigendum(draft=draft, corrigendum_id=made.id, person_id=people[1])


def said(world: World, draft: DraftView, lang: str = "en") -> list[ClauseView]:
    with world.reading():
        return drafting.clauses_of(draft, lang=lang)


def test_a_proposal_changes_nothing_until_a_second_editor_confirms_it(
    world: World, draft: DraftView, people: tuple[str, str]
) -> None:
    before = clauses(world, draft)
    made = proposed(world, draft, people[0])
    assert (made.number, str(made.state), clauses(world, draft)) == (None, "proposed", before)
    with pytest.raises(rounds.SecondEditorNeeded), world.acting():
        rounds.confirm_corrigendum(draft=draft, corrigendum_id=made.id, person_id=people[0])
    with world.acting():
        done = rounds.confirm_corrigendum(draft=draft, corrigendum_id=made.id, person_id=people[1])
    assert (done.number, done.is_confirmed) == (1, True)
    assert clauses(world, draft)[0].text == "Systems serve people, and people can stop it."
    assert (old_of(done.pieces), new_of(done.pieces)) == (before[0].text, clauses(world, draft)[0].text)
    assert clauses(world, draft)[1:] == before[1:]


def test_every_reader_sees_the_corrected_words_and_the_digest_stays(
    world: World, scene: Scene, people: tuple[str, str]
) -> None:
    with world.reading():
        draft = drafting.draft_by_id(scene.consultation.id, scene.round.draft_id or "")
    vote = world.a_vote(scene.round, scene.people["citizen"])
    confirmed(world, draft, people)
    with world.reading():
        now = drafting.draft_by_id(scene.consultation.id, draft.id)
        clause = drafting.clause_by_number(now, "1.1", lang="en")
        lines = " ".join(
            line.text for each in drafting.lines_of(drafting.clauses_of(now, lang="en")) for line in each.lines
        )
        item = next(one for one in voting.items_of(scene.round, lang="en") if one.id == clause.uid)
    assert now.sha256 == draft.sha256
    assert "can stop it" in clause.text
    assert "can stop it" in lines
    assert "can stop it" in item.text
    assert vote.version == 1
    later = world.a_draft(scene.consultation, is_published=False)
    with world.reading():
        changes = drafting.compare_drafts(now, later, lang="en")
    assert "edited" in {str(one.kind) for one in changes}


def test_corrigenda_are_numbered_for_each_draft_in_the_order_of_confirmation(
    world: World, draft: DraftView, people: tuple[str, str]
) -> None:
    first = proposed(world, draft, people[0])
    second = confirmed(world, draft, people, old_words="serve people,", new_words="serve the people,")
    with world.acting():
        done = rounds.confirm_corrigendum(draft=draft, corrigendum_id=first.id, person_id=people[1])
    assert (second.number, done.number) == (1, 2)
    with world.reading():
        assert [one.number for one in rounds.corrigenda_of(draft)] == [1, 2]
        assert rounds.corrections_in(draft) == {(clauses(world, draft)[0].uid, "en"): (1, 2)}
    other = world.a_draft(world.a_consultation())
    assert confirmed(world, other, people).number == 1


def test_a_heading_can_be_corrected(world: World, draft: DraftView, people: tuple[str, str]) -> None:
    heading = next(one for one in said(world, draft) if one.kind == "principle")
    done = confirmed(world, draft, people, clause_uid=heading.uid, old_words="People first", new_words="People First")
    assert done.part == "heading"
    assert said(world, draft)[0].heading == "People First"


def test_a_declined_corrigendum_has_no_number_and_changes_nothing(
    world: World, draft: DraftView, people: tuple[str, str]
) -> None:
    made = proposed(world, draft, people[0])
    with world.acting():
        done = rounds.decline_corrigendum(draft=draft, corrigendum_id=made.id, person_id=people[1])
    assert (done.number, str(done.state)) == (None, "declined")
    for act in (rounds.confirm_corrigendum, rounds.decline_corrigendum):
        with pytest.raises(rounds.CorrigendumDecided), world.acting():
            act(draft=draft, corrigendum_id=made.id, person_id=people[1])
    with world.reading():
        assert (rounds.corrigenda_of(draft), rounds.proposed_corrigenda(draft)) == ([], [])


def test_two_corrigenda_of_the_same_words_are_not_both_confirmed(
    world: World, draft: DraftView, people: tuple[str, str]
) -> None:
    made = proposed(world, draft, people[0])
    confirmed(world, draft, people, new_words="may stop it")
    with pytest.raises(drafting.WordsNotThere), world.acting():
        rounds.confirm_corrigendum(draft=draft, corrigendum_id=made.id, person_id=people[1])
    assert "may stop it" in clauses(world, draft)[0].text


@pytest.mark.parametrize(
    ("given", "refusal", "field"),
    [
        ({"old_words": ""}, drafting.WordsNotThere, "old_words"),
        ({"old_words": "never said"}, drafting.WordsNotThere, "old_words"),
        ({"old_words": "people"}, drafting.WordsNotThere, "old_words"),
        ({"lang": "fr"}, drafting.WordsNotThere, "old_words"),
        ({"new_words": "can stop them"}, drafting.NothingToCorrect, "new_words"),
        ({"new_words": "x" * 4_001}, drafting.NothingToCorrect, "new_words"),
        ({"change_class": None}, rounds.CorrigendumClassNeeded, "change_class"),
        ({"change_class": 3}, rounds.CorrigendumClassNeeded, "change_class"),
        ({"reason": " "}, rounds.CorrigendumReasonNeeded, "reason"),
        ({"reason": "x" * 1_001}, rounds.CorrigendumReasonNeeded, "reason"),
    ],
)
def test_what_is_no_correction_is_refused(
    world: World,
    draft: DraftView,
    people: tuple[str, str],
    given: dict[str, object],
    refusal: type[Refused],
    field: str,
) -> None:
    with pytest.raises(refusal) as refused:
        proposed(world, draft, people[0], **given)
    assert refused.value.field == field


def test_an_unpublished_draft_needs_no_corrigendum(
    world: World, consultation: ConsultationView, people: tuple[str, str]
) -> None:
    draft = world.a_draft(consultation, is_published=False)
    with pytest.raises(drafting.NotPublished):
        proposed(world, draft, people[0])


def test_a_corrigendum_of_another_draft_is_not_found(world: World, draft: DraftView, people: tuple[str, str]) -> None:
    other = world.a_draft(world.a_consultation())
    made = proposed(world, other, people[0])
    for corrigendum_id in (made.id, new_id()):
        with pytest.raises(NotFound), world.reading():
            rounds.get_corrigendum(draft, corrigendum_id)


def translated(world: World, draft: DraftView, clause: ClauseView, text: str) -> None:
    with world.acting():
        drafting.add_text(
            consultation_id=draft.consultation_id,
            version_id=clause.version_id,
            lang="fr",
            heading="",
            text=text,
            status=TextStatus.OFFICIAL,
        )


def test_a_translation_is_corrected_likewise_and_still_stands_for_a_source_that_was(
    world: World, draft: DraftView, people: tuple[str, str]
) -> None:
    clause = clauses(world, draft)[0]
    translated(world, draft, clause, "On peut les arrêter.")
    confirmed(world, draft, people)
    assert {one.uid: one.text for one in said(world, draft, "fr")}[clause.uid] == "On peut les arrêter."
    confirmed(world, draft, people, lang="fr", old_words="les arrêter", new_words="l’arrêter")
    shown = {one.uid: one for one in said(world, draft, "fr")}[clause.uid]
    assert (shown.text, shown.lang) == ("On peut l’arrêter.", "fr")
    with world.reading():
        assert rounds.corrections_in(draft) == {(clause.uid, "en"): (1,), (clause.uid, "fr"): (2,)}


def test_a_confirmed_corrigendum_is_in_the_log(world: World, draft: DraftView, people: tuple[str, str]) -> None:
    confirmed(world, draft, people)
    with world.acting():
        ledger.drain(draft.consultation_id)
    with world.reading():
        assert str(ledger.recent_acts(log_id=draft.consultation_id)[0].kind) == "text.correct"
