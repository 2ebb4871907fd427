"""One act on many comments: planned and looked at first, then done in one transaction, and taken back within minutes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from consult.deliberation import service as deliberation
from consult.deliberation.service import Case, Deciding
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import Forbidden, NotFound, Refused, msgid
from consult.kernel.ids import new_id
from consult.moderation.rules.sharing import MOST_AT_ONCE, UNDO_LIFE, BulkKind, Item, left_out, may_undo
from consult.moderation.service.claiming import claims_on
from consult.moderation.service.content import checked_content
from consult.moderation.tables import BulkAct, BulkItem


class NothingChosen(Refused):
    """An act on many comments names them."""

    code = "nothing-chosen"
    status = 422
    sentence = msgid("Choose at least one comment, and %(most)s at most.")


class AlreadyDone(Refused):
    """An act on many comments is done once."""

    code = "already-done"
    status = 409
    sentence = msgid("This has been done already. Open the page again to see what it changed.")


class TooLateToUndo(Refused):
    """An act on many comments is taken back within minutes, once, by whoever did it."""

    code = "too-late-to-undo"
    status = 409
    sentence = msgid(
        "This can no longer be taken back: that is possible once, within ten minutes. Decide on the comments one by one."
    )


@dataclass(frozen=True, slots=True)
class ActItem:
    """One comment of an act on many, with why it is left out, or why it stayed as it was made, in a refusal's code."""

    case: Case
    left_out: str
    kept: str


@dataclass(frozen=True, slots=True)
class ActView:
    """One act on many comments: what it says, whose it is, what it does to each, and until when it can be taken back."""

    id: str
    round_id: str
    kind: BulkKind
    given: Mapping[str, Any]
    by_person: str
    done_at: datetime | None
    undone_at: datetime | None
    undo_until: datetime | None
    items: tuple[ActItem, ...]

    @property
    def changing(self) -> tuple[ActItem, ...]:
        """The comments that it changes, or has changed."""
        return tuple(item for item in self.items if not item.left_out)

    @property
    def refused(self) -> tuple[ActItem, ...]:
        """The comments that it leaves out."""
        return tuple(item for item in self.items if item.left_out)


def plan_act(
    *, consultation_id: str, round_id: str, person_id: str, ids: Collection[str], kind: BulkKind, given: Mapping[str, Any]
) -> str:  # fmt: skip
    """Return the id of an act on these comments of a round, kept to be looked at; nothing is changed yet.

    Refuses no comments and too many, comments of another round, and what would be refused for each of them alone: a
    missing decision or reason, a number that no comment has.
    """
    deliberation.role_of(consultation_id, person_id)
    if not 1 <= len(set(ids)) <= MOST_AT_ONCE:
        raise NothingChosen(most=MOST_AT_ONCE)
    cases = deliberation.cases_by_id(consultation_id=consultation_id, ids=ids, person_id=person_id)
    if len(cases) != len(set(ids)) or {case.comment.round_id for case in cases} != {round_id}:
        raise NotFound
    act = BulkAct(
        consultation_id=consultation_id,
        id=new_id(),
        round_id=round_id,
        kind=kind,
        given=checked_content(consultation_id, kind, given),
        by_person=person_id,
        planned_at=clock.now(db.session),
    )
    db.session.add(act)
    db.session.flush()
    db.session.add_all(
        BulkItem(consultation_id=consultation_id, act_id=act.id, comment_id=case.comment.id, seen=case.version)
        for case in cases
    )
    db.session.flush()
    return act.id


def act_of(*, consultation_id: str, act_id: str, person_id: str) -> ActView:
    """Return an act on many comments: before it is done with what it would do now, afterwards with what it did."""
    act = _row(consultation_id, act_id)
    items = _items(act)
    ids = [item.comment_id for item in items]
    cases = deliberation.cases_by_id(consultation_id=consultation_id, ids=ids, person_id=person_id)
    now_out = {} if act.done_at else _left_out(act, items, cases)
    rows = {item.comment_id: item for item in items}
    until = act.done_at + UNDO_LIFE if act.done_at and act.kind != BulkKind.SATISFACTION else None
    return ActView(
        id=act.id,
        round_id=act.round_id,
        kind=BulkKind(act.kind),
        given=act.given,
        by_person=act.by_person,
        done_at=act.done_at,
        undone_at=act.undone_at,
        undo_until=until if until and may_undo(act.done_at or until, now=clock.now(db.session)) else None,
        items=tuple(
            ActItem(
                case,
                rows[case.comment.id].refused or now_out.get(case.comment.id, ""),
                rows[case.comment.id].kept or "",
            )
            for case in cases
        ),
    )


def do_act(*, consultation_id: str, act_id: str, person_id: str) -> ActView:
    """Return an act on many comments, done to all that nothing speaks against; what was left out says why.

    Refuses anyone but who planned it, and `already-done`.
    """
    act = _own(consultation_id, act_id, person_id)
    if act.done_at is not None:
        raise AlreadyDone
    act.done_at = clock.now(db.session)
    items = _items(act)
    ids = [item.comment_id for item in items]
    cases = deliberation.cases_by_id(consultation_id=consultation_id, ids=ids, person_id=person_id)
    out = _left_out(act, items, cases)
    on = deliberation.deciding(consultation_id=consultation_id, person_id=person_id, ids=ids)
    for item in _in_order(items, on):
        item.refused = out.get(item.comment_id) or _do(act, item, on) or None
    on.keep()
    return act_of(consultation_id=consultation_id, act_id=act_id, person_id=person_id)


def undo_act(*, consultation_id: str, act_id: str, person_id: str) -> ActView:
    """Return an act on many comments, taken back wherever nobody has acted since; the others are named with why not.

    Refuses anyone but who did it, and `too-late-to-undo`: after ten minutes, twice, or before it is done.
    """
    act = _own(consultation_id, act_id, person_id)
    now = clock.now(db.session)
    can_undo = act.done_at is not None and act.undone_at is None and act.kind != BulkKind.SATISFACTION
    if not can_undo or not may_undo(act.done_at or now, now=now):
        raise TooLateToUndo
    act.undone_at = now
    changed = [item for item in _items(act) if item.refused is None]
    ids = [item.comment_id for item in changed]
    on = deliberation.deciding(consultation_id=consultation_id, person_id=person_id, ids=ids)
    for item in _in_order(changed, on):
        item.kept = _undo(act, item, on) or None
    on.keep()
    return act_of(consultation_id=consultation_id, act_id=act_id, person_id=person_id)


def _in_order(items: Sequence[BulkItem], on: Deciding) -> list[BulkItem]:
    """Return the comments of an act in the order of their numbers, in which the log is to have them."""
    return sorted(items, key=lambda item: on.comment(item.comment_id).number)


def _do(act: BulkAct, item: BulkItem, on: Deciding) -> str:
    """Do the act to one comment and return why it was refused, or nothing; what it was is kept for taking it back."""
    try:
        if act.kind == BulkKind.SATISFACTION:
            deliberation.put_satisfaction(on, item.comment_id, said=act.given["satisfaction"], note=act.given["words"])
        elif act.kind == BulkKind.APPROVE:
            deliberation.put_approval(on, item.comment_id, seen=item.seen)
        else:
            before, proposal = deliberation.standing_of(on, item.comment_id), deliberation.Proposal(**act.given)
            item.seen = deliberation.put_proposal(on, item.comment_id, seen=item.seen, proposal=proposal)
            item.before = dict(before) if before else None
    except Refused as refused:
        return refused.code
    return ""


def _undo(act: BulkAct, item: BulkItem, on: Deciding) -> str:
    try:
        if act.kind == BulkKind.APPROVE:
            deliberation.withdraw_approval(on, item.comment_id, seen=item.seen)
        else:
            deliberation.withdraw_proposal(on, item.comment_id, seen=item.seen, before=item.before)
    except Refused as refused:
        return refused.code
    return ""


def _left_out(act: BulkAct, items: Sequence[BulkItem], cases: Sequence[Case]) -> dict[str, str]:
    """Return why each comment that the act leaves out as things stand is left out, by comment."""
    ids = [item.comment_id for item in items]
    seen = {item.comment_id: item.seen for item in items}
    facts = deliberation.decision_facts(act.consultation_id, ids)
    claimed = {
        comment for comment, held in claims_on(act.consultation_id, ids).items() if held.person_id != act.by_person
    }
    original = _original(act)
    found = {
        case.comment.id: left_out(
            Item(
                comment=case.comment.id,
                seen=seen[case.comment.id],
                version=case.version,
                is_claimed=case.comment.id in claimed,
                **asdict(facts[case.comment.id]),
            ),
            BulkKind(act.kind),
            person=act.by_person,
            disposition=str(act.given.get("disposition", "")),
            original=original,
        )
        for case in cases
    }
    return {comment: code for comment, code in found.items() if code}


def _original(act: BulkAct) -> str | None:
    number = act.given.get("duplicate_of")
    return deliberation.comment_numbered(act.consultation_id, number).id if number else None


def _row(consultation_id: str, act_id: str) -> BulkAct:
    row = db.session.get(BulkAct, (consultation_id, act_id))
    if row is None:
        raise NotFound
    return row


def _own(consultation_id: str, act_id: str, person_id: str) -> BulkAct:
    """Return one's own act, which nobody does or takes back a second time before this transaction ends."""
    row = _row(consultation_id, act_id)
    db.session.refresh(row, with_for_update=True)
    if row.by_person != person_id:
        raise Forbidden
    return row


def _items(act: BulkAct) -> list[BulkItem]:
    rows = db.session.scalars(
        select(BulkItem)
        .where(BulkItem.consultation_id == act.consultation_id, BulkItem.act_id == act.id)
        .execution_options(populate_existing=True)
    )
    return list(rows)
