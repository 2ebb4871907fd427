"""Every change says who drafted it and why, of what class it is, and what it goes back to; then a draft is published."""

from typing import Any

import pytest

from consult.consultations.service import ConsultationView
from consult.drafting import service as drafting
from consult.drafting.rules.changes import Source, SourceKind, changed, lineage_digest
from consult.drafting.rules.publishing import ChangeState, Lack, Missing, Readiness, missing
from consult.drafting.service import DraftView
from consult.kernel.errors import NotFound, Refused
from consult.ledger import service as ledger
from tests.world import World

FIRST = "Everything is logged and kept for ten years.\n\nWhoever is harmed is heard.\n\nBread is baked before dawn."
SECOND = "Everything is logged and kept for five years.\n\nWhoever is harmed is heard."
NOTE = Source(SourceKind.EDITORIAL, note="Read through.")


@pytest.fixture
def consultation(world: World) -> ConsultationView:
    return world.a_consultation()


@pytest.fixture
def draft(world: World, consultation: ConsultationView) -> DraftView:
    world.a_draft(consultation, FIRST)
    return world.a_draft(consultation, SECOND, is_published=False)


def changes(world: World, draft: DraftView) -> dict[str, str]:
    """Return the identity of each clause that changed, by what became of it."""
    with world.reading():
        return {one.kind: one.uid for one in drafting.list_changed(draft.consultation_id, draft.id)}


def cite(world: World, draft: DraftView, uid: str, **given: Any) -> drafting.Citation:
    values: dict[str, Any] = {
        "drafter": "Olga",
        "reason": "Five is enough.",
        "change_class": 3,
        "sources": [NOTE],
        "by_person": None,
    }
    with world.acting():
        return drafting.cite_change(
            consultation_id=draft.consultation_id, draft_id=draft.id, clause_uid=uid, **{**values, **given}
        )


def publish(world: World, draft: DraftView) -> DraftView:
    with world.acting():
        return drafting.publish_draft(consultation_id=draft.consultation_id, draft_id=draft.id, by_person=None)


def confirm(world: World, draft: DraftView) -> None:
    with world.acting():
        drafting.confirm_lineage(consultation_id=draft.consultation_id, draft_id=draft.id, by_person=None)


def test_the_gate_opens_only_when_lineage_changes_and_classes_are_all_confirmed(world: World, draft: DraftView) -> None:
    found = changes(world, draft)
    assert set(found) == {"edited", "deleted"}
    with pytest.raises(drafting.LineageUnconfirmed):
        publish(world, draft)
    confirm(world, draft)
    with pytest.raises(drafting.ChangesUnexplained) as refused:
        publish(world, draft)
    assert refused.value.facts == {"clauses": "1, (3)"}
    cite(world, draft, found["edited"], change_class=2)
    cite(world, draft, found["deleted"], change_class=4)
    with pytest.raises(drafting.ChangesUnconfirmed) as waiting:
        publish(world, draft)
    assert waiting.value.facts == {"clauses": "1"}
    scope, second = {"consultation_id": draft.consultation_id, "draft_id": draft.id}, world.a_person()
    with world.acting():
        drafting.confirm_change(**scope, clause_uid=found["edited"], by_person=second)
    assert publish(world, draft).published_at is not None


def test_publishing_puts_every_change_on_record_and_its_class_on_its_clause(
    world: World, consultation: ConsultationView, draft: DraftView
) -> None:
    found = changes(world, draft)
    confirm(world, draft)
    for kind, number in (("edited", 4), ("deleted", 3)):
        cite(world, draft, found[kind], change_class=number)
    publish(world, draft)
    with world.acting():
        ledger.drain(consultation.id)
    with world.reading():
        acts = [act for act in ledger.replay(consultation.id) if act.leaf["type"] == "clause.revise"]
        rows = drafting.list_lineage(consultation.id, draft.id)
        told = [act.content for act in ledger.replay(consultation.id) if act.leaf["type"] == "lineage.confirm"]
    assert sorted((act.content or {})["class"] for act in acts) == [3, 4]
    assert all(
        (act.content or {})["sources"] == [{"kind": "editorial", "ref": None, "note": NOTE.note}] for act in acts
    )
    assert {str(act.leaf["subject"]).split(":")[1] for act in acts} == set(found.values())
    assert told == [{"draft": 2, "sha256": lineage_digest(rows)}]


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"drafter": " "}, drafting.DrafterNeeded),
        ({"drafter": "x" * 201}, drafting.DrafterNeeded),
        ({"reason": ""}, drafting.ChangeReasonNeeded),
        ({"reason": "x" * 1001}, drafting.ChangeReasonNeeded),
        ({"change_class": 5}, drafting.ClassNeeded),
        ({"change_class": None}, drafting.ClassNeeded),
        ({"sources": []}, drafting.SourceNeeded),
        ({"sources": [Source(SourceKind.COMMENT, note="Someone said so.")]}, drafting.SourceIncomplete),
        ({"sources": [Source(SourceKind.LEGAL)]}, drafting.SourceIncomplete),
        ({"sources": [Source(SourceKind.LEGAL, note="x" * 501)]}, drafting.SourceIncomplete),
    ],
)
def test_a_change_without_drafter_reason_class_or_source_is_refused(
    world: World, draft: DraftView, given: dict[str, Any], refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        cite(world, draft, changes(world, draft)["edited"], **given)
    with world.reading():
        assert drafting.changes_of(draft.consultation_id, draft.id) == {}


def test_only_a_change_of_an_unpublished_draft_is_explained(world: World, draft: DraftView) -> None:
    with world.reading():
        unchanged = next(
            one.uid for one in drafting.clauses_of(draft, lang="en") if one.uid not in changes(world, draft).values()
        )
    with pytest.raises(drafting.NotChanged):
        cite(world, draft, unchanged)
    world.published(draft)
    with pytest.raises(drafting.DraftPublished):
        cite(world, draft, changes(world, draft)["edited"])


def test_nobody_confirms_their_own_change_and_saying_it_anew_takes_the_confirmation_back(
    world: World, draft: DraftView
) -> None:
    uid, editor, second = changes(world, draft)["edited"], world.a_person(), world.a_person()
    scope = {"consultation_id": draft.consultation_id, "draft_id": draft.id, "clause_uid": uid}
    with world.acting(), pytest.raises(NotFound):
        drafting.confirm_change(**scope, by_person=second)
    assert not cite(world, draft, uid, change_class=1, by_person=editor).is_settled
    with world.acting(), pytest.raises(drafting.OwnChange):
        drafting.confirm_change(**scope, by_person=editor)
    with world.acting():
        assert drafting.confirm_change(**scope, by_person=second).is_settled
    assert not cite(world, draft, uid, change_class=1, by_person=editor).is_settled


def test_every_edit_takes_confirmations_back(world: World, draft: DraftView) -> None:
    world.explained(draft, change_class=2)
    edited = changes(world, draft)["edited"]
    with world.acting():
        drafting.unconfirm(consultation_id=draft.consultation_id, draft_id=draft.id, clauses=[edited])
    with world.reading():
        lacks = {one.lack: one.named for one in drafting.lacks_of(draft.consultation_id, draft.id)}
    assert lacks == {Lack.CONFIRMATION: "", Lack.SECOND_EDITOR: "1"}


def test_a_draft_that_is_taken_away_takes_what_was_said_of_its_changes_with_it(world: World, draft: DraftView) -> None:
    world.explained(draft)
    with world.acting():
        drafting.drop_draft(consultation_id=draft.consultation_id, draft_id=draft.id)
    with world.reading():
        assert drafting.changes_of(draft.consultation_id, draft.id) == {}


def test_a_first_draft_lacks_nothing_and_any_other_lacks_what_it_lacks() -> None:
    change = ChangeState("a", "1", is_gone=False, is_cited=True, is_settled=False)
    gone = ChangeState("b", "2", is_gone=True, is_cited=False, is_settled=False)
    given = Readiness(
        is_first=False, is_before_published=False, unmapped=("3",), is_confirmed=False, changes=(change, gone)
    )
    assert missing(given) == [
        Missing(Lack.DRAFT_BEFORE),
        Missing(Lack.LINEAGE, gone=("3",)),
        Missing(Lack.CONFIRMATION),
        Missing(Lack.CITATIONS, gone=("2",)),
        Missing(Lack.SECOND_EDITOR, ("1",)),
    ]
    first = Readiness(is_first=True, is_before_published=True, unmapped=(), is_confirmed=False, changes=())
    assert missing(first) == []


def test_a_merged_clause_changed_once_and_a_moved_one_did_not() -> None:
    rows = [
        ("merged", "a", "a"),
        ("merged", "b", "a"),
        ("moved", "c", "c"),
        ("unchanged", "d", "d"),
        ("new", None, "e"),
    ]
    assert [one.uid for one in changed(rows)] == ["a", "e"]
