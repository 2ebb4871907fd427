"""Which statement a seat is asked next: routed fairly over whose it is, its language, and how many have answered it."""

from collections.abc import Container, Sequence

from consult.deliberation.service import statements
from consult.front.rules.routing import ORGANISERS, Routed, next_asked, seed_of
from consult.kernel import clock
from consult.kernel.db import db
from consult.participation import service as participation
from consult.participation.rules.seats import UNCATEGORISED
from consult.participation.service import SeatView
from consult.rounds import service as rounds
from consult.rounds.service import RoundView
from consult.voting import service as voting


def order_of_statements(one: RoundView, seat: SeatView, items: Sequence[str], *, done: Container[str]) -> list[str]:
    """Return the items of a statement round that the seat has not done, the one that it is asked next first.

    The rest keep their order, for nobody is asked about it yet. Asked again, a seat gets the same statement as long as
    the day lasts and hardly anybody answers meanwhile; after each answer another one is drawn.
    """
    routed = _routed(one, items)
    waiting = [each for each in routed if each.id not in done]
    enough = rounds.contract_of_round(one.consultation_id, one.id).content["minimum_comment_views"]
    answered = [each for each in routed if each.id in done]
    seed = seed_of(seat.id, clock.now(db.session).date())
    first = next_asked(waiting, answered, seed=seed, enough=enough)
    return [first.id, *(each.id for each in waiting if each is not first)] if first else []


def _routed(one: RoundView, items: Sequence[str]) -> list[Routed]:
    """Return the items with what the routing asks of them, in their order."""
    exposed = voting.exposure_in(one.consultation_id, one.id)
    origins = statements.origins_of(one.consultation_id, one.id)
    seats = participation.seats_by_id(one.consultation_id, {seat for seat, _ in origins.values() if seat})
    return [
        Routed(
            id=item,
            category=_category(seats.get(origins[item][0] or "")),
            lang=origins[item][1],
            seats=exposed.get(item, 0),
        )
        for item in items
        if item in origins
    ]


def _category(author: SeatView | None) -> str:
    return ORGANISERS if author is None else author.category or UNCATEGORISED
