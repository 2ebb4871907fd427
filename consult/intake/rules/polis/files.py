"""Files of an export as rows with their line numbers."""

import csv
import gzip
import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from consult.intake.rules.problems import Findings, Reason, decode, refuse

MOST_BYTES = 200 * 1024 * 1024
MOST_NUMBER = 2**53 - 1
"""The greatest whole number that every program that may have written the file holds exactly."""
_WHOLE = re.compile(r"0|[1-9][0-9]{0,15}")
_FIELD_TOO_LONG = "field larger than field limit"


class Table:
    """A CSV file of an export: its name, its header, and its rows.

    Refuses a header without the needed columns or with one of them twice.
    """

    def __init__(self, name: str, data: bytes, *, needs: Sequence[str]) -> None:
        self.name = name
        self._records = records(name, data)
        _, self.header = next(self._records, (1, []))
        missing = [column for column in needs if column not in self.header]
        if missing:
            raise refuse(name, 1, Reason.WRONG_HEADER, ", ".join(missing))
        twice = [column for column, times in Counter(self.header).items() if times > 1]
        if twice:
            raise refuse(name, 1, Reason.DUPLICATE_COLUMN, ", ".join(twice))

    def rows(self, findings: Findings) -> Iterator[tuple[int, dict[str, str]]]:
        """Give each row with the line it begins on; a row of another width than the header is noted and left out."""
        width = len(self.header)
        for line, cells in self._records:
            with findings:
                if len(cells) != width:
                    raise refuse(self.name, line, Reason.RAGGED_ROW, f"{len(cells)} / {width}")
            if len(cells) == width:
                yield line, dict(zip(self.header, cells, strict=True))


def records(name: str, data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Give each record of a CSV file with the line it begins on; empty lines are passed over.

    Refuses another encoding than UTF-8, NUL characters (no database keeps them), quotes that do not match, and a
    field beyond the limit of the csv module (131,072 characters).
    """
    text = decode(name, data)
    nul = text.find("\0")
    if nul >= 0:
        raise refuse(name, text.count("\n", 0, nul) + 1, Reason.CONTROL_CHARACTER, "NUL")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        for cells in reader:
            if cells:
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        if _FIELD_TOO_LONG in str(error):
            raise refuse(name, begins, Reason.TOO_LARGE, csv.field_size_limit()) from error
        raise refuse(name, begins, Reason.BROKEN_QUOTES) from error


def find(files: Mapping[str, bytes], name: str) -> tuple[str, bytes] | None:
    """Return the file's name and content, unpacked if it came as .gz, or None if it is not there.

    Refuses more than 200 MB.
    """
    packed = f"{name}.gz"
    if name not in files:
        return (packed, unpack(packed, files[packed])) if packed in files else None
    if len(files[name]) > MOST_BYTES:
        raise refuse(name, None, Reason.TOO_LARGE, MOST_BYTES)
    return name, files[name]


def require(files: Mapping[str, bytes], names: Sequence[str]) -> list[tuple[str, bytes]]:
    """Return name and content of each file; refuse an export without them, naming all that are missing."""
    findings = Findings()
    found: list[tuple[str, bytes]] = []
    for name in names:
        with findings:
            one = find(files, name)
            if one is None:
                raise refuse(name, None, Reason.MISSING_FILE)
            found.append(one)
    findings.settle()
    return found


def unpack(name: str, data: bytes) -> bytes:
    """Return the unpacked content; refuses what is not gzip or is cut off, and more than 200 MB, without unpacking it."""
    try:
        with gzip.open(io.BytesIO(data)) as packed:
            content = packed.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise refuse(name, None, Reason.NOT_GZIP, error) from error
    if len(content) > MOST_BYTES:
        raise refuse(name, None, Reason.TOO_LARGE, MOST_BYTES)
    return content


def whole_number(name: str, line: int, column: str, text: str, *, most: int = MOST_NUMBER) -> int:
    """Return the whole number a cell holds, from 0 to `most`, written in the usual digits; refuse anything else."""
    if not _WHOLE.fullmatch(text) or int(text) > most:
        raise refuse(name, line, Reason.BAD_NUMBER, f"{column}={text!r}")
    return int(text)
