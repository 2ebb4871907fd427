"""Ways in by letter: known and unknown addresses look the same, each way works once, and codes cannot be guessed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, func, select

from consult.accounts import service
from consult.accounts.rules.access import FIRST_LINK_LIFE, LINK_LIFE, MOST_CODE_ATTEMPTS, InstanceRole
from consult.accounts.service import Entered, LinkRefused, Pending
from consult.accounts.service.ways import MOST_WAYS
from consult.accounts.tables import Person
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import Refused
from tests.accounts.conftest import Mail
from tests.server import at_once
from tests.world import World

AMINA = "amina@example.org"


def register(world: World, email: str = AMINA, *, name: str = "Amina Otieno", locale: str = "en") -> Pending:
    with world.acting():
        return service.register(name=name, email=email, locale=locale)


def ask(world: World, email: str = AMINA, *, locale: str = "en") -> Pending:
    with world.acting():
        return service.request_link(email=email, locale=locale)


def enter_by_link(world: World, token: str) -> Entered:
    with world.acting():
        return service.confirm_link(token)


def enter_by_code(world: World, pending: Pending, code: str) -> Entered | None:
    with world.acting():
        return service.confirm_code(request_token=pending.request_token, code=code)


def disable(world: World, person_id: str) -> None:
    with world.acting() as session:
        session.get_one(Person, person_id).disabled_at = clock.now(session)


@contextmanager
def statements(world: World) -> Iterator[list[str]]:
    """Give the statements that the database is sent meanwhile."""
    heard: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        heard.append(statement)

    with world.reading():
        event.listen(db.engine, "before_cursor_execute", hear)
        yield heard
        event.remove(db.engine, "before_cursor_execute", hear)


def test_registering_makes_an_account_that_its_letter_opens(world: World, mail: Mail) -> None:
    register(world)
    (way,) = mail(AMINA)
    entered = enter_by_link(world, way.token)
    with world.reading():
        assert service.get_person(entered.person_id).name == "Amina Otieno"
        assert service.load_session(entered.session_token) is not None


def test_registering_a_known_address_sends_a_way_in_to_the_account_as_it_is(world: World, mail: Mail) -> None:
    person = world.a_person("Amina Otieno", email=AMINA)
    register(world, name="Someone Else")
    (way,) = mail(AMINA)
    assert "You have an account already" in way.text
    assert enter_by_link(world, way.token).person_id == person
    with world.reading() as session:
        assert service.get_person(person).name == "Amina Otieno"
        assert session.scalar(select(func.count()).select_from(Person)) == 1


def test_an_address_is_known_however_it_is_written(world: World, mail: Mail) -> None:
    world.a_person(email=AMINA)
    ask(world, " Amina@EXAMPLE.org ")
    assert len(mail(AMINA)) == 1


def test_an_unknown_address_gets_no_letter_and_no_account(world: World, mail: Mail) -> None:
    ask(world)
    assert mail(AMINA) == []
    with world.reading():
        assert service.find_person_by_email(AMINA) is None


def test_asking_does_the_same_work_for_every_address_and_looks_no_one_up(world: World) -> None:
    known = world.a_person(email=AMINA)
    with statements(world) as of_known:
        ask(world, AMINA)
    with statements(world) as of_unknown:
        ask(world, "nobody@example.org")
    with statements(world) as of_registered:
        register(world, AMINA)
    disable(world, known)
    with statements(world) as of_disabled:
        ask(world, AMINA)
    assert of_known == of_unknown == of_registered == of_disabled != []
    assert not any("person" in statement for statement in of_known)


@pytest.mark.parametrize("act", [register, ask])
def test_what_is_no_address_is_refused_at_once(world: World, act: Any) -> None:
    with pytest.raises(Refused, match="email-refused") as refused:
        act(world, "amina")
    assert refused.value.field == "email"


def test_a_name_that_nobody_can_read_is_refused_at_once(world: World) -> None:
    with pytest.raises(Refused, match="name-refused"):
        register(world, name="\u200b")


def test_a_letter_speaks_the_language_of_its_person(world: World, mail: Mail) -> None:
    register(world, locale="ar")
    assert "/ar/sign-in/link/" in mail(AMINA)[0].path
    ask(world, locale="en")
    assert all("/ar/sign-in/link/" in way.path for way in mail(AMINA))


def test_the_letter_s_address_is_the_installation_s_own(world: World, mail: Mail) -> None:
    register(world)
    assert "http://127.0.0.1:8000/en/sign-in/link/" in mail(AMINA)[0].text


def test_a_link_works_once(world: World, mail: Mail) -> None:
    register(world)
    (way,) = mail(AMINA)
    enter_by_link(world, way.token)
    with pytest.raises(LinkRefused):
        enter_by_link(world, way.token)


def test_of_many_who_use_one_link_at_once_one_gets_in(world: World, mail: Mail) -> None:
    register(world)
    (way,) = mail(AMINA)

    def try_it() -> bool:
        try:
            enter_by_link(world, way.token)
        except LinkRefused:
            return False
        return True

    assert sum(at_once(*[try_it] * 6)) == 1


def test_looking_at_a_link_does_not_use_it_up(world: World, mail: Mail) -> None:
    register(world)
    (way,) = mail(AMINA)
    with world.reading():
        assert service.name_behind_link(way.token)
        assert service.name_behind_link("x" * 43) is None
    enter_by_link(world, way.token)
    with world.reading():
        assert service.name_behind_link(way.token) is None


def test_a_link_is_over_after_its_time(world: World, mail: Mail) -> None:
    register(world)
    (way,) = mail(AMINA)
    with clock.moved(LINK_LIFE - timedelta(seconds=5)), world.reading():
        assert service.name_behind_link(way.token)
    with clock.moved(LINK_LIFE + timedelta(seconds=1)), pytest.raises(LinkRefused):
        enter_by_link(world, way.token)


def test_the_code_does_what_the_link_does_for_the_browser_that_asked(world: World, mail: Mail) -> None:
    pending = register(world)
    (way,) = mail(AMINA)
    assert enter_by_code(world, Pending("another browser"), way.code) is None
    assert enter_by_code(world, Pending(""), way.code) is None
    assert enter_by_code(world, pending, f" {way.code[:4]} {way.code[4:]} ") is not None
    assert enter_by_code(world, pending, way.code) is None


def test_after_five_wrong_codes_the_right_one_is_wrong_too_and_the_link_still_works(world: World, mail: Mail) -> None:
    pending = register(world)
    (way,) = mail(AMINA)
    wrong = "0" * 8 if way.code != "0" * 8 else "1" * 8
    for _ in range(MOST_CODE_ATTEMPTS):
        assert enter_by_code(world, pending, wrong) is None
    assert enter_by_code(world, pending, way.code) is None
    assert enter_by_link(world, way.token)


def test_a_person_has_a_few_ways_in_at_a_time_and_using_one_ends_the_others(world: World, mail: Mail) -> None:
    world.a_person(email=AMINA)
    for _ in range(MOST_WAYS + 2):
        ask(world)
    ways = mail(AMINA)
    assert len(ways) == MOST_WAYS
    enter_by_link(world, ways[0].token)
    for way in ways[1:]:
        with pytest.raises(LinkRefused):
            enter_by_link(world, way.token)
    ask(world)
    assert len(mail(AMINA)) == MOST_WAYS + 1


def test_whoever_asks_again_can_still_use_the_first_letter(world: World, mail: Mail) -> None:
    first = register(world)
    (way,) = mail(AMINA)
    ask(world)
    assert enter_by_code(world, first, way.code) is not None


def test_a_disabled_person_gets_no_letter_and_no_way_in(world: World, mail: Mail) -> None:
    register(world)
    (way,) = mail(AMINA)
    with world.reading():
        person = service.find_person_by_email(AMINA)
        assert person is not None
    disable(world, person.id)
    with pytest.raises(LinkRefused):
        enter_by_link(world, way.token)
    ask(world)
    assert len(mail(AMINA)) == 1


def test_nothing_that_lets_someone_in_is_kept_where_it_could_be_read(world: World, mail: Mail) -> None:
    pending = register(world)
    (way,) = mail(AMINA)
    with world.reading() as session:
        rows = [row for table in db.metadata.sorted_tables for row in session.execute(table.select())]
    kept = repr(rows)
    assert way.token not in kept
    assert way.code not in kept
    assert pending.request_token not in kept


def test_an_address_that_was_typed_is_forgotten_by_the_job_once_it_is_done(world: World, mail: Mail) -> None:
    ask(world, "nobody@example.org")
    mail("nobody@example.org")
    with world.reading() as session:
        rows = [row for table in db.metadata.sorted_tables for row in session.execute(table.select())]
    assert "nobody@example.org" not in repr(rows)


def test_the_first_organiser_has_a_day_and_every_role_of_the_installation(world: World) -> None:
    with world.acting():
        token = service.invite_first_organiser()
    assert token is not None
    with clock.moved(FIRST_LINK_LIFE - timedelta(minutes=1)):
        entered = enter_by_link(world, token)
    with world.reading():
        assert service.first_organiser() == entered.person_id
        assert all(service.has_instance_role(person_id=entered.person_id, role=role) for role in InstanceRole)


def test_a_link_can_be_handed_over_to_someone_without_an_address(world: World) -> None:
    with world.acting():
        person = service.add_person(name="Amina Otieno", email=None)
        token = service.make_sign_in_link(person_id=person.id)
    assert enter_by_link(world, token).person_id == person.id
