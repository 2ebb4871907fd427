"""Where a consultation stands for one reader, and who takes part in it."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from consult.consensus import service as consensus
from consult.consultations.service import ConsultationView
from consult.deliberation import service as deliberation
from consult.deliberation.service import CommentView, statements
from consult.drafting import service as drafting
from consult.drafting.service import DraftView
from consult.front.rules.agenda import First, first_of
from consult.front.rules.turnout import Turnout, by_category
from consult.front.service.running import current_round
from consult.kernel import clock
from consult.kernel.db import db
from consult.participation import service as participation
from consult.participation.service import SeatView
from consult.rounds import service as rounds
from consult.rounds.rules.states import WITHOUT_BALLOTS, RoundKind, RoundState
from consult.rounds.service import RoundView
from consult.voting import service as voting

NEWEST_COMMENTS = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a consultation stands for one reader: the round that matters now, what is left for their seat, what is first.

    `draft` is the one that an open round is on, else the newest that is published. `items` and `left` count what the
    open round asks about; `drafted` of those that are not left are only drafted yet, by or for a reader who does not
    sign for their organisation. `is_due` says that the deadline has passed and the count has not been made yet; `result` is
    the newest round whose result may be seen.
    """

    first: First
    one: RoundView | None
    result: RoundView | None
    draft: DraftView | None
    seat: SeatView | None
    is_open: bool
    is_due: bool
    items: int
    left: int
    drafted: int
    time_left: timedelta


@dataclass(frozen=True, slots=True)
class OwnPart:
    """What a seat has done: its newest comments and how many there are in all, whether it counts, and its votes."""

    comments: tuple[CommentView, ...]
    said: int
    counts: bool
    answered: int


def standing_of(consultation_id: str, person_id: str | None) -> Standing:
    """Return where the consultation stands for this reader."""
    one = current_round(consultation_id)
    moment = clock.now(db.session)
    in_time = one is not None and moment < one.closes_at
    is_open = one is not None and one.state is RoundState.OPEN and in_time
    seat = participation.seat_of(consultation_id=consultation_id, person_id=person_id) if person_id else None
    draft = _draft_now(consultation_id, one if is_open else None)
    items, answered, drafted = _work(one, seat, person_id or "") if one and is_open else (0, 0, 0)
    result = _newest_revealed(consultation_id)
    first = first_of(
        is_open=is_open,
        has_seat=seat is not None,
        asks=items > 0 or (one is not None and one.kind is RoundKind.STATEMENTS),
        left=items - answered,
        has_result=result is not None,
        has_text=draft is not None,
    )
    return Standing(
        first=first,
        one=one,
        result=result,
        draft=draft,
        seat=seat,
        is_open=is_open,
        is_due=one is not None and one.state is RoundState.OPEN and not in_time,
        items=items,
        left=items - answered,
        drafted=drafted,
        time_left=one.closes_at - moment if one else timedelta(),
    )


def turnout_of(consultation: ConsultationView, one: RoundView | None) -> list[Turnout]:
    """Return how many seats each category has and how many of them have voted in the round: never how.

    Where few protected seats have voted, their number is left out, as results leave it out.
    """
    if one is None or one.opened_at is None:
        return by_category(consultation.categories, participation.count_seats(consultation.id), {}, {})
    electors = rounds.electorate_of(consultation.id, one.id)
    voters = voting.count_voters(consultation.id, one.id)
    entered = Counter(elector.category for elector in electors)
    voted = Counter(elector.category for elector in electors if elector.seat_id in voters)
    # Who took a seat after the opening is entered with their first act, and is shown before it all the same.
    seats = entered if one.is_finished else participation.count_seats(consultation.id)
    disclosure = rounds.contract_of_round(consultation.id, one.id).disclosure
    return by_category(consultation.categories, seats, voted, disclosure)


def own_part_of(one: RoundView | None, seat: SeatView) -> OwnPart:
    """Return what the seat has said, and how it stands in the round."""
    said = deliberation.comments_by(consultation_id=seat.consultation_id, seat_id=seat.id)
    if one is None or one.opened_at is None:
        return OwnPart(tuple(said[:NEWEST_COMMENTS]), len(said), counts=True, answered=0)
    ballots = voting.ballots_of(consultation_id=seat.consultation_id, round_id=one.id, seat_id=seat.id)
    contract = rounds.contract_of_round(seat.consultation_id, one.id)
    counts = contract.counts(seat.category, seat.verification)
    answered = sum(ballot.is_vote for ballot in ballots.values())
    return OwnPart(tuple(said[:NEWEST_COMMENTS]), len(said), counts=counts, answered=answered)


def _draft_now(consultation_id: str, one: RoundView | None) -> DraftView | None:
    if one and one.draft_id:
        return drafting.draft_by_id(consultation_id, one.draft_id)
    return drafting.latest_draft(consultation_id, published=True)


def _work(one: RoundView, seat: SeatView | None, person_id: str) -> tuple[int, int, int]:
    """Return how many items the round asks about, on how many the reader has done their part, and how many are drafted.

    A vote does one's part, and for someone who does not sign for their organisation a vote that is drafted.
    """
    if one.kind is RoundKind.STATEMENTS:
        asked = statements.asked_ids(one.consultation_id, one.id)
        items = len(asked)
    else:
        asked, items = None, _asked_clauses(one)
    if seat is None:
        return items, 0, 0
    ballots = voting.ballots_of(consultation_id=one.consultation_id, round_id=one.id, seat_id=seat.id)
    done = {item for item, ballot in ballots.items() if ballot.is_vote and (asked is None or item in asked)}
    drafted = {item for item in voting.proposed_instead(one, seat, person_id) if asked is None or item in asked}
    return items, len(done | drafted), len(drafted)


def _asked_clauses(one: RoundView) -> int:
    """Return on how many clauses of its draft the round has votes."""
    if one.kind in WITHOUT_BALLOTS:
        return 0
    if one.kind is RoundKind.OPTIONS:
        return len(voting.items_of(one, lang=""))
    draft = drafting.draft_by_id(one.consultation_id, one.draft_id or "")
    contract = rounds.contract_of_round(one.consultation_id, one.id)
    return drafting.count_clauses(draft, contract.content["voted_kinds"]) - len(contract.left_out)


def _newest_revealed(consultation_id: str) -> RoundView | None:
    frozen = (one for one in reversed(rounds.list_rounds(consultation_id)) if one.frozen_at is not None)
    contracts = ((one, rounds.contract_of_round(consultation_id, one.id)) for one in frozen)
    return next((one for one, contract in contracts if consensus.is_revealed(one, contract)), None)
