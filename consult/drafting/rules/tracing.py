"""What became of each clause since the draft before, kept true while the next draft is being written."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from consult.drafting.rules.lineage import longest_rise
from consult.drafting.rules.outline import Entry, Outline
from consult.drafting.rules.parts import Lineage
from consult.drafting.rules.tokens import squeezed

Link = tuple[str, str]
"""A clause of the draft before and one that it became."""


class Trace(NamedTuple):
    """One row of lineage: a new clause has no origin, a deleted one no successor."""

    kind: Lineage
    origin: str | None
    successor: str | None


def links_of(rows: Iterable[Trace]) -> set[Link]:
    """Return which clauses became which."""
    return {(row.origin, row.successor) for row in rows if row.origin and row.successor}


def after_split(links: Iterable[Link], uid: str, new_uid: str) -> set[Link]:
    """Return the links after a clause was split: what it came from became the new one too."""
    kept = set(links)
    return kept | {(origin, new_uid) for origin, successor in kept if successor == uid}


def after_merge(links: Iterable[Link], uid: str, gone: str) -> set[Link]:
    """Return the links after a clause was put together with another that is gone: what that came from became it."""
    return {(origin, uid if successor == gone else successor) for origin, successor in links}


def trace(old: Outline, new: Outline, links: Collection[Link], moved: Collection[str] = ()) -> list[Trace]:
    """Return what became of each clause, in the order of the new draft, then the deleted ones.

    `links` say what became what. A clause with several origins was merged, one of several successors split; a lone one
    with other words was edited. Of those that say the same, only the ones named in `moved` can have moved, unless the
    others do not stand in their old order either; then the fewest that explain the new order have.
    """
    before, after = ({one.uid: one for one in outline} for outline in (old, new))
    valid = {(origin, successor) for origin, successor in links if origin in before and successor in after}
    origins, successors = _sides(valid)
    lone = {origin: successor for origin, successor in valid if len(origins[successor]) == len(successors[origin]) == 1}
    same = {origin for origin, successor in lone.items() if _said(before[origin]) == _said(after[successor])}
    stayed = _stayed(old, new, lone, same, valid, moved)

    def kind(origin: str, successor: str) -> Lineage:
        if origin in same:
            return Lineage.UNCHANGED if origin in stayed else Lineage.MOVED
        if len(origins[successor]) > 1:
            return Lineage.MERGED
        return Lineage.SPLIT if len(successors[origin]) > 1 else Lineage.EDITED

    rows, rank = [], {one.uid: place for place, one in enumerate(old)}
    for one in new:
        of_one = sorted(origins[one.uid], key=rank.__getitem__)
        rows += [Trace(kind(origin, one.uid), origin, one.uid) for origin in of_one]
        rows += [] if of_one else [Trace(Lineage.NEW, None, one.uid)]
    return [*rows, *(Trace(Lineage.DELETED, one.uid, None) for one in old if not successors[one.uid])]


def _sides(links: Iterable[Link]) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
    origins: defaultdict[str, set[str]] = defaultdict(set)
    successors: defaultdict[str, set[str]] = defaultdict(set)
    for origin, successor in links:
        origins[successor].add(origin)
        successors[origin].add(successor)
    return origins, successors


def _stayed(
    old: Outline,
    new: Outline,
    lone: Mapping[str, str],
    same: Collection[str],
    links: Collection[Link],
    moved: Collection[str],
) -> set[str]:
    """Return which of the clauses that say the same stand where they stood, in respect of the others."""
    places = {one.uid: place for place, one in enumerate(new)}
    before, after = ({one.uid: one for one in outline} for outline in (old, new))
    order = [one.uid for one in old if one.uid in lone]
    place = {uid: places[lone[uid]] for uid in order}
    held = [uid for uid in order if uid in same and lone[uid] not in moved]
    if [place[uid] for uid in held] != sorted(place[uid] for uid in held):
        rise = longest_rise([place[uid] for uid in order if uid in same])
        return {uid for uid in same if place[uid] in rise}
    edited = [uid for uid in order if uid not in same and lone[uid] not in moved]
    parents = {uid: (before[uid].parent, after[lone[uid]].parent) for uid in order}
    is_back = {uid for uid in order if parents[uid] == (None, None) or parents[uid] in links}
    back = [uid for uid in order if uid in same and lone[uid] in moved and uid in is_back]
    rank = {uid: count for count, uid in enumerate(order)}
    for uid in (*edited, *back):
        _hold(held, uid, rank, place)
    return set(held) & set(same)


def _hold(held: list[str], uid: str, rank: Mapping[str, int], place: Mapping[str, int]) -> None:
    """Add a clause to those that stand in their old order, if it stands between the same ones as before."""
    spot = bisect_left([rank[one] for one in held], rank[uid])
    if bisect_left([place[one] for one in held], place[uid]) == spot:
        held.insert(spot, uid)


def _said(one: Entry) -> tuple[str, ...]:
    return one.kind, squeezed(one.words.heading), squeezed(one.words.text)
