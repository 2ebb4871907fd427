"""Bringing drafts and conversations in from files."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click
from flask import current_app

from consult.accounts import service as accounts
from consult.consultations import service as consultations
from consult.drafting import service as drafting
from consult.intake import service
from consult.intake.forms import known_language, problem_lines
from consult.intake.forms.notices import notice_lines
from consult.intake.forms.remaining import left_lines
from consult.intake.forms.reports import refused_lines, report_of, rest_of, told_of
from consult.intake.rules.polis import FILES
from consult.intake.rules.texts import Notice
from consult.kernel.console import Failed, in_application, program, progress
from consult.kernel.transaction import transaction
from consult.settings import Settings

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, path_type=Path)
NOTHING_TAKEN = 1
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group(name="import")
def bring_in() -> None:
    """Bring a draft or a conversation in from files; everything is checked before anything is written."""


@bring_in.command()
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option("--slug", required=True, help="Short name in addresses; an existing one gets its next draft.")
@click.option("--title", required=True, help="Title of the draft, and of a new consultation.")
@click.option("--lang", default="en", show_default=True, help="Language the text is written in (BCP 47).")
@click.option("--changes", type=FILE, help="CSV that says of each change: clause, class, drafter, reason, source.")
@in_application
def draft(files: tuple[Path, ...], slug: str, title: str, lang: str, changes: Path | None) -> None:
    """Import FILES of Markdown or DOCX, in order, as one text, and the images that stand in it.

    Headings become principles, paragraphs and list items clauses; tables, figures, footnotes, definitions and annexes
    stay what they are. The first draft of a text is published. Any other waits until a person has confirmed what became
    of each clause and said where each change comes from, in the browser or with --changes; a change of class 1 or 2
    also needs a second editor, in the browser.
    """
    read, tag = [(file.name, _content(file)) for file in files], known_language(lang)
    told: list[Notice] = []
    person = accounts.first_organiser()
    with telling_problems(), transaction():
        made = service.import_draft(slug=slug, title=title, files=read, lang=tag, organiser=person, tell=told.append)
        if changes and made.published_at is None:
            made = service.explain_draft(draft=made, file=(changes.name, _content(changes)), person_id=person)
        missing = drafting.lacks_of(made.consultation_id, made.id)
    for line in notice_lines(told):
        click.echo(line, err=True)
    if made.published_at is not None:
        click.echo(f"{slug}: draft {made.number} is published.")
        return
    click.echo(f"{slug}: draft {made.number} is there and waits to be published.")
    address = f"{_root()}/c/{slug}/d/{made.number}"
    for line in left_lines(missing, address):
        click.echo(f"  {line}")
    click.echo(f"  {address}/publish")


@bring_in.command()
@click.argument("folder", type=FOLDER)
@click.option("--slug", required=True, help="Short name of the new consultation in addresses.")
@click.option("--title", default="", help="Its title; the conversation's topic otherwise.")
@in_application
def polis(folder: Path, slug: str, title: str) -> None:
    """Import the conversation that a FOLDER exported from Polis holds, as a closed round of statements.

    Takes comments.csv, participants-votes.csv, summary.csv and, if it is there, votes.csv, each plain or as .gz.
    """
    with progress("reading") as tell, telling_problems(), transaction():
        one = service.import_polis(
            slug=slug, title=title, files=_export(folder), organiser=accounts.first_organiser(), progress=tell
        )
    made = consultations.get_consultation(slug)
    click.echo(f"{slug}: “{made.title}” is imported as round {one.number}, closed.")


@bring_in.command()
@click.argument("file", type=FILE)
@click.option("--slug", required=True, help="Short name of the consultation in addresses.")
@click.option("--category", help="Category of organisations whose rows name none; governments otherwise.")
@click.option("--report", type=NEW_FILE, help="Write what became of each row to this file, as JSON.")
@click.option("--rest", type=NEW_FILE, help="Write the rows that could not be taken to this file (.csv or .xlsx).")
@in_application
def comments(file: Path, slug: str, category: str | None, report: Path | None, rest: Path | None) -> None:
    """Import the comments that a FILE holds: an ISO comment table or a CEN form, as CSV or XLSX.

    Rows come into the newest round on the newest draft; without any, into one that is entered as closed. A row that
    came in before changes its comment, and never becomes a second one. Good rows are taken, the others are listed with
    the reason.
    """
    with telling_problems(), transaction():
        done = service.import_comments(
            slug=slug,
            name=file.name,
            data=_content(file),
            category=category,
            person_id=accounts.first_organiser(),
        )
    if report:
        _write(report, json.dumps(report_of(done), ensure_ascii=False, indent=2).encode())
    if rest and done.refused:
        _write(rest, rest_of(done, rest.suffix.removeprefix(".").lower() or "csv"))
    for line in told_of(done):
        click.echo(line)
    if done.refused and not done.rows:
        raise Failed("\n".join(refused_lines(done)), NOTHING_TAKEN)
    for line in refused_lines(done):
        click.echo(line, err=True)


@contextmanager
def telling_problems() -> Iterator[None]:
    """Have files that are refused say what is wrong with them, line by line."""
    try:
        yield
    except service.ImportRefused as refused:
        told = [program().sentence(refused), *problem_lines(refused)]
        raise Failed("\n".join(told), refused.exit_status) from refused


def _root() -> str:
    """Return the address of this installation in its own language."""
    settings: Settings = current_app.config["SETTINGS"]
    return f"{settings.public_url.rstrip('/')}/{settings.language}"


def _export(folder: Path) -> Mapping[str, bytes]:
    """Return the files of an export that are there; what else lies in the folder is left alone."""
    files = [folder / name for name in FILES]
    return {file.name: _content(file) for file in files if file.is_file()}


def _write(file: Path, data: bytes) -> None:
    try:
        file.write_bytes(data)
    except OSError as error:
        raise click.FileError(str(file), error.strerror) from error


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise click.FileError(str(file), error.strerror) from error


COMMANDS = (bring_in,)
