"""Changing a contract: announced with a reason, read by everyone for 48 hours, then in effect in a new version."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from consult.consultations.service import Role
from consult.kernel import clock, jobs
from consult.kernel.db import db
from consult.kernel.errors import Refused, msgid
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.rounds.rules.changes import MOST_LATER, NOTICE, ChangeKind, changed, has_notice
from consult.rounds.rules.contract import Contract, canonical, digest
from consult.rounds.rules.states import RoundState
from consult.rounds.service.moves import remember, require_reason
from consult.rounds.service.records import RoundView, WrongMove, contract_of_round, locked_round, round_view
from consult.rounds.tables import Contract as ContractRow
from consult.rounds.tables import Round, RuleChange

JOB = "round.change"


class TooLateToChange(Refused):
    """Nobody learns of a change only when it holds."""

    code = "too-late-to-change"
    status = 409
    sentence = msgid(
        "A change is announced at least 48 hours before it holds, and this round closes sooner than that. Open another round after it."
    )


class NotLater(Refused):
    """A deadline only ever moves away."""

    code = "not-later"
    status = 422
    sentence = msgid(
        "Choose a closing that is later than the one that the round has, or is already announced to have. A round never closes earlier by a change of its contract."
    )


class TooMuchLater(Refused):
    """A deadline that moves cannot move back, so it moves in steps."""

    code = "too-much-later"
    status = 422
    sentence = msgid(
        "By one change a round closes at most %(days)s days later, and a deadline that was moved cannot be moved back. Choose an earlier closing."
    )


class LanguageThere(Refused):
    """A language is added once."""

    code = "language-there"
    status = 422
    sentence = msgid("The round is held in this language already, or that is announced. Choose another one.")


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change of a contract: what it is, why, since when it is known, and from when it holds; `version` once it does."""

    id: str
    kind: ChangeKind
    value: str
    reason: str
    announced_at: datetime
    effective_at: datetime
    version: int | None

    @property
    def closes_at(self) -> datetime:
        """The later deadline, of a change that moves it."""
        return clock.from_text(self.value)


@dataclass(frozen=True, slots=True)
class ContractVersion:
    """A version of a round's contract: its number, its digest, and since when it holds."""

    number: int
    sha256: str
    at: datetime


def announce_change(
    *, consultation_id: str, round_id: str, kind: ChangeKind, value: str, reason: str, by_person: str | None
) -> ChangeView:
    """Return a change of an open round's contract, public from now on and in effect 48 hours later.

    `value` is the later closing as the log writes moments, or the language to add. Refuses a round that is not open or
    closes before the change would hold, a missing reason, what would change nothing or move the deadline nearer, and what
    would move it more than a quarter of a year.
    """
    words = require_reason(reason)
    row = locked_round(consultation_id, round_id)
    if row.state != RoundState.OPEN:
        raise WrongMove
    moment = clock.now(db.session)
    effective_at = moment + NOTICE
    if not has_notice(effective_at, row.closes_at):
        raise TooLateToChange
    _require_change(consultation_id, round_id, kind, value)
    if kind is ChangeKind.CLOSES_LATER and clock.from_text(value) > row.closes_at + MOST_LATER:
        raise TooMuchLater(field="closes_at", days=MOST_LATER.days)
    made = RuleChange(
        consultation_id=consultation_id,
        id=new_id(),
        round_id=round_id,
        kind=kind,
        value=value,
        reason=words,
        by_person=by_person,
        announced_at=moment,
        effective_at=effective_at,
    )
    db.session.add(made)
    db.session.flush()
    scope = {"consultation_id": consultation_id, "round_id": round_id}
    jobs.add_job(db.session, kind=JOB, key=made.id, payload=scope, due_at=effective_at)
    _record(made, by_person)
    return _view(made)


def changes_of(consultation_id: str, round_id: str) -> list[ChangeView]:
    """Return the changes of a round's contract, announced and in effect, in the order in which they were announced."""
    rows = db.session.scalars(
        select(RuleChange)
        .where(RuleChange.consultation_id == consultation_id, RuleChange.round_id == round_id)
        .order_by(RuleChange.announced_at, RuleChange.id)
    )
    return [_view(row) for row in rows]


def coming_changes(one: RoundView) -> list[ChangeView]:
    """Return the changes of an open round's contract that are announced and do not hold yet."""
    if one.state is not RoundState.OPEN:
        return []
    return [each for each in changes_of(one.consultation_id, one.id) if each.version is None]


def versions_of(consultation_id: str, round_id: str) -> list[ContractVersion]:
    """Return the versions of a round's contract, the first one first."""
    rows = db.session.scalars(
        select(ContractRow)
        .where(ContractRow.consultation_id == consultation_id, ContractRow.round_id == round_id)
        .order_by(ContractRow.version)
    )
    return [ContractVersion(row.version, row.sha256, row.at) for row in rows]


def apply_changes(*, consultation_id: str, round_id: str) -> RoundView:
    """Return the round, every change of its contract that is due in effect; once it has ended nothing changes any more.

    Whoever closes a round asks this first, so that a deadline that was to move has moved, whatever ran late.
    """
    row, moment = locked_round(consultation_id, round_id), clock.now(db.session)
    due = (
        select(RuleChange)
        .where(RuleChange.consultation_id == consultation_id, RuleChange.round_id == round_id)
        .where(RuleChange.version.is_(None), RuleChange.effective_at <= moment)
        .order_by(RuleChange.effective_at, RuleChange.id)
    )
    for change in db.session.scalars(due).all() if row.state == RoundState.OPEN else ():
        kind = ChangeKind(change.kind)
        content = changed(contract_of_round(consultation_id, round_id).content, kind, change.value)
        change.version = _add_version(row, content)
        if kind is ChangeKind.CLOSES_LATER:
            _extend(row, change)
        db.session.flush()
    return round_view(row)


@jobs.handles(JOB)
def change_when_due(payload: Mapping[str, str]) -> None:
    """Put the changes of a round that are due into effect."""
    apply_changes(consultation_id=payload["consultation_id"], round_id=payload["round_id"])


def _require_change(consultation_id: str, round_id: str, kind: ChangeKind, value: str) -> None:
    """Refuse what the contract, with the changes that are announced, says already."""
    content: Mapping[str, Any] = contract_of_round(consultation_id, round_id).content
    for one in changes_of(consultation_id, round_id):
        if one.version is None:
            content = changed(content, one.kind, one.value)
    try:
        changed(content, kind, value)
    except ValueError as error:
        if kind is ChangeKind.CLOSES_LATER:
            raise NotLater(field="closes_at") from error
        raise LanguageThere(field="language") from error


def _add_version(row: Round, content: Mapping[str, Any]) -> int:
    """Keep the next version of the contract as the bytes that were hashed, and its digest in the log; return its number."""
    fixed, moment = canonical(content), clock.now(db.session)
    number = len(versions_of(row.consultation_id, row.id)) + 1
    db.session.add(
        ContractRow(
            consultation_id=row.consultation_id,
            round_id=row.id,
            version=number,
            canonical=fixed,
            sha256=digest(fixed),
            at=moment,
        )
    )
    ledger.append(
        log_id=row.consultation_id,
        kind=LeafType.POLICY_SET,
        content={"contract": Contract.read(fixed).sha256, "version": number},
        at=moment,
        role=Role.ORGANISER,
        round_id=row.id,
        visible_from=moment,
    )
    return number


def _extend(row: Round, change: RuleChange) -> None:
    """Move the deadline, and put that on record."""
    moment = clock.now(db.session)
    row.closes_at, row.is_extended = clock.from_text(change.value), True
    remember(row, "extended", row.state, Role.ORGANISER, change.by_person, change.reason, moment)
    ledger.append(
        log_id=row.consultation_id,
        kind=LeafType.ROUND_EXTEND,
        content={"round": row.number, "closes_at": change.value, "reason": change.reason},
        at=moment,
        role=Role.ORGANISER,
        person=change.by_person,
        round_id=row.id,
        visible_from=moment,
    )


def _record(made: RuleChange, by_person: str | None) -> None:
    ledger.append(
        log_id=made.consultation_id,
        kind=LeafType.RULE_CHANGE,
        content={
            "kind": made.kind,
            "value": made.value,
            "reason": made.reason,
            "effective_at": clock.to_text(made.effective_at),
        },
        at=made.announced_at,
        role=Role.ORGANISER,
        person=by_person,
        round_id=made.round_id,
        visible_from=made.announced_at,
    )


def _view(row: RuleChange) -> ChangeView:
    return ChangeView(
        row.id, ChangeKind(row.kind), row.value, row.reason, row.announced_at, row.effective_at, row.version
    )
