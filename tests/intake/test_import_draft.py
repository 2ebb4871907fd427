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
    assert bring_in(app, files(tmp_path, text="All are heard. {#heard}\n")) == "rights: draft 2 is published.\n"
    assert clauses(world, 1) == [("Everyone is heard.", "en")]
    assert clauses(world) == [("All are heard.", "en")]


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
