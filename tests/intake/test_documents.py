"""A text in DOCX: what a word processor calls headings, lists, tables, pictures and footnotes becomes what they are."""

from random import Random
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from consult.drafting.rules import ClauseKind, Image, Part, figure_of
from consult.intake.rules.problems import Problem, Reason
from consult.intake.rules.texts import Notice, Told
from consult.intake.service import ImportRefused
from consult.intake.service.texts import read_text
from tests.intake.documents import a_document, a_figure, paragraph, run, saved, with_body, with_parts
from tests.intake.pictures import a_png, an_svg


def read(data: bytes, *more: tuple[str, bytes]) -> tuple[list[Part], list[Image], list[Notice]]:
    told: list[Notice] = []
    parts, images = read_text([("draft.docx", data), *more], tell=told.append)
    return parts, images, told


def parts_of(data: bytes) -> list[tuple[str, str, str, str]]:
    return [(str(part.kind), part.number, part.heading, part.text) for part in read(data)[0]]


def problem_of(data: bytes) -> Problem:
    with pytest.raises(ImportRefused) as refused:
        read(data)
    (problem,) = refused.value.problems
    return problem


def test_headings_lists_and_tables_become_a_tree_of_numbered_parts() -> None:
    made = Document()
    made.add_heading("The principles", 0)
    made.add_heading("Exercise responsibility", 1)
    made.add_paragraph("Practise stewardship.")
    made.add_paragraph("Audit yearly", style="List Bullet")
    made.add_paragraph("in public", style="List Bullet 2")
    made.add_paragraph("Publish", style="List Number")
    made.add_heading("In detail", 2)
    made.add_heading("Deeper", 4)
    made.add_paragraph("Words {#deep}")
    made.add_heading("Annex A Forms", 1)
    made.add_paragraph("A form.")
    assert read(saved(made))[0] == [
        Part(ClauseKind.PRINCIPLE, "0", "The principles", ""),
        Part(ClauseKind.PRINCIPLE, "1", "Exercise responsibility", "", 0),
        Part(ClauseKind.CLAUSE, "1.0.1", "", "Practise stewardship.", 1),
        Part(ClauseKind.CLAUSE, "1.0.2", "", "Audit yearly", 1),
        Part(ClauseKind.CLAUSE, "1.0.2.1", "", "in public", 3),
        Part(ClauseKind.CLAUSE, "1.0.3", "", "Publish", 1),
        Part(ClauseKind.PRINCIPLE, "1.1", "In detail", "", 1),
        Part(ClauseKind.CLAUSE, "1.1.1", "Deeper", "Words", 6, "deep"),
        Part(ClauseKind.ANNEX, "A", "Annex A Forms", "", 0),
        Part(ClauseKind.CLAUSE, "A.1", "", "A form.", 8),
    ]


def test_styles_are_known_in_any_language_by_their_level() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Mein"><w:name w:val="Mein Stil"/><w:basedOn w:val="Gliederung"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Gliederung"><w:name w:val="Gliederung"/>'
        '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Kreis"><w:name w:val="k"/><w:basedOn w:val="Kreis"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="V1"><w:name w:val="toc 1"/></w:style>'
    )
    body = [
        ("Inhalt", '<w:pStyle w:val="V1"/>'),
        ("Grundsätze", '<w:pStyle w:val="berschrift1"/>'),
        ("Eins", '<w:pStyle w:val="Mein"/>'),
        ("Zwei", '<w:outlineLvl w:val="1"/>'),
        ("Text", '<w:pStyle w:val="Kreis"/><w:outlineLvl w:val="9"/>'),
    ]
    found = parts_of(with_body("".join(paragraph(run(words), style) for words, style in body), styles=styles))
    assert [(kind, heading or text) for kind, _, heading, text in found] == [
        ("principle", "Grundsätze"),
        ("principle", "Eins"),
        ("principle", "Zwei"),
        ("clause", "Text"),
    ]


def test_a_table_is_written_in_markdown_with_its_caption_and_merged_cells_empty() -> None:
    made = Document()
    made.add_paragraph("Words.")
    made.add_paragraph("Table 1: Risks", style="Caption")
    table = made.add_table(rows=3, cols=3)
    for place, words in enumerate(("Risk", "Duty|task", "When", "high", "audit\nand say", "", "low", "", "yearly")):
        table.cell(place // 3, place % 3).text = words
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    made.add_paragraph("After.")
    found = parts_of(saved(made))
    assert found[1] == (
        "table",
        "2",
        "Table 1: Risks",
        "| Risk | Duty\\|task When |  |\n| --- | --- | --- |\n| high low | audit and say |  |\n|  |  | yearly |",
    )
    assert [text for *_, text in found if text.startswith(("Words", "After"))] == ["Words.", "After."]


def test_a_table_of_one_column_is_a_frame_around_its_paragraphs() -> None:
    made = Document()
    cell = made.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "One."
    cell.add_paragraph("Two.")
    assert [(kind, text) for kind, _, _, text in parts_of(saved(made))] == [("clause", "One."), ("clause", "Two.")]


def test_a_picture_with_alternative_text_is_a_figure_with_its_caption() -> None:
    made = Document()
    made.add_paragraph("Words.")
    a_figure(made, alt="Two boxes\nand a line")
    made.add_paragraph("Figure 1: The flow", style="Caption")
    parts, images, told = read(saved(made))
    assert (parts[1].kind, parts[1].heading) == (ClauseKind.FIGURE, "Figure 1: The flow")
    (image,) = images
    assert image.content == a_png()
    assert figure_of(parts[1].text).alt == "Two boxes and a line"
    assert figure_of(parts[1].text).sha256 == image.sha256
    assert len(parts) == 2
    assert told == []


@pytest.mark.parametrize(
    ("alt", "content", "reason", "detail"),
    [
        ("", a_png(), Reason.NO_ALT_TEXT, "Picture 7"),
        ("Boxes", b"BM" + a_png(), Reason.NOT_AN_IMAGE, "image1.png"),
        ("Boxes", a_png() + Random(1).randbytes(2 * 1024 * 1024), Reason.IMAGE_TOO_LARGE, "2097152"),
    ],
)
def test_a_picture_that_cannot_be_shown_to_everyone_is_refused_by_its_paragraph(
    alt: str, content: bytes, reason: Reason, detail: str
) -> None:
    made = Document()
    made.add_paragraph("Words.")
    a_figure(made, alt=alt, name="Picture 7")
    made.paragraphs[-1].insert_paragraph_before("Before the picture stand more words than forty letters hold.")
    data = with_parts(saved(made), {"word/media/image1.png": content})
    assert problem_of(data) == Problem("draft.docx", 3, reason, detail, "")


def test_a_picture_in_a_table_is_refused() -> None:
    made = Document()
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Words"
    a_figure(made)
    table.cell(0, 1).paragraphs[0]._p.append(made.paragraphs[-1].runs[0]._r)
    problem = problem_of(saved(made))
    assert (problem.reason, problem.near) == (Reason.IMAGE_IN_WORDS, "Words")


def test_a_chart_is_no_picture() -> None:
    chart = '<w:r><w:drawing><x:inline xmlns:x="x"><x:docPr name="Chart 3" descr="Bars"/><x:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></x:inline></w:drawing></w:r>'
    assert problem_of(with_body(paragraph(run("See:") + chart))) == Problem(
        "draft.docx", 1, Reason.NO_PICTURE, "Chart 3", "See:"
    )


def test_what_only_adorns_and_what_only_is_drawn_is_passed_over() -> None:
    line = '<w:r><w:drawing><x:inline xmlns:x="x"><x:docPr name="Line 1"/></x:inline></w:drawing></w:r>'
    made = Document()
    made.add_paragraph("Words.")
    a_figure(made, alt="")
    mark = OxmlElement("w:decorative")
    mark.set(qn("w:val"), "1")
    made.inline_shapes[-1]._inline.docPr.append(mark)
    assert len(parts_of(saved(made))) == 1
    assert len(parts_of(with_body(paragraph(run("Words.") + line)))) == 1


def test_the_words_of_a_box_follow_its_paragraph() -> None:
    box = "<w:r><w:drawing><w:txbxContent>" + paragraph(run("In the box.")) + "</w:txbxContent></w:drawing></w:r>"
    both = f'<mc:AlternateContent xmlns:mc="m"><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>'
    found = parts_of(with_body(paragraph(run("Words.") + both) + paragraph(run("After."))))
    assert [text for *_, text in found] == ["Words.", "In the box.", "After."]


def test_footnotes_and_endnotes_stand_behind_what_refers_to_them() -> None:
    mark = '<w:r><w:{}Reference w:id="{}"/></w:r>'
    body = paragraph(run("One") + mark.format("footnote", 5) + run(".")) + paragraph(
        run("Two") + mark.format("endnote", 5) + mark.format("footnote", 2)
    )
    notes = '<w:footnote w:id="0" w:type="separator">{}</w:footnote><w:footnote w:id="5">{}{}</w:footnote><w:footnote w:id="2">{}</w:footnote>'
    footnotes = notes.format(*(paragraph(run(words)) for words in ("-", "First.", "Still.", "Third.")))
    endnotes = f'<w:endnote w:id="5">{paragraph(run("Second."))}</w:endnote>'
    assert parts_of(with_body(body, footnotes=footnotes, endnotes=endnotes)) == [
        ("clause", "1", "", "One[^1]."),
        ("footnote", "fn1", "1", "First.\n\nStill."),
        ("clause", "2", "", "Two[^2][^3]"),
        ("footnote", "fn2", "2", "Second."),
        ("footnote", "fn3", "3", "Third."),
    ]


def test_tracked_changes_are_accepted_and_told_with_the_comments_that_are_left() -> None:
    body = (
        paragraph(
            run("Stop ")
            + f"<w:del><w:r><w:delText>the red </w:delText></w:r></w:del><w:ins>{run('a blue ')}</w:ins>"
            + f"<w:moveFrom>{run('gone ')}</w:moveFrom><w:moveTo>{run('here ')}</w:moveTo>"
            + run("clock")
        )
        + paragraph(run(" One,"), "<w:rPr><w:del/></w:rPr>")
        + paragraph(run(" still one."))
    )
    comments = '<w:comment w:id="1"/><w:comment w:id="2"/>'
    parts, _, told = read(with_body(body, comments=comments))
    assert [part.text for part in parts] == ["Stop a blue here clock", "One, still one."]
    assert told == [
        Notice("draft.docx", Told.CHANGES_ACCEPTED, 3),
        Notice("draft.docx", Told.COMMENTS_LEFT, 2),
    ]


def test_words_are_read_wherever_they_stand_and_hidden_ones_are_not() -> None:
    body = (
        "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>"
        + paragraph(
            "<w:hyperlink>"
            + run("A link")
            + "</w:hyperlink>"
            + '<w:r><w:tab/><w:t>a tab</w:t><w:br/><w:t>a line</w:t><w:br w:type="page"/></w:r>'
            + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
            + '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>shown</w:t></w:r>'
            + "<w:r><w:instrText>TOC</w:instrText><w:t>, e</w:t><w:noBreakHyphen/><w:t>mail</w:t></w:r>"
        )
        + "</w:sdtContent></w:sdt>"
    )
    assert parts_of(with_body(body)) == [("clause", "1", "", "A link a tab\na line shown, e\u2011mail")]


def test_a_document_a_file_of_markdown_and_images_are_one_text() -> None:
    parts, images, told = read(
        a_document("# One", "First."),
        ("two.md", b"# Two\n\nSecond.\n\n![Boxes](a.png)\n"),
        ("a.png", a_png()),
        ("b.png", a_png(4)),
    )
    assert [part.number for part in parts] == ["1", "1.1", "2", "2.1", "2.2"]
    assert [image.name for image in images] == ["a.png"]
    assert told == [Notice("b.png", Told.IMAGE_NOT_USED, detail="b.png")]


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ([("a.png", a_png())], Problem("a.png", None, Reason.NO_TEXT)),
        ([("a.md", b"Text."), ("a.svg", an_svg())], Problem("a.svg", None, Reason.NOT_AN_IMAGE)),
        ([("a.md", b"Text."), ("a.png", b"GIF")], Problem("a.png", None, Reason.NOT_AN_IMAGE)),
        (
            [("a.md", b"T."), ("a.png", a_png()), ("b/a.png", a_png(9))],
            Problem("b/a.png", None, Reason.TWO_IMAGES, "a.png"),
        ),
        (
            [("a.md", b"T."), ("a.png", a_png() + b"\0" * 2_097_152)],
            Problem("a.png", None, Reason.IMAGE_TOO_LARGE, "2097152"),
        ),
        ([("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")], Problem("a.doc", None, Reason.NOT_A_DOCUMENT)),
        ([("a.pdf", b"%PDF-1.7")], Problem("a.pdf", None, Reason.NOT_A_DOCUMENT)),
        ([("a.docx", b"PK")], Problem("a.docx", None, Reason.NOT_A_DOCUMENT)),
        ([("a.docx", a_document("# Only a heading"))], Problem("a.docx", None, Reason.NO_CLAUSE)),
        ([("a.docx", a_document(" "))], Problem("a.docx", None, Reason.EMPTY)),
    ],
)
def test_files_that_are_no_text_are_refused(files: list[tuple[str, bytes]], problem: Problem) -> None:
    with pytest.raises(ImportRefused) as refused:
        read_text(files)
    assert refused.value.problems == (problem,)


@pytest.mark.parametrize(
    ("words", "reason"),
    [("x" * 4001, Reason.TOO_LONG), ("One.\u0080 two", Reason.CONTROL_CHARACTER), ("{#a}", Reason.LONE_ID)],
)
def test_a_paragraph_that_cannot_be_taken_is_named_by_its_number_and_its_first_words(
    words: str, reason: Reason
) -> None:
    problem = problem_of(a_document("One.", "", words))
    assert (problem.line, problem.reason) == (2, reason)
    assert problem.near
    assert words.startswith(problem.near.rstrip("…"))


def test_lists_deeper_than_five_are_refused() -> None:
    item = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
    body = "".join(paragraph(run(f"item {depth}"), item.format(depth)) for depth in range(6))
    assert problem_of(with_body(body)) == Problem("draft.docx", 6, Reason.TOO_DEEP, "6 / 5", "item 5")
    flat: Any = paragraph(run("deep at once"), item.format(7)) + paragraph(run("back"), item.format(0))
    assert [number for _, number, _, _ in parts_of(with_body(flat))] == ["1", "2"]
