"""People: who they are, what they are called, what they may do in the whole installation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from consult.accounts.rules.access import InstanceRole
from consult.accounts.rules.identity import clean_email, clean_name
from consult.accounts.tables import InstanceGrant, Person
from consult.kernel import clock
from consult.kernel.db import db, insert
from consult.kernel.errors import NotFound, Refused, msgid
from consult.kernel.ids import new_id


class NameRefused(Refused):
    """A name needs readable characters."""

    code = "name-refused"
    status = 422
    sentence = msgid(
        "Give a name of 1 to 120 readable characters. It may be any name under which you want to be known here."
    )


class EmailRefused(Refused):
    """What was typed is not an address."""

    code = "email-refused"
    status = 422
    sentence = msgid("This is not an e-mail address. Check it for missing or extra characters.")


class AddressTaken(Refused):
    """Another person has this address."""

    code = "address-taken"
    status = 409
    sentence = msgid("Another account has this address already. Give another address, or sign in to that account.")


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person as other rooms see them: never the address."""

    id: str
    name: str
    locale: str | None
    time_zone: str | None
    territory: str | None


def add_person(
    *,
    name: str,
    email: str | None,
    locale: str | None = None,
    territory: str | None = None,
    time_zone: str | None = None,
) -> PersonView:
    """Return a new person; refuse a name or an address that is none. The address must be free."""
    cleaned, address = require_name(name), require_email(email) if email is not None else None
    row = Person(
        id=new_id(),
        email=address,
        name=cleaned,
        locale=locale,
        time_zone=time_zone,
        territory=territory,
        created_at=clock.now(db.session),
    )
    db.session.add(row)
    db.session.flush()
    return person_view(row)


def register_person(*, name: str, email: str, locale: str) -> bool:
    """Add a person with an address of the one form, unless someone has it; return whether it was new."""
    values = {"id": new_id(), "name": name, "email": email, "locale": locale, "created_at": clock.now(db.session)}
    row = insert(Person, db.session).values(**values).on_conflict_do_nothing(index_elements=[Person.email])
    return db.session.scalar(row.returning(Person.id)) is not None


def require_name(typed: str) -> str:
    """Return the name in its one form; refuse `name-refused`."""
    name = clean_name(typed)
    if name is None:
        raise NameRefused(field="name")
    return name


def require_email(typed: str) -> str:
    """Return the address in its one form; refuse `email-refused`."""
    address = clean_email(typed)
    if address is None:
        raise EmailRefused(field="email")
    return address


def get_person(person_id: str) -> PersonView:
    """Return the person; refuse `not-found`."""
    row = db.session.get(Person, person_id)
    if row is None:
        raise NotFound
    return person_view(row)


def people(ids: Iterable[str]) -> dict[str, PersonView]:
    """Return the people with these ids."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = db.session.scalars(select(Person).where(Person.id.in_(wanted)))
    return {row.id: person_view(row) for row in rows}


def people_made_since(moment: datetime) -> frozenset[str]:
    """Return the people whose accounts were made at a moment or later."""
    return frozenset(db.session.scalars(select(Person.id).where(Person.created_at >= moment)))


def confirmed_domain(person_id: str) -> str | None:
    """Return what stands behind the @ of the person's address, which they have shown to be theirs; None without one."""
    row = db.session.get(Person, person_id)
    if row is None or row.email is None or row.confirmed_at is None:
        return None
    return row.email.rpartition("@")[2].lower()


def find_person_by_email(typed: str) -> PersonView | None:
    """Return the person with this address, or None."""
    address = clean_email(typed)
    if address is None:
        return None
    row = db.session.scalars(select(Person).where(Person.email == address)).one_or_none()
    return person_view(row) if row else None


def update_profile(*, person_id: str, name: str, locale: str | None, time_zone: str | None) -> PersonView:
    """Return the person with a new name, language and zone."""
    row = db.session.get_one(Person, person_id)
    row.name = require_name(name)
    row.locale, row.time_zone = locale, time_zone
    db.session.flush()
    return person_view(row)


def note_territory(*, person_id: str, territory: str) -> None:
    """Note where a person said they live when they joined, unless that is known: it tells the reader's time zone."""
    db.session.execute(
        update(Person).where(Person.id == person_id, Person.territory.is_(None)).values(territory=territory)
    )


def require_free_address(*, person_id: str, email: str) -> str:
    """Return the address in its one form; refuse one that is none, and one that another person has."""
    address = require_email(email)
    holder = db.session.scalar(select(Person.id).where(Person.email == address))
    if holder not in {None, person_id}:
        raise AddressTaken(field="email")
    return address


def give_address(*, person_id: str, email: str) -> None:
    """Give a person their address; refuse one that is none, and one that another person has."""
    address = require_free_address(person_id=person_id, email=email)
    db.session.get_one(Person, person_id).email = address
    db.session.flush()


def has_address(person_id: str) -> bool:
    """Whether the person has an address to which letters can go."""
    return db.session.scalar(select(Person.email).where(Person.id == person_id)) is not None


def grant_instance_role(*, person_id: str, role: InstanceRole) -> None:
    """Give a person a role in the whole installation; holding it already changes nothing."""
    if has_instance_role(person_id=person_id, role=role):
        return
    db.session.add(InstanceGrant(id=new_id(), person_id=person_id, role=role, granted_at=clock.now(db.session)))
    db.session.flush()


def has_instance_role(*, person_id: str, role: InstanceRole) -> bool:
    """Whether the person holds the role now."""
    held = select(InstanceGrant.id).where(
        InstanceGrant.person_id == person_id, InstanceGrant.role == role, InstanceGrant.revoked_at.is_(None)
    )
    return db.session.scalar(held.limit(1)) is not None


def first_organiser() -> str | None:
    """Return the id of the person who was the installation's first organiser, or None before there is one."""
    held = select(InstanceGrant.person_id).where(InstanceGrant.role == InstanceRole.ORGANISER)
    return db.session.scalar(held.order_by(InstanceGrant.granted_at).limit(1))


def person_view(row: Person) -> PersonView:
    """Return the row as other rooms see it."""
    return PersonView(row.id, row.name, row.locale, row.time_zone, row.territory)
