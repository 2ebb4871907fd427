"""Who a clause is, once a person has said which clauses of the draft before it came from, and what it resembles."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from consult.drafting.rules.outline import Entry, Outline
from consult.drafting.rules.similarity import likeness, passage
from consult.drafting.rules.tracing import Link

NEAREST = 5


class Misfit(StrEnum):
    """Why a clause cannot have come from another."""

    OTHER_KIND = "other_kind"
    OTHER_ID = "other_id"


@dataclass(frozen=True, slots=True)
class Near:
    """A clause of the draft before, and the share of words that it has in common with one of this draft."""

    uid: str
    number: str
    likeness: float


def alike(earlier: Sequence[Entry], later: Sequence[Entry]) -> float:
    """Return the share of words that clauses have in common in the same order, as `similarity` measures it.

    Several clauses are measured as if they were one.
    """
    return likeness(_words(earlier), _words(later))


def nearest(old: Outline, part: Entry) -> list[Near]:
    """Return the clauses of the draft before that have most words in common with a part of this one, the closest first.

    Headings are compared with headings only.
    """
    mine = _words([part])
    found = [
        Near(one.uid, one.number, share)
        for one in old
        if one.is_principle == part.is_principle and (share := likeness(_words([one]), mine))
    ]
    return sorted(found, key=lambda near: -near.likeness)[:NEAREST]


def with_origins(links: Collection[Link], uid: str, origins: Collection[str]) -> set[Link]:
    """Return the links after a part was said to come from these clauses and from no others."""
    return {link for link in links if link[1] != uid} | {(origin, uid) for origin in origins}


def with_successors(links: Collection[Link], uid: str, successors: Collection[str]) -> set[Link]:
    """Return the links after a clause of the draft before was said to have become these parts and no others."""
    return {link for link in links if link[0] != uid} | {(uid, successor) for successor in successors}


def misfit(old: Entry, new: Entry, *, ids: tuple[str | None, str | None], is_alone: bool) -> Misfit | None:
    """Return why a part cannot have come from a clause, or None.

    A heading comes from a heading only. Where nothing else is linked to either, the part would go on as the clause, so
    two explicit ids (`ids`, of the clause and of the part) must not tell them apart.
    """
    if old.is_principle != new.is_principle:
        return Misfit.OTHER_KIND
    if is_alone and old.uid != new.uid and None not in ids:
        return Misfit.OTHER_ID
    return None


def identities(old: Outline, new: Outline, links: Collection[Link], ids: Collection[str] = ()) -> dict[str, str | None]:
    """Return for each part whose identity must change the one it takes over, or None for a new one.

    A part that goes on as one of its origins keeps that. Any other takes over the origin it has most words in common
    with, unless that goes on elsewhere. A part that has the identity of a clause it does not come from gets a new one.
    `ids` are the identities with an explicit id, which never pass to one another.
    """
    before, after = ({one.uid: one for one in outline} for outline in (old, new))
    heirs = {successor: origin for origin, successor in links if origin == successor}
    rest = sorted(
        (link for link in links if link[1] not in heirs and link[0] not in heirs),
        key=lambda link: (-alike([before[link[0]]], [after[link[1]]]), [*after].index(link[1])),
    )
    for origin, successor in rest:
        if successor not in heirs and origin not in heirs.values() and not {origin, successor} <= set(ids):
            heirs[successor] = origin
    changes: dict[str, str | None] = {uid: heirs[uid] for uid in after if uid in heirs and heirs[uid] != uid}
    return changes | {uid: None for uid in after if uid in before and uid not in heirs}


def _words(entries: Sequence[Entry]) -> tuple[str, ...]:
    return tuple(
        word
        for one in entries
        for word in passage(is_principle=one.is_principle, heading=one.words.heading, text=one.words.text).words
    )
