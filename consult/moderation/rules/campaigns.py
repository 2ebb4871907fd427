"""Which comments say nearly the same: groups around the first one that said it."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

ALIKE = Fraction(4, 5)
"""How much of what two comments say together both say, from which on they are near-duplicates."""

SHINGLE = 3
"""Words in a row that are compared as one."""

# Where a script puts no space between words, each character stands for one. Drafting's tokens keep marks with their
# letters, which readers of a redline need; a heap of nine thousand comments is taken apart four times as fast without.
_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")

Shingles = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Campaign:
    """Comments that say nearly what the first of them says, in the order in which they were made."""

    first: str
    members: tuple[str, ...]


def shingles_of(text: str) -> Shingles:
    """Return every run of three words of a text; the whole of a shorter one.

    >>> sorted(shingles_of("Say who decides now."))
    [('say', 'who', 'decides'), ('who', 'decides', 'now')]
    """
    words = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    if len(words) < SHINGLE:
        return frozenset([tuple(words)]) - {()}
    return frozenset(zip(*(words[start:] for start in range(SHINGLE)), strict=False))


def likeness(one: Shingles, other: Shingles) -> Fraction:
    """Return the Jaccard index of two sets: what they share over what they hold together; 0 where both are empty.

    {a, b, c, d} and {a, b, c, d, e} share 4 of 5.
    """
    together = len(one | other)
    return Fraction(len(one & other), together) if together else Fraction(0)


def campaigns_of(said: Sequence[tuple[str, str]], *, alike: Fraction = ALIKE) -> list[Campaign]:
    """Return the groups of near-duplicates among comments, each an id and its words; the largest group first.

    In the order given, a comment joins the first comment that it is most like, if that is `alike` or more by the
    Jaccard index of their shingles; the one that came earliest where several are. Otherwise others may join it. So every
    member is near the first of its group, and nothing depends on chance.

    Two sets of which one shares too few of its rarest shingles with the other cannot be alike, so only those that share
    one of these are compared (Chaudhuri, Ganti and Kaushik, "A primitive operator for similarity joins", 2006).
    """
    shingled = [(comment, shingles_of(text)) for comment, text in said]
    ranks = _ranked(shingles for _, shingles in shingled)
    members: dict[str, list[str]] = {}
    index = _Index(alike)
    for comment, shingles in shingled:
        ranked = frozenset(map(ranks.__getitem__, shingles))
        first = index.nearest(ranked) if ranked else None
        if first is None:
            index.add(comment, ranked)
            members[comment] = [comment]
        else:
            members[first].append(comment)
    groups = [Campaign(first, tuple(found)) for first, found in members.items() if len(found) > 1]
    return sorted(groups, key=lambda group: -len(group.members))


def _ranked(sets: Iterable[Shingles]) -> dict[tuple[str, ...], int]:
    """Return a number for each shingle, the rarest first: numbers are compared faster than words.

    Those that are equally rare come in any order, which changes what is compared and never what is found alike.
    """
    common = Counter(chain.from_iterable(sets))
    return {each: rank for rank, each in enumerate(sorted(common, key=common.__getitem__))}


class _Index:
    """The first comments of groups, found by their rarest shingles."""

    def __init__(self, alike: Fraction) -> None:
        self.part, self.whole = alike.numerator, alike.denominator
        self.firsts: list[tuple[str, frozenset[int]]] = []
        self.same: dict[frozenset[int], str] = {}
        self.by_shingle: defaultdict[int, list[int]] = defaultdict(list)

    def add(self, comment: str, shingles: frozenset[int]) -> None:
        """Take a comment as the first of its group."""
        self.same.setdefault(shingles, comment)
        for each in self._telling(shingles):
            self.by_shingle[each].append(len(self.firsts))
        self.firsts.append((comment, shingles))

    def nearest(self, shingles: frozenset[int]) -> str | None:
        """Return the first comment that these shingles are most like and alike enough, or None."""
        if shingles in self.same:
            return self.same[shingles]
        best, found = (0, 1), None
        for place in sorted({place for each in self._telling(shingles) for place in self.by_shingle.get(each, ())}):
            comment, others = self.firsts[place]
            shared = len(shingles & others)
            together = len(shingles) + len(others) - shared
            if shared * self.whole >= self.part * together and shared * best[1] > best[0] * together:
                best, found = (shared, together), comment
        return found

    def _telling(self, shingles: frozenset[int]) -> list[int]:
        """Return the rarest shingles, of which two alike sets share at least one: all but as many as may differ."""
        least = -(-self.part * len(shingles) // self.whole)
        return sorted(shingles)[: len(shingles) - least + 1]
