"""Where a comment of a sheet belongs: by number, title or line, and nowhere without evidence."""

import pytest

from consult.drafting.rules.lines import numbered_lines
from consult.intake.rules.anchors import Anchor, How, Places, Target, Told, anchor, evidence
from consult.intake.rules.markdown_draft import read_draft

MODEL = b"""# Digital Identity Model

## Overview

The model has parts.

### Authenticators

#### Something you know

A password is known.

#### Something you have

A key is held.

## Federation & Assertions

Others vouch.
"""
PRIVACY = b"# Privacy\n\n## Overview\n\nLess is kept.\n"
TITLES = (
    b"# People first\n\nPeople can stop machines.\n\n# Graded risk\n\nDuties rise with risk.\n\n## Overview\n\nAll.\n"
)


def places(*files: tuple[str, bytes]) -> Places:
    parts = read_draft(files)
    lines = numbered_lines((str(place), part.number, part.heading, part.text) for place, part in enumerate(parts))
    return Places(
        [
            Target(
                uid=passage.uid,
                parent=None if part.parent is None else str(part.parent),
                number=part.number,
                heading=part.heading,
                kind=part.kind,
                first=passage.first,
                last=passage.last,
            )
            for part, passage in zip(parts, lines, strict=True)
        ]
    )


ONE = places(("text.md", TITLES))
SEVERAL = places(("63A_sec4_model.md", MODEL), ("63B_sec4_privacy.md", PRIVACY))


def told(clause: str = "", *, publication: str = "", line: str = "") -> Told:
    return Told(publication=publication, clause=clause, paragraph="", line=line)


def where(found: Anchor, draft: Places) -> tuple[str | None, How]:
    return (draft.by_uid[found.uid].number if found.uid else None), found.how


@pytest.mark.parametrize(
    ("clause", "number", "how"),
    [
        ("4.1", "63A-4.1", How.NUMBER),
        ("Section 4.1", "63A-4.1", How.NUMBER),
        ("§ 4.1.1, second sentence", "63A-4.1.1", How.NUMBER),
        ("4.1.1.2", "63A-4.1.1.2", How.NUMBER),
        ("4.*", "63A-4", How.NUMBER),
        ("9.9\n4.2", "63A-4.2", How.NUMBER),
        ("Federation and Assertions", "63A-4.2", How.TITLE),
        ("4.7 Federation and Asertions", "63A-4.2", How.TITLE),
        ("4.1.7", "63A-4.1", How.SURROUNDING),
        ("General", None, How.WHOLE),
        ("", None, How.NOTHING_SAID),
        ("N/A", None, How.NOTHING_SAID),
        ("7.2", None, How.NOT_THERE),
        ("Figure 3", None, How.NOT_THERE),
        ("Annex of forms", None, How.NOT_THERE),
    ],
)
def test_a_section_is_found_by_number_or_title_within_its_publication(
    clause: str, number: str | None, how: How
) -> None:
    assert where(anchor(told(clause, publication="SP 800-63A"), SEVERAL), SEVERAL) == (number, how)


def test_the_second_deep_heading_is_the_clause_under_it() -> None:
    found = anchor(told("4.1.1.2", publication="63A"), SEVERAL)
    assert SEVERAL.by_uid[found.uid or ""].heading == "Something you have"


def test_another_publication_is_anchored_nowhere() -> None:
    assert where(anchor(told("4.1", publication="63C"), SEVERAL), SEVERAL) == (None, How.OTHER_PUBLICATION)


def test_a_number_that_two_publications_have_is_anchored_in_neither() -> None:
    assert where(anchor(told("4.1"), SEVERAL), SEVERAL) == (None, How.NOT_THERE)
    assert where(anchor(told("4.2"), SEVERAL), SEVERAL) == ("63A-4.2", How.NUMBER)


def test_a_title_that_two_parts_have_is_unclear() -> None:
    assert where(anchor(told("Overview"), SEVERAL), SEVERAL) == (None, How.UNCLEAR)
    assert where(anchor(told("Overview", publication="63B"), SEVERAL), SEVERAL) == ("63B-4.1", How.TITLE)


def test_our_own_number_is_taken_as_it_stands() -> None:
    assert where(anchor(told("63A-4.1"), SEVERAL), SEVERAL) == ("63A-4.1", How.NUMBER)
    assert where(anchor(told("1.1"), ONE), ONE) == ("1.1", How.NUMBER)


@pytest.mark.parametrize(
    ("clause", "line", "number", "how"),
    [
        ("", "3", "2", How.LINE),
        ("", "2-3", "1.1", How.LINE),
        ("", "2 4", "1.1", How.LINE),
        ("1", "2", "1.1", How.LINE),
        ("2", "2", "2", How.NUMBER),
        ("", "4 2", None, How.NOTHING_SAID),
        ("", "7000", None, How.NOTHING_SAID),
        ("", "3-1", None, How.NOTHING_SAID),
        ("", "Table 1", None, How.NOTHING_SAID),
        ("", "General", None, How.WHOLE),
    ],
)
def test_lines_are_those_of_the_fixed_rendering_and_never_leave_the_section(
    clause: str, line: str, number: str | None, how: How
) -> None:
    assert where(anchor(told(clause, line=line), ONE), ONE) == (number, how)


def test_a_sheet_about_one_other_publication_is_about_this_draft() -> None:
    assert anchor(told("1.1", publication="x"), ONE, frozenset({"x"})).how is How.NUMBER
    assert anchor(told("1.1", publication="x"), ONE, frozenset({"x", "y"})).how is How.OTHER_PUBLICATION


def test_a_row_that_names_the_whole_as_its_publication_is_about_the_draft_as_a_whole() -> None:
    assert anchor(told("4.1", publication="Whole document"), SEVERAL) == Anchor(None, How.WHOLE, "Whole document")
    assert anchor(told("1.1", publication="GEN."), ONE, frozenset({"gen."})).how is How.WHOLE


def test_the_evidence_is_counted_by_its_kind_and_what_no_row_gave_is_left_out() -> None:
    rows = [told("1.1"), told("2"), told("General"), told("Graded risk"), told("7.2")]
    found = [anchor(row, ONE) for row in rows]
    assert evidence(found) == {How.NUMBER: 2, How.TITLE: 1, How.WHOLE: 1, How.NOT_THERE: 1}
    assert [one.is_found for one in found] == [True, True, True, True, False]
