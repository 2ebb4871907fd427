"""Rounds as organisers run them: opened on a text with their contract, and found again by pages and downloads."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from consult.consensus import service as consensus
from consult.consultations import service as consultations
from consult.deliberation import service as deliberation
from consult.deliberation.rules.words import clean_text
from consult.drafting import service as drafting
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import Refused, msgid
from consult.participation import service as participation
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Terms
from consult.rounds.rules.states import RoundKind, RoundState
from consult.rounds.service import RoundView

LIVE = frozenset({RoundState.ANNOUNCED, RoundState.OPEN})
LONGEST_STATEMENT = 300


class RoundUnderway(Refused):
    """One round at a time is open on a text."""

    code = "round-underway"
    status = 409
    sentence = msgid("A round is announced or open already. Wait until it has closed, or cancel it with a reason.")


class StatementsNeeded(Refused):
    """A round of statements asks about statements."""

    code = "statements-needed"
    status = 422
    sentence = msgid("Write at least one statement, each on a line of its own.")


class StatementTooLong(Refused):
    """A statement is one idea that people agree or disagree with."""

    code = "statement-too-long"
    status = 422
    sentence = msgid("A statement has at most %(most)s characters; number %(number)s has %(length)s. Shorten it.")


def start_round(
    *,
    consultation_id: str,
    terms: Terms,
    closes_at: datetime,
    person_id: str | None,
    opens_at: datetime | None = None,
    statements: Sequence[str] = (),
) -> RoundView:
    """Return a round on the newest published draft or on these statements, announced and open, its contract fixed.

    Refuses when another round is under way, when nothing is published, a rule that is not known here, and statements
    that are missing where they are asked about, too long, or not plain text.
    """
    if any(one.state in LIVE for one in rounds.list_rounds(consultation_id)):
        raise RoundUnderway
    kind = RoundKind(terms.kind)
    asked = _checked(statements) if kind is RoundKind.STATEMENTS else []
    draft = drafting.latest_draft(consultation_id, published=True) if kind is RoundKind.BALLOT else None
    if draft is None and kind is RoundKind.BALLOT:
        raise drafting.DraftUnpublished
    rule_version = consensus.rule_version(terms.rule, terms.parameters)
    whole = replace(terms, parameters=consensus.rule_parameters(terms.rule, terms.parameters))
    planned = rounds.plan_round(
        consultation_id=consultation_id,
        kind=kind,
        draft_id=draft.id if draft else None,
        opens_at=opens_at or clock.now(db.session),
        closes_at=closes_at,
    )
    _ask(planned, asked)
    rounds.announce_round(consultation_id=consultation_id, round_id=planned.id, by_person=person_id)
    return rounds.open_round(
        consultation_id=consultation_id,
        round_id=planned.id,
        terms=whole,
        rule_version=rule_version,
        formula_version=consensus.formula_version(),
        seats=participation.list_seats(consultation_id),
        by_person=person_id,
    )


def verify_seat(
    *, consultation_id: str, seat_id: str, state: participation.Verification, person_id: str, note: str
) -> participation.SeatView:
    """Return the seat in its new state; a verified one counts in every round that is not frozen."""
    seat = participation.verify_seat(
        consultation_id=consultation_id, seat_id=seat_id, state=state, by_person=person_id, note=note
    )
    is_verified = state is participation.Verification.VERIFIED
    rounds.note_verification(consultation_id=consultation_id, seat_id=seat_id, is_verified=is_verified)
    return seat


def newest_result(consultation_id: str, number: int | None = None) -> RoundView | None:
    """Return the round asked for, or the newest one with a frozen result, or None."""
    if number is not None:
        return rounds.round_by_number(consultation_id, number)
    frozen = [one for one in rounds.list_rounds(consultation_id) if one.frozen_at is not None]
    return frozen[-1] if frozen else None


def current_round(consultation_id: str) -> RoundView | None:
    """Return the round that is open or announced, else the newest one that was not cancelled, or None."""
    every = [one for one in rounds.list_rounds(consultation_id) if one.state is not RoundState.CANCELLED]
    live = [one for one in every if one.state in LIVE]
    return next(reversed(live or every), None)


def _checked(statements: Sequence[str]) -> list[str]:
    """Return the statements in their plain form, each once."""
    plain = [clean_text(one) for one in statements]
    if None in plain:
        raise deliberation.TextRefused(field="statements")
    asked = list(dict.fromkeys(filter(None, plain)))
    if not asked:
        raise StatementsNeeded(field="statements")
    for number, one in enumerate(asked, start=1):
        if len(one) > LONGEST_STATEMENT:
            raise StatementTooLong(field="statements", most=LONGEST_STATEMENT, number=number, length=len(one))
    return asked


def _ask(one: RoundView, statements: Sequence[str]) -> None:
    language = consultations.consultation_by_id(one.consultation_id).language
    deliberation.add_statements(
        consultation_id=one.consultation_id,
        round_id=one.id,
        statements=[deliberation.NewStatement(text=text, lang=language) for text in statements],
    )
