"""The numbers of a text's parts: those its headings carry, and for all others their place within their parent."""

import re
import string
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import count, product

TITLE_NUMBER = "0"
_CARRIED = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})(?P<mark>[.)．）]\s+|、\s*|\s+)(?=\S)")

_SECTION = re.compile(
    r"(?:(?P<publication>[A-Za-z0-9][A-Za-z0-9-]{0,19})_)?sec(?:tion)?[_-]?(?P<number>[0-9]{1,3})(?![0-9])"
)


@dataclass(frozen=True, slots=True)
class Place:
    """What numbering needs of a part: its heading's level, None for a clause; the number it carries; its parent's place."""

    level: int | None
    carried: str | None
    parent: int | None


def split_number(words: str) -> tuple[str | None, str]:
    """Return the number a heading carries and the rest of it: `5.2 Title`, `5. Title`, `5) Title`, `5、Title`.

    A single number needs its mark: `2030 agenda` carries none. Digits of any script are read.
    """
    found = _CARRIED.match(words)
    if found is None or not (found["mark"].strip() or "." in found["number"]):
        return None, words
    number = ".".join(str(int(part)) for part in found["number"].split("."))
    return (None, words) if number.startswith("0") else (number, words[found.end() :])


def section_numbers(names: Sequence[str]) -> dict[str, str]:
    """Return the section that a file's name tells, for each file whose name does: `sec4_model.md` is section 4.

    Where the names speak of several publications, `63A_sec4.md` is 63A-4.
    """
    told = {name: found for name in names if (found := _SECTION.match(name))}
    are_several = len({found["publication"] for found in told.values()}) > 1
    return {name: _section(found["publication"] if are_several else None, found) for name, found in told.items()}


def _section(publication: str | None, found: re.Match[str]) -> str:
    number = str(int(found["number"]))
    return f"{publication}-{number}" if publication else number


def numbers_of(places: Sequence[Place]) -> list[str]:
    """Return a number for each part, no two the same; parents stand before their children.

    The text's one title is 0. Carried numbers stay as they are where they differ throughout the text; where they
    begin anew under each heading, that heading's number stands before them. All others are counted within their
    parent: 5.1, 5.2, headings among headings, so that clauses beside them have a 0 before their count: 5.0.1, and 0.1
    before the first heading of the text. Where carried numbers are in the way, other headings get letters.
    """
    numbering = _Numbering(places)
    for place in range(len(places)):
        if place not in numbering.given:
            numbering.number_siblings_of(place)
    return [numbering.given[place] for place in range(len(places))]


class _Numbering:
    """The numbers given so far, siblings by siblings."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.places = places
        self.title = _title_of(places)
        self.given: dict[int, str] = {} if self.title is None else {self.title: TITLE_NUMBER}
        self.used = set(self.given.values())
        carried = [one.carried for one in places if one.carried]
        self.are_distinct = len(set(carried)) == len(carried)
        self.reserved = set(carried) if self.are_distinct else set()
        self.siblings: defaultdict[int | None, list[int]] = defaultdict(list)
        for place in range(len(places)):
            if place != self.title:
                self.siblings[self.parent_of(place)].append(place)

    def parent_of(self, place: int) -> int | None:
        """Return the place of the parent that a part is counted within; the title is none."""
        parent = self.places[place].parent
        return None if parent == self.title else parent

    def number_siblings_of(self, place: int) -> None:
        """Give the part and all its siblings their numbers."""
        parent = self.parent_of(place)
        siblings = self.siblings[parent]
        prefix = "" if parent is None else f"{self.given[parent]}."
        wanted = {one: self.wanted_by(one, prefix) for one in siblings}
        taken = (self.used, self.reserved, frozenset(filter(None, wanted.values())))
        plain = (f"{prefix}{n}" for n in count(1))
        is_crowded = any(_is_taken(f"{prefix}{n}", taken) for n in range(1, len(siblings) + 1))
        has_headings = any(self.places[one].level is not None for one in siblings)
        of_headings = (f"{prefix}{letters}" for letters in _letters()) if is_crowded else plain
        of_clauses = (f"{prefix}0.{n}" for n in count(1)) if has_headings else plain
        for one in siblings:
            number = wanted[one]
            if number is None:
                number = _next_free(of_clauses if self.places[one].level is None else of_headings, taken)
            elif number in self.used:
                number = _next_free(plain, taken)
            self.given[one] = number
            self.used.add(number)

    def wanted_by(self, place: int, prefix: str) -> str | None:
        """Return the number a part would have by the one it carries."""
        number = self.places[place].carried
        return number if number is None or self.are_distinct or number.startswith(prefix) else prefix + number


def _next_free(series: Iterator[str], taken: Sequence[Set[str]]) -> str:
    return next(number for number in series if not _is_taken(number, taken))


def _is_taken(number: str, taken: Sequence[Set[str]]) -> bool:
    return any(number in each for each in taken)


def _title_of(places: Sequence[Place]) -> int | None:
    """Return the place of the one heading above all others, if the text begins with it and it carries no number."""
    levels = [one.level for one in places if one.level is not None]
    has_title = len(levels) > 1 and places[0].level == 1 and levels.count(1) == 1 and places[0].carried is None
    return 0 if has_title else None


def _letters() -> Iterator[str]:
    return ("".join(letters) for length in count(1) for letters in product(string.ascii_uppercase, repeat=length))
