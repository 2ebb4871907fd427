"""Every table of the pages of results has a name, so that whoever hears the page knows what it is about."""

from consult.rounds.rules.contract import Disclosure, Reveal
from tests.client import Client, Page
from tests.consensus.crowds import a_round_with_every_list
from tests.consensus.opinionated import two_camps
from tests.consensus.scenes import CATEGORIES
from tests.consensus.test_live_pictures import renewed
from tests.world import World

PUBLIC = {"disclosure": dict.fromkeys(CATEGORIES, Disclosure.ROLL_CALL)}


def unnamed(page: Page) -> list[str]:
    """Return the words of the tables that have neither a caption nor a heading that names them."""
    ids = {each.get("id") for each in page.root.all("h2", "h3") if each.text}
    return [
        table.text[:80]
        for table in page.root.all("table")
        if not table.all("caption") and table.get("aria-labelledby") not in ids
    ]


def tables(client: Client, *paths: str) -> dict[str, tuple[bool, list[str]]]:
    """Return for each page whether it has a table, and which of them have no name."""
    pages = {path: client.get(path) for path in paths}
    return {path: (bool(page.root.all("table")), unnamed(page)) for path, page in pages.items()}


def test_tables_of_a_round_of_positions_have_names(world: World, stranger: Client) -> None:
    a_round_with_every_list(world)
    paths = ("/en/c/crowd/rounds/1/lists", "/en/c/crowd/rounds/1/results/1.1/rows")
    found = tables(stranger, *paths)
    assert found == dict.fromkeys(paths, (True, []))


def test_tables_of_a_round_of_statements_have_names(world: World, stranger: Client) -> None:
    _, one, _ = two_camps(world, terms=PUBLIC)
    world.closed(one)
    names = ("opinions", "lists", "results", "results/1/rows")
    paths = [f"/en/c/statements/rounds/1/{name}" for name in names]
    assert tables(stranger, *paths) == dict.fromkeys(paths, (True, []))


def test_the_table_of_a_live_picture_has_a_name(world: World, stranger: Client) -> None:
    _, one, _ = two_camps(world, terms={"reveal": Reveal.LIVE, **PUBLIC})
    assert renewed(world, one) is not None
    path = "/en/c/statements/rounds/1/opinions"
    assert tables(stranger, path) == {path: (True, [])}
