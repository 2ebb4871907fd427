"""A draft in Markdown: headings become principles, paragraphs and list items the clauses under them."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.drafting.rules import ClauseKind, Part
from consult.drafting.rules.wording import LONGEST_CLAUSE, LONGEST_HEADING
from consult.intake.rules.markdown_draft import read_draft
from consult.intake.rules.problems import FileRefused, Problem, Reason
from consult.intake.rules.texts.gathering import MOST_LINES
from tests.shared_data import shared_path

TEXT = """\
# The principles

What this is for.

## 1. Exercise responsibility {#duty}

Practise *effective* stewardship of
data.

- Audit yearly; {#audit}
- publish
  - the figures,
  - the method.

## 2. Uphold ethics

> Quoted law.
"""


def parts_of(*texts: str) -> list[Part]:
    return read_draft([(f"{place}.md", text.encode()) for place, text in enumerate(texts, start=1)])


def clauses_of(*texts: str) -> list[str]:
    return [part.text for part in parts_of(*texts) if part.kind is ClauseKind.CLAUSE]


def problem_of(*texts: str | bytes) -> Problem:
    files = [(f"{place}.md", text if isinstance(text, bytes) else text.encode()) for place, text in enumerate(texts, 1)]
    with pytest.raises(FileRefused) as refused:
        read_draft(files)
    assert len(refused.value.problems) == 1
    return refused.value.problem


def test_a_text_becomes_a_tree_of_numbered_parts() -> None:
    principle, clause = ClauseKind.PRINCIPLE, ClauseKind.CLAUSE
    assert parts_of(TEXT) == [
        Part(principle, "0", "The principles", ""),
        Part(clause, "0.1", "", "What this is for.", 0),
        Part(principle, "1", "Exercise responsibility", "", 0, "duty"),
        Part(clause, "1.1", "", "Practise *effective* stewardship of\ndata.", 2),
        Part(clause, "1.2", "", "Audit yearly;", 2, "audit"),
        Part(clause, "1.3", "", "publish", 2),
        Part(clause, "1.3.1", "", "the figures,", 5),
        Part(clause, "1.3.2", "", "the method.", 5),
        Part(principle, "2", "Uphold ethics", "", 0),
        Part(clause, "2.1", "", "> Quoted law.", 8),
    ]


def test_a_text_without_headings_is_clauses() -> None:
    assert [(part.number, part.text, part.parent) for part in parts_of("One.\n\n1. Two.\n2. Three.")] == [
        ("1", "One.", None),
        ("2", "Two.", None),
        ("3", "Three.", None),
    ]


def test_each_file_is_a_section_of_one_text() -> None:
    found = parts_of("# A\n\nOne.", "Two.\n\n# B\n\nThree.")
    assert [(part.number, part.heading or part.text, part.parent) for part in found] == [
        ("1", "A", None),
        ("1.1", "One.", 0),
        ("0.1", "Two.", None),
        ("2", "B", None),
        ("2.1", "Three.", 3),
    ]


def test_a_list_item_is_one_clause_with_all_its_paragraphs() -> None:
    assert clauses_of("- one\n\n  still one\n\n      code\n\n- two {#second}") == ["one\n\nstill one\n\ncode", "two"]


def test_a_list_item_that_says_nothing_is_none_and_its_own_list_stands_in_its_place() -> None:
    found = parts_of("# A\n\ntext\n\n- - inner\n-\n- * * *")
    assert [(part.number, part.text, part.parent) for part in found[1:]] == [("1.1", "text", 0), ("1.2", "inner", 0)]


def test_code_and_quotations_are_clauses_as_they_were_written() -> None:
    assert clauses_of("```python\na = 1\n\nb = 2\n```\n\n    indented\n\n> quoted\n> # twice\n> - thrice\n") == [
        "a = 1\n\nb = 2",
        "indented",
        "> quoted\n> # twice\n> - thrice",
    ]


def test_what_begins_an_item_is_written_without_the_mark_of_the_item() -> None:
    assert clauses_of("- > quoted\n  > twice\n- - | a |\n    |---|\n\n10. > tenth") == [
        "> quoted\n> twice",
        "| a |\n|---|",
        "> tenth",
    ]


def test_a_table_is_one_part_of_its_own_kind() -> None:
    found = parts_of("# A\n\ntext\n\n| a | b |\n|---|---|\n| 1 | 2 |\n{: .wide}\n")
    assert found[2] == Part(ClauseKind.TABLE, "1.2", "", "| a | b |\n|---|---|\n| 1 | 2 |", 0)


def test_a_heading_deeper_than_three_levels_heads_the_clause_that_follows() -> None:
    found = parts_of("# A\n\n### B\n\n#### Duties {#duties}\n\nfirst\n\nsecond\n\n##### 1.1.9 Alone\n\n###### Last")
    assert [(part.number, part.heading, part.text, part.hint) for part in found[2:]] == [
        ("1.1", "Duties", "first", "duties"),
        ("1.2", "", "second", None),
        ("1.1.9", "", "Alone", None),
        ("1.3", "", "Last", None),
    ]


def test_a_deep_heading_heads_a_list_s_first_item_too_and_an_empty_one_nothing() -> None:
    found = parts_of("# A\n\n#### Duties\n\n- first\n- second\n\n####\n\nthird\n\n####")
    assert [(part.heading, part.text) for part in found[1:]] == [("Duties", "first"), ("", "second"), ("", "third")]


def test_setext_headings_and_empty_ones_are_headings() -> None:
    found = parts_of("A\n=\n\ntext\n\nB\n-\n\n##\n\nmore")
    assert [(part.number, part.heading) for part in found if part.kind is ClauseKind.PRINCIPLE] == [
        ("0", "A"),
        ("1", "B"),
        ("2", ""),
    ]


def test_front_matter_comments_rules_and_lines_of_attributes_are_passed_over() -> None:
    text = '---\nlayout: default\ntitle: "T"\n# note\nlist:\n  - a\n\n---\n\n# A {#a}\n{: .no_toc}\n\n<!-- not\n\nfor you -->\n\n---\n\nText.\n{:.lead}\n'
    assert parts_of(text) == [
        Part(ClauseKind.PRINCIPLE, "1", "A", "", None, "a"),
        Part(ClauseKind.CLAUSE, "1.1", "", "Text.", 0),
    ]


@pytest.mark.parametrize(
    "text", ["---\n\nSome words.\n\n---\n\nMore.", "---\nSome words\n---\n\nMore.", "---\na: b\n\nMore."]
)
def test_what_only_begins_like_front_matter_is_kept(text: str) -> None:
    found = "\n".join(part.heading + part.text for part in parts_of(text))
    assert "More." in found
    assert "Some words" in found or "a: b" in found


def test_html_is_kept_as_its_author_wrote_it() -> None:
    assert clauses_of("<div>\nwords\n</div>\n\na <b>b</b> & c\n") == ["<div>\nwords\n</div>", "a <b>b</b> & c"]


def test_line_ends_and_unicode_have_one_form() -> None:
    assert clauses_of("cafe\u0301\r\nau lait\r\rNext.") == ["café\nau lait", "Next."]
    assert read_draft([("a.md", b"\xef\xbb\xbfText.")])[0].text == "Text."


def test_sections_that_a_file_s_name_tells_are_the_numbers_of_its_headings() -> None:
    files = [
        ("sec4_model.md", b"# Model\n\n## Overview\n\nText."),
        ("sec5_risk.md", b"# 7. Risk\n\nText.\n\n# More\n\nText."),
    ]
    assert [part.number for part in read_draft(files)] == ["4", "4.1", "4.1.1", "7", "7.1", "5", "5.1"]


@pytest.mark.parametrize(
    ("texts", "problem"),
    [
        ((), Problem("", None, Reason.NO_CLAUSE)),
        (("",), Problem("1.md", None, Reason.EMPTY)),
        (("Text.", " \n\t"), Problem("2.md", None, Reason.EMPTY)),
        (("# Only a heading",), Problem("1.md", None, Reason.NO_CLAUSE)),
        (("a|b\n-|-\n1|2",), Problem("1.md", None, Reason.NO_CLAUSE)),
        (("---\n\n<!-- nothing -->",), Problem("1.md", None, Reason.NO_CLAUSE)),
        ((b"Text.\nr\xe9gle",), Problem("1.md", 2, Reason.WRONG_ENCODING, "not UTF-8")),
        (("Text.\r\n\r\na\0b",), Problem("1.md", 3, Reason.CONTROL_CHARACTER, r"'\x00'")),
        (("\n\x1b",), Problem("1.md", 2, Reason.CONTROL_CHARACTER, r"'\x1b'")),
        (("a\x1b[2J",), Problem("1.md", 1, Reason.CONTROL_CHARACTER, r"'\x1b'")),
        (("a\n\n\x85",), Problem("1.md", 3, Reason.CONTROL_CHARACTER, r"'\x85'")),
        (("One. {#a}", "\nTwo.\n\nThree. {#a}"), Problem("2.md", 4, Reason.DUPLICATE_ID, "a")),
        (("# A {#a}\n\nOne. {#a}",), Problem("1.md", 3, Reason.DUPLICATE_ID, "a")),
        (("One.\n\n{#a}",), Problem("1.md", 3, Reason.LONE_ID, "a")),
        (("Text.\n\n## {#a}",), Problem("1.md", 3, Reason.LONE_ID, "a")),
        (("#### Deep {#a}\n\nText. {#b}",), Problem("1.md", 1, Reason.LONE_ID, "a")),
        (("---\na: b\n---\n\n- {#a}",), Problem("1.md", 5, Reason.LONE_ID, "a")),
        (("a" * (LONGEST_CLAUSE + 1),), Problem("1.md", 1, Reason.TOO_LONG, "4001 / 4000")),
        (("Text.\n\n- one\n- " + "a" * (LONGEST_CLAUSE + 1),), Problem("1.md", 4, Reason.TOO_LONG, "4001 / 4000")),
        (("# " + "a" * (LONGEST_HEADING + 1),), Problem("1.md", 1, Reason.TOO_LONG, "501 / 500")),
        (("- a\n  - b\n    - c\n      - d\n        - e\n          - f",), Problem("1.md", 6, Reason.TOO_DEEP, "6 / 5")),
        (("- " * 5000 + "a",), Problem("1.md", 1, Reason.TOO_DEEP, "6 / 5")),
        (("a\n\n" * (MOST_LINES // 2) + "a\n",), Problem("1.md", MOST_LINES + 1, Reason.TOO_MANY_LINES, "20000")),
    ],
)
def test_a_text_that_cannot_be_taken_is_refused_with_file_line_and_reason(
    texts: tuple[str | bytes, ...], problem: Problem
) -> None:
    assert problem_of(*texts) == problem


def test_numbers_longer_than_an_address_takes_are_refused() -> None:
    deep = "# 111.111.111.111 A\n\n## 111.111.111.111 B\n\n### 111.111.111.111 C\n\nText."
    again = "# 111.111.111.111 A\n\nText."
    problem = problem_of(deep, again)
    assert (problem.file, problem.reason) == ("1.md", Reason.TOO_DEEP)


def test_a_number_of_40_characters_is_the_longest() -> None:
    outline = "# 111.111.111.111 A\n\n## 111.111.111.111 B\n\n### 1.11 C\n\n{}# 111.111.111.111 D"
    found = parts_of(outline.format("Text.\n\n"))
    assert [len(part.number) for part in found[:4]] == [15, 31, 36, 38]
    assert len(parts_of(outline.format("Text.\n\n" * 111))[113].number) == 40
    assert problem_of(outline.format("Text.\n\n" * 1000)).reason is Reason.TOO_DEEP


def test_the_longest_clause_and_heading_are_taken() -> None:
    assert len(clauses_of("a" * LONGEST_CLAUSE)[0]) == LONGEST_CLAUSE
    assert len(parts_of("# " + "a" * LONGEST_HEADING + "\n\nText.")[0].heading) == LONGEST_HEADING


lines = st.sampled_from(
    ["# A", "## 1. B", "### C", "#### D", "text", "- item", "  - inner", "1. one", "> quote", "```", "a|b", "-|-", "---",
     "", "", "<!-- c -->", "<div>", "    code", "{: .x}", "text {#id}", "## 2) E {#e}"]
)  # fmt: skip


@given(st.lists(lines, max_size=14))
@settings(max_examples=200)
def test_any_markdown_is_read_or_refused_and_its_parts_hang_together(text: list[str]) -> None:
    try:
        parts = parts_of("\n".join(text))
    except FileRefused:
        return
    assert len({part.number for part in parts}) == len(parts)
    for place, part in enumerate(parts):
        assert part.parent is None or part.parent < place
        assert part.kind is ClauseKind.PRINCIPLE or part.text


def test_comments_are_taken_out_and_one_that_nobody_closed_stays() -> None:
    html = "<div> <!-- a --> Heard. <!-- b\n--> <!-- c\n</div>"
    assert clauses_of(html) == ["<div>Heard.<!-- c\n</div>"]


def test_the_shared_draft_s_ten_principles_keep_their_numbers_below_their_lettered_categories() -> None:
    rounds = json.loads(shared_path("data/principles-fds/principles_rounds.json").read_text(encoding="utf-8"))
    draft, written = rounds["draft"], ["# Principles", rounds["draft"]["preamble"]]
    category = None
    for principle in draft["principles"]:
        if principle["category"] != category:
            category = principle["category"]
            written.append(f"## {category}")
        written += [f"### {principle['number']}. {principle['title']}", principle["text"]]
    found = parts_of("\n\n".join(written))
    voted = [(part.number, part.text) for part in found if part.kind is ClauseKind.CLAUSE]
    assert voted[0][0] == "0.1"
    assert voted[1:] == [(f"{one['number']}.1", one["text"]) for one in draft["principles"]]
    assert [part.number for part in found if part.parent == 0 and part.kind is ClauseKind.PRINCIPLE] == ["A", "B", "C"]


def test_the_shared_draft_guidelines_get_the_numbers_of_their_publication() -> None:
    folder = shared_path("data/comment-sheets-nist-800-63-4/draft")
    base = sorted(Path(folder).glob("63-Base_sec*.md"))
    found = {part.heading: part.number for part in read_draft([(file.name, file.read_bytes()) for file in base])}
    assert found["Digital Identity Model"] == "4"
    assert found["Authenticators"] == "4.3.1"
    assert found["Identify Potential Impact Levels"] == "5.1.3"
    whole = sorted(Path(folder).glob("*.md"))
    parts = read_draft([(file.name, file.read_bytes()) for file in whole])
    assert len(parts) > 800
    numbers = {part.hint: part.number for part in parts if part.hint}
    assert (numbers["sec4"], numbers["ipv-section"], numbers["evidence-strength"]) == (
        "63-Base-4",
        "63A-4",
        "63A-4.3.3",
    )
    assert not [part for part in parts if "{:" in part.text.splitlines()[-1:]]
