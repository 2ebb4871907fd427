"""What `consult import draft` makes of files, and what it says of those it cannot take."""

from pathlib import Path

import pytest
from flask import Flask

from consult.consultations import service as consultations
from consult.drafting import service as drafting
from tests.command import run
from tests.intake.test_import_polis import row_counts
from tests.world import World


def files(folder: Path, **texts: str | bytes) -> list[Path]:
    """Write Markdown files, named as given, and return their paths in that order."""
    paths = [folder / f"{name}.md" for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return paths


def bring_in(app: Flask, paths: list[Path], *more: str) -> str:
    done = run(app, "import", "draft", *paths, "--slug", "rights", "--title", "Digital rights", *more)
    assert done.exit_code == 0, done.output
    return done.stdout


def clauses(world: World, number: int | None = None) -> list[tuple[str, str]]:
    with world.reading():
        consultation = consultations.get_consultation("rights")
        every = drafting.list_drafts(consultation.id)
        draft = next(one for one in reversed(every) if number in {None, one.number})
        return [(each.text, each.lang) for each in drafting.clauses_of(draft, lang=draft.language) if each.text]


def test_files_in_their_order_are_sections_of_one_text(app: Flask, world: World, tmp_path: Path) -> None:
    paths = files(tmp_path, second="# Second\n\nTwo.\n", first="# First\n\nOne.\n")
    assert bring_in(app, paths) == "rights: draft 1 is published.\n"
    assert [text for text, _ in clauses(world)] == ["Two.", "One."]


def test_a_known_short_name_gets_its_next_draft_and_keeps_the_one_before(
    app: Flask, world: World, tmp_path: Path
) -> None:
    bring_in(app, files(tmp_path, text="Everyone is heard. {#heard}\n"))
    bring_in(app, files(tmp_path, text="All are heard. {#heard}\n"))
    assert clauses(world, 1) == [("Everyone is heard.", "en")]
    assert clauses(world) == [("All are heard.", "en")]


def test_a_next_draft_waits_and_the_command_says_what_is_left_to_do_and_where(
    app: Flask, world: World, tmp_path: Path
) -> None:
    bring_in(app, files(tmp_path, text="Everyone is heard. {#heard}\n\nNothing is hidden. {#open}\n"))
    told = bring_in(app, files(tmp_path, text="All are heard. {#heard}\n")).splitlines()
    address = "http://127.0.0.1:8000/en/c/rights/d/2"
    assert told == [
        "rights: draft 2 is there and waits to be published.",
        f"  A person has to confirm what became of each clause of the draft before. {address}/lineage",
        (
            "  These changes do not say yet where they come from: 1, (2). Clauses that were taken out stand in brackets."
            f" {address}/changes"
        ),
        f"  {address}/publish",
    ]
    assert not is_published(world)


CHANGES = """clause,class,drafter,reason,source
1,3,Olga Organiser,It says who is meant.,editorial: read through
(2),4,The drafting group,It is law already.,"legal: it stands in the act; meeting: Geneva"
"""


def test_with_a_table_of_its_changes_the_next_draft_is_published(app: Flask, world: World, tmp_path: Path) -> None:
    bring_in(app, files(tmp_path, text="Everyone is heard. {#heard}\n\nNothing is hidden. {#open}\n"))
    table = tmp_path / "changes.csv"
    table.write_text(CHANGES, encoding="utf-8")
    told = bring_in(app, files(tmp_path, text="All are heard. {#heard}\n"), "--changes", str(table))
    assert told == "rights: draft 2 is published.\n"
    with world.reading():
        draft = drafting.draft_by_number(consultations.get_consultation("rights").id, 2)
        said = drafting.changes_of(draft.consultation_id, draft.id).values()
    assert sorted((one.change_class, one.drafter, len(one.sources)) for one in said) == [
        (3, "Olga Organiser", 1),
        (4, "The drafting group", 2),
    ]


def test_a_change_that_is_only_editorial_waits_for_a_second_editor_whatever_the_table_says(
    app: Flask, world: World, tmp_path: Path
) -> None:
    bring_in(app, files(tmp_path, text="Everyone is heard. {#heard}\n\nNothing is hidden. {#open}\n"))
    table = tmp_path / "changes.csv"
    table.write_text(CHANGES.replace("1,3,", "1,2,"), encoding="utf-8")
    told = bring_in(app, files(tmp_path, text="All are heard. {#heard}\n"), "--changes", str(table))
    assert "These changes are of class 1 or 2 and wait for a second editor: 1." in told
    assert not is_published(world)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("1,3,", "7,3,", "No clause with this number changed in the draft: 7."),
        ("1,3,", "1,5,", "The class of a change is 1, 2, 3 or 4, not this: 5."),
        ("Olga Organiser", "", "Say who drafted the change, in at most 200 characters."),
        ("It says who is meant.", "", "Say why the clause was changed, in at most 1000 characters."),
        ("editorial: read through", "comment 9", "There is no comment with the number 9 in this consultation."),
        ("editorial: read through", "hearsay", "“hearsay” is none of these."),
        ("class,drafter", "kind,drafter", "A column is missing that such a file has: class."),
        ("(2),4", "1,4", "The clause is there more than once: 1."),
    ],
)
def test_a_table_with_something_wrong_changes_nothing_and_names_the_line(
    app: Flask, world: World, tmp_path: Path, old: str, new: str, told: str
) -> None:
    bring_in(app, files(tmp_path, text="Everyone is heard. {#heard}\n\nNothing is hidden. {#open}\n"))
    before, table = row_counts(world), tmp_path / "changes.csv"
    table.write_text(CHANGES.replace(old, new), encoding="utf-8")
    paths = files(tmp_path, text="All are heard. {#heard}\n")
    done = run(app, "import", "draft", *paths, "--slug", "rights", "--title", "Rights", "--changes", str(table))
    assert done.exit_code != 0
    assert told in done.stderr
    assert "changes.csv" in done.stderr
    assert row_counts(world) == before


def is_published(world: World) -> bool:
    with world.reading():
        newest = drafting.latest_draft(consultations.get_consultation("rights").id)
        return newest is not None and newest.published_at is not None


def test_a_text_may_be_written_in_any_language(app: Flask, world: World, tmp_path: Path) -> None:
    bring_in(app, files(tmp_path, text="# 原则\n\n人人平等。\n"), "--lang", "zh-Hans")
    assert clauses(world) == [("人人平等。", "zh-Hans")]


@pytest.mark.parametrize("tag", ["", "not a tag", "zz", "x" * 400])
def test_a_language_that_is_none_is_refused(app: Flask, world: World, tmp_path: Path, tag: str) -> None:
    before, paths = row_counts(world), files(tmp_path, text="One.\n")
    done = run(app, "import", "draft", *paths, "--slug", "rights", "--title", "Rights", "--lang", tag)
    assert done.exit_code == 1
    assert "Give the language by its name, as in English, or by its tag" in done.stderr
    assert row_counts(world) == before


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "text.md: The file is empty."),
        ("# Only a heading\n", "text.md: The text has no clause: no paragraph and no list item."),
        ("Bäume\n".encode("latin-1"), "text.md, line 1: This is not UTF-8. Save the file in that encoding."),
        ("One.\n\nT\x07wo.\n", "text.md, line 3: A control character stands here that no text needs: '\\x07'."),
        ("One. {#a}\n\nTwo. {#a}\n", "text.md, line 3: The id is there more than once: a."),
        (f"One.\n\n{'x' * 4001}\n", "text.md, line 3: This is too long for one clause or heading. Divide it."),
    ],
)
def test_a_text_that_cannot_be_read_is_refused_by_file_line_and_reason(
    app: Flask, world: World, tmp_path: Path, text: str | bytes, told: str
) -> None:
    before = row_counts(world)
    done = run(app, "import", "draft", *files(tmp_path, text=text), "--slug", "rights", "--title", "Rights")
    assert done.exit_code == 1
    assert done.stderr.splitlines()[1:] == [told]
    assert row_counts(world) == before
