"""For the groups that Polis published we say what two other programs counted, and what red-dwarf 0.4.0 says."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from statistics import mean
from typing import Any

import pytest

from consult.consensus.rules.opinion import Analysis, analyse
from consult.consensus.rules.opinion.results import Representative
from consult.consensus.rules.opinion.tallying import AGREE, DISAGREE, PASS
from tests.consensus.conversations import CONVERSATIONS, conversation
from tests.consensus.likeness import likeness

RED_DWARF = json.loads((Path(__file__).parent / "red_dwarf.json").read_text(encoding="utf-8"))["conversations"]
"""What red-dwarf 0.4.0 says; benchmarks/red_dwarf_figures.py wrote it, and it names its sources."""
TWELVE_DIGITS = 5.1e-13
SIX_DIGITS = 5.1e-7


@cache
def given(name: str) -> Analysis:
    """Return the analysis of a conversation with its published groups."""
    one = conversation(name)
    return analyse(one.votes, moderated_out=one.rejected, groups=one.groups)


@cache
def own(name: str) -> Analysis:
    """Return the analysis of a conversation with the groups that are found in it."""
    one = conversation(name)
    return analyse(one.votes, moderated_out=one.rejected)


def counted(tally: Sequence[int]) -> list[int]:
    return [tally[AGREE], tally[DISAGREE], tally[PASS]]


def listed(name: str) -> dict[str, Any]:
    """Return what is known of the statements that moderation did not reject."""
    comments = conversation(name).reference["comments"]
    return {str(one["comment_id"]): one for one in comments if one["moderated"] != -1}


def as_red_dwarf_writes(one: Representative) -> dict[str, Any]:
    return {
        "tid": int(one.statement),
        "repful-for": one.side,
        "n-success": one.counts.agree if one.side == "agree" else one.counts.disagree,
        "n-trials": one.counts.n,
        "p-success": pytest.approx(one.share, rel=0, abs=SIX_DIGITS),
        "p-test": pytest.approx(one.z_share, rel=0, abs=SIX_DIGITS),
        "repness": pytest.approx(one.representativeness, rel=0, abs=SIX_DIGITS),
        "repness-test": pytest.approx(one.z_representativeness, rel=0, abs=SIX_DIGITS),
    }


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_counts_of_everyone_and_of_each_published_group_are_those_of_two_other_programs(name: str) -> None:
    assert {
        item.statement: (counted(item.answers), {group: counted(tally) for group, tally in item.groups.items()})
        for item in given(name).items
    } == {number: ([one["agree"], one["disagree"], one["pass"]], one["groups"]) for number, one in listed(name).items()}


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_group_informed_consensus_is_that_of_two_other_programs(name: str) -> None:
    assert {item.statement: item.group_informed_consensus for item in given(name).items} == {
        number: pytest.approx(one["gic"], rel=0, abs=TWELVE_DIGITS) for number, one in listed(name).items()
    }


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_group_informed_disagreement_is_that_of_red_dwarf(name: str) -> None:
    theirs = RED_DWARF[name]["disagreement_of_groups"]
    ours = {item.statement: item.group_informed_disagreement for item in given(name).items}
    assert {number: ours[number] for number in theirs if number in ours} == {
        number: pytest.approx(value, rel=0, abs=SIX_DIGITS) for number, value in theirs.items() if number in ours
    }
    assert len(theirs.keys() & ours.keys()) > 20


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_the_statements_that_represent_a_published_group_are_those_of_red_dwarf_with_its_figures(name: str) -> None:
    theirs = {
        group: [{key: row[key] for key in row if key not in {"best-agree", "n-agree"}} for row in rows]
        for group, rows in RED_DWARF[name]["representative"].items()
    }
    assert theirs == {
        group.label: [as_red_dwarf_writes(one) for one in group.representative] for group in given(name).groups
    }


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_what_everyone_agrees_or_disagrees_with_is_what_red_dwarf_finds(name: str) -> None:
    theirs = RED_DWARF[name]["consensus"]
    assert {side: list(numbers) for side, numbers in given(name).consensus.items()} == theirs


def test_our_own_groups_are_no_less_like_the_published_ones_than_red_dwarf_s_are() -> None:
    ours = {name: likeness(own(name).members, conversation(name).groups) for name in CONVERSATIONS}
    theirs = {name: mean(RED_DWARF[name]["own_groups"]["adjusted_rand"]) for name in CONVERSATIONS}
    assert mean(ours.values()) >= mean(theirs.values())
