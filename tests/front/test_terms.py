"""Which rounds a way of deciding is for, and what of it an organiser may choose."""

import pytest

from consult.consensus.rules.bundles import BUNDLES
from consult.consensus.rules.registry import PROCEDURES
from consult.front.rules.terms import CHOOSING, FEWEST, chosen_terms, fewest_in, fits, kind_of

OF_BOTH = ("ballot", "statements")
KINDS = {
    **dict.fromkeys(("multistakeholder", "poll", "majorities", "two_to_one", "un"), OF_BOTH),
    **dict.fromkeys(("standards", "w3c"), ("ballot",)),
    **dict.fromkeys(("delphi", "panel"), ("rating",)),
}


@pytest.mark.parametrize("bundle", BUNDLES)
def test_every_way_of_deciding_is_for_the_rounds_whose_answers_it_reads(bundle: str) -> None:
    kinds = ("comment", "ballot", "rating", "silence", "statements")
    assert tuple(kind for kind in kinds if fits(kind, bundle)) == KINDS[bundle]


@pytest.mark.parametrize("bundle", BUNDLES)
def test_the_fewest_voices_stand_in_the_terms_only_where_the_rule_asks_for_them(bundle: str) -> None:
    terms = chosen_terms(KINDS[bundle][0], ["citizen"], bundle=bundle, fewest=7)
    assert terms.bundle == bundle
    assert [terms.parameters[name] for name in FEWEST if name in terms.parameters] == [7] * bool(fewest_in(bundle))


def test_three_ways_of_deciding_ask_for_a_number_of_voices_each_by_a_name_of_its_own() -> None:
    found = {bundle: fewest_in(bundle) for bundle in BUNDLES}
    assert {bundle: name for bundle, name in found.items() if name} == {
        "multistakeholder": "n_min",
        "majorities": "min_group_n",
        "w3c": "min_support",
    }


@pytest.mark.parametrize(
    ("kind", "way", "rule"), [("comment", "comments", "comments_only"), ("silence", "silence", "silence_procedure")]
)
def test_a_round_in_which_nobody_votes_goes_its_own_way(kind: str, way: str, rule: str) -> None:
    terms = chosen_terms(kind, ["citizen"], bundle="poll", fewest=7)
    assert (terms.kind, terms.bundle, terms.rule, terms.parameters) == (kind, way, rule, {})
    assert kind in PROCEDURES[rule].scales


def test_the_first_round_is_of_the_kind_that_its_way_of_deciding_reads() -> None:
    assert {bundle: kind_of(bundle) for bundle in BUNDLES if kind_of(bundle) != "ballot"} == {
        "delphi": "rating",
        "panel": "rating",
    }


def test_a_choice_among_options_is_made_by_the_method_chosen_and_on_the_ballots_that_it_reads() -> None:
    question = {"question": "Which?", "options": ("A", "B")}
    terms = {
        rule: chosen_terms("options", ["citizen"], bundle="poll", fewest=7, choose_by=rule, **question)
        for rule in CHOOSING
    }
    assert {rule: (one.bundle, one.rule, one.parameters) for rule, one in terms.items()} == {
        rule: ("options", rule, {}) for rule in CHOOSING
    }
    assert {one.ballot_form for one in terms.values()} == {"approvals", "ranks", "scores"}
    assert chosen_terms("ballot", ["citizen"], bundle="poll", fewest=7, choose_by="star").rule == BUNDLES["poll"].rule
