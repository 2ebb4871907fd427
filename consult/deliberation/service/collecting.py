"""Comments that were collected elsewhere: entered by an organiser for the seat of whoever made them."""

from collections.abc import Sequence
from dataclasses import dataclass

from consult.consultations.service import Role
from consult.deliberation.rules.markup import to_html
from consult.deliberation.rules.words import Attribution, Moderation
from consult.deliberation.service.anchoring import carry_late
from consult.deliberation.service.outcomes import outcomes_of
from consult.deliberation.service.posting import checked_proposal, checked_text, content_of, next_number
from consult.deliberation.service.views import comment_row
from consult.deliberation.tables import Comment, CommentRevision
from consult.drafting.service import ClauseView
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import Refused, msgid
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType


class CommentAnswered(Refused):
    """What was answered stays as it was when it was answered."""

    code = "comment-answered"
    status = 409
    sentence = msgid("This comment has an answer already, so its words stay as they are. Send a new comment instead.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """A comment as it was collected: who makes it, on which clause or on the draft as a whole, and its words."""

    seat_id: str
    clause: ClauseView | None
    kind: str
    lang: str
    text: str
    proposed: str


def add_collected(
    *, consultation_id: str, round_id: str, draft_id: str, comments: Sequence[Collected], by_person: str | None
) -> list[str]:
    """Return the ids of the comments, entered in this order with the names of their seats, each on record.

    Refuses words that cannot be taken. Whether the round may take them is for the caller to say.
    """
    rows = []
    for one in comments:
        words = checked_text(one.text)
        row = Comment(
            consultation_id=consultation_id,
            id=new_id(),
            number=next_number(consultation_id),
            round_id=round_id,
            draft_id=draft_id,
            seat_id=one.seat_id,
            attribution=Attribution.NAMED,
            moderation=Moderation.UNREVIEWED,
            version=0,
            lang=one.lang,
            created_at=clock.now(db.session),
        )
        _write(row, one, words, by_person)
        rows.append(row)
    return [row.id for row in rows]


def revise_collected(*, consultation_id: str, comment_id: str, now: Collected, by_person: str | None) -> None:
    """Give a collected comment the words and the place that its sheet has now; the words before are kept.

    Refuses a comment on which anything is decided or proposed, and words that cannot be taken.
    """
    row = comment_row(consultation_id, comment_id)
    if outcomes_of(consultation_id, [comment_id], proposed=True):
        raise CommentAnswered
    _write(row, now, checked_text(now.text), by_person)


def _write(row: Comment, one: Collected, words: str, by_person: str | None) -> None:
    """Put a comment's words where they belong, and the next version of them on record."""
    before, moment = row.leaf, clock.now(db.session)
    row.clause_uid = one.clause.uid if one.clause else None
    row.clause_version_id = one.clause.version_id if one.clause else None
    row.kind, row.markdown, row.html = one.kind, words, to_html(words)
    row.proposed = checked_proposal(one.proposed)
    row.version += 1
    row.leaf = ledger.append(
        log_id=row.consultation_id,
        kind=LeafType.COMMENT_EDIT if before else LeafType.COMMENT_CREATE,
        content=content_of(row),
        at=moment,
        role=Role.ORGANISER,
        person=by_person,
        round_id=row.round_id,
        subject=one.clause.subject if one.clause else None,
        ref=before,
        visible_from=moment,
    ).leaf_hash
    db.session.add(row)
    db.session.flush()
    db.session.add(
        CommentRevision(
            consultation_id=row.consultation_id, comment_id=row.id, version=row.version, markdown=words, at=moment
        )
    )
    carry_late(row)
