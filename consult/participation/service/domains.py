"""Joining by an address: whoever has a confirmed one at an organisation's domain needs no code."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from consult.accounts import service as accounts
from consult.consultations.service import Role
from consult.kernel import clock
from consult.kernel.db import db, insert
from consult.kernel.errors import NotFound, Refused, msgid
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.participation.rules.domains import is_public_mail
from consult.participation.rules.seats import MemberRole
from consult.participation.service.delegations import require_leader
from consult.participation.service.joining import admit_member
from consult.participation.service.seats import SeatView
from consult.participation.tables import DomainInvitation, Organisation

ROLES = (MemberRole.DRAFTER, MemberRole.READER)
"""What someone who joins by their address can be until a signatory makes them more."""
DOMAIN = re.compile(r"(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")


class DomainRefused(Refused):
    """A domain is what stands behind the @ of an address."""

    code = "domain-refused"
    status = 422
    sentence = msgid("Give what stands behind the @ in your organisation's addresses, such as clocks.example.")


class PublicMailDomain(Refused):
    """At a public provider's domain anyone has an address, so it lets in anyone."""

    code = "public-mail-domain"
    status = 422
    sentence = msgid(
        "Anyone can have an address at %(domain)s. Name a domain at which only your organisation gives out addresses, or let people join with its code instead."
    )


class DomainRoleRefused(Refused):
    """Whoever joins by their address drafts or reads."""

    code = "domain-role-refused"
    status = 422
    sentence = msgid("Choose whether those who join by their address draft or read. A signatory can make them more.")


@dataclass(frozen=True, slots=True)
class DomainView:
    """A domain whose people may join an organisation."""

    organisation_id: str
    organisation: str
    domain: str
    role: MemberRole
    at: datetime


def invite_domain(*, consultation_id: str, person_id: str, domain: str, role: str) -> None:
    """Let everyone with a confirmed address at a domain join the organisation for which the person signs.

    Refuses anyone but a signatory, what is no domain, one at which anyone has an address, and a role other than drafter
    and reader.
    """
    found = require_leader(consultation_id=consultation_id, person_id=person_id)
    plain = domain.strip().lower().removeprefix("@")
    if not DOMAIN.fullmatch(plain):
        raise DomainRefused(field="domain")
    if is_public_mail(plain):
        raise PublicMailDomain(field="domain", domain=plain)
    if role not in ROLES:
        raise DomainRoleRefused(field="role")
    row = insert(DomainInvitation, db.session).values(
        consultation_id=consultation_id,
        organisation_id=found.organisation_id,
        domain=plain,
        role=role,
        by_person=person_id,
        at=clock.now(db.session),
    )
    keys = [DomainInvitation.consultation_id, DomainInvitation.organisation_id, DomainInvitation.domain]
    db.session.execute(row.on_conflict_do_update(index_elements=keys, set_={"role": row.excluded.role}))
    _record(consultation_id, found.organisation_id, person_id, plain, role)


def drop_domain(*, consultation_id: str, person_id: str, domain: str) -> None:
    """Let nobody join by their address at the domain from now on; whoever has joined stays. Refuses anyone but a signatory."""
    found = require_leader(consultation_id=consultation_id, person_id=person_id)
    dropped = db.session.execute(
        delete(DomainInvitation)
        .where(
            DomainInvitation.consultation_id == consultation_id,
            DomainInvitation.organisation_id == found.organisation_id,
            DomainInvitation.domain == domain,
        )
        .returning(DomainInvitation.domain)
    ).all()
    if dropped:
        _record(consultation_id, found.organisation_id, person_id, domain, None)


def domains_of(consultation_id: str, organisation_id: str) -> list[DomainView]:
    """Return the domains whose people may join the organisation."""
    return [one for one in _domains(consultation_id) if one.organisation_id == organisation_id]


def domain_offers(*, consultation_id: str, person_id: str) -> list[DomainView]:
    """Return the organisations that the person may join by their confirmed address."""
    domain = accounts.confirmed_domain(person_id)
    return [one for one in _domains(consultation_id) if one.domain == domain] if domain else []


def join_by_domain(*, consultation_id: str, person_id: str, organisation_id: str) -> SeatView:
    """Return the seat of an organisation of which the person is a member now, by their confirmed address.

    Refuses someone who has a seat, and `not-found` for an organisation that does not invite their domain.
    """
    offers = domain_offers(consultation_id=consultation_id, person_id=person_id)
    offer = next((one for one in offers if one.organisation_id == organisation_id), None)
    if offer is None:
        raise NotFound
    return admit_member(consultation_id, organisation_id, person_id, offer.role)


def _domains(consultation_id: str) -> list[DomainView]:
    rows = db.session.execute(
        select(DomainInvitation, Organisation.name)
        .join(
            Organisation,
            (Organisation.consultation_id == DomainInvitation.consultation_id)
            & (Organisation.id == DomainInvitation.organisation_id),
        )
        .where(DomainInvitation.consultation_id == consultation_id)
        .order_by(Organisation.name_key, DomainInvitation.domain)
    )
    return [DomainView(row.organisation_id, name, row.domain, MemberRole(row.role), row.at) for row, name in rows]


def _record(consultation_id: str, organisation_id: str, person_id: str, domain: str, role: str | None) -> None:
    ledger.append(
        log_id=consultation_id,
        kind=LeafType.DOMAIN_INVITE,
        content={"organisation": organisation_id, "domain": domain, "role": role},
        at=clock.now(db.session),
        role=Role.PARTICIPANT,
        person=person_id,
    )
