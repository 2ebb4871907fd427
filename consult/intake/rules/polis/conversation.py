"""The conversation as frozen values: statements, participants, and each participant's last answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from consult.intake.rules.polis.files import Table, find, records, require, whole_number
from consult.intake.rules.problems import Findings, Reason, refuse

COMMENTS = "comments.csv"
PARTICIPANTS = "participants-votes.csv"
VOTES = "votes.csv"
SUMMARY = "summary.csv"
FILES = tuple(name + packed for name in (SUMMARY, COMMENTS, PARTICIPANTS, VOTES) for packed in ("", ".gz"))
"""Every name under which a file of an export is looked for."""
MODERATED = {"1": "accepted", "0": "unmoderated", "-1": "rejected"}
ANSWERS = {"1": "agree", "-1": "disagree", "0": "pass"}
NOT_SEEN = "–"
COUNTERS = frozenset({"participant", "xid", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree"})
LAST_MOMENT = 253_402_300_799_999
"""The last millisecond of the year 9999; what claims to be later is no time."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as the source has it, its text unchanged; `created_ms` counts milliseconds since 1970 in UTC."""

    id: int
    text: str
    moderated: str
    author: str
    created_ms: int
    is_seed: bool
    is_meta: bool


@dataclass(frozen=True, slots=True)
class Participant:
    """A participant and the group the source put them in, if it did."""

    id: int
    group: str | None


@dataclass(frozen=True, slots=True)
class Vote:
    """A participant's last answer to a statement, and how many times they answered; no row means not seen."""

    participant: int
    statement: int
    answer: str
    at_ms: int | None
    events: int


@dataclass(frozen=True, slots=True)
class Conversation:
    """Everything an export says that counts."""

    topic: str
    description: str
    url: str
    statements: tuple[Statement, ...]
    participants: tuple[Participant, ...]
    votes: tuple[Vote, ...]

    @property
    def events(self) -> int:
        """How many times anyone answered, re-votes counted."""
        return sum(vote.events for vote in self.votes)


@dataclass(slots=True)
class _Sheet:
    """The participants' table: who took part, on which line they stand, and the answer in each filled cell."""

    name: str
    participants: dict[int, Participant] = field(default_factory=dict)
    lines: dict[int, int] = field(default_factory=dict)
    cells: dict[tuple[int, int], str] = field(default_factory=dict)


def read_conversation(files: Mapping[str, bytes]) -> Conversation:
    """Return the conversation that the files of one export hold, given as name -> content.

    Needs summary.csv, comments.csv and participants-votes.csv, plain or .gz; votes.csv is used where it is there,
    and must then give the same last answers. Refuses with FileRefused, which lists file, line and reason of every
    problem of the first file that has any; nothing is returned then.
    """
    summary, comments, participants = require(files, (SUMMARY, COMMENTS, PARTICIPANTS))
    log = find(files, VOTES)
    about = _read_summary(*summary)
    statements = _read_statements(*comments)
    sheet = _read_participants(*participants, statements)
    if log is None:
        votes = tuple(Vote(who, what, answer, None, 1) for (who, what), answer in sheet.cells.items())
    else:
        votes = _read_votes(*log, statements, sheet)
        _require_agreement(votes, sheet)
    return Conversation(
        topic=about["topic"],
        description=about.get("conversation-description", ""),
        url=about.get("url", ""),
        statements=tuple(statements[number] for number in sorted(statements)),
        participants=tuple(sheet.participants[number] for number in sorted(sheet.participants)),
        votes=votes,
    )


def _read_summary(name: str, data: bytes) -> dict[str, str]:
    findings = Findings()
    found: dict[str, str] = {}
    for line, cells in records(name, data):
        with findings:
            if len(cells) != 2:
                raise refuse(name, line, Reason.RAGGED_ROW, f"{len(cells)} / 2")
            if cells[0] in found:
                raise refuse(name, line, Reason.DUPLICATE_ID, cells[0])
            found[cells[0]] = cells[1]
    findings.settle()
    if "topic" not in found:
        raise refuse(name, 1, Reason.WRONG_HEADER, "topic")
    return found


def _read_statements(name: str, data: bytes) -> dict[int, Statement]:
    findings = Findings()
    found: dict[int, Statement] = {}
    table = Table(name, data, needs=("timestamp", "comment-id", "author-id", "moderated", "comment-body"))
    for line, row in table.rows(findings):
        with findings:
            one = _statement(name, line, row)
            if one.id in found:
                raise refuse(name, line, Reason.DUPLICATE_ID, f"comment-id {one.id}")
            found[one.id] = one
    findings.settle()
    return found


def _statement(name: str, line: int, row: Mapping[str, str]) -> Statement:
    moderated = MODERATED.get(row["moderated"])
    if moderated is None:
        raise refuse(name, line, Reason.BAD_NUMBER, f"moderated={row['moderated']!r}")
    return Statement(
        id=whole_number(name, line, "comment-id", row["comment-id"]),
        text=row["comment-body"],
        moderated=moderated,
        author=str(whole_number(name, line, "author-id", row["author-id"])),
        created_ms=whole_number(name, line, "timestamp", row["timestamp"], most=LAST_MOMENT),
        is_seed=row.get("is-seed") == "true",
        is_meta=row.get("is-meta") == "true",
    )


def _read_participants(name: str, data: bytes, statements: Mapping[int, Statement]) -> _Sheet:
    findings = Findings()
    sheet = _Sheet(name)
    table = Table(name, data, needs=("participant", "group-id"))
    columns = _statement_columns(name, table.header, statements)
    for line, row in table.rows(findings):
        with findings:
            who = whole_number(name, line, "participant", row["participant"])
            if who in sheet.participants:
                raise refuse(name, line, Reason.DUPLICATE_ID, f"participant {who}")
            sheet.participants[who] = Participant(who, _group(name, line, row["group-id"]))
            sheet.lines[who] = line
        for column, what in columns.items():
            if row[column]:
                with findings:
                    sheet.cells[who, what] = _answer(name, line, row[column])
    findings.settle()
    return sheet


def _statement_columns(name: str, header: list[str], statements: Mapping[int, Statement]) -> dict[str, int]:
    findings = Findings()
    columns: dict[str, int] = {}
    for column in header:
        if column not in COUNTERS:
            with findings:
                if not (column.isascii() and column.isdigit()):
                    raise refuse(name, 1, Reason.UNKNOWN_COLUMN, column)
                columns[column] = whole_number(name, 1, "comment-id", column)
                if columns[column] not in statements:
                    raise refuse(name, 1, Reason.UNKNOWN_STATEMENT, f"comment-id {column}")
    findings.settle()
    return columns


def _group(name: str, line: int, cell: str) -> str | None:
    return str(whole_number(name, line, "group-id", cell)) if cell else None


def _read_votes(name: str, data: bytes, statements: Mapping[int, Statement], sheet: _Sheet) -> tuple[Vote, ...]:
    """Return the last answers: of the events of one person on one statement the newest, of equally new ones the later."""
    findings = Findings()
    last: dict[tuple[int, int], tuple[int, str, int]] = {}
    table = Table(name, data, needs=("timestamp", "comment-id", "voter-id", "vote"))
    for line, row in table.rows(findings):
        with findings:
            who, what, at, answer = _event(name, line, row, statements, sheet)
            known_at, known_answer, events = last.get((who, what), (at, answer, 0))
            newest = (at, answer) if at >= known_at else (known_at, known_answer)
            last[who, what] = (*newest, events + 1)
    findings.settle()
    return tuple(Vote(who, what, answer, at, events) for (who, what), (at, answer, events) in last.items())


def _event(
    name: str, line: int, row: Mapping[str, str], statements: Mapping[int, Statement], sheet: _Sheet
) -> tuple[int, int, int, str]:
    what = whole_number(name, line, "comment-id", row["comment-id"])
    who = whole_number(name, line, "voter-id", row["voter-id"])
    at = whole_number(name, line, "timestamp", row["timestamp"], most=LAST_MOMENT)
    if what not in statements:
        raise refuse(name, line, Reason.UNKNOWN_STATEMENT, f"comment-id {what}")
    if who not in sheet.participants:
        raise refuse(name, line, Reason.UNKNOWN_PARTICIPANT, f"voter-id {who}")
    return who, what, at, _answer(name, line, row["vote"])


def _answer(name: str, line: int, cell: str) -> str:
    answer = ANSWERS.get(cell)
    if answer is None:
        raise refuse(name, line, Reason.UNKNOWN_VOTE, cell)
    return answer


def _require_agreement(votes: tuple[Vote, ...], sheet: _Sheet) -> None:
    """Refuse an export whose log of votes and table of last answers say different things."""
    logged = {(vote.participant, vote.statement): vote.answer for vote in votes}
    if logged == sheet.cells:
        return
    findings = Findings()
    for who, what in sorted(logged.keys() | sheet.cells.keys()):
        answers = logged.get((who, what)), sheet.cells.get((who, what))
        with findings:
            if answers[0] != answers[1]:
                said = f"{VOTES} {answers[0] or NOT_SEEN}, {PARTICIPANTS} {answers[1] or NOT_SEEN}"
                detail = f"participant {who}, comment-id {what}: {said}"
                raise refuse(sheet.name, sheet.lines[who], Reason.DISAGREEING_FILES, detail)
    findings.settle()
