"""The pages of a live round: what moderators decide meanwhile, and what is said once the round is over."""

import pytest

from consult.consultations.service import ConsultationView
from consult.rounds.rules.contract import Disclosure
from consult.rounds.service import RoundView
from tests.client import Client
from tests.consensus.opinionated import ONE_SIDE, OTHER_SIDE, STATEMENTS
from tests.consensus.scenes import CATEGORIES, a_statement_round
from tests.consensus.test_live_pictures import LIVE, renewed, voters
from tests.deliberation.stating import accepted, rejected
from tests.world import World

MAP = "/en/c/statements/rounds/1/opinions"
OPEN = {**LIVE, "statements_from_participants": True, "disclosure": dict.fromkeys(CATEGORIES, Disclosure.ROLL_CALL)}
WORDS = "Ask those whom it hurts."


@pytest.fixture
def live(world: World) -> tuple[ConsultationView, RoundView, str]:
    """A live round with a picture of two camps, set apart by a statement that a participant submitted, and its id."""
    consultation, one, _ = a_statement_round(world, STATEMENTS[:1], {}, terms=OPEN)
    author, *people = voters(world, consultation, 19)
    submitted = accepted(world, one, author, WORDS)
    for number in range(2, 8):
        accepted(world, one, author, f"Another sentence, number {number}.")
    items = world.items(one)
    for place, person in enumerate(people):
        for item, answer in zip(items, (ONE_SIDE if place % 2 else OTHER_SIDE).split(), strict=True):
            world.a_vote(one, person, answer, item=item)
    assert renewed(world, one) is not None
    return consultation, one, submitted


def test_a_statement_that_is_rejected_after_the_picture_was_drawn_stands_nowhere_on_the_pages(
    world: World, stranger: Client, live: tuple[ConsultationView, RoundView, str]
) -> None:
    _, one, submitted = live
    says = next(each for each in stranger.get(MAP).root.all("section") if each.get("aria-labelledby") == "says")
    assert WORDS in says.text
    rejected(world, one, submitted)
    page = stranger.get(MAP)
    assert page.heading == "Two groups answered differently"
    assert WORDS not in page.words
    assert "Another sentence" in page.words
    for beside in ("/lists", "/results", "/results/1", "/results/2", "/results/2/rows", "/roll-call"):
        stranger.get(f"/en/c/statements/rounds/1{beside}")
    world.closed(one)
    for beside in ("/opinions", "/lists", "/results", "/results/1/rows", "/roll-call"):
        assert WORDS not in stranger.get(f"/en/c/statements/rounds/1{beside}").words
