"""What a change of a clause has to say of itself: its class, its sources, and which clauses changed at all."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

import rfc8785

from consult.drafting.rules.parts import Lineage

CLASSES = (1, 2, 3, 4)
"""After the W3C: 1 mark-up only, 2 no other reading possible, 3 substance, 4 something new; in doubt it is not 2."""
EDITORIAL = frozenset({1, 2})
"""Votes are carried over such a change, so a second editor has to agree that it is one."""
WORDED = frozenset({Lineage.EDITED, Lineage.SPLIT, Lineage.MERGED, Lineage.NEW})
"""What leaves a clause with other words than before."""

LONGEST_DRAFTER = 200
LONGEST_REASON = 1000
LONGEST_NOTE = 500


class SourceKind(StrEnum):
    """What a change goes back to."""

    COMMENT = "comment"
    SUGGESTION = "suggestion"
    OBJECTION = "objection"
    MEETING = "meeting"
    EDITORIAL = "editorial"
    LEGAL = "legal"
    TRANSLATION = "translation"


POINTING = frozenset({SourceKind.COMMENT, SourceKind.SUGGESTION, SourceKind.OBJECTION})
"""Sources that point at something that was said; the others say in a note what they are, a meeting may do both."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a change goes back to: `ref` is the id of what was said or of the meeting, `note` says it in words."""

    kind: SourceKind
    ref: str | None = None
    note: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether one can find out what is meant: what was said by its id, anything else by its note."""
        return bool(self.ref) if self.kind in POINTING else bool(self.note or self.ref)


@dataclass(frozen=True, slots=True)
class Changed:
    """A clause that changed on the way to a draft, or that is no longer in it."""

    uid: str
    kind: Lineage


def changed(rows: Iterable[tuple[str, str | None, str | None]]) -> list[Changed]:
    """Return each clause that changed, from the lineage (kind, from, to) of a draft: in its order, each once.

    Of clauses that were put together it is the one they became; a clause that has merely moved has not changed.

    >>> changed([("split", "a", "a"), ("split", "a", "b"), ("moved", "c", "c"), ("deleted", "d", None)])
    [Changed(uid='a', kind=<Lineage.SPLIT: 'split'>), Changed(uid='b', kind=<Lineage.SPLIT: 'split'>), \
Changed(uid='d', kind=<Lineage.DELETED: 'deleted'>)]
    """
    found: dict[str, Lineage] = {}
    gone: dict[str, Lineage] = {}
    for kind, origin, successor in rows:
        if successor and kind in WORDED:
            found[successor] = Lineage(kind)
        elif origin and kind == Lineage.DELETED:
            gone[origin] = Lineage.DELETED
    return [Changed(uid, kind) for uid, kind in chain(found.items(), gone.items())]


def lineage_digest(rows: Iterable[tuple[str, str | None, str | None]]) -> str:
    """Return the SHA-256 of a draft's lineage (kind, from, to), in whatever order it comes."""
    ordered = sorted([kind, origin or "", successor or ""] for kind, origin, successor in rows)
    return hashlib.sha256(rfc8785.dumps(ordered)).hexdigest()
