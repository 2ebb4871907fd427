"""A server with an open round, and browsers of those who race."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pytest
from flask import Flask

from consult.participation import service as participation
from consult.voting import service as voting
from consult.voting.service import ActView, BallotView
from tests.conftest import Scene
from tests.server import Browser, Server, serving
from tests.world import World


@dataclass
class Race:
    """A server, a scene in it, and the ballot that everyone races for."""

    world: World
    scene: Scene
    server: Server

    def browser(self, person_id: str) -> Browser:
        return self.server.browser(self.world.a_session(person_id))

    @cached_property
    def clause(self) -> str:
        return self.world.clauses(self.scene.round)[0].uid

    @property
    def ballot_page(self) -> str:
        return f"{self.scene.home}/rounds/{self.scene.round.number}/vote/{self.clause}"

    def two_delegates(self) -> list[str]:
        """Return two people who speak for one organisation."""
        first, second = self.world.a_person("First Delegate"), self.world.a_person("Second Delegate")
        scope = {"consultation_id": self.scene.consultation.id}
        with self.world.acting():
            made = participation.join_with_organisation(
                **scope, person_id=first, name="Ministry of Clocks (invented)", category="government", territory="NA"
            )
            participation.join_by_code(**scope, person_id=second, code=made.join_code)
        return [first, second]

    def acts(self, person_id: str) -> list[ActView]:
        with self.world.reading():
            return voting.acts_of(**self._seat(person_id))

    def ballots(self, person_id: str) -> dict[str, BallotView]:
        with self.world.reading():
            return voting.ballots_of(**self._seat(person_id))

    def _seat(self, person_id: str) -> dict[str, str]:
        scope = {"consultation_id": self.scene.consultation.id}
        seat = participation.require_seat(**scope, person_id=person_id)
        return {**scope, "round_id": self.scene.round.id, "seat_id": seat.id}


@pytest.fixture
def race(app: Flask, world: World, scene: Scene) -> Iterator[Race]:
    """Everything that a race needs."""
    with serving(app) as server:
        yield Race(world, scene, server)
