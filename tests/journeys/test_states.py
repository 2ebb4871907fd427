"""Pages that are empty, wait, are over or say no are as good to use as any other."""

from collections.abc import Callable

import pytest
from flask import Flask

from consult.accounts import service as accounts
from consult.kernel.errors import Unreachable
from consult.web.guards import anyone
from tests.conftest import Scene
from tests.journeys.conftest import Visit
from tests.journeys.looking import NARROW, WIDE, problems, send
from tests.states import State, states
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("app", ["sqlite"], indirect=True)]
FAILURES = (
    (State("/en/broken", status=500), RuntimeError("ours")),
    (State("/en/unreachable", status=503), Unreachable()),
)


@pytest.fixture
def failing(app: Flask) -> list[State]:
    """Two addresses that fail: by our fault, and for want of the database."""
    for number, (state, failure) in enumerate(FAILURES):
        app.add_url_rule(state.path.replace("/en/", "/<lang:lang>/"), f"failing-{number}", _raiser(failure))
    return [state for state, _ in FAILURES]


def _raiser(failure: Exception) -> Callable[[], str]:
    @anyone
    def fail() -> str:
        raise failure

    return fail


@pytest.fixture
def prepared(world: World, scene: Scene) -> list[State]:
    """Return every state, brought about."""
    with world.acting():
        accounts.grant_instance_role(person_id=scene.people["organiser"], role=accounts.InstanceRole.ORGANISER)
    return states(world, scene)


@pytest.mark.parametrize(("lang", "width"), [("en", NARROW), ("ar", WIDE)])
def test_every_state_is_there_for_everyone(
    visit: Callable[..., Visit],
    scene: Scene,
    failing: list[State],
    prepared: list[State],
    lang: str,
    width: int,
) -> None:
    found: list[str] = []
    for role in sorted({state.role for state in prepared}):
        person = visit()
        if role in scene.people:
            person.sign_in(scene.people[role])
        for state in (each for each in [*prepared, *failing] if each.role == role):
            name = f"{state.path} {state.action} ({lang})"
            status = shown(person, state, lang)
            found += [] if status == state.status else [f"{name}: {status} and not {state.status}"]
            found += [f"{name}: {problem}" for problem in problems(person.page, axe_at=(width,))]
    assert found == [], "\n".join(found)


def shown(person: Visit, state: State, lang: str) -> int:
    """Bring the state onto the person's screen; return how the page answered."""
    answer = person.page.goto(person.server.address + state.path.replace("/en/", f"/{lang}/", 1))
    if state.action:
        return send(person.page, state.action, state.typed)
    return answer.status if answer else 0
