"""Every shared vector of a rule that is built here comes out exactly as it says."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from consult.consensus.rules.counts import PositionCounts
from consult.consensus.rules.decision import Case
from consult.consensus.rules.figures import Voices
from consult.consensus.rules.multistakeholder import Parameters, decide
from consult.consensus.rules.registry import RULES
from tests.consensus.shared import VECTORS, all_vectors, vectors

NOT_BUILT = frozenset(
    {
        "account_age_hypergeom", "approval", "benjamini_hochberg", "bridging_intercept", "burst_poisson",
        "cen_weighted_vote", "co_participation_npmi", "concurrent_majorities", "cross_rule", "delphi_70_15", "eu_qmv",
        "five_way_straw_poll", "ieee_sa_ballot", "iqr_and_cv", "iso_dis_fdis", "itu_aap_state_machine",
        "itu_tap_consultation", "k_anonymity", "kendall_w", "kish_ess", "minhash_jaccard", "minhash_lsh",
        "ordinal_agreement", "post_stratification", "pseudonym", "raking", "rand_ucla", "rough_consensus_gate",
        "round_stability_15pct", "round_stability_wilcoxon", "schulze_winning_votes", "score", "silence_procedure",
        "simhash", "small_cell_suppression", "sociocratic_consent", "star", "vote_vector_similarity",
        "w3c_consensus_level", "w3c_council_short_circuit", "w3c_council_vote",
    }
)  # fmt: skip
"""The rules and measures that have vectors and are not built yet; whoever builds one takes it out of here."""

ELSEWHERE = frozenset({"group_informed_consensus", "threshold_exact", "wilson_95"})
"""Measures whose vectors `test_exact_figures.py` holds."""


def un_present_and_voting(given: Mapping[str, Any]) -> dict[str, Any]:
    """Map a vote of member states; whoever is present and casts no vote abstains."""
    rule = RULES["un_present_and_voting"]
    quorum = "majority" if "members" in given else "none"
    voting = given["yes"] + given["no"]
    abstaining = max(given["abstain"], given.get("present", 0) - voting)
    counts = PositionCounts(support=given["yes"], object=given["no"], no_opinion=abstaining)
    case = Case(voices=(Voices("government", given.get("members", counts.n), counts),))
    found = rule.decide(case, rule.read({"majority": given.get("majority", "simple"), "quorum": quorum}))
    return {"present_and_voting": sum(found.counted.values()), "outcome": found.verdict}


BUILT: Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "un_present_and_voting": un_present_and_voting,
}
"""How the bare facts of a vector become a case of the rule, and what it finds the vector's own words."""


@pytest.mark.parametrize(
    "vector",
    [one for one in all_vectors() if one["rule"] in BUILT] or [None],
    ids=lambda vector: vector["name"] if vector else "absent",
)
def test_a_vector_comes_out_as_it_says(vector: Mapping[str, Any] | None) -> None:
    if vector is None:
        pytest.skip(f"the shared vectors are not here: {VECTORS.name}. CONSULT_RULE_VECTORS may name their file.")
    found = BUILT[vector["rule"]](vector["inputs"])
    assert {name: found.get(name) for name in vector["expected"]} == vector["expected"]


def test_every_vector_is_of_a_rule_that_is_built_or_known_not_to_be() -> None:
    assert {one["rule"] for one in all_vectors()} - set(BUILT) - ELSEWHERE - NOT_BUILT == set()


def test_nothing_that_is_built_is_still_listed_as_not_built() -> None:
    assert NOT_BUILT & (set(RULES) | set(BUILT) | ELSEWHERE) == set()
    assert set(BUILT) <= set(RULES)


def test_the_shares_of_concurrent_majorities_are_those_of_agreement_in_every_category() -> None:
    """The two rules differ in their quorum; where every group has one, they agree on which groups fall short."""
    checked = 0
    for vector in vectors("concurrent_majorities"):
        given, expected = vector["inputs"], vector["expected"]
        if expected["not_quorate"]:
            continue
        checked += 1
        voices = []
        for group, said in given["groups"].items():
            counts = PositionCounts(support=said["yes"], object=said["no"], no_opinion=said["abstain"])
            voices.append(Voices(group, counts.n, counts))
        figures = decide(voices, Parameters(n_min=given["min_group_n"])).figures
        shares = {one.category: one.share.exact if one.share else None for one in figures}
        assert shares == expected["ratios"]
        failing = [one.category for one in figures if one.share and one.share.of_whole <= Parameters().share_threshold]
        assert failing == expected["failing"]
    assert checked
