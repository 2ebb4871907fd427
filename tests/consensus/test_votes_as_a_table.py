"""Votes become a table in which ids stand in one order, whatever order they came in."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from consult.consensus.rules.opinion import VoteMatrix
from consult.consensus.rules.opinion.votes import canonical
from tests.consensus.voters import rows_of, votes_of

SHEETS = {"b": "+-.", "10": "0.+", "2": ".-0"}


def cells(votes: VoteMatrix) -> list[tuple[str, str, int]]:
    places = zip(votes.rows().tolist(), votes.columns.tolist(), votes.values.tolist(), strict=True)
    return [(votes.participants[row], votes.statements[column], value) for row, column, value in places]


def test_ids_that_are_numbers_come_by_number_and_then_the_others_by_text() -> None:
    assert sorted(["b", "10", "2", "a", "007", "7", "²", "٣"], key=canonical) == [
        "2",
        "007",
        "7",
        "10",
        "a",
        "b",
        "²",
        "٣",
    ]


def test_a_table_holds_each_vote_in_its_place() -> None:
    votes = votes_of(SHEETS)
    assert votes.participants == ("2", "10", "b")
    assert votes.statements == ("1", "2", "3")
    assert cells(votes) == [
        ("2", "2", -1),
        ("2", "3", 0),
        ("10", "1", 0),
        ("10", "3", 1),
        ("b", "1", 1),
        ("b", "2", -1),
    ]
    assert votes.counts.tolist() == [2, 2, 2]


def test_the_order_of_the_rows_changes_nothing() -> None:
    assert cells(VoteMatrix.of(rows_of(SHEETS)[::-1])) == cells(votes_of(SHEETS))


def test_statements_that_nobody_answered_can_be_added() -> None:
    votes = VoteMatrix.of(rows_of(SHEETS), statements=["99", "1"])
    assert votes.statements == ("1", "2", "3", "99")
    assert cells(votes) == cells(votes_of(SHEETS))


@pytest.mark.parametrize("names", [("0", "1", "2"), ("x0", "x1", "x2")])
@pytest.mark.parametrize("in_order", [True, False])
def test_arrays_give_the_same_table_whether_or_not_they_are_in_order(names: tuple[str, ...], *, in_order: bool) -> None:
    rows, columns, values = np.array([0, 0, 1, 2]), np.array([0, 2, 1, 1]), np.array([1, -1, 0, 1])
    order = slice(None) if in_order else np.array([2, 3, 1, 0])
    votes = VoteMatrix.of_arrays(names, names, rows=rows[order], columns=columns[order], values=values[order])
    assert [(row[-1], column[-1], value) for row, column, value in cells(votes)] == [
        ("0", "0", 1),
        ("0", "2", -1),
        ("1", "1", 0),
        ("2", "1", 1),
    ]


@pytest.mark.parametrize(
    "names", [("2", "10", "1"), ("b", "a", "c"), ("1", "01", "3"), ("1", "", "2"), ("9" * 19, "1", "2")]
)
def test_ids_in_another_order_are_put_into_theirs_with_their_votes(names: tuple[str, ...]) -> None:
    votes = VoteMatrix.of_arrays(
        names, ("1",), rows=np.arange(3), columns=np.zeros(3, int), values=np.array([1, 0, -1])
    )
    assert list(votes.participants) == sorted(names, key=canonical)
    assert dict(zip(votes.participants, votes.values.tolist(), strict=True)) == dict(
        zip(names, (1, 0, -1), strict=True)
    )


def test_arrays_of_the_right_kind_are_kept_and_not_copied() -> None:
    columns, values = np.array([0, 1], np.int32), np.array([1, -1], np.int8)
    votes = VoteMatrix.of_arrays(("1",), ("1", "2"), rows=np.array([0, 0]), columns=columns, values=values)
    assert votes.columns is columns
    assert votes.values is values


def test_a_table_may_be_empty() -> None:
    votes = VoteMatrix.of([])
    assert (votes.participants, votes.statements, votes.starts.tolist()) == ((), (), [0])


def test_an_unknown_answer_is_refused() -> None:
    with pytest.raises(ValueError, match="not an answer on this scale: maybe, perhaps"):
        VoteMatrix.of([("1", "1", "perhaps"), ("1", "2", "maybe")])


def test_two_answers_of_one_participant_to_one_statement_are_refused() -> None:
    with pytest.raises(ValueError, match="one vote for each participant and statement"):
        VoteMatrix.of([("1", "1", "agree"), ("1", "1", "agree")])


KEPT = {"statements": ("1", "2"), "columns": np.array([0, 1], np.int32), "values": np.array([1, 0], np.int8)}
"""Votes that stand in order and are of the kinds that are kept."""


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"participants": ("1", "1")}, "ids that differ"),
        ({"statements": ("a", "a")}, "ids that differ"),
        ({"rows": np.array([0])}, "as many rows as columns and values"),
        ({"rows": np.array([0, 2])}, "rows that are participants"),
        ({"rows": np.array([1, 2]), "participants": ("2", "1")}, "rows that are participants"),
        ({"rows": np.array([0, 2]), **KEPT}, "rows that are participants"),
        ({"rows": np.array([-1, 0]), **KEPT}, "rows that are participants"),
        ({**KEPT, "columns": np.array([0, 2], np.int32)}, "columns that are statements"),
        ({**KEPT, "columns": np.array([0, 2**32 + 1])}, "columns that are statements"),
        ({**KEPT, "values": np.array([0, 257])}, "values of -1, 0 and 1"),
        ({"rows": np.array([1, -1])}, "rows that are participants"),
        ({"columns": np.array([3, 2]), "rows": np.array([0, 0])}, "columns that are statements"),
        ({"values": np.array([3, 0]), "rows": np.array([1, 0])}, "values of -1, 0 and 1"),
        ({"rows": np.array([-1, 0])}, "rows that are participants"),
        ({"columns": np.array([0, 2])}, "columns that are statements"),
        ({"columns": np.array([-1, 0])}, "columns that are statements"),
        ({"values": np.array([0, 2])}, "values of -1, 0 and 1"),
        ({"values": np.array([0, -2])}, "values of -1, 0 and 1"),
        ({"columns": np.array([0, 0]), "rows": np.array([1, 1])}, "one vote for each participant and statement"),
    ],
)
def test_arrays_that_are_no_votes_are_refused(changed: dict[str, Any], message: str) -> None:
    given: dict[str, Any] = {
        "participants": ("1", "2"),
        "statements": ("a", "b"),
        "rows": np.array([0, 1]),
        "columns": np.array([0, 1]),
        "values": np.array([1, 0]),
        **changed,
    }
    with pytest.raises(ValueError, match=message):
        VoteMatrix.of_arrays(given.pop("participants"), given.pop("statements"), **given)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"starts": np.array([0, 2, 4])}, "as many starts"),
        ({"values": np.zeros(5, np.int8)}, "as many starts"),
        ({"starts": np.array([1, 2, 4, 6])}, "starts that rise"),
        ({"starts": np.array([0, 2, 4, 5])}, "starts that rise"),
        ({"starts": np.array([0, 4, 2, 6])}, "starts that rise"),
        ({"columns": np.full(6, 3, np.int32)}, "columns that are statements"),
        ({"columns": np.full(6, -1, np.int32)}, "columns that are statements"),
        ({"values": np.full(6, 2, np.int8)}, "values of -1, 0 and 1"),
        ({"values": np.full(6, -2, np.int8)}, "values of -1, 0 and 1"),
    ],
)
def test_a_table_that_holds_no_votes_is_refused(changed: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        replace(votes_of(SHEETS), **changed)


def test_a_part_holds_the_chosen_participants_as_often_as_chosen_and_the_marked_statements() -> None:
    part = votes_of(SHEETS).some(np.array([2, 0, 2])).of_statements(np.array([False, True, True]))
    assert part.participants == ("b", "2", "b")
    assert cells(part) == [("b", "2", -1), ("2", "2", -1), ("2", "3", 0), ("b", "2", -1)]
