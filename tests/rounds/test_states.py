"""Every move of a round, and none besides; there is no reopening."""

import pytest

from consult.rounds.rules.states import FINISHED, MOVES, Capacity, RoundState, may_move

ALLOWED = {
    ("draft", "announced"),
    ("draft", "cancelled"),
    ("announced", "open"),
    ("announced", "cancelled"),
    ("open", "closed"),
    ("open", "cancelled"),
    ("closed", "dispositions"),
    ("dispositions", "published"),
    ("published", "archived"),
}


@pytest.mark.parametrize("origin", RoundState)
@pytest.mark.parametrize("target", RoundState)
def test_a_round_moves_only_as_the_contract_of_all_rounds_says(origin: RoundState, target: RoundState) -> None:
    assert may_move(origin, target) is ((str(origin), str(target)) in ALLOWED)


def test_every_state_has_its_moves_and_the_last_two_have_none() -> None:
    assert set(MOVES) == set(RoundState)
    assert [state for state in RoundState if not MOVES[state]] == [RoundState.ARCHIVED, RoundState.CANCELLED]


def test_nothing_leads_back_to_casting() -> None:
    reached, waiting = set[RoundState](), [*FINISHED]
    while waiting:
        reached |= (more := MOVES[waiting.pop()] - reached)
        waiting += more
    assert not reached & {RoundState.DRAFT, RoundState.ANNOUNCED, RoundState.OPEN}
    assert set(RoundState) - FINISHED == {
        RoundState.DRAFT, RoundState.ANNOUNCED, RoundState.OPEN, RoundState.CANCELLED,
    }  # fmt: skip


def test_an_early_close_needs_an_organiser_and_a_moderator() -> None:
    assert {str(capacity) for capacity in Capacity} == {"organiser", "moderator"}
