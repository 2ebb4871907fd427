"""Every part of a text has one number: the one its heading carries, or its place within its parent."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.drafting.rules import ClauseKind
from consult.drafting.rules.numbering import LONGEST_NUMBER, Place, carried_by, numbers_of
from consult.drafting.rules.outline import Entry, Hindered, Obstacle, inserted, renumbered
from consult.drafting.rules.wording import Words

CLAUSE = None


def places_of(outline: Iterable[tuple[int, str | None] | None]) -> list[Place]:
    """Return the places of an outline: (level, carried number) for a heading, None for a clause under the last one."""
    places: list[Place] = []
    open_headings: list[tuple[int, int]] = []
    for place, one in enumerate(outline):
        level, carried = one or (None, None)
        while level is not None and open_headings and open_headings[-1][0] >= level:
            open_headings.pop()
        places.append(Place(level, carried, open_headings[-1][1] if open_headings else None))
        if level is not None:
            open_headings.append((level, place))
    return places


def numbers(*outline: tuple[int, str | None] | None) -> list[str]:
    """Return the numbers of an outline."""
    return numbers_of(places_of(outline))


def test_clauses_are_counted_within_their_principle() -> None:
    assert numbers((1, None), CLAUSE, CLAUSE, (1, None), CLAUSE) == ["1", "1.1", "1.2", "2", "2.1"]


def test_a_text_without_headings_counts_its_clauses() -> None:
    assert numbers(CLAUSE, CLAUSE) == ["1", "2"]


def test_headings_are_counted_among_headings_and_clauses_beside_them_behind_a_zero() -> None:
    outline = numbers(CLAUSE, (1, None), CLAUSE, (2, None), CLAUSE, (2, None), (1, None), CLAUSE)
    assert outline == ["0.1", "1", "1.0.1", "1.1", "1.1.1", "1.2", "2", "2.1"]


def test_the_one_heading_above_all_others_is_the_title_and_has_no_part_in_the_numbers() -> None:
    assert numbers((1, None), CLAUSE, (2, None), CLAUSE, (2, None), (3, None), CLAUSE) == [
        "0", "0.1", "1", "1.1", "2", "2.1", "2.1.1",
    ]  # fmt: skip


def test_a_title_needs_no_more_than_one_heading_below_it() -> None:
    assert numbers((1, None), (2, None)) == ["0", "1"]


@pytest.mark.parametrize("outline", [[(1, None), CLAUSE], [(1, "1"), (2, "1.1")], [(2, None), (1, None)]])
def test_a_heading_alone_or_with_a_number_or_behind_others_is_no_title(
    outline: list[tuple[int, str | None] | None],
) -> None:
    assert numbers(*outline)[0] == "1"


def test_carried_numbers_are_kept_and_passed_over_by_the_count() -> None:
    assert numbers((1, "5"), CLAUSE, (2, "5.1"), CLAUSE, (2, "5.3"), (1, "7"), CLAUSE) == [
        "5", "5.0.1", "5.1", "5.1.1", "5.3", "7", "7.1",
    ]  # fmt: skip


def test_headings_without_a_number_beside_numbered_ones_get_letters() -> None:
    assert numbers((1, "1"), CLAUSE, (1, None), CLAUSE, (1, "2"), (1, None)) == ["1", "1.1", "A", "A.1", "2", "B"]
    letters = numbers((1, "1"), *[(1, None)] * 28)
    assert letters[1:3] + letters[26:] == ["A", "B", "Z", "AA", "AB"]


def test_the_headings_above_principles_numbered_throughout_get_letters() -> None:
    assert numbers((1, None), (2, "1"), CLAUSE, (2, "2"), (1, None), (2, "3"), CLAUSE) == [
        "A", "1", "1.1", "2", "B", "3", "3.1",
    ]  # fmt: skip


def test_numbers_that_begin_anew_under_each_heading_stand_behind_its_number() -> None:
    assert numbers((1, None), (2, "1"), CLAUSE, (2, "2"), (1, None), (2, "1"), CLAUSE) == [
        "1", "1.1", "1.1.1", "1.2", "2", "2.1", "2.1.1",
    ]  # fmt: skip


def test_numbers_that_name_their_parent_already_are_not_put_behind_it() -> None:
    assert numbers((1, "1"), (2, "1.1"), (2, "1.1"), (1, "2"), (2, "2.1")) == ["1", "1.1", "1.2", "2", "2.1"]


def test_of_two_headings_with_one_number_the_second_takes_the_next_that_is_free() -> None:
    assert numbers((1, "1"), CLAUSE, (1, "1"), CLAUSE, (1, "2")) == ["1", "1.1", "3", "3.1", "2"]


places = st.lists(
    st.none() | st.tuples(st.integers(1, 4), st.none() | st.sampled_from(["1", "2", "1.1", "2.1", "0.1", "A", "3"])),
    max_size=12,
)


@given(places)
@settings(max_examples=200)
def test_no_two_parts_ever_have_the_same_number(outline: list[tuple[int, str | None] | None]) -> None:
    found = numbers(*outline)
    assert len(found) == len(outline)
    assert len(set(found)) == len(found)
    assert all(found)


def test_three_thousand_parts_are_numbered() -> None:
    assert numbers_of([Place(1, None, None), *[Place(None, None, 0)] * 3000])[-1] == "1.3000"


@given(places)
@settings(max_examples=200)
def test_the_numbers_that_parts_have_can_be_given_to_them_again(outline: list[tuple[int, str | None] | None]) -> None:
    found = places_of(outline)
    numbered = numbers_of(found)
    carried = carried_by([Place(one.level, None, one.parent) for one in found], numbered)
    again = [Place(one.level, own, one.parent) for one, own in zip(found, carried, strict=True)]
    assert numbers_of(again) == numbered


def test_a_number_that_counting_gives_is_not_taken_for_a_carried_one() -> None:
    plain = [Place(1, None, None), Place(None, None, 0), Place(None, None, 0), Place(1, None, None)]
    assert carried_by(plain, ["1", "1.1", "1.2", "2"]) == [None] * 4
    assert carried_by(plain, ["5", "5.1", "5.2", "7"]) == ["5", None, None, "7"]
    assert carried_by(plain, ["1", "1.1", "1.2", "B"]) == [None, None, None, "B"]


def test_a_tenth_clause_is_refused_where_its_number_would_be_longer_than_a_number_may_be() -> None:
    long = f"A{'1' * (LONGEST_NUMBER - 3)}"
    heading = Entry("heading", ClauseKind.ANNEX, None, long, Words("Annex", ""))
    nine = [Entry(f"{n}", ClauseKind.CLAUSE, "heading", f"{long}.{n}", Words("", "Read it.")) for n in range(1, 10)]
    outline = [heading, *nine]
    assert len(nine[-1].number) == LONGEST_NUMBER
    made = Entry("made", ClauseKind.CLAUSE, None, "", Words("", "Read on."))
    with pytest.raises(Hindered) as refused:
        renumbered(inserted(outline, made, "9"), outline)
    assert refused.value.obstacle is Obstacle.TOO_DEEP
    assert renumbered(inserted(outline[:-1], made, "8"), outline)[-1].number == f"{long}.9"
