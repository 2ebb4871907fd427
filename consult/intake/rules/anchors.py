"""Where in the draft a comment of a sheet belongs, as far as the row is evidence for it, and why there."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

from consult.drafting.rules import HEADINGS

SAME_TITLE = 92
"""How much alike two titles must be (0 to 100) to be one: a slip of the pen or of a line end, not another word."""
CLEARLY = 4
"""By how much the best title must be ahead of the next one."""
SHORTEST_TITLE = 4


class How(StrEnum):
    """By what evidence a comment was given its place, or why it has none but the draft as a whole."""

    NUMBER = "number"
    SURROUNDING = "surrounding"
    TITLE = "title"
    LINE = "line"
    WHOLE = "whole"
    OTHER_PUBLICATION = "other_publication"
    NOT_THERE = "not_there"
    UNCLEAR = "unclear"
    NOTHING_SAID = "nothing_said"


ANCHORED = frozenset({How.NUMBER, How.SURROUNDING, How.TITLE, How.LINE, How.WHOLE})
"""The ways in which a row says where it belongs."""


@dataclass(frozen=True, slots=True)
class Target:
    """A part of the draft on which a comment may be; `first` and `last` are its lines in the fixed rendering."""

    uid: str
    parent: str | None
    number: str
    heading: str
    kind: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Told:
    """What a row says about its place; its line counts only where it is one of our own rendering."""

    publication: str
    clause: str
    paragraph: str
    line: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """The part a comment is on, or None for the draft as a whole, with the evidence: `detail` is what matched."""

    uid: str | None
    how: How
    detail: str = ""

    @property
    def is_found(self) -> bool:
        """Whether the row said where the comment belongs."""
        return self.how in ANCHORED


_WHOLE = frozenset(
    {
        "general",
        "ge",
        "gen",
        "overall",
        "all",
        "whole document",
        "entire document",
        "document",
        "throughout",
        "whole draft",
    }
)
_NOTHING = frozenset({"", "na", "n a", "none", "nil", "unknown", "tbd", "various"})
_NUMBERS = re.compile(r"(?<![\w.-])(?:[A-Z]\.?)?\d{1,3}(?:\.\d{1,3}){0,5}(?![\w-])")
_LINES = re.compile(r"(?<!\d)(\d{1,6})(?:\s*(?:-|–|—|to)\s*(\d{1,6}))?(?!\d)")
_PREFIXED = re.compile(r"(?P<publication>.+)-(?P<number>\d[\w.]*)")
_WORD = re.compile(r"(?:section|sections|sec|clause|subclause|chapter|principle|article|§+)\.?\s*", re.IGNORECASE)
_LEADING_NUMBER = re.compile(r"^(?:[\w-]*\d[\w.-]*|[A-Z]\.\d[\w.]*)[.):]?\s+")


class Places:
    """The parts of a draft by everything that a row may call them."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self.targets = targets
        self.by_uid = {one.uid: one for one in targets}
        self.by_number = {one.number.casefold(): one for one in targets}
        self.publication_of = {one.uid: _split(one.number)[0] for one in targets}
        self.publications = frozenset(filter(None, self.publication_of.values()))
        self.by_source: dict[tuple[str, str], Target] = {}
        self.titles: defaultdict[str, list[Target]] = defaultdict(list)
        self._index()

    def _index(self) -> None:
        """Give headings the numbers of their source: a deep one, which is a clause here, counts among its like."""
        sources: dict[str, str] = {}
        counted: defaultdict[str, int] = defaultdict(int)
        for one in self.targets:
            if one.heading:
                self.titles[_title(one.heading)].append(one)
            parent = sources.get(one.parent or "")
            if one.kind in HEADINGS:
                sources[one.uid] = _split(one.number)[1]
            elif one.heading and parent is not None and one.parent:
                counted[one.parent] += 1
                sources[one.uid] = f"{parent}.{counted[one.parent]}"
            if one.uid in sources:
                self.by_source.setdefault((self.publication_of[one.uid], sources[one.uid].casefold()), one)

    def publication(self, named: str, of_sheet: frozenset[str]) -> str | None:
        """Return the publication of the draft that a row names, "" where the draft is one, or None if it is another.

        A draft that is one publication is the one that a sheet speaks of, if it speaks of no other.
        """
        if not self.publications:
            return "" if not named or len(of_sheet) <= 1 else None
        found = [one for one in self.publications if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", named, re.IGNORECASE)]
        return max(found, key=len, default=None)

    def numbered(self, publication: str | None, number: str) -> Target | None:
        """Return the part of this number: as its source counts where a publication is named, else first as we do."""
        asked = number.casefold()
        if publication is None:
            every = [one for name in sorted(self.publications) if (one := self.by_source.get((name, asked)))]
            return self.by_number.get(asked) or (every[0] if len(every) == 1 else None)
        source = self.by_source.get((publication, asked))
        return source if publication else self.by_number.get(asked) or source

    def surrounding(self, publication: str | None, number: str) -> Target | None:
        """Return the nearest part around a number that is not there."""
        while "." in number:
            number = number.rpartition(".")[0]
            if found := self.numbered(publication, number):
                return found
        return None

    def titled(self, publication: str | None, words: str) -> Target | How:
        """Return the part that is headed so, or why there is none: `not_there`, or `unclear` where several are."""
        known = {
            title: rows
            for title, every in self.titles.items()
            if (
                rows := [
                    one for one in every if self.publication_of[one.uid] in {publication or "", ""} or not publication
                ]
            )
        }
        best = process.extract(words, known.keys(), scorer=fuzz.ratio, limit=2, score_cutoff=SAME_TITLE)
        if not best:
            return How.NOT_THERE
        is_clear = len(known[best[0][0]]) == 1 and (len(best) == 1 or best[0][1] - best[1][1] >= CLEARLY)
        return known[best[0][0]][0] if is_clear else How.UNCLEAR

    def at_lines(self, first: int, last: int) -> Target | None:
        """Return the innermost part in which the lines begin, if they all lie in the text."""
        if not self.targets or last < first or last > self.targets[-1].last:
            return None
        return next((one for one in self.targets if one.first <= first <= one.last), None)

    def lies_within(self, inner: Target, outer: Target) -> bool:
        """Whether a part is another one or stands under it."""
        one: Target | None = inner
        while one is not None and one.uid != outer.uid:
            one = self.by_uid.get(one.parent or "")
        return one is not None


def anchor(told: Told, places: Places, of_sheet: frozenset[str] = frozenset()) -> Anchor:
    """Return where a comment belongs: by the number, the title or the lines that its row names, in this order.

    What names the whole text belongs to the draft as a whole. So does what is found nowhere, for another reason: the
    evidence is never stretched.
    """
    publication: str | None = None
    if _plain(told.publication) in _WHOLE:
        return Anchor(None, How.WHOLE, told.publication)
    if told.publication or not places.publications:
        publication = places.publication(told.publication, of_sheet)
        if publication is None:
            return Anchor(None, How.OTHER_PUBLICATION, told.publication)
    lines = _by_lines(told, places)
    found = _by_clause(told, places, publication)
    if lines and (found.uid is None or _refines(lines, found.uid, places)):
        return lines
    return found


def _by_clause(told: Told, places: Places, publication: str | None) -> Anchor:
    words = told.clause.strip()
    if _plain(words) in _WHOLE or (_plain(words) in _NOTHING and _plain(told.line) in _WHOLE - {"ge"}):
        return Anchor(None, How.WHOLE, words or told.line)
    if _plain(words) in _NOTHING:
        return Anchor(None, How.NOTHING_SAID)
    exact = places.by_number.get(words.casefold())
    if exact and (not places.publications or _PREFIXED.fullmatch(exact.number)):
        return Anchor(exact.uid, How.NUMBER, exact.number)
    numbers = [one.strip(".") for one in _NUMBERS.findall(_WORD.sub(" ", words))]
    for number in numbers:
        if found := places.numbered(publication, number):
            return Anchor(found.uid, How.NUMBER, number)
    return _by_title(words, places, publication) or _by_surroundings(numbers, places, publication)


def _by_title(words: str, places: Places, publication: str | None) -> Anchor | None:
    title = _title(_LEADING_NUMBER.sub("", _WORD.sub(" ", words).strip()))
    found = places.titled(publication, title) if len(title) >= SHORTEST_TITLE else How.NOT_THERE
    if isinstance(found, Target):
        return Anchor(found.uid, How.TITLE, found.heading)
    return Anchor(None, found, words) if found is How.UNCLEAR else None


def _by_surroundings(numbers: Sequence[str], places: Places, publication: str | None) -> Anchor:
    for number in numbers:
        if found := places.surrounding(publication, number):
            return Anchor(found.uid, How.SURROUNDING, number)
    return Anchor(None, How.NOT_THERE, ", ".join(numbers))


def _by_lines(told: Told, places: Places) -> Anchor | None:
    """Return the part in which the lines begin; several, as in `4 24 27`, count only where they are in order."""
    spans = [(int(first), int(last or first)) for first, last in _LINES.findall(told.line)]
    if not spans or re.search(r"[^\W\d_]", told.line.replace("to", "")) or spans != sorted(spans):
        return None
    found = places.at_lines(spans[0][0], spans[-1][1])
    return Anchor(found.uid, How.LINE, told.line) if found else None


def _refines(lines: Anchor, uid: str, places: Places) -> bool:
    """Whether the lines lie within the part that the number or the title names, and so say it more closely."""
    return lines.uid is not None and places.lies_within(places.by_uid[lines.uid], places.by_uid[uid])


def _split(number: str) -> tuple[str, str]:
    """Return the publication and the number of a part: `63A-4.1` is 4.1 of 63A."""
    found = _PREFIXED.fullmatch(number)
    return (found["publication"], found["number"]) if found else ("", number)


def _plain(words: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", words.casefold()).split())


def _title(words: str) -> str:
    return _plain(unicodedata.normalize("NFKC", words).replace("&", " and "))


def evidence(anchors: Sequence[Anchor]) -> Mapping[How, int]:
    """Return how many comments were given their place by which evidence, or have none for which reason."""
    return {how: count for how in How if (count := sum(one.how is how for one in anchors))}
