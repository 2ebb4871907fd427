"""Whatever people typed, Markdown shows it as they typed it and does nothing with it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some
from markdown_it import MarkdownIt

from consult.export.rules.document import Block, Document, Facts, Heading, Paragraph, Quote, Table
from consult.export.rules.markdown import plain, to_markdown

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
SHOWS = {"inline", "text", "text_special"}
HOSTILE = (
    "![x](https://example.org/pixel.png)",
    "[click](javascript:alert(1))",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<https://example.org>",
    "https://example.org/?a=b",
    "www.example.org",
    "someone@example.org",
    "| a | b |",
    "a | b",
    "# heading",
    "heading #",
    "- item",
    "+ item",
    "* item",
    "12. item",
    "1) item",
    "> quote",
    "```",
    "~~~",
    "~~gone~~",
    "---",
    "***",
    "===",
    "_under_ **bold** `code` \\",
    "&copy; &#x41;",
    "[ref]: https://example.org",
    "[^1]: note",
    ": term",
    "$x^2$ {#id}",
    "'=HYPERLINK(1)",
    "\u202egnp.exe",
    "ends with a backslash \\",
    "\t\tindented",
    "two\nlines\r\nand\u2028three",
    "",
)
anything = some.one_of(
    some.text(max_size=60), some.sampled_from(HOSTILE), some.text(alphabet="\\`*_[]()<>#+-.!|~&:/=0a \n@", max_size=24)
)


def shown(text: str) -> str:
    """Return the text as a reader sees it: without what nobody sees, its blanks run together."""
    return " ".join(re.sub("[\x00-\x08\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]", "", text).split())


def read(markdown: str) -> tuple[list[str], str]:
    """Return the kinds of elements that Markdown makes, and the text that it shows."""
    tokens = READER.parse(markdown)
    lines = [token.children or [] for token in tokens if token.type == "inline"]
    kinds = [token.type for token in tokens if token.type != "inline"]
    kinds += [child.type for line in lines for child in line if child.type not in SHOWS]
    return kinds, " ".join("".join(child.content if child.type in SHOWS else " " for child in line) for line in lines)


def assert_inert(typed: str) -> None:
    kinds, seen = read(plain(typed))
    assert kinds == (["paragraph_open", "paragraph_close"] if shown(typed) else [])
    assert shown(seen) == shown(typed)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_would_be_markup_is_a_paragraph_of_its_text(text: str) -> None:
    assert_inert(text)
    assert_inert(f"Before {text} after")


@given(anything, anything)
def test_any_text_is_a_paragraph_of_its_text(one: str, other: str) -> None:
    assert_inert(one)
    assert_inert(f"{one}{other}")


@given(anything)
def test_no_address_is_left_that_a_program_would_make_a_link_of(text: str) -> None:
    assert not re.search(r"\w://|www\.|[^\\]@|^@", plain(text))


@given(anything, anything)
def test_a_table_keeps_its_cells(one: str, other: str) -> None:
    document = Document("T", "en", "ltr", (Table("C", ("a", "b"), ((one, other), (other, one))),))
    tokens = READER.parse(to_markdown(document))
    cells = [tokens[place + 1] for place, token in enumerate(tokens) if token.type in {"th_open", "td_open"}]
    found = ["".join(child.content for child in cell.children or []) for cell in cells]
    assert [shown(each) for each in found] == ["a", "b", shown(one), shown(other), shown(other), shown(one)]


@given(anything)
def test_a_quotation_keeps_its_words_and_its_lines(text: str) -> None:
    kinds, seen = read(to_markdown(Document("T", "en", "ltr", (Quote(text, "und", "auto"),))).removeprefix("# T\n\n"))
    allowed = {"blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close", "hardbreak"}
    assert set(kinds) <= allowed
    assert kinds.count("blockquote_open") == 1
    assert shown(seen) == shown(text)


def test_lines_of_a_quotation_stay_lines_and_its_paragraphs_paragraphs() -> None:
    quote = Quote("We ask:\n- openness\n\nNothing else.\n", "en", "ltr")
    written = to_markdown(Document("T", "en", "ltr", (quote,)))
    assert written == "# T\n\n> We ask:\\\n> \\- openness\n>\n> Nothing else.\n"


def test_blocks_come_in_order_with_a_blank_line_between_them() -> None:
    blocks: tuple[Block, ...] = (
        Paragraph("Round 1."),
        Heading(2, "Who took part"),
        Facts((("State", "Closed"), ("Rule", "n_min = 5"))),
        Table("Seats", ("Category", "Seats"), (("Companies", "5"),)),
    )
    assert to_markdown(Document("Summary", "en", "ltr", blocks)) == (
        "# Summary\n\nRound 1.\n\n## Who took part\n\n- **State:** Closed\n- **Rule:** n\\_min = 5\n\n"
        "**Seats**\n\n| Category | Seats |\n| --- | --- |\n| Companies | 5 |\n"
    )
