"""Evidence that a seat is what it says: sent by a signatory, read by verifiers alone, decided on step by step."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import select

from consult.consultations.service import Role
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import Refused, msgid
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.participation.rules.seats import Verification
from consult.participation.service.delegations import require_signatory
from consult.participation.tables import Evidence, Seat
from consult.participation.tables import Verification as VerificationStep

LONGEST_LINK = 500
LONGEST_EVIDENCE = 1000


class EvidenceRefused(Refused):
    """Evidence is a link, some words, or both."""

    code = "evidence-refused"
    status = 422
    sentence = msgid(
        "Give a link that begins with https:// or http://, or say in up to 1000 characters what shows that you speak for this organisation. Nothing was sent."
    )


class AlreadyVerified(Refused):
    """A verified seat needs no evidence."""

    code = "already-verified"
    status = 409
    sentence = msgid("Your organisation's seat is verified already, so there is nothing to send.")


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What a signatory sent, as verifiers read it."""

    link: str
    note: str
    by_person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """One step in verifying a seat, as its delegation sees it: without who took it."""

    state: Verification
    at: datetime
    note: str


def send_evidence(*, consultation_id: str, person_id: str, link: str, note: str) -> None:
    """Send verifiers a link, a note, or both, for the organisation for which the person signs.

    The seat waits for a verifier then. Refuses anyone who does not sign, a seat that is verified, and evidence that says
    nothing or is no link of the web.
    """
    found = require_signatory(consultation_id=consultation_id, person_id=person_id)
    row = db.session.get_one(Seat, (consultation_id, found.seat.id), with_for_update=True, populate_existing=True)
    if row.verification == Verification.VERIFIED:
        raise AlreadyVerified
    address, told = link.strip(), note.strip()
    if not (address or told) or not _is_link(address) or len(told) > LONGEST_EVIDENCE:
        raise EvidenceRefused(field="link" if address or not told else "note")
    moment = clock.now(db.session)
    scope = {"consultation_id": consultation_id, "seat_id": row.id, "by_person": person_id, "at": moment}
    db.session.add(Evidence(id=new_id(), link=address, note=told, **scope))
    db.session.add(VerificationStep(id=new_id(), state=Verification.EVIDENCE_SENT, note="", **scope))
    row.verification = Verification.EVIDENCE_SENT
    db.session.flush()
    ledger.append(
        log_id=consultation_id,
        kind=LeafType.SEAT_EVIDENCE,
        content={"seat": row.id, "link": address, "note": told},
        at=moment,
        role=Role.PARTICIPANT,
        person=person_id,
    )


def evidence_of(consultation_id: str, seat_id: str) -> list[EvidenceView]:
    """Return what was sent for a seat, newest first; only verifiers may read it."""
    rows = db.session.scalars(
        select(Evidence)
        .where(Evidence.consultation_id == consultation_id, Evidence.seat_id == seat_id)
        .order_by(Evidence.at.desc(), Evidence.id)
    )
    return [EvidenceView(row.link, row.note, row.by_person, row.at) for row in rows]


def links_sent(consultation_id: str) -> list[tuple[str, str]]:
    """Return every link that was sent as evidence, each with its seat."""
    rows = db.session.execute(
        select(Evidence.seat_id, Evidence.link).where(Evidence.consultation_id == consultation_id).order_by(Evidence.id)
    )
    return [(seat, link) for seat, link in rows]


def evidence_sent(consultation_id: str) -> dict[str, datetime]:
    """Return since when each seat whose evidence waits for a verifier has waited: since the first it sent after a decision."""
    rows = db.session.execute(
        select(VerificationStep.seat_id, VerificationStep.state, VerificationStep.at)
        .where(VerificationStep.consultation_id == consultation_id)
        .order_by(VerificationStep.at, VerificationStep.id)
    )
    waiting: dict[str, datetime] = {}
    for seat, state, at in rows:
        if state == Verification.EVIDENCE_SENT:
            waiting.setdefault(seat, at)
        else:
            waiting.pop(seat, None)
    return waiting


def steps_of(consultation_id: str, seat_id: str) -> list[Step]:
    """Return every step in verifying a seat, newest first, with what was noted for its delegation."""
    rows = db.session.scalars(
        select(VerificationStep)
        .where(VerificationStep.consultation_id == consultation_id, VerificationStep.seat_id == seat_id)
        .order_by(VerificationStep.at.desc(), VerificationStep.id)
    )
    return [Step(Verification(row.state), row.at, row.note) for row in rows]


def _is_link(address: str) -> bool:
    """Whether it is nothing, or an address of the web that is not longer than is kept."""
    if not address:
        return True
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    is_plain = len(address) <= LONGEST_LINK and not any(each.isspace() for each in address)
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and is_plain
