"""Getting in: by a one-time link, by its code, or by a password; each starts a session of its own."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from consult.accounts.rules.access import MOST_CODE_ATTEMPTS, is_same, secret_hash
from consult.accounts.rules.identity import clean_email
from consult.accounts.service import passwords
from consult.accounts.service.sessions import end_sessions, start_session
from consult.accounts.service.ways import end_ways
from consult.accounts.tables import AccessToken, Person
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import Refused, msgid


class LinkRefused(Refused):
    """The link was used, is too old, or never was one."""

    code = "link-refused"
    status = 410
    sentence = msgid("This link was used already or is too old. Ask for a new one; it takes a minute.")


class CodeRefused(Refused):
    """The code is not the one that was sent."""

    code = "code-refused"
    status = 422
    sentence = msgid("This code does not fit. Check the newest letter, or ask for a new code after five tries.")


class SignInRefused(Refused):
    """Address and password do not belong together."""

    code = "sign-in-refused"
    status = 422
    sentence = msgid("Address and password do not fit together. Try again, or sign in by a link instead.")


class AddressNeeded(Refused):
    """A password goes with an address, and the person has none."""

    code = "address-needed"
    status = 422
    sentence = msgid(
        "A password needs an e-mail address to go with it, and yours is not known here. Ask whoever keeps this installation to add it."
    )


@dataclass(frozen=True, slots=True)
class Entered:
    """Someone who has just proved who they are, with the token of their new session."""

    person_id: str
    session_token: str
    locale: str | None


def confirm_link(token: str) -> Entered:
    """Return who the link lets in; it works once. Refuses `link-refused`."""
    row = _usable(AccessToken.token_hash == secret_hash(token))
    if row is None:
        raise LinkRefused
    return enter(row.person_id)


def name_behind_link(token: str) -> str | None:
    """Return the name of the person whom the link would let in now, or None; asking does not use it up."""
    row = db.session.scalars(select(AccessToken).where(AccessToken.token_hash == secret_hash(token))).one_or_none()
    return db.session.get_one(Person, row.person_id).name if row is not None and _is_usable(row) else None


def confirm_code(*, request_token: str, code: str) -> Entered | None:
    """Return who the code lets in, or None for a wrong one, which is counted: the caller commits and refuses.

    Only the browser that asked can use the code, and after five wrong ones nobody can.
    """
    row = _usable(AccessToken.request_hash == secret_hash(request_token))
    if row is None or row.attempts >= MOST_CODE_ATTEMPTS:
        return None
    row.attempts += 1
    db.session.flush()
    digits = "".join(one for one in code if one.isdigit())
    return enter(row.person_id) if is_same(row.code_hash, secret_hash(digits)) else None


def check_password(*, email: str, password: str) -> str:
    """Return the id of the person whose address and password these are; refuse `sign-in-refused` and tell no more.

    It takes its time by design, and as long for an unknown address: ask before the transaction that lets the person in.
    """
    person_id = passwords.check_password(email=clean_email(email), password=password)
    if person_id is None:
        raise SignInRefused(field="password")
    return person_id


def enter(person_id: str) -> Entered:
    """Return a new session of the person, whose other ways in by letter end; refuse someone whose account is disabled."""
    person = _held(person_id)
    if person.disabled_at is not None:
        raise LinkRefused
    end_ways(person_id)
    person.confirmed_at = person.confirmed_at or clock.now(db.session)
    db.session.flush()
    return Entered(person.id, start_session(person.id), person.locale)


def set_password(*, person_id: str, password: str, keep_session: str) -> None:
    """Give the person a new password and end every other session; refuse one that is short or easy to guess."""
    person = db.session.get_one(Person, person_id)
    if person.email is None:
        raise AddressNeeded(field="password")
    passwords.require_good(password, context=[person.name, person.email])
    passwords.store_password(person_id=person_id, password=password)
    end_sessions(person_id=person_id, but=keep_session)


def _usable(condition: ColumnElement[bool]) -> AccessToken | None:
    """Return a way in that would let someone in now; what uses the ways of one person happens one after the other."""
    row = db.session.scalars(select(AccessToken).where(condition)).one_or_none()
    if row is None:
        return None
    _held(row.person_id)
    db.session.refresh(row)
    return row if _is_usable(row) else None


def _held(person_id: str) -> Person:
    """Return the person, held until the transaction ends; others may refer to the row meanwhile, and not change it."""
    return db.session.get_one(Person, person_id, with_for_update={"key_share": True})


def _is_usable(row: AccessToken) -> bool:
    return row.used_at is None and clock.now(db.session) < row.expires_at
