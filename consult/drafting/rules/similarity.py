"""Which clauses of two drafts are likely to be the same one, split in several, or put together: by their words alone.

A person confirms later what is proposed here, and a wrong proposal does more harm than a missing one: a comment would
stand under a clause that its author never saw. So a pair is proposed only when the two are alike *and* nothing else in
either draft comes near; texts made of sentences after one pattern are left to people. Words are those of
`tokens.words_of`, so nothing here depends on a language.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import chain

from rapidfuzz.distance import Indel

from consult.drafting.rules.tokens import is_unspaced, words_of

CLOSE = 0.6
"""Python's own rule of thumb: texts whose ratio is over 0.6 are close matches (`difflib.SequenceMatcher.ratio`)."""
APART = 1.5
"""Every other clause must be at least half as far away again as the one that is proposed."""
SAME_HEADING = 1 / 3
"""A heading that stands once in each draft names its clause, unless two thirds of the words are others."""
EVIDENCE = 4
"""Fewer words in common say nothing, however short the clause: "Everything is logged" is not "Everything is paid"."""
SHINGLE = 3
HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Passage:
    """What likeness is measured on."""

    is_principle: bool
    heading: str
    words: tuple[str, ...]

    @property
    def weight(self) -> float:
        """How many words it has; a character of a script without spaces counts as half a word."""
        return sum(_weight(word) for word in self.words)


def passage(*, is_principle: bool, heading: str, text: str) -> Passage:
    """Return a part as likeness is measured on it."""
    return Passage(is_principle, " ".join(words_of(heading)), tuple(words_of(f"{heading}\n{text}")))


def likeness(first: Sequence[str], second: Sequence[str], cutoff: float = 0) -> float:
    """Return the share of words that two texts have in common in the same order, 0 if it is below the cutoff.

    Twice the length of the longest common subsequence over the length of both (`Indel.normalized_similarity`).

    >>> likeness(["stop", "the", "red", "clock"], ["stop", "the", "clock", "now"])
    0.75
    """
    return Indel.normalized_similarity(first, second, score_cutoff=cutoff) if first and second else 0


def likely_pairs(
    old: Sequence[Passage],
    new: Sequence[Passage],
    found: Mapping[int, int],
    may_be: Callable[[int, int], bool],
) -> dict[int, int]:
    """Return for places of the new draft that are not found yet the places in the old one they are likely to come from.

    First by a heading that stands once in each draft, then by likeness, the closest first. `may_be` says which pairs
    are possible at all, by their place in the old draft and in the new one.
    """
    taken = set(found.values())
    free_old = [place for place in range(len(old)) if place not in taken]
    free_new = [place for place in range(len(new)) if place not in found]
    possible = {
        (before, after): score
        for after in free_new
        for before in free_old
        if old[before].is_principle == new[after].is_principle and may_be(before, after)
        if (score := likeness(old[before].words, new[after].words, SAME_HEADING))
        and _says_enough(old, new, before, after, score)
    }
    names = [Counter((one.is_principle, one.heading) for one in draft if one.heading) for draft in (old, new)]
    named = [
        (before, after)
        for before, after in possible
        if old[before].heading == new[after].heading
        and all(draft[old[before].is_principle, old[before].heading] == 1 for draft in names)
    ]
    is_clear = partial(_is_clear, old, new)
    close = sorted(
        (pair for pair, score in possible.items() if score > CLOSE), key=lambda pair: (-possible[pair], pair)
    )
    pairs: dict[int, int] = {}
    for before, after in chain(named, (pair for pair in close if is_clear(pair, possible[pair]))):
        if after not in pairs and before not in pairs.values():
            pairs[after] = before
    return pairs


def shared_out(
    wholes: Mapping[int, Passage], pieces: Mapping[int, Passage], held: Collection[tuple[int, int]]
) -> dict[int, list[int]]:
    """Return the wholes that are likely to have been made into several pieces, each with its pieces, largest first.

    Measured on runs of three words (Broder, On the resemblance and containment of documents, 1997): at least half of a
    piece stands in the whole, most of that in no other piece, and together they hold at least half of the whole. A
    pair of `held` is known to belong together. For two clauses that were put together, the new one is the whole.
    """
    in_pieces = {place: _shingles(one.words) for place, one in pieces.items()}
    taken = {piece for _, piece in held}
    found: dict[int, list[int]] = {}
    for place, whole in wholes.items():
        own = {piece for one, piece in held if one == place}
        open_to = {piece: runs for piece, runs in in_pieces.items() if piece in own or piece not in taken}
        chosen = _pieces_of(_shingles(whole.words), open_to, own)
        if len(chosen) > 1 and own.issubset(chosen):
            found[place] = chosen
            taken.update(chosen)
    return found


def _pieces_of(
    whole: frozenset[tuple[str, ...]], pieces: Mapping[int, frozenset[tuple[str, ...]]], own: Collection[int]
) -> list[int]:
    shares = {place: whole & runs for place, runs in pieces.items()}
    chosen: list[int] = []
    covered: set[tuple[str, ...]] = set()
    for place in sorted(shares, key=lambda place: (place not in own, -len(shares[place]), place)):
        share = shares[place]
        is_inside = len(share) >= HALF * len(pieces[place])
        is_own_share = len(share - covered) > HALF * len(share)
        if _heft(share) >= EVIDENCE and is_inside and is_own_share:
            chosen.append(place)
            covered |= share
    return chosen if len(covered) >= HALF * len(whole) else []


def _is_clear(old: Sequence[Passage], new: Sequence[Passage], pair: tuple[int, int], score: float) -> bool:
    """Whether nothing else in either draft comes near to one of the two: neither to come from, nor to become."""
    before, after = pair
    near = 1 - APART * (1 - score)
    others = [
        *(one.words for place, one in enumerate(old) if place != before),
        *(one.words for place, one in enumerate(new) if place != after),
    ]
    return not any(
        likeness(mine, other, near) > near for mine in (old[before].words, new[after].words) for other in others
    )


def _says_enough(old: Sequence[Passage], new: Sequence[Passage], before: int, after: int, score: float) -> bool:
    return score * (old[before].weight + new[after].weight) / 2 >= EVIDENCE


def _shingles(words: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """Return every run of three words."""
    return frozenset(tuple(words[place : place + SHINGLE]) for place in range(len(words) - SHINGLE + 1))


def _heft(runs: Iterable[tuple[str, ...]]) -> float:
    return sum(_weight(run[0]) for run in runs)


def _weight(word: str) -> float:
    return 0.5 if is_unspaced(word) else 1
