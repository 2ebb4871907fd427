"""The paper a seat is given to vote on one item."""

from collections.abc import Container
from dataclasses import dataclass

from consult.drafting import service as drafting
from consult.drafting.service import Since
from consult.participation import service as participation
from consult.participation.service import SeatView
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Contract
from consult.rounds.service import RoundView
from consult.voting.rules import Freshness
from consult.voting.service.casting import BallotView, ballots_of
from consult.voting.service.items import Item, items_of


@dataclass(frozen=True, slots=True)
class Paper:
    """What a seat is given to vote on one item: the round, its contract, and the seat's current answer.

    `since` is what changed in the clause since the seat said that, where that was brought over from an earlier draft.
    Once it is answered, `next_item` is the first one after it that is not, or the first of all; None where none is left.
    """

    one: RoundView
    contract: Contract
    item: Item
    seat: SeatView
    saved: BallotView | None
    next_item: Item | None
    since: Since | None = None

    @property
    def asks_importance(self) -> bool:
        """Whether the seat is asked how much the item matters."""
        return self.contract.asks_importance(self.seat.category)


def paper_for(one: RoundView, item: Item, *, person_id: str) -> Paper:
    """Return the paper on which the person votes for their seat; refuse `no-seat`."""
    seat = participation.require_seat(consultation_id=one.consultation_id, person_id=person_id)
    answers = ballots_of(consultation_id=one.consultation_id, round_id=one.id, seat_id=seat.id)
    contract = rounds.contract_of_round(one.consultation_id, one.id)
    saved, voted = answers.get(item.id), {each for each, answer in answers.items() if answer.is_vote}
    return Paper(
        one=one,
        contract=contract,
        item=item,
        seat=seat,
        saved=saved,
        next_item=_next(one, item, voted) if item.id in voted else None,
        since=_since(one, item, saved) if saved else None,
    )


def _since(one: RoundView, item: Item, saved: BallotView) -> Since | None:
    """Return what changed in the clause since an earlier draft on which the seat said what it says; None if on this one."""
    if saved.freshness == Freshness.FRESH or saved.clause_version_id is None or one.draft_id is None:
        return None
    draft = drafting.draft_by_id(one.consultation_id, one.draft_id)
    return drafting.changed_since(one.consultation_id, saved.clause_version_id, item.id, draft, lang=item.lang)


def _next(one: RoundView, item: Item, answered: Container[str]) -> Item | None:
    items = items_of(one, lang=item.lang)
    place = next((place for place, each in enumerate(items) if each.id == item.id), 0)
    return next((each for each in (*items[place:], *items[:place]) if each.id not in answered), None)
