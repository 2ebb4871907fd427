"""A result on a new draft: stale answers stay out of every figure, and fresh, carried and stale stand apart everywhere."""

import random
from typing import Any

import pytest

from consult.consensus import service as consensus
from consult.consultations import service as consultations
from consult.export import service as export
from consult.export.rules.tables import summary_csv
from consult.rounds import service as rounds
from consult.rounds.service import RoundView
from consult.voting import service as voting
from tests.client import Client
from tests.consensus.scenes import CATEGORIES
from tests.export.test_summary_value import validate
from tests.voting.redrafting import WORDS, a_redraft, a_text
from tests.world import World

HOME = "/en/c/principles"
FRESHNESS = ("fresh", "carried", "stale")


class Scene:
    """Three ministries that supported the first two clauses of draft 1, and the round on draft 2, which changed the first."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.made = world.a_consultation(slug="principles", categories=CATEGORIES)
        world.a_draft(self.made, a_text())
        self.people = [world.a_person(f"Minister {number}") for number in range(3)]
        for number, person in enumerate(self.people):
            world.a_seat(self.made, "government", person_id=person, name=f"Ministry {number}")
        first = world.a_round(self.made)
        for item in world.items(first)[:2]:
            for person in self.people:
                world.a_vote(first, person, item=item)
        world.closed(first)
        a_redraft(world, self.made, a_text(stop="Nobody stops a system."), {"stop": 4})
        self.one = world.a_round(self.made)
        world.a_vote(self.one, self.people[0], "object", item=world.items(self.one)[0])
        world.a_vote(self.one, self.people[1], "object", item=world.items(self.one)[1])

    def result(self) -> dict[str, Any]:
        """Return the frozen result of the round on draft 2."""
        self.world.closed(self.one)
        with self.world.reading():
            return consensus.result_of(rounds.get_round(self.made.id, self.one.id))


@pytest.fixture
def scene(world: World) -> Scene:
    return Scene(world)


def told(row: dict[str, Any]) -> tuple[int, ...]:
    return row["n"], *(row[word] for word in FRESHNESS)


def test_stale_answers_never_enter_the_headline(scene: Scene) -> None:
    first, second = scene.result()["clauses"][:2]
    assert told(first["categories"][0]) == (1, 1, 0, 2)
    assert (first["categories"][0]["support"], first["categories"][0]["object"]) == (0, 1)
    assert first["state"] == "too_few_voices"
    assert told(second["categories"][0]) == told(second["overall"]) == (3, 1, 2, 0)
    assert (second["categories"][0]["support"], second["categories"][0]["object"]) == (2, 1)


def test_who_has_only_stale_answers_has_not_voted(world: World) -> None:
    made = world.a_consultation(slug="principles", categories=CATEGORIES)
    world.a_draft(made, a_text())
    person = world.a_person()
    world.a_seat(made, "government", person_id=person)
    first = world.a_round(made)
    world.a_vote(first, person)
    world.closed(first)
    a_redraft(world, made, a_text(stop="Nobody stops a system."), {"stop": 3})
    one = world.a_round(made)
    world.closed(one)
    with world.reading():
        found = consensus.result_of(rounds.get_round(made.id, one.id))
    assert found["participation"]["government"]["voted"] == 0


def test_the_summary_shows_them_in_every_form(scene: Scene) -> None:
    scene.world.closed(scene.one)
    with scene.world.reading():
        summary = export.gather(consultation=consultations.get_consultation("principles"))
    validate(summary)
    assert summary["round"]["carried_from"] == 1
    assert list(summary["clauses"][0]["overall"]) == [
        "n", "support", "can_live_with", "reservation", "object", "no_opinion", "fresh", "carried", "stale",
    ]  # fmt: skip
    lines = summary_csv(summary).splitlines()
    place = [cell.strip('"') for cell in lines[0].split(",")].index("fresh")
    assert [line.split('","')[place : place + 3] for line in lines[1:3]] == [["1", "0", "2"], ["1", "0", "2"]]


@pytest.mark.parametrize("form", ["html", "md"])
def test_the_document_tells_them_apart(scene: Scene, stranger: Client, form: str) -> None:
    scene.world.closed(scene.one)
    words = stranger.get(f"{HOME}/rounds/2/summary.{form}").text
    assert "How fresh the answers to clause 1.1 are" in words
    assert "Round 1" in words


def test_the_page_of_the_result_tells_them_apart(scene: Scene, stranger: Client) -> None:
    scene.world.closed(scene.one)
    words = stranger.get(f"{HOME}/results").words
    assert "Cast on this draft: 1. 2 votes more are carried over from an earlier draft." in words
    assert "2 seats have not said again what they said before the clause changed; they are not counted." in words
    assert "How fresh the answers are" in words


def test_a_round_that_began_empty_says_nothing_of_freshness(world: World, stranger: Client) -> None:
    made = world.a_consultation(slug="principles", categories=CATEGORIES)
    world.a_draft(made)
    one = world.a_round(made)
    world.votes(one, {"government": {"support": 2}})
    world.closed(one)
    assert "How fresh" not in stranger.get(f"{HOME}/results").words
    with world.reading():
        summary = export.gather(consultation=consultations.get_consultation("principles"))
    assert summary["round"]["carried_from"] is None
    assert told(summary["clauses"][0]["overall"]) == (2, 2, 0, 0)


def test_the_roll_call_says_how_fresh_each_answer_is_and_shows_no_stale_one(scene: Scene, stranger: Client) -> None:
    scene.world.closed(scene.one)
    first = rows(stranger, "1.1")
    assert [("Object" in row, "Not said again since the clause changed" in row) for row in first] == [
        (True, False), (False, True), (False, True),
    ]  # fmt: skip
    assert not any("Support" in row for row in first)
    second = rows(stranger, "1.2")
    assert ["Carried over" in row for row in second] == [True, False, True]
    with scene.world.reading():
        done = rounds.get_round(scene.made.id, scene.one.id)
        called = consensus.roll_call_of(done, scene.world.items(scene.one)[0].id)
    assert called.turnout["government"] == (1, 2)


def rows(client: Client, clause: str) -> list[str]:
    """Return the lines of the organisations in the roll call of a clause."""
    tables = client.get(f"{HOME}/rounds/2/roll-call?clause={clause}").root.all("table")
    return [row.text for row in tables[1].all("tr")[1:]]


@pytest.mark.parametrize("seed", range(3))
def test_fresh_carried_stale_and_absent_are_a_partition_of_the_seats(world: World, seed: int) -> None:
    """Over drafts changed at random: each seat is one of the four on each clause, and the votes are the first two."""
    chance = random.Random(seed)
    made = world.a_consultation(slug="principles", categories=CATEGORIES)
    people = [world.a_person() for _ in range(5)]
    for person in people:
        world.a_seat(made, "government", person_id=person)
    words = dict(WORDS)
    one: RoundView | None = None
    for draft in range(3):
        classes = {}
        for hint in words if draft else ():
            if chance.random() < 0.6:
                words[hint], classes[hint] = f"{words[hint]} Again {draft}.", chance.choice([1, 2, 3, 4])
        a_redraft(world, made, a_text(**words), classes)
        one = world.a_round(made)
        for item in world.items(one):
            for person in people:
                if chance.random() < 0.3:
                    world.a_vote(one, person, chance.choice(["support", "object", "no_opinion"]), item=item)
        _is_partition(world, one, len(people))
        world.closed(one)
        with world.reading():
            for clause in consensus.result_of(rounds.get_round(made.id, one.id))["clauses"]:
                row = clause["categories"][0]
                assert (
                    row["n"] == row["fresh"] + row["carried"] <= row["n"] + row["stale"] <= row["seats"] == len(people)
                )


def _is_partition(world: World, one: RoundView, seats: int) -> None:
    with world.reading():
        kinds = {each.seat_id: each.seat_id for each in rounds.electorate_of(one.consultation_id, one.id)}
        counted = voting.count_freshness(one.consultation_id, one.id, kinds)
    assert len(kinds) == seats
    assert set(counted.values()) <= {1}
    for item in world.items(one):
        told = [seat for found, seat, _ in counted if found == item.id]
        assert len(told) == len(set(told)) <= seats
