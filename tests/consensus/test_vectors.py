"""Every shared vector comes out exactly as it says, and none is of a rule that nobody knows."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from consult.consensus.rules.counts import PositionCounts
from consult.consensus.rules.figures import Voices
from consult.consensus.rules.multistakeholder import Parameters, decide
from tests.consensus import vectors_figures, vectors_institutions, vectors_integrity, vectors_measures
from tests.consensus.shared import VECTORS, agrees, all_vectors, vectors

BUILT: Mapping[str, Callable[[Any], Any]] = {
    **vectors_figures.BUILT,
    **vectors_institutions.BUILT,
    **vectors_integrity.BUILT,
    **vectors_measures.BUILT,
}
"""How the bare facts of a vector become what its rule or measure takes, and what it finds the vector's own words."""


@pytest.mark.parametrize("vector", all_vectors() or [None], ids=lambda vector: vector["name"] if vector else "absent")
def test_a_vector_comes_out_as_it_says(vector: Mapping[str, Any] | None) -> None:
    if vector is None:
        pytest.skip(f"the shared vectors are not here: {VECTORS.name}. CONSULT_RULE_VECTORS may name their file.")
    found, expected = BUILT[vector["rule"]](vector["inputs"]), vector["expected"]
    assert agrees(found, expected), (found, expected)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({"a": 1.0}, {"a": 1.00000001}),
        ([1, 2], [1]),
        ({"a": None}, {"a": 0.0}),
        (1, True),
        ("2/4", "1/2"),
        (None, {"a": 1}),
        ("a", ["a"]),
    ],
)
def test_what_differs_does_not_agree(found: Any, expected: Any) -> None:
    assert not agrees(found, expected)


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
