"""The page of a round's contract: what was fixed, and the bytes that were hashed."""

import hashlib
import json

import rfc8785
from sqlalchemy import update

from consult.ledger import service as ledger
from consult.rounds import service as rounds
from consult.rounds.tables import Contract as ContractRow
from tests.client import Client
from tests.conftest import Scene
from tests.world import World


def test_everyone_can_recompute_the_fingerprint_from_the_page(stranger: Client, scene: Scene) -> None:
    page = stranger.get(f"{scene.home}/rounds/1")
    content = json.loads("".join(page.root.all("pre")[0].pieces))
    assert hashlib.sha256(rfc8785.dumps(content)).hexdigest() in page.words
    assert "The assembly" in page.words


def test_a_round_that_is_not_there_has_no_contract(stranger: Client, scene: Scene) -> None:
    for number in ("2", "0", "99999999999999999999"):
        stranger.get(f"{scene.home}/rounds/{number}", status=404)


def test_nothing_changes_an_open_round_s_contract(organiser: Client, scene: Scene) -> None:
    """Threat T5: there is no address for it."""
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(organiser.http, method)(f"{scene.home}/rounds/1", data={"csrf_token": organiser.proof()})
        assert answer.status_code == 405


def test_a_contract_changed_behind_everyone_s_back_no_longer_has_the_digest_in_the_log(
    world: World, scene: Scene
) -> None:
    """Threat T5: whoever edits the row has not edited the log."""
    with world.acting() as session:
        changed = rounds.contract_of_round(scene.consultation.id, scene.round.id).content | {"reveal": "at_publication"}
        session.execute(update(ContractRow).values(canonical=rfc8785.dumps(changed)))
        ledger.drain(scene.consultation.id)
    with world.reading():
        (logged,) = (act for act in ledger.replay(scene.consultation.id) if act.leaf["type"] == "policy.set")
        contract = rounds.contract_of_round(scene.consultation.id, scene.round.id)
    assert (logged.content or {})["contract"] != contract.sha256


def test_a_page_about_a_round_quotes_the_contract_of_that_round_and_other_pages_the_current_one(
    world: World, stranger: Client, scene: Scene
) -> None:
    world.closed(scene.round)
    world.a_round(scene.consultation)
    assert "The rules of round 1 were fixed" in stranger.get(f"{scene.home}/rounds/1/results").words
    assert "The rules of round 2 were fixed" in stranger.get(f"{scene.home}/log").words
