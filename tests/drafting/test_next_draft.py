"""The next draft: a copy of the published one with the same clauses, some of them changed from the start."""

import pytest

from consult.consultations.service import TitleRefused
from consult.drafting import service as drafting
from consult.drafting.rules import ClauseKind, Stage, TextStatus
from consult.drafting.rules.wording import Words
from consult.drafting.service import hindering, outlines
from consult.kernel.errors import NotFound
from consult.kernel.ids import new_id
from tests.drafting.writing import FIRST, Desk, a_desk
from tests.world import World


def begun(world: World, **changes: object) -> Desk:
    return a_desk(world, **changes)


def test_a_next_draft_has_the_same_clauses_under_the_same_numbers_and_all_are_unchanged(world: World) -> None:
    desk = begun(world)
    with world.reading():
        before, after = outlines.outline_of(desk.first), outlines.outline_of(desk.draft)
    assert before == after
    assert (desk.draft.number, desk.draft.published_at) == (2, None)
    assert desk.fates() == {}


def test_a_next_draft_is_a_revision_of_a_zero_draft_unless_a_stage_and_a_symbol_are_given(world: World) -> None:
    assert begun(world).draft.stage == Stage.REVISION
    final = begun(world, stage=Stage.FINAL, symbol="A/79/L.2").draft
    assert (final.stage, final.symbol) == (Stage.FINAL, "A/79/L.2")


def test_a_second_next_draft_is_refused_and_names_the_one_in_hand(world: World) -> None:
    desk = begun(world)
    with pytest.raises(drafting.DraftInHand) as refused, world.acting():
        drafting.continue_draft(consultation_id=desk.consultation.id, title="Another", by_person=None)
    assert refused.value.facts == {"number": 2}
    with world.reading():
        assert drafting.draft_in_hand(desk.consultation.id) == desk.draft


def test_without_a_published_draft_there_is_no_next_one(world: World) -> None:
    consultation = world.a_consultation()
    with pytest.raises(NotFound), world.acting():
        drafting.continue_draft(consultation_id=consultation.id, title="First", by_person=None)
    with world.reading():
        assert drafting.draft_in_hand(consultation.id) is None


def test_changes_go_in_at_once_and_the_lineage_says_so(world: World) -> None:
    consultation = world.a_consultation()
    first = world.a_draft(consultation, FIRST)
    with world.reading():
        uids = {one.words.text or one.words.heading: one.uid for one in outlines.outline_of(first)}
    own = new_id()
    with world.acting():
        draft = drafting.continue_draft(
            consultation_id=consultation.id,
            title="Second",
            edits={uids["Harm is made whole."]: Words("", "Harm is  made whole at once.")},
            removed=[uids["Everything is logged."]],
            inserted=[
                drafting.Insertion(uids["Harm is made whole."], ClauseKind.CLAUSE, "", "Who pays is named.", own),
                drafting.Insertion(uids["Harm is made whole."], ClauseKind.CLAUSE, "", "Nobody pays twice."),
            ],
            by_person=None,
        )
    desk = Desk(world, consultation, first, draft)
    desk.check()
    assert desk.lines()[1:6] == [
        "1.1 People can stop machines. Nobody has to say why.",
        "1.2 Harm is  made whole at once.",
        "1.3 Who pays is named.",
        "1.4 Nobody pays twice.",
        "2 Fairness",
    ]
    assert desk.uid("Who pays") == own
    assert desk.fates() == {
        "edited": [("Harm is made whole.", "Harm is  made whole at once.")],
        "deleted": [("Everything is logged.", None)],
        "new": [(None, "Nobody pays twice."), (None, "Who pays is named.")],
    }


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"title": " "}, TitleRefused),
        ({"edits": {"nobody": Words("", "Words.")}}, NotFound),
        ({"removed": ["nobody"]}, NotFound),
        ({"inserted": [drafting.Insertion("nobody", ClauseKind.CLAUSE, "", "Words.")]}, NotFound),
        ({"inserted": [drafting.Insertion(None, ClauseKind.CLAUSE, "", " ")]}, hindering.WordsMissing),
        ({"inserted": [drafting.Insertion(None, ClauseKind.CLAUSE, "", "a" * 4001)]}, hindering.WordsTooLong),
    ],
)
def test_a_next_draft_that_cannot_be_is_refused_and_nothing_of_it_is_kept(
    world: World, changes: dict[str, object], refusal: type[Exception]
) -> None:
    consultation = world.a_consultation()
    world.a_draft(consultation, FIRST)
    with pytest.raises(refusal), world.acting():
        drafting.continue_draft(**{"consultation_id": consultation.id, "title": "Next", "by_person": None, **changes})
    with world.reading():
        assert len(drafting.list_drafts(consultation.id)) == 1


def test_a_heading_goes_only_with_everything_under_it(world: World) -> None:
    consultation = world.a_consultation()
    first = world.a_draft(consultation, FIRST)
    with world.reading():
        outline = outlines.outline_of(first)
    fairness = [one.uid for one in outline if one.number.startswith("2")]
    with pytest.raises(hindering.PartsBelow), world.acting():
        drafting.continue_draft(consultation_id=consultation.id, title="Next", removed=fairness[:1], by_person=None)
    with world.acting():
        draft = drafting.continue_draft(consultation_id=consultation.id, title="Next", removed=fairness, by_person=None)
    with world.reading():
        assert [one.number for one in outlines.outline_of(draft)] == ["1", "1.1", "1.2", "1.3"]


def test_translations_go_along_and_that_of_an_edited_clause_stands_for_it_no_more(world: World) -> None:
    consultation = world.a_consultation()
    first = world.a_draft(consultation, FIRST)
    with world.acting():
        for clause in drafting.clauses_of(first, lang="en"):
            drafting.add_text(
                consultation_id=consultation.id,
                version_id=clause.version_id,
                lang="fr",
                heading="",
                text=f"En français : {clause.number}",
                status=TextStatus.OFFICIAL,
            )
        draft = drafting.continue_draft(consultation_id=consultation.id, title="Second", by_person=None)
    desk = Desk(world, consultation, first, draft)
    desk.edit("Harm", "Harm is made whole at once.")
    with world.reading():
        langs = {one.number: one.lang for one in drafting.clauses_of(draft, lang="fr")}
    assert langs.pop("1.2") == "en"
    assert set(langs.values()) == {"fr"}
    desk.edit("Harm", "Harm is made whole.")
    with world.reading():
        assert {one.lang for one in drafting.clauses_of(draft, lang="fr")} == {"fr"}
