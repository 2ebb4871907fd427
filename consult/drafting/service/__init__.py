"""Use cases of drafts and clauses."""

from consult.drafting.service.comparing import ChangeView, compare_drafts
from consult.drafting.service.dropping import DraftPublished, drop_draft
from consult.drafting.service.following import LineageMissing
from consult.drafting.service.reading import (
    ClauseView,
    DraftView,
    clause_by_number,
    clause_by_uid,
    clauses_of,
    count_clauses,
    draft_by_id,
    draft_by_number,
    latest_draft,
    lines_of,
    list_drafts,
    list_lineage,
    newest_version,
    subject_of,
)
from consult.drafting.service.writing import (
    DraftUnpublished,
    NoClauses,
    SourceFixed,
    add_draft,
    add_text,
    publish_draft,
)

__all__ = [
    "ChangeView",
    "ClauseView",
    "DraftPublished",
    "DraftUnpublished",
    "DraftView",
    "LineageMissing",
    "NoClauses",
    "SourceFixed",
    "add_draft",
    "add_text",
    "clause_by_number",
    "clause_by_uid",
    "clauses_of",
    "compare_drafts",
    "count_clauses",
    "draft_by_id",
    "draft_by_number",
    "drop_draft",
    "latest_draft",
    "lines_of",
    "list_drafts",
    "list_lineage",
    "newest_version",
    "publish_draft",
    "subject_of",
]
