"""How far a text has come: never backwards, each draft cited by a symbol of its own, final only with nothing open."""

from itertools import product

import pytest

from consult.consultations.service import ConsultationView
from consult.drafting import service as drafting
from consult.drafting.rules import Stage
from consult.drafting.rules.stages import HIGHEST_REVISION, ORDER, Reached, is_whole, may_follow, usual_after
from consult.drafting.service import DraftView
from consult.kernel.errors import Refused
from consult.ledger import service as ledger
from tests.drafting.negotiating import a_final_draft, a_move, an_adoption, an_alternative, clauses, staged
from tests.world import World

EVERY = [Reached(stage, number) for stage, number in product(Stage, (None, 0, 1, 2, HIGHEST_REVISION + 1))]
WHOLE = [one for one in EVERY if is_whole(one)]


@pytest.fixture
def consultation(world: World) -> ConsultationView:
    return world.a_consultation()


@pytest.fixture
def draft(world: World, consultation: ConsultationView) -> DraftView:
    return world.a_draft(consultation, is_published=False)


def test_only_a_revision_has_a_number() -> None:
    assert [
        Reached(Stage.OUTLINE),
        Reached(Stage.ZERO_DRAFT),
        Reached(Stage.REVISION, 1),
        Reached(Stage.REVISION, 2),
        Reached(Stage.FINAL),
        Reached(Stage.ADOPTED),
    ] == WHOLE


@pytest.mark.parametrize("before", [None, *WHOLE])
@pytest.mark.parametrize("after", EVERY)
def test_a_text_never_goes_backwards_and_is_never_adopted_by_a_choice(before: Reached | None, after: Reached) -> None:
    reached = before if before and before.stage is not Stage.ADOPTED else Reached(Stage.OUTLINE)
    goes_on = ORDER[reached.stage] <= ORDER[after.stage]
    is_higher = after.stage is not Stage.REVISION or (reached.revision or 0) < (after.revision or 0)
    expected = is_whole(after) and after.stage is not Stage.ADOPTED and goes_on and is_higher
    assert may_follow(before, after) is expected


@pytest.mark.parametrize("before", [None, *WHOLE])
def test_the_usual_stage_may_always_follow(before: Reached | None) -> None:
    assert may_follow(before, usual_after(before))


def test_a_text_begins_as_a_zero_draft_and_goes_on_as_one_revision_after_another(
    world: World, consultation: ConsultationView, draft: DraftView
) -> None:
    second = world.a_draft(consultation, is_published=False)
    third = world.a_draft(consultation, is_published=False)
    assert [(one.stage, one.revision) for one in (draft, second, third)] == [
        ("zero_draft", None),
        ("revision", 1),
        ("revision", 2),
    ]


def test_a_draft_gets_its_stage_and_symbol_until_it_is_published(
    world: World, consultation: ConsultationView, draft: DraftView
) -> None:
    found = staged(world, draft, "revision", revision=3, symbol="  A/AI/2026/L.3 ")
    assert (found.stage, found.revision, found.symbol) == ("revision", 3, "A/AI/2026/L.3")
    assert staged(world, draft, "outline").symbol is None
    with world.acting():
        drafting.publish_draft(consultation_id=consultation.id, draft_id=draft.id, by_person=None)
    with pytest.raises(drafting.DraftPublished):
        staged(world, draft, "zero_draft")


@pytest.mark.parametrize(
    ("stage", "revision", "refusal", "field"),
    [
        ("adopted", None, drafting.StageRefused, "stage"),
        ("nonsense", None, drafting.StageRefused, "stage"),
        ("revision", None, drafting.RevisionRefused, "revision"),
        ("revision", 0, drafting.RevisionRefused, "revision"),
        ("revision", 1_000, drafting.RevisionRefused, "revision"),
    ],
)
def test_a_stage_that_is_none_is_refused(
    world: World, draft: DraftView, stage: str, revision: int | None, refusal: type[Refused], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        staged(world, draft, stage, revision=revision)
    assert refused.value.field == field


def test_a_later_draft_does_not_fall_behind(world: World, consultation: ConsultationView, draft: DraftView) -> None:
    staged(world, draft, "revision", revision=2)
    second = world.a_draft(consultation, is_published=False)
    assert second.revision == 3
    for stage, revision in (("zero_draft", None), ("revision", 2), ("revision", 1)):
        with pytest.raises(drafting.StageBackwards):
            staged(world, second, stage, revision=revision)
    assert staged(world, second, "revision", revision=5).revision == 5


def test_a_symbol_stands_for_one_draft(world: World, consultation: ConsultationView, draft: DraftView) -> None:
    staged(world, draft, "outline", symbol="A/1")
    second = world.a_draft(consultation, is_published=False)
    with pytest.raises(drafting.SymbolTaken):
        staged(world, second, "revision", revision=1, symbol="A/1")
    for words in ("x" * 81, "\u200b"):
        with pytest.raises(drafting.SymbolRefused) as refused:
            staged(world, second, "revision", revision=1, symbol=words)
        assert refused.value.field == "symbol"
    other = world.a_draft(world.a_consultation(), is_published=False)
    assert staged(world, other, "outline", symbol="A/1").symbol == "A/1"


def test_a_stage_is_in_the_log(world: World, consultation: ConsultationView, draft: DraftView) -> None:
    staged(world, draft, "revision", revision=2, symbol="A/2")
    with world.acting():
        ledger.drain(consultation.id)
    with world.reading():
        kinds = [str(act.kind) for act in ledger.recent_acts(log_id=consultation.id)]
    assert kinds[0] == "draft.stage"


def test_a_final_draft_with_a_clause_open_or_in_brackets_is_refused_and_names_it(
    world: World, consultation: ConsultationView, draft: DraftView
) -> None:
    first, second, third = clauses(world, draft)
    staged(world, draft, "final")
    a_move(world, first, consultation, "closed")
    an_alternative(world, second, consultation)
    with pytest.raises(drafting.NotSettled) as refused, world.acting():
        drafting.publish_draft(consultation_id=consultation.id, draft_id=draft.id, by_person=None)
    assert refused.value.facts["clauses"] == f"{second.number}, {third.number}"
    a_move(world, second, consultation)
    a_move(world, third, consultation)
    with world.acting():
        done = drafting.publish_draft(consultation_id=consultation.id, draft_id=draft.id, by_person=None)
    assert (done.stage, done.published_at is not None) == ("final", True)


def test_a_draft_of_any_other_stage_may_leave_everything_open(world: World, consultation: ConsultationView) -> None:
    draft = world.a_draft(consultation)
    with world.reading():
        assert len(drafting.unsettled_clauses(draft)) == 3


def test_a_text_begins_anew_after_it_was_adopted(world: World, consultation: ConsultationView) -> None:
    final = a_final_draft(world, consultation)
    second = world.a_draft(consultation, is_published=False)
    assert second.stage == "final"
    an_adoption(world, final, world.a_person())
    assert staged(world, second, "outline").stage == "outline"
