"""Counting: the database groups the answers, whatever the seats are counted as."""

import pytest
from sqlalchemy import func, select

from consult.participation import service as participation
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from consult.voting import service as voting
from consult.voting.tables import Ballot
from tests.world import World

ANSWERS = {"a": ("agree", "pass"), "b": ("agree", "disagree"), "c": ("disagree", None)}
"""What three imported participants said about two statements; the last has not seen the second."""


@pytest.fixture
def one(world: World) -> RoundView:
    """An open statement round that holds the answers."""
    return world.a_round(world.a_consultation(), kind=RoundKind.STATEMENTS, statements=("First.", "Second."))


@pytest.fixture
def seats(world: World, one: RoundView) -> dict[str, str]:
    """The seats of the participants, whose answers are there."""
    with world.reading():
        items = [item.id for item in voting.items_of(one, lang="en")]
    with world.acting():
        made = participation.add_imported_seats(consultation_id=one.consultation_id, source_ids=list(ANSWERS))
        ballots = [
            {"seat_id": made[who], "item_id": item, "position": answer, "version": 1, "cast_at": one.closes_at}
            for who, answers in ANSWERS.items()
            for item, answer in zip(items, answers, strict=True)
            if answer
        ]
        stored = voting.add_imported_ballots(
            consultation_id=one.consultation_id, round_id=one.id, ballots=iter(ballots)
        )
    assert stored == len(ballots)
    return made


def counted(world: World, one: RoundView, kinds: dict[str, str]) -> dict[tuple[str, str, str], int]:
    with world.acting():
        numbers = {item.id: item.number for item in voting.items_of(one, lang="en")}
        found = voting.count_answers(one.consultation_id, one.id, kinds)
        return {(numbers[item], kind, answer): n for (item, kind, answer), n in found.items()}


def test_seats_of_one_kind_are_counted_together(world: World, one: RoundView, seats: dict[str, str]) -> None:
    kinds = {seats["a"]: "red", seats["b"]: "red", seats["c"]: "blue"}
    expected = {
        ("1", "red", "agree"): 2,
        ("1", "blue", "disagree"): 1,
        ("2", "red", "pass"): 1,
        ("2", "red", "disagree"): 1,
    }
    assert counted(world, one, kinds) == expected
    assert counted(world, one, kinds) == expected, "the first count left something behind"


def test_an_answer_whose_seat_is_counted_as_nothing_is_never_passed_over(
    world: World, one: RoundView, seats: dict[str, str]
) -> None:
    with pytest.raises(KeyError, match="answers of seats that are not in the round"):
        counted(world, one, {seats["a"]: "red"})
    assert len(counted(world, one, dict.fromkeys(seats.values(), "red"))) == 4


def test_a_round_without_answers_and_without_seats_counts_nothing(world: World, one: RoundView) -> None:
    assert counted(world, one, {}) == {}


def test_voters_are_counted_with_how_many_items_they_answered(
    world: World, one: RoundView, seats: dict[str, str]
) -> None:
    with world.reading():
        found = voting.count_voters(one.consultation_id, one.id)
    assert found == {seats["a"]: 2, seats["b"]: 2, seats["c"]: 1}


def test_imported_answers_say_where_they_came_from(world: World, one: RoundView, seats: dict[str, str]) -> None:
    with world.reading() as session:
        found = session.execute(select(Ballot.channel, func.count()).group_by(Ballot.channel)).all()
    assert [tuple(row) for row in found] == [("import", 5)]
