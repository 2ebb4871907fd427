"""Shares, thresholds, margins and the measure over groups."""

from fractions import Fraction
from math import isclose

import pytest

from consult.consensus.rules.groups import geometric_mean_of_groups, group_informed_consensus, groups_result
from consult.consensus.rules.margins import wilson_interval, wilson_lower
from consult.consensus.rules.shares import Share, mean_of, read_threshold, share_of

from .shared import SHARED, shared_json

CONVERSATIONS = sorted(path.parent.name for path in SHARED.glob("data/polis/*/reference.json"))


def test_the_lower_bound_is_published_with_six_digits_and_none_for_nobody() -> None:
    assert wilson_lower(8, 10) == 0.490162
    assert wilson_lower(5, 5) == 0.565518
    assert wilson_lower(0, 5) == 0.0
    assert wilson_lower(0, 0) is None


@pytest.mark.parametrize(("part", "whole"), [(3, 2), (-1, 2), (0, -1)])
def test_a_part_that_is_no_part_of_its_whole_is_refused(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match="of"):
        wilson_interval(part, whole)
    with pytest.raises(ValueError, match="of"):
        share_of(part, whole)


def test_a_share_is_shown_as_a_fraction_in_lowest_terms_and_as_a_number() -> None:
    share = share_of(16, 20)
    assert share == Share(Fraction(4, 5))
    assert share.as_json() == {"exact": "4/5", "value": 0.8}
    assert share_of(0, 0) is None
    assert Share(Fraction(1)).exact == "1/1"


def test_a_mean_of_shares_is_exact_and_undefined_where_one_of_them_is() -> None:
    half, third = Share(Fraction(1, 2)), Share(Fraction(1, 3))
    assert mean_of([half, third]) == Share(Fraction(5, 12))
    assert mean_of([half, None]) is None
    assert mean_of([None]) is None
    assert mean_of([]) is None


def test_a_threshold_of_0_67_is_not_two_thirds() -> None:
    assert read_threshold("0.67") != read_threshold("2/3")
    assert read_threshold("0.55") == Fraction(11, 20)


@pytest.mark.parametrize(
    "text", ["", "2/0", "-1/2", "1e-1", "3/2", "1.5", " 1/2", "1/2\n", "½", "١/٢", "0x1", "1_0/11"]
)
def test_a_threshold_that_is_no_plain_fraction_up_to_one_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="threshold"):
        read_threshold(text)


@pytest.mark.parametrize("conversation", CONVERSATIONS or ["absent"])
def test_every_comment_of_the_shared_conversations_has_polis_s_group_informed_consensus(conversation: str) -> None:
    reference = shared_json(f"data/polis/{conversation}/reference.json")
    comments = reference["comments"]
    assert comments
    for comment in comments.values() if isinstance(comments, dict) else comments:
        groups = {
            label: dict(zip(("agree", "disagree", "pass"), counts, strict=True))
            for label, counts in comment["groups"].items()
        }
        found = groups_result(groups)["group_informed_consensus"]
        assert isclose(found, comment["gic"], rel_tol=0, abs_tol=1e-12)


def test_groups_come_in_the_order_of_their_numbers_and_then_by_name() -> None:
    one = {"agree": 1, "disagree": 0, "pass": 1}
    rows = groups_result({"10": one, "b": one, "2": one, "a": one})["groups"]
    assert [row["group"] for row in rows] == ["2", "10", "a", "b"]
    assert rows[0] == {"group": "2", "agree": 1, "disagree": 0, "pass": 1}


def test_no_groups_have_no_group_informed_consensus() -> None:
    assert groups_result({}) == {"groups": [], "group_informed_consensus": None}


@pytest.mark.parametrize("group", [(3, 2), (-1, 2)])
def test_a_group_in_which_more_agreed_than_saw_is_refused(group: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="groups"):
        group_informed_consensus([group])


def test_the_geometric_mean_survives_many_groups() -> None:
    assert geometric_mean_of_groups([(0, 998)] * 400) == pytest.approx(0.001, rel=1e-12)
