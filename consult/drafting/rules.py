"""What a text is made of, and how its parts are numbered, digested and followed from draft to draft."""

import hashlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import rfc8785


class ClauseKind(StrEnum):
    """What a part of the text is."""

    PRINCIPLE = "principle"
    CLAUSE = "clause"
    DEFINITION = "definition"
    ANNEX = "annex"
    TABLE = "table"
    FIGURE = "figure"
    FOOTNOTE = "footnote"


class Stage(StrEnum):
    """How far a draft has come."""

    OUTLINE = "outline"
    ZERO_DRAFT = "zero_draft"
    REVISION = "revision"
    FINAL = "final"
    ADOPTED = "adopted"


class NegotiationState(StrEnum):
    """How far a clause is agreed."""

    OPEN = "open"
    BRACKETED = "bracketed"
    AGREED_AD_REF = "agreed_ad_ref"
    CLOSED = "closed"


class TextStatus(StrEnum):
    """How far the words in one language can be relied on."""

    AUTHORITATIVE = "authoritative"
    OFFICIAL = "official"
    HUMAN_REVIEWED = "human_reviewed"
    MACHINE = "machine"
    OUTDATED = "outdated"


class Lineage(StrEnum):
    """What became of a clause from one draft to the next."""

    UNCHANGED = "unchanged"
    EDITED = "edited"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    DELETED = "deleted"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text before it has an identity.

    `parent` is the place of its parent among the parts; `hint` is its explicit id, which no two parts of a text share.
    """

    kind: ClauseKind
    number: str
    heading: str
    text: str
    parent: int | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A clause of the draft before, as far as following it needs."""

    uid: str
    hint: str | None
    sha256: str
    position: int


@dataclass(frozen=True, slots=True)
class Step:
    """One row of lineage: a new clause has no origin, a deleted one no successor."""

    kind: Lineage
    origin: str | None
    part: int | None


def part_digest(part: Part) -> str:
    """Return the SHA-256 of a part's kind, heading and text in its source language, as 64 hex digits."""
    content = {"kind": str(part.kind), "heading": part.heading, "text": part.text}
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()


def text_digest(heading: str, text: str) -> str:
    """Return the SHA-256 of words in one language, by which a translation knows its source."""
    return hashlib.sha256(rfc8785.dumps({"heading": heading, "text": text})).hexdigest()


def draft_digest(rows: Iterable[tuple[str, str, str]]) -> str:
    """Return the SHA-256 of a draft from (uid, number, digest) of its parts in order."""
    return hashlib.sha256(rfc8785.dumps([list(row) for row in rows])).hexdigest()


def follow(known: Sequence[Known], parts: Sequence[Part]) -> list[Step]:
    """Return what became of each known clause and where each new part comes from: a step per part, then the deleted.

    Only what is certain is claimed: the same explicit id, or the same words unless two explicit ids tell them apart.
    A part with a known id and other words is `edited`. Of those with the same words, the fewest that explain the new
    order are `moved`; a part that others were put before stays `unchanged`. All else is new or deleted.
    """
    found = _by_id(known, parts)
    named = {clause.uid for clause in found.values()}
    found |= _by_words([clause for clause in known if clause.uid not in named], parts, found)
    same = [one.position for place, one in sorted(found.items()) if one.sha256 == part_digest(parts[place])]
    stayed = _longest_rise(same)
    steps = [_step(place, part, found.get(place), stayed) for place, part in enumerate(parts)]
    kept = {step.origin for step in steps}
    return steps + [Step(Lineage.DELETED, clause.uid, None) for clause in known if clause.uid not in kept]


def _by_id(known: Sequence[Known], parts: Sequence[Part]) -> dict[int, Known]:
    of_id = {clause.hint: clause for clause in known if clause.hint}
    return {place: of_id[part.hint] for place, part in enumerate(parts) if part.hint in of_id}


def _by_words(known: Sequence[Known], parts: Sequence[Part], found: Mapping[int, Known]) -> dict[int, Known]:
    """Return the clause with the same words for each part not found yet; of equal words, the first goes to the first."""
    waiting: defaultdict[str, list[Known]] = defaultdict(list)
    for clause in known:
        waiting[clause.sha256].append(clause)
    paired: dict[int, Known] = {}
    for place, part in enumerate(parts):
        if place not in found:
            same = waiting[part_digest(part)]
            fitting = next((clause for clause in same if clause.hint is None or part.hint is None), None)
            if fitting is not None:
                same.remove(fitting)
                paired[place] = fitting
    return paired


def _longest_rise(positions: Sequence[int]) -> frozenset[int]:
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


def _step(place: int, part: Part, origin: Known | None, stayed: frozenset[int]) -> Step:
    if origin is None:
        return Step(Lineage.NEW, None, place)
    if origin.sha256 != part_digest(part):
        return Step(Lineage.EDITED, origin.uid, place)
    return Step(Lineage.UNCHANGED if origin.position in stayed else Lineage.MOVED, origin.uid, place)
