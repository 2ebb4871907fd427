"""Passwords: long, not guessable, kept as Argon2id hashes."""

import re
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import select
from zxcvbn import zxcvbn

from consult.accounts.rules.access import LONGEST_PASSWORD, SHORTEST_PASSWORD, WEAKEST_PASSWORD_SCORE
from consult.accounts.tables import Credential, Person
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import Refused, msgid
from consult.kernel.ids import new_id

KIND = "password"
hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
NOBODYS = hasher.hash("a password that nobody has, checked so that unknown addresses take as long as known ones")


class PasswordLength(Refused):
    """A password has 12 to 128 characters."""

    code = "password-length"
    status = 422
    sentence = msgid("A password has between 12 and 128 characters. Several words in a row are easy to remember.")


class PasswordGuessable(Refused):
    """The password is too easy to guess."""

    code = "password-guessable"
    status = 422
    sentence = msgid("This password is too easy to guess. Add another word, and leave out names and dates.")


def require_good(password: str, *, context: list[str]) -> str:
    """Return the password if it is long and hard to guess for someone who knows the context, else refuse it."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise PasswordLength(field="password")
    left = _without_words_of(context, password)
    if not left or zxcvbn(left[:72])["score"] < WEAKEST_PASSWORD_SCORE:
        raise PasswordGuessable(field="password")
    return password


def store_password(*, person_id: str, password: str) -> None:
    """Keep the password's hash in place of an earlier one."""
    row = _credential(person_id)
    if row is None:
        row = Credential(id=new_id(), person_id=person_id, kind=KIND, secret="", created_at=clock.now(db.session))
        db.session.add(row)
    row.secret = hasher.hash(_one_form(password))
    db.session.flush()


def check_password(*, email: str | None, password: str) -> str | None:
    """Return the id of the person whose address and password these are, or None, in the same time either way."""
    person = db.session.scalars(select(Person).where(Person.email == email)).one_or_none() if email else None
    row = _credential(person.id) if person else None
    try:
        hasher.verify(row.secret if row else NOBODYS, _one_form(password[:LONGEST_PASSWORD]))
    except (VerifyMismatchError, InvalidHashError):
        return None
    if person is None or row is None or person.disabled_at is not None:
        return None
    return person.id


def _without_words_of(context: list[str], password: str) -> str:
    """Return what is left to guess for someone who tries the person's own name and address first."""
    words = {word for each in context for word in re.findall(r"\w{3,}", each)}
    return re.sub("|".join(map(re.escape, words)), "", password, flags=re.IGNORECASE) if words else password


def _one_form(password: str) -> str:
    """Return the password as every keyboard spells it: the same letters may come composed or in parts."""
    return unicodedata.normalize("NFKC", password)


def _credential(person_id: str) -> Credential | None:
    return db.session.scalars(
        select(Credential).where(Credential.person_id == person_id, Credential.kind == KIND)
    ).one_or_none()
