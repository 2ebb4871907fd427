"""Whether what was said of a clause on one draft still holds on a later one."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from consult.drafting.rules.parts import Lineage

EDITORIAL = frozenset({1, 2})
"""The classes of a change that leaves a clause's meaning alone: mark-up, and editorial."""


@dataclass(frozen=True, slots=True)
class Link:
    """What became of a clause on the way to one draft, and the class of the change that two people found in it."""

    kind: Lineage
    origin: str | None
    successor: str | None
    change_class: int | None = None


def is_meant_alike(link: Link) -> bool:
    """Whether the clause still means what it meant: the same words at any place, or a change of class 1 or 2.

    A clause that was split or put together with another means something else, and so does one that was edited without
    anyone having said how much.
    """
    if link.kind in {Lineage.UNCHANGED, Lineage.MOVED}:
        return link.change_class is None or link.change_class in EDITORIAL
    return link.kind is Lineage.EDITED and link.change_class in EDITORIAL


def continued(uids: Collection[str], drafts: Iterable[Iterable[Link]]) -> dict[tuple[str, str], bool]:
    """Return which clauses of an old draft became which of a newer one, and whether each still means the same.

    `drafts` has the lineage of every draft on the way, first to last; the worst change on the way is the one that counts.
    A deleted clause goes on nowhere.

    >>> continued(["a"], [[Link(Lineage.EDITED, "a", "a", 2)], [Link(Lineage.MOVED, "a", "a")]])
    {('a', 'a'): True}
    """
    holds = {(uid, uid): True for uid in uids}
    for rows in drafts:
        onward: defaultdict[str, list[tuple[str, bool]]] = defaultdict(list)
        for row in rows:
            if row.origin and row.successor:
                onward[row.origin].append((row.successor, is_meant_alike(row)))
        reached: dict[tuple[str, str], bool] = {}
        for (first, middle), so_far in holds.items():
            for last, alike in onward[middle]:
                reached[first, last] = reached.get((first, last), True) and so_far and alike
        holds = reached
    return holds
