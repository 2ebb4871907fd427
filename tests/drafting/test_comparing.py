"""What became of each clause between any two drafts: found through the lineage of every draft in between."""

from collections.abc import Sequence

import pytest

from consult.consultations.service import ConsultationView
from consult.drafting import service as drafting
from consult.drafting.rules import TextStatus, new_of, old_of
from consult.drafting.rules.comparing import Stand, compare, linked
from consult.drafting.service import ChangeView, DraftView
from tests.world import World

ONE = """# People first

People can stop machines. {#stop}

Harm is made whole. {#heal}

Everything is logged. {#log}
"""
TWO = """# People first

Everything is
logged. {#log}

People can stop machines at any time. {#stop}

Rules rise with risk. {#risk}
"""


def told(before: str, after: str, links: Sequence[tuple[str, str]] = ()) -> list[tuple[str, str, str]]:
    """Return what became of clauses that are named by their letter, a capital one with other words."""
    old = [Stand(letter.lower(), (letter,)) for letter in before]
    new = [Stand(letter.lower(), (letter,)) for letter in after]
    return [
        (
            str(change.kind),
            "".join(before[place] for place in change.old),
            "".join(after[place] for place in change.new),
        )
        for change in compare(old, new, links)
    ]


def test_changes_stand_in_the_order_of_the_new_draft_and_deleted_clauses_where_they_stood() -> None:
    assert told("xaby", "naB") == [
        ("deleted", "x", ""),
        ("new", "", "n"),
        ("unchanged", "a", "a"),
        ("edited", "b", "B"),
        ("deleted", "y", ""),
    ]


def test_the_fewest_that_explain_a_new_order_have_moved() -> None:
    assert told("abc", "cab") == [("moved", "c", "c"), ("unchanged", "a", "a"), ("unchanged", "b", "b")]


def test_clauses_that_hang_together_are_told_together() -> None:
    assert told("ab", "apb", [("a", "p")]) == [("split", "a", "ap"), ("unchanged", "b", "b")]
    assert told("abc", "Bc", [("a", "b")]) == [("merged", "ab", "B"), ("unchanged", "c", "c")]
    assert told("ab", "pb", [("a", "p"), ("b", "p")]) == [("merged", "ab", "pb")]


def test_links_lead_through_every_draft_in_between() -> None:
    split = [("split", "a", "a"), ("split", "a", "b"), ("new", None, "n")]
    merged = [("merged", "b", "c"), ("merged", "n", "c"), ("deleted", "a", None)]
    assert linked(["a"], [split, merged]) == {("a", "c")}
    assert linked(["a"], []) == {("a", "a")}


@pytest.fixture
def consultation(world: World) -> ConsultationView:
    return world.a_consultation()


def changes(world: World, first: DraftView, second: DraftView, lang: str = "en") -> list[ChangeView]:
    with world.reading():
        return drafting.compare_drafts(first, second, lang=lang)


def test_two_drafts_are_compared_with_their_redlines(world: World, consultation: ConsultationView) -> None:
    first, second = world.a_draft(consultation, ONE), world.a_draft(consultation, TWO)
    found = changes(world, first, second)
    assert [(str(one.kind), one.clauses[0].number) for one in found] == [
        ("unchanged", "1"),
        ("unchanged", "1.1"),
        ("edited", "1.2"),
        ("deleted", "1.2"),
        ("new", "1.3"),
    ]
    assert (old_of(found[2].text), new_of(found[2].text)) == (
        "People can stop machines.",
        "People can stop machines at any time.",
    )
    assert [one.is_principle for one in found] == [True, False, False, False, False]
    assert new_of(found[1].text) == "Everything is logged."


def test_a_clause_that_is_gone_in_between_is_followed_by_its_id(world: World, consultation: ConsultationView) -> None:
    first, _, third = (world.a_draft(consultation, text) for text in (ONE, TWO, ONE))
    assert {str(one.kind) for one in changes(world, first, third)} == {"unchanged"}


def test_spaces_are_a_part_of_a_table_only(world: World, consultation: ConsultationView) -> None:
    table = "Words. {#a}\n\n| tier | duty | who | since |\n|---|---|---|---|\n| 1 | none | all | today |\n"
    first = world.a_draft(consultation, table)
    second = world.a_draft(consultation, table.replace("Words.", "Other\nwords.").replace("| 1 |", "|  7  |"))
    _, edited = changes(world, first, second)
    assert edited.is_as_typed
    assert "|  7  |" in new_of(edited.text)
    assert new_of(changes(world, first, second)[0].text) == "Other words."


def a_translation(world: World, draft: DraftView, number: str, text: str) -> None:
    with world.acting():
        clause = drafting.clause_by_number(draft, number, lang="en")
        drafting.add_text(
            consultation_id=draft.consultation_id,
            version_id=clause.version_id,
            lang="ar",
            heading="",
            text=text,
            status=TextStatus.HUMAN_REVIEWED,
        )


def test_each_change_is_read_in_the_reader_s_language_where_its_clauses_are_there(
    world: World, consultation: ConsultationView
) -> None:
    first = world.a_draft(consultation, "Logged. {#log}\n\nHeard. {#hear}")
    second = world.a_draft(consultation, "All is logged. {#log}\n\nHeard soon. {#hear}\n\nPaid.")
    assert [new_of(one.text) for one in changes(world, first, second, lang="ar")] == [
        "All is logged.",
        "Heard soon.",
        "Paid.",
    ]
    a_translation(world, first, "1", "مسجل.")
    assert new_of(changes(world, first, second, lang="ar")[0].text) == "All is logged."
    a_translation(world, second, "1", "كل شيء مسجل.")
    logged, heard, paid = changes(world, first, second, lang="ar")
    assert (old_of(logged.text), new_of(logged.text)) == ("مسجل.", "كل شيء مسجل.")
    assert [{clause.lang for clause in one.clauses} for one in (logged, heard, paid)] == [{"ar"}, {"en"}, {"en"}]


def test_a_change_that_a_translation_does_not_show_is_shown_in_the_words_that_changed(
    world: World, consultation: ConsultationView
) -> None:
    first, second = world.a_draft(consultation, "Logged. {#log}"), world.a_draft(consultation, "It is logged. {#log}")
    for draft in (first, second):
        a_translation(world, draft, "1", "مسجل.")
    (change,) = changes(world, first, second, lang="ar")
    assert (old_of(change.text), new_of(change.text)) == ("Logged.", "It is logged.")


def test_drafts_in_two_languages_are_each_read_in_their_own(world: World, consultation: ConsultationView) -> None:
    first, second = (
        world.a_draft(consultation, "Logged. {#log}"),
        world.a_draft(consultation, "مسجل. {#log}", lang="ar"),
    )
    (change,) = changes(world, first, second)
    assert (change.earlier[0].lang, change.later[0].lang, str(change.kind)) == ("en", "ar", "edited")
