"""The pages on which the opinions in a round of statements are read, address by address, and their states."""

from consult.consensus.service.live import ask_for_pictures
from consult.kernel.jobs import run_due_jobs
from consult.rounds.rules.contract import Disclosure, Reveal
from consult.rounds.rules.states import RoundKind
from tests.conftest import Scene
from tests.consensus.opinionated import ONE_SIDE, STATEMENTS, two_camps
from tests.consensus.scenes import CATEGORIES, a_statement_round
from tests.world import World

Address = tuple[str, str, str]
"""The endpoint of a page, its address, and who visits it."""
PUBLIC = {"disclosure": dict.fromkeys(CATEGORIES, Disclosure.ROLL_CALL)}


def answered_alike(world: World, scene: Scene) -> list[Address]:
    """Return the pages of a counted conversation with two camps in it, held twice, in which the citizen answered."""
    citizen = scene.people["citizen"]
    consultation, first, _ = two_camps(world, slug="camps", terms=PUBLIC)
    world.a_seat(consultation, person_id=citizen)
    for item, answer in zip(world.items(first), ONE_SIDE.split(), strict=True):
        world.a_vote(first, citizen, answer, item=item)
    world.closed(first)
    second = world.a_round(
        consultation, kind=RoundKind.STATEMENTS, statements=(*STATEMENTS[:3], "A new one."), **PUBLIC
    )
    world.votes(second, {"company": {"agree": 4, "disagree": 2}}, item=world.items(second)[0])
    world.closed(second)
    home = "/en/c/camps/rounds/1"
    return [
        ("consensus.results", f"{home}/results", "stranger"),
        ("consensus.results", f"{home}/results?order=division", "stranger"),
        ("consensus.opinions", f"{home}/opinions", "citizen"),
        ("consensus.opinions", f"{home}/opinions", "stranger"),
        ("consensus.clause_result", f"{home}/results/1", "stranger"),
        ("consensus.rows", f"{home}/results/1/rows", "stranger"),
        ("consensus.compared", f"{home}/compared/2", "stranger"),
        *_of_clauses(world),
    ]


def _of_clauses(world: World) -> list[Address]:
    """Return the rows of a clause, and two rounds on two drafts side by side."""
    made = world.a_consultation(slug="twice", categories=("government", "company"))
    for words in ("Machines serve people.", "Machines serve people, always."):
        world.a_draft(made, f"# First\n\n{words} {{#serve}}\n")
        one = world.a_round(made)
        world.votes(one, {"government": {"support": 3, "object": 2}, "company": {"support": 5}})
        world.closed(one)
    home = "/en/c/twice/rounds/1"
    return [
        ("consensus.rows", f"{home}/results/1.1/rows", "stranger"),
        ("consensus.compared", f"{home}/compared/2", "stranger"),
    ]


def unanswered(world: World) -> list[tuple[str, str]]:
    """Return pages, with who visits them, where there is nothing to be found, nothing to be shown yet, or a live picture."""
    consultation, empty, _ = a_statement_round(world, STATEMENTS[:2], {}, slug="unanswered")
    world.closed(empty)
    world.a_round(consultation, kind=RoundKind.STATEMENTS, statements=STATEMENTS[:2])
    two_camps(world, slug="live", terms={"reveal": Reveal.LIVE, **PUBLIC})
    with world.reading():
        ask_for_pictures()
        run_due_jobs()
    first, second = "/en/c/unanswered/rounds/1", "/en/c/unanswered/rounds/2"
    pages = ("results", "opinions", "results/1", "results/1/rows")
    addresses = [f"{home}/{page}" for home in (first, second) for page in pages]
    live = [f"/en/c/live/rounds/1/{page}" for page in ("results", "opinions", "results/1")]
    return [(address, "stranger") for address in (*addresses, f"{first}/compared/2", *live)]
