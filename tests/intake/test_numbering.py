"""Every part of a text has one number: the one its heading carries, or its place within its parent."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.intake.rules.numbering import Place, numbers_of, section_numbers, split_number

CLAUSE = None


def numbers(*outline: tuple[int, str | None] | None) -> list[str]:
    """Return the numbers of an outline: (level, carried number) for a heading, None for a clause under the last one."""
    places: list[Place] = []
    open_headings: list[tuple[int, int]] = []
    for place, one in enumerate(outline):
        level, carried = one or (None, None)
        while level is not None and open_headings and open_headings[-1][0] >= level:
            open_headings.pop()
        places.append(Place(level, carried, open_headings[-1][1] if open_headings else None))
        if level is not None:
            open_headings.append((level, place))
    return numbers_of(places)


@pytest.mark.parametrize(
    ("words", "number", "rest"),
    [
        ("5. Title", "5", "Title"),
        ("5) Title", "5", "Title"),
        ("5.2 Title", "5.2", "Title"),
        ("5.2. Title", "5.2", "Title"),
        ("10.2.13  Title", "10.2.13", "Title"),
        ("05. Title", "5", "Title"),
        ("5、标题", "5", "标题"),
        ("5． 标题", "5", "标题"),
        ("٥. عنوان", "5", "عنوان"),
        ("٥.٢ عنوان", "5.2", "عنوان"),
        ("Title", None, "Title"),
        ("2030 agenda", None, "2030 agenda"),
        ("5 Title", None, "5 Title"),
        ("5.", None, "5."),
        ("5.2", None, "5.2"),
        ("5.Title", None, "5.Title"),
        ("0. Title", None, "0. Title"),
        ("1234. Title", None, "1234. Title"),
        ("A. Title", None, "A. Title"),
        ("Article 5. Title", None, "Article 5. Title"),
        ("", None, ""),
    ],
)
def test_a_heading_s_own_number_is_told_from_its_words(words: str, number: str | None, rest: str) -> None:
    assert split_number(words) == (number, rest)


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


def test_a_file_s_name_tells_its_section() -> None:
    names = ["63-Base_sec4_model.md", "63-Base_sec10_x.md", "63-Base_note.md"]
    assert section_numbers(names) == {names[0]: "4", names[1]: "10"}
    assert section_numbers(["sec2.md", "section-3.md", "sec_04_model.md"]) == {
        "sec2.md": "2", "section-3.md": "3", "sec_04_model.md": "4",
    }  # fmt: skip


def test_names_of_two_publications_tell_them_apart() -> None:
    assert section_numbers(["63-Base_sec4_model.md", "63A_sec4_proofing.md"]) == {
        "63-Base_sec4_model.md": "63-Base-4", "63A_sec4_proofing.md": "63A-4",
    }  # fmt: skip
    assert section_numbers(["sec4.md", "63A_sec4.md"]) == {"sec4.md": "4", "63A_sec4.md": "63A-4"}


@pytest.mark.parametrize(
    "name", ["draft.md", "second.md", "parsec4.md", "sec.md", "sec1234.md", "my notes_sec4.md", ""]
)
def test_another_name_tells_nothing(name: str) -> None:
    assert section_numbers([name]) == {}
