"""What became of each clause from one draft to the next."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from consult.drafting.rules.parts import HEADINGS, ClauseKind, Lineage, Part
from consult.drafting.rules.similarity import Passage, likely_pairs, passage, shared_out
from consult.drafting.rules.tokens import squeezed


@dataclass(frozen=True, slots=True)
class Known:
    """A clause of the draft before, as far as following it needs: its identity and its words."""

    uid: str
    hint: str | None
    position: int
    kind: ClauseKind
    heading: str
    text: str
    parent_uid: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One row of lineage: a new clause has no origin, a deleted one no successor.

    `carries` says that the part goes on as its origin: of a clause that was split, one part does, and of those that
    were put together, one.
    """

    kind: Lineage
    origin: str | None
    part: int | None
    carries: bool = True


Pairs = Mapping[int, int]
"""Places among the parts, and the places among the known clauses they come from."""


def follow(known: Sequence[Known], parts: Sequence[Part]) -> list[Step]:
    """Return what became of each known clause and where each new part comes from: a step per part, then all others.

    Explicit ids go before everything, and two ids are never one clause. Then the same words, spaces apart. Then what
    `similarity` finds likely: the same heading or close words, a principle whose clauses stayed together, a clause
    split in several, clauses put together. A person is to confirm that; until then a part that nothing clearly
    resembles is new. A part with other words is `edited` wherever it stands. Of those with the same words, the fewest
    that explain the new order are `moved`; a part that others were put before stays `unchanged`.
    """
    found = _by_id(known, parts)
    found |= _by_words(known, parts, found)
    same = {place for place, origin in found.items() if _words(known[origin]) == _words(parts[place])}
    found |= _by_likeness(known, parts, found)
    splits, merges = _shared(known, parts, found, same)
    links = {
        *((origin, place) for place, origin in found.items()),
        *((origin, place) for origin, places in splits.items() for place in places),
        *((origin, place) for place, origins in merges.items() for origin in origins),
    }
    found |= _by_clauses(known, parts, found, links)
    steps = _plain_steps(known, parts, found, same)
    _tell_splits(steps, known, parts, found, splits)
    others = _tell_merges(steps, known, parts, found, merges)
    told = {step.origin for step in [*steps, *others]}
    return [*steps, *others, *(Step(Lineage.DELETED, one.uid, None) for one in known if one.uid not in told)]


def _by_id(known: Sequence[Known], parts: Sequence[Part]) -> dict[int, int]:
    of_id = {clause.hint: place for place, clause in enumerate(known) if clause.hint}
    return {place: of_id[part.hint] for place, part in enumerate(parts) if part.hint in of_id}


def _by_words(known: Sequence[Known], parts: Sequence[Part], found: Pairs) -> dict[int, int]:
    """Return the clause with the same words for each part not found yet; of equal words, the first goes to the first."""
    taken = set(found.values())
    waiting: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for origin, clause in enumerate(known):
        if origin not in taken:
            waiting[_words(clause)].append(origin)
    paired: dict[int, int] = {}
    for place, part in enumerate(parts):
        if place not in found:
            same = waiting[_words(part)]
            fitting = next((origin for origin in same if _may_be(known[origin], part)), None)
            if fitting is not None:
                same.remove(fitting)
                paired[place] = fitting
    return paired


def _by_likeness(known: Sequence[Known], parts: Sequence[Part], found: Pairs) -> dict[int, int]:
    return likely_pairs(
        _passages(known, _parents(known)),
        _passages(parts, [part.parent for part in parts]),
        found,
        lambda origin, place: _may_be(known[origin], parts[place]),
    )


def _parents(known: Sequence[Known]) -> list[int | None]:
    """Return the place of each clause's parent."""
    places = {one.uid: place for place, one in enumerate(known)}
    return [places.get(one.parent_uid or "") for one in known]


def _passages(parts: Sequence[Known | Part], parents: Sequence[int | None]) -> list[Passage]:
    """Return the parts as likeness is measured on them; a lone clause under a principle goes by the principle's name."""
    children = Counter(parents)
    named = (parts[parent].heading if parent is not None and children[parent] == 1 else "" for parent in parents)
    return [
        passage(is_principle=_is_principle(one), heading=one.heading or name, text=one.text)
        for one, name in zip(parts, named, strict=True)
    ]


def _by_clauses(
    known: Sequence[Known], parts: Sequence[Part], found: Pairs, links: Iterable[tuple[int, int]]
) -> dict[int, int]:
    """Return for each principle not found yet the one that most of its clauses stood under, if they were most of that one's.

    `links` say which places of the old draft became which of the new one.
    """
    under = _parents(known)
    old_size, new_size = Counter(under), Counter(part.parent for part in parts)
    shared: defaultdict[tuple[int | None, int | None], set[tuple[int, int]]] = defaultdict(set)
    for origin, place in links:
        shared[parts[place].parent, under[origin]].add((origin, place))
    taken = set(found.values())
    likely = [
        (place, origin)
        for (place, origin), pairs in shared.items()
        if place is not None and origin is not None and place not in found and origin not in taken
        if 2 * len({before for before, _ in pairs}) > old_size[origin]
        and 2 * len({after for _, after in pairs}) > new_size[place]
        and _may_be(known[origin], parts[place])
    ]
    places, origins = (Counter(each) for each in zip(*likely, strict=True)) if likely else (Counter(), Counter())
    return {place: origin for place, origin in likely if places[place] == origins[origin] == 1}


def _shared(
    known: Sequence[Known], parts: Sequence[Part], found: Pairs, same: set[int]
) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Return the known clauses that were split, with their parts, and the parts that were put together, with their clauses."""
    whole = {found[place] for place in same}
    old = {place: _passage(one) for place, one in enumerate(known) if place not in whole and not _is_principle(one)}
    new = {place: _passage(one) for place, one in enumerate(parts) if place not in same and not _is_principle(one)}
    splits = shared_out(old, new, [(origin, place) for place, origin in found.items()])
    told = set(chain.from_iterable(splits.values()))
    merges = shared_out(
        {place: one for place, one in new.items() if place not in told},
        {origin: one for origin, one in old.items() if origin not in splits},
        list(found.items()),
    )
    return splits, merges


def _tell_splits(
    steps: list[Step], known: Sequence[Known], parts: Sequence[Part], found: Pairs, splits: Mapping[int, Sequence[int]]
) -> None:
    """Say of the parts of each split clause where they come from; the one found before, or else the largest, carries on."""
    for origin, places in splits.items():
        able = [place for place in places if place in found or _may_be(known[origin], parts[place])]
        for place in places:
            steps[place] = Step(Lineage.SPLIT, known[origin].uid, place, carries=able[:1] == [place])


def _tell_merges(
    steps: list[Step], known: Sequence[Known], parts: Sequence[Part], found: Pairs, merges: Mapping[int, Sequence[int]]
) -> list[Step]:
    """Say of each part that was put together which clause it carries on, and return the steps of the other clauses."""
    others = []
    for place, origins in merges.items():
        able = [origin for origin in origins if found.get(place) == origin or _may_be(known[origin], parts[place])]
        heir = (able or origins)[0]
        steps[place] = Step(Lineage.MERGED, known[heir].uid, place, carries=bool(able))
        others += [
            Step(Lineage.MERGED, known[origin].uid, place, carries=False) for origin in origins if origin != heir
        ]
    return others


def longest_rise(positions: Sequence[int]) -> frozenset[int]:
    """Return as many of the (distinct) positions as stand in rising order: the longest increasing subsequence."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for position in positions:
        length = bisect_left(ends, position)
        before[position] = ends[length - 1] if length else None
        ends[length : length + 1] = [position]
    rise: list[int] = []
    last = ends[-1] if ends else None
    while last is not None:
        rise.append(last)
        last = before[last]
    return frozenset(rise)


def _plain_steps(known: Sequence[Known], parts: Sequence[Part], found: Pairs, same: set[int]) -> list[Step]:
    """Return a step for each part, as if nothing was split or put together."""
    stayed = longest_rise([known[found[place]].position for place in sorted(same)])
    steps = []
    for place in range(len(parts)):
        origin = known[found[place]] if place in found else None
        kind = Lineage.NEW if origin is None else Lineage.EDITED
        if origin and place in same:
            kind = Lineage.UNCHANGED if origin.position in stayed else Lineage.MOVED
        steps.append(Step(kind, origin.uid if origin else None, place))
    return steps


def _may_be(clause: Known, part: Part) -> bool:
    """Whether no two explicit ids tell the clause and the part apart."""
    return clause.hint is None or part.hint is None


def _words(one: Known | Part) -> tuple[str, ...]:
    return one.kind, squeezed(one.heading), squeezed(one.text)


def _is_principle(one: Known | Part) -> bool:
    return one.kind in HEADINGS


def _passage(one: Known | Part) -> Passage:
    return passage(is_principle=_is_principle(one), heading=one.heading, text=one.text)
