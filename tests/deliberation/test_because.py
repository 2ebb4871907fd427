"""What changed because of whom: the page of a draft's changes, the decisions that name them, and the table as CSV."""

import csv
import io

import pytest

from consult.consultations.service import Role
from consult.deliberation import service as deliberation
from consult.deliberation.rules.dispositions import Disposition
from consult.deliberation.rules.words import Attribution
from consult.drafting import service as drafting
from consult.drafting.rules.changes import Source, SourceKind
from consult.export.rules.dispositions import COLUMNS, dispositions_csv, shortened
from consult.front import service as front
from consult.moderation import service as moderation
from consult.moderation.rules import ActionKind, Ground
from tests.client import Client
from tests.conftest import Scene
from tests.world import TEXT, World


@pytest.fixture
def editor(world: World, scene: Scene) -> str:
    person = world.a_person("Edda Editor")
    world.a_role(scene.consultation, person, Role.EDITOR)
    return person


@pytest.fixture
def comments(world: World, scene: Scene, editor: str) -> list[str]:
    """Three accepted comments: one of a delegation, one that is hidden, and one that its author did not publish."""
    delegate, citizen = scene.people["delegate"], scene.people["citizen"]
    made = [
        world.a_comment(scene.round, delegate, "=Say who can stop them.", proposed="Anyone can stop them."),
        world.a_comment(scene.round, citizen, "An unkind word."),
        world.a_comment(scene.round, citizen, "Between us.", attribution=Attribution.UNPUBLISHED),
    ]
    with world.acting():
        moderation.decide(
            consultation_id=scene.consultation.id,
            comment_id=made[1],
            action=ActionKind.HIDE,
            person_id=scene.people["moderator"],
            rule=Ground.HATE,
            note="It attacks a person.",
        )
    world.closed(scene.round)
    world.answering(scene.round)
    for comment in made:
        world.a_proposal(scene.round, comment, editor, disposition=Disposition.ACCEPTED, reason="Clause 1.1 says it.")
        world.an_approval(scene.round, comment, scene.people["organiser"])
    return made


def published(world: World, scene: Scene, comment: str, editor: str) -> drafting.DraftView:
    """Return the next draft, in which the first clause says something else because of the comment."""
    text = TEXT.replace("people can stop them", "anyone can stop them")
    made = world.a_draft(scene.consultation, text, is_published=False)
    with world.acting():
        (changed,) = drafting.list_changed(scene.consultation.id, made.id)
        drafting.cite_change(
            consultation_id=scene.consultation.id,
            draft_id=made.id,
            clause_uid=changed.uid,
            drafter="Edda Editor",
            reason="Everyone may.",
            change_class=3,
            sources=[Source(SourceKind.COMMENT, ref=comment), Source(SourceKind.LEGAL, note="As counsel advised.")],
            by_person=editor,
        )
        drafting.confirm_lineage(consultation_id=scene.consultation.id, draft_id=made.id, by_person=editor)
    with world.acting():
        return front.publish_next_draft(consultation_id=scene.consultation.id, draft_id=made.id, person_id=editor)


def test_a_change_names_the_comments_that_caused_it_and_they_name_what_they_changed(
    stranger: Client, world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    published(world, scene, comments[0], editor)
    page = stranger.get(f"{scene.home}/d/2/because")
    changes, accepted = page.words.split("Accepted comments on the draft before")
    for told in (
        "Clause 1.1",
        "Everyone may.",
        "Drafted by Edda Editor. Class 3: substance.",
        "Comment 1",
        "As counsel advised.",
    ):
        assert told in changes
    assert "Comment 2" not in changes
    assert accepted.count("No change of this draft cites it.") == 2
    for silent in ("An unkind word.", "Between us."):
        assert silent not in page.words
    with world.reading():
        (result,) = deliberation.results_of(scene.consultation.id)[comments[0]]
        outcomes = [deliberation.get_comment(scene.consultation.id, each).outcome for each in comments]
    assert [outcome.change_id for outcome in outcomes if outcome] == [result.change_id, None, None]


def test_a_decision_that_comes_after_the_draft_names_the_change_too(world: World, scene: Scene, editor: str) -> None:
    comment = world.a_comment(scene.round, scene.people["delegate"], "Say who.")
    world.closed(scene.round)
    world.answering(scene.round)
    published(world, scene, comment, editor)
    world.a_proposal(scene.round, comment, editor)
    world.an_approval(scene.round, comment, scene.people["organiser"])
    with world.reading():
        outcome = deliberation.get_comment(scene.consultation.id, comment).outcome
        (result,) = deliberation.results_of(scene.consultation.id)[comment]
    assert outcome is not None
    assert outcome.change_id == result.change_id


def test_a_draft_that_is_not_published_tells_nothing(stranger: Client, world: World, scene: Scene) -> None:
    world.a_draft(scene.consultation, TEXT.replace("can", "may"), is_published=False)
    for number in (2, 9):
        stranger.get(f"{scene.home}/d/{number}/because", status=404)
    first = stranger.get(f"{scene.home}/d/1/because").words
    assert "No change of this draft says where it comes from." in first
    assert "No comment on the draft before is accepted." in first


def test_the_table_as_csv_tells_what_the_page_tells_and_runs_no_formula(
    stranger: Client, world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    published(world, scene, comments[0], editor)
    with world.acting():
        deliberation.say_satisfaction(
            consultation_id=scene.consultation.id,
            comment_id=comments[1],
            person_id=scene.people["citizen"],
            said="not_satisfied",
            words="Unkind again.",
        )
    answer = stranger.get(f"{scene.home}/rounds/1/dispositions.csv")
    named, hidden, unpublished = csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert tuple(named) == COLUMNS
    assert named["summary"] == "'=Say who can stop them."
    told = [named[name] for name in ("draft_no", "category", "lang", "proposed_text", "disposition", "decided_by_role")]
    assert told == ["1", "company", "en", "Anyone can stop them.", "accepted", "editor organiser"]
    with world.reading():
        newest = drafting.draft_by_number(scene.consultation.id, 2)
        clause = drafting.clause_by_uid(newest, named["clause_uid"], lang="en")
    assert named["resulting_clause_version"] == clause.version_id
    assert (hidden["summary"], hidden["satisfaction"], hidden["satisfaction_words"]) == ("", "not_satisfied", "")
    assert hidden["reason"] == "Clause 1.1 says it."
    assert {name for name, value in unpublished.items() if value} == {
        "comment_id", "comment_number", "clause_uid", "draft_no", "category", "disposition",
    }  # fmt: skip
    stranger.get(f"{scene.home}/rounds/7/dispositions.csv", status=404)


def test_a_summary_of_a_comment_is_one_short_line() -> None:
    assert shortened("Say  who\ndecides.") == "Say who decides."
    assert shortened("x" * 300) == "x" * 300
    assert shortened("x" * 301) == "x" * 299 + "…"
    assert dispositions_csv([]).count("\r\n") == 1
