"""What changed because of whom: the changes of a draft with the comments that caused them, and the other way round."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from consult.deliberation.rules.dispositions import Disposition, DispositionState
from consult.deliberation.service.reading import comments_by_id
from consult.deliberation.service.views import CommentView, comment_views
from consult.deliberation.tables import Comment
from consult.deliberation.tables import Disposition as DispositionRow
from consult.drafting import service as drafting
from consult.drafting.rules.changes import Source, SourceKind
from consult.drafting.service import Citation, DraftView
from consult.kernel.db import db

SAID = frozenset({SourceKind.COMMENT, SourceKind.SUGGESTION})
"""The sources that are comments."""

TAKEN = (Disposition.ACCEPTED, Disposition.ACCEPTED_IN_PART)


@dataclass(frozen=True, slots=True)
class Cause:
    """A change of a draft: what it says of itself, the comments that caused it, and what else it goes back to."""

    citation: Citation
    comments: tuple[CommentView, ...]
    others: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The change of a published draft that cites a comment."""

    change_id: str
    draft_number: int
    clause_uid: str
    clause_version_id: str | None


def causes_of(draft: DraftView) -> dict[str, Cause]:
    """Return the changes of a draft by the identity of the clause, each with the comments it cites, as everyone reads them."""
    cited = drafting.changes_of(draft.consultation_id, draft.id)
    refs = {source.ref for one in cited.values() for source in one.sources if source.kind in SAID and source.ref}
    known = {view.id: view for view in comments_by_id(draft.consultation_id, refs)}
    return {
        uid: Cause(
            citation,
            tuple(known[one.ref] for one in citation.sources if one.kind in SAID and one.ref in known),
            tuple(one for one in citation.sources if one.kind not in SAID),
        )
        for uid, citation in cited.items()
    }


def results_of(consultation_id: str) -> Mapping[str, list[Result]]:
    """Return the changes of published drafts that cite a comment, by comment, the earliest draft first."""
    found: dict[str, list[Result]] = {}
    for draft in drafting.list_drafts(consultation_id):
        if draft.published_at is None:
            continue
        cited = drafting.changes_of(consultation_id, draft.id)
        versions = {clause.uid: clause.version_id for clause in drafting.clauses_of(draft, lang=draft.language)} if cited else {}  # fmt: skip
        for uid, citation in cited.items():
            for source in citation.sources:
                if source.kind in SAID and source.ref:
                    result = Result(citation.change_id, draft.number, uid, versions.get(uid))
                    found.setdefault(source.ref, []).append(result)
    return found


def accepted_before(draft: DraftView) -> list[CommentView]:
    """Return the comments on the draft before this one that are accepted, at least in part, in the order of numbers."""
    earlier = [one.id for one in drafting.list_drafts(draft.consultation_id) if one.number == draft.number - 1]
    rows = db.session.scalars(
        select(Comment)
        .join(
            DispositionRow,
            (DispositionRow.consultation_id == Comment.consultation_id) & (DispositionRow.comment_id == Comment.id),
        )
        .where(Comment.consultation_id == draft.consultation_id, Comment.draft_id.in_(earlier))
        .where(DispositionRow.state == DispositionState.APPROVED, DispositionRow.disposition.in_(TAKEN))
        .order_by(Comment.number)
    ).all()
    return comment_views(draft.consultation_id, rows)


def cite_comments(draft: DraftView) -> int:
    """Have the decisions on the comments that a published draft cites name the change that does; return how many do."""
    found = [
        (source.ref, citation.change_id)
        for citation in drafting.changes_of(draft.consultation_id, draft.id).values()
        for source in citation.sources
        if source.kind in SAID and source.ref
    ]
    return sum(_name(draft.consultation_id, comment, change) for comment, change in found)


def newest_changes(consultation_id: str, made_on: Collection[str]) -> Mapping[str, str]:
    """Return the newest published change that cites each comment, by comment; none while no draft follows `made_on`.

    `made_on` are the drafts that the comments in question were made on.
    """
    drafts = {one.id: one.number for one in drafting.list_drafts(consultation_id) if one.published_at is not None}
    last = max(drafts.values(), default=0)
    if all(drafts.get(draft, last) == last for draft in made_on):
        return {}
    return {comment: results[-1].change_id for comment, results in results_of(consultation_id).items()}


def _name(consultation_id: str, comment_id: str, change_id: str) -> bool:
    row = db.session.get(DispositionRow, (consultation_id, comment_id))
    if row is None or row.state != DispositionState.APPROVED:
        return False
    row.clause_change_id = change_id
    db.session.flush()
    return True
