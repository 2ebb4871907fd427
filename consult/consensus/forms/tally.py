"""A tally as a file: how many took each position in each category, or one ballot a row."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _

from consult.consensus.forms.facts import READ as FACTS
from consult.consensus.forms.facts import read_facts
from consult.consensus.forms.reading import TallyRefused, line_of, read_number, read_object
from consult.consensus.rules.counts import POSITIONS, Counted
from consult.kernel.errors import Refused, msgid

COUNTED_HEADER = ["category", "position", "count"]
BALLOT_HEADER = ["category", "position"]


class SeatsTooFew(Refused):
    """A category cannot have fewer counting seats than answers."""

    code = "seats-too-few"
    status = 422
    sentence = msgid("The category “%(category)s” has more answers than seats. Correct the number of its seats.")


@dataclass(frozen=True, slots=True)
class Tally:
    """The answers of each category, and how many counting seats each has: as many as answered unless more are named.

    `known` are the further facts about the item, as fields of a `Case`.
    """

    counts: Counted
    seats: Mapping[str, int]
    known: Mapping[str, Any] = field(default_factory=dict)


def read_tally(text: str, *, is_json: bool, seats: Mapping[str, int] | None = None) -> Tally:
    """Return the tally that a file holds; `seats` are added to what it says about seats.

    CSV has the header `category,position,count`, or `category,position` with a ballot in each row. JSON is an object:
    `counts` holds the counts by category and position, `seats` optionally the seats of each category, and the facts that
    `read_facts` reads may stand beside them. Refuses with `tally-refused`, naming the line, other headers, unknown
    positions, numbers that are no counts and the same cell twice, and with `seats-too-few` fewer seats than answers.
    """
    counts, named, known = _read_json(text) if is_json else (_read_csv(text), {}, {})
    asked = {**named, **(seats or {})}
    heard = {category: sum(of_one.values()) for category, of_one in counts.items()}
    short = next((category for category, number in asked.items() if number < heard.get(category, 0)), None)
    if short is not None:
        raise SeatsTooFew(category=short)
    every = {**heard, **asked}
    return Tally({category: counts.get(category, {}) for category in every}, every, known)


def _read_csv(text: str) -> dict[str, dict[str, int]]:
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    found: dict[str, dict[str, int]] = {}
    try:
        header = [name.strip() for name in next(rows, [])]
        if header not in (COUNTED_HEADER, BALLOT_HEADER):
            raise TallyRefused(line=1, problem=_("the columns are not category,position,count or category,position"))
        for category, position, number in _cells(rows, has_counts=header == COUNTED_HEADER):
            of_one = found.setdefault(category, {})
            if header == COUNTED_HEADER and position in of_one:
                raise TallyRefused(
                    line=rows.line_num, problem=_("%(cell)s is there twice", cell=f"{category}, {position}")
                )
            of_one[position] = of_one.get(position, 0) + number
    except csv.Error as error:
        raise TallyRefused(line=rows.line_num, problem=_("the quotation marks do not match")) from error
    return found


def _cells(rows: Any, *, has_counts: bool) -> Iterator[tuple[str, str, int]]:  # noqa: ANN401 - a reader of the csv module, whose type has no name
    for row in rows:
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if len(cells) != (3 if has_counts else 2):
            raise TallyRefused(line=rows.line_num, problem=_("the row has more or fewer columns than the header"))
        number = read_number(cells[2], rows.line_num) if has_counts else 1
        yield cells[0], cells[1], _checked(cells[0], cells[1], number, rows.line_num)


def _checked(category: str, position: str, number: int, line: int) -> int:
    if not category:
        raise TallyRefused(line=line, problem=_("the category is missing"))
    if position not in POSITIONS:
        raise TallyRefused(line=line, problem=_("“%(word)s” is none of the positions", word=position))
    return number


def _read_json(text: str) -> tuple[dict[str, dict[str, int]], dict[str, int], dict[str, Any]]:
    content = read_object(text)
    if content is None or set(content) - {"counts", "seats", *FACTS} or not _are_tables(content):
        raise TallyRefused(line=1, problem=_("this is no object with counts, and perhaps seats, by category"))
    counts = {
        category: {
            name: _checked(category, name, read_number(number, line_of(name, text)), line_of(name, text))
            for name, number in of_one.items()
        }
        for category, of_one in content["counts"].items()
    }
    seats = {name: read_number(number, line_of(name, text)) for name, number in content.get("seats", {}).items()}
    return counts, seats, read_facts(content, {**{name: {} for name in seats}, **counts}, text)


def _are_tables(content: Mapping[str, Any]) -> bool:
    counts, seats = content.get("counts"), content.get("seats", {})
    return (
        isinstance(counts, dict) and isinstance(seats, dict) and all(isinstance(one, dict) for one in counts.values())
    )
