"""What changed since an earlier round: the last that is revealed, clause by clause, as far as it may be compared."""

from functools import partial

import pytest

from consult.consensus import service as consensus
from consult.consensus.rules.between_rounds import Movement
from consult.consensus.service import Changes
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Reveal
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from consult.voting.service import Item
from tests.quick import again
from tests.voting.redrafting import a_redraft, a_text
from tests.world import World


def changes(world: World, one: RoundView, earlier: RoundView | None = None) -> Changes | None:
    with world.reading():
        now = rounds.get_round(one.consultation_id, one.id)
        then = rounds.get_round(earlier.consultation_id, earlier.id) if earlier else None
        return consensus.changes_since(now, then)


def two_rounds(world: World, *, votes_again: bool = True) -> tuple[RoundView, RoundView]:
    """Return a closed round on a draft and one on the next, which changed its first clause; six companies support it all."""
    return again(world, f"two rounds {votes_again}", partial(_two_rounds, votes_again=votes_again))


def _two_rounds(world: World, *, votes_again: bool) -> tuple[RoundView, RoundView]:
    made = world.a_consultation(slug="twice", categories=("company",))
    world.a_draft(made, a_text())
    people = [world.a_person() for _ in range(6)]
    for person in people:
        world.a_seat(made, "company", person_id=person)
    first = world.a_round(made)
    _support(world, first, people, world.items(first))
    world.closed(first)
    a_redraft(world, made, a_text(stop="Nobody stops a system."), {"stop": 4})
    second = world.a_round(made)
    if votes_again:
        _support(world, second, people, world.items(second)[:2])
    world.closed(second)
    return first, second


def _support(world: World, one: RoundView, people: list[str], items: list[Item]) -> None:
    with world.acting():
        for item in items:
            for person in people:
                world.a_vote(one, person, item=item)


def test_a_clause_that_people_voted_on_anew_has_settled_and_says_that_its_words_are_new(world: World) -> None:
    first, second = two_rounds(world)
    found = changes(world, second)
    assert found is not None
    assert (found.earlier.number, found.is_same_rule) == (first.number, True)
    stop, heard, *others = found.changes
    assert (stop.movement, stop.has_new_words, stop.fresh, stop.carried) == (Movement.SETTLED, True, 6, 0)
    assert (heard.movement, heard.has_new_words) == (Movement.SETTLED, False)
    assert {each.movement for each in others} == {Movement.NOT_SAID_AGAIN}
    assert {each.carried for each in others} == {6}


def test_stale_votes_leave_a_clause_without_voices_and_its_state_changes(world: World) -> None:
    _, second = two_rounds(world, votes_again=False)
    found = changes(world, second)
    assert found is not None
    stop = found.changes[0]
    assert (stop.movement, stop.state_now, stop.stale, stop.fresh) == (Movement.STATE_CHANGED, "no_voices", 6, 0)


def test_the_first_round_has_nothing_before_it(world: World) -> None:
    first, _ = two_rounds(world)
    assert changes(world, first) is None


def test_a_round_in_between_that_is_not_revealed_is_passed_over_and_not_compared_with(world: World) -> None:
    made = world.a_consultation(slug="twice", categories=("company",))
    world.a_draft(made)
    one, hidden, last = (
        world.closed(world.a_round(made, **terms)) for terms in ({}, {"reveal": Reveal.AT_PUBLICATION}, {})
    )
    found = changes(world, last)
    assert found is not None
    assert found.earlier.number == one.number
    with pytest.raises(consensus.ResultsHidden):
        changes(world, last, hidden)
    with pytest.raises(consensus.ResultsHidden):
        changes(world, hidden, one)


def test_rounds_that_asked_for_something_else_are_not_compared(world: World) -> None:
    made = world.a_consultation(slug="twice", categories=("company",))
    world.a_draft(made)
    ballot = world.closed(world.a_round(made))
    statements = world.closed(world.a_round(made, kind=RoundKind.STATEMENTS, statements=("Machines serve.",)))
    assert changes(world, statements) is None
    assert changes(world, statements, ballot) is None


def test_rounds_that_were_counted_by_other_rules_say_so(world: World) -> None:
    made = world.a_consultation(slug="twice", categories=("company",))
    world.a_draft(made)
    world.closed(world.a_round(made))
    last = world.closed(world.a_round(made, parameters={"n_min": 3}))
    found = changes(world, last)
    assert found is not None
    assert found.is_same_rule is False
