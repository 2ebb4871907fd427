"""The states are total and exclusive: every small table of counts has exactly one, the one the text asks for."""

from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement, product

import pytest

from consult.consensus.rules.counts import PositionCounts
from consult.consensus.rules.figures import Voices
from consult.consensus.rules.multistakeholder import Parameters, Reservations, State, decide
from consult.consensus.rules.objections import Objections

OPEN = Objections(("open",))


def small_categories(most_seats: int) -> list[Voices]:
    """Return every category of at most so many seats with every count; support stands for can_live_with too."""
    return [
        Voices("any", seats, PositionCounts(support=s, reservation=r, object=o, no_opinion=n))
        for seats in range(most_seats + 1)
        for s, r, o, n in product(range(seats + 1), repeat=4)
        if s + r + o + n <= seats
    ]


def sides(one: Voices, parameters: Parameters) -> tuple[int, int]:
    agreement = one.counts.support + (one.counts.reservation if parameters.reservation_counts == "agreement" else 0)
    return agreement, agreement + one.counts.object


def states_that_hold(voices: Sequence[Voices], parameters: Parameters, *, is_open: bool) -> Iterator[State]:
    """Yield every state whose whole condition holds, each written on its own and in whole numbers."""
    required = [one for one in voices if one.seats]
    counted = [sides(one, parameters) for one in required]
    heard = any(v for _, v in counted)
    needs = [max(1, min(parameters.n_min, one.seats - one.counts.no_opinion)) for one in required]
    enough = heard and all(v >= need for (_, v), need in zip(counted, needs, strict=True))
    majorities = [2 * a > v for a, v in counted]
    common = 1
    for _, v in counted:
        common *= max(v, 1)
    numerator = sum(a * (common // max(v, 1)) for a, v in counted)
    is_high = 3 * numerator >= 2 * len(counted) * common
    conditions = {
        State.NO_VOICES: not heard,
        State.TOO_FEW_VOICES: heard and not enough,
        State.OBJECTION_OPEN: enough and all(majorities) and is_high and is_open,
        State.CRITERIA_MET: enough and all(majorities) and is_high and not is_open,
        State.SPLIT: enough and any(majorities) and not all(majorities),
        State.NOT_SUPPORTED: enough and not any(majorities),
        State.SHORT_OF_AGREEMENT: enough and all(majorities) and not is_high,
    }
    return (state for state, holds in conditions.items() if holds)


@pytest.mark.parametrize("reservation_counts", list(Reservations))
@pytest.mark.parametrize(("categories", "most_seats"), [(1, 6), (2, 3), (3, 2)])
def test_every_small_table_has_exactly_the_state_whose_condition_holds(
    categories: int, most_seats: int, reservation_counts: str
) -> None:
    parameters = Parameters(reservation_counts=reservation_counts)
    for voices in combinations_with_replacement(small_categories(most_seats), categories):
        for objections in (Objections(), OPEN):
            expected = list(states_that_hold(voices, parameters, is_open=objections is OPEN))
            assert [decide(voices, parameters, objections=objections).verdict] == expected, voices


def test_every_state_is_reached() -> None:
    tables = combinations_with_replacement(small_categories(3), 2)
    reached = {
        decide(voices, objections=objections).verdict for voices in tables for objections in (Objections(), OPEN)
    }
    large = decide([Voices("any", 500, PositionCounts(support=300, object=200))]).verdict
    assert reached | {large} == set(State)
