"""Statements on an adopted text: explanations, reservations and dissociations, public at once and never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from consult.consultations.service import Role
from consult.deliberation.rules.notes import LONGEST_POSITION_NOTE, NoteKind
from consult.deliberation.rules.words import clean_text
from consult.deliberation.tables import PositionNote
from consult.drafting import service as drafting
from consult.drafting.service import ClauseView
from consult.kernel import clock, idempotency
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused, msgid
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.localisation.rules.tags import normalise_tag
from consult.participation import service as participation
from consult.participation.service import SeatView
from consult.rounds import service as rounds
from consult.rounds.rules.adopting import is_late
from consult.rounds.rules.contract import Disclosure


class NoteKindNeeded(Refused):
    """A statement is an explanation, a reservation or a dissociation."""

    code = "note-kind-needed"
    status = 422
    sentence = msgid("Choose what your statement is.")


class NoteTextRefused(Refused):
    """A statement says something, in a few pages at most."""

    code = "note-text-refused"
    status = 422
    sentence = msgid(
        "A statement has 1 to %(most)s readable characters; this one has %(length)s. Shorten it or type it anew."
    )


class NoteLanguageRefused(Refused):
    """A statement is in a language that can be named."""

    code = "note-language-refused"
    status = 422
    sentence = msgid("Name the language of your statement, as in “French” or “fr”.")


class SignatoryNeeded(Refused):
    """An organisation speaks by those who sign for it."""

    code = "signatory-needed"
    status = 403
    sentence = msgid("A statement of your organisation is put on record by one of its signatories. Ask one of them to.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """A statement on an adopted text: `seat` is None where only the category may be told, `clause_uid` for the whole text."""

    id: str
    draft_id: str
    clause_uid: str | None
    kind: NoteKind
    lang: str
    text: str
    seat: SeatView | None
    category: str | None
    is_late: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Noted:
    """What whoever put a statement on record is told."""

    note: NoteView
    receipt: str


def add_note(
    *,
    consultation_id: str,
    draft_id: str,
    clause: ClauseView | None,
    kind: str,
    text: str,
    lang: str,
    person_id: str,
    key: str,
) -> Noted:
    """Return a statement of the person's seat on an adopted draft, or on one clause of it, public from now on.

    One that comes after the window is taken, and labelled late. Requests with one key put it on record once. Refuses a
    draft that is not adopted, a person without a seat, and for an organisation one who does not sign for it; a kind
    that is none, a language that nobody knows, and a text that is empty or too long.
    """
    asked = (draft_id, clause.uid if clause else None, kind, lang, text)
    earlier = idempotency.earlier_answer(db.session, actor=person_id, key=key, action="note", content=asked)
    if earlier is not None:
        return Noted(get_note(consultation_id, earlier["note"]), earlier["receipt"])
    adoption = rounds.adoption_of(consultation_id, draft_id)
    if adoption is None or (clause and clause.draft_id != draft_id):
        raise NotFound
    seat = participation.require_seat(consultation_id=consultation_id, person_id=person_id)
    if not participation.signs_for(seat, person_id):
        raise SignatoryNeeded
    if kind not in set(NoteKind):
        raise NoteKindNeeded(field="kind")
    tag, moment = normalise_tag(lang), clock.now(db.session)
    if tag is None:
        raise NoteLanguageRefused(field="lang")
    row = PositionNote(
        consultation_id=consultation_id,
        id=new_id(),
        draft_id=draft_id,
        clause_uid=clause.uid if clause else None,
        seat_id=seat.id,
        author=person_id,
        kind=kind,
        lang=tag,
        text=_words(text),
        is_named=_is_named(seat, draft_id),
        is_late=is_late(moment, adoption.statements_until),
        at=moment,
        leaf="",
    )
    receipt = _record(row, clause, adoption.leaf)
    row.leaf = receipt.leaf_hash
    db.session.add(row)
    db.session.flush()
    told = {"note": row.id, "receipt": receipt.code}
    idempotency.remember_answer(db.session, actor=person_id, key=key, answer=told)
    return Noted(_view(row, {seat.id: seat}), receipt.code)


def notes_on(consultation_id: str, draft_id: str, *, clause_uid: str | None = None) -> list[NoteView]:
    """Return the statements on an adopted draft, oldest first, or those on one of its clauses."""
    wanted = (
        select(PositionNote)
        .where(PositionNote.consultation_id == consultation_id, PositionNote.draft_id == draft_id)
        .order_by(PositionNote.at, PositionNote.id)
    )
    if clause_uid is not None:
        wanted = wanted.where(PositionNote.clause_uid == clause_uid)
    rows = db.session.scalars(wanted).all()
    seats = participation.seats_by_id(consultation_id, [row.seat_id for row in rows])
    return [_view(row, seats) for row in rows]


def get_note(consultation_id: str, note_id: str) -> NoteView:
    """Return the statement; refuse `not-found`."""
    row = db.session.get(PositionNote, (consultation_id, note_id))
    if row is None:
        raise NotFound
    return _view(row, participation.seats_by_id(consultation_id, [row.seat_id]))


def is_named(consultation_id: str, draft_id: str, person_id: str) -> bool:
    """Whether a statement of the person's seat is shown with its name; otherwise with its category only."""
    return _is_named(participation.require_seat(consultation_id=consultation_id, person_id=person_id), draft_id)


def _is_named(seat: SeatView, draft_id: str) -> bool:
    """Whether everyone learns how the seat answers, as the newest contract on the draft has it; without one, organisations."""
    on_draft = [
        one
        for one in rounds.list_rounds(seat.consultation_id)
        if one.draft_id == draft_id and one.opened_at is not None
    ]
    if not on_draft:
        return seat.organisation_id is not None
    contract = rounds.contract_of_round(seat.consultation_id, on_draft[-1].id)
    return contract.disclosure.get(seat.category or "") == Disclosure.ROLL_CALL


def _words(typed: str) -> str:
    words = clean_text(typed)
    if not words or len(words) > LONGEST_POSITION_NOTE:
        raise NoteTextRefused(field="text", most=LONGEST_POSITION_NOTE, length=len(words or ""))
    return words


def _record(row: PositionNote, clause: ClauseView | None, adoption: str) -> ledger.Receipt:
    draft = drafting.draft_by_id(row.consultation_id, row.draft_id)
    return ledger.append(
        log_id=row.consultation_id,
        kind=LeafType.POSITION_NOTE,
        content={
            "draft": draft.number,
            "clause": clause.number if clause else None,
            "kind": row.kind,
            "lang": row.lang,
            "text": row.text,
            "late": row.is_late,
        },
        at=row.at,
        role=Role.PARTICIPANT,
        person=row.author,
        subject=clause.subject if clause else None,
        ref=adoption,
        visible_from=row.at,
    )


def _view(row: PositionNote, seats: Mapping[str, SeatView]) -> NoteView:
    seat = seats[row.seat_id]
    return NoteView(
        id=row.id,
        draft_id=row.draft_id,
        clause_uid=row.clause_uid,
        kind=NoteKind(row.kind),
        lang=row.lang,
        text=row.text,
        seat=seat if row.is_named else None,
        category=seat.category,
        is_late=row.is_late,
        at=row.at,
    )
