"""What is published of a group's place leaves open what a few people outside it answered."""

from itertools import product

import numpy as np
import pytest

from consult.consensus.rules.opinion import VoteMatrix, analyse
from consult.consensus.rules.opinion.votes import Floats, Integers
from consult.consensus.rules.opinion_publication import publish

CAMPS = (
    ("agree agree agree", 12),
    ("agree agree disagree", 2),
    ("disagree disagree disagree", 11),
    ("pass pass agree", 1),
)
ANSWERS = {"agree": 1, "pass": 0, "disagree": -1}
HALF_A_STEP = 0.25
"""Of the grid on which groups of 10 to 49 stand."""


@pytest.mark.parametrize("alone", list(product(ANSWERS, repeat=2)))
def test_all_answers_of_someone_in_no_group_fit_what_is_published(alone: tuple[str, str]) -> None:
    """With three statements every group's sums can be solved for where its centre is told to three digits."""
    found = analyse(VoteMatrix.of(votes(alone)), fewest=5).as_json()
    assert [group["members"] for group in found["groups"]] == [15, 11]
    axes = np.array([found["axes"][item["statement"]] for item in found["items"]])
    for group in found["groups"]:
        assert len(sums_that_fit(group["members"], group["centre"], axes, within=0.0006)) <= 3

    shown = publish(found, {"citizen": "pseudonymous"})
    assert shown["axes"] == found["axes"]
    assert {group["n"] for group in shown["items"][0]["groups"]} == {None}
    total = np.array([item["agree"] - item["disagree"] for item in shown["items"]])
    first, second = (
        sums_that_fit(group["members"], group["centre"], axes, within=HALF_A_STEP) for group in shown["groups"]
    )
    possible = {tuple(total - one - other) for one in first for other in second}
    assert {(one, other, 0) for one, other in product(ANSWERS.values(), repeat=2)} <= possible


def votes(alone: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Return the answers of two camps to three statements, and of one who did not answer the last."""
    rows = [
        (f"{camp}-{number}", str(place), answer)
        for camp, (sheet, people) in enumerate(CAMPS)
        for number in range(people)
        for place, answer in enumerate(sheet.split())
    ]
    return [*rows, *(("alone", str(place), answer) for place, answer in enumerate(alone))]


def sums_that_fit(members: int, centre: list[float], axes: Floats, *, within: float) -> Integers:
    """Return the sums of a group's answers, agree less disagree by statement, that its published place allows."""
    sums = np.array(list(product(range(-members, members + 1), repeat=len(axes))))
    places = (sums / members - axes[:, 0]) @ axes[:, 1:]
    return sums[np.all(np.abs(places - centre) <= within, axis=1)]
