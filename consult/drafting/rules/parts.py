"""What a text is made of, and how its parts are digested."""

import hashlib
from collections.abc import Iterable
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
    """How far the words in one language can be relied on.

    A draft was translated by a person and reviewed by nobody; what is outdated was made from words that have changed.
    """

    AUTHORITATIVE = "authoritative"
    OFFICIAL = "official"
    HUMAN_REVIEWED = "human_reviewed"
    DRAFT = "draft"
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
    Of a definition the heading is the term, of a table or a figure the caption, of a footnote the label by which other
    parts refer to it (`[^label]`). A table and a figure are written in Markdown, a figure with its image's digest.
    """

    kind: ClauseKind
    number: str
    heading: str
    text: str
    parent: int | None = None
    hint: str | None = None


HEADINGS = frozenset({ClauseKind.PRINCIPLE, ClauseKind.ANNEX})
"""The kinds that have others under them, and a heading instead of a text."""


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
