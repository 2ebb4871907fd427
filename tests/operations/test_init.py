"""Preparing an installation: what it makes, what it leaves alone, and how its first organiser gets in."""

import re
from pathlib import Path

from consult.accounts import service as accounts
from consult.kernel.secrets import make_secret_key
from consult.operations import service
from tests.client import Client
from tests.operations.conftest import Installation
from tests.server import at_once
from tests.world import World

LINK = re.compile(r"http://127\.0\.0\.1:8000(/en/sign-in/link/\S+)")


def link_in(output: str) -> str:
    found = LINK.search(output)
    assert found, output
    return found.group(1)


def test_init_makes_what_an_installation_needs_and_says_where(installation: Installation) -> None:
    output = installation.run("init").output
    assert f"Instance folder: {installation.folder}" in output
    assert installation.settings.shown_database in output
    assert link_in(output)
    assert "Next: `consult serve`, then open the link" in output
    installation.run("list")
    made = list(installation.folder.iterdir())
    assert "secret.key" in {each.name for each in made}
    assert all(each.stat().st_mode & 0o077 == 0 for each in made), "others on this machine can read it"


def test_init_again_makes_a_new_link_and_changes_nothing_else(installation: Installation) -> None:
    first = link_in(installation.run("init").output)
    key = (installation.folder / "secret.key").read_text()
    second = link_in(installation.run("init").output)
    with installation.opened() as world:
        Client(world.app).get(first, status=410)
        Client(world.app).get(second)
    assert (installation.folder / "secret.key").read_text() == key


def test_the_first_organiser_gets_in_by_the_link_and_then_needs_none(installation: Installation) -> None:
    link = link_in(installation.run("init").output)
    with installation.opened() as world:
        organiser = Client(world.app)
        assert organiser.fill(link, link.removeprefix("/en")).headers["Location"] == "/en/"
        organiser.get("/en/profile")
    assert "one-time link" not in installation.run("init").output


def test_a_first_organiser_without_an_address_whose_sessions_are_over_gets_a_new_link(
    installation: Installation,
) -> None:
    link = link_in(installation.run("init").output)
    with installation.opened() as world:
        organiser = Client(world.app)
        organiser.fill(link, link.removeprefix("/en"))
        organiser.post("/en/sign-out", status=303)
    assert link_in(installation.run("init").output)


def test_a_first_organiser_with_an_address_signs_in_by_letter(installation: Installation) -> None:
    link = link_in(installation.run("init", "--organiser", "Olga@Example.org").output)
    with installation.opened() as world:
        organiser = Client(world.app)
        organiser.fill(link, link.removeprefix("/en"))
        organiser.post("/en/sign-out", status=303)
        organiser.fill("/en/sign-in", "/sign-in", email="olga@example.org")
    installation.run("work", "--once")
    assert "one-time link" not in installation.run("init").output
    assert "To: olga@example.org" in installation.run("mail", "--last").output


def test_an_address_that_is_none_or_another_person_s_is_refused(prepared: Installation) -> None:
    assert "not an e-mail address" in prepared.run("init", "--organiser", "olga", status=1).stderr
    with prepared.opened() as world, world.acting():
        accounts.add_person(name="Amina Otieno", email="amina@example.org")
    assert (
        "Another account has this address" in prepared.run("init", "--organiser", "amina@example.org", status=1).stderr
    )


def test_a_folder_that_cannot_be_made_is_named(installation: Installation, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "file" in installation.run("init", status=2, CONSULT_INSTANCE=str(tmp_path / "file" / "instance")).stderr


def test_preparing_twice_at_once_happens_one_after_the_other(installation: Installation) -> None:
    make_secret_key(installation.settings)

    def prepare(world: World) -> None:
        with world.reading():
            service.upgrade(installation.settings)

    with installation.opened() as first, installation.opened() as second:
        at_once(lambda: prepare(first), lambda: prepare(second))
    installation.run("list")
