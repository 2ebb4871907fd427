"""Groups of participants that somebody wrote into a file, for an analysis to look at in place of those that it would find."""

import csv
import io
from collections.abc import Collection, Iterator
from typing import Any

from flask_babel import lazy_gettext as _

from consult.kernel.errors import Refused, msgid

HEADER = ["participant", "group"]
LONGEST_LABEL = 40
MOST_GROUPS = 99


class GroupsRefused(Refused):
    """A file that holds no groups of this round's participants; `line` is where."""

    code = "groups-refused"
    status = 422
    sentence = msgid("Line %(line)s of the groups cannot be taken: %(problem)s. Put it right and try again.")


def read_groups(data: bytes, participants: Collection[str]) -> dict[str, str]:
    """Return the group of each participant whom a file names, under the header participant,group.

    Refuses `groups-refused`, with the number of the line: a file that is not UTF-8, another header, a row without a
    participant or a group, someone who answered nothing in the round, and someone who is named twice.
    """
    rows = csv.reader(io.StringIO(_text(data)), strict=True)
    found: dict[str, str] = {}
    try:
        if [name.strip() for name in next(rows, [])] != HEADER:
            raise GroupsRefused(line=1, problem=_("the columns are not participant,group"))
        for line, participant, group in _cells(rows):
            if participant not in participants:
                raise GroupsRefused(line=line, problem=_("nobody in this round is called “%(word)s”", word=participant))
            if participant in found:
                raise GroupsRefused(line=line, problem=_("%(cell)s is there twice", cell=participant))
            found[participant] = group
            if len(set(found.values())) > MOST_GROUPS:
                raise GroupsRefused(line=line, problem=_("there are more than %(most)s groups", most=MOST_GROUPS))
    except csv.Error as error:
        raise GroupsRefused(line=rows.line_num, problem=_("the quotation marks do not match")) from error
    return found


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise GroupsRefused(line=line, problem=_("this is not UTF-8")) from error


def _cells(rows: Any) -> Iterator[tuple[int, str, str]]:  # noqa: ANN401 - a reader of the csv module, whose type has no name
    for row in rows:
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if len(cells) != len(HEADER):
            raise GroupsRefused(line=rows.line_num, problem=_("the row has more or fewer columns than the header"))
        if not all(cells):
            raise GroupsRefused(line=rows.line_num, problem=_("the participant or the group is missing"))
        if len(cells[1]) > LONGEST_LABEL:
            problem = _("the name of a group has more than %(most)s characters", most=LONGEST_LABEL)
            raise GroupsRefused(line=rows.line_num, problem=problem)
        yield rows.line_num, cells[0], cells[1]
