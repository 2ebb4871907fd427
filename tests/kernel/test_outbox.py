"""Letters leave after the act that caused them, each at most once, and what is in them is forgotten."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from consult.kernel import clock, outbox
from consult.kernel.errors import WorkUnfinished
from consult.kernel.mail import Letter
from consult.kernel.tables import MailOutbox
from consult.settings import Settings
from tests.kernel.smtp import mail_server
from tests.server import at_once
from tests.world import World


@pytest.fixture(autouse=True)
def _greeting(monkeypatch: pytest.MonkeyPatch) -> None:
    def write(locale: str, parameters: Mapping[str, Any]) -> Letter:
        return Letter(f"Greeting in {locale}", f"Hello {parameters['name']}.\n")

    monkeypatch.setitem(outbox.WRITERS, "greeting", write)


@pytest.fixture
def settings(app: Flask) -> Settings:
    """The application's settings."""
    found: Settings = app.config["SETTINGS"]
    return found


def ask(world: World, key: str = "k", *, address: str = "amina@example.org", letter: str = "greeting") -> None:
    with world.acting() as session:
        outbox.add_letter(session, key=key, letter=letter, locale="en", address=address, parameters={"name": "Amina"})


def send(world: World, settings: Settings) -> int:
    with world.reading():
        return outbox.send_letters(settings)


def the_row(world: World) -> MailOutbox:
    with world.reading() as session:
        return session.scalars(select(MailOutbox)).one()


def files(settings: Settings) -> list[Path]:
    return sorted((settings.instance_path / "mail").glob("*"))


def test_a_letter_is_written_to_the_folder_where_no_mail_server_is_set(world: World, settings: Settings) -> None:
    ask(world)
    assert send(world, settings) == 1
    (file,) = files(settings)
    assert "Hello Amina." in file.read_text()
    assert file.suffix == ".eml"


def test_only_its_owner_can_read_a_letter_in_the_folder(world: World, settings: Settings) -> None:
    ask(world)
    send(world, settings)
    (file,) = files(settings)
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_the_same_key_never_sends_a_second_letter(world: World, settings: Settings) -> None:
    ask(world)
    ask(world)
    assert send(world, settings) == 1
    ask(world)
    assert send(world, settings) == 0


def test_a_letter_belongs_to_its_act_and_is_not_sent_without_it(world: World, settings: Settings) -> None:
    def fail() -> None:
        with world.acting() as session:
            outbox.add_letter(session, key="k", letter="greeting", locale="en", address="a@b.org", parameters={})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert send(world, settings) == 0


def test_what_was_in_a_letter_is_forgotten_once_it_has_left(world: World, settings: Settings) -> None:
    ask(world)
    send(world, settings)
    row = the_row(world)
    assert row.parameters == {}
    assert row.sent_at is not None


def test_a_letter_whose_worker_dies_is_lost_and_not_sent_twice_and_nothing_of_it_stays(
    world: World, settings: Settings
) -> None:
    ask(world)
    with world.reading():
        assert outbox._claim_next() is not None
    with clock.moved(timedelta(days=1)):
        assert send(world, settings) == 0
    assert the_row(world).parameters == {}


def test_a_letter_that_cannot_be_written_keeps_no_other_from_leaving(world: World, settings: Settings) -> None:
    ask(world, "first", letter="nobody writes this one")
    ask(world, "second")
    with pytest.raises(WorkUnfinished):
        send(world, settings)
    assert len(files(settings)) == 1


def test_many_workers_send_each_letter_once(world: World, settings: Settings) -> None:
    for number in range(12):
        ask(world, f"k{number}", address=f"person{number}@example.org")
    assert sum(at_once(*[lambda: send(world, settings)] * 4)) == 12
    assert len(files(settings)) == 12


def test_a_mail_server_is_handed_the_letter(world: World, settings: Settings) -> None:
    ask(world)
    with mail_server() as server:
        assert send(world, replace(settings, mail_host="127.0.0.1", mail_port=server.port)) == 1
    (message,) = server.taken
    assert "To: amina@example.org" in message
    assert f"Message-ID: <{the_row(world).id}@localhost>" in message


def test_a_letter_that_was_not_taken_leaves_later_and_whole(world: World, settings: Settings) -> None:
    ask(world)
    with mail_server(data_end="451 later") as server, pytest.raises(WorkUnfinished):
        send(world, replace(settings, mail_host="127.0.0.1", mail_port=server.port))
    with mail_server() as server:
        ready = replace(settings, mail_host="127.0.0.1", mail_port=server.port)
        assert send(world, ready) == 0
        with clock.moved(timedelta(minutes=1, seconds=1)):
            assert send(world, ready) == 1
    assert "Hello Amina." in server.taken[0]


def test_a_letter_is_given_up_after_a_quarter_of_an_hour_and_nothing_of_it_stays(
    world: World, settings: Settings
) -> None:
    ask(world)
    nowhere = replace(settings, mail_host="127.0.0.1", mail_port=1)
    for minutes in (0, 1, 3, 7, 15):
        with clock.moved(timedelta(minutes=minutes, seconds=minutes)), pytest.raises(WorkUnfinished):
            send(world, nowhere)
    with clock.moved(timedelta(days=1)):
        assert send(world, settings) == 0
    row = the_row(world)
    assert (row.sent_at, row.parameters, row.failure) == (None, {}, "ConnectionRefusedError")


def test_a_letter_that_is_refused_for_good_is_given_up_at_once(world: World, settings: Settings) -> None:
    ask(world)
    with mail_server(rcpt="550 nobody here") as server, pytest.raises(WorkUnfinished):
        send(world, replace(settings, mail_host="127.0.0.1", mail_port=server.port))
    with clock.moved(timedelta(days=1)):
        assert send(world, settings) == 0
    assert the_row(world).failure == "SMTPRecipientsRefused 550"


def test_a_letter_of_which_nobody_knows_whether_it_was_taken_is_not_sent_again(
    world: World, settings: Settings
) -> None:
    ask(world)
    with mail_server(data_end="") as server:
        with pytest.raises(WorkUnfinished):
            send(world, replace(settings, mail_host="127.0.0.1", mail_port=server.port))
        assert len(server.taken) == 1
    with clock.moved(timedelta(days=1)):
        assert send(world, settings) == 0


def test_a_server_that_hangs_up_without_goodbye_has_taken_the_letter(world: World, settings: Settings) -> None:
    ask(world)
    with mail_server(quit="") as server:
        assert send(world, replace(settings, mail_host="127.0.0.1", mail_port=server.port)) == 1


def test_the_password_does_not_travel_unencrypted(
    world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(world)
    monkeypatch.setattr("consult.kernel.mail.is_this_machine", lambda _host: False)
    with mail_server() as server:
        far = replace(settings, mail_host="127.0.0.1", mail_port=server.port, mail_user="u", mail_password="p")
        with pytest.raises(WorkUnfinished):
            send(world, far)
    assert "auth" not in server.commands
    assert server.taken == []
