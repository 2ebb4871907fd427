"""Consultations: created, announced, found and named in the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from consult.accounts.rules.identity import clean_name
from consult.consultations.rules.naming import DEFAULT_CATEGORIES, DEFAULT_LICENCE, LONGEST_TITLE, is_slug
from consult.consultations.rules.policy import Role
from consult.consultations.service.roles import grant_role
from consult.consultations.tables import Consultation, ConsultationText, RoleGrant
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused, msgid
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType


class SlugRefused(Refused):
    """The short name cannot stand in an address."""

    code = "slug-refused"
    status = 422
    sentence = msgid("The short name may hold small letters, digits and single hyphens, up to 64. Choose another one.")


class SlugTaken(Refused):
    """Another consultation has this short name."""

    code = "slug-taken"
    status = 409
    sentence = msgid("Another consultation is called “%(slug)s” already. Choose another short name.")


class TitleRefused(Refused):
    """The title is empty, too long, or holds characters that no title holds."""

    code = "title-refused"
    status = 422
    sentence = msgid("A title needs between 1 and 300 readable characters. Shorten it or write one.")


@dataclass(frozen=True, slots=True)
class ConsultationView:
    """A consultation as pages and files show it."""

    id: str
    slug: str
    title: str
    purpose: str
    language: str
    licence: str
    cite_as: str | None
    doi: str | None
    source: Mapping[str, Any] | None
    territory_list: str
    categories: tuple[str, ...]
    created_at: datetime
    announced_at: datetime | None


def create_consultation(
    *,
    slug: str,
    title: str,
    organiser: str | None,
    purpose: str = "",
    language: str = "en",
    licence: str = DEFAULT_LICENCE,
    categories: Sequence[str] = DEFAULT_CATEGORIES,
    territory_list: str = "iso3166",
    source: Mapping[str, Any] | None = None,
    cite_as: str | None = None,
) -> ConsultationView:
    """Return a new consultation that only its role holders see until it is announced.

    Refuses a short name that cannot stand in an address or is taken, and a title that is empty or too long.
    """
    if not is_slug(slug):
        raise SlugRefused(field="slug")
    called = clean_name(title, LONGEST_TITLE)
    if called is None:
        raise TitleRefused(field="title")
    if find_consultation(slug) is not None:
        raise SlugTaken(field="slug", slug=slug)
    moment = clock.now(db.session)
    row = Consultation(
        id=new_id(),
        slug=slug,
        title=called,
        purpose=purpose.strip(),
        language=language,
        licence=licence,
        cite_as=cite_as,
        source=dict(source) if source else None,
        territory_list=territory_list,
        categories=list(categories),
        created_at=moment,
    )
    db.session.add(row)
    db.session.flush()
    content = {"slug": slug, "title": called, "language": language, "categories": list(categories)}
    ledger.append(
        log_id=row.id,
        kind=LeafType.CONSULTATION_CREATE,
        content=content,
        at=moment,
        role=Role.ORGANISER,
        person=organiser,
        visible_from=moment,
    )
    if organiser is not None:
        grant_role(consultation_id=row.id, person_id=organiser, role=Role.ORGANISER, granted_by=None)
    return _view(row)


def announce_consultation(*, consultation_id: str, by_person: str | None = None) -> None:
    """Make the consultation visible to everyone; doing it twice changes nothing."""
    row = db.session.get_one(Consultation, consultation_id)
    if row.announced_at is not None:
        return
    row.announced_at = clock.now(db.session)
    db.session.flush()
    ledger.append(
        log_id=consultation_id,
        kind=LeafType.CONSULTATION_ANNOUNCE,
        content={"slug": row.slug},
        at=row.announced_at,
        role=Role.ORGANISER,
        person=by_person,
        visible_from=row.announced_at,
    )


def find_consultation(slug: str) -> ConsultationView | None:
    """Return the consultation with this short name, or None."""
    row = db.session.scalars(select(Consultation).where(Consultation.slug == slug)).one_or_none()
    return _view(row) if row else None


def get_consultation(slug: str) -> ConsultationView:
    """Return the consultation with this short name; refuse `not-found`."""
    found = find_consultation(slug)
    if found is None:
        raise NotFound
    return found


def consultation_by_id(consultation_id: str) -> ConsultationView:
    """Return the consultation; refuse `not-found`."""
    row = db.session.get(Consultation, consultation_id)
    if row is None:
        raise NotFound
    return _view(row)


def list_consultations(*, person_id: str | None = None, everything: bool = False) -> list[ConsultationView]:
    """Return the announced consultations and those in which the person holds a role, newest first."""
    rows = db.session.scalars(select(Consultation).order_by(Consultation.created_at.desc(), Consultation.slug)).all()
    held = set(
        db.session.scalars(
            select(RoleGrant.consultation_id).where(RoleGrant.person_id == person_id, RoleGrant.revoked_at.is_(None))
        )
    )
    return [_view(row) for row in rows if everything or row.announced_at is not None or row.id in held]


def title_in(consultation: ConsultationView, lang: str) -> tuple[str, str, str]:
    """Return title, purpose and the language they are in: the reader's where there is one."""
    row = db.session.get(ConsultationText, (consultation.id, lang))
    if row is None:
        return consultation.title, consultation.purpose, consultation.language
    return row.title, row.purpose, lang


def _view(row: Consultation) -> ConsultationView:
    return ConsultationView(
        id=row.id,
        slug=row.slug,
        title=row.title,
        purpose=row.purpose,
        language=row.language,
        licence=row.licence,
        cite_as=row.cite_as,
        doi=row.doi,
        source=row.source,
        territory_list=row.territory_list,
        categories=tuple(row.categories),
        created_at=row.created_at,
        announced_at=row.announced_at,
    )
