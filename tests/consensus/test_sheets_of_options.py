"""Sheets of seats become ballots of the form that a way of choosing reads; figures that tell are left out."""

import pytest

from consult.consensus.rules.decision import BallotForm
from consult.consensus.rules.options.schulze_winning_votes import Ranks
from consult.consensus.rules.options.sheets import Sheet, ballots_of, choose, figures_of, tells, without_figures
from consult.consensus.rules.registry import METHODS

OPTIONS = ("a", "b", "c")
BLANK = dict.fromkeys(OPTIONS, "no_opinion")


def sheets(*said: dict[str, str], category: str = "government") -> list[Sheet]:
    return [Sheet(category, {**BLANK, **each}) for each in said]


def test_what_is_left_open_is_on_no_ballot_and_a_blank_sheet_is_none() -> None:
    given = sheets({"a": "approve"}, {}, {"b": "approve", "c": "approve"})
    assert ballots_of(BallotForm.APPROVALS, given) == (["a"], ["b", "c"])
    assert ballots_of(BallotForm.SCORES, sheets({"a": "5", "b": "0"}, {})) == ({"a": 5, "b": 0},)
    ranked = sheets({"a": "2", "b": "1", "c": "2"}, {"c": "3"})
    assert ballots_of(BallotForm.RANKS, ranked) == (Ranks((("b",), ("a", "c"))), Ranks((("c",),)))
    with pytest.raises(ValueError, match="ratings"):
        ballots_of(BallotForm.RATINGS, given)


@pytest.mark.parametrize(
    ("method", "said", "ahead"),
    [
        ("approval", [{"a": "approve"}, {"a": "approve", "b": "approve"}], ("a",)),
        ("score", [{"a": "3"}, {"b": "4"}], ("b",)),
        ("star", [{"a": "5", "b": "4"}, {"a": "0", "b": "4"}, {"a": "5", "b": "4"}], ("a",)),
        ("schulze_winning_votes", [{"a": "1", "b": "2"}, {"c": "1"}, {"a": "1"}], ("a",)),
        ("approval", [{}], ()),
    ],
)
def test_each_way_of_choosing_finds_what_is_ahead(
    method: str, said: list[dict[str, str]], ahead: tuple[str, ...]
) -> None:
    rule = METHODS[method]
    assert choose(rule, rule.read({}), OPTIONS, sheets(*said)).leading == ahead


def test_figures_are_those_of_the_form() -> None:
    approvals = figures_of(METHODS["approval"], OPTIONS, sheets({"a": "approve"}, {"a": "approve", "b": "approve"}))
    assert [(row["named"], row["share"]["exact"]) for row in approvals["options"]] == [
        (2, "1/1"),
        (1, "1/2"),
        (0, "0/1"),
    ]
    scores = figures_of(METHODS["score"], OPTIONS, sheets({"a": "5"}, {"a": "4", "b": "0"}))
    assert [row["mean"] and row["mean"]["exact"] for row in scores["options"]] == ["9/2", "0/1", None]
    assert (scores["runoff"], scores["pairwise"]) == (None, None)
    star = figures_of(
        METHODS["star"], OPTIONS, sheets({"a": "5", "b": "4"}, {"a": "0", "b": "4"}, {"a": "3", "b": "3"})
    )
    assert star["runoff"] == [1, 1, 1]
    assert figures_of(METHODS["star"], OPTIONS, [])["runoff"] is None
    ranks = figures_of(METHODS["schulze_winning_votes"], OPTIONS, sheets({"a": "1", "b": "2"}, {"a": "1"}))
    assert ranks["pairwise"] == [[0, 2, 2], [0, 0, 1], [0, 0, 0]]
    assert ranks["tiers"] == [["a"], ["b"], ["c"]]
    assert figures_of(METHODS["schulze_winning_votes"], OPTIONS, [])["tiers"] == []


@pytest.mark.parametrize(
    ("protected", "public", "is_telling"),
    [
        ([], [{"a": "approve"}], False),
        ([{}], [{"a": "approve"}], False),
        ([{"a": "approve"}] * 4, [], True),
        (
            [{"a": "approve"}, {"b": "approve"}, {"c": "approve"}, {"a": "approve", "b": "approve"}, {"c": "approve"}],
            [],
            False,
        ),
        ([{"a": "approve"}, {"a": "approve", "b": "approve"}, {"a": "approve", "c": "approve"}] * 3, [], True),
        ([{"a": "approve"}] * 20, [], False),
    ],
)
def test_figures_tell_where_few_protected_seats_spoke_or_some_who_say_the_same_of_an_option(
    protected: list[dict[str, str]], public: list[dict[str, str]], is_telling: bool
) -> None:
    given = [*sheets(*protected, category="citizen"), *sheets(*public)]
    assert tells(given, {"citizen": "pseudonymous", "government": "roll_call"}, OPTIONS) is is_telling


def test_without_figures_the_options_stay_in_their_order() -> None:
    shown = without_figures(figures_of(METHODS["approval"], OPTIONS, sheets({"a": "approve"})))
    assert [(row["id"], row["named"], row["share"], row["mean"]) for row in shown["options"]] == [
        (one, None, None, None) for one in OPTIONS
    ]
    assert (shown["pairwise"], shown["tiers"], shown["runoff"]) == (None, None, None)
