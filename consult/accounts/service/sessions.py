"""Sessions: kept on the server, so that ending one ends it at once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from consult.accounts.rules.access import SESSION_LIFE, TOUCH_AFTER, is_session_alive, secret_hash
from consult.accounts.tables import Person, PersonSession
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.ids import new_id, new_token


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that is alive, and whose it is."""

    session_id: str
    person_id: str
    name: str
    locale: str | None
    time_zone: str | None
    territory: str | None
    needs_touch: bool


@dataclass(frozen=True, slots=True)
class SessionView:
    """A session as its owner sees it."""

    id: str
    created_at: datetime
    last_seen_at: datetime


def start_session(person_id: str) -> str:
    """Return the token of a new session; only its hash is kept."""
    token, moment = new_token(), clock.now(db.session)
    db.session.add(
        PersonSession(
            id=new_id(),
            token_hash=secret_hash(token),
            person_id=person_id,
            created_at=moment,
            last_seen_at=moment,
            expires_at=moment + SESSION_LIFE,
        )
    )
    db.session.flush()
    return token


def load_session(token: str) -> SignedIn | None:
    """Return the session with this token, or None when it is over, revoked or its person is disabled."""
    found = db.session.execute(
        select(PersonSession, Person)
        .join(Person, Person.id == PersonSession.person_id)
        .where(PersonSession.token_hash == secret_hash(token), PersonSession.revoked_at.is_(None))
        .where(Person.disabled_at.is_(None))
    ).one_or_none()
    if found is None:
        return None
    session, person = found
    moment = clock.now(db.session)
    if not is_session_alive(last_seen_at=session.last_seen_at, expires_at=session.expires_at, now=moment):
        return None
    return SignedIn(
        session_id=session.id,
        person_id=person.id,
        name=person.name,
        locale=person.locale,
        time_zone=person.time_zone,
        territory=person.territory,
        needs_touch=moment - session.last_seen_at > TOUCH_AFTER,
    )


def touch_session(token: str) -> None:
    """Note that the session is in use, so that it does not end while someone works."""
    db.session.execute(
        update(PersonSession)
        .where(PersonSession.token_hash == secret_hash(token))
        .values(last_seen_at=clock.now(db.session))
    )


def end_session(token: str) -> None:
    """End the session with this token, at once and everywhere it is used."""
    _revoke(PersonSession.token_hash == secret_hash(token))


def end_sessions(*, person_id: str, session_id: str | None = None, but: str | None = None) -> None:
    """End one of a person's sessions, or all of them but the one with the token `but`."""
    conditions = [PersonSession.person_id == person_id]
    if session_id is not None:
        conditions.append(PersonSession.id == session_id)
    if but is not None:
        conditions.append(PersonSession.token_hash != secret_hash(but))
    _revoke(*conditions)


def list_sessions(person_id: str) -> list[SessionView]:
    """Return the person's sessions that are not over, newest first."""
    moment = clock.now(db.session)
    rows = db.session.scalars(
        select(PersonSession)
        .where(PersonSession.person_id == person_id, PersonSession.revoked_at.is_(None))
        .where(PersonSession.expires_at > moment)
        .order_by(PersonSession.created_at.desc())
    )
    return [
        SessionView(row.id, row.created_at, row.last_seen_at)
        for row in rows
        if is_session_alive(last_seen_at=row.last_seen_at, expires_at=row.expires_at, now=moment)
    ]


def is_signed_in(person_id: str) -> bool:
    """Whether the person has a session that is not over."""
    return bool(list_sessions(person_id))


def has_entered(person_id: str) -> bool:
    """Whether the person has ever signed in."""
    return db.session.scalar(select(PersonSession.id).where(PersonSession.person_id == person_id).limit(1)) is not None


def _revoke(*conditions: ColumnElement[bool]) -> None:
    db.session.execute(
        update(PersonSession)
        .where(PersonSession.revoked_at.is_(None), *conditions)
        .values(revoked_at=clock.now(db.session))
    )
