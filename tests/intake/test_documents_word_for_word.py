"""The words of a document stay, each once and in its place: where ends were deleted, in boxes, and in tables in tables."""

import pytest
from docx import Document
from docx.oxml import parse_xml

from consult.intake.rules.problems import FileRefused, Problem, Reason
from consult.intake.rules.texts import Gathering
from consult.intake.rules.texts.from_document import add_document
from tests.intake.documents import OFFICE, RELATIONS, W, a_figure, paragraph, part_of, run, saved, with_body, with_parts
from tests.intake.test_documents_block_by_block import ROW, blocks_of, cell, drawing, read, texts_of

ENDLESS = "<w:rPr><w:del/></w:rPr>"


@pytest.mark.parametrize(
    ("behind", "texts"),
    [
        ("", ["One, two."]),
        (f"<w:tbl>{ROW.format(cell('a') + cell('b'))}</w:tbl>", ["One, two.", "| a | b |\n| --- | --- |"]),
        (f"<w:tbl>{ROW.format(cell('a'))}</w:tbl>", ["One, two.", "a"]),
    ],
)
def test_a_paragraph_whose_end_was_deleted_stays_in_its_place_where_none_goes_on_in_it(
    behind: str, texts: list[str]
) -> None:
    assert texts_of(paragraph(run("One, "), ENDLESS) + paragraph(run("two."), ENDLESS) + behind) == texts


def test_no_paragraph_goes_on_beyond_its_frame_or_its_box() -> None:
    held = paragraph(run("Held."), ENDLESS)
    frame = f"<w:tbl>{ROW.format(f'<w:tc>{held}</w:tc>')}{ROW.format(cell('Below.'))}</w:tbl>"
    box = paragraph(run("One.") + drawing(f"<w:txbxContent>{held}</w:txbxContent>"))
    assert texts_of(frame + box + paragraph(run("Two."))) == ["Held.", "Below.", "One.", "Held.", "Two."]


def test_a_paragraph_that_none_goes_on_in_is_what_its_style_says_and_keeps_its_picture_out_of_the_table() -> None:
    made = Document()
    a_figure(made, alt="Boxes")
    properties = made.add_heading("In detail", 2)._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:rPr xmlns:w="{W}"><w:del/></w:rPr>'))
    made.paragraphs[-1]._p.append(made.paragraphs[0].runs[0]._r)
    made.add_table(rows=1, cols=2).cell(0, 0).text = "Left"
    heading, figure, table = blocks_of(saved(made))
    assert (heading["kind"], heading["level"], heading["text"]) == ("heading", 2, "In detail")
    assert (figure["kind"], figure["is_among_words"], figure["n"], table["n"]) == ("figure", False, 1, 2)


def a_box(words: str, within: str = "") -> str:
    """Return a box as word processors write it: once in the form of today, and once in that of old ones."""
    held = drawing(f"<w:txbxContent>{paragraph(run(words) + within)}</w:txbxContent>")
    both = f"<w:Choice>{held}</w:Choice><w:Fallback>{held}</w:Fallback>"
    return f"<w:r><w:AlternateContent>{both}</w:AlternateContent></w:r>"


def test_the_words_of_a_box_and_of_a_table_in_a_cell_are_read_once_each_in_its_place() -> None:
    inner = (
        f"<w:tbl>{ROW.format(cell('in') + cell('ner'))}{ROW.format('<w:trPr><w:del/></w:trPr>' + cell('gone'))}</w:tbl>"
    )
    full = f"<w:tc>{paragraph(run('One') + a_box('box', a_box('deep')))}{inner}{paragraph(run('two'))}</w:tc>"
    table = f"<w:tbl>{ROW.format(full + cell('b'))}</w:tbl>"
    assert texts_of(table + paragraph(run("After."))) == ["| One box deep in ner two | b |\n| --- | --- |", "After."]


def test_the_words_of_a_box_in_a_box_and_of_a_box_in_a_note_are_read_once() -> None:
    mark = '<w:r><w:footnoteReference w:id="5"/></w:r>'
    footnotes = f'<w:footnote w:id="5">{paragraph(run("Below.") + a_box("Box."))}</w:footnote>'
    found = read(with_body(paragraph(run("One") + mark + a_box("Out.", a_box("In."))), footnotes=footnotes))
    assert [block["text"] for block in found["blocks"]] == ["One[^1]", "Out.", "In."]
    assert found["notes"] == {"1": "Below.\n\nBox."}


def in_two_forms(first: str, second: str) -> str:
    forms = f"<m:Choice>{first}</m:Choice><m:Fallback>{second}</m:Fallback>"
    return f'<m:AlternateContent xmlns:m="m">{forms}</m:AlternateContent>'


def test_of_what_stands_in_two_forms_around_paragraphs_rows_and_cells_the_first_is_read_once() -> None:
    old = paragraph(run("Old."))
    row = ROW.format(in_two_forms(cell("a"), cell("old")) + cell("b"))
    table = f"<w:tbl>{in_two_forms(row, ROW.format(cell('old') + cell('old')))}</w:tbl>"
    only = (
        '<m:AlternateContent xmlns:m="m"><m:Fallback>' + paragraph(run("Only.")) + "</m:Fallback></m:AlternateContent>"
    )
    body = in_two_forms(paragraph(run("One.")), old) + in_two_forms(table, old) + only + paragraph(run("Two."))
    assert texts_of(body) == ["One.", "| a | b |\n| --- | --- |", "Only.", "Two."]


def problem_of(data: bytes) -> Problem:
    with pytest.raises(FileRefused) as refused:
        add_document(Gathering(), "a.docx", read(data))
    return refused.value.problem


A_PICTURE = '<x:docPr xmlns:x="x" name="Boxes" descr="Two"/><a:blip xmlns:a="a" xmlns:r="r" r:embed="rId1"/>'
A_CHART = '<x:docPr xmlns:x="x" name="Bars"/><x:data xmlns:x="x" uri="urn:chart"/>'


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
@pytest.mark.parametrize(
    ("held", "reason", "named"),
    [
        (drawing(A_PICTURE), Reason.IMAGE_IN_WORDS, "Boxes"),
        (drawing(f"<w:txbxContent>{paragraph(drawing(A_PICTURE))}</w:txbxContent>"), Reason.IMAGE_IN_WORDS, "Boxes"),
        (drawing(A_CHART), Reason.NO_PICTURE, "Bars"),
    ],
)
def test_a_picture_in_a_note_is_refused_by_the_note(kind: str, held: str, reason: Reason, named: str) -> None:
    mark = '<w:r><w:{0}Reference w:id="{1}"/></w:r>'
    note = '<w:{0} w:id="{1}">{2}</w:{0}>'
    notes = note.format(kind, 4, paragraph(run("Words."))) + note.format(kind, 5, paragraph(run("See:") + held))
    body = paragraph(run("One") + mark.format(kind, 4) + mark.format(kind, 5))
    assert problem_of(with_body(body, data=None, **{f"{kind}s": notes})) == Problem("a.docx", 1, reason, named, "[^2]")


def figures_of(*groups: str) -> list[tuple[str, str, bool]]:
    """Return name, alternative text and whether it is drawn of each figure among the words `Words.` and `Box.`."""
    data = with_body(paragraph(run("Words.") + "".join(map(drawing, groups))))
    one = f'<Relationship Id="far" Type="{OFFICE}/image" Target="http://localhost/x.png" TargetMode="External"/>'
    relations = part_of(data, RELATIONS).replace("</Relationships>", f"{one}</Relationships>")
    words, *figures, box = blocks_of(with_parts(data, {RELATIONS: relations}))
    assert (words["text"], box["text"]) == ("Words.", "Box.")
    return [(each["name"], each["alt"], "is_drawn" in each) for each in figures]


BOX = f"<w:txbxContent>{paragraph(run('Box.'))}</w:txbxContent>"
BLIP = '<a:blip xmlns:a="a" xmlns:r="r" r:embed="far"/>'
GROUP = '<w:docPr name="Group" descr="{}"/>{}'
ONE = f'<w:pic><w:nvPicPr><w:cNvPr name="One" descr="A&#10;tree"/></w:nvPicPr>{BLIP}</w:pic>'
TWO = f'<w:pic><w:nvPicPr><w:cNvPr name="Two"/></w:nvPicPr>{BLIP}</w:pic>'
RULE = f'<w:pic><w:nvPicPr><w:cNvPr name="Rule"><w:decorative val="1"/></w:cNvPr></w:nvPicPr>{BLIP}</w:pic>'
BARS = '<w:frame><w:cNvPr name="Bars"/><w:data uri="urn:chart"/></w:frame>'
OLD = '<w:group><w:shape id="s1" alt="A house"><w:imagedata xmlns:r="r" r:id="far"/></w:shape><w:shape>{}</w:shape></w:group>'


@pytest.mark.parametrize(
    ("group", "figures"),
    [
        (GROUP.format("", BOX + ONE), [("One", "A tree", False)]),
        (GROUP.format("Both", ONE + BOX + TWO), [("One", "A tree", False), ("Two", "Both", False)]),
        (GROUP.format("Both", TWO + RULE + BOX), [("Two", "Both", False)]),
        (GROUP.format("", BARS + BOX), [("Bars", "", True)]),
        (OLD.format(BOX), [("s1", "A house", False)]),
        (f'<w:docPr name="Frame"><w:decorative val="1"/></w:docPr>{BOX}{ONE}', []),
        (GROUP.format("", in_two_forms("<w:ink/>", ONE) + in_two_forms(BOX, BOX + TWO)), [("One", "A tree", False)]),
        (GROUP.format("", in_two_forms("<w:ink/>", "<w:ink/>") + BOX), []),
    ],
)
def test_the_pictures_that_are_grouped_with_a_box_stand_before_its_words(
    group: str, figures: list[tuple[str, str, bool]]
) -> None:
    assert figures_of(group) == figures


def test_a_picture_alone_is_named_by_its_drawing_and_two_in_a_group_by_themselves() -> None:
    assert figures_of(GROUP.format("Both", ONE), GROUP.format("Both", ONE + TWO), BOX) == [
        ("Group", "Both", False),
        ("One", "A tree", False),
        ("Two", "Both", False),
    ]


def test_a_picture_in_a_group_is_refused_where_nothing_says_what_it_shows() -> None:
    group = GROUP.format("", TWO + BOX)
    made = Document()
    a_figure(made)
    held = made.inline_shapes[0]._inline.graphic.graphicData.pic.blipFill.blip.embed
    data = with_body(paragraph(run("Words.") + drawing(group.replace('"far"', f'"{held}"'))), data=saved(made))
    assert problem_of(data) == Problem("a.docx", 1, Reason.NO_ALT_TEXT, "Two", "Words.")
