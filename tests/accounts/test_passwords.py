"""Passwords: long, hard to guess, kept so that nobody can read them, and slow to try."""

import pytest
from sqlalchemy import select

from consult.accounts import service
from consult.accounts.service import passwords
from consult.accounts.tables import Credential, Person
from consult.kernel import clock
from consult.kernel.errors import Refused
from tests.world import World

AMINA = "amina@example.org"
GOOD = "seven quiet otters map the fjord"


@pytest.fixture
def amina(world: World) -> str:
    """Someone with a password."""
    person = world.a_person("Amina Otieno", email=AMINA)
    set_password(world, person, GOOD)
    return person


def set_password(world: World, person: str, password: str, *, keep: str = "") -> None:
    with world.acting():
        service.set_password(person_id=person, password=password, keep_session=keep)


def check(world: World, password: str, *, email: str = AMINA) -> str:
    with world.reading():
        return service.check_password(email=email, password=password)


def test_address_and_password_say_whose_they_are(world: World, amina: str) -> None:
    assert check(world, GOOD, email=" Amina@Example.org") == amina


@pytest.mark.parametrize(
    ("email", "password"),
    [
        (AMINA, GOOD.upper()),
        (AMINA, ""),
        ("nobody@example.org", GOOD),
        ("no address", GOOD),
        (AMINA, GOOD + "x" * 5000),
    ],
)
def test_what_does_not_fit_together_is_refused_without_telling_which_part(
    world: World, amina: str, email: str, password: str
) -> None:
    with pytest.raises(Refused, match="sign-in-refused") as refused:
        check(world, password, email=email)
    assert (refused.value.field, refused.value.facts) == ("password", {})


def test_someone_without_a_password_cannot_sign_in_by_one(world: World) -> None:
    world.a_person(email=AMINA)
    with pytest.raises(Refused, match="sign-in-refused"):
        check(world, GOOD)


def test_an_unknown_address_costs_a_try_as_much_work_as_a_known_one(
    world: World, amina: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    class Counting:
        def verify(self, kept: str, _password: str) -> bool:
            tried.append(kept.rpartition("$")[0].rpartition("$")[0])
            raise passwords.VerifyMismatchError

    monkeypatch.setattr(passwords, "hasher", Counting())
    for email in (AMINA, "nobody@example.org", "no address"):
        with pytest.raises(Refused):
            check(world, GOOD, email=email)
    assert len(tried) == 3
    assert len(set(tried)) == 1, "the same parameters each time"


def test_a_disabled_person_cannot_sign_in_by_password(world: World, amina: str) -> None:
    with world.acting() as session:
        session.get_one(Person, amina).disabled_at = clock.now(session)
    with pytest.raises(Refused, match="sign-in-refused"):
        check(world, GOOD)


def test_a_password_is_the_same_from_every_keyboard(world: World) -> None:
    person = world.a_person(email=AMINA)
    set_password(world, person, "caf\u00e9 au lait, neuf tasses")
    assert check(world, "cafe\u0301 au lait, neuf tasses") == person


def test_only_a_slow_salted_digest_is_kept(world: World, amina: str) -> None:
    with world.reading() as session:
        (kept,) = session.scalars(select(Credential.secret)).all()
    assert kept.startswith("$argon2id$")
    assert GOOD not in kept
    set_password(world, amina, GOOD)
    with world.reading() as session:
        assert session.scalars(select(Credential.secret)).all() != [kept]


@pytest.mark.parametrize(("password", "code"), [("short words", "length"), ("x" * 129, "length"), ("", "length")])
def test_a_password_is_neither_short_nor_endless(world: World, password: str, code: str) -> None:
    person = world.a_person(email=AMINA)
    with pytest.raises(Refused, match=f"password-{code}"):
        set_password(world, person, password)


@pytest.mark.parametrize(
    "password",
    ["password1234", "aaaaaaaaaaaaaa", "qwertyuiop1234", "AminaOtieno2026", "amina@example.org", "AminaAminaAmina"],
)
def test_a_password_that_is_easy_to_guess_is_refused(world: World, password: str) -> None:
    person = world.a_person("Amina Otieno", email=AMINA)
    with pytest.raises(Refused, match="password-guessable"):
        set_password(world, person, password)


def test_a_new_password_ends_every_other_session_and_the_old_password(world: World, amina: str) -> None:
    here, elsewhere = world.a_session(amina), world.a_session(amina)
    set_password(world, amina, "nine loud herons cross the delta", keep=here)
    with world.reading():
        assert service.load_session(here) is not None
        assert service.load_session(elsewhere) is None
    with pytest.raises(Refused, match="sign-in-refused"):
        check(world, GOOD)


def test_a_password_needs_an_address_to_go_with_it(world: World) -> None:
    with world.acting():
        person = service.add_person(name="First organiser", email=None).id
    with pytest.raises(Refused, match="address-needed"):
        set_password(world, person, GOOD)
