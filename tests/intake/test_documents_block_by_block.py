"""What is read of a document before it is a text: its blocks in their order, each with its place and its kind."""

import base64
import json
from random import Random
from typing import Any

import pytest
from docx import Document

from consult.drafting.rules.images import LARGEST_IMAGE
from consult.intake.rules.texts.document import read_document
from tests.intake.documents import (
    BEGIN,
    OFFICE,
    RELATIONS,
    W,
    a_document,
    a_figure,
    paragraph,
    part_of,
    run,
    saved,
    with_body,
    with_parts,
)
from tests.intake.pictures import a_png

Block = dict[str, Any]
PICTURE = "word/media/image1.png"
ROW = "<w:tr>{}</w:tr>"


def read(data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(read_document(data))
    return found


def blocks_of(data: bytes) -> list[Block]:
    found: list[Block] = read(data)["blocks"]
    return found


def texts_of(body: str) -> list[str]:
    return [block["text"] for block in blocks_of(with_body(body))]


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(words))}</w:tc>"


def drawing(inside: str) -> str:
    return f"<w:r><w:drawing>{inside}</w:drawing></w:r>"


def test_a_paragraph_is_what_its_style_says_and_a_table_of_contents_is_left_out() -> None:
    made = Document()
    made.add_paragraph("Contents", style="TOC Heading")
    made.add_heading("The principles", 0)
    made.add_heading("In detail", 2)
    made.add_paragraph("Audit", style="List Bullet")
    made.add_paragraph("in public", style="List Bullet 2")
    made.add_paragraph("Table 1: Risks", style="Caption")
    made.add_paragraph("Words.")
    kinds: list[Block] = [
        {"text": "The principles", "kind": "heading", "level": 0},
        {"text": "In detail", "kind": "heading", "level": 2},
        {"text": "Audit", "kind": "item", "depth": 1},
        {"text": "in public", "kind": "item", "depth": 2},
        {"text": "Table 1: Risks", "kind": "caption"},
        {"text": "Words.", "kind": "words"},
    ]
    expected = [{"n": place, "near": kind["text"], **kind} for place, kind in enumerate(kinds, 1)]
    assert blocks_of(saved(made)) == expected


def test_a_style_is_known_by_its_name_or_that_of_the_one_it_derives_from_whatever_its_id() -> None:
    style = '<w:style w:styleId="{}"><w:name w:val="{}"/><w:basedOn w:val="{}"/></w:style>'
    named = (("Titel", "Title", "x"), ("berschrift", "heading 3", "x"), ("Mein", "Mein Stil", "berschrift"))
    styles = "".join(style.format(*each) for each in (*named, ("Kreis", "Kreis", "Kreis")))
    body = "".join(
        paragraph(run(own), f'<w:pStyle w:val="{own}"/>') for own in ("Titel", "berschrift", "Mein", "Kreis")
    )
    found = blocks_of(with_body(body, styles=styles))
    assert [block.get("level") for block in found] == [0, 3, 3, None]


@pytest.mark.parametrize(
    ("numbering", "kind"),
    [
        ('<w:ilvl w:val="2"/><w:numId w:val="7"/>', {"kind": "item", "depth": 3}),
        ('<w:numId w:val="7"/>', {"kind": "item", "depth": 1}),
        ('<w:ilvl w:val="2"/><w:numId w:val="0"/>', {"kind": "words"}),
        ("", {"kind": "words"}),
    ],
)
def test_a_paragraph_without_a_style_is_an_item_as_deep_as_its_own_numbering(numbering: str, kind: Block) -> None:
    (block,) = blocks_of(with_body(paragraph(run("Audit."), f"<w:numPr>{numbering}</w:numPr>")))
    assert block == {"n": 1, "near": "Audit.", "text": "Audit."} | kind


def test_an_outline_level_makes_a_heading_of_any_paragraph_and_that_of_body_text_none_of_a_heading() -> None:
    level = '<w:outlineLvl w:val="{}"/>'
    body = paragraph(run("A"), level.format(2)) + paragraph(run("B"), '<w:pStyle w:val="Heading1"/>' + level.format(9))
    assert [(block["kind"], block.get("level")) for block in blocks_of(with_body(body))] == [
        ("heading", 3),
        ("words", None),
    ]


def test_paragraphs_that_say_nothing_are_not_counted_and_long_ones_are_named_by_their_first_words() -> None:
    words = "More words stand in this one than forty letters hold."
    (first, second) = blocks_of(with_body(paragraph(run("One.")) + paragraph(run(" ")) + paragraph(run(words))))
    assert (first["n"], second["n"]) == (1, 2)
    assert second["near"] == "More words stand in this one than forty…"


def test_what_only_puts_a_mark_around_paragraphs_rows_or_cells_is_looked_into() -> None:
    table = "<w:tbl><w:ins>{}</w:ins></w:tbl>".format(
        ROW.format(f"<w:sdt><w:sdtContent>{cell('a')}</w:sdtContent></w:sdt>{cell('b')}")
    )
    body = f"<w:customXml>{paragraph(run('In a control.'))}</w:customXml>{table}"
    assert texts_of(body) == ["In a control.", "| a | b |\n| --- | --- |"]


def test_a_table_has_a_cell_for_each_column_and_none_of_its_deleted_rows() -> None:
    rows = (
        ROW.format(cell("Risk\n by risk", '<w:gridSpan w:val="2"/>') + cell("When")),
        ROW.format(cell("high", '<w:vMerge w:val="restart"/>') + cell("audit") + cell("yearly")),
        ROW.format(cell("hidden", "<w:vMerge/>") + cell("publish") + cell("")),
        ROW.format("<w:trPr><w:del/></w:trPr>" + cell("gone") + cell("gone")),
    )
    found = read(with_body(f"<w:tbl>{''.join(rows)}</w:tbl>{paragraph(run('After.'))}"))
    text = "| Risk by risk |  | When |\n| --- | --- | --- |\n| high | audit | yearly |\n|  | publish |  |"
    assert found["blocks"] == [
        {"n": 1, "near": "Risk by risk", "kind": "table", "text": text},
        {"n": 2, "near": "After.", "kind": "words", "text": "After."},
    ]
    assert found["deleted"] == 1


def test_no_cell_spans_more_than_fifty_columns() -> None:
    row = ROW.format(cell("wide", '<w:gridSpan w:val="1000000"/>') + cell("last"))
    (text,) = texts_of(f"<w:tbl>{row}</w:tbl>")
    assert text.partition("\n")[0].count("|") == 52


def test_a_table_of_one_column_gives_its_paragraphs_and_an_empty_one_nothing() -> None:
    frame = f"<w:tbl>{ROW.format(cell('One.'))}{ROW.format(cell('Two.'))}</w:tbl>"
    assert [(block["kind"], block["text"]) for block in blocks_of(with_body(frame + "<w:tbl/>"))] == [
        ("words", "One."),
        ("words", "Two."),
    ]


def test_a_picture_comes_with_its_bytes_and_says_whether_it_stands_in_a_table() -> None:
    made = Document()
    made.add_paragraph("Words.")
    a_figure(made, alt="Two boxes\nand a line", name="Flow")
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Left"
    a_figure(made, name="Inner")
    table.cell(0, 1).paragraphs[0]._p.append(made.paragraphs[-1].runs[0]._r)
    content = {"file": "image1.png", "content": base64.b64encode(a_png()).decode()}
    _, figure, held, inner = blocks_of(saved(made))
    named = {"name": "Flow", "alt": "Two boxes and a line"}
    assert figure == {"n": 2, "near": "", "kind": "figure", "is_among_words": False} | named | content
    assert held["text"].startswith("| Left |  |")
    assert (inner["n"], inner["name"], inner["is_among_words"]) == (held["n"], "Inner", True)


def test_of_a_picture_that_is_too_large_one_byte_more_than_is_allowed_is_read() -> None:
    made = Document()
    a_figure(made)
    (block,) = blocks_of(with_parts(saved(made), {PICTURE: Random(1).randbytes(LARGEST_IMAGE + 9)}))
    assert len(base64.b64decode(block["content"])) == LARGEST_IMAGE + 1


def test_a_picture_that_lies_elsewhere_gives_its_address() -> None:
    data = with_body(paragraph(drawing('<a:blip xmlns:a="a" xmlns:r="r" r:link="far"/>')))
    far = f'<Relationship Id="far" Type="{OFFICE}/image" Target="http://localhost/x.png" TargetMode="External"/>'
    relations = part_of(data, RELATIONS).replace("</Relationships>", f"{far}</Relationships>")
    (block,) = blocks_of(with_parts(data, {RELATIONS: relations}))
    assert block["elsewhere"] == "http://localhost/x.png"
    assert "content" not in block


@pytest.mark.parametrize(
    ("inside", "pictures"),
    [
        ('<x:docPr xmlns:x="x" name="Line"/>', []),
        ('<x:docPr xmlns:x="x" name="Bars"/><x:data xmlns:x="x" uri="urn:chart"/>', [("Bars", True)]),
        ('<x:docPr xmlns:x="x" name="Rule"><x:decorative val="1"/></x:docPr><x:data xmlns:x="x" uri="urn:chart"/>', []),
        (
            '<x:docPr xmlns:x="x" name="Tree"><x:decorative val="0"/></x:docPr><x:data xmlns:x="x" uri="urn:diagram"/>',
            [("Tree", True)],
        ),
    ],
)
def test_a_drawing_that_says_something_is_told_and_one_that_only_adorns_is_not(
    inside: str, pictures: list[tuple[str, bool]]
) -> None:
    said, *others = blocks_of(with_body(paragraph(run("See:") + drawing(inside))))
    assert said["text"] == "See:"
    assert [(block["name"], block["is_drawn"]) for block in others] == pictures


def test_the_paragraphs_of_a_box_follow_the_one_it_is_fixed_to_and_of_two_forms_only_the_first_is_read() -> None:
    first, second = (drawing(f"<w:txbxContent>{paragraph(run(words))}</w:txbxContent>") for words in ("Box.", "Old."))
    both = f"<w:AlternateContent><w:Choice>{first}</w:Choice><w:Fallback>{second}</w:Fallback></w:AlternateContent>"
    assert texts_of(paragraph(run("One") + both + run(".")) + paragraph(run("Two."))) == ["One.", "Box.", "Two."]


def test_breaks_and_signs_among_the_words_are_read_and_hidden_words_and_fields_are_not() -> None:
    runs = (
        '<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:br w:type="page"/><w:t>d</w:t></w:r>',
        "<w:hyperlink><w:r><w:noBreakHyphen/><w:t>e</w:t></w:r></w:hyperlink>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:instrText>TOC</w:instrText></w:r>",
    )
    assert texts_of(paragraph("".join(runs))) == ["a b\nc d\u2011e"]


def test_tracked_changes_are_read_as_accepted_and_counted_with_the_comments() -> None:
    changed = f"<w:del>{run('red ')}</w:del><w:ins>{run('blue ')}</w:ins><w:moveFrom>{run('gone ')}</w:moveFrom>"
    body = (
        paragraph(run("Stop the ") + changed + run("clock."))
        + paragraph(run("One, "), "<w:rPr><w:del/></w:rPr>")
        + paragraph(run("still one."))
    )
    found = read(with_body(body, comments='<w:comment w:id="1"/><w:comment w:id="2"/><w:other/>'))
    assert [block["text"] for block in found["blocks"]] == ["Stop the blue clock.", "One, still one."]
    assert [block["n"] for block in found["blocks"]] == [1, 2]
    assert (found["inserted"], found["deleted"], found["comments"]) == (1, 2, 2)


def test_notes_are_labelled_in_the_order_in_which_they_are_referred_to() -> None:
    mark = '<w:r><w:{}Reference w:id="{}"/></w:r>'
    body = paragraph(run("One") + mark.format("endnote", 5) + mark.format("footnote", 5) + mark.format("endnote", 5))
    note = '<w:{0} w:id="{1}">{2}</w:{0}>'
    footnotes = note.format("footnote", 5, paragraph(run(" Below. ")) + paragraph("") + paragraph(run("Still.")))
    footnotes += note.format("footnote", 6, paragraph(run("Nobody refers to it.")))
    endnotes = note.format("endnote", 5, paragraph(run("At the end.")))
    found = read(with_body(body, footnotes=footnotes, endnotes=endnotes))
    assert found["blocks"][0]["text"] == "One[^1][^2][^1]"
    assert found["notes"] == {"1": "At the end.", "2": "Below.\n\nStill."}


@pytest.mark.parametrize(
    ("parts", "word"),
    [
        ({"word/document.xml": f'<!DOCTYPE x [<!ENTITY a "b">]><w:document xmlns:w="{W}"/>'}, "entities"),
        ({"word/styles.xml": '<!DOCTYPE x SYSTEM "x.dtd"><x/>'}, "entities"),
        ({"word/inner.docx": b""}, "nested"),
        ({"word/document.xml": BEGIN.format("document", "")}, "damaged"),
        ({"_rels/.rels": "<Relationships/>"}, "damaged"),
    ],
)
def test_what_is_not_safe_or_not_whole_is_refused_with_a_word(parts: dict[str, bytes | str], word: str) -> None:
    assert read(with_parts(a_document(), parts)) == {"refused": word}
