"""Objections as pages, results and files show them, without what may not be shown."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from consult.consultations import service as consultations
from consult.consultations.service import Role
from consult.deliberation.rules.objections import (
    RAISED,
    STANDING,
    UNANSWERED,
    Clock,
    Harm,
    ObjectionState,
    Raised,
    Step,
    blocks,
    clock_of,
)
from consult.deliberation.tables import Objection, ObjectionCosigner, ObjectionEvent
from consult.drafting import service as drafting
from consult.kernel import clock
from consult.kernel.db import db
from consult.participation import service as participation
from consult.participation.service import SeatView
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Blocking, Contract
from consult.rounds.service import Elector, RoundView


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """A step of an objection: in which role it was taken, when, with which words; whose it was only for who decides.

    `draft` is the number of the draft that resolved the objection.
    """

    step: str
    state: ObjectionState
    role: str
    name: str | None
    office: str | None
    words: str
    draft: int | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionView:
    """An objection; `name` is None where only its category may be told, the words are empty where they are not public.

    `proposed` is how the clause should read, None to take it out. `is_blocking` says whether it keeps the clause from
    meeting the criteria while it stands; `needed` how many co-signers it takes for that, None where none are asked for.
    `hidden_under` is the rule under which a moderator hid its words: only those who answer, decide or moderate read them.
    """

    id: str
    number: int
    round_id: str
    round_number: int
    draft_id: str
    draft_number: int
    clause_uid: str
    clause_version_id: str
    seat_id: str
    category: str | None
    name: str | None
    reason: str
    proposed: str | None
    harm: Harm
    lang: str
    state: ObjectionState
    is_late: bool
    is_blocking: bool
    co_signers: int
    needed: int | None
    is_public: bool
    is_readable: bool
    hidden_under: str | None
    hidden_note: str | None
    leaf: str
    raised_at: datetime
    clock: Clock | None
    events: tuple[EventView, ...]

    @property
    def is_hidden(self) -> bool:
        """Whether a moderator hid its words."""
        return self.hidden_under is not None

    @property
    def is_standing(self) -> bool:
        """Whether it is neither settled by a change, nor withdrawn, nor overruled."""
        return self.state in STANDING

    @property
    def is_unanswered(self) -> bool:
        """Whether it waits to be acknowledged or answered."""
        return self.state in UNANSWERED

    @property
    def answer(self) -> EventView | None:
        """What was answered, if anything is."""
        return next((one for one in self.events if one.step == Step.ANSWER), None)

    @property
    def ruling(self) -> EventView | None:
        """By whom and why it was overruled, if it is."""
        return next((one for one in self.events if one.step == Step.OVERRULE), None)

    @property
    def resolution(self) -> EventView | None:
        """The change that resolved it, if one did."""
        return next((one for one in self.events if one.step == Step.RESOLVE), None)

    @property
    def is_raised_only(self) -> bool:
        """Whether nothing has been done about it since it was raised."""
        return [one.step for one in self.events] == [RAISED]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What the views of several objections are made with, read once."""

    seats: Mapping[str, SeatView]
    electors: Mapping[tuple[str, str], Elector]
    co_signers: Mapping[str, int]
    events: Mapping[str, Sequence[ObjectionEvent]]
    rounds: Mapping[str, RoundView]
    contracts: Mapping[str, Contract]
    drafts: Mapping[str, int]
    own_seat: str | None
    reads_all: bool


def objection_views(
    consultation_id: str, rows: Sequence[Objection], *, own_seat: str | None = None, reads_all: bool = False
) -> list[ObjectionView]:
    """Return the rows as they may be shown: whole to those who answer and decide, and each to the seat that raised it."""
    if not rows:
        return []
    around = _around(consultation_id, rows, own_seat, reads_all=reads_all)
    calendar, now = consultations.calendar_of(consultation_id), clock.now(db.session)
    return [
        _view(
            row,
            around,
            clock_of(
                ObjectionState(row.state),
                row.raised_at,
                days=around.contracts[row.round_id].objections["clocks"],
                calendar=calendar,
                now=now,
            ),
        )
        for row in rows
    ]


def is_blocking(row: Objection, elector: Elector | None, co_signers: int, contract: Contract) -> bool:
    """Whether an objection blocks its clause while it stands."""
    raised = Raised(
        blocking=Blocking(row.blocking),
        is_late=row.is_late,
        counts=elector is not None and elector.counts,
        is_verified=elector is not None and elector.is_verified,
        co_signers=co_signers,
    )
    return blocks(raised, needed=contract.objections["co_signers"])


def count_co_signers(consultation_id: str, rows: Collection[Objection]) -> dict[str, int]:
    """Return how many other seats that count in the round sign with each objection; those with none are left out."""
    pairs = db.session.execute(
        select(ObjectionCosigner.objection_id, ObjectionCosigner.seat_id).where(
            ObjectionCosigner.consultation_id == consultation_id,
            ObjectionCosigner.objection_id.in_([row.id for row in rows]),
        )
    ).all()
    in_round = {row.id: row.round_id for row in rows}
    electors = electors_in(consultation_id, {(in_round[objection], seat) for objection, seat in pairs})
    counting = (objection for objection, seat in pairs if _counts(electors.get((in_round[objection], seat))))
    return dict(Counter(counting))


def electors_in(consultation_id: str, wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], Elector]:
    """Return how these seats stand in these rounds, by round and seat; those that are not entered are left out."""
    return {
        (round_id, elector.seat_id): elector
        for round_id in sorted({one for one, _ in wanted})
        for elector in rounds.electorate_of(
            consultation_id, round_id, seats={seat for one, seat in wanted if one == round_id}
        )
    }


def _counts(elector: Elector | None) -> bool:
    return elector is not None and elector.counts


def _around(consultation_id: str, rows: Sequence[Objection], own_seat: str | None, *, reads_all: bool) -> _Around:
    events: dict[str, list[ObjectionEvent]] = {row.id: [] for row in rows}
    taken = select(ObjectionEvent).where(
        ObjectionEvent.consultation_id == consultation_id, ObjectionEvent.objection_id.in_(list(events))
    )
    for event in db.session.scalars(taken.order_by(ObjectionEvent.number)):
        events[event.objection_id].append(event)
    in_rounds = {row.round_id for row in rows}
    return _Around(
        seats=participation.seats_by_id(consultation_id, {row.seat_id for row in rows}),
        electors=electors_in(consultation_id, {(row.round_id, row.seat_id) for row in rows}),
        co_signers=count_co_signers(consultation_id, rows),
        events=events,
        rounds={one.id: one for one in rounds.list_rounds(consultation_id)},
        contracts={one: rounds.contract_of_round(consultation_id, one) for one in in_rounds},
        drafts={one.id: one.number for one in drafting.list_drafts(consultation_id)},
        own_seat=own_seat,
        reads_all=reads_all,
    )


def _view(row: Objection, around: _Around, due: Clock | None) -> ObjectionView:
    seat, one, contract = around.seats[row.seat_id], around.rounds[row.round_id], around.contracts[row.round_id]
    co_signers = around.co_signers.get(row.id, 0)
    terms = contract.objections
    is_public = bool(terms["public"]) or one.published_at is not None
    is_told = is_public or around.reads_all or row.seat_id == around.own_seat
    is_readable = is_told and (around.reads_all or row.hidden_under is None)
    return ObjectionView(
        id=row.id,
        number=row.number,
        round_id=row.round_id,
        round_number=one.number,
        draft_id=row.draft_id,
        draft_number=around.drafts[row.draft_id],
        clause_uid=row.clause_uid,
        clause_version_id=row.clause_version_id,
        seat_id=row.seat_id,
        category=seat.category,
        name=seat.name if row.is_named else None,
        reason=row.reason if is_readable else "",
        proposed=row.proposed if is_readable else None,
        harm=Harm(row.harm),
        lang=row.lang,
        state=ObjectionState(row.state),
        is_late=row.is_late,
        is_blocking=is_blocking(row, around.electors.get((row.round_id, row.seat_id)), co_signers, contract),
        co_signers=co_signers,
        needed=terms["co_signers"] if row.blocking == Blocking.CO_SIGNED else None,
        is_public=is_public,
        is_readable=is_readable,
        hidden_under=row.hidden_under,
        hidden_note=row.hidden_note,
        leaf=row.leaf,
        raised_at=row.raised_at,
        clock=due,
        events=tuple(
            _event(event, around, is_readable=is_readable if event.role == Role.PARTICIPANT else is_told)
            for event in around.events[row.id]
        ),
    )


def _event(event: ObjectionEvent, around: _Around, *, is_readable: bool) -> EventView:
    return EventView(
        step=event.step,
        state=ObjectionState(event.state),
        role=event.role,
        name=event.by_name,
        office=event.by_office,
        words=event.words if is_readable else "",
        draft=around.drafts[event.draft_id] if event.draft_id else None,
        at=event.at,
    )
