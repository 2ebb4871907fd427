"""Sessions: kept on the server, alive while they are used, ended at once and everywhere."""

from datetime import timedelta

import pytest
from flask import Flask

from consult.accounts import service
from consult.accounts.rules.access import SESSION_IDLE, SESSION_LIFE, TOUCH_AFTER
from consult.accounts.tables import Person
from consult.kernel import clock
from consult.kernel.errors import Busy
from tests.client import Client
from tests.world import World

A_SECOND = timedelta(seconds=1)


def is_in(world: World, token: str) -> bool:
    with world.reading():
        return service.load_session(token) is not None


def test_a_session_says_whose_it_is(world: World) -> None:
    person = world.a_person("Amina Otieno")
    token = world.a_session(person)
    with world.reading():
        found = service.load_session(token)
    assert found is not None
    assert (found.person_id, found.name) == (person, "Amina Otieno")


def test_a_session_that_nobody_began_lets_nobody_in(world: World) -> None:
    assert not is_in(world, "x" * 43)
    assert not is_in(world, "")


def test_a_session_that_is_not_used_is_over_after_its_idle_time(world: World) -> None:
    token = world.a_session(world.a_person())
    with clock.moved(SESSION_IDLE - timedelta(minutes=1)):
        assert is_in(world, token)
    with clock.moved(SESSION_IDLE + A_SECOND):
        assert not is_in(world, token)


def test_whoever_keeps_visiting_stays_signed_in(app: Flask, world: World) -> None:
    person = world.a_person()
    visitor = Client(app, world.a_session(person))
    for hours in range(0, 40, 8):
        with clock.moved(timedelta(hours=hours)):
            visitor.get("/en/profile")


def test_a_visit_is_noted_now_and_then_and_not_each_time(app: Flask, world: World) -> None:
    person = world.a_person()
    visitor = Client(app, world.a_session(person))

    def last_seen() -> object:
        with world.reading():
            return service.list_sessions(person)[0].last_seen_at

    begun = last_seen()
    with clock.moved(TOUCH_AFTER - timedelta(minutes=1)):
        visitor.get("/en/profile")
        assert last_seen() == begun
    with clock.moved(TOUCH_AFTER + timedelta(minutes=1)):
        visitor.get("/en/profile")
        assert last_seen() != begun


def test_no_session_outlives_its_whole_life(world: World) -> None:
    token = world.a_session(world.a_person())
    for days in range(0, SESSION_LIFE.days, 10):
        with clock.moved(timedelta(days=days)), world.acting():
            service.touch_session(token)
    with clock.moved(SESSION_LIFE - timedelta(minutes=1)), world.acting():
        service.touch_session(token)
    with clock.moved(SESSION_LIFE + A_SECOND):
        assert not is_in(world, token)


def test_a_visit_that_cannot_be_noted_is_answered_all_the_same(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def busy(_token: str) -> None:
        raise Busy

    visitor = Client(app, world.a_session(world.a_person()))
    monkeypatch.setattr(service, "touch_session", busy)
    with clock.moved(TOUCH_AFTER + timedelta(minutes=1)):
        visitor.get("/en/profile")
    assert "session not kept" in capsys.readouterr().err


def test_a_session_that_was_ended_is_not_revived_by_use(world: World) -> None:
    person = world.a_person()
    token = world.a_session(person)
    with world.acting():
        service.end_session(token)
        service.touch_session(token)
    assert not is_in(world, token)


def test_one_s_sessions_are_listed_newest_first_without_those_that_are_over(world: World) -> None:
    person = world.a_person()
    ended, first = world.a_session(person), world.a_session(person)
    with clock.moved(timedelta(hours=1)):
        world.a_session(person)
    world.a_session(world.a_person())
    with world.acting():
        service.end_session(ended)
    with world.reading():
        found = service.list_sessions(person)
    assert len(found) == 2
    assert found[0].created_at > found[1].created_at
    assert is_in(world, first)


def test_nobody_ends_another_person_s_session(world: World) -> None:
    person, other = world.a_person(), world.a_person()
    token = world.a_session(person)
    with world.acting():
        (one,) = service.list_sessions(person)
        service.end_sessions(person_id=other, session_id=one.id)
    assert is_in(world, token)


def test_ending_all_sessions_but_one_leaves_that_one(world: World) -> None:
    person = world.a_person()
    kept, others = world.a_session(person), [world.a_session(person) for _ in range(2)]
    with world.acting():
        service.end_sessions(person_id=person, but=kept)
    assert is_in(world, kept)
    assert not any(is_in(world, each) for each in others)


def test_disabling_a_person_ends_their_sessions_at_once(world: World) -> None:
    person = world.a_person()
    token = world.a_session(person)
    with world.acting() as session:
        session.get_one(Person, person).disabled_at = clock.now(session)
    assert not is_in(world, token)
