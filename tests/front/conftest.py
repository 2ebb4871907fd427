"""What tests of the front share: a consultation that is being set up, and its organiser."""

import pytest
from flask import Flask

from consult.consultations.service import ConsultationView
from tests.client import Client
from tests.world import World


@pytest.fixture
def planner_id(world: World) -> str:
    """Someone who sets a consultation up."""
    return world.a_person("Pia Planner")


@pytest.fixture
def plan(world: World, planner_id: str) -> ConsultationView:
    """A consultation called `plan` of which nothing is known but its title."""
    given = {"title": "Machines", "purpose": "", "organiser": planner_id}
    return world.a_consultation(slug="plan", is_announced=False, has_notices=False, **given)


@pytest.fixture
def planner(app: Flask, world: World, plan: ConsultationView, planner_id: str) -> Client:
    """The browser of who sets the consultation `plan` up."""
    return Client(app, world.a_session(planner_id))
