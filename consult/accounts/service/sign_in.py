"""Ways in: a one-time link with a code, or a password; nothing tells a known address from an unknown one."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select, update

from consult.accounts.rules.access import (
    FIRST_LINK_LIFE,
    LINK_LIFE,
    MOST_CODE_ATTEMPTS,
    InstanceRole,
    Purpose,
    is_same,
    secret_hash,
)
from consult.accounts.rules.identity import clean_email
from consult.accounts.service import passwords
from consult.accounts.service.people import (
    add_person,
    first_organiser,
    grant_instance_role,
    require_email,
    require_name,
)
from consult.accounts.service.sessions import end_sessions, start_session
from consult.accounts.tables import AccessToken, Person, PersonSession
from consult.kernel import chores, clock, outbox
from consult.kernel.db import db
from consult.kernel.errors import Refused, msgid
from consult.kernel.ids import new_digits, new_id, new_token


class LinkRefused(Refused):
    """The link was used, is too old, or never was one."""

    code = "link-refused"
    status = 422
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


@dataclass(frozen=True, slots=True)
class Pending:
    """What the browser keeps while it waits for a code: it ties the code to this browser."""

    request_token: str


@dataclass(frozen=True, slots=True)
class Entered:
    """Someone who has just proved who they are, with the token of their new session."""

    person_id: str
    session_token: str
    locale: str | None


@dataclass(frozen=True, slots=True)
class Way:
    """A way in that was just made: the link's token and the code that does the same."""

    token: str
    code: str


def register(
    *,
    name: str,
    email: str,
    locale: str,
    territory: str | None = None,
    time_zone: str | None = None,
) -> Pending:
    """Return what the browser keeps; a letter with link and code goes to the address.

    A known address gets a way in to the account that is there, and the account stays as it was; both cases look the
    same. A password is chosen after the first sign-in, never here: whoever registers an address that is not theirs
    must not hold a key to it. Refuses a bad name or address.
    """
    cleaned, address = require_name(name), require_email(email)
    person = db.session.scalars(select(Person).where(Person.email == address)).one_or_none()
    if person is None:
        made = add_person(name=cleaned, email=address, locale=locale, territory=territory, time_zone=time_zone)
        return _send_way(made.id, address, locale, "sign-in")
    return _send_way(person.id, address, locale, "registered-again")


def request_link(*, email: str, locale: str) -> Pending:
    """Return what the browser keeps; a known address gets a letter, an unknown one does not, and nothing tells."""
    address = require_email(email)
    person = db.session.scalars(select(Person).where(Person.email == address)).one_or_none()
    if person is None or person.disabled_at is not None:
        return Pending(new_token())
    return _send_way(person.id, address, person.locale or locale, "sign-in")


def confirm_link(token: str) -> Entered:
    """Return who the link lets in; it works once. Refuses `link-refused`."""
    row = db.session.scalars(
        select(AccessToken).where(AccessToken.token_hash == secret_hash(token)).with_for_update()
    ).one_or_none()
    if row is None or not _is_usable(row):
        raise LinkRefused
    return _enter(row)


def is_link_usable(token: str) -> bool:
    """Whether the link would let someone in now; asking does not use it up."""
    row = db.session.scalars(select(AccessToken).where(AccessToken.token_hash == secret_hash(token))).one_or_none()
    return row is not None and _is_usable(row)


def confirm_code(*, request_token: str, code: str) -> Entered | None:
    """Return who the code lets in, or None for a wrong one, which is counted: the caller commits and refuses.

    Only the browser that asked can use the code, and after five wrong ones nobody can.
    """
    row = db.session.scalars(
        select(AccessToken)
        .where(AccessToken.request_hash == secret_hash(request_token))
        .order_by(AccessToken.created_at.desc())
        .limit(1)
        .with_for_update()
    ).one_or_none()
    if row is None or not _is_usable(row) or row.attempts >= MOST_CODE_ATTEMPTS:
        return None
    row.attempts += 1
    db.session.flush()
    digits = "".join(one for one in code if one.isdigit())
    return _enter(row) if is_same(row.code_hash, secret_hash(digits)) else None


def sign_in_with_password(*, email: str, password: str) -> Entered:
    """Return who address and password let in; refuse `sign-in-refused` without telling which was wrong."""
    person_id = passwords.check_password(email=clean_email(email), password=password)
    if person_id is None:
        raise SignInRefused(field="password")
    return _entered(db.session.get_one(Person, person_id))


def set_password(*, person_id: str, password: str, keep_session: str) -> None:
    """Give the person a new password and end every other session."""
    person = db.session.get_one(Person, person_id)
    passwords.require_good(password, context=[person.name, person.email or ""])
    passwords.store_password(person_id=person_id, password=password)
    end_sessions(person_id=person_id, but=keep_session)


def make_sign_in_link(*, person_id: str, life: timedelta = LINK_LIFE, purpose: Purpose = Purpose.SIGN_IN) -> str:
    """Return the token of a one-time link for a person, to be handed over by other means than a letter."""
    return _make_way(person_id, life, purpose, request_token=None).token


def invite_first_organiser() -> str | None:
    """Return a one-time link's token for the installation's first organiser, or None once one has signed in.

    Asked again before the link was used, it makes a new link for the same person.
    """
    person_id = first_organiser()
    if person_id is None:
        person_id = add_person(name="First organiser", email=None).id
        for role in InstanceRole:
            grant_instance_role(person_id=person_id, role=role)
    else:
        entered = select(func.count()).select_from(PersonSession).where(PersonSession.person_id == person_id)
        if db.session.scalar(entered):
            return None
    return make_sign_in_link(person_id=person_id, life=FIRST_LINK_LIFE, purpose=Purpose.FIRST_ORGANISER)


def _send_way(person_id: str, address: str, locale: str, letter: str) -> Pending:
    pending = Pending(new_token())
    way = _make_way(person_id, LINK_LIFE, Purpose.SIGN_IN, request_token=pending.request_token)
    outbox.add_letter(
        db.session,
        key=f"{letter}:{secret_hash(way.token).hex()}",
        letter=letter,
        locale=locale,
        address=address,
        parameters={"token": way.token, "code": way.code},
    )
    chores.wake_after_commit()
    return pending


def _make_way(person_id: str, life: timedelta, purpose: Purpose, *, request_token: str | None) -> Way:
    way, moment = Way(new_token(), new_digits()), clock.now(db.session)
    db.session.execute(
        update(AccessToken)
        .where(AccessToken.person_id == person_id, AccessToken.used_at.is_(None), AccessToken.purpose == purpose)
        .values(used_at=moment)
    )
    db.session.add(
        AccessToken(
            id=new_id(),
            purpose=purpose,
            person_id=person_id,
            token_hash=secret_hash(way.token),
            code_hash=secret_hash(way.code),
            request_hash=secret_hash(request_token) if request_token else None,
            created_at=moment,
            expires_at=moment + life,
        )
    )
    db.session.flush()
    return way


def _is_usable(row: AccessToken) -> bool:
    return row.used_at is None and clock.now(db.session) < row.expires_at


def _enter(row: AccessToken) -> Entered:
    moment = clock.now(db.session)
    row.used_at = moment
    person = db.session.get_one(Person, row.person_id)
    if person.disabled_at is not None:
        raise LinkRefused
    person.confirmed_at = person.confirmed_at or moment
    return _entered(person)


def _entered(person: Person) -> Entered:
    db.session.flush()
    return Entered(person.id, start_session(person.id), person.locale)
