"""What whoever keeps an installation types: each command says what it did, and ends with 0 only when it did it."""

import socket
from collections.abc import Iterator
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
from consult.kernel.errors import NotFound, Refused
from consult.kernel.secrets import make_secret_key
from consult.settings import Settings
from consult.web.errors import sentence
from tests.operations.conftest import Installation


class Unseen(Refused):
    """A refusal of this test's own."""

    code = "unseen"
    exit_status = 4
    sentence = "You may not see this."


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


@pytest.mark.parametrize("installation", ["postgresql"], indirect=True)
def test_a_database_that_could_lose_votes_is_refused(prepared: Installation) -> None:
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


def test_a_port_that_is_in_use_is_named(prepared: Installation) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"port {port}" in prepared.run("serve", "--port", str(port), status=1).stderr


def test_a_host_that_is_not_here_is_named(prepared: Installation) -> None:
    assert "192.0.2.1" in prepared.run("serve", "--host", "192.0.2.1", status=1).stderr


@pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
def test_a_second_server_on_one_sqlite_database_is_refused(prepared: Installation) -> None:
    database = prepared.settings.sqlite_file
    assert database is not None
    with locks.held(database.with_name("consult.db.serving")):
        assert "End that one first" in prepared.run("serve", status=1).stderr


def test_work_that_waits_is_done_once_and_counted(prepared: Installation) -> None:
    with prepared.opened() as world, world.acting():
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
        with prepared.opened() as world, world.acting():
            accounts.register(name="Amina Otieno", email=f"{name}@example.org", locale="en")
        prepared.run("work", "--once")
    listed = prepared.run("mail").stdout
    assert listed.index("second@example.org") < listed.index("first@example.org")
    assert "To: second@example.org\nSubject: Your way in to consult\n" in prepared.run("mail", "--last").stdout


@pytest.mark.parametrize(("kind", "status"), [(Unseen, 4), (NotFound, 1)])
def test_a_refusal_ends_a_command_with_its_sentence_and_its_status(
    prepared: Installation, kind: type[Refused], status: int
) -> None:
    @click.command()
    def look() -> None:
        with application():
            raise kind

    app = create_app(prepared.settings)
    done = CliRunner().invoke(look, obj=Program(lambda: app, sentence))
    assert (done.exit_code, done.stdout, done.stderr) == (status, "", f"{kind.sentence}\n")


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
