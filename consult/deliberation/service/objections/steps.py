"""The steps of an objection once it is raised: each by those who may, from the state in which it can be taken."""

from collections.abc import Mapping

from sqlalchemy import func, select

from consult.consultations import service as consultations
from consult.consultations.rules.policy import is_allowed
from consult.consultations.service import Act, Role
from consult.deliberation.rules.objections import (
    LONGEST_ANSWER,
    STANDING,
    ObjectionState,
    Party,
    Step,
    acts_as,
    after,
    are_words,
)
from consult.deliberation.rules.words import clean_text
from consult.deliberation.service.objections.raising import locked_objection
from consult.deliberation.service.objections.refused import (
    ObjectionMoved,
    ObjectionsOver,
    ObjectionWordsNeeded,
    ObjectionWordsRefused,
    ObjectorNeeded,
    ResolvingDraftNeeded,
)
from consult.deliberation.service.objections.views import ObjectionView, objection_views
from consult.deliberation.tables import Objection, ObjectionEvent
from consult.drafting import service as drafting
from consult.drafting.service import DraftView
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import Forbidden
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.participation import service as participation
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Contract
from consult.rounds.service import DecisionMakerView

LEAVES: Mapping[Step, LeafType] = {
    Step.ACKNOWLEDGE: LeafType.OBJECTION_ACKNOWLEDGE,
    Step.ANSWER: LeafType.OBJECTION_ANSWER,
    Step.SUSTAIN: LeafType.OBJECTION_SUSTAIN,
    Step.RESOLVE: LeafType.OBJECTION_RESOLVE,
    Step.WITHDRAW: LeafType.OBJECTION_WITHDRAW,
    Step.OVERRULE: LeafType.OBJECTION_OVERRULE,
}


def take_step(
    *,
    consultation_id: str,
    number: int,
    step: Step,
    person_id: str,
    seen: str,
    words: str = "",
    draft_number: int | None = None,
) -> ObjectionView:
    """Return the objection after a step that the person takes; `seen` is the state in which they have read it.

    `draft_number` names the later draft whose changed words resolve it. Refuses a round that is published, someone who
    may not take the step, a state in which it cannot be taken or that the person has not read, words that are missing
    or too many, and for overruling whoever is not in office.
    """
    row = locked_objection(consultation_id, number)
    contract = _unpublished(row)
    party = _party(row, step, person_id)
    target = after(ObjectionState(row.state), step)
    if target is None or row.state != seen:
        raise ObjectionMoved
    said = _words(words, step)
    resolved_in = _resolving_draft(row, draft_number) if step is Step.RESOLVE else None
    decider = rounds.in_office(consultation_id, person_id) if step is Step.OVERRULE else None
    row.state = target
    row.settled_at = None if target in STANDING else clock.now(db.session)
    event = _event(row, step, _role(row, party, person_id), person_id, said)
    event.draft_id = resolved_in.id if resolved_in else None
    event.by_name, event.by_office = (decider.name, decider.office) if decider else (None, None)
    db.session.add(event)
    db.session.flush()
    _record(row, event, step, contract, resolved_in, decider)
    return objection_views(consultation_id, [row], reads_all=True)[0]


def parties_of(consultation_id: str, *, seat_id: str, person_id: str | None) -> frozenset[Party]:
    """Return as what the person may act on an objection of this seat: nobody acts on both sides of one."""
    if person_id is None:
        return frozenset()
    own = participation.seat_of(consultation_id=consultation_id, person_id=person_id)
    if own is not None and own.id == seat_id:
        return frozenset({Party.OBJECTOR} if participation.signs_for(own, person_id) else ())
    roles = consultations.roles_of(consultation_id, person_id)
    acts = {Party.ANSWERING: Act.DISPOSE, Party.ORGANISER: Act.ORGANISE, Party.DECISION_MAKER: Act.DECLARE}
    return frozenset(party for party, act in acts.items() if is_allowed(act, roles=roles, is_signed_in=True))


def _unpublished(row: Objection) -> Contract:
    scope = {"consultation_id": row.consultation_id, "round_id": row.round_id}
    try:
        return rounds.require_unpublished(**scope)[1]
    except rounds.WrongMove as over:
        raise ObjectionsOver from over


def _party(row: Objection, step: Step, person_id: str) -> Party:
    """Return as what the person takes the step; refuse whoever may not."""
    party = acts_as(step, parties_of(row.consultation_id, seat_id=row.seat_id, person_id=person_id))
    if party is not None:
        return party
    own = participation.seat_of(consultation_id=row.consultation_id, person_id=person_id)
    if own is not None and own.id == row.seat_id and step in {Step.WITHDRAW, Step.SUSTAIN}:
        raise ObjectorNeeded
    raise Forbidden


def _role(row: Objection, party: Party, person_id: str) -> Role:
    """Return the role in which someone acts: an editor's work comes before an organiser's."""
    if party is Party.ANSWERING:
        return Role.EDITOR if Role.EDITOR in consultations.roles_of(row.consultation_id, person_id) else Role.ORGANISER
    roles = {
        Party.OBJECTOR: Role.PARTICIPANT,
        Party.ORGANISER: Role.ORGANISER,
        Party.DECISION_MAKER: Role.DECISION_MAKER,
    }
    return roles[party]


def _words(typed: str, step: Step) -> str:
    words = clean_text(typed)
    if words is None or len(words) > LONGEST_ANSWER:
        raise ObjectionWordsRefused(field="words", most=LONGEST_ANSWER, length=len(typed.strip()))
    if not are_words(words, step=step):
        raise ObjectionWordsNeeded(field="words", most=LONGEST_ANSWER)
    return words


def _resolving_draft(row: Objection, number: int | None) -> DraftView:
    """Return the draft that takes the objection up; refuse one that is not there, or not later."""
    on = drafting.draft_by_id(row.consultation_id, row.draft_id)
    later = (one for one in drafting.list_drafts(row.consultation_id) if one.number > on.number)
    found = next((one for one in later if one.number == number), None)
    if found is None:
        raise ResolvingDraftNeeded(field="draft")
    return found


def _event(row: Objection, step: Step, role: Role, person_id: str, words: str) -> ObjectionEvent:
    newest = select(func.max(ObjectionEvent.number)).where(
        ObjectionEvent.consultation_id == row.consultation_id, ObjectionEvent.objection_id == row.id
    )
    return ObjectionEvent(
        consultation_id=row.consultation_id,
        objection_id=row.id,
        number=(db.session.scalar(newest) or 0) + 1,
        step=step,
        state=row.state,
        role=role,
        person_id=person_id,
        words=words,
        at=clock.now(db.session),
    )


def _record(
    row: Objection,
    event: ObjectionEvent,
    step: Step,
    contract: Contract,
    resolved_in: DraftView | None,
    decider: DecisionMakerView | None,
) -> None:
    named = {"by": decider.name, "office": decider.office} if decider else {}
    change = {"draft": resolved_in.number} if resolved_in else {}
    ledger.append(
        log_id=row.consultation_id,
        kind=LEAVES[step],
        content={"objection": row.number, "state": row.state, "words": event.words, **named, **change},
        at=event.at,
        role=event.role,
        person=event.person_id,
        round_id=row.round_id,
        subject=drafting.subject_of(row.clause_uid, row.clause_version_id),
        ref=row.leaf,
        visible_from=event.at if contract.objections["public"] else None,
    )
