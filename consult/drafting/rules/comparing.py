"""What became of each clause between any two drafts, in the order in which a reader meets it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from consult.drafting.rules.lineage import longest_rise
from consult.drafting.rules.parts import Lineage


@dataclass(frozen=True, slots=True)
class Stand:
    """A clause as it stands in one draft: its identity, and what must be equal for it to be unchanged."""

    uid: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of some clauses: their places in the old draft, and those in the new one."""

    kind: Lineage
    old: tuple[int, ...]
    new: tuple[int, ...]


def linked(
    uids: Collection[str], drafts: Iterable[Iterable[tuple[str, str | None, str | None]]]
) -> set[tuple[str, str]]:
    """Return which clauses of an old draft became which of a newer one, from the lineage of each draft in between.

    >>> sorted(linked(["a"], [[("split", "a", "a"), ("split", "a", "b")], [("edited", "b", "b"), ("deleted", "a", None)]]))
    [('a', 'b')]
    """
    pairs = {(uid, uid) for uid in uids}
    for rows in drafts:
        onward: defaultdict[str, set[str]] = defaultdict(set)
        for _, origin, successor in rows:
            if origin and successor:
                onward[origin].add(successor)
        pairs = {(first, last) for first, middle in pairs for last in onward[middle]}
    return pairs


def compare(old: Sequence[Stand], new: Sequence[Stand], links: Iterable[tuple[str, str]]) -> list[Change]:
    """Return what became of every clause, in the order of the new draft, a deleted one where it stood.

    `links` say which clauses became which; one that is in both drafts became itself. As in `follow`, the fewest that
    explain a new order have moved.
    """
    groups = list(_groups(old, new, links))
    same = sorted((after[0], before[0]) for before, after in groups if _is_same(old, new, before, after))
    stayed = longest_rise([before for _, before in same])
    changes = [
        Change(_kind(before, after, is_same=(after[:1] + before[:1]) in same, stayed=stayed), before, after)
        for before, after in groups
    ]
    follows = {place: change.new[0] for change in changes if change.new for place in change.old}
    return sorted(changes, key=lambda change: _place(change, follows))


def _groups(
    old: Sequence[Stand], new: Sequence[Stand], links: Iterable[tuple[str, str]]
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Give the places in both drafts of clauses that hang together."""
    before, after = ({one.uid: place for place, one in enumerate(draft)} for draft in (old, new))
    pairs = {(before[first], after[last]) for first, last in links if first in before and last in after}
    pairs |= {(place, after[uid]) for uid, place in before.items() if uid in after}
    left_old, left_new = set(before.values()), set(after.values())
    while left_old or left_new:
        firsts, lasts = ({min(left_old)}, set[int]()) if left_old else (set[int](), {min(left_new)})
        size = 0
        while size < (size := len(firsts) + len(lasts)):
            lasts |= {last for first, last in pairs if first in firsts}
            firsts |= {first for first, last in pairs if last in lasts}
        left_old -= firsts
        left_new -= lasts
        yield tuple(sorted(firsts)), tuple(sorted(lasts))


def _is_same(old: Sequence[Stand], new: Sequence[Stand], before: tuple[int, ...], after: tuple[int, ...]) -> bool:
    return len(before) == len(after) == 1 and old[before[0]].words == new[after[0]].words


def _kind(before: tuple[int, ...], after: tuple[int, ...], *, is_same: bool, stayed: frozenset[int]) -> Lineage:
    if not before or not after:
        return Lineage.DELETED if before else Lineage.NEW
    if is_same:
        return Lineage.UNCHANGED if before[0] in stayed else Lineage.MOVED
    if len(before) > 1:
        return Lineage.MERGED
    return Lineage.SPLIT if len(after) > 1 else Lineage.EDITED


def _place(change: Change, follows: dict[int, int]) -> tuple[int, int]:
    """Return where a change is read: at its first new clause, or after what stood before it and is still there."""
    if change.new:
        return change.new[0], -1
    first = change.old[0]
    return next((follows[place] for place in range(first - 1, -1, -1) if place in follows), -1), first
