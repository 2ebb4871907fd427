"""What a contract says of counts that are shown meanwhile, and of groups that software looks for."""

from collections.abc import Mapping
from typing import Any

import pytest

from consult.rounds import service as rounds
from consult.rounds.rules.contract import Contract, Reveal, canonical, for_categories, terms_of_contract
from consult.rounds.rules.contract.terms import may_be_live
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from tests.client import Client
from tests.rounds.test_contracts import CATEGORIES, a_contract
from tests.world import World


def read(content: Mapping[str, Any]) -> Contract:
    return Contract.read(canonical(content))


def a_live_round(world: World, **terms: Any) -> RoundView:
    consultation = world.a_consultation(slug="live")
    given = {"reveal": Reveal.LIVE, **terms}
    return world.a_round(consultation, kind=RoundKind.STATEMENTS, statements=("Explain it.",), **given)


def test_a_contract_about_statements_says_whether_groups_are_looked_for_and_usually_they_are() -> None:
    usual = for_categories("statements", CATEGORIES)
    without = for_categories("statements", CATEGORIES, opinion_groups=False)
    assert [a_contract(one)["opinion_groups"] for one in (usual, without)] == [True, False]
    assert [read(a_contract(one)).has_opinion_groups for one in (usual, without)] == [True, False]
    assert terms_of_contract(a_contract(without)).opinion_groups is False


def test_only_counts_of_statements_may_be_shown_meanwhile_and_only_where_the_contract_says_so() -> None:
    assert [kind for kind in RoundKind if may_be_live(kind)] == [RoundKind.STATEMENTS]
    shown = [for_categories("statements", CATEGORIES, reveal=when) for when in (Reveal.LIVE, Reveal.AT_FREEZE)]
    assert [read(a_contract(one)).is_live for one in shown] == [True, False]


def test_nothing_is_said_of_groups_where_clauses_are_voted_on_whatever_was_chosen() -> None:
    content = a_contract(for_categories("ballot", CATEGORIES, opinion_groups=True))
    assert "opinion_groups" not in content
    assert not read(content).has_opinion_groups


def test_no_groups_are_looked_for_under_a_contract_from_before_they_were() -> None:
    older = a_contract(for_categories("statements", CATEGORIES))
    del older["opinion_groups"]
    assert not read(older).has_opinion_groups


def test_the_result_of_a_live_round_is_revealed_at_its_freeze_and_not_before(world: World) -> None:
    one = a_live_round(world)
    with world.reading():
        contract = rounds.contract_of_round(one.consultation_id, one.id)
    assert contract.is_live
    assert not rounds.is_revealed(one, contract)
    assert rounds.is_revealed(world.closed(one), contract)


@pytest.mark.parametrize("kind", [RoundKind.BALLOT, RoundKind.RATING])
def test_positions_on_a_text_are_shown_to_nobody_meanwhile(world: World, kind: RoundKind) -> None:
    consultation = world.a_consultation()
    world.a_draft(consultation)
    with pytest.raises(rounds.LiveUnavailable) as refused:
        world.a_round(consultation, kind=kind, reveal=Reveal.LIVE)
    assert refused.value.field == "reveal"
    with world.reading():
        assert rounds.list_rounds(consultation.id) == []


def test_the_contract_s_page_says_in_words_what_is_shown_meanwhile_and_what_groups_are(
    world: World, stranger: Client
) -> None:
    a_live_round(world)
    words = stranger.get("/en/c/live/rounds/1").words
    assert "at least five people have answered it" in words
    assert "never decide anything" in words


def test_the_contract_s_page_says_that_no_groups_are_looked_for(world: World, stranger: Client) -> None:
    a_live_round(world, opinion_groups=False, reveal=Reveal.AT_FREEZE)
    words = stranger.get("/en/c/live/rounds/1").words
    assert "None are looked for." in words
    assert "at least five people" not in words
