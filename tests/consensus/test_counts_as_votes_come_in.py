"""Counts and margins follow a round vote by vote, and say what counting everything anew would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.consensus.rules.counts import StatementCounts
from consult.consensus.rules.margins import wilson_lower
from consult.consensus.rules.opinion import CountsAndMargins
from consult.consensus.rules.opinion.counting import Margin

ACTS = st.lists(
    st.tuples(st.sampled_from("ab"), st.integers(0, 4), st.sampled_from(["agree", "disagree", "pass"])), max_size=30
)
CATEGORY = {0: "citizen", 1: "citizen", 2: "company", 3: "company", 4: None}


@given(ACTS)
def test_counts_that_follow_every_vote_are_those_of_all_votes_together(acts: list[tuple[str, int, str]]) -> None:
    following, last = CountsAndMargins(), dict[tuple[str, int], str]()
    for statement, seat, answer in acts:
        said = following.answered(statement, answer, category=CATEGORY[seat], before=last.get((statement, seat)))
        last[statement, seat] = answer
        assert said == following.margin(statement)
    anew = CountsAndMargins.of((statement, CATEGORY[seat], answer) for (statement, seat), answer in last.items())
    for statement in "ab":
        for category in (None, "citizen", "company"):
            assert following.margin(statement, category) == anew.margin(statement, category)


def test_a_vote_changes_share_and_margin() -> None:
    counts = CountsAndMargins.of([("1", None, "agree"), ("1", None, "disagree"), ("1", None, "pass")])
    assert counts.answered("1", "agree", category="citizen").as_json() == {
        "agree": 2,
        "disagree": 1,
        "pass": 1,
        "n": 4,
        "share": {"exact": "2/3", "value": 2 / 3},
        "lower_bound": wilson_lower(2, 3),
    }
    assert counts.margin("1", "citizen").counts == StatementCounts(agree=1)


def test_where_nobody_took_a_side_there_is_no_share_and_no_margin() -> None:
    assert CountsAndMargins().margin("1") == Margin(StatementCounts(), None, None)
    passed = CountsAndMargins().answered("1", "pass")
    assert (passed.share, passed.lower_bound) == (None, None)
    assert passed.as_json()["share"] is None


@pytest.mark.parametrize(("answer", "before"), [("maybe", None), ("agree", "maybe"), ("agree", "disagree")])
def test_what_cannot_be_is_refused_and_nothing_is_counted(answer: str, before: str | None) -> None:
    counts = CountsAndMargins.of([("1", "citizen", "agree")])
    with pytest.raises(ValueError, match="not"):
        counts.answered("1", answer, category="citizen", before=before)
    with pytest.raises(ValueError, match="not"):
        counts.answered("1", "pass", category="company", before="agree")
    assert counts.margin("1").counts == StatementCounts(agree=1)
    assert counts.margin("1", "company").counts == StatementCounts()
