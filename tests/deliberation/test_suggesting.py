"""Suggestions: other words for a clause or a passage of it, words taken out, or a new clause; said once, as comments are."""

from datetime import timedelta
from typing import Any

import pytest

from consult.consultations.service import Role
from consult.deliberation import service as deliberation
from consult.deliberation.rules.colliding import Change
from consult.deliberation.rules.dispositions import LONGEST_WORDING, Disposition
from consult.deliberation.rules.passages import Way
from consult.deliberation.rules.words import Attribution
from consult.deliberation.service import Wish
from consult.drafting import service as drafting
from consult.drafting.rules import PieceKind, TextStatus, new_of, old_of
from consult.drafting.service import ClauseView
from consult.kernel import clock
from consult.kernel.errors import NotFound, Refused
from consult.kernel.idempotency import KeyReused
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.participation import service as participation
from consult.rounds.service import RoundClosed
from tests.conftest import Scene
from tests.deliberation.suggesting import a_suggestion, accepted, hidden, suggestion, suggestions
from tests.world import World

FIRST = "Systems serve people, and people can stop them."


def test_a_suggestion_shows_its_clause_as_it_stands_and_as_it_would_read(world: World, scene: Scene) -> None:
    comment = a_suggestion(world, scene.round, scene.people["delegate"], "can halt them at once", quote="can stop them")
    shown = suggestion(world, scene.round, comment)
    assert (shown.comment.number, shown.comment.author) == (1, "Dataworks (invented)")
    assert shown.comment.html.strip() == "<p>It says <em>whom</em>.</p>"
    assert old_of(shown.words.pieces) == FIRST
    assert new_of(shown.words.pieces) == "Systems serve people, and people can halt them at once."
    assert {piece.kind for piece in shown.words.pieces} == set(PieceKind)
    assert shown.words.is_passage


@pytest.mark.parametrize(
    ("wish", "before", "after"),
    [
        ({"change": Change.REPLACE, "wording": "Systems serve."}, FIRST, "Systems serve."),
        ({"change": Change.DELETE}, FIRST, ""),
        ({"change": Change.DELETE, "quote": ", and people can stop them"}, FIRST, "Systems serve people."),
        ({"change": Change.INSERT, "wording": "Whoever stops one says why."}, "", "Whoever stops one says why."),
        ({"change": Change.REPLACE, "wording": "serve", "quote": FIRST}, FIRST, "serve"),
    ],
)
def test_each_kind_of_change_reads_as_it_should(
    world: World, scene: Scene, wish: dict[str, str], before: str, after: str
) -> None:
    comment = a_suggestion(world, scene.round, scene.people["citizen"], **wish)
    words = suggestion(world, scene.round, comment).words
    assert (old_of(words.pieces), new_of(words.pieces)) == (before, after)
    assert words.change == wish["change"]


def test_a_passage_is_found_whatever_spaces_were_copied_with_it(world: World, scene: Scene) -> None:
    comment = a_suggestion(world, scene.round, scene.people["citizen"], "all", quote=" serve\n  people ")
    assert suggestion(world, scene.round, comment).comment.quote == "serve people"


def test_a_new_clause_may_have_a_heading_and_a_deletion_has_no_words(world: World, scene: Scene) -> None:
    new = a_suggestion(world, scene.round, scene.people["citizen"], change=Change.INSERT, heading=" On \n halts ")
    gone = a_suggestion(world, scene.round, scene.people["citizen"], "left over", change=Change.DELETE, heading="X")
    assert suggestion(world, scene.round, new).words.heading_after == "On halts"
    words = suggestion(world, scene.round, gone).words
    assert (words.wording, words.heading) == (None, None)


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"way": "praise"}, "change-needed", "way"),
        ({"wording": "  "}, "suggested-words-needed", "wording"),
        ({"change": Change.INSERT, "wording": ""}, "suggested-words-needed", "wording"),
        ({"wording": "", "quote": "people,"}, "suggested-words-needed", "wording"),
        ({"wording": FIRST}, "wording-unchanged", "wording"),
        ({"wording": FIRST.replace(" ", "\n")}, "wording-unchanged", "wording"),
        ({"wording": "stop", "quote": "stop"}, "wording-unchanged", "wording"),
        ({"wording": "x" * (LONGEST_WORDING + 1)}, "wording-too-long", "wording"),
        ({"wording": "x" * LONGEST_WORDING, "quote": "stop"}, "wording-too-long", "wording"),
        ({"change": Change.INSERT, "heading": "x" * 501}, "wording-too-long", "heading"),
        ({"quote": "clocks"}, "passage-not-in-clause", "quote"),
        ({"quote": "people"}, "quote-ambiguous", "quote"),
        ({"way": Way.CUT}, "quote-needed", "quote"),
        ({"wording": "a\x07"}, "text-refused", "wording"),
        ({"quote": "a\x07"}, "text-refused", "quote"),
        ({"why": " "}, "why-needed", "text"),
        ({"why": "x" * 10_001}, "comment-too-long", "text"),
    ],
)
def test_what_is_no_suggestion_is_refused_at_its_field(
    world: World, scene: Scene, given: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Refused) as told:
        a_suggestion(world, scene.round, scene.people["citizen"], **given)
    assert (told.value.code, told.value.field, told.value.status) == (code, field, 422)
    assert suggestions(world, scene.round) == ()


def test_someone_without_a_seat_and_a_round_that_is_over_are_refused(world: World, scene: Scene) -> None:
    with pytest.raises(Refused) as told:
        a_suggestion(world, scene.round, scene.people["newcomer"])
    assert told.value.code == "no-seat"
    with clock.moved(timedelta(days=8)), pytest.raises(RoundClosed):
        a_suggestion(world, scene.round, scene.people["citizen"])


def test_a_clause_of_another_draft_is_refused(world: World, scene: Scene) -> None:
    other = world.a_draft(scene.consultation)
    with world.reading():
        clause = drafting.clauses_of(other, lang="en")[1]
    with pytest.raises(NotFound):
        a_suggestion(world, scene.round, scene.people["citizen"], clause=clause)


def test_requests_with_one_key_suggest_once_and_other_words_need_another_key(world: World, scene: Scene) -> None:
    key, citizen = new_id(), scene.people["citizen"]
    posted = {a_suggestion(world, scene.round, citizen, "Once.", key=key) for _ in range(3)}
    assert len(posted) == 1
    with pytest.raises(KeyReused):
        a_suggestion(world, scene.round, citizen, "Twice.", key=key)
    with pytest.raises(KeyReused):
        world.a_comment(scene.round, citizen, "Once.", key=key)


def test_its_receipt_opens_the_words_and_the_wording(world: World, scene: Scene) -> None:
    citizen, clause = scene.people["citizen"], world.clauses(scene.round)[0]
    with world.acting():
        posted = deliberation.add_suggestion(
            consultation_id=scene.consultation.id,
            round_id=scene.round.id,
            person_id=citizen,
            clause=clause,
            wish=Wish(way=Way.PASSAGE, wording="halt", quote="stop"),
            why="It is shorter.",
            lang="en",
            attribution=Attribution.NAMED,
            key=new_id(),
        )
    with world.acting():
        ledger.drain(scene.consultation.id)
    with world.reading():
        act = next(each for each in ledger.replay(scene.consultation.id) if each.leaf["type"] == "suggestion.create")
    assert act.content is not None
    assert (act.content["number"], act.content["text"]) == (posted.number, "It is shorter.")
    assert (act.content["change"], act.content["quote"], act.content["wording"]) == ("replace", "stop", "halt")
    assert act.leaf["subject"] == clause.subject


def test_it_is_about_the_source_whatever_language_the_clause_was_read_in(world: World, scene: Scene) -> None:
    clause = world.clauses(scene.round)[0]
    with world.acting():
        drafting.add_text(
            consultation_id=scene.consultation.id,
            version_id=clause.version_id,
            lang="ar",
            heading="",
            text="الأنظمة تخدم الناس.",
            status=TextStatus.HUMAN_REVIEWED,
        )
    comment = a_suggestion(
        world,
        scene.round,
        scene.people["citizen"],
        "halt",
        quote="stop",
        clause=_in_arabic(world, scene, clause),
        lang="ar",
    )
    shown = suggestion(world, scene.round, comment)
    assert (shown.comment.lang, shown.words.lang) == ("ar", "en")
    assert new_of(shown.words.pieces) == FIRST.replace("stop", "halt")


def _in_arabic(world: World, scene: Scene, clause: ClauseView) -> ClauseView:
    with world.reading():
        draft = drafting.draft_by_id(scene.consultation.id, clause.draft_id)
        return drafting.clause_by_uid(draft, clause.uid, lang="ar")


def test_suggestions_stand_in_the_order_of_the_words_and_new_clauses_after_them(world: World, scene: Scene) -> None:
    citizen = scene.people["citizen"]
    for wish in (
        {"change": Change.INSERT, "wording": "One more."},
        {"quote": "stop", "wording": "halt"},
        {"quote": "Systems", "wording": "Machines"},
        {"change": Change.INSERT, "wording": "And another."},
        {"change": Change.DELETE},
    ):
        a_suggestion(world, scene.round, citizen, **wish)
    assert [one.words.number for one in suggestions(world, scene.round)] == [5, 3, 2, 1, 4]


def test_suggestions_on_the_same_words_name_each_other(world: World, scene: Scene) -> None:
    citizen, delegate = scene.people["citizen"], scene.people["delegate"]
    a_suggestion(world, scene.round, citizen, "can halt", quote="can stop")
    a_suggestion(world, scene.round, delegate, "stop all of", quote="stop")
    a_suggestion(world, scene.round, delegate, "Machines", quote="Systems")
    last = a_suggestion(world, scene.round, citizen, change=Change.INSERT)
    found = {one.words.number: one.collides_with for one in suggestions(world, scene.round)}
    assert found == {1: (2,), 2: (1,), 3: (), 4: ()}
    assert suggestion(world, scene.round, last).collides_with == ()


def test_what_is_hidden_or_decided_against_collides_with_nothing(world: World, scene: Scene) -> None:
    citizen, editor = scene.people["citizen"], world.a_person()
    world.a_role(scene.consultation, editor, Role.EDITOR)
    first, spam, _ = (a_suggestion(world, scene.round, citizen, f"No. {number}") for number in range(3))
    hidden(world, scene, spam)
    assert [one.collides_with for one in suggestions(world, scene.round)] == [(3,), (), (1,)]
    world.closed(scene.round)
    world.answering(scene.round)
    accepted(world, scene.round, first, editor, scene.people["organiser"], disposition=Disposition.REJECTED)
    assert [one.collides_with for one in suggestions(world, scene.round)] == [(), (), ()]


def test_a_hidden_suggestion_shows_no_word_anywhere(world: World, scene: Scene) -> None:
    comment = a_suggestion(world, scene.round, scene.people["delegate"], "Buy clocks.")
    hidden(world, scene, comment)
    shown = suggestion(world, scene.round, comment)
    assert not shown.is_shown
    assert (shown.words.wording, shown.words.pieces, shown.words.change) == (None, (), Change.REPLACE)
    with world.reading():
        views = [
            deliberation.get_comment(scene.consultation.id, comment),
            *deliberation.comments_in(consultation_id=scene.consultation.id, round_id=scene.round.id),
        ]
        reviewed = deliberation.comment_for_review(scene.consultation.id, comment)
    assert all(view.suggestion is not None and view.suggestion.pieces == () for view in views)
    assert reviewed.suggestion is not None
    assert reviewed.suggestion.wording == "Buy clocks."


def test_who_publishes_neither_name_nor_text_shows_no_wording(world: World, scene: Scene) -> None:
    citizen = scene.people["citizen"]
    comment = a_suggestion(world, scene.round, citizen, attribution=Attribution.UNPUBLISHED)
    assert suggestion(world, scene.round, comment).words.pieces == ()
    seat = seat_of(world, scene, citizen)
    with world.reading():
        own = deliberation.comments_by(consultation_id=scene.consultation.id, seat_id=seat)
    assert own[0].suggestion is not None
    assert own[0].suggestion.wording == "Systems serve all people."


def seat_of(world: World, scene: Scene, person: str) -> str:
    with world.reading():
        return participation.require_seat(consultation_id=scene.consultation.id, person_id=person).id


def test_suggestions_and_what_answers_them_are_not_among_the_comments(world: World, scene: Scene) -> None:
    citizen, delegate, clause = scene.people["citizen"], scene.people["delegate"], world.clauses(scene.round)[0]
    said = world.a_comment(scene.round, citizen)
    comment = a_suggestion(world, scene.round, citizen)
    reply = world.a_comment(scene.round, delegate, "Whom else?", parent_id=comment)
    scope: dict[str, Any] = {"consultation_id": scene.consultation.id, "draft_id": scene.round.draft_id or ""}
    with world.reading():
        page = deliberation.comments_on(clause_uid=clause.uid, **scope)
        assert ([one.id for one in page.comments], page.total) == ([said], 1)
        assert deliberation.comment_counts(**scope) == {clause.uid: 1}
        assert deliberation.suggestion_counts(**scope) == {clause.uid: 1}
    assert [each.id for each in suggestion(world, scene.round, comment).comment.replies] == [reply]


def test_a_page_holds_twenty_and_each_knows_its_own(world: World, scene: Scene) -> None:
    made = [a_suggestion(world, scene.round, scene.people["citizen"], f"Number {number}.") for number in range(21)]
    assert [len(suggestions(world, scene.round, page=page)) for page in (1, 2, 9)] == [20, 1, 1]
    with world.reading():
        last = deliberation.get_comment(scene.consultation.id, made[-1])
        assert deliberation.page_of_suggestion(scene.consultation.id, last) == 2
        first = deliberation.get_comment(scene.consultation.id, made[0])
        assert deliberation.page_of_suggestion(scene.consultation.id, first) == 1
    said = world.a_comment(scene.round, scene.people["citizen"])
    with world.reading():
        comment = deliberation.get_comment(scene.consultation.id, said)
        assert deliberation.page_of_suggestion(scene.consultation.id, comment) is None
