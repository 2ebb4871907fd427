"""Who decides on a text: people by name and office, each from the day they take the office to the day they leave it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from consult.accounts.rules.identity import clean_name
from consult.consultations.service import Role
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused, msgid
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.rounds.tables import DecisionMaker

LONGEST_OFFICE = 200


class DeciderRefused(Refused):
    """Who decides is told by a name that people can read."""

    code = "decider-refused"
    status = 422
    sentence = msgid("Give the decision-maker's name in 1 to 200 readable characters.")


class OfficeRefused(Refused):
    """The office in which someone decides is told in words that people can read."""

    code = "office-refused"
    status = 422
    sentence = msgid("Give the office in which the person decides in 1 to 200 readable characters.")


class TermRefused(Refused):
    """Nobody leaves an office before they take it, or twice."""

    code = "term-refused"
    status = 422
    sentence = msgid(
        "An office ends once, and not before it began. Give a day from its beginning on, for an office that is still held."
    )


@dataclass(frozen=True, slots=True)
class DecisionMakerView:
    """Someone who decides, in which office, and from when to when; `person_id` is None where no account is linked."""

    id: str
    name: str
    office: str
    since: datetime
    until: datetime | None
    person_id: str | None

    def holds_office(self, at: datetime) -> bool:
        """Whether the person is in office at this moment."""
        return self.since <= at and (self.until is None or at < self.until)


def add_decision_maker(
    *,
    consultation_id: str,
    name: str,
    office: str,
    since: datetime,
    person_id: str | None = None,
    by_person: str | None,
) -> DecisionMakerView:
    """Return a new decision-maker, in office from `since` on.

    Only one whose account is linked can declare outcomes, once they have the role too. Refuses a name or an office that
    is empty or too long.
    """
    read_name, read_office = clean_name(name, LONGEST_OFFICE), clean_name(office, LONGEST_OFFICE)
    if read_name is None:
        raise DeciderRefused(field="name")
    if read_office is None:
        raise OfficeRefused(field="office")
    moment = clock.now(db.session)
    row = DecisionMaker(
        consultation_id=consultation_id,
        id=new_id(),
        person_id=person_id,
        name=read_name,
        office=read_office,
        since=since,
        added_at=moment,
        added_by=by_person,
    )
    db.session.add(row)
    db.session.flush()
    _record(LeafType.DECISION_MAKER_ADD, row, by_person, moment)
    return _view(row)


def end_decision_maker(
    *, consultation_id: str, decision_maker_id: str, until: datetime, by_person: str | None
) -> DecisionMakerView:
    """Return the decision-maker, whose office ends at this moment; what they declared stands.

    Refuses `not-found`, a moment before the office began, and an office that has an end already.
    """
    row = db.session.get(
        DecisionMaker, (consultation_id, decision_maker_id), with_for_update=True, populate_existing=True
    )
    if row is None:
        raise NotFound
    if row.until is not None or until < row.since:
        raise TermRefused(field="until")
    row.until = until
    db.session.flush()
    _record(LeafType.DECISION_MAKER_END, row, by_person, clock.now(db.session))
    return _view(row)


def leave_office(*, consultation_id: str, decision_maker_id: str, by_person: str | None) -> DecisionMakerView:
    """Return the decision-maker, out of office from this moment on; refuses the same as `end_decision_maker`."""
    return end_decision_maker(
        consultation_id=consultation_id,
        decision_maker_id=decision_maker_id,
        until=clock.now(db.session),
        by_person=by_person,
    )


def list_decision_makers(consultation_id: str, at: datetime | None = None) -> list[DecisionMakerView]:
    """Return who decides and who did, in the order of their taking office; with `at`, those in office at that moment."""
    wanted = select(DecisionMaker).where(DecisionMaker.consultation_id == consultation_id)
    if at is not None:
        still = or_(DecisionMaker.until.is_(None), DecisionMaker.until > at)
        wanted = wanted.where(DecisionMaker.since <= at, still)
    rows = db.session.scalars(wanted.order_by(DecisionMaker.since, DecisionMaker.added_at, DecisionMaker.id))
    return [_view(row) for row in rows]


def _record(kind: LeafType, row: DecisionMaker, by_person: str | None, moment: datetime) -> None:
    ledger.append(
        log_id=row.consultation_id,
        kind=kind,
        content={
            "decision_maker": row.id,
            "name": row.name,
            "office": row.office,
            "since": clock.to_text(row.since),
            "until": clock.to_text(row.until) if row.until else None,
        },
        at=moment,
        role=Role.ORGANISER,
        person=by_person,
        visible_from=moment,
    )


def _view(row: DecisionMaker) -> DecisionMakerView:
    return DecisionMakerView(row.id, row.name, row.office, row.since, row.until, row.person_id)
