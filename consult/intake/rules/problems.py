"""What is wrong with a file: where, and what to put right."""

from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType

MOST_PROBLEMS = 50
"""After this many problems of one file, reading it further tells nobody more."""
LONGEST_DETAIL = 200


class Reason(StrEnum):
    """Why a file was refused."""

    MISSING_FILE = "missing-file"
    EMPTY = "empty"
    WRONG_ENCODING = "wrong-encoding"
    CONTROL_CHARACTER = "control-character"
    TOO_LARGE = "too-large"
    TOO_MANY_LINES = "too-many-lines"
    NOT_GZIP = "not-gzip"
    WRONG_HEADER = "wrong-header"
    UNKNOWN_COLUMN = "unknown-column"
    DUPLICATE_COLUMN = "duplicate-column"
    RAGGED_ROW = "ragged-row"
    BROKEN_QUOTES = "broken-quotes"
    BAD_NUMBER = "bad-number"
    UNKNOWN_VOTE = "unknown-vote"
    UNKNOWN_STATEMENT = "unknown-statement"
    UNKNOWN_PARTICIPANT = "unknown-participant"
    DUPLICATE_ID = "duplicate-id"
    DISAGREEING_FILES = "disagreeing-files"
    NO_CLAUSE = "no-clause"
    TOO_LONG = "too-long"
    TOO_DEEP = "too-deep"
    LONE_ID = "lone-id"
    NO_HEADER = "no-header"
    NO_ROWS = "no-rows"
    NAMELESS_COLUMN = "nameless-column"
    NO_ORGANISATION = "no-organisation"
    NO_COMMENT = "no-comment"
    COMMENT_TOO_LONG = "comment-too-long"
    CELL_TOO_LONG = "cell-too-long"
    TOO_MANY_ROWS = "too-many-rows"
    TOO_MANY_COLUMNS = "too-many-columns"
    NOT_A_WORKBOOK = "not-a-workbook"
    UNSAFE_WORKBOOK = "unsafe-workbook"
    TOO_SLOW = "too-slow"
    ANSWERED = "answered"
    WRITTEN_HERE = "written-here"
    TWICE = "twice"
    NOT_OWN = "not-own"
    NO_ALT_TEXT = "no-alt-text"
    REMOTE_IMAGE = "remote-image"
    MISSING_IMAGE = "missing-image"
    IMAGE_IN_WORDS = "image-in-words"
    NOT_AN_IMAGE = "not-an-image"
    IMAGE_TOO_LARGE = "image-too-large"
    TWO_IMAGES = "two-images"
    NO_TEXT = "no-text"
    NOT_A_DOCUMENT = "not-a-document"
    UNSAFE_DOCUMENT = "unsafe-document"
    DOCUMENT_TOO_SLOW = "document-too-slow"
    NO_PICTURE = "no-picture"
    UNKNOWN_CLAUSE = "unknown-clause"
    UNKNOWN_COMMENT = "unknown-comment"
    SAME_CLAUSE = "same-clause"
    BAD_CLASS = "bad-class"
    NO_DRAFTER = "no-drafter"
    NO_REASON = "no-reason"
    NO_SOURCE = "no-source"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: the file, the line (from 1, or None for the whole file), the reason, and what was there.

    In a file that has no lines but paragraphs, `line` counts these, and `near` is how the paragraph begins.
    """

    file: str
    line: int | None
    reason: Reason
    detail: str = ""
    near: str | None = None

    def __str__(self) -> str:
        """Say it on one line."""
        place = f"{self.file}:{self.line}" if self.line is not None else self.file
        return f"{place}: {self.reason}" + (f" ({self.detail})" if self.detail else "")


class FileRefused(ValueError):
    """Files cannot be taken; `problems` says everything that was found, `problem` the first of it."""

    def __init__(self, problem: Problem, *more: Problem) -> None:
        self.problem = problem
        self.problems = (problem, *more)
        super().__init__("\n".join(map(str, self.problems)))


class Findings:
    """The problems found so far. Used as a context, it notes a refusal and goes on behind the block."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def __enter__(self) -> None:
        """Begin a part whose refusal does not stop the reading."""

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _at: TracebackType | None
    ) -> bool:
        """Note a refusal; refuse everything once there are too many."""
        if not isinstance(error, FileRefused):
            return False
        self.problems.extend(error.problems)
        if len(self.problems) >= MOST_PROBLEMS:
            self.settle()
        return True

    def settle(self) -> None:
        """Refuse with everything that was found, if anything was."""
        if self.problems:
            raise FileRefused(*self.problems)


def refuse(file: str, line: int | None, reason: Reason, detail: object = "", *, near: str | None = None) -> FileRefused:
    """Return the error that says this."""
    return FileRefused(Problem(file, line, reason, str(detail)[:LONGEST_DETAIL], near))


def decode(file: str, data: bytes) -> str:
    """Return the text of a UTF-8 file, its line ends as they are, without a byte-order mark; refuse any other encoding."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The decoder counts from behind a byte-order mark; whatever comes before the fault holds the same line ends.
        line = error.object[: error.start].count(b"\n") + 1
        raise refuse(file, line, Reason.WRONG_ENCODING, "not UTF-8") from error
