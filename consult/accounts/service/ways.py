"""Ways in by letter: asked for here, sent by the worker, so that a known address cannot be told from an unknown one."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select, update

from consult.accounts.rules.access import FIRST_LINK_LIFE, LINK_LIFE, InstanceRole, Purpose, secret_hash
from consult.accounts.service.people import (
    add_person,
    first_organiser,
    give_address,
    grant_instance_role,
    has_address,
    register_person,
    require_email,
    require_free_address,
    require_name,
)
from consult.accounts.service.sessions import has_entered, is_signed_in
from consult.accounts.tables import AccessToken, Person
from consult.kernel import chores, clock, jobs, outbox
from consult.kernel.db import db
from consult.kernel.ids import new_digits, new_id, new_token

KIND = "way-in"
MOST_WAYS = 5
"""Ways in that one person may have at a time: more codes would be easier to guess, and more letters a nuisance."""


@dataclass(frozen=True, slots=True)
class Pending:
    """What the browser keeps while it waits for a code: it ties the code to this browser."""

    request_token: str


@dataclass(frozen=True, slots=True)
class Way:
    """A way in that was just made: the link's token and the code that does the same."""

    token: str
    code: str


def register(*, name: str, email: str, locale: str) -> Pending:
    """Return what the browser keeps; a letter with link and code goes to the address, whose account is made if need be.

    A known address gets a way in to the account that is there, and the account stays as it was; both cases look the
    same. A password is chosen after the first sign-in, never here: whoever registers an address that is not theirs
    must not hold a key to it. Refuses a bad name or address.
    """
    return _ask(name=require_name(name), email=require_email(email), locale=locale)


def request_link(*, email: str, locale: str) -> Pending:
    """Return what the browser keeps; a known address gets a letter, an unknown one does not, and nothing tells."""
    return _ask(name=None, email=require_email(email), locale=locale)


def request_address(*, person_id: str, email: str, locale: str) -> Pending:
    """Return what the browser keeps; a letter with a code goes to the address, which is the person's once it is typed.

    The letter holds no link: a mistyped address must not let a stranger in. Refuses an address that is none or taken.
    """
    address, pending = require_free_address(person_id=person_id, email=email), Pending(new_token())
    if _count_ways(person_id) >= MOST_WAYS:
        return pending
    request = secret_hash(pending.request_token)
    way = _make_way(person_id, LINK_LIFE, Purpose.ADDRESS, request)
    outbox.add_letter(
        db.session,
        key=f"address:{request.hex()}",
        letter="address",
        locale=locale,
        address=address,
        parameters={"code": way.code},
    )
    chores.wake_after_commit()
    return pending


def make_sign_in_link(*, person_id: str, life: timedelta = LINK_LIFE, purpose: Purpose = Purpose.SIGN_IN) -> str:
    """Return the token of a one-time link for a person, to be handed over by other means than a letter."""
    return _make_way(person_id, life, purpose).token


def invite_first_organiser(*, email: str | None = None) -> str | None:
    """Return a one-time link's token for the installation's first organiser, or None once that person needs none.

    Asked again, it makes a new link for the same person, and the earlier one ends; it does so until they have been
    in and can get in again: signed in now, or by an address of their own. Refuses an address that is none or taken.
    """
    person_id = first_organiser()
    if person_id is None:
        person_id = add_person(name="First organiser", email=None).id
        for role in InstanceRole:
            grant_instance_role(person_id=person_id, role=role)
    if email is not None:
        give_address(person_id=person_id, email=email)
    if is_signed_in(person_id) or (has_address(person_id) and has_entered(person_id)):
        return None
    end_ways(person_id)
    return make_sign_in_link(person_id=person_id, life=FIRST_LINK_LIFE, purpose=Purpose.FIRST_ORGANISER)


def end_ways(person_id: str) -> None:
    """End every way in that the person has not used."""
    db.session.execute(
        update(AccessToken)
        .where(AccessToken.person_id == person_id, AccessToken.used_at.is_(None))
        .values(used_at=clock.now(db.session))
    )


def _ask(*, name: str | None, email: str, locale: str) -> Pending:
    """Have the worker look the address up: the answer takes as long and looks the same whoever has it (threat T18)."""
    pending = Pending(new_token())
    request = secret_hash(pending.request_token).hex()
    payload = {"name": name, "email": email, "locale": locale, "request": request}
    jobs.add_job(db.session, kind=KIND, key=request, payload=payload)
    chores.wake_after_commit()
    return pending


@jobs.handles(KIND)
def send_way(payload: dict[str, Any]) -> None:
    """Send the way in that was asked for, with an account for a new address if a name came along."""
    name, email = payload["name"], payload["email"]
    is_new = name is not None and register_person(name=name, email=email, locale=payload["locale"])
    person = db.session.scalars(select(Person).where(Person.email == email)).one_or_none()
    if person is None or person.disabled_at is not None or _count_ways(person.id) >= MOST_WAYS:
        return
    way = _make_way(person.id, LINK_LIFE, Purpose.SIGN_IN, bytes.fromhex(payload["request"]))
    outbox.add_letter(
        db.session,
        key=f"{KIND}:{payload['request']}",
        letter="sign-in" if is_new or name is None else "registered-again",
        locale=person.locale or payload["locale"],
        address=email,
        parameters={"token": way.token, "code": way.code},
    )


def _make_way(person_id: str, life: timedelta, purpose: Purpose, request_hash: bytes | None = None) -> Way:
    way, moment = Way(new_token(), new_digits()), clock.now(db.session)
    db.session.add(
        AccessToken(
            id=new_id(),
            purpose=purpose,
            person_id=person_id,
            token_hash=secret_hash(way.token),
            code_hash=secret_hash(way.code),
            request_hash=request_hash,
            created_at=moment,
            expires_at=moment + life,
        )
    )
    db.session.flush()
    return way


def _count_ways(person_id: str) -> int:
    open_ways = (
        select(func.count())
        .select_from(AccessToken)
        .where(
            AccessToken.person_id == person_id,
            AccessToken.used_at.is_(None),
            AccessToken.expires_at > clock.now(db.session),
        )
    )
    return int(db.session.scalar(open_ways) or 0)
