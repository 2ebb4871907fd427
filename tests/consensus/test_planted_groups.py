"""Groups that were planted are found again, and noise is not taken for groups."""

import pytest

from consult.consensus.rules.opinion.results import Result
from tests.consensus.recovery import RECOVERED, Case, analysed, groups_to_recover, noise_without_groups


def named(case: Case) -> str:
    return case.name


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
