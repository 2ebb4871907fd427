"""A draft that nobody has consulted on can be taken away; a published one stays."""

import pytest

from consult.drafting import service as drafting
from consult.drafting.tables import Clause, ClauseLineage, ClauseText, ClauseVersion, Draft
from consult.kernel.errors import NotFound
from consult.kernel.ids import new_id
from tests.world import World

NEXT = "# People first\n\nPeople can stop them at any time. {#stop}\n\nThis is new. {#new}\n"


def rows(world: World) -> dict[str, int]:
    with world.reading() as session:
        return {
            kind.__name__: session.query(kind).count()
            for kind in (Clause, ClauseLineage, ClauseText, ClauseVersion, Draft)
        }


def test_an_unpublished_draft_leaves_nothing_behind(world: World) -> None:
    consultation = world.a_consultation()
    draft = world.a_draft(consultation, is_published=False)
    with world.acting():
        drafting.drop_draft(consultation_id=consultation.id, draft_id=draft.id)
    assert set(rows(world).values()) == {0}


def test_what_other_drafts_and_other_consultations_hold_stays(world: World) -> None:
    consultation = world.a_consultation()
    world.a_draft(world.a_consultation())
    world.a_draft(consultation)
    before = rows(world)
    second = world.a_draft(consultation, NEXT, is_published=False)
    assert rows(world) != before
    with world.acting():
        drafting.drop_draft(consultation_id=consultation.id, draft_id=second.id)
    assert rows(world) == before
    third = world.a_draft(consultation, NEXT)
    assert third.number == 2


def test_a_published_draft_stays(world: World) -> None:
    consultation = world.a_consultation()
    draft = world.a_draft(consultation)
    before = rows(world)
    with pytest.raises(drafting.DraftPublished), world.acting():
        drafting.drop_draft(consultation_id=consultation.id, draft_id=draft.id)
    assert rows(world) == before


def test_a_draft_that_is_not_there_is_not_found(world: World) -> None:
    consultation = world.a_consultation()
    with pytest.raises(NotFound), world.acting():
        drafting.drop_draft(consultation_id=consultation.id, draft_id=new_id())
