"""The next draft is published and no comment is lost: N1's acceptance, late comments, replies, and random edits."""

from collections import Counter

import pytest
from sqlalchemy import delete, func, select

from consult.consultations.service import ConsultationView
from consult.deliberation import service as deliberation
from consult.deliberation.rules.anchoring import AnchorState
from consult.deliberation.service import CommentPage
from consult.deliberation.tables import Comment, CommentAnchor
from consult.drafting import service as drafting
from consult.drafting.service import ClauseView, DraftView
from consult.front import service as front
from consult.front.service import Migration
from consult.kernel.errors import NotFound
from consult.rounds.service import RoundView
from tests.deliberation.test_anchoring import Edits
from tests.world import World

SPLIT_ONE = (
    "No data is taken or disclosed except as law allows, and a system trained on such data says so in plain words."
)
SPLIT_IN_TWO = (
    "No data is taken or disclosed except as law allows and as people expect.\n\n"
    "A system trained on such data says so in plain words, and in their language."
)
MERGE_ONE = "Whoever is harmed by a machine is heard within ten days by somebody who can help."
MERGE_TWO = "What a machine has decided about a person is explained to them in words that they know."
MOVED = "Everything that a machine decides is kept on record for seven years and can be read."
STAYS = "Duties rise with the risk that a system carries, and how it is graded is published."
BEFORE = f"{SPLIT_ONE}\n\n{MERGE_ONE}\n\n{MERGE_TWO}\n\n{STAYS}\n\n{MOVED}"
AFTER = f"{MOVED}\n\n{SPLIT_IN_TWO}\n\n{MERGE_ONE} {MERGE_TWO}\n\n{STAYS}"


@pytest.fixture
def consultation(world: World) -> ConsultationView:
    return world.a_consultation()


@pytest.fixture
def one(world: World, consultation: ConsultationView) -> RoundView:
    world.a_draft(consultation, BEFORE)
    return world.a_round(consultation)


@pytest.fixture
def person(world: World, consultation: ConsultationView, one: RoundView) -> str:
    person = world.a_person()
    world.a_seat(consultation, person_id=person)
    return person


def clause_with(world: World, draft: DraftView, words: str) -> ClauseView:
    with world.reading():
        return next(each for each in drafting.clauses_of(draft, lang="en") if words in each.text)


def on(world: World, draft: DraftView, words: str) -> list[tuple[int, int | None]]:
    """Return number and draft of origin of what stands on the clause with these words."""
    page = page_on(world, draft, clause_with(world, draft, words).uid)
    return [(each.number, each.made_on) for first in page.comments for each in (first, *first.replies)]


def page_on(world: World, draft: DraftView, uid: str | None) -> CommentPage:
    with world.reading():
        return deliberation.comments_on(consultation_id=draft.consultation_id, clause_uid=uid, draft_id=draft.id)


def report(world: World, draft: DraftView) -> Migration:
    with world.reading():
        return front.migration_of(draft.consultation_id, draft.number, lang="en")


def test_a_split_a_merge_and_a_move_lose_no_comment_and_each_is_listed(
    world: World, consultation: ConsultationView, one: RoundView, person: str
) -> None:
    clauses = {clause.text: clause for clause in world.clauses(one)}
    world.a_comment(one, person, "To the data.", clause=clauses[SPLIT_ONE])
    world.a_comment(one, person, "To the words.", clause=clauses[SPLIT_ONE], quote="says so in plain words")
    world.a_comment(one, person, "Which law?", clause=clauses[SPLIT_ONE], quote="except as law allows, and a system")
    first = world.a_comment(one, person, "Ten is too many.", clause=clauses[MERGE_ONE], quote="ten days")
    world.a_comment(one, person, "It is.", clause=clauses[MERGE_ONE], parent_id=first)
    world.a_comment(one, person, "Explain how.", clause=clauses[MERGE_TWO])
    world.a_comment(one, person, "Seven is few.", clause=clauses[MOVED], quote="seven years")
    draft = world.a_draft(consultation, AFTER)
    found = report(world, draft)
    assert found.counts == {AnchorState.CARRIED: 3, AnchorState.REANCHORED: 3, AnchorState.DETACHED: 1}
    assert [(each.comment.number, each.state, each.why) for each in found.went] == [
        (1, "carried", "clause_split"),
        (2, "reanchored", "quote_once"),
        (3, "detached", "quote_gone"),
        (4, "reanchored", "quote_around"),
        (5, "reanchored", "reply"),
        (6, "carried", "clause_merged"),
        (7, "carried", "clause_moved"),
    ]
    assert on(world, draft, "as people expect") == [(1, 1)]
    assert on(world, draft, "in their language") == [(2, 1)]
    assert on(world, draft, "ten days") == [(4, 1), (5, 1), (6, 1)]
    assert on(world, draft, "seven years") == [(7, 1)]


def test_the_counts_beside_the_clauses_are_what_their_pages_show(
    world: World, consultation: ConsultationView, one: RoundView, person: str
) -> None:
    for clause in world.clauses(one):
        world.a_comment(one, person, clause=clause)
        world.a_comment(one, person, "Here.", clause=clause, quote=clause.text.split()[3])
    draft = world.a_draft(consultation, AFTER)
    with world.reading():
        counts = deliberation.comment_counts(consultation_id=consultation.id, draft_id=draft.id)
        detached = deliberation.detached_numbers(consultation.id, draft.id)
        shown = front.read_text(draft, lang="en", person_id=None)
    assert sum(counts.values()) + len(detached) == 10
    for row in shown.rows:
        assert row.comments == page_on(world, draft, row.clause.uid).total == counts.get(row.clause.uid, 0)


def test_a_comment_that_came_along_is_answered_in_the_new_round_and_both_go_on(
    world: World, consultation: ConsultationView, one: RoundView, person: str
) -> None:
    old = world.a_comment(one, person, "Ten is too many.", clause=clause_with(world, newest(world, one), "ten days"))
    gone = world.a_comment(
        one,
        person,
        "Which law?",
        clause=clause_with(world, newest(world, one), "law allows"),
        quote="except as law allows, and a system",
    )
    world.closed(one)
    second = world.a_draft(consultation, AFTER)
    again = world.a_round(consultation)
    clause = clause_with(world, second, "ten days")
    world.a_comment(again, person, "Five, then.", clause=clause, parent_id=old)
    assert on(world, second, "ten days") == [(1, 1), (3, None)]
    with pytest.raises(NotFound):
        world.a_comment(again, person, "Which?", clause=clause, parent_id=gone)
    third = world.a_draft(consultation, AFTER.replace("ten days", "five days"))
    assert on(world, third, "five days") == [(1, 1), (3, 2)]
    assert report(world, third).counts[AnchorState.DETACHED] == 1
    assert report(world, third).before == 3


def test_a_comment_made_on_the_old_draft_after_the_new_one_is_published_goes_along_too(
    world: World, consultation: ConsultationView, one: RoundView, person: str
) -> None:
    second = world.a_draft(consultation, AFTER)
    third = world.a_draft(consultation, AFTER.replace("seven years", "nine years"))
    late = world.a_comment(one, person, "Seven is few.", clause=clause_with(world, newest(world, one), "seven years"))
    world.a_comment(one, person, "Is it?", clause=clause_with(world, newest(world, one), "seven years"), parent_id=late)
    assert on(world, second, "seven years") == on(world, third, "nine years") == [(1, 1), (2, 1)]
    assert report(world, third).before == report(world, second).before == 2


def test_comments_of_drafts_that_followed_one_another_before_there_were_reports_go_along_too(
    world: World, consultation: ConsultationView, one: RoundView, person: str
) -> None:
    world.a_comment(one, person, "Seven is few.", clause=clause_with(world, newest(world, one), "seven years"))
    second = world.a_draft(consultation, AFTER)
    with world.acting() as session:
        session.execute(delete(CommentAnchor))
    third = world.a_draft(consultation, AFTER.replace("seven years", "nine years"))
    assert on(world, second, "seven years") == on(world, third, "nine years") == [(1, 1)]


def test_a_deleted_clause_leaves_its_comments_in_the_report_alone(
    world: World, consultation: ConsultationView, one: RoundView, person: str
) -> None:
    world.a_comment(one, person, clause=clause_with(world, newest(world, one), "seven years"))
    draft = world.a_draft(consultation, BEFORE.replace(f"\n\n{MOVED}", ""))
    found = report(world, draft)
    assert [(each.state, each.why, each.to) for each in found.went] == [("detached", "clause_deleted", None)]
    with world.reading():
        assert front.read_text(draft, lang="en", person_id=None).detached == (1,)
        assert front.migration_of(consultation.id, 2, state=AnchorState.CARRIED, lang="en").went == ()


def test_there_is_no_report_on_a_first_draft_or_on_one_that_is_not_published(
    world: World, consultation: ConsultationView, one: RoundView
) -> None:
    world.a_draft(consultation, AFTER, is_published=False)
    with world.reading():
        for number in (1, 2, 3):
            with pytest.raises(NotFound):
                front.migration_of(consultation.id, number, lang="en")


def test_random_edits_through_the_database_never_lose_a_comment(world: World, consultation: ConsultationView) -> None:
    assert sum(after_edits(world, consultation, times=8).values()) > 20


@pytest.mark.prove
def test_two_hundred_random_edits_through_the_database_never_lose_a_comment(
    world: World, consultation: ConsultationView
) -> None:
    states = after_edits(world, consultation, times=200)
    assert all(states[state] > 20 for state in AnchorState), states


def after_edits(world: World, consultation: ConsultationView, *, times: int) -> Counter[str]:
    """Return how many comments had which fate, draft after random draft, having checked that each draft lost none."""
    edits, states = Edits(4), Counter[str]()
    text = edits.text()
    world.a_draft(consultation, "\n\n".join(text))
    person = world.a_person()
    world.a_seat(consultation, person_id=person)
    one = world.a_round(consultation)
    for _ in range(times):
        for clause in edits.chance.choices(world.clauses(one), k=2):
            quote = edits.quote(clause.text)
            world.a_comment(one, person, clause=clause, quote=quote.exact if quote else "")
        world.closed(one)
        text = edits.edited(text)
        made = world.a_draft(consultation, "\n\n".join(text))
        assert_nothing_is_lost(world, made)
        states.update({str(state): count for state, count in report(world, made).counts.items()})
        one = world.a_round(consultation)
    return states


def newest(world: World, one: RoundView) -> DraftView:
    with world.reading():
        return drafting.draft_by_id(one.consultation_id, one.draft_id or "")


def assert_nothing_is_lost(world: World, draft: DraftView) -> None:
    """Every comment of an earlier draft is counted once, and stands on one clause or is detached."""
    with world.reading() as session:
        said = session.scalar(
            select(func.count())
            .select_from(Comment)
            .where(Comment.consultation_id == draft.consultation_id, Comment.draft_id != draft.id)
        )
        counts = deliberation.migration_counts(draft.consultation_id, draft.id)
        standing = deliberation.comment_counts(consultation_id=draft.consultation_id, draft_id=draft.id)
        shown = sum(row.comments for row in front.read_text(draft, lang="en", person_id=None).rows)
    assert sum(counts.values()) == said
    assert sum(standing.values()) == shown == said - counts[AnchorState.DETACHED]
