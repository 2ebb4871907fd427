"""All that is drafted for a seat in a round, beside what it says now."""

from dataclasses import dataclass

from consult.participation import service as participation
from consult.participation.service import SeatView
from consult.rounds.service import RoundView
from consult.voting.service.casting import BallotView, ballots_of
from consult.voting.service.items import Item, items_of
from consult.voting.service.proposing import VoteDraft, votes_drafted, waiting_votes


@dataclass(frozen=True, slots=True)
class Proposal:
    """A drafted vote on an item, and what the seat says on it now, if anything."""

    item: Item
    draft: VoteDraft
    saved: BallotView | None

    @property
    def changes_nothing(self) -> bool:
        """Whether the seat says the same already."""
        now = self.saved if self.saved and self.saved.is_vote else None
        return now is not None and (now.position, now.importance) == (self.draft.position, self.draft.importance)


def proposals_of(one: RoundView, seat: SeatView, *, lang: str) -> list[Proposal]:
    """Return every drafted vote of a seat in the order of the round's items, whatever has become of it."""
    scope = {"consultation_id": one.consultation_id, "round_id": one.id, "seat_id": seat.id}
    drafts, ballots = votes_drafted(**scope), ballots_of(**scope)
    asked = items_of(one, lang=lang) if drafts else []
    return [Proposal(item, drafts[item.id], ballots.get(item.id)) for item in asked if item.id in drafts]


def proposed_instead(one: RoundView, seat: SeatView, person_id: str) -> dict[str, VoteDraft]:
    """Return what is drafted for a seat and waits, by item, to someone who does not sign for it; to whoever does, nothing.

    A drafter has done their part on these, as others have by voting.
    """
    if participation.signs_for(seat, person_id):
        return {}
    return waiting_votes(consultation_id=one.consultation_id, round_id=one.id, seat=seat)
