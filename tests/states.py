"""What pages look like when they are empty, wait, are over, or say no: each state with someone who may see it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from consult.consultations.service import ConsultationView, Role
from consult.kernel import clock
from consult.moderation import service as moderation
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Reveal, for_categories
from consult.rounds.rules.states import Capacity, RoundKind
from consult.rounds.service import RoundView
from tests.conftest import Scene
from tests.world import TEXT, World


@dataclass(frozen=True, slots=True)
class State:
    """A page in a state: its address, who looks, how it answers, and what is sent from it to bring the state about."""

    path: str
    role: str = "stranger"
    status: int = 200
    action: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)


def states(world: World, scene: Scene) -> list[State]:
    """Return every state worth looking at."""
    return [
        *_empty(world, scene),
        *_quiet(world, scene),
        *_waiting(world, scene),
        *_over(world, scene),
        *_under_way(world, scene),
        *_refused(world, scene),
        *_closed_to(scene),
    ]


def _made(world: World, scene: Scene, slug: str) -> ConsultationView:
    """Return a consultation of the same organiser and moderator, with a seat for the citizen."""
    made = world.a_consultation(slug=slug, organiser=scene.people["organiser"])
    world.a_role(made, scene.people["moderator"], Role.MODERATOR)
    world.a_seat(made, "citizen", person_id=scene.people["citizen"])
    return made


def _empty(world: World, scene: Scene) -> list[State]:
    """Nothing is there yet: no text, no round, no result."""
    home = f"/en/c/{_made(world, scene, 'bare').slug}"
    for_everyone = ("/", "/d/", "/vote", "/results", "/answers", "/log")
    for_organisers = ("/", "/desk", "/seats", "/rounds/new")
    return [
        *(State(f"{home}{path}") for path in for_everyone),
        *(State(f"{home}{path}", "organiser") for path in for_organisers),
        State(f"{home}/moderate", "moderator"),
        State(f"{home}/vote", "citizen"),
    ]


def _quiet(world: World, scene: Scene) -> list[State]:
    """A round is open, and nobody has said anything."""
    made = _made(world, scene, "quiet")
    world.a_draft(made, TEXT)
    world.a_round(made)
    home = f"/en/c/{made.slug}"
    return [
        State(f"{home}/d/1?open=1.1"),
        State(f"{home}/d/1/1.1", "citizen"),
        State(f"{home}/rounds/1/history", "citizen"),
        State(f"{home}/moderate", "moderator"),
        State(f"{home}/desk", "organiser"),
        State(f"{home}/results"),
    ]


def _waiting(world: World, scene: Scene) -> list[State]:
    """A round is announced, or closed and not counted, or counted and not revealed."""
    announced, closed, hidden = (_made(world, scene, slug) for slug in ("announced", "closed", "hidden"))
    for made in (announced, closed, hidden):
        world.a_draft(made, TEXT)
    _announce(world, announced)
    uncounted = world.a_round(closed)
    with world.acting():
        rounds.close(
            consultation_id=closed.id,
            round_id=uncounted.id,
            by_role="organiser",
            by_person=None,
            early=True,
            reason="x",
        )
    world.closed(world.a_round(hidden, reveal=Reveal.AT_PUBLICATION))
    for_everyone = [
        State(f"/en/c/{made.slug}{path}", role)
        for made in (announced, closed, hidden)
        for path in ("/", "/vote", "/results")
        for role in ("stranger", "citizen")
    ]
    return [*for_everyone, *(State(f"/en/c/{made.slug}/desk", "organiser") for made in (announced, closed, hidden))]


def _announce(world: World, made: ConsultationView) -> RoundView:
    with world.acting() as session:
        moment = clock.now(session)
        planned = rounds.plan_round(
            consultation_id=made.id,
            kind=RoundKind.STATEMENTS,
            draft_id=None,
            opens_at=moment + timedelta(days=1),
            closes_at=moment + timedelta(days=8),
        )
        terms = for_categories(RoundKind.STATEMENTS, made.categories, deciding_body="The assembly")
        return rounds.announce_round(consultation_id=made.id, round_id=planned.id, by_person=None, terms=terms)


def _over(world: World, scene: Scene) -> list[State]:
    """A round is closed: what could be done in it cannot be done any more."""
    made = _made(world, scene, "over")
    world.a_draft(made, TEXT)
    one = world.a_round(made)
    world.a_vote(one, scene.people["citizen"], "object")
    item = world.items(one)[0].id
    world.closed(one)
    home = f"/en/c/{made.slug}"
    return [
        State(f"{home}/", "citizen"),
        State(f"{home}/vote", "citizen"),
        State(f"{home}/d/1/1.1", "citizen"),
        State(f"{home}/rounds/1/vote/{item}", "citizen"),
        State(f"{home}/d/1/1.1/comment", "citizen"),
        State(f"{home}/rounds/1/close", "moderator"),
        State(f"{home}/answers", "organiser"),
        State(f"{home}/desk", "organiser"),
    ]


def _under_way(world: World, scene: Scene) -> list[State]:
    """One of two has consented to an early close; everything is answered."""
    with world.acting():
        moderation.consent_to_close(
            consultation_id=scene.consultation.id,
            round_id=scene.round.id,
            capacity=Capacity.MODERATOR,
            person_id=scene.people["moderator"],
            reason="Everyone has voted.",
        )
    asked, said = _made(world, scene, "asked"), _made(world, scene, "said")
    for made in (asked, said):
        one = world.a_round(made, kind=RoundKind.STATEMENTS, statements=("Machines may vote.",))
    world.a_vote(one, scene.people["citizen"], "agree")
    return [
        *(State(f"{scene.home}/rounds/1/close", role) for role in ("moderator", "organiser")),
        State(f"{scene.home}/moderate", "moderator"),
        State("/en/c/asked/vote", "citizen"),
        State("/en/c/asked/vote", "citizen", 422, "/vote", {"position": "perhaps"}),
        State("/en/c/said/vote", "citizen"),
    ]


def _refused(world: World, scene: Scene) -> list[State]:
    """Each form with something wrong in it: the same form, what needs correcting, and what was typed."""
    home, long = scene.home, "x" * 10_001
    comment = world.a_comment(scene.round, scene.people["delegate"], "Name who stops it.")
    seat = world.a_seat(scene.consultation, "company", name="Dials (invented)", is_verified=False)
    item = world.items(scene.round)[0].id
    return [
        State("/en/sign-in", action="/sign-in", status=422, typed={"email": "nobody"}),
        State("/en/sign-in/code", action="/sign-in/code", status=422, typed={"code": "1"}),
        State(
            "/en/sign-in/password",
            action="/sign-in/password",
            status=422,
            typed={"email": "a@example.org", "password": "x"},
        ),
        State("/en/register", action="/register", status=422, typed={"email": "nobody", "name": ""}),
        State("/en/profile", "citizen", 422, "/profile", {"name": "", "zone": "Moon"}),
        State("/en/profile", "citizen", 422, "/profile/password", {"password": "short"}),
        State(f"{home}/join", "newcomer", 422, "/join/organisation", {"name": "", "category": ""}),
        State(f"{home}/join", "newcomer", 422, "/join/code", {"code": "no such code"}),
        State(f"{home}/d/1/1.1/comment", "citizen", 422, "/comment", {"text": ""}),
        State(f"{home}/d/1/1.1/comment", "citizen", 422, "/comment", {"text": long}),
        State(f"{home}/comments/{comment}/report", "citizen", 422, "/report", {"rule": ""}),
        State(f"{home}/rounds/1/vote/{item}", "citizen", 422, f"/vote/{item}", {"position": "perhaps"}),
        State(f"{home}/moderate/{comment}", "moderator", 422, f"/moderate/{comment}", {"action": "hide", "rule": ""}),
        State(f"{home}/rounds/1/close", "organiser", 422, "/close", {"reason": ""}),
        State(f"{home}/rounds/1/cancel", "organiser", 422, "/cancel", {"reason": ""}),
        State(f"{home}/seats/{seat.id}", "organiser", 422, f"/seats/{seat.id}", {"state": ""}),
        State(f"{home}/roles", "organiser", 422, "/roles", {"email": "nobody@example.org"}),
        State(f"{home}/drafts/new", "organiser", 422, "/drafts/new", {"text": ""}),
        State("/en/new", "organiser", 422, "/new", {"title": "", "slug": "principles"}),
    ]


def _closed_to(scene: Scene) -> list[State]:
    """Pages that are not there, or not for this person, or not now."""
    return [
        State("/en/nothing", status=404),
        State(f"{scene.home}/nothing", status=404),
        State(f"{scene.home}/d/9", status=404),
        State(f"{scene.home}/desk", "citizen", 403),
        State(f"{scene.home}/moderate", "newcomer", 403),
        State(f"{scene.home}/rounds/1/publish", "organiser"),
    ]
