"""Inviting people by a list: one letter and one link each, which works once, and how far they have come."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from consult.accounts.rules.identity import without_invisible
from consult.consultations import service as consultations
from consult.consultations.service import Role
from consult.kernel import chores, clock, outbox
from consult.kernel.db import db, insert
from consult.kernel.errors import NotFound, Refused, msgid
from consult.kernel.ids import new_id, new_token
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.participation.rules import territories
from consult.participation.rules.invitations import Invited, Problem, read_list
from consult.participation.rules.seats import PERSON_CATEGORY, MemberRole, name_key
from consult.participation.service.joining import admit_member, join_as_person, join_with_organisation
from consult.participation.service.one_seat import has_seat, organisation_named
from consult.participation.service.seats import SeatView
from consult.participation.tables import Invitation

INVITATION = "invitation"


class InvitationUsed(Refused):
    """A link from a letter lets one person in, once."""

    code = "invitation-used"
    status = 409
    sentence = msgid(
        "Someone has taken part with this invitation already. Sign in if it was you, or ask the organiser for another."
    )


class InvitationTakenUp(Refused):
    """What someone has used can no longer be withdrawn."""

    code = "invitation-taken-up"
    status = 409
    sentence = msgid(
        "Someone has taken part with this invitation, so it cannot be withdrawn. A signatory can remove them from their delegation."
    )


class Progress(StrEnum):
    """How far an invited person has come, as far as it can be known."""

    SENT = "sent"
    OPENED = "opened"
    JOINED = "joined"


@dataclass(frozen=True, slots=True)
class InvitationView:
    """An invitation as organisers, and the one who is invited, see it."""

    id: str
    email: str
    name: str
    organisation: str
    category: str
    territory: str | None
    sent_at: datetime
    progress: Progress
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Accepted:
    """The seat that an invited person speaks for now, and the code for others where the organisation is new."""

    seat: SeatView
    shown_code: str | None = None


def check_list(consultation_id: str, data: bytes) -> tuple[list[Invited], list[Problem]]:
    """Return everyone on a list and everything that is wrong with it, by the consultation's categories and countries."""
    consultation = consultations.consultation_by_id(consultation_id)
    known = territories.codes(consultation.territory_list)
    return read_list(data, categories=consultation.categories, territories=known)


def invite_people(*, consultation_id: str, person_id: str, people: Sequence[Invited]) -> int:
    """Return to how many people a letter is sent; whoever was invited before gets no second one."""
    consultation, moment = consultations.consultation_by_id(consultation_id), clock.now(db.session)
    sent = 0
    for one in people:
        token, invitation = new_token(), new_id()
        row = {
            "consultation_id": consultation_id,
            "id": invitation,
            "email": one.email,
            "name": one.name,
            "organisation": one.organisation,
            "category": one.category,
            "territory": one.territory,
            "token_hash": _hash(token),
            "by_person": person_id,
            "sent_at": moment,
        }
        added = insert(Invitation, db.session).values(**row).on_conflict_do_nothing().returning(Invitation.id)
        if db.session.execute(added).first() is None:
            continue
        sent += 1
        outbox.add_letter(
            db.session,
            key=f"{INVITATION}:{invitation}",
            letter=INVITATION,
            locale=consultation.language,
            address=one.email,
            parameters={
                "slug": consultation.slug,
                "title": consultation.title,
                "name": one.name,
                "organisation": one.organisation,
                "token": token,
            },
        )
    if sent:
        _record(LeafType.INVITATION_SEND, consultation_id, person_id, sent, moment)
        chores.wake_after_commit()
    return sent


def withdraw_invitation(*, consultation_id: str, person_id: str, invitation_id: str) -> str:
    """Return the address to which an invitation went that nobody has used; its link opens nothing from now on.

    Nothing is kept of it, so the same person may be invited anew. Refuses `not-found`, and one that was used.
    """
    wanted = select(Invitation).where(Invitation.consultation_id == consultation_id, Invitation.id == invitation_id)
    row = db.session.scalars(wanted.with_for_update().execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise NotFound
    if row.joined_at is not None:
        raise InvitationTakenUp
    email = row.email
    db.session.delete(row)
    db.session.flush()
    _record(LeafType.INVITATION_WITHDRAW, consultation_id, person_id, 1, clock.now(db.session))
    return email


def invitations_of(consultation_id: str) -> list[InvitationView]:
    """Return every invitation, those who have come least far first."""
    rows = db.session.scalars(select(Invitation).where(Invitation.consultation_id == consultation_id))
    order = list(Progress)
    return sorted(
        (_view(row) for row in rows), key=lambda one: (order.index(one.progress), one.organisation, one.email)
    )


def invitation_behind(consultation_id: str, token: str) -> InvitationView:
    """Return the invitation to which a link from a letter leads; refuse `not-found`."""
    return _view(_row(consultation_id, token))


def open_invitation(*, consultation_id: str, token: str) -> InvitationView:
    """Return the invitation, whose link someone has followed on purpose."""
    row = _row(consultation_id, token)
    row.opened_at = row.opened_at or clock.now(db.session)
    db.session.flush()
    return _view(row)


def accept_invitation(*, consultation_id: str, person_id: str, token: str) -> Accepted:
    """Return the seat that the person speaks for now, as they were invited to.

    Where the organisation takes part already they draft for it until a signatory makes them more. Refuses a link that
    was used, and what `join_as_person` and `join_with_organisation` refuse.
    """
    row = _row(consultation_id, token, is_locked=True)
    if row.joined_at is not None:
        raise InvitationUsed
    accepted = _join(row, person_id)
    row.joined_at, row.joined_by = clock.now(db.session), person_id
    row.opened_at = row.opened_at or row.joined_at
    db.session.flush()
    return accepted


def _join(row: Invitation, person_id: str) -> Accepted:
    scope = {"consultation_id": row.consultation_id, "person_id": person_id}
    if row.category == PERSON_CATEGORY:
        return Accepted(join_as_person(**scope, territory=row.territory))
    known = organisation_named(row.consultation_id, name_key(without_invisible(row.organisation)))
    if known is not None and has_seat(known):
        return Accepted(admit_member(row.consultation_id, known.id, person_id, MemberRole.DRAFTER))
    made = join_with_organisation(**scope, name=row.organisation, category=row.category, territory=row.territory)
    return Accepted(made.seat, made.shown_code)


def _row(consultation_id: str, token: str, *, is_locked: bool = False) -> Invitation:
    wanted = select(Invitation).where(
        Invitation.consultation_id == consultation_id, Invitation.token_hash == _hash(token)
    )
    if is_locked:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    row = db.session.scalars(wanted).one_or_none()
    if row is None:
        raise NotFound
    return row


def _view(row: Invitation) -> InvitationView:
    progress = Progress.JOINED if row.joined_at else Progress.OPENED if row.opened_at else Progress.SENT
    return InvitationView(
        id=row.id,
        email=row.email,
        name=row.name,
        organisation=row.organisation,
        category=row.category,
        territory=row.territory,
        sent_at=row.sent_at,
        progress=progress,
        changed_at=row.joined_at or row.opened_at or row.sent_at,
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _record(kind: LeafType, consultation_id: str, person_id: str, count: int, moment: datetime) -> None:
    ledger.append(
        log_id=consultation_id,
        kind=kind,
        content={"invitations": count},
        at=moment,
        role=Role.ORGANISER,
        person=person_id,
    )
