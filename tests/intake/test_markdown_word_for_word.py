"""The words of a text in Markdown stay: no heading is lost, and ids are no words."""

import pytest

from consult.drafting.rules import Image, read_image
from consult.intake.rules.markdown_draft import read_draft
from tests.intake.pictures import a_png

Read = tuple[str, str, str, str, str | None]


def read(text: str) -> list[Read]:
    image = read_image("a.png", a_png())
    assert isinstance(image, Image)
    parts = read_draft([("1.md", text.encode())], {"a.png": image})
    return [(str(part.kind), part.number, part.heading, part.text.partition("\n\n![")[0], part.hint) for part in parts]


@pytest.mark.parametrize(
    ("behind", "kind", "heading"),
    [("Term {#term}\n: meaning", "definition", "Term"), ('![Boxes](a.png "The flow") {#term}', "figure", "The flow")],
)
def test_a_deep_heading_before_what_has_a_heading_of_its_own_is_a_clause(behind: str, kind: str, heading: str) -> None:
    heads, named, last = read(f"# A\n\n#### 1.1.9 Duties {{#duties}}\n\n{behind}\n\nLast.")[1:]
    assert heads == ("clause", "1.1.9", "", "Duties", "duties")
    assert (named[0], named[2], named[4]) == (kind, heading, "term")
    assert last[2:4] == ("", "Last.")


@pytest.mark.parametrize("behind", ["![Boxes](a.png)", "| a |\n|---|", "Words."])
def test_a_deep_heading_heads_what_has_none_of_its_own(behind: str) -> None:
    assert [part[2] for part in read(f"Text.\n\n#### Duties\n\n{behind}")] == ["", "Duties"]


@pytest.mark.parametrize(
    ("within", "said"),
    [
        ("Term {#a}\n: meaning", "Term: meaning"),
        ("Term {#a}\n: meaning {#b}\n: another {#c}", "Term: meaning\n\nanother"),
        ("Term {#a}\n: - one {#b}\n  - two {#c}", "Term:\n\n- one\n- two"),
        ("Term {#a}\n: {: .x}", "Term"),
        ("Term\n: `{#a}`", "Term: `{#a}`"),
        ("Term\n: {#a}", "Term: {#a}"),
    ],
)
def test_an_id_behind_a_term_that_is_words_is_none_of_them(within: str, said: str) -> None:
    deep = within.replace("\n", "\n    ")
    item, text, note = read(f"-   Item.\n\n    {deep}\n\n    Last.\n\nText[^1].\n\n[^1]: Note.\n\n    {deep}\n")
    assert item[3:] == (f"Item.\n\n{said}\n\nLast.", None)
    assert text[3:] == ("Text[^1].", None)
    assert note[3:] == (f"Note.\n\n{said}", None)


@pytest.mark.parametrize(
    ("within", "said"),
    [
        ("- one {#a}\n- two {#b}\n  - three {#c}", "- one\n- two\n  - three"),
        ("1. one\n   two {#a}\n   {: .x}\n\n   > three {#b}", "1. one\n   two\n\n\n   > three"),
        ("- one\n\n      code {#a}\n- `{#b}`\n- {#c}\n- two", "- one\n\n      code {#a}\n- `{#b}`\n- {#c}\n- two"),
    ],
)
def test_an_id_in_a_list_that_is_words_is_none_of_them(within: str, said: str) -> None:
    deep = within.replace("\n", "\n    ")
    definition, text, note = read(
        f"Term {{#t}}\n:   Meaning.\n\n    {deep}\n\nText[^1].\n\n[^1]: Note.\n\n    {deep}\n"
    )
    assert definition == ("definition", "1", "Term", f"Meaning.\n\n{said}", "t")
    assert text[3:] == ("Text[^1].", None)
    assert note[3:] == (f"Note.\n\n{said}", None)


def test_the_id_of_an_item_is_that_of_its_clause_however_deep_the_item_lies() -> None:
    assert [part[3:] for part in read("- one {#a}\n  - two {#b}")] == [("one", "a"), ("two", "b")]
