"""Moderation: every use of power has a rule, a note and a line in the public log; and the closing of rounds."""

from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import select, update

from consult.consensus import service as consensus
from consult.consultations.service import Role
from consult.deliberation import service as deliberation
from consult.deliberation.rules.words import Moderation
from consult.kernel import chores, clock, counters
from consult.kernel.db import db
from consult.kernel.db import insert as insert_or_keep
from consult.kernel.errors import Refused, msgid
from consult.kernel.ids import new_id
from consult.kernel.transaction import transaction
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.moderation.rules import ActionKind, Ground, is_note
from consult.moderation.tables import Action, Flag
from consult.rounds import service as rounds
from consult.rounds.rules.states import Capacity, RoundState

log = structlog.get_logger()


class GroundNeeded(Refused):
    """Hiding needs one of the rules."""

    code = "ground-needed"
    status = 422
    sentence = msgid("Choose the rule that the comment breaks.")


class NoteNeeded(Refused):
    """A decision needs a note of at most 500 characters."""

    code = "note-needed"
    status = 422
    sentence = msgid("Explain the decision in one to 500 characters; the note is published with it.")


class AlreadyDecided(Refused):
    """The comment is in that state already."""

    code = "already-decided"
    status = 409
    sentence = msgid("Someone has decided this already. Open the desk again to see what waits.")


class Undecided(Refused):
    """A round is published only when every comment has an answer."""

    code = "undecided"
    status = 409
    sentence = msgid("%(count)s comments have no answer yet. Decide on each of them, then publish the round.")


@dataclass(frozen=True, slots=True)
class ActionView:
    """A decision as the public log shows it: no person's name."""

    number: int
    comment_id: str
    comment_number: int
    action: ActionKind
    rule: str | None
    note: str
    by_role: str
    is_automatic: bool
    at: datetime


LEAVES = {
    ActionKind.REVIEW: LeafType.MODERATION_REVIEW,
    ActionKind.HIDE: LeafType.MODERATION_HIDE,
    ActionKind.RESTORE: LeafType.MODERATION_RESTORE,
}
STATES = {
    ActionKind.REVIEW: Moderation.KEPT,
    ActionKind.HIDE: Moderation.HIDDEN,
    ActionKind.RESTORE: Moderation.KEPT,
}


def decide(
    *, consultation_id: str, comment_id: str, action: ActionKind, person_id: str, rule: str | None, note: str
) -> ActionView:
    """Return the decision, done and on the public log.

    Hiding needs a rule and a note, restoring a note. Refuses a decision that someone has taken already.
    """
    comment = deliberation.get_comment(consultation_id, comment_id)
    if action is ActionKind.HIDE and rule not in set(Ground):
        raise GroundNeeded(field="rule")
    if not is_note(note, needed=action is not ActionKind.REVIEW):
        raise NoteNeeded(field="note")
    if (action is ActionKind.RESTORE) is not comment.is_hidden:
        raise AlreadyDecided
    deliberation.set_moderation(
        consultation_id=consultation_id, comment_id=comment_id, state=STATES[action], rule=rule, note=note.strip()
    )
    row = Action(
        consultation_id=consultation_id,
        id=new_id(),
        number=counters.next_number(db.session, scope=consultation_id, series="moderation"),
        comment_id=comment_id,
        action=action,
        rule=rule if action is ActionKind.HIDE else None,
        note=note.strip(),
        by_person=person_id,
        by_role=Role.MODERATOR,
        at=clock.now(db.session),
    )
    db.session.add(row)
    db.session.execute(
        update(Flag)
        .where(Flag.consultation_id == consultation_id, Flag.comment_id == comment_id, Flag.settled_at.is_(None))
        .values(settled_at=row.at)
    )
    db.session.flush()
    _record(row, comment)
    return _view(row, comment.number)


def report(*, consultation_id: str, comment_id: str, person_id: str, rule: str, note: str) -> None:
    """Tell the moderators that a comment may break a rule; the same reader's second report changes nothing."""
    deliberation.get_comment(consultation_id, comment_id)
    if rule not in set(Ground):
        raise GroundNeeded(field="rule")
    if not is_note(note, needed=False):
        raise NoteNeeded(field="note")
    values = {
        "consultation_id": consultation_id,
        "comment_id": comment_id,
        "by_person": person_id,
        "rule": rule,
        "note": note.strip(),
        "at": clock.now(db.session),
    }
    db.session.execute(insert_or_keep(Flag, db.session).values(**values).on_conflict_do_nothing())


def reported_comments(consultation_id: str) -> list[deliberation.CommentView]:
    """Return the comments with a report that nobody has settled, oldest first."""
    ids = db.session.scalars(
        select(Flag.comment_id).where(Flag.consultation_id == consultation_id, Flag.settled_at.is_(None))
    ).all()
    return deliberation.comments_by_id(consultation_id, ids)


def public_log(*, consultation_id: str, limit: int = 100) -> list[ActionView]:
    """Return what moderators hid and restored, newest first: no names, no personal data."""
    rows = db.session.scalars(
        select(Action)
        .where(Action.consultation_id == consultation_id, Action.action != ActionKind.REVIEW)
        .order_by(Action.number.desc())
        .limit(limit)
    ).all()
    comments = deliberation.comments_by_id(consultation_id, [row.comment_id for row in rows])
    numbers = {comment.id: comment.number for comment in comments}
    return [_view(row, numbers[row.comment_id]) for row in rows]


def consent_to_close(
    *, consultation_id: str, round_id: str, capacity: Capacity, person_id: str, reason: str
) -> rounds.RoundView | None:
    """Consent to closing a round early; return it closed when this was the second consent, else None."""
    both = rounds.consent_to_close(
        consultation_id=consultation_id, round_id=round_id, capacity=capacity, person_id=person_id, reason=reason
    )
    if not both:
        return None
    return close_round(
        consultation_id=consultation_id,
        round_id=round_id,
        person_id=person_id,
        by_role=capacity,
        reason=reason,
        early=True,
    )


def close_round(
    *,
    consultation_id: str,
    round_id: str,
    person_id: str | None = None,
    by_role: str = "organiser",
    reason: str = "",
    early: bool = False,
) -> rounds.RoundView | None:
    """Return the round, closed and its result frozen in one transaction, or None if it was closed already."""
    closed = rounds.close(
        consultation_id=consultation_id,
        round_id=round_id,
        by_role=by_role,
        by_person=person_id,
        reason=reason,
        early=early,
    )
    if closed is None:
        return None
    consensus.freeze(consultation_id=consultation_id, round_id=round_id)
    ledger.drain(consultation_id)
    return rounds.get_round(consultation_id, round_id)


@chores.chore
def close_overdue() -> int:
    """Close every round whose deadline has passed; return how many this call closed."""
    closed = 0
    for one in rounds.overdue_rounds():
        with transaction():
            closed += close_round(consultation_id=one.consultation_id, round_id=one.id) is not None
        log.info("round closed at its deadline", consultation=one.consultation_id, round=one.number)
    return closed


def start_dispositions(*, consultation_id: str, round_id: str, person_id: str) -> rounds.RoundView:
    """Return the round in the state in which its comments are answered."""
    return rounds.advance(
        consultation_id=consultation_id,
        round_id=round_id,
        to=RoundState.DISPOSITIONS,
        by_role=Role.EDITOR,
        by_person=person_id,
    )


def publish_round(*, consultation_id: str, round_id: str, person_id: str) -> rounds.RoundView:
    """Return the round, published; refuse while a comment has no answer."""
    waiting = deliberation.count_undecided(consultation_id=consultation_id, round_id=round_id)
    if waiting:
        raise Undecided(count=waiting)
    return rounds.advance(
        consultation_id=consultation_id,
        round_id=round_id,
        to=RoundState.PUBLISHED,
        by_role=Role.ORGANISER,
        by_person=person_id,
    )


def _record(row: Action, comment: deliberation.CommentView) -> None:
    ledger.append(
        log_id=row.consultation_id,
        kind=LEAVES[ActionKind(row.action)],
        content={"comment": comment.number, "rule": row.rule, "note": row.note, "number": row.number},
        at=row.at,
        role=Role.MODERATOR,
        person=row.by_person,
        round_id=comment.round_id,
    )


def _view(row: Action, comment_number: int) -> ActionView:
    return ActionView(
        number=row.number,
        comment_id=row.comment_id,
        comment_number=comment_number,
        action=ActionKind(row.action),
        rule=row.rule,
        note=row.note,
        by_role=row.by_role,
        is_automatic=row.is_automatic,
        at=row.at,
    )
