"""What a text is made of, how its parts are digested and followed from draft to draft, and how two states of it differ."""

from consult.drafting.rules.images import Figure, Image, figure_of, figure_text, read_image
from consult.drafting.rules.lineage import Known, Step, follow
from consult.drafting.rules.parts import (
    HEADINGS,
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
    "HEADINGS",
    "ClauseKind",
    "Figure",
    "Image",
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
    "figure_of",
    "figure_text",
    "follow",
    "new_of",
    "old_of",
    "part_digest",
    "read_image",
    "redline",
    "text_digest",
]
