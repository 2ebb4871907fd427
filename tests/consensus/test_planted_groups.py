"""Groups that were planted are found again, and noise is not taken for groups."""

import numpy as np
import pytest

from consult.consensus.rules.opinion.results import Result
from tests.consensus.planted import a_conversation
from tests.consensus.recovery import RECOVERED, Case, analysed, groups_to_recover, noise_without_groups


def named(case: Case) -> str:
    return case.name


def test_everyone_in_a_planted_conversation_cast_the_votes_that_were_asked_for() -> None:
    made = a_conversation(500, 200, density=0.05, at_least=30)
    counts = np.diff(made.starts)
    assert counts.min() == 30
    assert len(made.values) == len(set(zip(made.rows.tolist(), made.columns.tolist(), strict=True))) == counts.sum()


@pytest.mark.parametrize("case", [*groups_to_recover()], ids=named)
def test_planted_groups_are_recovered(case: Case) -> None:
    found, likeness = analysed(case, seed=1)
    assert found.finding == Result.CLEAR_GROUPS
    assert len(found.groups) == case.groups
    assert likeness >= RECOVERED


@pytest.mark.parametrize("case", [*noise_without_groups()], ids=named)
def test_noise_is_reported_as_no_clear_groups(case: Case) -> None:
    found, _ = analysed(case, seed=1)
    assert found.finding == Result.NO_CLEAR_GROUPS


@pytest.mark.prove
@pytest.mark.parametrize(
    "case", [*groups_to_recover((1_000, 10_000)), *groups_to_recover((1_000,), unequal=True)], ids=named
)
def test_planted_groups_are_recovered_whatever_the_seed(case: Case) -> None:
    likenesses = {seed: analysed(case, seed)[1] for seed in range(1, 21)}
    assert {seed: likeness for seed, likeness in likenesses.items() if likeness < RECOVERED} == {}


@pytest.mark.prove
@pytest.mark.parametrize("case", [*noise_without_groups((50, 100, 1_000, 10_000))], ids=named)
def test_noise_is_reported_as_no_clear_groups_whatever_the_seed(case: Case) -> None:
    findings = {seed: analysed(case, seed)[0].finding for seed in range(1, 21)}
    assert {seed: finding for seed, finding in findings.items() if finding != Result.NO_CLEAR_GROUPS} == {}
