"""The answers of a round by kind of seat, and the views that results are made of."""

from consult.consensus.rules.countries import SeatVoice
from consult.consensus.rules.tally import Cell, Counts, SeatKind

AUSTRIA = SeatKind("government", counts=True, territory="AT", group="0")
NAMIBIA = SeatKind("government", counts=True, territory="NA", group="1")
UNVERIFIED = SeatKind("company", counts=False, territory="AT", group=None)
PERSON = SeatKind("citizen", counts=True, territory=None, group="0")

COUNTS = Counts(
    {
        ("b", AUSTRIA, "agree"): 1,
        ("a", AUSTRIA, "agree"): 1,
        ("a", NAMIBIA, "agree"): 2,
        ("a", UNVERIFIED, "disagree"): 3,
        ("a", UNVERIFIED, "agree"): 1,
        ("a", PERSON, "pass"): 4,
    }
)


def test_the_tally_adds_up_seats_of_a_category_wherever_they_are_from_and_is_sorted() -> None:
    assert list(COUNTS.tally().items()) == [
        (Cell("a", "citizen", True, "pass"), 4),
        (Cell("a", "company", False, "agree"), 1),
        (Cell("a", "company", False, "disagree"), 3),
        (Cell("a", "government", True, "agree"), 3),
        (Cell("b", "government", True, "agree"), 1),
    ]


def test_only_counting_seats_enter_the_result_and_the_others_are_told_apart() -> None:
    assert COUNTS.counted() == {
        "a": {"citizen": {"pass": 4}, "government": {"agree": 3}},
        "b": {"government": {"agree": 1}},
    }
    assert COUNTS.not_counted() == {"a": {"company": 4}}


def test_groups_hold_the_seats_that_are_in_one() -> None:
    assert COUNTS.by_group() == {
        "a": {"0": {"agree": 1, "pass": 4}, "1": {"agree": 2}},
        "b": {"0": {"agree": 1}},
    }


def test_countries_speak_through_counting_seats_that_have_one() -> None:
    assert COUNTS.voices() == {
        "a": {SeatVoice("AT", "government", "agree"), SeatVoice("NA", "government", "agree")},
        "b": {SeatVoice("AT", "government", "agree")},
    }


def test_what_comes_from_flagged_seats_is_told_apart_as_far_as_they_count() -> None:
    flagged, unverified = PERSON._replace(is_flagged=True), UNVERIFIED._replace(is_flagged=True)
    counts = Counts({**COUNTS.cells, ("a", flagged, "agree"): 5, ("a", unverified, "agree"): 7})
    assert counts.flagged() == {"a": {"citizen": {"agree": 5}}}
    assert counts.counted()["a"]["citizen"] == {"agree": 5, "pass": 4}
    assert COUNTS.flagged() == {}
