"""Comments: said once, in an open round, under the words they are about; kept as they were."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from consult.deliberation import service as deliberation
from consult.deliberation.rules.words import PAGE_SIZE, Attribution
from consult.deliberation.service import CommentPage, CommentView
from consult.deliberation.tables import CommentRevision
from consult.kernel import clock
from consult.kernel.errors import NotFound, Refused
from consult.kernel.idempotency import KeyReused
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundClosed, RoundView
from tests.conftest import Scene
from tests.world import World


def get(world: World, scene: Scene, comment: str) -> CommentView:
    with world.reading():
        return deliberation.get_comment(scene.consultation.id, comment)


def said_on(world: World, one: RoundView, page: int = 1) -> CommentPage:
    with world.reading():
        return deliberation.comments_on(
            consultation_id=one.consultation_id, clause_uid=world.clauses(one)[0].uid, draft_id=one.draft_id, page=page
        )


def test_a_comment_stands_under_its_clause_with_who_said_it(world: World, scene: Scene) -> None:
    comment = get(world, scene, world.a_comment(scene.round, scene.people["delegate"], "Say *who* decides."))
    assert (comment.number, comment.author, comment.category) == (1, "Dataworks (invented)", "company")
    assert comment.html.strip() == "<p>Say <em>who</em> decides.</p>"
    assert comment.markdown == "Say *who* decides."
    assert said_on(world, scene.round).comments == (comment,)


def test_comments_are_numbered_through_the_consultation(world: World, scene: Scene) -> None:
    clauses = world.clauses(scene.round)
    numbers = [
        get(world, scene, world.a_comment(scene.round, scene.people["citizen"], clause=clause)).number
        for clause in clauses
    ]
    assert numbers == [1, 2, 3]
    with world.reading():
        counts = deliberation.comment_counts(consultation_id=scene.consultation.id, draft_id=scene.round.draft_id or "")
    assert counts == dict.fromkeys([clause.uid for clause in clauses], 1)


def test_requests_with_one_key_post_once_and_other_words_need_another_key(world: World, scene: Scene) -> None:
    key = new_id()
    posted = {world.a_comment(scene.round, scene.people["citizen"], "Once.", key=key) for _ in range(3)}
    assert len(posted) == 1
    with pytest.raises(KeyReused):
        world.a_comment(scene.round, scene.people["citizen"], "Twice.", key=key)
    assert world.a_comment(scene.round, scene.people["delegate"], "Once.", key=key) not in posted
    assert said_on(world, scene.round).total == 2


@pytest.mark.parametrize(
    ("attribution", "expected"),
    [
        (Attribution.NAMED, ("Carmen Citizen", "citizen", "BO", "Be brief.")),
        (Attribution.CATEGORY_ONLY, (None, "citizen", None, "Be brief.")),
        (Attribution.UNPUBLISHED, (None, "citizen", None, "")),
    ],
)
def test_an_author_chooses_how_much_of_a_comment_is_published(
    world: World, attribution: Attribution, expected: tuple[str | None, ...]
) -> None:
    consultation = world.a_consultation()
    world.a_draft(consultation)
    person = world.a_person("Carmen Citizen")
    world.a_seat(consultation, person_id=person, territory="BO")
    comment = world.a_comment(world.a_round(consultation), person, "Be brief.", attribution=attribution)
    with world.reading():
        shown = deliberation.get_comment(consultation.id, comment)
        reviewed = deliberation.comment_for_review(consultation.id, comment)
    assert (shown.author, shown.category, shown.territory, shown.markdown) == expected
    assert "Be brief." in reviewed.html
    assert reviewed.author == shown.author


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "comment-empty"), (" \n", "comment-empty"), ("x" * 10_001, "comment-too-long"), ("a\x00b", "text-refused")],
)
def test_words_that_cannot_be_taken_are_refused(world: World, scene: Scene, text: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        world.a_comment(scene.round, scene.people["citizen"], text)
    assert said_on(world, scene.round).total == 0


def test_a_comment_of_ten_thousand_characters_in_any_script_is_taken(world: World, scene: Scene) -> None:
    for character in ("x", "字", "ل", "\U0001f642"):
        assert world.a_comment(scene.round, scene.people["citizen"], character * 10_000)


def test_a_quote_is_kept_with_what_stands_around_it(world: World, scene: Scene) -> None:
    comment = world.a_comment(scene.round, scene.people["citizen"], quote="people can stop them")
    assert get(world, scene, comment).quote == "people can stop them"
    for quote in ("machines stop people", "x" * 1001):
        with pytest.raises(deliberation.QuoteNotFound):
            world.a_comment(scene.round, scene.people["citizen"], quote=quote)


def test_an_answer_stands_in_its_thread_however_deep_it_answers(world: World, scene: Scene) -> None:
    first = world.a_comment(scene.round, scene.people["citizen"], "Why?")
    second = world.a_comment(scene.round, scene.people["delegate"], "Because.", parent_id=first)
    third = world.a_comment(scene.round, scene.people["citizen"], "I see.", parent_id=second)
    (thread,) = said_on(world, scene.round).comments
    assert (thread.id, [reply.id for reply in thread.replies]) == (first, [second, third])


def test_an_answer_to_a_comment_on_something_else_is_not_found(world: World, scene: Scene) -> None:
    here, there = world.clauses(scene.round)[:2]
    elsewhere = world.a_comment(scene.round, scene.people["citizen"], clause=there)
    other = world.a_consultation()
    world.a_draft(other)
    world.a_seat(other, person_id=scene.people["citizen"])
    foreign = world.a_comment(world.a_round(other), scene.people["citizen"])
    for parent in (elsewhere, foreign, new_id()):
        with pytest.raises(NotFound):
            world.a_comment(scene.round, scene.people["citizen"], clause=here, parent_id=parent)


def test_a_clause_of_another_draft_takes_no_comment_in_this_round(world: World, scene: Scene) -> None:
    old = world.clauses(scene.round)[0]
    world.closed(scene.round)
    world.a_draft(scene.consultation)
    one = world.a_round(scene.consultation)
    with pytest.raises(NotFound):
        world.a_comment(one, scene.people["citizen"], clause=old)
    world.closed(one)
    statements = world.a_round(scene.consultation, kind=RoundKind.STATEMENTS, statements=("Log it.",))
    with pytest.raises(NotFound):
        world.a_comment(statements, scene.people["citizen"], clause=old)


def test_no_comment_is_taken_from_the_deadline_on(world: World, scene: Scene) -> None:
    with clock.moved(timedelta(days=7)), pytest.raises(RoundClosed):
        world.a_comment(scene.round, scene.people["citizen"])
    with pytest.raises(Refused, match="no-seat"):
        world.a_comment(scene.round, scene.people["newcomer"])


def test_five_hundred_comments_come_in_pages_whether_they_are_answers_or_not(world: World, scene: Scene) -> None:
    threads = [world.a_comment(scene.round, scene.people["citizen"], f"Thread {number}.") for number in range(3)]
    for number in range(2 * PAGE_SIZE):
        world.a_comment(scene.round, scene.people["delegate"], f"Answer {number}.", parent_id=threads[1])
    pages = [said_on(world, scene.round, page) for page in (1, 2, 3)]
    assert {(page.total, page.pages) for page in pages} == {(43, 3)}
    shown = [[(thread.id, len(thread.replies)) for thread in page.comments] for page in pages]
    assert shown == [
        [(threads[0], 0), (threads[1], 18)],
        [(threads[1], 20)],
        [(threads[1], 2), (threads[2], 0)],
    ]
    answers = [reply.number for page in pages for thread in page.comments for reply in thread.replies]
    assert answers == list(range(4, 44))
    assert (said_on(world, scene.round, 9).page, said_on(world, scene.round, -1).page) == (3, 1)


def test_the_words_as_they_were_said_are_kept_as_the_first_revision(world: World, scene: Scene) -> None:
    comment = world.a_comment(scene.round, scene.people["citizen"], "Be brief.")
    with world.reading() as session:
        rows = session.scalars(select(CommentRevision).where(CommentRevision.comment_id == comment)).all()
    assert [(row.version, row.markdown) for row in rows] == [(1, "Be brief.")]


def test_a_comment_knows_its_leaf_and_an_answer_refers_to_the_one_it_answers(world: World, scene: Scene) -> None:
    first = get(world, scene, world.a_comment(scene.round, scene.people["citizen"], "Why?"))
    second = get(world, scene, world.a_comment(scene.round, scene.people["delegate"], "Because.", parent_id=first.id))
    with world.acting():
        ledger.drain(scene.consultation.id)
    with world.reading():
        acts = ledger.recent_acts(log_id=scene.consultation.id, limit=2)
        replayed = [act for act in ledger.replay(scene.consultation.id) if act.leaf["type"] == "comment.create"]
    assert [act.leaf_hash for act in acts] == [second.leaf, first.leaf]
    clause = world.clauses(scene.round)[0]
    assert [act.leaf["subject"] for act in replayed] == [clause.subject, clause.subject]
    assert [act.leaf.get("ref") for act in replayed] == [None, first.leaf]


def test_a_seat_finds_what_it_has_said_newest_first(world: World, scene: Scene) -> None:
    comments = [world.a_comment(scene.round, scene.people["citizen"], words) for words in ("One.", "Two.")]
    seat = get(world, scene, comments[0]).seat_id
    with world.reading():
        own = deliberation.comments_by(consultation_id=scene.consultation.id, seat_id=seat)
    assert [comment.id for comment in own] == comments[::-1]
