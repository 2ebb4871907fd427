"""The next draft assembled from accepted suggestions: what fits together goes in with credit, the rest waits."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.consultations.service import Role
from consult.deliberation.rules.dispositions import Disposition
from consult.deliberation.rules.words import Attribution
from consult.drafting import service as drafting
from consult.drafting.rules import ClauseKind
from consult.drafting.rules.changes import SourceKind
from consult.drafting.rules.outline import Entry
from consult.drafting.rules.wording import Words
from consult.drafting.service import DraftView, editing
from consult.drafting.service.outlines import outline_of
from consult.front import service as front
from consult.front.rules.assembling import Plan, Why, Wish, plan
from consult.kernel.errors import NotFound
from tests.conftest import Scene
from tests.deliberation.suggesting import a_suggestion, accepted
from tests.world import World

RED = "Stop the red clock now, then stop the blue clock."


def entry(uid: str, text: str = "", *, parent: str | None = None, heading: str = "") -> Entry:
    kind = ClauseKind.CLAUSE if text else ClauseKind.PRINCIPLE
    return Entry(uid, kind, parent, uid, Words(heading, text))


OUTLINE = [entry("1", heading="Clocks"), entry("1.1", RED, parent="1"), entry("1.2", "Wind it.", parent="1")]


def planned(*wishes: Wish) -> Plan:
    return plan(OUTLINE, wishes)


def wish(key: str, change: str = "replace", uid: str = "1.1", **said: str) -> Wish:
    return Wish(key, uid, change, **said)


def test_passages_that_do_not_touch_all_go_in() -> None:
    found = planned(
        wish("a", exact="red", wording="green"),
        wish("b", "delete", exact="now"),
        wish("c", exact="blue clock", wording="bell"),
    )
    assert found.edits == {"1.1": Words("", "Stop the green clock, then stop the bell.")}
    assert (found.met, found.left) == ({"1.1": ["a", "b", "c"]}, {})


def test_of_passages_that_touch_none_goes_in_and_the_others_do() -> None:
    found = planned(
        wish("a", exact="red clock", wording="bell"),
        wish("b", exact="the red", wording="a green"),
        wish("c", exact="blue", wording="grey"),
    )
    assert found.edits == {"1.1": Words("", "Stop the red clock now, then stop the grey clock.")}
    assert found.left == {"a": Why.COLLIDES, "b": Why.COLLIDES}


def test_a_wish_for_the_whole_clause_collides_with_every_other_but_the_same_one() -> None:
    whole = [wish(key, wording="Stop all clocks.") for key in "ab"]
    assert planned(*whole).edits == {"1.1": Words("", "Stop all clocks.")}
    assert planned(*whole).met == {"1.1": ["a", "b"]}
    assert set(planned(*whole, wish("c", exact="red", wording="green")).left) == {"a", "b", "c"}
    assert set(planned(wish("a", wording="Stop."), wish("b", "delete")).left) == {"a", "b"}


def test_a_new_clause_goes_in_beside_anything_and_several_do_in_order() -> None:
    found = planned(wish("a", "insert", wording="One."), wish("b", "delete"), wish("c", "insert", wording="Two."))
    assert ([one.key for one in found.inserted], found.removed, found.left) == (["a", "c"], ["1.1"], {})


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (wish("a", uid="9", wording="Words."), Why.NOT_FOUND),
        (wish("a", exact="purple", wording="red"), Why.NOT_FOUND),
        (wish("a", exact="clock", wording="bell"), Why.NOT_FOUND),
        (wish("a", wording="a" * 4001), Why.NO_FIT),
        (wish("a", exact="red", wording="a" * 4000), Why.NO_FIT),
        (wish("a", "insert", wording="a" * 4001), Why.NO_FIT),
        (wish("a", "delete", uid="1"), Why.NO_FIT),
    ],
)
def test_what_cannot_go_in_is_left_for_a_person(asked: Wish, why: Why) -> None:
    found = planned(asked)
    assert found.left == {"a": why}
    assert (found.edits, found.removed, found.inserted, dict(found.met)) == ({}, [], [], {})


def test_the_last_clauses_of_a_text_stay() -> None:
    found = planned(wish("a", "delete"), wish("b", "delete", uid="1.2"))
    assert (found.removed, found.left) == ([], {"a": Why.NO_FIT, "b": Why.NO_FIT})
    assert planned(wish("a", "delete"), wish("b", "delete", uid="1.2"), wish("c", "insert", wording="New.")).left == {}


def test_a_clause_of_which_every_word_is_taken_out_goes() -> None:
    found = planned(wish("a", "delete", uid="1.2", exact="Wind it."))
    assert (found.edits, found.removed, found.met, found.left) == ({}, ["1.2"], {"1.2": ["a"]}, {})


def test_a_heading_takes_other_words_and_no_text() -> None:
    assert planned(wish("a", uid="1", heading="Bells")).edits == {"1": Words("Bells", "")}


WISHES = [
    wish("a", exact="red", wording="green"),
    wish("b", exact="the red", wording="a"),
    wish("c", exact="blue", wording="grey"),
    wish("d", "delete", exact="now"),
    wish("e", wording="Stop."),
    wish("f", "insert", wording="New."),
    wish("g", "delete", uid="1.2"),
    wish("h", uid="1.2", exact="Wind", wording="Stop"),
]


@given(st.sets(st.sampled_from(WISHES)), st.integers(0, 9999))
@settings(max_examples=200)
def test_no_wish_is_lost_and_their_order_decides_nothing(chosen: set[Wish], seed: int) -> None:
    wishes = sorted(chosen, key=lambda one: one.key)
    found = planned(*wishes)
    met = [key for keys in found.met.values() for key in keys] + [one.key for one in found.inserted]
    assert sorted([*met, *found.left]) == [one.key for one in wishes]
    Random(seed).shuffle(wishes)
    again = planned(*wishes)
    assert (again.edits, set(again.removed), again.left) == (found.edits, set(found.removed), found.left)


class Answered:
    """A scene whose suggestions are decided on by two people."""

    def __init__(self, world: World, scene: Scene) -> None:
        self.world, self.scene = world, scene
        self.editor = world.a_person("Edda Editor")
        world.a_role(scene.consultation, self.editor, Role.EDITOR)
        self.made: list[tuple[str, dict[str, object]]] = []

    def suggest(self, who: str = "delegate", wording: str = "Systems serve all people.", **given: object) -> str:
        decided = {key: given.pop(key) for key in ("disposition", "wording_taken", "reason") if key in given}
        comment = a_suggestion(self.world, self.scene.round, self.scene.people[who], wording, **given)
        self.made.append((comment, decided))
        return comment

    def decide(self) -> None:
        one = self.world.answering(self.world.closed(self.scene.round))
        for comment, decided in self.made:
            said = {("wording" if key == "wording_taken" else key): value for key, value in decided.items()}
            accepted(self.world, one, comment, self.editor, self.scene.people["organiser"], **said)

    def assemble(self) -> front.Assembled:
        self.decide()
        with self.world.acting():
            return front.assemble_draft(
                consultation_id=self.scene.consultation.id,
                title="Second",
                unnamed="a participant",
                person_id=self.editor,
            )

    def texts(self, draft: DraftView) -> list[str]:
        with self.world.reading():
            return [one.words.text for one in outline_of(draft) if one.words.text]

    def changes(self, draft: DraftView) -> dict[str, drafting.Citation]:
        with self.world.reading():
            return drafting.changes_of(draft.consultation_id, draft.id)

    def put_in(self, draft: DraftView, uid: str, comment: str, seen: str | None = None) -> DraftView:
        with self.world.reading():
            digest = editing.digests_of(draft).get(uid, "")
        with self.world.acting():
            return front.put_in(
                consultation_id=draft.consultation_id,
                draft_id=draft.id,
                uid=uid,
                comment_id=comment,
                seen=digest if seen is None else seen,
                unnamed="a participant",
                person_id=self.editor,
            )


@pytest.fixture
def answered(world: World, scene: Scene) -> Answered:
    return Answered(world, scene)


def test_an_accepted_suggestion_is_in_the_next_draft_with_its_author_reason_and_source(answered: Answered) -> None:
    comment = answered.suggest(quote="serve people", wording="serve all people", reason="It says whom.")
    made = answered.assemble()
    assert (made.taken, made.left, made.draft.number, made.draft.published_at) == (1, 0, 2, None)
    assert answered.texts(made.draft)[0] == "Systems serve all people, and people can stop them."
    (change,) = answered.changes(made.draft).values()
    assert (change.drafter, change.reason, change.change_class) == ("Dataworks (invented)", "It says whom.", 3)
    assert [(one.kind, one.ref) for one in change.sources] == [(SourceKind.SUGGESTION, comment)]


def test_several_authors_of_one_clause_are_all_named_except_those_who_chose_not_to_be(answered: Answered) -> None:
    answered.suggest(quote="serve people", wording="serve all people")
    answered.suggest("citizen", quote="Systems", wording="Machines", attribution=Attribution.CATEGORY_ONLY)
    made = answered.assemble()
    assert answered.texts(made.draft)[0] == "Machines serve all people, and people can stop them."
    (change,) = answered.changes(made.draft).values()
    assert change.drafter == "Dataworks (invented), a participant"
    assert len(change.sources) == 2


def test_a_part_that_is_taken_up_is_what_goes_in(answered: Answered) -> None:
    answered.suggest(
        quote="serve people",
        wording="serve all people and animals",
        disposition=Disposition.ACCEPTED_IN_PART,
        wording_taken="serve all people",
    )
    assert answered.texts(answered.assemble().draft)[0] == "Systems serve all people, and people can stop them."


def test_new_and_deleted_clauses_cite_their_suggestions_too(world: World, answered: Answered, scene: Scene) -> None:
    clauses = world.clauses(scene.round)
    answered.suggest(change="insert", wording="Who stops them is named.")
    answered.suggest("citizen", "", change="delete", clause=clauses[1])
    made = answered.assemble()
    assert answered.texts(made.draft)[:2] == [clauses[0].text, "Who stops them is named."]
    assert len(answered.changes(made.draft)) == 2
    with world.reading():
        changed = drafting.list_changed(made.draft.consultation_id, made.draft.id)
    assert {one.uid for one in changed} == set(answered.changes(made.draft))


def test_what_collides_waits_for_its_clause_until_a_person_puts_one_in(
    world: World, answered: Answered, scene: Scene
) -> None:
    first = answered.suggest(quote="serve people", wording="serve all people")
    second = answered.suggest("citizen", quote="Systems serve", wording="Machines help")
    made = answered.assemble()
    uid = world.clauses(scene.round)[0].uid
    assert (made.taken, made.left, answered.changes(made.draft)) == (0, 2, {})
    with world.reading():
        part = front.part_of(made.draft, uid)
    assert [one.suggestion.comment_id for one in part.waiting] == [first, second]
    assert all(one.after for one in part.waiting)
    answered.put_in(made.draft, uid, first)
    assert answered.texts(made.draft)[0] == "Systems serve all people, and people can stop them."
    assert [one.ref for one in answered.changes(made.draft)[uid].sources] == [first]
    with world.reading():
        assert [one.suggestion.comment_id for one in front.part_of(made.draft, uid).waiting] == [second]
    answered.put_in(made.draft, uid, second)
    assert answered.texts(made.draft)[0] == "Machines help all people, and people can stop them."
    assert [one.ref for one in answered.changes(made.draft)[uid].sources] == [first, second]
    assert answered.changes(made.draft)[uid].drafter == "Dataworks (invented), Carmen Citizen"
    with pytest.raises(NotFound):
        answered.put_in(made.draft, uid, second)


def test_a_suggestion_is_not_put_over_words_that_someone_changed_or_that_are_gone(
    world: World, answered: Answered, scene: Scene
) -> None:
    first = answered.suggest(quote="serve people", wording="serve all people")
    answered.suggest("citizen", quote="Systems serve", wording="Machines help")
    made = answered.assemble()
    uid = world.clauses(scene.round)[0].uid
    with pytest.raises(editing.ClauseChanged):
        answered.put_in(made.draft, uid, first, seen="")
    scope = {"consultation_id": made.draft.consultation_id, "draft_id": made.draft.id, "uid": uid}
    with world.reading():
        seen = editing.digests_of(made.draft)[uid]
    with world.acting():
        editing.edit_clause(**scope, heading="", text="Machines help.", seen=seen)
    with world.reading():
        assert [one.after for one in front.part_of(made.draft, uid).waiting] == [None, None]
    with pytest.raises(front.PassageGone):
        answered.put_in(made.draft, uid, first)


def test_suggestions_for_a_split_clause_wait_for_both_halves_and_those_of_a_gone_one_for_none(
    world: World, answered: Answered, scene: Scene
) -> None:
    clauses = world.clauses(scene.round)
    answered.suggest(wording="Serve.")
    answered.suggest("citizen", "Heed.")
    for wording in ("Hear them.", "Hear and heal them."):
        answered.suggest("delegate", wording, clause=clauses[1])
    made = answered.assemble()
    scope = {"consultation_id": made.draft.consultation_id, "draft_id": made.draft.id}
    with world.reading():
        seen = editing.digests_of(made.draft)
    with world.acting():
        split, gone = clauses[0].uid, clauses[1].uid
        editing.split_clause(**scope, uid=split, place=clauses[0].text.index(" and "), seen=seen[split])
        editing.remove_clause(**scope, uid=gone, seen=seen[gone])
    with world.reading():
        found = front.editing_of(made.draft)
    assert [row.waiting for row in found.rows if not row.clause.is_heading] == [2, 2, 0]
    assert (len(found.homeless), [one.uid for one in found.gone]) == (2, [clauses[1].uid])


def test_without_an_accepted_suggestion_nothing_is_assembled_and_nothing_is_kept(
    world: World, answered: Answered, scene: Scene
) -> None:
    with pytest.raises(front.NothingAccepted):
        answered.assemble()
    with world.reading():
        assert drafting.draft_in_hand(scene.consultation.id) is None
