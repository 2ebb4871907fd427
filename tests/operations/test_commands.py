"""What whoever keeps an installation types: each command says what it did, and ends with 0 only when it did it."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, text

from consult import create_app
from consult.accounts import service as accounts
from consult.cli import consult
from consult.kernel import chores, locks
from consult.kernel.console import Failed, Program, application, progress
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused
from consult.kernel.secrets import make_secret_key
from consult.operations import service
from consult.settings import Settings
from consult.web.errors import sentence
from tests.client import Client
from tests.operations.conftest import Installation
from tests.server import at_once
from tests.world import World

LINK = re.compile(r"http://127\.0\.0\.1:8000(/en/sign-in/link/\S+)")


@contextmanager
def running(installation: Installation) -> Iterator[World]:
    """Give the world in the installation's database, and close what was opened to look into it."""
    app = create_app(installation.settings)
    yield World(app)
    with app.app_context():
        db.engine.dispose()


def link_in(output: str) -> str:
    found = LINK.search(output)
    assert found, output
    return found.group(1)


def every_command(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield before
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from every_command(command, (*before, name))
        else:
            yield (*before, name)


def in_database(installation: Installation, statement: str) -> None:
    engine = create_engine(installation.settings.database)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.mark.parametrize("words", [*every_command(consult)], ids=" ".join)
def test_help_needs_no_installation_and_leaves_nothing_behind(words: tuple[str, ...], tmp_path: Path) -> None:
    folder = tmp_path / "instance"
    done = CliRunner().invoke(consult, [*words, "--help"], env={"CONSULT_INSTANCE": str(folder)})
    assert done.exit_code == 0
    assert "Usage: " in done.output
    assert not folder.exists()


def test_init_makes_what_an_installation_needs_and_says_where(installation: Installation) -> None:
    output = installation.run("init").output
    assert f"Instance folder: {installation.folder}" in output
    assert installation.settings.shown_database in output
    assert link_in(output)
    assert (installation.folder / "secret.key").exists()
    installation.run("list")


def test_init_again_makes_a_new_link_and_changes_nothing_else(installation: Installation) -> None:
    first = link_in(installation.run("init").output)
    key = (installation.folder / "secret.key").read_text()
    second = link_in(installation.run("init").output)
    with running(installation) as world:
        Client(world.app).get(first, status=410)
        Client(world.app).get(second)
    assert (installation.folder / "secret.key").read_text() == key


def test_the_first_organiser_gets_in_by_the_link_and_then_needs_none(installation: Installation) -> None:
    link = link_in(installation.run("init").output)
    with running(installation) as world:
        organiser = Client(world.app)
        assert organiser.fill(link, link.removeprefix("/en")).headers["Location"] == "/en/"
        organiser.get("/en/profile")
    assert "one-time link" not in installation.run("init").output


def test_a_first_organiser_without_an_address_whose_sessions_are_over_gets_a_new_link(
    installation: Installation,
) -> None:
    link = link_in(installation.run("init").output)
    with running(installation) as world:
        organiser = Client(world.app)
        organiser.fill(link, link.removeprefix("/en"))
        organiser.post("/en/sign-out", status=303)
    assert link_in(installation.run("init").output)


def test_a_first_organiser_with_an_address_signs_in_by_letter(installation: Installation) -> None:
    link = link_in(installation.run("init", "--organiser", "Olga@Example.org").output)
    with running(installation) as world:
        organiser = Client(world.app)
        organiser.fill(link, link.removeprefix("/en"))
        organiser.post("/en/sign-out", status=303)
        organiser.fill("/en/sign-in", "/sign-in", email="olga@example.org")
    installation.run("work", "--once")
    assert "one-time link" not in installation.run("init").output
    assert "To: olga@example.org" in installation.run("mail", "--last").output


def test_an_address_that_is_none_or_another_person_s_is_refused(prepared: Installation) -> None:
    assert "not an e-mail address" in prepared.run("init", "--organiser", "olga", status=1).stderr
    with running(prepared) as world, world.acting():
        accounts.add_person(name="Amina Otieno", email="amina@example.org")
    assert (
        "Another account has this address" in prepared.run("init", "--organiser", "amina@example.org", status=1).stderr
    )


def test_without_init_every_other_command_names_it_and_ends_with_2(installation: Installation) -> None:
    for words in (["list"], ["mail"], ["work", "--once"], ["serve"]):
        assert "consult init" in installation.run(*words, status=2).stderr
    assert not installation.folder.exists()


def test_a_database_that_is_behind_is_refused_by_every_command(installation: Installation) -> None:
    make_secret_key(installation.settings)
    for words in (["list"], ["work", "--once"], ["serve"]):
        done = installation.run(*words, status=1)
        assert "Run `consult init`" in done.stderr
        assert done.stdout == ""


def test_a_database_of_a_newer_version_is_refused_by_every_command(prepared: Installation) -> None:
    in_database(prepared, "UPDATE alembic_version SET version_num = '999_future'")
    for words in (["list"], ["serve"], ["init"]):
        assert "newer version" in prepared.run(*words, status=1).stderr


def test_a_database_that_could_lose_votes_is_refused(prepared: Installation) -> None:
    if prepared.settings.sqlite_file is not None:
        pytest.skip("consult sets what makes SQLite safe on every connection itself")
    name = prepared.settings.database.rpartition("/")[2]
    in_database(prepared, f"ALTER DATABASE {name} SET synchronous_commit = off")
    assert "synchronous_commit is off and must be on" in prepared.run("serve", status=1).stderr


def test_a_wrong_setting_ends_every_command_with_2_and_its_name(installation: Installation) -> None:
    assert "CONSULT_PORT" in installation.run("init", status=2, CONSULT_PORT="eighty").stderr
    assert "CONSULT_LANGUAGE: give one of en" in installation.run("init", status=2, CONSULT_LANGUAGE="tlh").stderr


def test_a_database_that_does_not_answer_is_named_in_a_sentence(installation: Installation) -> None:
    address = "postgresql://somebody:a-password@127.0.0.1:1/consult"
    done = installation.run("init", status=1, CONSULT_DATABASE_URL=address)
    assert "The database does not answer" in done.stderr
    assert "Connection refused" in done.stderr
    assert "a-password" not in done.output


def test_a_folder_that_cannot_be_made_is_named(installation: Installation, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "file" in installation.run("init", status=2, CONSULT_INSTANCE=str(tmp_path / "file" / "instance")).stderr


def test_preparing_twice_at_once_happens_one_after_the_other(installation: Installation) -> None:
    make_secret_key(installation.settings)

    def prepare() -> None:
        with running(installation) as world, world.reading():
            service.upgrade(installation.settings)

    at_once(prepare, prepare)
    installation.run("list")


def test_a_port_that_is_in_use_is_named(prepared: Installation) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"port {port}" in prepared.run("serve", "--port", str(port), status=1).stderr


def test_a_host_that_is_not_here_is_named(prepared: Installation) -> None:
    assert "192.0.2.1" in prepared.run("serve", "--host", "192.0.2.1", status=1).stderr


def test_a_second_server_on_one_sqlite_database_is_refused(prepared: Installation) -> None:
    database = prepared.settings.sqlite_file
    if database is None:
        pytest.skip("several processes may serve one PostgreSQL database")
    with locks.held(database.with_name("consult.db.serving")):
        assert "End that one first" in prepared.run("serve", status=1).stderr


def test_work_that_waits_is_done_once_and_counted(prepared: Installation) -> None:
    with running(prepared) as world, world.acting():
        accounts.register(name="Amina Otieno", email="amina@example.org", locale="en")
    assert "Pieces of work done: 2" in prepared.run("work", "--once").output
    assert "Pieces of work done: 0" in prepared.run("work", "--once").output


def test_work_that_fails_ends_with_1(prepared: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chores, "CHORES", [lambda: 1 // 0])
    done = prepared.run("work", "--once", status=1)
    assert "could not be done" in done.stderr
    assert "ZeroDivisionError" in done.stderr


def test_letters_in_the_folder_are_listed_newest_first(prepared: Installation) -> None:
    assert "No letters" in prepared.run("mail").stderr
    for name in ("first", "second"):
        with running(prepared) as world, world.acting():
            accounts.register(name="Amina Otieno", email=f"{name}@example.org", locale="en")
        prepared.run("work", "--once")
    listed = prepared.run("mail").stdout
    assert listed.index("second@example.org") < listed.index("first@example.org")
    assert "To: second@example.org\nSubject: Your way in to consult\n" in prepared.run("mail", "--last").stdout


def test_a_refusal_ends_a_command_with_its_sentence_and_its_status(prepared: Installation) -> None:
    class Unseen(Refused):
        code = "unseen"
        exit_status = 4
        sentence = "You may not see this."

    @click.command()
    def look() -> None:
        with application():
            raise Unseen

    app = create_app(prepared.settings)
    for kind, status in ((Unseen, 4), (NotFound, 1)):
        done = CliRunner().invoke(look, obj=Program(lambda: app, sentence))
        assert kind is not Unseen or (done.exit_code, done.stderr) == (status, "You may not see this.\n")


def test_progress_is_drawn_where_somebody_watches_and_nowhere_else(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("reading") as tell:
        tell("reading", 1, 2)
    assert capsys.readouterr() == ("", "")


def test_a_failure_shows_its_sentence_on_the_error_output(capsys: pytest.CaptureFixture[str]) -> None:
    Failed("This could not be done.", 3).show()
    assert capsys.readouterr().err == "This could not be done.\n"


def test_settings_do_not_show_their_secrets() -> None:
    told = repr(Settings(mail_password="hidden", database_url="postgresql://u:hidden@host/name"))
    assert "hidden" not in told
