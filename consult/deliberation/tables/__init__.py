"""What people say: comments, suggestions and objections with what became of them, and the statements of statement rounds."""

from consult.deliberation.tables.comments import (
    Comment,
    CommentAnchor,
    CommentRevision,
    CommentTranslation,
    FurtherClause,
)
from consult.deliberation.tables.drafts import CommentDraft
from consult.deliberation.tables.objections import Objection, ObjectionCosigner, ObjectionEvent
from consult.deliberation.tables.statements import PositionNote, Statement
from consult.deliberation.tables.suggestions import Disposition, Suggestion, SuggestionSupport

__all__ = [
    "Comment",
    "CommentAnchor",
    "CommentDraft",
    "CommentRevision",
    "CommentTranslation",
    "Disposition",
    "FurtherClause",
    "Objection",
    "ObjectionCosigner",
    "ObjectionEvent",
    "PositionNote",
    "Statement",
    "Suggestion",
    "SuggestionSupport",
]
