"""The paper a seat is given to vote on one item."""

from collections.abc import Container
from dataclasses import dataclass

from consult.accounts import service as accounts
from consult.drafting import service as drafting
from consult.drafting.service import Since
from consult.participation import service as participation
from consult.participation.service import SeatView
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Contract
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from consult.voting.rules import Freshness
from consult.voting.service.casting import BallotView, ballots_of
from consult.voting.service.history import ActView, discards_of
from consult.voting.service.items import Item, items_of
from consult.voting.service.panels import Earlier, earlier_of
from consult.voting.service.proposing import VoteDraft, waiting_votes
from consult.voting.service.reasons import reason_of


@dataclass(frozen=True, slots=True)
class Paper:
    """What a seat is given to vote on one item: the round, its contract, and the seat's current answer.

    `since` is what changed in the clause since the seat said that, where that was brought over from an earlier draft.
    `proposal` is what is drafted for an organisation's seat and waits to be signed, by the person named `proposer`; with
    `signs` the reader signs for the seat, else what they choose is drafted. Once the reader has done their part,
    `next_item` is the first one after it that is left to them, or the first of all; None where none is left. Where the
    last thing done was to discard a draft, `discarded` says why, and `discarder` who did. In a round of ratings `reason`
    is why the seat rates the item so, and `earlier` what it is told of the round before.
    """

    one: RoundView
    contract: Contract
    item: Item
    seat: SeatView
    saved: BallotView | None
    next_item: Item | None
    since: Since | None = None
    signs: bool = True
    proposal: VoteDraft | None = None
    proposer: str = ""
    discarded: ActView | None = None
    discarder: str = ""
    reason: str = ""
    earlier: Earlier | None = None

    @property
    def asks_importance(self) -> bool:
        """Whether the seat is asked how much the item matters."""
        return self.contract.asks_importance(self.seat.category)

    @property
    def is_rating(self) -> bool:
        """Whether the item is rated, and a reason may be given."""
        return self.one.kind is RoundKind.RATING

    @property
    def asks_reason(self) -> bool:
        """Whether a reason is missing: one is asked of whoever rates outside the middle half of the round before."""
        told = self.earlier.told if self.earlier else None
        is_outside = told is not None and self.saved is not None and told.leaves_out(self.saved.position)
        return is_outside and not self.reason

    @property
    def is_done(self) -> bool:
        """Whether the reader has done their part: voted, or drafted a vote that a signatory has not decided on yet."""
        is_drafted = self.proposal is not None and not self.signs
        return is_drafted or (self.saved is not None and self.saved.is_vote)


def paper_for(one: RoundView, item: Item, *, person_id: str) -> Paper:
    """Return the paper on which the person votes for their seat; refuse `no-seat`."""
    seat = participation.require_seat(consultation_id=one.consultation_id, person_id=person_id)
    answers = ballots_of(consultation_id=one.consultation_id, round_id=one.id, seat_id=seat.id)
    contract = rounds.contract_of_round(one.consultation_id, one.id)
    saved = answers.get(item.id)
    signs = participation.signs_for(seat, person_id)
    drafts = waiting_votes(consultation_id=one.consultation_id, round_id=one.id, seat=seat)
    done = {each for each, answer in answers.items() if answer.is_vote} | (set() if signs else set(drafts))
    proposal = drafts.get(item.id)
    discarded = _discarded(one, item, seat)
    return Paper(
        one=one,
        contract=contract,
        item=item,
        seat=seat,
        saved=saved,
        next_item=_next(one, item, done) if item.id in done else None,
        since=_since(one, item, saved) if saved else None,
        signs=signs,
        proposal=proposal,
        proposer=accounts.get_person(proposal.person_id).name if proposal else "",
        discarded=discarded,
        discarder=accounts.get_person(discarded.person_id).name if discarded and discarded.person_id else "",
        reason=_reason(one, item, seat),
        earlier=earlier_of(one, item, seat),
    )


def _reason(one: RoundView, item: Item, seat: SeatView) -> str:
    if one.kind is not RoundKind.RATING:
        return ""
    return reason_of(consultation_id=one.consultation_id, round_id=one.id, seat_id=seat.id, item_id=item.id)


def _discarded(one: RoundView, item: Item, seat: SeatView) -> ActView | None:
    if seat.organisation_id is None:
        return None
    return discards_of(consultation_id=one.consultation_id, round_id=one.id, seat_id=seat.id).get(item.id)


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
