"""Check my receipt: in any spelling, in its own log, and never what the act contained."""

from collections.abc import Callable

import pytest

from consult.ledger import service as ledger
from consult.ledger.service import INSTANCE_LOG
from tests.client import Client
from tests.conftest import Scene
from tests.world import World


@pytest.fixture
def code(world: World, scene: Scene) -> str:
    """The receipt of a vote that has no place in the log yet."""
    return world.a_vote(scene.round, scene.people["delegate"], "reservation").code


@pytest.fixture
def page(scene: Scene) -> str:
    return f"/en/c/{scene.consultation.id}/log/receipt"


SPELLINGS: list[Callable[[str], str]] = [
    str,
    str.lower,
    lambda code: f" {code[:5]}-{code[5:]} ",
    " ".join,
    lambda code: code.replace("0", "O").replace("1", "l"),
]


@pytest.mark.parametrize("spelt", SPELLINGS)
def test_a_receipt_is_found_in_any_spelling(
    stranger: Client, page: str, code: str, spelt: Callable[[str], str]
) -> None:
    shown = stranger.fill(page, page, code=spelt(code))
    assert shown.status == 200
    assert "The log holds it" in shown.words


def test_a_receipt_has_a_place_once_the_sequencer_has_been_there(
    stranger: Client, world: World, scene: Scene, page: str, code: str
) -> None:
    assert "within a minute" in stranger.get(f"{page}?code={code}").words
    with world.acting():
        ledger.drain(scene.consultation.id)
    with world.reading():
        found = ledger.find_receipt(log_id=scene.consultation.id, typed=code)
    assert found is not None
    assert (found.code, found.kind, found.role, found.seq is not None) == (code, "vote.cast", "participant", True)
    assert f"{found.leaf_hash}" in stranger.get(f"{page}?code={code}").text
    assert "within a minute" not in stranger.get(f"{page}?code={code}").words


def test_a_receipt_shows_neither_the_vote_nor_the_voter(stranger: Client, page: str, code: str) -> None:
    shown = stranger.get(f"{page}?code={code}").text.lower()
    assert [word for word in ("reservation", "dinara", "dataworks") if word in shown] == []


@pytest.mark.parametrize("typed", ["7K3MA-Q2XF9", "nonsense", "0", "é" * 10, "x" * 2000, "7K3MAQ2XF9U"])
def test_a_code_that_the_log_does_not_hold_is_said_to_be_unknown(
    stranger: Client, page: str, code: str, typed: str
) -> None:
    shown = stranger.get(f"{page}?code={typed}", status=404)
    assert "holds nothing under this code" in shown.words


def test_a_receipt_is_found_in_its_own_log_only(stranger: Client, world: World, code: str) -> None:
    other = world.a_consultation()
    stranger.get(f"/en/c/{other.id}/log/receipt?code={code}", status=404)


@pytest.mark.parametrize("log", ["8d3f0c1e-4a52-4b6e-9d7f-2f6f3f1f9a10", INSTANCE_LOG, "principles", "0" * 36])
def test_a_log_that_is_not_there_or_not_open_is_not_found(stranger: Client, scene: Scene, log: str) -> None:
    stranger.get(f"/en/c/{log}/log/receipt", status=404)


def test_the_page_of_receipts_leads_back_to_its_consultation(stranger: Client, scene: Scene, page: str) -> None:
    shown = stranger.get(page)
    assert shown.link(scene.consultation.title) == f"{scene.home}/"
    assert shown.link("Log") == f"{scene.home}/log"
