"""What became of each clause from one draft to the next, by ids and by the same words."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.drafting.rules import ClauseKind, Known, Lineage, Part, Step, follow


def a_part(text: str, hint: str | None = None, *, kind: ClauseKind = ClauseKind.CLAUSE) -> Part:
    return Part(kind, "", "", text, None, hint)


def known(*parts: Part) -> list[Known]:
    """Return the clauses of a draft made of these parts; their uids tell their places."""
    return [
        Known(f"uid-{place}", part.hint, place, part.kind, part.heading, part.text) for place, part in enumerate(parts)
    ]


def told(before: Sequence[Part], after: Sequence[Part]) -> list[tuple[str, str | None, int | None]]:
    return [(str(step.kind), step.origin, step.part) for step in follow(known(*before), after)]


A, B, C, D = (a_part(text) for text in "ABCD")


def test_the_same_draft_again_is_unchanged() -> None:
    assert told([A, B], [A, B]) == [("unchanged", "uid-0", 0), ("unchanged", "uid-1", 1)]


def test_a_clause_put_before_others_leaves_them_unchanged() -> None:
    assert told([A, B], [C, A, B]) == [("new", None, 0), ("unchanged", "uid-0", 1), ("unchanged", "uid-1", 2)]


def test_a_clause_taken_out_leaves_the_others_unchanged() -> None:
    assert told([A, B, C], [A, C]) == [("unchanged", "uid-0", 0), ("unchanged", "uid-2", 1), ("deleted", "uid-1", None)]


def test_of_a_new_order_the_fewest_that_explain_it_have_moved() -> None:
    steps = told([A, B, C, D], [D, A, B, C])
    assert [kind for kind, _, _ in steps] == ["moved", "unchanged", "unchanged", "unchanged"]
    swapped = told([A, B], [B, A])
    assert sorted(kind for kind, _, _ in swapped) == ["moved", "unchanged"]


def test_a_known_id_with_other_words_is_edited_wherever_it_stands() -> None:
    before = [a_part("A", "a"), B]
    assert told(before, [B, a_part("A, rewritten", "a")]) == [("unchanged", "uid-1", 0), ("edited", "uid-0", 1)]


def test_a_known_id_with_the_same_words_at_another_place_is_moved() -> None:
    before = [a_part("A", "a"), B, C]
    assert told(before, [B, C, a_part("A", "a")])[2] == ("moved", "uid-0", 2)


def test_other_words_that_say_little_are_a_new_clause_for_a_deleted_one() -> None:
    assert told([A], [a_part("A, rewritten")]) == [("new", None, 0), ("deleted", "uid-0", None)]


def test_other_spaces_are_the_same_words() -> None:
    assert told([a_part("Stop\nit.")], [a_part(" Stop  it. ")]) == [("unchanged", "uid-0", 0)]


def test_another_kind_or_heading_is_not_the_same_words() -> None:
    assert told([A], [a_part("A", kind=ClauseKind.DEFINITION)])[0][0] == "new"
    assert told([A], [Part(ClauseKind.CLAUSE, "", "Heading", "A")])[0][0] == "new"


def test_another_number_or_parent_is_the_same_words() -> None:
    assert told([A], [Part(ClauseKind.CLAUSE, "7.3", "", "A")]) == [("unchanged", "uid-0", 0)]


def test_an_id_that_is_given_later_or_left_out_later_does_not_make_another_clause() -> None:
    assert told([A], [a_part("A", "a")]) == [("unchanged", "uid-0", 0)]
    assert told([a_part("A", "a")], [A]) == [("unchanged", "uid-0", 0)]


def test_two_ids_are_two_clauses_whatever_their_words() -> None:
    assert told([a_part("A", "a")], [a_part("A", "b")]) == [("new", None, 0), ("deleted", "uid-0", None)]


def test_an_id_goes_before_equal_words() -> None:
    before = [a_part("A"), a_part("B", "b")]
    assert told(before, [a_part("A", "b"), a_part("A")]) == [("edited", "uid-1", 0), ("unchanged", "uid-0", 1)]


def test_clauses_with_equal_words_are_followed_in_their_order() -> None:
    reserved = [a_part("Reserved."), a_part("Reserved."), a_part("Reserved.")]
    assert told(reserved, reserved) == [("unchanged", f"uid-{place}", place) for place in range(3)]
    assert told(reserved, reserved[:2])[2] == ("deleted", "uid-2", None)
    assert told(reserved[:1], reserved)[1:] == [("new", None, 1), ("new", None, 2)]


@pytest.mark.parametrize(("before", "after"), [([], []), ([A], []), ([], [A])])
def test_nothing_is_followed_into_nothing(before: list[Part], after: list[Part]) -> None:
    assert len(follow(known(*before), after)) == len(before) + len(after)


texts = st.lists(st.sampled_from("ABCDEFGH"), max_size=8)


@given(texts, texts, st.sets(st.sampled_from("ABCDEFGH")))
@settings(max_examples=200)
def test_every_part_and_every_known_clause_has_exactly_one_step(
    before: list[str], after: list[str], named: set[str]
) -> None:
    def parts(words: list[str]) -> list[Part]:
        first = {text: place for place, text in reversed(list(enumerate(words)))}
        return [
            a_part(text, text.lower() if text in named and first[text] == place else None)
            for place, text in enumerate(words)
        ]

    earlier, later = known(*parts(before)), parts(after)
    steps = follow(earlier, later)
    assert [step.part for step in steps[: len(later)]] == list(range(len(later)))
    origins = [step.origin for step in steps if step.origin is not None]
    assert sorted(origins) == sorted(clause.uid for clause in earlier)
    for step in steps:
        assert (step.kind is Lineage.NEW) is (step.origin is None)
        assert (step.kind is Lineage.DELETED) is (step.part is None)


@given(st.permutations(range(7)))
@settings(max_examples=100)
def test_what_stayed_stands_in_the_old_order_and_one_more_would_not(order: list[int]) -> None:
    before = [a_part(str(place)) for place in range(7)]
    steps = follow(known(*before), [before[place] for place in order])
    stayed = [order[step.part] for step in steps if step.kind is Lineage.UNCHANGED and step.part is not None]
    assert stayed == sorted(stayed)
    for step in steps:
        if step.kind is Lineage.MOVED and step.part is not None:
            more = [place for place in order if place in {*stayed, order[step.part]}]
            assert more != sorted(more)


def test_two_thousand_clauses_in_reverse_are_followed() -> None:
    before = [a_part(str(place)) for place in range(2000)]
    steps = follow(known(*before), before[::-1])
    assert sum(step.kind is Lineage.MOVED for step in steps) == 1999
    assert Step(Lineage.DELETED, "uid-0", None) not in steps
