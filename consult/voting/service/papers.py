"""What is voted on in a round, and the paper a seat is given for one item of it."""

from dataclasses import dataclass

from consult.deliberation import service as deliberation
from consult.drafting import service as drafting
from consult.drafting.service import ClauseView, DraftView
from consult.kernel.errors import NotFound
from consult.participation import service as participation
from consult.participation.service import SeatView
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Contract
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from consult.voting.service.casting import BallotView, ballots_of


@dataclass(frozen=True, slots=True)
class Item:
    """What a ballot is about: a clause or a statement, in the reader's language where its words are there."""

    id: str
    number: str
    text: str
    lang: str
    version_id: str | None
    draft_number: int | None


@dataclass(frozen=True, slots=True)
class Paper:
    """What a seat is given to vote on one item: the round, its contract, and the seat's current answer."""

    one: RoundView
    contract: Contract
    item: Item
    seat: SeatView
    saved: BallotView | None

    @property
    def asks_importance(self) -> bool:
        """Whether the seat is asked how much the item matters."""
        return self.contract.asks_importance(self.seat.category)


def items_of(one: RoundView, *, lang: str) -> list[Item]:
    """Return everything a round asks about, in its order; refuse `not-found` before the opening."""
    if one.kind is RoundKind.STATEMENTS:
        return [
            Item(each.id, str(each.number), each.text, each.lang, None, None)
            for each in deliberation.list_statements(one.consultation_id, one.id)
        ]
    voted_kinds = _voted_kinds(one)
    return [_clause_item(each) for each in drafting.clauses_of(_draft(one), lang=lang) if each.kind in voted_kinds]


def item_of(one: RoundView, item_id: str, *, lang: str) -> Item:
    """Return one item of a round; refuse `not-found`."""
    if one.kind is RoundKind.STATEMENTS:
        found = next((item for item in items_of(one, lang=lang) if item.id == item_id), None)
        if found is None:
            raise NotFound
        return found
    clause = drafting.clause_by_uid(_draft(one), item_id, lang=lang)
    if clause.kind not in _voted_kinds(one):
        raise NotFound
    return _clause_item(clause)


def paper_for(one: RoundView, item: Item, *, person_id: str) -> Paper:
    """Return the paper on which the person votes for their seat; refuse `no-seat`."""
    seat = participation.require_seat(consultation_id=one.consultation_id, person_id=person_id)
    answers = ballots_of(consultation_id=one.consultation_id, round_id=one.id, seat_id=seat.id)
    contract = rounds.contract_of_round(one.consultation_id, one.id)
    return Paper(one=one, contract=contract, item=item, seat=seat, saved=answers.get(item.id))


def _draft(one: RoundView) -> DraftView:
    return drafting.draft_by_id(one.consultation_id, one.draft_id or "")


def _voted_kinds(one: RoundView) -> frozenset[str]:
    return frozenset(rounds.contract_of_round(one.consultation_id, one.id).content["voted_kinds"])


def _clause_item(clause: ClauseView) -> Item:
    return Item(clause.uid, clause.number, clause.text, clause.lang, clause.version_id, clause.draft_number)
