"""The rules on other ballots than positions, as the registry names them."""

from typing import Any

import pytest

from consult.consensus.rules.decision import BallotForm, Finding, Status
from consult.consensus.rules.options.chosen import Cast
from consult.consensus.rules.options.schulze_winning_votes import Ranks
from consult.consensus.rules.panel.ratings import Ratings
from consult.consensus.rules.registry import METHODS

CAST = {
    "approval": Cast(("A", "B"), (["B"], ["A", "B"])),
    "score": Cast(("A", "B"), ({"A": 2, "B": 3}, {"B": 1, "A": 1})),
    "schulze_winning_votes": Cast(("A", "B"), (Ranks((("B",), ("A",)), seats=2),)),
    "star": Cast(("A", "B"), ({"A": 2, "B": 3}, {"B": 5, "A": 1})),
}


def found(name: str, ballots: Any, **given: Any) -> Finding:
    method = METHODS[name]
    return method.decide(ballots, method.read(given))


@pytest.mark.parametrize(("name", "cast"), CAST.items())
def test_a_way_of_choosing_says_which_options_are_ahead(name: str, cast: Cast) -> None:
    told = found(name, cast).as_json()
    assert (told["rule"], told["verdict"], told["leading"]) == (name, "chosen", ["B"])
    assert METHODS[name].verdicts[told["verdict"]] == told["status"]


@pytest.mark.parametrize(
    ("form", "empty"),
    [
        (BallotForm.RATINGS, Ratings()),
        *((form, Cast(("A", "B"), ())) for form in (BallotForm.APPROVALS, BallotForm.SCORES, BallotForm.RANKS)),
    ],
)
def test_without_ballots_there_are_no_valid_votes(form: BallotForm, empty: Any) -> None:
    names = [name for name, method in METHODS.items() if method.form is form]
    assert names
    assert {found(name, empty).status for name in names} == {Status.NO_VALID_VOTES}


def test_an_option_is_not_ranked_where_too_few_scored_it() -> None:
    cast = Cast(("A", "B"), ({"A": 5}, {"B": 4}, {"B": 3}))
    assert found("score", cast).as_json()["leading"] == ["A"]
    assert found("score", cast, min_n=2).as_json()["leading"] == ["B"]


def test_an_option_that_no_ballot_names_is_an_option_all_the_same() -> None:
    assert found("approval", Cast(("A", "B", "C"), (["A"],))).counted == {"A": 1, "B": 0, "C": 0}
    assert found("star", Cast(("A", "B", "C"), ({"A": 1},))).counted == {"A": 1, "B": 0, "C": 0}


@pytest.mark.parametrize("name", ["rand_ucla", "delphi_70_15"])
def test_ratings_at_the_upper_end_meet_what_a_panel_is_asked(name: str) -> None:
    assert found(name, Ratings.of([8] * 9)).status is Status.MET
    assert found(name, Ratings.of([2] * 9)).status is Status.NOT_MET
