"""Statements that participants submit: not asked before a moderator has accepted them, withdrawn only until then."""

from dataclasses import dataclass
from datetime import datetime

from consult.consultations.service import Role
from consult.deliberation.rules.statements import LONGEST_STATEMENT, MOST_STATEMENTS, one_line, sameness
from consult.deliberation.rules.words import Moderated
from consult.deliberation.service.notes import NoteLanguageRefused
from consult.deliberation.service.posting import TextRefused
from consult.deliberation.service.statements.refused import (
    StatementAsked,
    StatementDecided,
    StatementEmpty,
    StatementRejected,
    StatementsNotTaken,
    StatementUnread,
    SubmittedTooLong,
    TooManyStatements,
)
from consult.deliberation.service.statements.views import (
    StatementView,
    count_of_seat,
    next_number,
    same_statements,
    statement_row,
    statement_view,
)
from consult.deliberation.tables import Statement
from consult.kernel import clock, counters, idempotency
from consult.kernel.db import db
from consult.kernel.errors import NotFound
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.localisation.rules.tags import normalise_tag
from consult.participation import service as participation
from consult.participation.service import SeatView
from consult.rounds import service as rounds

SERIES = "statement"
"""The series at which those who submit statements in one consultation queue, so that numbers and limits hold."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """What whoever submitted a statement is told."""

    number: int
    receipt: str
    at: datetime


def submit_statement(
    *, consultation_id: str, round_id: str, person_id: str, text: str, lang: str, key: str
) -> Submitted:
    """Return what the author of a new statement is told: its number and its receipt. A moderator reads it first.

    Nobody's answer to it is given with it, not even the author's. Requests with one key submit once; the key with
    other words is refused. Refuses a round that is not open or takes no statements, someone without a seat or who does
    not sign for it, a seat that has submitted as many as it may, words that cannot be taken, a language that nobody
    knows, and a statement that is there already.
    """
    asked = (round_id, text, lang)
    earlier = idempotency.earlier_answer(db.session, actor=person_id, key=key, action="statement", content=asked)
    if earlier is not None:
        return Submitted(earlier["number"], earlier["receipt"], clock.from_text(earlier["at"]))
    seat = _enter(consultation_id, round_id, person_id)
    words, tag = _checked(text), normalise_tag(lang)
    if tag is None:
        raise NoteLanguageRefused(field="lang")
    counters.hold(db.session, scope=consultation_id, series=SERIES)
    _require_new(consultation_id, round_id, words, seat)
    row = Statement(
        consultation_id=consultation_id,
        id=new_id(),
        round_id=round_id,
        number=next_number(consultation_id, round_id),
        seat_id=seat.id,
        author=person_id,
        text=words,
        lang=tag,
        moderated=Moderated.UNMODERATED,
        created_at=clock.now(db.session),
        sameness=sameness(words),
    )
    receipt = _record(row, LeafType.STATEMENT_CREATE, person_id, row.created_at)
    row.leaf = receipt.leaf_hash
    db.session.add(row)
    db.session.flush()
    told = {"number": row.number, "receipt": receipt.code, "at": clock.to_text(receipt.at)}
    idempotency.remember_answer(db.session, actor=person_id, key=key, answer=told)
    return Submitted(row.number, receipt.code, receipt.at)


def withdraw_statement(*, consultation_id: str, statement_id: str, person_id: str) -> StatementView:
    """Return a statement of the person's seat, withdrawn before anyone could be asked about it.

    Refuses a round that is not open, `not-found` for what another seat submitted, someone who does not sign for the
    seat, and a statement that a moderator has decided on.
    """
    row = statement_row(consultation_id, statement_id)
    seat = _enter(consultation_id, row.round_id, person_id)
    if row.seat_id != seat.id:
        raise NotFound
    if row.moderated != Moderated.UNMODERATED or row.withdrawn_at is not None:
        raise StatementDecided
    row.withdrawn_at = clock.now(db.session)
    _record(row, LeafType.STATEMENT_WITHDRAW, person_id, row.withdrawn_at)
    db.session.flush()
    return statement_view(row)


def _enter(consultation_id: str, round_id: str, person_id: str) -> SeatView:
    """Return the person's seat, from now on in the open round; refuse a round without statements of participants."""
    _, contract = rounds.require_open(consultation_id=consultation_id, round_id=round_id)
    if not contract.statements_from_participants:
        raise StatementsNotTaken
    seat = participation.require_seat(consultation_id=consultation_id, person_id=person_id)
    if not participation.signs_for(seat, person_id):
        raise participation.NotSignatory
    rounds.admit(consultation_id=consultation_id, round_id=round_id, seat=seat)
    return seat


def _checked(text: str) -> str:
    words = one_line(text)
    if words is None:
        raise TextRefused(field="text")
    if not words:
        raise StatementEmpty(field="text")
    if len(words) > LONGEST_STATEMENT:
        raise SubmittedTooLong(field="text", most=LONGEST_STATEMENT, length=len(words))
    return words


def _require_new(consultation_id: str, round_id: str, words: str, seat: SeatView) -> None:
    """Refuse a seat's statement beyond as many as it may submit, and one that is in the round already."""
    if count_of_seat(consultation_id, round_id, seat.id) >= MOST_STATEMENTS:
        raise TooManyStatements(most=MOST_STATEMENTS)
    for one in same_statements(consultation_id, round_id, words):
        if one.is_asked:
            raise StatementAsked(field="text", number=one.number)
        raise StatementUnread(field="text") if one.is_waiting else StatementRejected(field="text", number=one.number)


def _record(row: Statement, kind: LeafType, person_id: str, at: datetime) -> ledger.Receipt:
    """Put an act of the author on record, its content for nobody else: words that were accepted are on record with that."""
    content: dict[str, object] = {"number": row.number}
    if kind is LeafType.STATEMENT_CREATE:
        content |= {"lang": row.lang, "text": row.text}
    return ledger.append(
        log_id=row.consultation_id,
        kind=kind,
        content=content,
        at=at,
        role=Role.PARTICIPANT,
        person=person_id,
        round_id=row.round_id,
        subject=f"statement:{row.id}",
        ref=row.leaf,
    )
