"""What a heading's own words and a file's name tell of a number."""

import pytest

from consult.intake.rules.numbering import section_numbers, split_number


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
