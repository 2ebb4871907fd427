"""An export that is damaged or contradicts itself is refused with file, line and reason, and nothing is taken from it."""

import gzip

import pytest

from consult.intake.rules.polis import files as export_files
from consult.intake.rules.polis import read_conversation
from consult.intake.rules.problems import MOST_PROBLEMS, Findings, Problem, Reason

from .exports import COMMENTS, PARTICIPANTS, SUMMARY, VOTES, an_export, problem_of, problems_of


@pytest.mark.parametrize("name", ["summary", "comments", "participants_votes"])
def test_an_export_without_one_of_its_files_is_refused(name: str) -> None:
    assert problem_of(an_export(**{name: None})) == Problem(f"{name.replace('_', '-')}.csv", None, Reason.MISSING_FILE)


def test_all_missing_files_are_named_at_once() -> None:
    assert [one.file for one in problems_of({})] == ["summary.csv", "comments.csv", "participants-votes.csv"]


@pytest.mark.parametrize(
    ("changed", "file", "line", "reason", "detail"),
    [
        ({"summary": ""}, "summary.csv", 1, Reason.WRONG_HEADER, "topic"),
        ({"summary": "topic\n"}, "summary.csv", 1, Reason.RAGGED_ROW, "1 / 2"),
        ({"summary": SUMMARY + "topic,x\n"}, "summary.csv", 7, Reason.DUPLICATE_ID, "topic"),
        ({"comments": ""}, "comments.csv", 1, Reason.WRONG_HEADER, "timestamp, comment-id, author-id, moderated, comment-body"),
        ({"comments": COMMENTS.replace("moderated", "mod")}, "comments.csv", 1, Reason.WRONG_HEADER, "moderated"),
        ({"comments": COMMENTS.replace("agrees", "moderated")}, "comments.csv", 1, Reason.DUPLICATE_COLUMN, "moderated"),
        ({"comments": COMMENTS.replace(",x,7,0", ",7,0")}, "comments.csv", 2, Reason.RAGGED_ROW, "7 / 8"),
        ({"comments": COMMENTS.replace(",More", ",More,x")}, "comments.csv", 2, Reason.RAGGED_ROW, "9 / 8"),
        ({"comments": COMMENTS.replace(",x,10,", ",x,3,")}, "comments.csv", 6, Reason.DUPLICATE_ID, "comment-id 3"),
        ({"comments": COMMENTS.replace(",x,10,", ",x,-1,")}, "comments.csv", 6, Reason.BAD_NUMBER, "comment-id='-1'"),
        ({"comments": COMMENTS.replace(",x,10,", ",x,١,")}, "comments.csv", 6, Reason.BAD_NUMBER, "comment-id='١'"),
        ({"comments": COMMENTS.replace(",x,10,", ",x,010,")}, "comments.csv", 6, Reason.BAD_NUMBER, "comment-id='010'"),
        ({"comments": COMMENTS.replace(",x,10,", ",x,10.0,")}, "comments.csv", 6, Reason.BAD_NUMBER, "comment-id='10.0'"),
        ({"comments": COMMENTS.replace(",x,10,", f",x,{2**53},")}, "comments.csv", 6, Reason.BAD_NUMBER, f"comment-id='{2**53}'"),
        ({"comments": COMMENTS.replace(",x,7,0", ",x,7,nobody")}, "comments.csv", 2, Reason.BAD_NUMBER, "author-id='nobody'"),
        ({"comments": COMMENTS.replace("1400000002000", "253402300800000")}, "comments.csv", 6, Reason.BAD_NUMBER, "timestamp='253402300800000'"),
        ({"comments": COMMENTS.replace("0,0,0,\n", "0,0,2,\n")}, "comments.csv", 6, Reason.BAD_NUMBER, "moderated='2'"),
        ({"comments": COMMENTS + '1,x,11,0,0,0,1,"open'}, "comments.csv", 7, Reason.BROKEN_QUOTES, ""),
        ({"comments": COMMENTS + '1,x,11,0,0,0,1,"a"b\n'}, "comments.csv", 7, Reason.BROKEN_QUOTES, ""),
        ({"comments": COMMENTS + "1,x,11,0,0,0,1," + "a" * 131_073}, "comments.csv", 7, Reason.TOO_LARGE, "131072"),
        ({"comments": COMMENTS.replace("buses", "bu\0ses")}, "comments.csv", 2, Reason.CONTROL_CHARACTER, "NUL"),
        ({"comments": "\0" + COMMENTS}, "comments.csv", 1, Reason.CONTROL_CHARACTER, "NUL"),
        ({"comments": "\n\0" + COMMENTS}, "comments.csv", 2, Reason.CONTROL_CHARACTER, "NUL"),
        ({"comments": COMMENTS.encode("utf-16")}, "comments.csv", 1, Reason.WRONG_ENCODING, "not UTF-8"),
        ({"comments": COMMENTS.replace("cars", "voitures à").encode("latin-1")}, "comments.csv", 4, Reason.WRONG_ENCODING, "not UTF-8"),
        ({"comments": b"\xef\xbb\xbf" + COMMENTS.encode()[:-1] + b"\xff"}, "comments.csv", 6, Reason.WRONG_ENCODING, "not UTF-8"),
        ({"participants_votes": "participant\n"}, "participants-votes.csv", 1, Reason.WRONG_HEADER, "group-id"),
        ({"participants_votes": PARTICIPANTS.replace(",3,7", ",3,99")}, "participants-votes.csv", 1, Reason.UNKNOWN_STATEMENT, "comment-id 99"),
        ({"participants_votes": PARTICIPANTS.replace(",3,7", ",3,age")}, "participants-votes.csv", 1, Reason.UNKNOWN_COLUMN, "age"),
        ({"participants_votes": PARTICIPANTS.replace(",3,7", ",3,٧")}, "participants-votes.csv", 1, Reason.UNKNOWN_COLUMN, "٧"),
        ({"participants_votes": PARTICIPANTS.replace(",3,7", ",3,07")}, "participants-votes.csv", 1, Reason.BAD_NUMBER, "comment-id='07'"),
        ({"participants_votes": PARTICIPANTS.replace("\n5,", "\n2,")}, "participants-votes.csv", 4, Reason.DUPLICATE_ID, "participant 2"),
        ({"participants_votes": PARTICIPANTS.replace("\n5,", "\nfive,")}, "participants-votes.csv", 4, Reason.BAD_NUMBER, "participant='five'"),
        ({"participants_votes": PARTICIPANTS.replace("\n5,0,", "\n5,A,")}, "participants-votes.csv", 4, Reason.BAD_NUMBER, "group-id='A'"),
        ({"participants_votes": PARTICIPANTS.replace(",,1\n", ",,2\n")}, "participants-votes.csv", 3, Reason.UNKNOWN_VOTE, "2"),
        ({"votes": VOTES.replace(",vote\n", ",answer\n")}, "votes.csv", 1, Reason.WRONG_HEADER, "vote"),
        ({"votes": VOTES.replace(",7,2,0", ",7,2,")}, "votes.csv", 5, Reason.UNKNOWN_VOTE, ""),
        ({"votes": VOTES.replace(",7,2,0", ",7,2,+1")}, "votes.csv", 5, Reason.UNKNOWN_VOTE, "+1"),
        ({"votes": VOTES.replace(",7,2,0", ",99,2,0")}, "votes.csv", 5, Reason.UNKNOWN_STATEMENT, "comment-id 99"),
        ({"votes": VOTES.replace(",7,2,0", ",7,99,0")}, "votes.csv", 5, Reason.UNKNOWN_PARTICIPANT, "voter-id 99"),
        ({"votes": VOTES.replace("9000,x,7,2", "9000.5,x,7,2")}, "votes.csv", 5, Reason.BAD_NUMBER, "timestamp='1400000009000.5'"),
    ],
)  # fmt: skip
def test_a_damaged_export_is_refused_with_file_line_and_reason(
    changed: dict[str, str | bytes], file: str, line: int, reason: Reason, detail: str
) -> None:
    assert problem_of(an_export(**changed)) == Problem(file, line, reason, detail)


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"not gzip",
        gzip.compress(VOTES.encode(), mtime=0)[:-9],
        gzip.compress(VOTES.encode(), mtime=0)[:40] + b"\xff" * 30,
        gzip.compress(VOTES.encode(), mtime=0) + b"more",
    ],
    ids=["empty", "no gzip", "cut off", "damaged", "with more behind it"],
)
def test_a_packed_file_that_is_cut_off_or_damaged_is_refused(packed: bytes) -> None:
    files = {**an_export(votes=None), "votes.csv.gz": packed}
    problem = problem_of(files)
    assert (problem.file, problem.line) == ("votes.csv.gz", None if packed else 1)
    assert problem.reason is (Reason.NOT_GZIP if packed else Reason.WRONG_HEADER)


def test_a_file_too_large_to_take_is_refused_packed_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_files, "MOST_BYTES", 100)
    plain = problems_of(an_export(summary="a" * 101))[0]
    assert plain == Problem("summary.csv", None, Reason.TOO_LARGE, "100")
    packed = problems_of({**an_export(summary=None), "summary.csv.gz": gzip.compress(b"a" * 101)})[0]
    assert packed == Problem("summary.csv.gz", None, Reason.TOO_LARGE, "100")


def test_a_file_of_just_the_largest_size_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    files = an_export()
    monkeypatch.setattr(export_files, "MOST_BYTES", max(map(len, files.values())))
    packed = {f"{name}.gz": gzip.compress(content) for name, content in files.items()}
    assert read_conversation(files) == read_conversation(packed)


def test_anything_else_that_goes_wrong_is_not_taken_for_a_problem_of_the_file() -> None:
    with pytest.raises(ZeroDivisionError), Findings():
        raise ZeroDivisionError


def test_a_log_and_a_table_that_say_different_things_are_refused_with_both() -> None:
    without = VOTES.replace("1400000005000,x,3,2,-1\n", "")
    problem = problem_of(an_export(votes=without))
    assert (problem.file, problem.line, problem.reason) == ("participants-votes.csv", 2, Reason.DISAGREEING_FILES)
    assert problem.detail == "participant 2, comment-id 3: votes.csv –, participants-votes.csv disagree"
    other = problem_of(an_export(participants_votes=PARTICIPANTS.replace("-1,0\n", "-1,\n")))
    assert other.detail == "participant 2, comment-id 7: votes.csv pass, participants-votes.csv –"


def test_every_problem_of_a_file_is_told() -> None:
    damaged = COMMENTS.replace(",x,7,", ",x,seven,").replace(",x,10,", ",x,ten,")
    assert [(one.line, one.reason) for one in problems_of(an_export(comments=damaged))] == [
        (2, Reason.BAD_NUMBER),
        (6, Reason.BAD_NUMBER),
    ]


def test_after_fifty_problems_reading_stops() -> None:
    rows = "".join(f"1,x,{number},0,0,0,9,\n" for number in range(100, 1000))
    assert len(problems_of(an_export(comments=COMMENTS + rows))) == MOST_PROBLEMS


def test_a_cell_of_any_length_makes_a_short_problem() -> None:
    problem = problem_of(an_export(votes=VOTES.replace(",7,2,0", ",7,2," + "9" * 5_000)))
    assert len(problem.detail) == 200


def test_a_problem_is_told_on_one_line() -> None:
    assert str(Problem("votes.csv", 5, Reason.UNKNOWN_VOTE, "2")) == "votes.csv:5: unknown-vote (2)"
    assert str(Problem("votes.csv", None, Reason.MISSING_FILE)) == "votes.csv: missing-file"
