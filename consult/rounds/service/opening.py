"""Opening a round: planned, announced, then open under a contract fixed for good."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select

from consult.consultations.service import Role
from consult.drafting import service as drafting
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.db import insert as insert_or_keep
from consult.kernel.errors import NotFound
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.participation.service import SeatView
from consult.rounds.rules.contract import (
    Disclosure,
    Reveal,
    Terms,
    canonical,
    contract_of,
    digest,
    may_be_live,
    terms_as_json,
    terms_from_json,
)
from consult.rounds.rules.states import RoundKind, RoundState, may_move
from consult.rounds.service.moves import (
    move,
    remember,
)
from consult.rounds.service.records import (
    DatesRefused,
    LiveUnavailable,
    RoundView,
    SecretUnavailable,
    WrongMove,
    list_rounds,
    locked_round,
    round_view,
)
from consult.rounds.tables import Contract as ContractRow
from consult.rounds.tables import Electorate, Round


def plan_round(
    *, consultation_id: str, kind: RoundKind, draft_id: str | None, opens_at: datetime, closes_at: datetime
) -> RoundView:
    """Return a new round in state `draft`; refuse dates that do not make one and an unpublished draft."""
    if closes_at <= opens_at:
        raise DatesRefused(field="closes_at")
    if draft_id is not None:
        draft = drafting.draft_by_id(consultation_id, draft_id)
        if draft.published_at is None:
            raise drafting.DraftUnpublished
    numbers = [one.number for one in list_rounds(consultation_id)]
    row = Round(
        consultation_id=consultation_id,
        id=new_id(),
        number=max(numbers, default=0) + 1,
        kind=kind,
        draft_id=draft_id,
        state=RoundState.DRAFT,
        created_at=clock.now(db.session),
        opens_at=opens_at,
        closes_at=closes_at,
    )
    db.session.add(row)
    db.session.flush()
    return round_view(row)


def announce_round(
    *, consultation_id: str, round_id: str, by_person: str | None, terms: Terms | None = None
) -> RoundView:
    """Return the round, announced: people know that it comes and when, and under which terms if these are given.

    Refuses secret ballots, and counts shown meanwhile where they may not be, so that nothing is announced that could
    not be opened.
    """
    row = locked_round(consultation_id, round_id)
    if terms is not None:
        _refuse_what_cannot_be_held(terms)
        row.terms = terms_as_json(terms)
    move(row, RoundState.ANNOUNCED, by_role=Role.ORGANISER, by_person=by_person)
    return round_view(row)


def open_round(
    *,
    consultation_id: str,
    round_id: str,
    terms: Terms,
    rule_version: str,
    formula_version: str,
    seats: Sequence[SeatView],
    by_person: str | None,
    shortest: timedelta = timedelta(),
) -> RoundView:
    """Return the round, open from now on: its contract fixed for good and every seat there is in its electorate.

    The contract stands in the log before the opening. A deadline that is nearer than `shortest`, since the round opens
    later than it was to, moves away as far as that. Refuses a round that is not announced, a deadline that has
    passed, secret ballots, and counts shown meanwhile where they may not be.
    """
    _refuse_what_cannot_be_held(terms)
    row = locked_round(consultation_id, round_id)
    moment = clock.now(db.session)
    if not may_move(RoundState(row.state), RoundState.OPEN):
        raise WrongMove
    if row.closes_at <= moment:
        raise DatesRefused(field="closes_at")
    row.opens_at = row.opened_at = moment
    row.closes_at = max(row.closes_at, moment + shortest)
    _fix_contract(row, terms, rule_version, formula_version, moment, by_person)
    move(row, RoundState.OPEN, by_role=Role.ORGANISER, by_person=by_person)
    _enter(row, seats, moment)
    return round_view(row)


def record_finished_round(
    *,
    consultation_id: str,
    kind: RoundKind,
    opened_at: datetime,
    closed_at: datetime,
    terms: Terms,
    rule_version: str,
    formula_version: str,
    seats: Sequence[SeatView],
    draft_id: str | None = None,
) -> RoundView:
    """Return a round that took place elsewhere, entered as closed with the dates of its source."""
    planned = plan_round(
        consultation_id=consultation_id, kind=kind, draft_id=draft_id, opens_at=opened_at, closes_at=closed_at
    )
    row = locked_round(consultation_id, planned.id)
    moment = clock.now(db.session)
    row.opened_at, row.closed_at, row.state = opened_at, closed_at, RoundState.CLOSED
    remember(row, "recorded", RoundState.DRAFT, Role.ORGANISER, None, "", moment)
    _fix_contract(row, terms, rule_version, formula_version, moment, None)
    _enter(row, seats, moment)
    return round_view(row)


def announced_terms(consultation_id: str, round_id: str) -> dict[str, Any]:
    """Return what the contract of an announced round will say, as far as it is known; refuse `not-found` without terms."""
    row = db.session.get(Round, (consultation_id, round_id))
    if row is None or row.terms is None:
        raise NotFound
    return _content(row, terms_from_json(row.terms), rule_version="", formula_version="")


def admit(*, consultation_id: str, round_id: str, seat: SeatView) -> None:
    """Enter a seat that came after the opening in the electorate; one that is there stays as it is."""
    row = {
        "consultation_id": consultation_id,
        "round_id": round_id,
        "seat_id": seat.id,
        "category": seat.category,
        "territory": seat.territory,
        "verification": seat.verification,
        "admitted_at": clock.now(db.session),
    }
    db.session.execute(insert_or_keep(Electorate, db.session).values(**row).on_conflict_do_nothing())


def note_verification(*, consultation_id: str, seat_id: str, is_verified: bool) -> None:
    """Let a seat count that was verified after its entry, in every round that is not frozen, or take that back.

    The state in which the seat was entered stays as it was.
    """
    rows = db.session.scalars(
        select(Electorate)
        .join(Round, (Round.consultation_id == Electorate.consultation_id) & (Round.id == Electorate.round_id))
        .where(Electorate.consultation_id == consultation_id, Electorate.seat_id == seat_id)
        .where(Round.frozen_at.is_(None))
        .with_for_update(read=True, of=Round)
    ).all()
    for row in rows:
        row.verified_at = clock.now(db.session) if is_verified else None
    db.session.flush()


def _refuse_what_cannot_be_held(terms: Terms) -> None:
    if Disclosure.SECRET in terms.disclosure.values():
        raise SecretUnavailable(field="disclosure")
    if terms.reveal is Reveal.LIVE and not may_be_live(terms.kind):
        raise LiveUnavailable(field="reveal")


def _fix_contract(
    row: Round, terms: Terms, rule_version: str, formula_version: str, moment: datetime, by_person: str | None
) -> None:
    """Keep the contract as the bytes that were hashed, and its digest in the log."""
    fixed = canonical(_content(row, terms, rule_version, formula_version))
    db.session.add(
        ContractRow(
            consultation_id=row.consultation_id,
            round_id=row.id,
            version=1,
            canonical=fixed,
            sha256=digest(fixed),
            at=moment,
        )
    )
    db.session.flush()
    ledger.append(
        log_id=row.consultation_id,
        kind=LeafType.POLICY_SET,
        content={"contract": digest(fixed)},
        at=moment,
        role=Role.ORGANISER,
        person=by_person,
        round_id=row.id,
        visible_from=moment,
    )


def _content(row: Round, terms: Terms, rule_version: str, formula_version: str) -> dict[str, Any]:
    draft = drafting.draft_by_id(row.consultation_id, row.draft_id) if row.draft_id else None
    return contract_of(
        terms,
        consultation=row.consultation_id,
        round_id=row.id,
        number=row.number,
        draft={"number": draft.number, "sha256": draft.sha256, "language": draft.language} if draft else None,
        opens_at=clock.to_text(row.opens_at),
        closes_at=clock.to_text(row.closes_at),
        rule_version=rule_version,
        formula_version=formula_version,
    )


def _enter(row: Round, seats: Iterable[SeatView], moment: datetime) -> None:
    rows = [
        {
            "consultation_id": row.consultation_id,
            "round_id": row.id,
            "seat_id": seat.id,
            "category": seat.category,
            "territory": seat.territory,
            "verification": seat.verification,
            "admitted_at": moment,
        }
        for seat in seats
    ]
    if rows:
        db.session.execute(insert(Electorate), rows)
