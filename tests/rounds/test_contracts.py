"""The contract of a round: written the same way everywhere, fixed by its digest, with defaults that protect people."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import pytest
import rfc8785

from consult.rounds.rules.contract import (
    BALLOT_SCALE,
    CLOCKS,
    STATEMENT_SCALE,
    Blocking,
    Contract,
    Effect,
    Reopens,
    Reveal,
    Terms,
    canonical,
    contract_of,
    digest,
    for_categories,
    terms_of_contract,
)

ORGANISATIONS = ("government", "international_organisation", "company", "research_institution", "civil_society")
CATEGORIES = (*ORGANISATIONS, "citizen")
DRAFT = {"number": 1, "sha256": "ab" * 32}
SHA256 = "7cf280e741fdd5ed8aa6669896fc3d4247cfe7849b1bd27133637604ed95a626"


def a_contract(terms: Terms | None = None, *, draft: Mapping[str, Any] | None = DRAFT) -> dict[str, Any]:
    return contract_of(
        terms or for_categories("ballot", CATEGORIES),
        consultation="c1",
        round_id="r1",
        number=2,
        draft=draft,
        opens_at="2026-11-23T21:00:00.000Z",
        closes_at="2026-12-23T21:00:00.000Z",
        rule_version="1",
        formula_version="2026.1",
    )


def read(contract: Mapping[str, Any]) -> Contract:
    return Contract.read(canonical(contract))


def test_a_contract_says_everything_in_json_values() -> None:
    small = for_categories(
        "ballot",
        ["citizen"],
        deciding_body="The ministry",
        mandate="Resolution 7",
        decision_makers=[{"name": "Dina Decider", "office": "Minister", "since": "2026-01-01"}],
        languages=("en", "ar"),
    )
    assert a_contract(small) == {
        "version": 5,
        "consultation": "c1",
        "round": {"id": "r1", "number": 2, "kind": "ballot"},
        "draft": DRAFT,
        "dates": {"opens_at": "2026-11-23T21:00:00.000Z", "closes_at": "2026-12-23T21:00:00.000Z"},
        "scale": ["support", "can_live_with", "reservation", "object", "no_opinion"],
        "bundle": "multistakeholder",
        "rule": {"id": "multistakeholder", "version": "1", "parameters": {}},
        "formula_version": "2026.1",
        "categories": [
            {
                "id": "citizen",
                "counting": ["claimed", "evidence_sent", "verified"],
                "disclosure": "pseudonymous",
                "importance": True,
                "blocking": "co_signed",
            }
        ],
        "country_position": "government_seat",
        "reveal": "at_freeze",
        "effect": "advisory",
        "deciding_body": "The ministry",
        "mandate": "Resolution 7",
        "decision_makers": [{"name": "Dina Decider", "office": "Minister", "since": "2026-01-01"}],
        "voted_kinds": ["clause"],
        "languages": ["en", "ar"],
        "authentic_languages": ["en"],
        "review_threshold": "95/100",
        "recorded_answers": None,
        "minimum_comment_views": 20,
        "objections": {"co_signers": 10, "clocks": {"acknowledge": 3, "answer": 10, "grace": 5}, "public": True},
        "one_per_state": True,
        "one_per_corporate_group": True,
        "reopens": "all",
        "left_out": [],
        "observers": [],
    }


def test_a_contract_s_digest_is_the_same_in_every_installation_and_release() -> None:
    written = canonical(a_contract())
    assert digest(written) == hashlib.sha256(written).hexdigest() == SHA256


def test_the_order_in_which_values_were_given_does_not_change_the_digest() -> None:
    contract = a_contract()
    turned = json.loads(json.dumps({name: contract[name] for name in reversed(contract)}))
    assert canonical(turned) == canonical(contract)


@pytest.mark.parametrize(
    "given",
    [
        {"bundle": "poll"},
        {"rule": "simple_majority"},
        {"parameters": {"n_min": 3}},
        {"reveal": Reveal.AT_PUBLICATION},
        {"effect": Effect.BINDS_ORGANISER},
        {"deciding_body": "The assembly"},
        {"mandate": "Resolution 8"},
        {"decision_makers": ({"name": "Dina Decider", "office": "Minister", "since": "2026-01-01"},)},
        {"voted_kinds": ("clause", "principle")},
        {"languages": ("en", "ar")},
        {"authentic_languages": ("en", "ar")},
        {"review_threshold": "1/2"},
        {"country_position": "none"},
        {"minimum_comment_views": 5},
        {"importance": dict.fromkeys(CATEGORIES, True)},
        {"disclosure": dict.fromkeys(CATEGORIES, "roll_call")},
        {"counting": dict.fromkeys(CATEGORIES, ("verified",))},
        {"blocking": dict.fromkeys(CATEGORIES, "nobody")},
        {"co_signers": 5},
        {"clocks": {"acknowledge": 1, "answer": 2, "grace": 3}},
        {"objections_public": False},
        {"one_per_state": False},
        {"one_per_corporate_group": False},
        {"reopens": Reopens.CONTESTED},
        {"left_out": ("c1",)},
        {"observers": ("citizen",)},
    ],
)
def test_any_other_term_is_another_contract(given: dict[str, Any]) -> None:
    other = canonical(a_contract(for_categories("ballot", CATEGORIES, **given)))
    assert digest(other) != SHA256


def test_a_contract_is_read_back_with_what_other_rooms_ask_of_it() -> None:
    contract = read(a_contract())
    assert contract.sha256 == SHA256
    assert contract.content == a_contract()
    assert contract.scale == BALLOT_SCALE
    assert contract.categories == CATEGORIES
    assert contract.reveal is Reveal.AT_FREEZE


def test_a_round_asks_about_the_clauses_that_it_votes_on_and_not_about_those_that_are_settled() -> None:
    terms = for_categories("ballot", CATEGORIES, left_out=("settled",))
    contract = read(a_contract(terms))
    assert contract.left_out == {"settled"}
    assert read(a_contract()).left_out == frozenset()
    kinds = [("open", "clause"), ("settled", "clause"), ("open", "section")]
    assert [contract.asks_about(*one) for one in kinds] == [True, False, False]
    silent = read(a_contract(for_categories("silence", CATEGORIES)))
    assert not silent.asks_about("open", "clause"), "nobody votes in a silence"


def test_verified_organisations_block_and_citizens_do_with_others_who_sign() -> None:
    contract = read(a_contract())
    assert {contract.may_block(one) for one in ORGANISATIONS} == {Blocking.VERIFIED}
    assert contract.may_block("citizen") is Blocking.CO_SIGNED
    assert contract.may_block("press") is Blocking.NOBODY


def test_nobody_blocks_under_a_contract_that_says_nothing_of_objections() -> None:
    older = a_contract()
    older["categories"] = [{name: each[name] for name in each if name != "blocking"} for each in older["categories"]]
    del older["objections"]
    assert {read(older).may_block(one) for one in CATEGORIES} == {Blocking.NOBODY}
    assert read(older).objections == {"co_signers": 10, "clocks": CLOCKS, "public": True}
    assert set(terms_of_contract(older).blocking.values()) == {Blocking.NOBODY}


def test_organisations_answer_by_roll_call_and_citizens_under_a_pseudonym() -> None:
    assert read(a_contract()).disclosure == {**dict.fromkeys(ORGANISATIONS, "roll_call"), "citizen": "pseudonymous"}


@pytest.mark.parametrize(
    ("category", "verification", "counts"),
    [
        ("government", "verified", True),
        ("government", "claimed", False),
        ("government", "evidence_sent", False),
        ("citizen", "claimed", True),
        ("citizen", "verified", True),
        ("citizen", "refused", False),
        ("citizen", "expired", False),
        ("church", "verified", False),
        (None, "verified", False),
    ],
)
def test_verified_organisations_count_and_citizens_from_their_claim_on(
    category: str | None, verification: str, counts: bool
) -> None:
    assert read(a_contract()).counts(category, verification) is counts


@pytest.mark.parametrize(
    ("category", "is_asked"), [("citizen", True), ("government", False), ("church", False), (None, False)]
)
def test_only_citizens_are_asked_how_much_a_clause_matters(category: str | None, is_asked: bool) -> None:
    assert read(a_contract()).asks_importance(category) is is_asked


def test_a_statement_round_has_its_own_scale_and_no_draft() -> None:
    contract = read(a_contract(for_categories("statements", ()), draft=None))
    assert contract.scale == STATEMENT_SCALE
    assert contract.content["draft"] is None
    assert (contract.categories, contract.disclosure) == ((), {})


@pytest.mark.parametrize("submits", [True, False])
def test_a_contract_on_statements_says_whether_participants_submit_any(submits: bool) -> None:
    content = a_contract(for_categories("statements", (), statements_from_participants=submits), draft=None)
    assert content["statements_from_participants"] is submits
    assert read(content).statements_from_participants is submits
    assert terms_of_contract(content).statements_from_participants is submits


def test_under_older_contracts_on_statements_nobody_submits_any_and_others_say_nothing_of_it() -> None:
    content = a_contract(for_categories("statements", ()), draft=None)
    older = {name: value for name, value in content.items() if name != "statements_from_participants"}
    assert read(older).statements_from_participants is False
    assert terms_of_contract(older).statements_from_participants is False
    assert "statements_from_participants" not in a_contract()
    assert terms_of_contract(a_contract()).statements_from_participants is True, "the next round takes them as usual"


@pytest.mark.parametrize("value", [2**53, float("nan"), "\ud800", {1: "a"}, {1, 2}])
def test_a_value_without_a_canonical_form_is_refused(value: Any) -> None:
    with pytest.raises(rfc8785.CanonicalizationError):
        canonical(a_contract(for_categories("ballot", CATEGORIES, parameters={"n_min": value})))


def test_a_contract_of_ratings_says_how_many_rounds_its_panel_has_and_asks_for_no_importance() -> None:
    terms = for_categories("rating", ["citizen"], rule="delphi_70_15", bundle="delphi", most_rounds=2)
    content = a_contract(terms)
    assert content["panel"] == {"most_rounds": 2, "stability": "net_change", "change_limit": "3/20"}
    assert content["scale"] == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "no_opinion"]
    found = read(content)
    assert (found.most_rounds, terms_of_contract(content).most_rounds) == (2, 2)
    assert not found.asks_importance("citizen")
    assert terms_of_contract(content).importance == {"citizen": True}, "the next round of votes asks again"
    assert "panel" not in a_contract()
    assert read(a_contract()).most_rounds == 3
