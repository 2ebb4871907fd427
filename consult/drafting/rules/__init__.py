"""What a text is made of, how its parts are digested and followed from draft to draft, and how two states of it differ."""

from consult.drafting.rules.lineage import Known, Step, follow
from consult.drafting.rules.parts import (
    ClauseKind,
    Lineage,
    NegotiationState,
    Part,
    Stage,
    TextStatus,
    draft_digest,
    part_digest,
    text_digest,
)
from consult.drafting.rules.redline import Piece, PieceKind, new_of, old_of, redline

__all__ = [
    "ClauseKind",
    "Known",
    "Lineage",
    "NegotiationState",
    "Part",
    "Piece",
    "PieceKind",
    "Stage",
    "Step",
    "TextStatus",
    "draft_digest",
    "follow",
    "new_of",
    "old_of",
    "part_digest",
    "redline",
    "text_digest",
]
