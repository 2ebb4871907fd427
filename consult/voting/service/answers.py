"""What someone answers in an open round, checked before anything is kept of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from consult.kernel.errors import Refused, msgid
from consult.participation import service as participation
from consult.participation.service import SeatView
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Contract
from consult.rounds.service import RoundView
from consult.voting.rules import is_importance, is_on_scale
from consult.voting.service.items import Item


class PositionRefused(Refused):
    """The answer is not one of the round's words."""

    code = "position-refused"
    status = 422
    sentence = msgid("Choose one of the answers offered. Nothing was saved.")


class ImportanceRefused(Refused):
    """The importance is not one of the three, or is not asked here."""

    code = "importance-refused"
    status = 422
    sentence = msgid("Choose how much the clause matters to you from the three offered, or leave it open.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a seat answers on one item."""

    item: Item
    position: str
    importance: int | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """An open round with its contract, and the seat that answers in it."""

    one: RoundView
    contract: Contract
    seat: SeatView


def open_sitting(item: Item, person_id: str) -> Sitting:
    """Return the open round of an item and the seat for which the person speaks; refuse a round that is not open, and `no-seat`."""
    one, contract = rounds.require_open(consultation_id=item.consultation_id, round_id=item.round_id)
    seat = participation.require_seat(consultation_id=item.consultation_id, person_id=person_id)
    return Sitting(one, contract, seat)


def require_on_scale(sitting: Sitting, answers: Sequence[Answer]) -> None:
    """Refuse a word that is not on the round's scale, and an importance that is not asked of the seat."""
    for answer in answers:
        if not is_on_scale(answer.position, sitting.contract.scale):
            raise PositionRefused(field="position")
        if not is_importance(answer.importance, asked=sitting.contract.asks_importance(sitting.seat.category)):
            raise ImportanceRefused(field="importance")
