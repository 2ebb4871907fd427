"""A table of the changes of a draft: what each row says, and every row that says something that cannot be."""

import time

import pytest

from consult.drafting.rules.changes import LONGEST_DRAFTER, LONGEST_NOTE, LONGEST_REASON, SourceKind
from consult.intake.rules import changes_file
from consult.intake.rules.changes_file import MOST_DIGITS, ChangeRow, read_changes
from consult.intake.rules.problems import FileRefused, Problem, Reason

HEADER = "clause,class,drafter,reason,source"
GOOD = ("1.1", "3", "Olga Organiser", "It says who.", "comment 12")


def a_table(*rows: tuple[str, ...], header: str = HEADER) -> bytes:
    return "\n".join((header, *(",".join(f'"{cell}"' for cell in row) for row in rows))).encode()


def a_row(**given: str) -> tuple[str, ...]:
    """Return a row that can be taken but for these cells."""
    return tuple({**dict(zip(HEADER.split(","), GOOD, strict=True)), **given}.values())


def read(*rows: tuple[str, ...]) -> list[ChangeRow]:
    return read_changes("c.csv", a_table(*rows))


def problems_of(data: bytes) -> list[Problem]:
    with pytest.raises(FileRefused) as refused:
        read_changes("c.csv", data)
    return list(refused.value.problems)


def test_a_row_says_which_clause_changed_and_what_its_change_goes_back_to() -> None:
    assert read(GOOD) == [ChangeRow(2, "1.1", False, 3, "Olga Organiser", "It says who.", (12,), ())]


def test_columns_stand_in_any_order_and_empty_rows_are_passed_over() -> None:
    data = b"Reason, SOURCE ,class,note,drafter,clause\n,,,,,\nWhy.,comment 1,1,ours,Olga, 2 \n\n"
    assert read_changes("c.csv", data) == [ChangeRow(3, "2", False, 1, "Olga", "Why.", (1,), ())]


@pytest.mark.parametrize(
    ("clause", "number", "is_gone"),
    [("1.1", "1.1", False), ("(1.1)", "1.1", True), ("-1.1", "1.1", True), ("( A.2 )", "A.2", True)],
)
def test_a_number_in_brackets_or_behind_a_minus_sign_is_that_of_a_clause_taken_out(
    clause: str, number: str, is_gone: bool
) -> None:
    (row,) = read(a_row(clause=clause))
    assert (row.number, row.is_gone) == (number, is_gone)


@pytest.mark.parametrize(
    ("source", "comments", "notes"),
    [
        ("12", (12,), ()),
        ("#12", (12,), ()),
        ("Comments 3, #4 5", (3, 4, 5), ()),
        ("suggestion 7; comment 8", (7, 8), ()),
        ("Legal: it stands in the act: § 4", (), ((SourceKind.LEGAL, "it stands in the act: § 4"),)),
        ("comment 1;; meeting: Geneva;", (1,), ((SourceKind.MEETING, "Geneva"),)),
        ("9" * MOST_DIGITS, (int("9" * MOST_DIGITS),), ()),
        (f"editorial: {'x' * LONGEST_NOTE}", (), ((SourceKind.EDITORIAL, "x" * LONGEST_NOTE),)),
    ],
)
def test_a_source_is_a_number_of_what_was_said_or_a_kind_with_a_note(
    source: str, comments: tuple[int, ...], notes: tuple[tuple[SourceKind, str], ...]
) -> None:
    (row,) = read(a_row(source=source))
    assert (row.comments, row.notes) == (comments, notes)


@pytest.mark.parametrize(
    ("cells", "reason", "detail"),
    [
        ({"clause": ""}, Reason.UNKNOWN_CLAUSE, ""),
        ({"clause": "( )"}, Reason.UNKNOWN_CLAUSE, "( )"),
        ({"class": "5"}, Reason.BAD_CLASS, "5"),
        ({"class": "03"}, Reason.BAD_CLASS, "03"),
        ({"drafter": ""}, Reason.NO_DRAFTER, str(LONGEST_DRAFTER)),
        ({"drafter": "x" * (LONGEST_DRAFTER + 1)}, Reason.NO_DRAFTER, str(LONGEST_DRAFTER)),
        ({"reason": " "}, Reason.NO_REASON, str(LONGEST_REASON)),
        ({"reason": "x" * (LONGEST_REASON + 1)}, Reason.NO_REASON, str(LONGEST_REASON)),
        ({"source": ""}, Reason.NO_SOURCE, ""),
        ({"source": " ; "}, Reason.NO_SOURCE, ""),
        ({"source": "comment 1; hearsay"}, Reason.NO_SOURCE, "hearsay"),
        ({"source": "legal:"}, Reason.NO_SOURCE, "legal:"),
        ({"source": "comment: 12"}, Reason.NO_SOURCE, "comment: 12"),
        ({"source": "9" * (MOST_DIGITS + 1)}, Reason.NO_SOURCE, "9" * (MOST_DIGITS + 1)),
    ],
)
def test_a_row_that_leaves_something_open_is_refused_by_its_line(
    cells: dict[str, str], reason: Reason, detail: str
) -> None:
    assert problems_of(a_table(a_row(clause="7"), a_row(**cells))) == [Problem("c.csv", 3, reason, detail)]


def test_names_and_reasons_may_be_as_long_as_is_said() -> None:
    (row,) = read(a_row(drafter="x" * LONGEST_DRAFTER, reason="y" * LONGEST_REASON))
    assert (len(row.drafter), len(row.reason)) == (LONGEST_DRAFTER, LONGEST_REASON)


def test_a_note_that_is_too_long_is_no_source() -> None:
    (problem,) = problems_of(a_table(a_row(source=f"legal: {'x' * (LONGEST_NOTE + 1)}")))
    assert problem.reason is Reason.NO_SOURCE


def test_a_clause_stands_in_one_row_and_one_taken_out_may_have_had_the_number_of_another() -> None:
    assert len(read(GOOD, a_row(clause="(1.1)"))) == 2
    assert problems_of(a_table(GOOD, a_row(clause="2"), GOOD)) == [Problem("c.csv", 4, Reason.SAME_CLAUSE, "1.1")]


def test_every_problem_is_told_at_once() -> None:
    rows = (GOOD, a_row(clause="2", source="hearsay"), GOOD, a_row(clause="3", drafter=""))
    assert {(problem.line, problem.reason) for problem in problems_of(a_table(*rows))} == {
        (3, Reason.NO_SOURCE),
        (4, Reason.SAME_CLAUSE),
        (5, Reason.NO_DRAFTER),
    }


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", Problem("c.csv", 1, Reason.WRONG_HEADER, "clause, class, drafter, reason, source")),
        (b"clause,kind,drafter,reason\n", Problem("c.csv", 1, Reason.WRONG_HEADER, "class, source")),
        (a_table(GOOD, GOOD[:4]), Problem("c.csv", 3, Reason.RAGGED_ROW, "4")),
        (a_table(GOOD) + b'\n"2,3', Problem("c.csv", 3, Reason.BROKEN_QUOTES)),
        (f"{HEADER}\nZürich".encode("latin-1"), Problem("c.csv", 2, Reason.WRONG_ENCODING, "not UTF-8")),
    ],
)
def test_what_is_no_such_table_is_refused(data: bytes, problem: Problem) -> None:
    assert problems_of(data) == [problem]


def test_a_table_with_more_rows_than_are_allowed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes_file, "MOST_ROWS", 2)
    rows = (GOOD, a_row(clause="2"), a_row(clause="3"))
    assert len(read(*rows[:2])) == 2
    assert len(read(rows[0], ("",) * 5, ("",) * 5, rows[1])) == 2, "a row that says nothing is none"
    assert problems_of(a_table(*rows)) == [Problem("c.csv", None, Reason.TOO_MANY_ROWS, "2")]


def test_thousands_of_rows_do_not_keep_the_server_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes_file, "MOST_ROWS", 10_000)
    rows = [a_row(clause=str(number)) for number in range(10_000)]
    begun = time.process_time()
    assert len(read(*rows)) == 10_000
    assert time.process_time() - begun < 2
