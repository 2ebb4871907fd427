"""Real words at their longest: Chinese and German statements, comments of agencies, names without end; nothing overflows."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from consult.consultations.service import ConsultationView, Role
from consult.rounds.rules.states import RoundKind
from tests.conftest import Scene
from tests.journeys.conftest import Visit
from tests.journeys.looking import NARROW, WIDE, ZOOMED, problems
from tests.shared_data import shared_path
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("app", ["sqlite"], indirect=True)]
CONVERSATIONS = ("vtaiwan.uberx", "austria-climate.7z7ejpbmv5.2022-08-08")
UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
ADDRESS = "https://example.org/" + "a-very-long-address-that-nobody-would-break/" * 5
CLAUSES = 300


@pytest.fixture
def comments() -> list[dict[str, str]]:
    """The longest comments that agencies wrote on a draft, the longest of 3,000 characters first."""
    rows = _read(shared_path("data/comment-sheets-nist-800-63-4/comments.csv"))
    return sorted(rows, key=lambda row: -len(row["comment"]))[:8]


@pytest.fixture
def statements() -> tuple[str, ...]:
    """The longest Chinese and German statements that a round takes."""
    found: list[str] = []
    for name in CONVERSATIONS:
        said = {" ".join(row["comment-body"].split()) for row in _read(shared_path(f"data/polis/{name}/comments.csv"))}
        found += sorted((one for one in said if len(one) <= 300), key=len)[-12:]
    return tuple(found)


@pytest.fixture
def long(world: World, scene: Scene, comments: list[dict[str, str]]) -> ConsultationView:
    """A consultation with a closed round of long comments by seats with long names, and a round on 300 clauses."""
    made = world.a_consultation(slug="long", title=f"Principles of the {UNBROKEN}", organiser=scene.people["organiser"])
    world.a_role(made, scene.people["moderator"], Role.MODERATOR)
    world.a_role(made, scene.people["organiser"], Role.EDITOR)
    world.a_seat(made, "citizen", person_id=scene.people["citizen"])
    body = comments[0]["comment"][:1500].replace("\n", " ")
    world.a_draft(made, f"# {UNBROKEN}\n\n{body} {ADDRESS}\n\n{UNBROKEN}, says {ADDRESS}.\n")
    one = world.a_round(made, deciding_body=f"The {UNBROKEN}")
    for number, row in enumerate(comments):
        person = world.a_person(f"Amina {UNBROKEN[:90]}")
        world.a_seat(made, "company", person_id=person, name=f"{row['organisation']} {number} {UNBROKEN[:120]}")
        said = world.a_comment(
            one, person, f"{row['comment'][:6000]}\n\n{row['suggested_change']}\n\n{ADDRESS}\n{UNBROKEN}"
        )
        world.a_vote(one, person, "object" if number % 2 else "support")
    world.a_vote(one, scene.people["citizen"], "reservation")
    world.answering(world.closed(one))
    world.a_proposal(one, said, scene.people["organiser"], reason=f"{UNBROKEN} {ADDRESS}")
    world.a_draft(made, "\n\n".join(f"# {UNBROKEN[:60]} {n}\n\n{body[:600]}" for n in range(1, CLAUSES + 1)))
    world.a_round(made)
    return made


@pytest.fixture
def spoken(world: World, scene: Scene, statements: tuple[str, ...]) -> ConsultationView:
    """A consultation with long statements in Chinese and German: a round of them is counted, another is open."""
    made = world.a_consultation(slug="spoken", organiser=scene.people["organiser"])
    world.a_seat(made, "citizen", person_id=scene.people["citizen"])
    counted = world.a_round(made, kind=RoundKind.STATEMENTS, statements=statements)
    world.votes(counted, {"citizen": {"agree": 5, "disagree": 2}})
    world.closed(counted)
    world.a_round(made, kind=RoundKind.STATEMENTS, statements=statements)
    return made


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_nothing_overflows(
    visit: Callable[..., Visit], scene: Scene, long: ConsultationView, spoken: ConsultationView, lang: str
) -> None:
    home = f"/{lang}/c/{long.slug}"
    paths = {
        "": (f"{home}/", f"{home}/d/1", f"{home}/d/2", f"{home}/results", f"{home}/log", f"{home}/rounds/1"),
        "citizen": (f"{home}/d/1/1.1", f"{home}/d/2/9.1", f"{home}/vote", f"/{lang}/c/{spoken.slug}/vote"),
        "moderator": (f"{home}/moderate",),
        "organiser": (f"{home}/desk", f"{home}/answers", f"{home}/seats", f"/{lang}/c/{spoken.slug}/results"),
    }
    found: list[str] = []
    for role, seen in paths.items():
        person = visit()
        if role:
            person.sign_in(scene.people[role])
        for path in seen:
            person.go(path)
            found += [f"{path}: {problem}" for problem in too_wide(person)]
    assert found == [], "\n".join(found)


def too_wide(person: Visit) -> list[str]:
    return problems(person.page, axe_at=(), reflow_at=(ZOOMED, NARROW, WIDE))


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
