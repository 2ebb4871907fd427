"""The board of who is missing: targets that are set before the first round, and letters to those who have not answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from consult.accounts import service as accounts
from consult.consensus import service as consensus
from consult.consultations.service import ConsultationView
from consult.front.rules.reminding import Count, Voter, counted, next_batch
from consult.front.service.running import current_round
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import Refused, msgid
from consult.participation import service as participation
from consult.participation.rules.facts import group_of
from consult.participation.rules.seats import UNCATEGORISED
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundState
from consult.voting import service as voting

REMINDER = "reminder"


class TargetsFixed(Refused):
    """What was wanted is not changed once it can be compared with who came."""

    code = "targets-fixed"
    status = 409
    sentence = msgid("The first round has opened, so the targets are fixed. They stay as they are on the board.")


class NobodyWaits(Refused):
    """A seat is reminded once in a round, and only if it has not answered."""

    code = "nobody-waits"
    status = 409
    sentence = msgid("Every seat has answered or was written to in this round. Nothing is left to send.")


@dataclass(frozen=True, slots=True)
class Board:
    """Who was wanted, has a seat and speaks, in which round, and whether the targets can still be changed."""

    one: rounds.RoundView | None
    gaps: Mapping[str, Any]
    are_fixed: bool


def board_of(consultation_id: str) -> Board:
    """Return the board as it stands in the round that matters now; of one with a result, as it was frozen."""
    one = current_round(consultation_id)
    gaps = _kept(one) or consensus.gaps_of(consultation_id, one)
    return Board(one, gaps, are_targets_fixed(consultation_id))


def are_targets_fixed(consultation_id: str) -> bool:
    """Whether a round has opened, from when on targets stay as they are."""
    return any(one.opened_at is not None for one in rounds.list_rounds(consultation_id))


def set_targets(*, consultation_id: str, targets: Mapping[tuple[str, str], int], person_id: str) -> None:
    """Have these targets and no others; refuse `targets-fixed` from the opening of the first round on."""
    if are_targets_fixed(consultation_id):
        raise TargetsFixed
    participation.set_targets(consultation_id=consultation_id, targets=targets, by_person=person_id)


def reminders_of(consultation: ConsultationView) -> list[Count] | None:
    """Return how many seats of each cell the next letters would go to; None where no round is open."""
    one = _open_round(consultation.id)
    if one is None:
        return None
    contract = rounds.contract_of_round(consultation.id, one.id)
    voters = _voters(one)
    batch = next_batch(voters, participation.targets_of(consultation.id))
    order = [*contract.categories, UNCATEGORISED]
    return counted(batch, voters, order, contract.disclosure)


def remind(*, consultation: ConsultationView, person_id: str) -> None:
    """Write to the seats that have not answered in the open round and were not written to in it, 500 at most.

    Those come first of whom the fewest are heard. Seats for which nobody has an address are passed over for good.
    Refuses `round-not-open` and `nobody-waits`.
    """
    one = _open_round(consultation.id)
    if one is None:
        raise rounds.RoundNotOpen
    batch = next_batch(_voters(one), participation.targets_of(consultation.id))
    if not batch:
        raise NobodyWaits
    seats = [voter.seat_id for voter in batch]
    rounds.note_reminders(consultation_id=consultation.id, round_id=one.id, seat_ids=seats, by_person=person_id)
    _write(consultation, one, seats)


def _kept(one: rounds.RoundView | None) -> Mapping[str, Any] | None:
    """Return what was frozen with a round's result, if that may be seen: who is erased since cannot be told from it."""
    if one is None or one.frozen_at is None:
        return None
    try:
        return consensus.result_of(one).get("gaps")
    except consensus.ResultsHidden:
        return None


def _write(consultation: ConsultationView, one: rounds.RoundView, seats: Sequence[str]) -> None:
    parameters = {
        "slug": consultation.slug,
        "title": consultation.title,
        "number": one.number,
        "closes_at": clock.to_text(one.closes_at),
    }
    for seat, person in participation.people_to_write_to(consultation.id, seats).items():
        accounts.write_to(
            people=[person],
            key=f"{REMINDER}:{one.id}:{seat}",
            letter=REMINDER,
            locale=consultation.language,
            parameters=parameters,
        )


def _open_round(consultation_id: str) -> rounds.RoundView | None:
    one = current_round(consultation_id)
    is_open = one is not None and one.state is RoundState.OPEN and clock.now(db.session) < one.closes_at
    return one if is_open else None


def _voters(one: rounds.RoundView) -> list[Voter]:
    answered = voting.count_voters(one.consultation_id, one.id)
    reminded = rounds.reminded_seats(one.consultation_id, one.id)
    opened = one.opened_at or one.opens_at
    return [
        Voter(
            seat.id,
            seat.category or UNCATEGORISED,
            group_of(seat.territory, "region", on=opened.date()),
            has_answered=seat.id in answered,
            is_reminded=seat.id in reminded,
        )
        for seat in participation.seat_traits(one.consultation_id).values()
    ]
