"""A text in Markdown keeps its figures, footnotes, definitions and annexes as what they are."""

import pytest

from consult.drafting.rules import ClauseKind, Image, Part, figure_text, read_image
from consult.drafting.rules.wording import LONGEST_CLAUSE
from consult.intake.rules.markdown_draft import read_draft, read_markdown
from consult.intake.rules.problems import FileRefused, Problem, Reason
from consult.intake.rules.texts import Gathering, Notice, Told
from consult.intake.rules.texts.annexes import WORDS, annex_number
from consult.intake.rules.texts.pictures import read_images
from tests.intake.pictures import a_gif, a_png


def an_image(name: str = "process.png", content: bytes | None = None) -> Image:
    image = read_image(name, content or a_png())
    assert image is not None
    return image


def parts_of(*texts: str, images: tuple[Image, ...] = ()) -> list[Part]:
    files = [(f"{place}.md", text.encode()) for place, text in enumerate(texts, start=1)]
    return read_draft(files, {image.name: image for image in images})


def told_of(*texts: str, images: tuple[Image, ...] = ()) -> list[tuple[str, str, str, str]]:
    return [(str(part.kind), part.number, part.heading, part.text) for part in parts_of(*texts, images=images)]


def problem_of(text: str, *images: Image) -> Problem:
    with pytest.raises(FileRefused) as refused:
        parts_of(text, images=images)
    return refused.value.problem


def test_an_image_alone_in_its_paragraph_is_a_figure_with_its_title_as_caption() -> None:
    image = an_image()
    text = 'Text.\n\n![Two boxes\nand a line](media/process.png "How it goes"){: width="9"} {#flow}\n'
    assert parts_of(text, images=(image,))[1] == Part(
        ClauseKind.FIGURE, "2", "How it goes", figure_text("Two boxes and a line", "process.png", image), None, "flow"
    )


def test_a_deep_heading_is_the_caption_of_a_figure_or_a_table_without_one() -> None:
    found = told_of(
        "# A\n\ntext\n\n#### Flow\n\n![Boxes](p.png)\n\n#### Duties\n\n| a |\n|---|\n", images=(an_image("P.png"),)
    )
    assert [(kind, heading) for kind, _, heading, _ in found[2:]] == [("figure", "Flow"), ("table", "Duties")]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("![](process.png)", Problem("1.md", 3, Reason.NO_ALT_TEXT, "process.png")),
        ("![ \n ](process.png)", Problem("1.md", 3, Reason.NO_ALT_TEXT, "process.png")),
        ("![Boxes](other.png)", Problem("1.md", 3, Reason.MISSING_IMAGE, "other.png")),
        ("![Boxes](https://example.org/a.png)", Problem("1.md", 3, Reason.REMOTE_IMAGE, "https://example.org/a.png")),
        ("![Boxes](//example.org/a.png)", Problem("1.md", 3, Reason.REMOTE_IMAGE, "//example.org/a.png")),
        ("![Boxes](data:image/png;base64,AA)", Problem("1.md", 3, Reason.REMOTE_IMAGE, "data:image/png;base64,AA")),
        ("See ![Boxes](process.png) there.", Problem("1.md", 3, Reason.IMAGE_IN_WORDS, "process.png")),
        ("- ![Boxes](process.png)", Problem("1.md", 3, Reason.IMAGE_IN_WORDS, "process.png")),
        ("> ![Boxes](process.png)", Problem("1.md", 3, Reason.IMAGE_IN_WORDS, "process.png")),
        ("| ![Boxes](process.png) |\n|---|", Problem("1.md", 3, Reason.IMAGE_IN_WORDS, "process.png")),
        ("## ![Boxes](process.png)", Problem("1.md", 3, Reason.IMAGE_IN_WORDS, "process.png")),
        ("![A](process.png)\n![B](process.png)", Problem("1.md", 3, Reason.IMAGE_IN_WORDS, "process.png")),
        ("[^1]: ![Boxes](process.png)", Problem("1.md", 3, Reason.IMAGE_IN_WORDS, "process.png")),
    ],
)
def test_a_figure_that_cannot_be_shown_to_everyone_is_refused(text: str, problem: Problem) -> None:
    assert problem_of(f"Words.\n\n{text}\n", an_image()) == problem


def test_an_image_that_is_quoted_as_code_is_words() -> None:
    text = "Write `![Boxes](process.png)` there.\n\n```\n![Boxes](process.png)\n```\n"
    assert [kind for kind, *_ in told_of(text)] == ["clause", "clause"]


def test_a_name_that_a_publishing_program_fills_in_leaves_the_alternative_text_and_is_told() -> None:
    found = Gathering()
    notices = read_markdown(found, "a.md", b"Text.\n\n![Boxes]({{site.url}}/media/process.png 'Flow'){:.x}\n")
    assert notices == [Notice("a.md", Told.IMAGE_NOT_THERE, detail="process.png")]
    assert found.parts()[1] == Part(ClauseKind.FIGURE, "2", "Flow", "![Boxes](process.png)")
    brought = an_image()
    found = Gathering({brought.name: brought})
    assert read_markdown(found, "a.md", b"Text.\n\n![Boxes]({{site.url}}/media/process.png)\n") == []
    assert found.used == {(brought.sha256, brought.name): brought}


def test_another_image_makes_another_figure() -> None:
    text = "Text.\n\n![Boxes](process.png)"
    first = parts_of(text, images=(an_image(),))[1]
    second = parts_of(text, images=(an_image(content=a_gif()),))[1]
    assert first.text != second.text


def test_of_the_files_that_come_along_those_that_are_no_images_are_left_out() -> None:
    files = [("media/a.png", a_png()), ("a.txt", b"Words."), ("b.gif", a_gif()), ("more/a.png", a_png())]
    assert {name: image.content for name, image in read_images(files).items()} == {"a.png": a_png(), "b.gif": a_gif()}


def test_footnotes_stand_behind_the_parts_that_refer_to_them_numbered_in_that_order() -> None:
    text = "[^b]: Said by many.\n\n# A[^a]\n\nOne.[^b]\n\n- two[^c]\n  - three\n\n[^a]: On A.\n\n    - in full\n\n[^c]: See [^d].\n\n[^d]: There.\n"
    assert [(part.number, part.heading, part.text, part.parent) for part in parts_of(text)] == [
        ("1", "A[^a]", "", None),
        ("fn1", "a", "On A.\n\n- in full", 0),
        ("1.1", "", "One.[^b]", 0),
        ("fn2", "b", "Said by many.", 2),
        ("1.2", "", "two[^c]", 0),
        ("fn3", "c", "See [^d].", 4),
        ("fn4", "d", "There.", 4),
        ("1.2.1", "", "three", 4),
    ]


def test_a_footnote_that_nobody_refers_to_stays_where_it_was_and_a_mark_without_one_is_words() -> None:
    found = parts_of("One[^x] and [^a-z].\n\n[^lone]: Nobody.\n\nTwo.")
    assert [(part.number, part.text) for part in found] == [
        ("1", "One[^x] and [^a-z]."),
        ("fn1", "Nobody."),
        ("2", "Two."),
    ]


def test_footnotes_that_refer_to_each_other_and_to_themselves_end() -> None:
    found = parts_of("One[^a].\n\n[^a]: See [^b] and [^a].\n\n[^b]: See [^a].")
    assert [part.number for part in found] == ["1", "fn1", "fn2"]
    lonely = parts_of("One.\n\n[^a]: See [^b].\n\n[^b]: See [^a].")
    assert [part.number for part in lonely] == ["1", "fn1", "fn2"]


def test_the_same_label_in_two_files_speaks_of_two_footnotes() -> None:
    found = parts_of("One[^1].\n\n[^1]: First.", "Two[^1].\n\n[^1]: Second.")
    assert [(part.heading, part.text) for part in found] == [
        ("", "One[^1]."),
        ("1", "First."),
        ("", "Two[^1-2]."),
        ("1-2", "Second."),
    ]


def test_a_label_that_is_given_anew_is_no_other_footnote_s() -> None:
    found = parts_of("One[^1][^1-2].\n\n[^1]: First.\n\n[^1-2]: Other.", "Two[^1].\n\n[^1]: Second.")
    notes = {part.heading: part.text for part in found if part.kind is ClauseKind.FOOTNOTE}
    assert sorted(notes.values()) == ["First.", "Other.", "Second."]
    (label,) = (label for label, text in notes.items() if text == "Second.")
    assert found[3].text == f"Two[^{label}]."


def test_a_footnote_among_the_items_of_a_list_is_a_footnote() -> None:
    found = told_of("- one[^a]\n  - two\n\n  [^a]: Said there.\n- three\n")
    assert found == [
        ("clause", "1", "", "one[^a]"),
        ("footnote", "fn1", "a", "Said there."),
        ("clause", "1.1", "", "two"),
        ("clause", "2", "", "three"),
    ]


def test_a_footnote_without_words_is_none_and_a_long_one_is_refused() -> None:
    assert [kind for kind, *_ in told_of("One[^a].\n\n[^a]: {: .x}\n\nTwo.")] == ["clause", "clause"]
    assert len(parts_of(f"One[^a].\n\n[^a]: {'x' * LONGEST_CLAUSE}")[1].text) == LONGEST_CLAUSE
    detail = f"{LONGEST_CLAUSE + 1} / {LONGEST_CLAUSE}"
    assert problem_of(f"One[^a].\n\n[^a]: {'x' * (LONGEST_CLAUSE + 1)}") == Problem("1.md", 3, Reason.TOO_LONG, detail)


def test_a_label_is_given_once_in_a_file() -> None:
    assert problem_of("One[^1].\n\n[^1]: First.\n\n[^1]: Second.") == Problem("1.md", 5, Reason.DUPLICATE_ID, "[^1]")


def test_terms_with_their_meanings_are_definitions_and_nothing_is_guessed() -> None:
    text = "# Definitions\n\n**System**: a machine.\n\nRisk {#risk}\n: harm and\n  how likely it is\n\n    in words\n: also danger\n\nDuty\n: what is owed {#duty}\n"
    assert parts_of(text)[1:] == [
        Part(ClauseKind.CLAUSE, "1.1", "", "**System**: a machine.", 0),
        Part(ClauseKind.DEFINITION, "1.2", "Risk", "harm and\nhow likely it is\n\nin words\n\nalso danger", 0, "risk"),
        Part(ClauseKind.DEFINITION, "1.3", "Duty", "what is owed", 0, "duty"),
    ]


def test_a_definition_has_one_id() -> None:
    assert problem_of("Text.\n\nRisk {#a}\n: harm {#b}\n") == Problem("1.md", 3, Reason.LONE_ID, "a")


def test_a_term_that_nothing_is_said_of_is_a_clause_with_its_own_id() -> None:
    text = "Text.\n\nRisk {#risk}\n: {: .x}\n\nDuty\n: what is owed\n"
    assert parts_of(text) == [
        Part(ClauseKind.CLAUSE, "1", "", "Text."),
        Part(ClauseKind.CLAUSE, "2", "", "Risk", hint="risk"),
        Part(ClauseKind.DEFINITION, "3", "Duty", "what is owed"),
    ]


@pytest.mark.parametrize(
    ("within", "said"),
    [
        ("Term\n: meaning", "Term: meaning"),
        ("Term\n: meaning\n: another", "Term: meaning\n\nanother"),
        ("Term\n: - one\n  - two", "Term:\n\n- one\n- two"),
        ("Term\n: {: .x}\n: > quoted", "Term:\n\n> quoted"),
        ("Term\n: {: .x}\n\nOther\n: meaning", "Term\n\nOther: meaning"),
        ("Term\n: meaning\n\n  Inner\n  : deep", "Term: meaning\n\nInner: deep"),
    ],
)
def test_terms_with_their_meanings_are_words_of_the_item_the_meaning_or_the_footnote_they_stand_in(
    within: str, said: str
) -> None:
    deep = within.replace("\n", "\n    ")
    text = f"-   Item.\n\n    {deep}\n\nText[^1].\n\nWhole\n:   Part.\n\n    {deep}\n\n[^1]: Note.\n\n    {deep}\n"
    assert [(kind, text) for kind, _, _, text in told_of(text)] == [
        ("clause", f"Item.\n\n{said}"),
        ("clause", "Text[^1]."),
        ("footnote", f"Note.\n\n{said}"),
        ("definition", f"Part.\n\n{said}"),
    ]


def test_no_image_stands_among_terms_that_are_words() -> None:
    text = "Text.\n\n- Item.\n\n  Term\n  : See ![Boxes](process.png)\n"
    assert problem_of(text, an_image()) == Problem("1.md", 6, Reason.IMAGE_IN_WORDS, "process.png")


@pytest.mark.parametrize(
    "around",
    [
        "Term[^a]\n: meaning\n\n    {}\n",
        "- Item[^a].\n\n  Term\n  : meaning\n\n      {}\n",
        "One[^b].\n\n[^b]: Said[^a].\n\n    {}\n",
        "One[^b].\n\n[^b]: Said[^a].\n\n    Term\n    : meaning\n\n        {}\n",
    ],
)
def test_a_footnote_is_kept_wherever_it_is_defined(around: str) -> None:
    found = told_of("Text.\n\n" + around.format("[^a]: Kept."))
    assert [text for kind, _, label, text in found if (kind, label) == ("footnote", "a")] == ["Kept."]


def test_annexes_have_their_own_numbers_beside_the_title_s_parts() -> None:
    text = "# T\n\n## 1. Scope\n\nOne.\n\n## Annex A – Forms\n\nForm.\n\n### A.1 Long ones\n\nLong.\n\n### 2. Short ones\n\nShort.\n\n## Appendix 2: Law\n\nLaw.\n\n## Annexes and their use\n\nWords."
    assert [(str(part.kind), part.number, part.heading) for part in parts_of(text) if part.heading] == [
        ("principle", "0", "T"),
        ("principle", "1", "Scope"),
        ("annex", "A", "Annex A – Forms"),
        ("principle", "A.1", "Long ones"),
        ("principle", "A.2", "Short ones"),
        ("annex", "A2", "Appendix 2: Law"),
        ("principle", "B", "Annexes and their use"),
    ]
    assert [part.number for part in parts_of(text) if part.text] == ["1.1", "A.0.1", "A.1.1", "A.2.1", "A2.1", "B.1"]


def test_annexes_of_the_first_level_leave_the_title_its_place() -> None:
    found = parts_of("# T\n\n## One\n\nText.\n\n# Annex\n\nText.\n\n# Annex A\n\nText.")
    assert [part.number for part in found] == ["0", "1", "1.1", "A", "A.1", "B", "B.1"]


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("Annex B", "B"),
        ("ANNEX C: Forms", "C"),
        ("Annexe II – Droit", "II"),
        ("Anhang 3", "A3"),
        ("Apéndice A. Formularios", "A"),
        ("附件一：表格", "A1"),
        ("附录十二 表格", "A12"),
        ("附录A 表格", "A"),
        ("المرفق الثاني: النماذج", "A2"),
        ("ملحق ب", "B"),
        ("Annex ٣", "A3"),
        ("Appendix", "A"),
        ("Annex: Forms", "A"),
        ("Annex a building to it", None),
        ("Annexation", None),
        ("The annex", None),
        ("附件的格式", None),
    ],
)
def test_the_words_for_an_annex_are_known_in_six_languages(heading: str, number: str | None) -> None:
    assert annex_number(heading, ()) == number


def test_no_annex_takes_another_one_s_number() -> None:
    assert annex_number("Annex A", {"A"}) == "B"
    assert annex_number("Annex", {*"ABCDEFGHIJKLMNOPQRSTUVWXYZ"}) == "A-26"
    assert set(WORDS) == {"ar", "de", "en", "es", "fr", "zh"}


def test_the_numbers_of_footnotes_and_annexes_hold_where_headings_begin_anew() -> None:
    text = "# One\n\n## 1. A\n\nText[^1].\n\n# Two\n\n## 1. A\n\nText.\n\n# Annex A\n\nText.\n\n[^1]: Note."
    numbers = [part.number for part in parts_of(text)]
    assert "fn1" in numbers
    assert "A.1" in numbers
    assert len(set(numbers)) == len(numbers)


def test_a_table_may_be_longer_than_a_clause() -> None:
    row = "| " + "x" * 96 + " |\n"
    assert len(parts_of("Text.\n\n| a |\n|---|\n" + row * 150)[1].text) > 14_000
    assert problem_of("Text.\n\n| a |\n|---|\n" + row * 250).reason is Reason.TOO_LONG
