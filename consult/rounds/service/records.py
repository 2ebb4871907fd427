"""Rounds as they are read: what they are, their contract, who is entered in them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, select

from consult.consultations import service as consultations
from consult.consultations.service import Role
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused, msgid
from consult.rounds.rules.contract import Contract, Reveal, Terms, terms_from_json
from consult.rounds.rules.states import FINISHED, Capacity, RoundKind, RoundState
from consult.rounds.tables import ClosingConsent, Round
from consult.rounds.tables import Contract as ContractRow


class RoundClosed(Refused):
    """The round takes no more answers."""

    code = "round-closed"
    status = 409
    sentence = msgid(
        "The round closed on %(at)s, before this arrived. What you saved before that counts. What you typed is "
        "below, so that you can copy it."
    )


class RoundNotOpen(Refused):
    """The round takes no answers yet."""

    code = "round-not-open"
    status = 409
    sentence = msgid("This round is not open. What you typed is below, so that you can copy it.")


class WrongMove(Refused):
    """The round's state does not allow this."""

    code = "wrong-move"
    status = 409
    sentence = msgid("The round is in another state by now, so this can no longer be done. Open the page again.")


class DatesRefused(Refused):
    """The dates do not make a round."""

    code = "dates-refused"
    status = 422
    sentence = msgid("The closing date must come after the opening date and lie in the future. Choose later dates.")


class SecondPersonNeeded(Refused):
    """Closing early needs two people."""

    code = "second-person-needed"
    status = 409
    sentence = msgid("Closing early needs two people, an organiser and a moderator. You have consented already.")


class RoleTaken(Refused):
    """Each of the two consents to an early close comes from another role."""

    code = "role-taken"
    status = 409
    sentence = msgid("Someone has consented in your role already. The second consent has to come from the other one.")


class ReasonNeeded(Refused):
    """A use of power needs a public reason."""

    code = "reason-needed"
    status = 422
    sentence = msgid("Give a reason in one to 1,000 characters; it is published. One sentence is enough.")


class SecretUnavailable(Refused):
    """Secret ballots need another way to store them than the one there is."""

    code = "secret-unavailable"
    status = 422
    sentence = msgid("Secret ballots cannot be held here yet. Choose another disclosure for each category.")


class LiveUnavailable(Refused):
    """Whoever takes a position on a text is not to be swayed by what others said of it so far."""

    code = "live-unavailable"
    status = 422
    sentence = msgid(
        "Counts are shown while voting goes on only in rounds of statements. Choose another answer to “When results are "
        "shown”."
    )


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round as other rooms see it."""

    id: str
    consultation_id: str
    number: int
    kind: RoundKind
    draft_id: str | None
    state: RoundState
    is_extended: bool
    opens_at: datetime
    closes_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    frozen_at: datetime | None
    published_at: datetime | None

    @property
    def is_finished(self) -> bool:
        """Whether casting is over and a result can exist."""
        return self.state in FINISHED


@dataclass(frozen=True, slots=True)
class ConsentView:
    """A consent to an early close."""

    capacity: Capacity
    person_id: str
    reason: str
    at: datetime


def get_round(consultation_id: str, round_id: str) -> RoundView:
    """Return the round; refuse `not-found`."""
    row = db.session.scalars(one_round(consultation_id, round_id)).one_or_none()
    if row is None:
        raise NotFound
    return round_view(row)


def round_by_number(consultation_id: str, number: int) -> RoundView:
    """Return the round with this number; refuse `not-found`."""
    row = db.session.scalars(
        select(Round).where(Round.consultation_id == consultation_id, Round.number == number)
    ).one_or_none()
    if row is None:
        raise NotFound
    return round_view(row)


def list_rounds(consultation_id: str) -> list[RoundView]:
    """Return the consultation's rounds, first to last."""
    rows = db.session.scalars(select(Round).where(Round.consultation_id == consultation_id).order_by(Round.number))
    return [round_view(row) for row in rows]


def overdue_rounds() -> list[RoundView]:
    """Return every open round whose deadline has passed, of any consultation."""
    moment = clock.now(db.session)
    rows = db.session.scalars(select(Round).where(Round.state == RoundState.OPEN, Round.closes_at <= moment))
    return [round_view(row) for row in rows]


def live_rounds(consultation_id: str | None = None) -> list[RoundView]:
    """Return every open round, of one or of any consultation, whose counts are shown while voting goes on."""
    wanted = select(Round).where(Round.state == RoundState.OPEN, Round.kind == RoundKind.STATEMENTS)
    rows = db.session.scalars(wanted.where(Round.consultation_id == consultation_id) if consultation_id else wanted)
    views = [round_view(row) for row in rows]
    return [one for one in views if contract_of_round(one.consultation_id, one.id).is_live]


def rounds_closing_within(span: timedelta) -> list[RoundView]:
    """Return every open round, of any consultation, whose deadline comes within this time and has not passed."""
    moment = clock.now(db.session)
    rows = db.session.scalars(
        select(Round).where(Round.state == RoundState.OPEN, Round.closes_at > moment, Round.closes_at <= moment + span)
    )
    return [round_view(row) for row in rows]


def contract_of_round(consultation_id: str, round_id: str) -> Contract:
    """Return the round's contract in its newest version; refuse `not-found` before the opening."""
    row = db.session.scalars(
        select(ContractRow)
        .where(ContractRow.consultation_id == consultation_id, ContractRow.round_id == round_id)
        .order_by(ContractRow.version.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        raise NotFound
    return Contract.read(row.canonical)


def terms_of_round(consultation_id: str, round_id: str) -> Terms:
    """Return the terms under which the round was announced; refuse `not-found` where none are kept."""
    row = db.session.scalars(one_round(consultation_id, round_id)).one_or_none()
    if row is None or row.terms is None:
        raise NotFound
    return terms_from_json(row.terms)


def is_revealed(one: RoundView, contract: Contract) -> bool:
    """Whether the round's result may be seen, by anyone at all; what is shown of a live round before is no result."""
    if one.frozen_at is None:
        return False
    return contract.reveal is not Reveal.AT_PUBLICATION or one.published_at is not None


def list_consents(consultation_id: str, round_id: str) -> list[ConsentView]:
    """Return the consents to an early close of those who still hold the role in which they gave it, oldest first."""
    rows = db.session.scalars(
        select(ClosingConsent)
        .where(ClosingConsent.consultation_id == consultation_id, ClosingConsent.round_id == round_id)
        .order_by(ClosingConsent.at)
    )
    return [
        ConsentView(Capacity(row.capacity), row.person_id, row.reason, row.at)
        for row in rows
        if Role(row.capacity) in consultations.roles_of(consultation_id, row.person_id)
    ]


def one_round(consultation_id: str, round_id: str) -> Select[Round]:
    """Return the query for one round."""
    return select(Round).where(Round.consultation_id == consultation_id, Round.id == round_id)


def locked_round(consultation_id: str, round_id: str) -> Round:
    """Return the round's row as it is now, which nobody else can change before this transaction ends."""
    row = db.session.scalars(
        one_round(consultation_id, round_id).with_for_update().execution_options(populate_existing=True)
    ).one_or_none()
    if row is None:
        raise NotFound
    return row


def round_view(row: Round) -> RoundView:
    """Return the row as other rooms see it."""
    return RoundView(
        id=row.id,
        consultation_id=row.consultation_id,
        number=row.number,
        kind=RoundKind(row.kind),
        draft_id=row.draft_id,
        state=RoundState(row.state),
        is_extended=row.is_extended,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        frozen_at=row.frozen_at,
        published_at=row.published_at,
    )
