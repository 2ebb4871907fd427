"""What a frozen result says of how evenly statements were heard, and what it leaves out of those that were rejected."""

from typing import Any

import pytest
from sqlalchemy import event

from consult.consensus import service as consensus
from consult.consultations.service import ConsultationView
from consult.kernel.db import db
from consult.rounds import service as rounds
from consult.rounds.service import RoundView
from consult.voting import service as voting
from tests.client import Client
from tests.deliberation.stating import SEEDS, accepted, asking, rejected, submitted
from tests.world import World


@pytest.fixture
def made(world: World) -> ConsultationView:
    return world.a_consultation(slug="say")


def result_of(world: World, one: RoundView) -> dict[str, Any]:
    with world.reading():
        return consensus.result_of(rounds.get_round(one.consultation_id, one.id))


def companies(world: World, made: ConsultationView, count: int) -> list[str]:
    """Return people who speak for new companies, whose answers are public."""
    people = [world.a_person() for _ in range(count)]
    for person in people:
        world.a_seat(made, "company", person_id=person)
    return people


def answered(world: World, one: RoundView, people: list[str], text: str, position: str = "agree") -> None:
    item = next(each for each in world.items(one) if each.text == text)
    for person in people:
        world.a_vote(one, person, position, item=item)


def test_exposure_is_counted_whatever_was_said_and_by_whose_statements_they_are(
    world: World, made: ConsultationView
) -> None:
    one, people = asking(world, made, minimum_comment_views=6), companies(world, made, 8)
    accepted(world, one, people[0], "Ask those concerned.", lang="fr")
    answered(world, one, people, SEEDS[0], "pass")
    answered(world, one, people[:7], SEEDS[1], "disagree")
    answered(world, one, people[:5], "Ask those concerned.")
    world.closed(one)
    found = result_of(world, one)["exposure"]
    assert found["all"] == {"asked": 3, "answers_per_statement": 6.666667, "gini": 0.1, "below_minimum": 1}
    assert [(row["category"], row["asked"], row["answers_per_statement"]) for row in found["categories"]] == [
        ("company", 1, 5.0),
        ("organiser", 2, 7.5),
    ]
    assert [(row["lang"], row["below_minimum"]) for row in found["languages"]] == [("en", 0), ("fr", 1)]
    assert found["submitted"] == {"accepted": 1, "rejected": 0, "waiting": 0, "withdrawn": 0}


def test_words_that_were_not_accepted_stand_in_no_result_and_their_number_does(
    world: World, made: ConsultationView
) -> None:
    one, people = asking(world, made), companies(world, made, 2)
    taken_out = accepted(world, one, people[0], "Call this number.")
    answered(world, one, people, "Call this number.")
    rejected(world, one, taken_out)
    submitted(world, one, people[1], "Too late.")
    world.closed(one)
    result = result_of(world, one)
    assert [each["text"] for each in result["statements"]] == [*SEEDS, None]
    assert result["exposure"]["submitted"] == {"accepted": 0, "rejected": 1, "waiting": 1, "withdrawn": 0}
    assert "Call this number." not in str(result)
    assert "Too late." not in str(result)


def test_the_answers_to_what_was_rejected_later_stand_in_the_result_and_on_its_page_without_its_words(
    world: World, stranger: Client, made: ConsultationView
) -> None:
    one, people = asking(world, made), companies(world, made, 8)
    rejected(world, one, submitted(world, one, people[0], "Nobody was asked this."))
    taken_out = accepted(world, one, people[0], "Call this number.")
    answered(world, one, people, SEEDS[0])
    answered(world, one, people, "Call this number.")
    rejected(world, one, taken_out)
    world.closed(one)
    last = result_of(world, one)["statements"][-1]
    told = {name: last[name] for name in ("id", "number", "text", "lang", "moderated", "rejected_under", "agree")}
    assert told == {
        "id": taken_out, "number": 4, "text": None, "lang": "en", "moderated": "rejected",
        "rejected_under": "off_topic", "agree": 8,
    }  # fmt: skip
    page = stranger.get("/en/c/say/rounds/1/results/4")
    assert "Moderators rejected this statement, so its words are not published." in page.words
    assert "under the rule “It has nothing to do with the text”" in page.words
    assert "8 people answered." in page.words
    stranger.get("/en/c/say/rounds/1/results/3", status=404)
    for part in ("", "/4/rows", "/4"):
        assert "Call this number." not in stranger.get(f"/en/c/say/rounds/1/results{part}").words
    assert "its words are not published" in stranger.get("/en/c/say/rounds/1/results?order=number").words
    for part in ("opinions", "lists"):
        assert "Call this number." not in stranger.get(f"/en/c/say/rounds/1/{part}").words


def test_other_rounds_say_nothing_of_exposure(world: World, made: ConsultationView) -> None:
    world.a_draft(made)
    one = world.a_round(made)
    world.closed(one)
    assert "exposure" not in result_of(world, one)


def test_seats_are_counted_once_for_each_statement_while_they_answer(world: World, made: ConsultationView) -> None:
    one, people = asking(world, made), companies(world, made, 3)
    first, second = world.items(one)
    answered(world, one, people, SEEDS[0])
    answered(world, one, people[:1], SEEDS[0], "disagree")
    answered(world, one, people[:2], SEEDS[1])
    with world.reading():
        assert voting.exposure_in(made.id, one.id) == {first.id: 3, second.id: 2}


def test_the_page_of_the_result_says_it_in_a_sentence_and_a_table(
    world: World, stranger: Client, made: ConsultationView
) -> None:
    one, people = asking(world, made, minimum_comment_views=6), companies(world, made, 6)
    answered(world, one, people, SEEDS[0])
    accepted(world, one, people[0], "Ask those concerned.", lang="fr")
    world.closed(one)
    page = stranger.get("/en/c/say/rounds/1/results")
    part = page.by_id("exposure").text
    assert "2 of 3 statements were answered by fewer than 6 seats." in part
    assert "The Gini coefficient of all is 0.67;" in part
    assert "Participants submitted 1 statement: 1 accepted, 0 rejected, 0 not read in time, 0 withdrawn." in part


def test_a_result_without_answers_says_so_in_words(world: World, stranger: Client, made: ConsultationView) -> None:
    world.closed(asking(world, made))
    page = stranger.get("/en/c/say/rounds/1/results")
    assert "Nobody answered a statement, or too few to say how evenly." in page.by_id("exposure").text


def test_a_sitting_counts_all_of_its_statements_in_one_act(world: World, made: ConsultationView) -> None:
    one, (person,) = asking(world, made), companies(world, made, 1)
    answers = [voting.Answer(item, "agree") for item in world.items(one)]
    seen: list[str] = []
    with world.acting():
        note = lambda *given: seen.append(given[2])  # noqa: E731 - SQLAlchemy forgets a listener by its identity
        event.listen(db.engine, "before_cursor_execute", note)
        voting.cast_all(answers=answers, person_id=person)
        event.remove(db.engine, "before_cursor_execute", note)
    assert len([each for each in seen if "INTO exposure" in each]) == 1
    with world.reading():
        assert voting.exposure_in(made.id, one.id) == {answer.item.id: 1 for answer in answers}
