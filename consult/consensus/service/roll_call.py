"""The roll call: how each organisation answered, once the result is revealed."""

from collections.abc import Mapping
from dataclasses import dataclass

from consult.consensus.service.reading import ResultsHidden, is_revealed
from consult.consensus.service.terms import disclosure_of
from consult.participation import service as participation
from consult.participation.service import SeatView
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Disclosure
from consult.voting import service as voting


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one organisation answered, whether its seat counts, and how fresh that is.

    `position` is None where it is stale: what the organisation said of an earlier draft is not its word on this one.
    """

    category: str
    name: str
    territory: str | None
    position: str | None
    counts: bool
    freshness: str


@dataclass(frozen=True, slots=True)
class RollCall:
    """The answers to one item by category and name; per listed category how many counting seats voted and did not.

    `left_out` are the categories of the contract whose answers are not public.
    """

    lines: tuple[Line, ...]
    turnout: Mapping[str, tuple[int, int]]
    left_out: tuple[str, ...]


def has_roll_call(one: rounds.RoundView) -> bool:
    """Whether the contract of an opened round has a category that answers by roll call."""
    return Disclosure.ROLL_CALL in rounds.contract_of_round(one.consultation_id, one.id).disclosure.values()


def roll_call_of(one: rounds.RoundView, item_id: str) -> RollCall:
    """Return how each organisation of a category that answers by roll call answered one item of a round.

    No person's own seat is ever listed, whatever the contract says of its category. Refuses `results-hidden` before
    the reveal, whoever asks.
    """
    if one.opened_at is None:
        raise ResultsHidden
    contract = rounds.contract_of_round(one.consultation_id, one.id)
    if not is_revealed(one, contract):
        raise ResultsHidden
    disclosure = disclosure_of(contract)
    listed = [each for each in contract.categories if disclosure[each] == Disclosure.ROLL_CALL]
    electors = _electors(one, listed)
    answers = voting.answers_of_seats(
        consultation_id=one.consultation_id, round_id=one.id, item_id=item_id, seat_ids=electors
    )
    named = participation.seats_by_id(one.consultation_id, answers)
    lines = [_line(electors[seat], named[seat], answer) for seat, answer in answers.items()]
    lines.sort(key=lambda line: (listed.index(line.category), line.name.casefold(), line.name))
    return RollCall(
        lines=tuple(lines),
        turnout={category: _turnout(category, electors, answers) for category in listed},
        left_out=tuple(each for each in contract.categories if each not in listed),
    )


def _electors(one: rounds.RoundView, listed: list[str]) -> dict[str, rounds.Elector]:
    """Return the seats of organisations in these categories, as the round has them."""
    entered = [each for each in rounds.electorate_of(one.consultation_id, one.id) if each.category in listed]
    seats = participation.seats_by_id(one.consultation_id, [each.seat_id for each in entered])
    return {each.seat_id: each for each in entered if seats[each.seat_id].organisation_id}


def _line(elector: rounds.Elector, seat: SeatView, answer: voting.SeatAnswer) -> Line:
    return Line(
        category=elector.category or "",
        name=seat.name,
        territory=elector.territory,
        position=answer.position if answer.is_vote else None,
        counts=elector.counts,
        freshness=answer.freshness,
    )


def _turnout(
    category: str, electors: Mapping[str, rounds.Elector], answers: Mapping[str, voting.SeatAnswer]
) -> tuple[int, int]:
    counting = [seat for seat, each in electors.items() if each.category == category and each.counts]
    voted = sum(seat in answers and answers[seat].is_vote for seat in counting)
    return voted, len(counting) - voted
