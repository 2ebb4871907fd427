"""The numbers of a text's parts: those its headings carry, and for all others their place within their parent."""

import string
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import count, product

TITLE_NUMBER = "0"
LONGEST_NUMBER = 40


@dataclass(frozen=True, slots=True)
class Place:
    """What numbering needs of a part: its heading's level, None for a clause; the number it carries; its parent's place."""

    level: int | None
    carried: str | None
    parent: int | None


def numbers_of(places: Sequence[Place]) -> list[str]:
    """Return a number for each part, no two the same; parents stand before their children.

    The text's one title is 0. Carried numbers stay as they are where they differ throughout the text; where they
    begin anew under each heading, that heading's number stands before them. All others are counted within their
    parent: 5.1, 5.2, headings among headings, so that clauses beside them have a 0 before their count: 5.0.1, and 0.1
    before the first heading of the text. Where carried numbers are in the way, other headings get letters.
    """
    numbering = _Numbering(places)
    for parent, siblings in numbering.siblings.items():  # in the order of the text, so parents have their numbers
        numbering.number(parent, siblings)
    return [numbering.given[place] for place in range(len(places))]


class _Numbering:
    """The numbers given so far, siblings by siblings; the title is nobody's parent."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.places = places
        title = _title_of(places)
        self.given: dict[int, str] = {} if title is None else {title: TITLE_NUMBER}
        self.used = set(self.given.values())
        carried = [one.carried for one in places if one.carried]
        self.are_distinct = len(set(carried)) == len(carried)
        self.reserved = set(carried) if self.are_distinct else set()
        self.siblings: defaultdict[int | None, list[int]] = defaultdict(list)
        self.headed: set[int | None] = set()
        for place, one in enumerate(places):
            if place != title:
                parent = None if one.parent == title else one.parent
                self.siblings[parent].append(place)
                if one.level is not None:
                    self.headed.add(parent)

    def number(self, parent: int | None, siblings: Sequence[int]) -> None:
        """Give all children of a part their numbers."""
        prefix = "" if parent is None else f"{self.given[parent]}."
        wanted = [self.wanted_by(self.places[one].carried, prefix) for one in siblings]
        taken = (self.used, self.reserved, frozenset(filter(None, wanted)))
        plain = of_headings = of_clauses = (f"{prefix}{n}" for n in count(1))
        if parent in self.headed:
            of_clauses = (f"{prefix}0.{n}" for n in count(1))
            if any(_is_taken(f"{prefix}{n}", taken) for n in range(1, len(siblings) + 1)):
                of_headings = (f"{prefix}{letters}" for letters in _letters())
        for one, number in zip(siblings, wanted, strict=True):
            if number is None:
                series = of_clauses if self.places[one].level is None else of_headings
                self.given[one] = _next_free(series, taken)
            else:
                self.given[one] = number if number not in self.used else _next_free(plain, taken)
            self.used.add(self.given[one])

    def wanted_by(self, number: str | None, prefix: str) -> str | None:
        """Return the number that a part would have by the one it carries."""
        if number is None or self.are_distinct or number.startswith(prefix) or is_name(number):
            return number
        return prefix + number


Taken = tuple[Set[str], Set[str], Set[str]]


def _next_free(series: Iterator[str], taken: Taken) -> str:
    number = next(series)
    while _is_taken(number, taken):
        number = next(series)
    return number


def _is_taken(number: str, taken: Taken) -> bool:
    used, reserved, wanted = taken
    return number in used or number in reserved or number in wanted


def is_name(number: str) -> bool:
    """Whether a number that a part carries begins with a letter, as `A` of an annex and `fn1` of a footnote do.

    Such a number stands for itself, wherever the part is.
    """
    return number[:1].isalpha()


def _title_of(places: Sequence[Place]) -> int | None:
    """Return the place of the one heading above all others, if the text begins with it and it carries no number.

    Annexes may stand beside it.
    """
    levels = [one.level for one in places if one.level is not None and not (one.carried and is_name(one.carried))]
    top = min(levels, default=1)
    has_title = len(levels) > 1 and places[0].level == top <= 1 == levels.count(top) and places[0].carried is None
    return 0 if has_title else None


def _letters() -> Iterator[str]:
    return ("".join(letters) for length in count(1) for letters in product(string.ascii_uppercase, repeat=length))


def carried_by(places: Sequence[Place], numbers: Sequence[str]) -> list[str | None]:
    """Return for each part the number it must carry so that `numbers_of` gives the numbers which the parts have.

    Nothing says of a part that stands in a draft whether its number was carried. So each takes the number that
    counting gives it wherever that is its own, and any other carries the number it has.
    """
    carried = _likely(places, numbers)
    while True:
        found = numbers_of([Place(one.level, own, one.parent) for one, own in zip(places, carried, strict=True)])
        odd: dict[int | None, int] = {}
        for place, one in enumerate(places):
            if found[place] != numbers[place] and carried[place] is None and _is_settled(one.parent, found, numbers):
                odd.setdefault(one.parent, place)
        if not odd:
            return carried
        for place in odd.values():
            carried[place] = numbers[place]


def _likely(places: Sequence[Place], numbers: Sequence[str]) -> list[str | None]:
    """Return the numbers of the parts that are not the next ones of their kind under their parent; the title carries none."""
    counted: defaultdict[tuple[int | None, bool], int] = defaultdict(int)
    carried: list[str | None] = []
    for place, one in enumerate(places):
        siblings = (one.parent, one.level is None)
        is_next = numbers[place].rpartition(".")[2] == str(counted[siblings] + 1)
        counted[siblings] += is_next
        carried.append(None if is_next or numbers[place] == TITLE_NUMBER else numbers[place])
    return carried


def _is_settled(parent: int | None, found: Sequence[str], numbers: Sequence[str]) -> bool:
    return parent is None or found[parent] == numbers[parent]
