"""The suggestions that two people have decided to take up, for whoever assembles the next draft from them."""

from dataclasses import dataclass

from sqlalchemy import select

from consult.deliberation.rules.colliding import Change
from consult.deliberation.rules.dispositions import Disposition, DispositionState
from consult.deliberation.rules.words import Attribution, Moderation
from consult.deliberation.tables import Comment, Suggestion
from consult.deliberation.tables import Disposition as DispositionRow
from consult.kernel.db import db
from consult.participation import service as participation
from consult.participation.service import SeatView

TAKEN = (Disposition.ACCEPTED, Disposition.ACCEPTED_IN_PART)


@dataclass(frozen=True, slots=True)
class AcceptedSuggestion:
    """A suggestion that is taken up: the change, its words, and who is to be credited with it.

    `exact` is the passage that it changes, with what stood before and after it, all None where it is about the whole
    clause or a new one after it. Taken up in part, `wording` is the part. `credit` is the name that its author chose to
    publish, or None; `reason` that of the two people who decided.
    """

    comment_id: str
    number: int
    clause_uid: str
    change: str
    exact: str | None
    prefix: str | None
    suffix: str | None
    wording: str | None
    heading: str | None
    credit: str | None
    category: str | None
    reason: str
    in_part: bool


def accepted_suggestions(consultation_id: str, draft_id: str) -> list[AcceptedSuggestion]:
    """Return the suggestions on a draft that were accepted, whole or in part, in the order of their numbers.

    A suggestion that a moderator has hidden is not among them: nothing of it may be published.
    """
    rows = db.session.execute(
        select(Comment, Suggestion, DispositionRow)
        .join(
            Suggestion,
            (Suggestion.consultation_id == Comment.consultation_id) & (Suggestion.comment_id == Comment.id),
        )
        .join(
            DispositionRow,
            (DispositionRow.consultation_id == Comment.consultation_id) & (DispositionRow.comment_id == Comment.id),
        )
        .where(Comment.consultation_id == consultation_id, Comment.draft_id == draft_id)
        .where(Comment.moderation != Moderation.HIDDEN)
        .where(DispositionRow.state == DispositionState.APPROVED, DispositionRow.disposition.in_(TAKEN))
        .order_by(Comment.number)
    ).all()
    seats = participation.seats_by_id(consultation_id, {row.seat_id for row, _, _ in rows})
    return [_accepted(row, suggested, decided, seats[row.seat_id]) for row, suggested, decided in rows]


def _accepted(row: Comment, suggested: Suggestion, decided: DispositionRow, seat: SeatView) -> AcceptedSuggestion:
    in_part = decided.disposition == Disposition.ACCEPTED_IN_PART
    part = decided.wording if in_part else None
    is_reworded = part is not None and suggested.change == Change.DELETE
    return AcceptedSuggestion(
        comment_id=row.id,
        number=row.number,
        clause_uid=row.clause_uid or "",
        change=Change.REPLACE if is_reworded else suggested.change,
        exact=row.quote_exact,
        prefix=row.quote_prefix,
        suffix=row.quote_suffix,
        wording=part or suggested.wording,
        heading=suggested.heading,
        credit=seat.name if row.attribution == Attribution.NAMED else None,
        category=seat.category,
        reason=decided.reason,
        in_part=in_part,
    )
