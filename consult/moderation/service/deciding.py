"""Decisions on comments: every use of power has a rule, a note and a line in the public log."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select, update

from consult.consultations.service import Role
from consult.deliberation import service as deliberation
from consult.deliberation.rules.words import Moderation
from consult.deliberation.service import statements
from consult.kernel import clock, counters
from consult.kernel.db import db
from consult.kernel.db import insert as insert_or_keep
from consult.kernel.errors import Refused, msgid
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.moderation.rules import ActionKind, Ground, is_note
from consult.moderation.tables import Action, Flag
from consult.rounds import service as rounds


class GroundNeeded(Refused):
    """Hiding needs one of the rules."""

    code = "ground-needed"
    status = 422
    sentence = msgid("Choose the rule that it breaks.")


class NoteNeeded(Refused):
    """A decision needs a note of at most 500 characters."""

    code = "note-needed"
    status = 422
    sentence = msgid("Explain the decision in one to 500 characters; the note is published with it.")


class AlreadyDecided(Refused):
    """The comment, or the objection, is in that state already."""

    code = "already-decided"
    status = 409
    sentence = msgid("Someone has decided this already. Open the desk again to see what waits.")


@dataclass(frozen=True, slots=True)
class ActionView:
    """A decision as the public log shows it: no person's name. It is on a comment, or on a statement of a round."""

    number: int
    comment_id: str | None
    comment_number: int | None
    action: ActionKind
    rule: str | None
    note: str
    by_role: str
    is_automatic: bool
    at: datetime
    statement_id: str | None = None
    statement_number: int | None = None
    round_number: int | None = None


@dataclass(frozen=True, slots=True)
class ReportView:
    """A reader's report as moderators see it: no reader's name."""

    rule: str
    note: str
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
    if action is ActionKind.HIDE and rule not in set(Ground):
        raise GroundNeeded(field="rule")
    if not is_note(note, needed=action is not ActionKind.REVIEW):
        raise NoteNeeded(field="note")
    # The number comes first: two moderators who decide at the same moment queue at its counter.
    number = counters.next_number(db.session, scope=consultation_id, series="moderation")
    comment = deliberation.get_comment(consultation_id, comment_id)
    if (action is ActionKind.RESTORE) is not comment.is_hidden:
        raise AlreadyDecided
    deliberation.set_moderation(
        consultation_id=consultation_id, comment_id=comment_id, state=STATES[action], rule=rule, note=note.strip()
    )
    row = Action(
        consultation_id=consultation_id,
        id=new_id(),
        number=number,
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


def waiting_comments(consultation_id: str) -> tuple[list[deliberation.CommentView], list[deliberation.CommentView]]:
    """Return what waits, each list oldest first: the comments that readers reported, and the others that nobody read."""
    reported = reported_comments(consultation_id)
    ids = {comment.id for comment in reported}
    unread = deliberation.awaiting_review(consultation_id=consultation_id)
    return reported, [comment for comment in unread if comment.id not in ids]


def reports_on(*, consultation_id: str, comment_id: str) -> list[ReportView]:
    """Return the reports of a comment that nobody has settled, oldest first."""
    rows = db.session.scalars(
        select(Flag)
        .where(Flag.consultation_id == consultation_id, Flag.comment_id == comment_id, Flag.settled_at.is_(None))
        .order_by(Flag.at)
    )
    return [ReportView(row.rule, row.note, row.at) for row in rows]


def public_log(*, consultation_id: str, limit: int = 100) -> list[ActionView]:
    """Return what moderators hid, rejected and restored, newest first: no names, no personal data."""
    rows = db.session.scalars(
        select(Action)
        .where(Action.consultation_id == consultation_id, Action.action != ActionKind.REVIEW)
        .order_by(Action.number.desc())
        .limit(limit)
    ).all()
    comments = deliberation.comments_by_id(consultation_id, [row.comment_id for row in rows if row.comment_id])
    numbers = {comment.id: comment.number for comment in comments}
    views = [_view(row, numbers.get(row.comment_id or "")) for row in rows]
    return _with_statements(consultation_id, views)


def _with_statements(consultation_id: str, views: Sequence[ActionView]) -> list[ActionView]:
    """Return decisions, those on statements with the number of the statement and of its round."""
    found = statements.statements_by_id(consultation_id, {one.statement_id for one in views if one.statement_id})
    if not found:
        return list(views)
    in_round = {one.id: one.number for one in rounds.list_rounds(consultation_id)}
    about = {each.id: (each.number, in_round[each.round_id]) for each in found.values()}
    return [
        replace(one, statement_number=about[one.statement_id][0], round_number=about[one.statement_id][1])
        if one.statement_id
        else one
        for one in views
    ]


def _record(row: Action, comment: deliberation.CommentView) -> None:
    ledger.append(
        log_id=row.consultation_id,
        kind=LEAVES[ActionKind(row.action)],
        content={"comment": comment.number, "rule": row.rule, "note": row.note, "number": row.number},
        at=row.at,
        role=Role.MODERATOR,
        person=row.by_person,
        round_id=comment.round_id,
        subject=comment.subject,
        ref=comment.leaf,
        visible_from=row.at,
    )


def _view(row: Action, comment_number: int | None) -> ActionView:
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
        statement_id=row.statement_id,
    )
