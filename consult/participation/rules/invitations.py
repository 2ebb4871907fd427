"""A list of people to invite, as CSV: every row taken, or the whole list refused with what is wrong in each."""

import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from consult.accounts.rules.identity import clean_email, clean_name
from consult.participation.rules.seats import PERSON_CATEGORY

COLUMNS = ("email", "name", "organisation", "category", "country")
MOST_ROWS = 1000
LONGEST_ORGANISATION = 200
LONGEST_CELL = 500


class Wrong(StrEnum):
    """What is wrong with a list, or with one row of it."""

    NOT_TEXT = "not_text"
    COLUMNS = "columns"
    EMPTY = "empty"
    TOO_MANY = "too_many"
    EMAIL = "email"
    TWICE = "twice"
    NAME = "name"
    ORGANISATION = "organisation"
    CATEGORY = "category"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one line of a list; line 1 names the columns."""

    line: int
    wrong: Wrong
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """One person to invite: for an organisation, or for themselves where it is empty."""

    email: str
    name: str
    organisation: str
    category: str
    territory: str | None


def read_list(
    data: bytes, *, categories: Collection[str], territories: Collection[str]
) -> tuple[list[Invited], list[Problem]]:
    """Return everyone on the list and everything that is wrong with it; a list with problems invites nobody.

    The first line names the columns in any order: email, name, organisation, category by its id, and country as two
    letters or empty. Commas, semicolons or tabs stand between them.
    """
    try:
        return _read(data.decode("utf-8-sig"), categories, territories)
    except (UnicodeDecodeError, csv.Error):
        return [], [Problem(1, Wrong.NOT_TEXT)]


def _read(text: str, categories: Collection[str], territories: Collection[str]) -> tuple[list[Invited], list[Problem]]:
    lines = text.splitlines()
    first = lines[0] if lines else ""
    separator = max(",;\t", key=first.count)
    names = [cell.strip().lower() for cell in next(csv.reader([first], delimiter=separator), [])]
    if not set(COLUMNS) <= set(names):
        return [], [Problem(1, Wrong.COLUMNS, ", ".join(sorted(set(COLUMNS) - set(names))))]
    rows = [(line, dict(zip(names, cells, strict=False))) for line, cells in _rows(text, separator)]
    if not rows or len(rows) > MOST_ROWS:
        return [], [Problem(1, Wrong.TOO_MANY if rows else Wrong.EMPTY)]
    found, problems, seen = [], [], set[str]()
    for line, row in rows:
        one, wrong = _judge({name: row.get(name, "").strip() for name in COLUMNS}, categories, territories)
        if one is not None and one.email in seen:
            wrong = [(Wrong.TWICE, one.email)]
        if one is not None:
            seen.add(one.email)
            found.append(one)
        problems += [Problem(line, *each) for each in wrong]
    return ([], problems) if problems else (found, [])


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Give the rows below the first with the line on which each ends; empty ones are passed over."""
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator)
    next(reader, None)
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield reader.line_num, cells


def _judge(
    row: dict[str, str], categories: Collection[str], territories: Collection[str]
) -> tuple[Invited | None, list[tuple[Wrong, str]]]:
    """Return whom a row invites, or everything that is wrong with it."""
    email, name = clean_email(row["email"]), clean_name(row["name"])
    organisation = clean_name(row["organisation"], LONGEST_ORGANISATION)
    category, country = row["category"].lower(), row["country"].upper() or None
    is_person = category == PERSON_CATEGORY
    checks = (
        (Wrong.EMAIL, "email", email is not None),
        (Wrong.NAME, "name", name is not None),
        (Wrong.CATEGORY, "category", category in categories),
        (Wrong.ORGANISATION, "organisation", not row["organisation"] if is_person else organisation is not None),
        (Wrong.COUNTRY, "country", country is None or country in territories),
    )
    wrong = [(problem, row[column][:LONGEST_CELL]) for problem, column, is_right in checks if not is_right]
    if wrong:
        return None, wrong
    return Invited(email or "", name or "", organisation or "", category, country), []
