"""The draft in hand: every change keeps true what became of each clause of the draft before."""

import pytest
from sqlalchemy import select

from consult.consultations.service import TitleRefused
from consult.drafting import service as drafting
from consult.drafting.rules import ClauseKind
from consult.drafting.rules.changes import Source, SourceKind
from consult.drafting.rules.wording import Words
from consult.drafting.service import editing, hindering
from consult.drafting.service.working import DraftPublished
from consult.drafting.tables import Draft
from consult.kernel.errors import NotFound
from consult.kernel.ids import new_id
from tests.drafting.writing import FIRST, Desk, a_desk
from tests.world import World

STOP, WHY = "People can stop machines.", "Nobody has to say why."
HARM, LOG, RISK, GRADES = (
    "Harm is made whole.", "Everything is logged.", "Rules rise with risk.", "Grades are published.",
)  # fmt: skip


@pytest.fixture
def desk(world: World) -> Desk:
    return a_desk(world)


def test_an_edited_clause_keeps_its_identity_and_the_same_words_again_make_it_unchanged(desk: Desk) -> None:
    uid = desk.uid(HARM)
    desk.edit(HARM, "Harm is made whole at once.")
    assert desk.uid("Harm") == uid
    assert desk.fates() == {"edited": [(HARM, "Harm is made whole at once.")]}
    desk.edit("Harm", f"  {HARM}\r\n")
    assert desk.fates() == {}


def test_words_are_kept_composed_and_with_plain_line_ends(desk: Desk) -> None:
    desk.edit(HARM, "Le\u0301galite\u0301.\r\nToujours.", heading="Two\n words")
    (entry,) = (one for one in desk.outline() if one.number == "1.2")
    assert entry.words == Words("Two words", "Légalité.\nToujours.")


@pytest.mark.parametrize(
    ("text", "heading", "refusal", "field"),
    [
        (" \n", "", hindering.WordsMissing, "text"),
        ("a" * 4001, "", hindering.WordsTooLong, "text"),
        ("Words.", "a" * 501, hindering.WordsTooLong, "heading"),
        ("Words\x07.", "", hindering.WordsUnreadable, "text"),
    ],
)
def test_words_that_cannot_stand_in_a_text_are_refused_at_their_field(
    desk: Desk, text: str, heading: str, refusal: type[hindering.PartHindered], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        desk.edit(HARM, text, heading=heading)
    assert refused.value.field == field
    assert desk.fates() == {}


def test_words_of_full_length_are_taken(desk: Desk) -> None:
    desk.edit(HARM, "a" * 4000, heading="b" * 500)
    assert desk.lines()[2] == "1.2 " + "a" * 4000


def test_a_heading_needs_words_and_no_text(desk: Desk) -> None:
    with pytest.raises(hindering.WordsMissing) as refused:
        desk.edit("Safety", "", heading=" ")
    assert refused.value.field == "heading"
    desk.edit("Safety", "", heading="Safety first")
    assert desk.fates() == {"edited": [("Safety", "Safety first")]}


def test_a_clause_that_someone_changed_meanwhile_is_not_written_over(desk: Desk) -> None:
    seen, uid = desk.seen(HARM), desk.uid(HARM)
    desk.edit(HARM, "Harm is made whole at once.")
    for act, given in [
        (editing.edit_clause, {"heading": "", "text": "Harm is paid for."}),
        (editing.split_clause, {"place": 4}),
        (editing.remove_clause, {}),
        (editing.merge_clauses, {"seen_next": desk.seen(LOG)}),
    ]:
        with pytest.raises(editing.ClauseChanged):
            desk.do(act, uid=uid, seen=seen, **given)
    assert desk.fates() == {"edited": [(HARM, "Harm is made whole at once.")]}


def test_two_editors_who_wrote_the_same_meet_no_refusal(desk: Desk) -> None:
    seen, uid = desk.seen(HARM), desk.uid(HARM)
    desk.edit(HARM, "Harm is made whole at once.")
    desk.do(editing.edit_clause, uid=uid, heading="", text="Harm is made whole at once.", seen=seen)


def test_an_inserted_clause_is_new_and_those_after_it_count_on(desk: Desk) -> None:
    made = {"kind": ClauseKind.CLAUSE, "heading": "", "text": "Who pays is named.", "uid": new_id()}
    for _ in range(2):
        desk.do(editing.insert_clause, after_uid=desk.uid(HARM), **made)
    assert desk.lines()[2:5] == [f"1.2 {HARM}", "1.3 Who pays is named.", f"1.4 {LOG}"]
    assert desk.fates() == {"new": [(None, "Who pays is named.")]}


def test_a_part_can_be_inserted_at_the_beginning_and_under_a_heading(desk: Desk) -> None:
    made = {"kind": ClauseKind.CLAUSE, "heading": ""}
    desk.do(editing.insert_clause, after_uid=None, text="To begin with.", **made)
    desk.do(editing.insert_clause, after_uid=desk.uid("Fairness"), text="Fair is fair.", **made)
    assert desk.lines()[:2] == ["0.1 To begin with.", "1 Safety"]
    assert desk.lines()[5:7] == ["2 Fairness", "2.1 Fair is fair."]


def test_a_heading_inserted_after_a_clause_takes_no_clause_from_another(desk: Desk) -> None:
    desk.do(editing.insert_clause, after_uid=desk.uid(STOP), kind=ClauseKind.PRINCIPLE, heading="Care", text="")
    assert [line for line in desk.lines() if "." not in line.split(" ", 1)[0]] == ["1 Safety", "2 Care", "3 Fairness"]
    assert desk.fates() == {"new": [(None, "Care")]}


def test_a_removed_clause_is_deleted_and_one_that_was_new_leaves_no_trace(desk: Desk) -> None:
    desk.do(editing.insert_clause, after_uid=None, kind=ClauseKind.CLAUSE, heading="", text="To begin with.")
    desk.do(editing.remove_clause, uid=desk.uid("To begin"), seen=desk.seen("To begin"))
    assert desk.fates() == {}
    desk.do(editing.remove_clause, uid=desk.uid(HARM), seen=desk.seen(HARM))
    assert desk.fates() == {"deleted": [(HARM, None)]}
    assert desk.lines()[2] == f"1.2 {LOG}"


def test_a_heading_with_clauses_and_the_last_clause_stay(world: World, desk: Desk) -> None:
    with pytest.raises(hindering.PartsBelow):
        desk.do(editing.remove_clause, uid=desk.uid("Safety"), seen=desk.seen("Safety"))
    lone = a_desk(world, "Only this.")
    with pytest.raises(hindering.LastClause):
        lone.do(editing.remove_clause, uid=lone.uid("Only"), seen=lone.seen("Only"))


def test_the_clause_that_a_person_moves_is_the_one_that_has_moved(desk: Desk) -> None:
    desk.do(editing.move_clause, uid=desk.uid(HARM), up=True, number="1.2")
    assert desk.lines()[1:3] == [f"1.1 {HARM}", f"1.2 {STOP} {WHY}"]
    assert desk.fates() == {"moved": [(HARM, HARM)]}
    desk.do(editing.move_clause, uid=desk.uid(HARM), up=False, number="1.1")
    assert desk.fates() == {}


def test_a_clause_moved_under_another_heading_has_moved_though_its_neighbours_are_the_same(desk: Desk) -> None:
    desk.do(editing.move_clause, uid=desk.uid(LOG), after_uid=desk.uid("Fairness"), number="1.3")
    assert desk.lines()[3:5] == ["2 Fairness", f"2.1 {LOG}"]
    assert desk.fates() == {"moved": [(LOG, LOG)]}


def test_a_moved_clause_with_other_words_is_edited(desk: Desk) -> None:
    desk.do(editing.move_clause, uid=desk.uid(LOG), after_uid=desk.uid(GRADES), number="1.3")
    desk.edit(LOG, "Everything is logged at once.")
    assert desk.fates() == {"edited": [(LOG, "Everything is logged at once.")]}
    assert desk.lines()[-1] == "2.3 Everything is logged at once."


def test_a_clause_moved_past_one_that_is_edited_has_moved(desk: Desk) -> None:
    desk.do(editing.move_clause, uid=desk.uid(GRADES), up=True, number="2.2")
    desk.edit(RISK, "Rules rise with risk and harm.")
    assert desk.fates() == {"moved": [(GRADES, GRADES)], "edited": [(RISK, "Rules rise with risk and harm.")]}
    desk.do(editing.move_clause, uid=desk.uid("Rules rise"), up=True, number="2.2")
    assert desk.fates() == {"edited": [(RISK, "Rules rise with risk and harm.")]}


def test_a_heading_moves_with_everything_under_it(desk: Desk) -> None:
    desk.do(editing.move_clause, uid=desk.uid("Fairness"), up=True, number="2")
    assert desk.lines()[:4] == ["1 Fairness", f"1.1 {RISK}", f"1.2 {GRADES}", "2 Safety"]
    assert set(desk.fates()["moved"]) >= {("Fairness", "Fairness")}


@pytest.mark.parametrize(
    ("words", "given", "refusal"),
    [
        (STOP, {"up": True}, hindering.NoNeighbour),
        (LOG, {"up": False}, hindering.NoNeighbour),
        ("Fairness", {"up": False}, hindering.NoNeighbour),
        ("Safety", {"after": HARM}, hindering.PlaceWithin),
        (STOP, {"after": STOP}, hindering.PlaceWithin),
        (STOP, {"number": "1.2", "up": False}, editing.ClauseChanged),
        (STOP, {"after_uid": "nobody"}, NotFound),
    ],
)
def test_a_move_that_leads_nowhere_is_refused(
    desk: Desk, words: str, given: dict[str, object], refusal: type[Exception]
) -> None:
    number = next(line.split()[0] for line in desk.lines() if words in line)
    if "after" in given:
        given = {"after_uid": desk.uid(str(given["after"]))}
    with pytest.raises(refusal):
        desk.do(editing.move_clause, **{"uid": desk.uid(words), "number": number, **given})
    assert desk.fates() == {}


def test_both_halves_of_a_split_clause_come_from_it(desk: Desk) -> None:
    uid = desk.uid(STOP)
    desk.do(editing.split_clause, uid=uid, place=len(STOP) + 1, seen=desk.seen(STOP))
    assert desk.lines()[1:4] == [f"1.1 {STOP}", f"1.2 {WHY}", f"1.3 {HARM}"]
    assert desk.uid(STOP) == uid
    assert desk.fates() == {"split": [(f"{STOP} {WHY}", WHY), (f"{STOP} {WHY}", STOP)]}


def test_halves_that_are_edited_or_moved_are_still_split_and_one_alone_is_edited(desk: Desk) -> None:
    desk.do(editing.split_clause, uid=desk.uid(STOP), place=len(STOP) + 1, seen=desk.seen(STOP))
    desk.edit(WHY, "No reason is needed.")
    desk.do(editing.move_clause, uid=desk.uid("No reason"), after_uid=desk.uid(GRADES), number="1.2")
    assert desk.fates() == {"split": [(f"{STOP} {WHY}", "No reason is needed."), (f"{STOP} {WHY}", STOP)]}
    desk.do(editing.remove_clause, uid=desk.uid(STOP), seen=desk.seen(STOP))
    assert desk.fates() == {"edited": [(f"{STOP} {WHY}", "No reason is needed.")]}


@pytest.mark.parametrize("place", [0, -1, 500])
def test_a_cut_with_nothing_on_one_side_is_refused(desk: Desk, place: int) -> None:
    with pytest.raises(hindering.NoCut):
        desk.do(editing.split_clause, uid=desk.uid(STOP), place=max(place, 0), seen=desk.seen(STOP))


def test_a_heading_is_neither_split_nor_put_together(desk: Desk) -> None:
    with pytest.raises(hindering.HeadingStays):
        desk.do(editing.split_clause, uid=desk.uid("Safety"), place=3, seen=desk.seen("Safety"))
    with pytest.raises(hindering.HeadingStays):
        desk.do(editing.merge_clauses, uid=desk.uid("Safety"), seen=desk.seen("Safety"), seen_next="")


def test_clauses_put_together_are_the_first_of_them_and_both_are_merged(desk: Desk) -> None:
    uid = desk.uid(HARM)
    desk.do(editing.merge_clauses, uid=uid, seen=desk.seen(HARM), seen_next=desk.seen(LOG))
    both = f"{HARM}\n\n{LOG}"
    assert desk.lines()[1:4] == [f"1.1 {STOP} {WHY}", f"1.2 {both}", "2 Fairness"]
    assert desk.uid(HARM) == uid
    assert desk.fates() == {"merged": [(LOG, both), (HARM, both)]}
    desk.do(editing.remove_clause, uid=uid, seen=desk.seen(HARM))
    assert desk.fates() == {"deleted": [(LOG, None), (HARM, None)]}


def test_a_clause_split_and_put_together_again_is_unchanged(desk: Desk) -> None:
    desk.do(editing.split_clause, uid=desk.uid(STOP), place=len(STOP) + 1, seen=desk.seen(STOP))
    desk.do(editing.merge_clauses, uid=desk.uid(STOP), seen=desk.seen(STOP), seen_next=desk.seen(WHY))
    assert desk.fates() == {}


def test_half_of_a_clause_put_together_with_the_next_comes_from_both(desk: Desk) -> None:
    desk.do(editing.split_clause, uid=desk.uid(STOP), place=len(STOP) + 1, seen=desk.seen(STOP))
    desk.do(editing.merge_clauses, uid=desk.uid(WHY), seen=desk.seen(WHY), seen_next=desk.seen(HARM))
    both = f"{WHY}\n\n{HARM}"
    assert desk.fates() == {"split": [(f"{STOP} {WHY}", STOP)], "merged": [(HARM, both), (f"{STOP} {WHY}", both)]}


def test_what_cannot_be_one_clause_is_not_put_together(world: World, desk: Desk) -> None:
    with pytest.raises(hindering.NoNeighbour):
        desk.do(editing.merge_clauses, uid=desk.uid(LOG), seen=desk.seen(LOG), seen_next="")
    with pytest.raises(editing.ClauseChanged):
        desk.do(editing.merge_clauses, uid=desk.uid(HARM), seen=desk.seen(HARM), seen_next=desk.seen(RISK))
    mixed = a_desk(world, "Read this:\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    with pytest.raises(hindering.KindsDiffer):
        mixed.do(editing.merge_clauses, uid=mixed.uid("Read"), seen=mixed.seen("Read"), seen_next="")
    long = a_desk(world, "a" * 2500 + "\n\n" + "b" * 2500)
    with pytest.raises(hindering.WordsTooLong):
        long.do(editing.merge_clauses, uid=long.uid("a"), seen=long.seen("a"), seen_next=long.seen("b"))
    assert long.fates() == {}


def test_what_stands_under_a_clause_goes_along_when_it_is_put_together_or_moved(world: World) -> None:
    desk = a_desk(world, "- One.\n\n  - One a.\n\n- Two.\n\n  - Two a.\n\n- Three.\n")
    desk.do(editing.merge_clauses, uid=desk.uid("One."), seen=desk.seen("One."), seen_next=desk.seen("Two."))
    assert desk.lines() == ["1 One.\n\nTwo.", "1.1 One a.", "1.2 Two a.", "2 Three."]
    desk.do(editing.move_clause, uid=desk.uid("Three"), up=True, number="2")
    assert desk.lines() == ["1 Three.", "2 One.\n\nTwo.", "2.1 One a.", "2.2 Two a."]


def test_of_two_headings_the_first_stays_and_the_other_begins_its_words(world: World) -> None:
    desk = a_desk(world, "#### One\n\nFirst.\n\n#### Two\n\nSecond.\n")
    desk.do(editing.merge_clauses, uid=desk.uid("First"), seen=desk.seen("First"), seen_next=desk.seen("Second"))
    (entry,) = desk.outline()
    assert entry.words == Words("One", "First.\n\nTwo\n\nSecond.")


def test_numbers_that_headings_carry_stay_with_them(world: World) -> None:
    desk = a_desk(world, "# 5. Five\n\nA.\n\nB.\n\n# 7. Seven\n\nC.\n")
    desk.do(editing.remove_clause, uid=desk.uid("A."), seen=desk.seen("A."))
    assert desk.lines() == ["5 Five", "5.1 B.", "7 Seven", "7.1 C."]
    desk.do(editing.move_clause, uid=desk.uid("Seven"), up=True, number="7")
    assert desk.lines() == ["7 Seven", "7.1 C.", "5 Five", "5.1 B."]


def test_the_title_of_a_text_stays_above_it(world: World) -> None:
    desk = a_desk(world, "# Title\n\n## One\n\nA.\n\n## Two\n\nB.\n")
    desk.do(editing.insert_clause, after_uid=None, kind=ClauseKind.CLAUSE, heading="", text="Preamble.")
    desk.do(editing.insert_clause, after_uid=desk.uid("Title"), kind=ClauseKind.PRINCIPLE, heading="Zero", text="")
    assert desk.lines() == ["0 Title", "0.1 Preamble.", "1 Zero", "2 One", "2.1 A.", "3 Two", "3.1 B."]
    with pytest.raises(hindering.NoNeighbour):
        desk.do(editing.move_clause, uid=desk.uid("Title"), after_uid=None, number="0")


def test_headings_have_three_levels(world: World) -> None:
    desk = a_desk(world, "# One\n\n## Deeper\n\n### Deepest\n\nA.\n\n# Other\n\n## Under\n\nB.\n")
    desk.do(editing.move_clause, uid=desk.uid("Under"), after_uid=desk.uid("Deepest"), number="2.1")
    assert desk.lines()[-3:] == ["1.1.2 Under", "1.1.2.1 B.", "2 Other"]
    below = a_desk(world, "# One\n\n## Deeper\n\n### Deepest\n\nA.\n\n# Other\n\n## Under\n\nB.\n")
    with pytest.raises(hindering.OutlineTooDeep):
        below.do(editing.move_clause, uid=below.uid("Other"), after_uid=below.uid("Deepest"), number="2")


def test_every_change_takes_back_that_a_person_confirmed_the_lineage(world: World, desk: Desk) -> None:
    acts = [
        lambda: desk.edit(HARM, "Harm is made whole at once."),
        lambda: desk.do(editing.move_clause, uid=desk.uid(LOG), up=True, number="1.3"),
        lambda: desk.do(editing.split_clause, uid=desk.uid(STOP), place=26, seen=desk.seen(STOP)),
        lambda: desk.do(editing.remove_clause, uid=desk.uid(RISK), seen=desk.seen(RISK)),
    ]
    for act in acts:
        with world.acting():
            drafting.confirm_lineage(**desk.scope, by_person=None)
        act()
        with world.reading() as session:
            assert session.scalars(select(Draft.lineage_at).where(Draft.id == desk.draft.id)).one() is None


def test_an_edit_takes_back_who_confirmed_the_class_and_an_undone_one_what_was_cited(world: World, desk: Desk) -> None:
    desk.edit(HARM, "Harm is made whole at once.")
    scope = {**desk.scope, "clause_uid": desk.uid("Harm")}
    said = {"drafter": "Ada", "reason": "Clearer.", "sources": [Source(SourceKind.EDITORIAL, note="Style")]}
    second = world.a_person()
    with world.acting():
        drafting.cite_change(**scope, **said, change_class=2, by_person=None)
        drafting.confirm_change(**scope, by_person=second)
    desk.edit("Harm", "Harm is made whole immediately.")
    with world.reading():
        assert not drafting.changes_of(**desk.scope)[desk.uid("Harm")].is_settled
    desk.edit("Harm", HARM)
    with world.reading():
        assert drafting.changes_of(**desk.scope) == {}


def test_a_published_draft_is_not_edited(world: World) -> None:
    consultation = world.a_consultation()
    draft = world.a_draft(consultation, FIRST)
    desk = Desk(world, consultation, draft, draft)
    with pytest.raises(DraftPublished):
        desk.do(editing.edit_clause, uid=desk.uid(HARM), heading="", text="No.", seen=desk.seen(HARM))
    with pytest.raises(DraftPublished):
        desk.do(editing.rename_draft, title="Other", seen=draft.title)


def test_a_draft_gets_another_title_unless_someone_renamed_it_meanwhile(desk: Desk) -> None:
    assert desk.do(editing.rename_draft, title=" New  title ", seen=desk.draft.title).title == "New title"
    with pytest.raises(editing.ClauseChanged):
        desk.do(editing.rename_draft, title="Third", seen=desk.draft.title)
    with pytest.raises(TitleRefused):
        desk.do(editing.rename_draft, title=" ", seen="New title")


def test_a_clause_that_is_not_in_the_draft_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.do(editing.edit_clause, uid=new_id(), heading="", text="Words.", seen="")
    with pytest.raises(NotFound):
        desk.do(editing.insert_clause, after_uid=new_id(), kind=ClauseKind.CLAUSE, heading="", text="Words.")
