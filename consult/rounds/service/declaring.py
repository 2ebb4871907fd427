"""Declared outcomes: what someone who decides says becomes of a clause, version by version."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from consult.consultations import service as consultations
from consult.consultations.service import Role
from consult.drafting import service as drafting
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused, msgid
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.rounds.rules.outcomes import Outcome, departs, may_stand
from consult.rounds.rules.states import RoundState
from consult.rounds.service.deciding import DecisionMakerView, list_decision_makers
from consult.rounds.service.records import ReasonNeeded, locked_round
from consult.rounds.tables import DecisionMaker, DeclaredOutcome, Round

DECLARABLE = frozenset({RoundState.PUBLISHED, RoundState.ARCHIVED})


class NotDeclarable(Refused):
    """Outcomes are declared when every comment has its answer."""

    code = "not-declarable"
    status = 409
    sentence = msgid(
        "What becomes of the clauses is declared once the round is published, when every comment has its answer. Wait until it is."
    )


class NotInOffice(Refused):
    """Outcomes are declared by those who decide, while they are in office."""

    code = "not-in-office"
    status = 403
    sentence = msgid(
        "Only a decision-maker in office can declare what becomes of a clause, and you are not noted as one at this moment. Ask an organiser to note your office and to give you the role."
    )


class OutcomeNeeded(Refused):
    """A declaration says what becomes of the clause."""

    code = "outcome-needed"
    status = 422
    sentence = msgid("Choose what becomes of the clause.")


class OutcomeChanged(Refused):
    """Nobody declares over a declaration that they have not read."""

    code = "outcome-changed"
    status = 409
    sentence = msgid(
        "Someone has declared what becomes of this clause since you opened this page. It is shown as it stands now; read it and decide again."
    )


@dataclass(frozen=True, slots=True)
class DeclaredView:
    """What was declared to become of a clause, beside what was computed: by whom, in which office, when and why."""

    item_id: str
    version: int
    outcome: Outcome
    computed: str
    reason: str
    by: str
    office: str
    at: datetime

    @property
    def departs(self) -> bool:
        """Whether it departs from what was computed."""
        return departs(self.outcome, self.computed)


def declare_outcome(
    *,
    consultation_id: str,
    round_id: str,
    item_id: str,
    outcome: str,
    reason: str,
    person_id: str,
    computed: str,
    seen: int,
) -> DeclaredView:
    """Return what is declared to become of a clause from now on; earlier versions stay and are shown.

    `computed` is the state that the rule found, and `seen` the version that the person has read, 0 for none. Refuses a
    round that is not published, whoever is not in office with the role, a version that the person has not read, and a
    missing reason where the outcome departs from the computed state or corrects an earlier one.
    """
    row = locked_round(consultation_id, round_id)
    if row.state not in DECLARABLE:
        raise NotDeclarable
    decider = in_office(consultation_id, person_id)
    clause = drafting.clause_by_uid(_draft_of(row), item_id, lang="")
    if outcome not in set(Outcome):
        raise OutcomeNeeded(field="outcome")
    newest = len(outcome_history(consultation_id, round_id, item_id))
    if newest != seen:
        raise OutcomeChanged
    words = reason.replace("\r\n", "\n").strip()
    if not may_stand(words, is_needed=departs(outcome, computed) or seen > 0):
        raise ReasonNeeded(field="reason")
    declared = DeclaredOutcome(
        consultation_id=consultation_id,
        round_id=round_id,
        item_id=item_id,
        version=seen + 1,
        outcome=outcome,
        computed=computed,
        reason=words,
        decision_maker_id=decider.id,
        by_person=person_id,
        at=clock.now(db.session),
    )
    db.session.add(declared)
    db.session.flush()
    _record(declared, decider, row.number, clause)
    return _view(declared, decider.name, decider.office)


def outcomes_of(consultation_id: str, round_id: str) -> dict[str, DeclaredView]:
    """Return what is declared to become of each clause of a round, in its newest version; others are left out."""
    return {one.item_id: one for one in _declared(consultation_id, round_id)}


def outcome_history(consultation_id: str, round_id: str, item_id: str) -> list[DeclaredView]:
    """Return every version of what was declared to become of a clause, first to last."""
    return _declared(consultation_id, round_id, item_id)


def in_office(consultation_id: str, person_id: str) -> DecisionMakerView:
    """Return the office in which the person decides now: the one taken first, where they hold several; refuse `not-in-office`."""
    if Role.DECISION_MAKER not in consultations.roles_of(consultation_id, person_id):
        raise NotInOffice
    holders = list_decision_makers(consultation_id, at=clock.now(db.session))
    for one in holders:
        if one.person_id == person_id:
            return one
    raise NotInOffice


def may_declare(consultation_id: str, person_id: str | None) -> bool:
    """Whether the person can declare outcomes now: in office, with their account linked, and with the role."""
    try:
        return person_id is not None and bool(in_office(consultation_id, person_id))
    except NotInOffice:
        return False


def _draft_of(row: Round) -> drafting.DraftView:
    if row.draft_id is None:
        raise NotFound
    return drafting.draft_by_id(row.consultation_id, row.draft_id)


def _declared(consultation_id: str, round_id: str, item_id: str | None = None) -> list[DeclaredView]:
    wanted = (
        select(DeclaredOutcome, DecisionMaker.name, DecisionMaker.office)
        .join(
            DecisionMaker,
            (DecisionMaker.consultation_id == DeclaredOutcome.consultation_id)
            & (DecisionMaker.id == DeclaredOutcome.decision_maker_id),
        )
        .where(DeclaredOutcome.consultation_id == consultation_id, DeclaredOutcome.round_id == round_id)
        .order_by(DeclaredOutcome.item_id, DeclaredOutcome.version)
    )
    if item_id is not None:
        wanted = wanted.where(DeclaredOutcome.item_id == item_id)
    rows = db.session.execute(wanted).all()
    return [_view(row, name, office) for row, name, office in rows]


def _record(
    declared: DeclaredOutcome, decider: DecisionMakerView, round_number: int, clause: drafting.ClauseView
) -> None:
    ledger.append(
        log_id=declared.consultation_id,
        kind=LeafType.OUTCOME_DECLARE,
        content={
            "round": round_number,
            "clause": clause.number,
            "outcome": declared.outcome,
            "computed": declared.computed,
            "reason": declared.reason,
            "by": decider.name,
            "office": decider.office,
            "version": declared.version,
        },
        at=declared.at,
        role=Role.DECISION_MAKER,
        person=declared.by_person,
        round_id=declared.round_id,
        subject=clause.subject,
        visible_from=declared.at,
    )


def _view(row: DeclaredOutcome, name: str, office: str) -> DeclaredView:
    return DeclaredView(
        item_id=row.item_id,
        version=row.version,
        outcome=Outcome(row.outcome),
        computed=row.computed,
        reason=row.reason,
        by=name,
        office=office,
        at=row.at,
    )
