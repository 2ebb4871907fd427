"""How many took part, and what of it may be shown."""

import pytest

from consult.consensus.rules.tally import SeatKind
from consult.consensus.rules.turnout import shown_total, suppress_turnout, turnout

CITIZEN = SeatKind("citizen", counts=True, territory=None, group=None)
UNVERIFIED = SeatKind("company", counts=False, territory=None, group=None)
DISCLOSURE = {"citizen": "pseudonymous", "company": "roll_call"}


def row(seats: int, voted: int | None, not_counted: int | None) -> dict[str, int | None]:
    return {"seats": seats, "voted": voted, "not_counted_unverified": not_counted}


def test_turnout_counts_seats_voters_and_those_who_do_not_count() -> None:
    kinds = {"s1": CITIZEN, "s2": CITIZEN, "s3": UNVERIFIED, "s4": UNVERIFIED}
    assert turnout(kinds, {"s1", "s3"}, ["company", "government"], {}) == {
        "company": row(2, 1, 1),
        "government": row(0, 0, 0),
        "citizen": row(2, 1, 0),
    }


@pytest.mark.parametrize(
    ("voted", "not_counted", "shown"),
    [
        (0, 0, row(50, 0, 0)),
        (1, 0, row(50, None, None)),
        (4, 4, row(50, None, None)),
        (5, 0, row(50, 5, 0)),
        (9, 5, row(50, None, None)),
        (10, 5, row(50, 10, 5)),
        (10, 4, row(50, 10, None)),
        (5, 5, row(50, 5, 5)),
    ],
)
def test_a_few_protected_voters_are_not_told(voted: int, not_counted: int, shown: dict[str, int | None]) -> None:
    rows = {"citizen": {"seats": 50, "voted": voted, "not_counted_unverified": not_counted}}
    assert suppress_turnout(rows, DISCLOSURE) == {"citizen": shown}


def test_turnout_of_seats_whose_answers_are_public_is_always_told() -> None:
    rows = {"company": {"seats": 3, "voted": 2, "not_counted_unverified": 1}}
    assert suppress_turnout(rows, DISCLOSURE) == rows


def test_a_category_whose_disclosure_is_not_known_is_protected() -> None:
    rows = {"else": {"seats": 3, "voted": 2, "not_counted_unverified": 0}}
    assert suppress_turnout(rows, DISCLOSURE)["else"]["voted"] is None


@pytest.mark.parametrize(
    ("counted", "shown"),
    [({}, 0), ({"company": 2}, 2), ({"citizen": 4, "company": 9}, None), ({"citizen": 5, "company": 1}, 6)],
)
def test_a_total_that_a_few_protected_seats_are_in_is_not_told(counted: dict[str, int], shown: int | None) -> None:
    assert shown_total(counted, DISCLOSURE) == shown


def test_organisations_that_did_not_release_what_they_drafted_are_counted_where_there_are_any() -> None:
    kinds = {f"s{number}": SeatKind("company", counts=True, territory=None, group=None) for number in range(6)}
    found = turnout(kinds, {"s1"}, ["company", "citizen"], {"company": 2, "government": 1})
    late = {**row(0, 0, 0), "not_released": 1}
    assert found == {"company": {**row(6, 1, 0), "not_released": 2}, "citizen": row(0, 0, 0), "government": late}
    shown = suppress_turnout(found, {**DISCLOSURE, "government": "roll_call"})
    assert shown == found


@pytest.mark.parametrize(("drafted", "shown"), [(4, None), (5, 5)])
def test_a_few_protected_ones_that_released_nothing_are_not_told(drafted: int, shown: int | None) -> None:
    rows = {"citizen": {**row(50, 10, 0), "not_released": drafted}}
    assert suppress_turnout(rows, DISCLOSURE)["citizen"]["not_released"] == shown
