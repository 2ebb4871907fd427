"""By what a row of a sheet is known when the sheet comes again."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence

from consult.intake.rules.sheets.columns import Column
from consult.intake.rules.sheets.entries import Entry
from consult.participation.rules.seats import name_key

LONGEST_KEY = 64
_SAID = (Column.PUBLICATION, Column.CLAUSE, Column.PARAGRAPH, Column.PAGE, Column.LINE, Column.COMMENT, Column.PROPOSED)


def row_keys(entries: Sequence[Entry]) -> list[str]:
    """Return a key for each row: the one that a sheet of ours gave it, else one made of what its author gave it.

    That is the organisation with the publication and the number of the comment; a row without a number is known by
    all that it says. Rows that have these in common are told apart by their order.
    """
    seen: Counter[str] = Counter()
    keys = []
    for entry in entries:
        given = entry.cell(Column.KEY)
        key = given if 0 < len(given) <= LONGEST_KEY else _made(entry, seen)
        keys.append(key)
    return keys


def _made(entry: Entry, seen: Counter[str]) -> str:
    who = name_key(entry.organisation)
    parts = ["number", who, entry.cell(Column.PUBLICATION), entry.number]
    if not entry.number:
        parts = ["words", who, *(entry.cells.get(column, "") for column in _SAID)]
    named = json.dumps(parts)
    seen[named] += 1
    return hashlib.sha256(f"{named}{seen[named]}".encode()).hexdigest()[:16]
