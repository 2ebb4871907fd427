"""Casting: one seat, one current answer on an item, whatever its delegates do."""

import pytest

from consult.kernel.errors import Refused
from tests.conftest import Scene
from tests.world import World


def test_a_vote_gives_a_receipt_and_can_be_changed(world: World, scene: Scene) -> None:
    first = world.a_vote(scene.round, scene.people["citizen"], "support")
    second = world.a_vote(scene.round, scene.people["citizen"], "object")
    assert (first.version, second.version) == (1, 2)
    assert first.code != second.code
