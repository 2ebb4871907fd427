"""Who was wanted, who has a seat and who speaks: as it stands, and as it is frozen with a result."""

from typing import Any

from consult.consensus.rules.gaps import SeatPart, Stage, gap_table
from consult.consultations import service as consultations
from consult.deliberation import service as deliberation
from consult.kernel import clock
from consult.kernel.db import db
from consult.participation import service as participation
from consult.participation.rules.seats import UNCATEGORISED, Verification
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Disclosure
from consult.voting import service as voting


def gaps_of(consultation_id: str, one: rounds.RoundView | None) -> dict[str, Any]:
    """Return targets beside seats and beside what they did in the round, which may not have begun, or not be there.

    Of a round that is over, the seats that were entered in it; else every seat there is. What a few seats did whose
    answers are not public is left out.
    """
    targets = participation.targets_of(consultation_id)
    if one is None or one.opened_at is None:
        seats = participation.seat_traits(consultation_id)
        stage = Stage(has_begun=False, is_open=False, on=clock.now(db.session).date())
        categories = consultations.consultation_by_id(consultation_id).categories
        parts = [_part(seat, seat.category, seat.territory) for seat in seats.values()]
        return gap_table(parts, targets, categories=categories, disclosure={}, stage=stage)
    contract = rounds.contract_of_round(consultation_id, one.id)
    stage = Stage(has_begun=True, is_open=not one.is_finished, on=one.opened_at.date())
    disclosure = {**contract.disclosure, UNCATEGORISED: str(Disclosure.SOURCE_PUBLIC)}
    return gap_table(_parts(one), targets, categories=contract.categories, disclosure=disclosure, stage=stage)


def _parts(one: rounds.RoundView) -> list[SeatPart]:
    seats = participation.seat_traits(one.consultation_id)
    voted = voting.count_voters(one.consultation_id, one.id)
    commented = deliberation.seats_heard(one.consultation_id, one.id)
    # No language is asked for here: what is counted is how many items there are, whatever their words.
    asked = len(voting.items_of(one, lang=""))
    if one.is_finished:
        electors = rounds.electorate_of(one.consultation_id, one.id)
        entered = [
            (seats[each.seat_id], each.category, each.territory, each.counts or each.category is None)
            for each in electors
        ]
    else:
        entered = [(seat, seat.category, seat.territory, True) for seat in seats.values()]
    return [
        _part(
            seat,
            category,
            territory,
            answered=voted.get(seat.id, 0),
            asked=asked,
            has_commented=seat.id in commented,
            counts=counts,
        )
        for seat, category, territory, counts in entered
    ]


def _part(
    seat: participation.SeatTraits,
    category: str | None,
    territory: str | None,
    *,
    answered: int = 0,
    asked: int = 0,
    has_commented: bool = False,
    counts: bool = True,
) -> SeatPart:
    return SeatPart(
        category=category or UNCATEGORISED,
        territory=territory,
        is_verified=seat.verification == Verification.VERIFIED,
        has_voted=answered > 0,
        has_commented=has_commented,
        has_completed=0 < asked <= answered,
        counts=counts,
    )
