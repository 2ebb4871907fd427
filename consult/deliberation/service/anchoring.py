"""Comments go along to the next draft, and none is lost: each is carried, found again at its words, or detached."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import delete, select

from consult.deliberation.rules.anchoring import Anchor, AnchorState, Quote, Remark, carry, find
from consult.deliberation.tables import Comment, CommentAnchor
from consult.drafting import service as drafting
from consult.drafting.service import DraftView
from consult.kernel import counters
from consult.kernel.db import db

SERIES = "comment"
"""The series of numbers that every comment takes one of."""


def carry_comments(*, consultation_id: str, draft_id: str) -> dict[AnchorState, int]:
    """Return how many comments of the drafts before were carried to a draft, found again in it, or detached from it.

    Comments that came to the draft before from still earlier ones go along. What is there already stays as it is. Until
    this has committed nobody makes another comment, so that none slips through between two drafts.
    """
    counters.hold(db.session, scope=consultation_id, series=SERIES)
    counted = dict.fromkeys(AnchorState, 0)
    draft = drafting.draft_by_id(consultation_id, draft_id)
    for each in drafting.list_drafts(consultation_id):
        if each.published_at and each.number <= draft.number:
            anchors = _missing(each)
            _keep(each, anchors)
            counted = {state: sum(one.state is state for one in anchors) for state in AnchorState}
    return counted


def _missing(draft: DraftView) -> list[Anchor]:
    """Return where the comments of the draft before stand in a draft, of those that have no place in it yet."""
    placed = set(
        db.session.scalars(
            select(CommentAnchor.comment_id).where(
                CommentAnchor.consultation_id == draft.consultation_id, CommentAnchor.draft_id == draft.id
            )
        )
    )
    return [one for one in _anchors(draft) if one.comment not in placed]


def carry_late(row: Comment) -> None:
    """Bring a comment that was made or placed anew on a draft with published successors to each of them."""
    drafts = drafting.list_drafts(row.consultation_id)
    made_on = next(one.number for one in drafts if one.id == row.draft_id)
    later = [one for one in drafts if one.number > made_on and one.published_at]
    if not later:
        return
    threads = set(
        db.session.scalars(
            select(Comment.id).where(Comment.consultation_id == row.consultation_id, Comment.parent_id == row.id)
        )
    )
    ids = {row.id, *threads}
    for draft in later:
        db.session.execute(
            delete(CommentAnchor).where(
                CommentAnchor.consultation_id == row.consultation_id,
                CommentAnchor.draft_id == draft.id,
                CommentAnchor.comment_id.in_(ids),
            )
        )
        _keep(draft, [one for one in _anchors(draft, {*ids, row.parent_id or row.id}) if one.comment in ids])


def stands_on(comment: Comment, draft_id: str) -> tuple[str | None] | None:
    """Return the clause on which a comment stands in a draft (None within: on the whole), or None if it does not stand there."""
    if comment.draft_id == draft_id:
        return (comment.clause_uid,)
    anchor = db.session.get(CommentAnchor, (comment.consultation_id, draft_id, comment.id))
    return (anchor.clause_uid,) if anchor and anchor.state != AnchorState.DETACHED else None


def _anchors(draft: DraftView, only: Collection[str] | None = None) -> list[Anchor]:
    """Return where comments of the draft before stand in a draft: all, or only some."""
    if draft.number == 1:
        return []
    before = drafting.draft_by_number(draft.consultation_id, draft.number - 1)
    lineage = drafting.list_lineage(draft.consultation_id, draft.id)
    return carry(_remarks(before, only), lineage, drafting.every_text(draft))


def _remarks(before: DraftView, only: Collection[str] | None) -> list[Remark]:
    """Return the comments as they stand in a draft: those that were made on it, and those that came along to it."""
    made = select(Comment).where(Comment.consultation_id == before.consultation_id, Comment.draft_id == before.id)
    came = (
        select(Comment, CommentAnchor)
        .join(
            CommentAnchor,
            (CommentAnchor.consultation_id == Comment.consultation_id) & (CommentAnchor.comment_id == Comment.id),
        )
        .where(Comment.consultation_id == before.consultation_id, CommentAnchor.draft_id == before.id)
    )
    if only is not None:
        made, came = made.where(Comment.id.in_(only)), came.where(Comment.id.in_(only))
    texts = drafting.every_text(before)
    here = [Remark(row.id, row.clause_uid, _quote(row, None, texts), row.parent_id) for row in db.session.scalars(made)]
    return here + [
        Remark(
            row.id,
            anchor.clause_uid,
            _quote(row, anchor.start, texts),
            row.parent_id,
            is_gone=anchor.state == AnchorState.DETACHED,
        )
        for row, anchor in db.session.execute(came)
    ]


def _quote(row: Comment, start: int | None, texts: Mapping[str, Sequence[str]]) -> Quote | None:
    if not row.quote_exact:
        return None
    quote = Quote(row.quote_exact, row.quote_prefix or "", row.quote_suffix or "", start)
    if start is not None:
        return quote
    found = (find(text, quote) for text in texts.get(row.clause_uid or "", ()))
    place = next((each for each in found if each), None)
    return Quote(quote.exact, quote.prefix, quote.suffix, place[1]) if place else quote


def _keep(draft: DraftView, anchors: Sequence[Anchor]) -> None:
    versions = drafting.versions_of(draft)
    db.session.add_all(
        CommentAnchor(
            consultation_id=draft.consultation_id,
            draft_id=draft.id,
            comment_id=one.comment,
            state=one.state,
            why=one.why,
            clause_uid=one.clause,
            clause_version_id=versions[one.clause] if one.clause else None,
            start=one.start,
        )
        for one in anchors
    )
    db.session.flush()
