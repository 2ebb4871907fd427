"""What a text is made of, and how its parts are numbered, digested and followed from draft to draft."""

import hashlib
from collections.abc import Iterable, Sequence
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
    """A part of a text before it has an identity; `parent` is the place of its parent among the parts."""

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
    """Return what became of each known clause and where each new part comes from.

    Only what is certain is claimed: the same explicit id, or the same words. A part with a known id and other
    words is `edited`; one with the same words at another place is `moved`. All else is new or deleted.
    """
    by_hint = {clause.hint: clause for clause in known if clause.hint}
    unused = {clause.uid: clause for clause in known}
    found: dict[int, Known] = {}
    for place, part in enumerate(parts):
        clause = by_hint.get(part.hint) if part.hint else None
        if clause is not None and clause.uid in unused:
            found[place] = unused.pop(clause.uid)
    by_words = {clause.sha256: clause for clause in reversed(unused.values()) if clause.hint is None}
    for place, part in enumerate(parts):
        clause = by_words.get(part_digest(part))
        if place not in found and clause is not None and clause.uid in unused:
            found[place] = unused.pop(clause.uid)
    steps = [_step(place, part, found.get(place)) for place, part in enumerate(parts)]
    return steps + [Step(Lineage.DELETED, clause.uid, None) for clause in unused.values()]


def _step(place: int, part: Part, origin: Known | None) -> Step:
    if origin is None:
        return Step(Lineage.NEW, None, place)
    if origin.sha256 != part_digest(part):
        return Step(Lineage.EDITED, origin.uid, place)
    return Step(Lineage.UNCHANGED if origin.position == place else Lineage.MOVED, origin.uid, place)
