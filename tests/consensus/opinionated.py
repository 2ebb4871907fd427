"""Conversations with opinions in them, and those in which nobody has any, for tests of what is found of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from consult.consultations.service import ConsultationView
from consult.intake import service as intake
from consult.rounds.service import RoundView
from tests.consensus.scenes import a_statement_round
from tests.shared_data import shared_path
from tests.world import World

STATEMENTS = tuple(f"Statement number {number}." for number in range(1, 9))
ONE_SIDE = "agree agree agree agree disagree disagree disagree agree"
OTHER_SIDE = "disagree disagree disagree pass agree agree agree agree"
BETWEEN = "agree disagree - pass - - - agree"
"""Two camps that agree on the last statement alone, and someone between who has answered five of the eight."""

CAMPS: Mapping[str, Sequence[str]] = {
    "citizen": [ONE_SIDE] * 9 + [OTHER_SIDE] * 7 + [BETWEEN] * 5,
    "company": [OTHER_SIDE] * 6,
}


def two_camps(world: World, **given: Any) -> tuple[ConsultationView, RoundView, dict[str, list[str]]]:
    """Return an open round with two camps in it, and its seats by category in the order of their answers."""
    return a_statement_round(world, STATEMENTS, CAMPS, **given)


def a_conversation(world: World, name: str = "scoop-hivemind.ubi", *, slug: str = "shared") -> RoundView:
    """Return a shared conversation of Polis as it was imported; skip the test where the shared data is absent."""
    folder = shared_path(f"data/polis/{name}")
    names = ("summary.csv", "comments.csv", "participants-votes.csv")
    with world.acting():
        return intake.import_polis(slug=slug, title="", files={name: (folder / name).read_bytes() for name in names})
