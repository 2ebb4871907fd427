"""The negotiation of a clause: alternatives in brackets with their proposers, agreed ad referendum, closed, taken up again.

It happens on a draft, published or not. The words of the draft stay as they are: alternatives stand beside them, and
what is agreed goes into the next draft.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select

from consult.accounts.rules.identity import clean_name
from consult.consultations.service import Role
from consult.drafting.rules import NegotiationState
from consult.drafting.rules.negotiation import (
    LONGEST_REASON,
    MOST_ALTERNATIVES,
    MOST_PROPOSERS,
    BracketState,
    letter,
    may_be_bracketed,
    may_move,
    needs_reason,
)
from consult.drafting.rules.wording import LONGEST_CLAUSE, Words, tidied
from consult.drafting.service.negotiation import Negotiation, negotiation_of_clause
from consult.drafting.service.reading import ClauseView, draft_by_id, subject_of
from consult.drafting.tables import Bracket, BracketProposer, ClauseVersion, NegotiationMove
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused, msgid
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.participation import service as participation
from consult.participation.rules.seats import name_key

LONGEST_PROPOSER = 200


class NegotiationMoved(Refused):
    """The negotiation has moved on since the page was opened."""

    code = "negotiation-moved"
    status = 409
    sentence = msgid(
        "The negotiation of this clause stands elsewhere by now, so this can no longer be done. It is shown as it stands; read it and decide again."
    )


class PassageNotFound(Refused):
    """What is put in brackets stands in the clause."""

    code = "passage-not-found"
    status = 422
    sentence = msgid(
        "These words are not in the clause as it stands, or they stand there more than once. Copy more of them from the clause, or leave the field empty for the whole clause."
    )


class AlternativeRefused(Refused):
    """An alternative says something else than the text, in words that fit in a clause."""

    code = "alternative-refused"
    status = 422
    sentence = msgid(
        "Give other words than those that stand there, in at most 4,000 characters. Left empty, the alternative is to delete the passage."
    )


class ProposersNeeded(Refused):
    """Words in brackets are somebody's words."""

    code = "proposers-needed"
    status = 422
    sentence = msgid("Name who proposes this, one on each line: 1 to 50 names of at most 200 readable characters.")


class TooManyAlternatives(Refused):
    """A clause has as many alternatives as there are letters."""

    code = "too-many-alternatives"
    status = 409
    sentence = msgid(
        "This clause has 26 alternatives already. Bring their proposers together before more are put beside it."
    )


class NegotiationReasonNeeded(Refused):
    """What was agreed is taken up again for a reason that everyone can read."""

    code = "negotiation-reason-needed"
    status = 422
    sentence = msgid("Say in one to 1,000 characters why the clause is taken up again; the reason is published.")


def add_alternative(
    *, clause: ClauseView, consultation_id: str, passage: str, wording: str, proposers: Sequence[str], by_person: str
) -> Negotiation:
    """Return the negotiation of the clause with one more alternative, in brackets from now on.

    `passage` are the words that it would replace, empty for the whole clause; `wording` is empty where they would go.
    A proposer whose name is that of an organisation with a seat is tied to the seat. Refuses a clause that is agreed
    or closed, words that do not stand in it once, the same words, and an alternative that nobody proposes.
    """
    version = _locked(consultation_id, clause)
    before = negotiation_of_clause(draft_by_id(consultation_id, clause.draft_id), clause.uid)
    if not may_be_bracketed(before.state):
        raise NegotiationMoved
    quoted, offered = _wording(clause, passage, wording)
    named = _proposers(proposers)
    if len(before.brackets) >= MOST_ALTERNATIVES:
        raise TooManyAlternatives
    row = Bracket(
        consultation_id=consultation_id,
        id=new_id(),
        draft_id=clause.draft_id,
        clause_uid=clause.uid,
        place=len(before.brackets) + 1,
        lang=clause.lang,
        passage=quoted,
        wording=offered,
        state=BracketState.STANDING,
        added_by=by_person,
        added_at=clock.now(db.session),
    )
    db.session.add(row)
    db.session.flush()
    _add_proposers(row, named)
    told = {"passage": quoted, "wording": offered, "proposers": named}
    _move(version, before, NegotiationState.BRACKETED, "", by_person, bracket=row, told=told)
    return negotiation_of_clause(draft_by_id(consultation_id, clause.draft_id), clause.uid)


def withdraw_alternative(*, clause: ClauseView, consultation_id: str, bracket_id: str, by_person: str) -> Negotiation:
    """Return the negotiation of the clause once an alternative is withdrawn; without any left, the clause is open again.

    Refuses an alternative that does not stand any more, and `not-found`.
    """
    version = _locked(consultation_id, clause)
    draft = draft_by_id(consultation_id, clause.draft_id)
    before = negotiation_of_clause(draft, clause.uid)
    row = _standing(version, bracket_id)
    row.state = BracketState.WITHDRAWN
    db.session.flush()
    left = any(one.is_standing for one in before.brackets if one.id != row.id)
    target = NegotiationState.BRACKETED if left else NegotiationState.OPEN
    _move(version, before, target, "", by_person, bracket=row, told={"withdrawn": letter(row.place)})
    return negotiation_of_clause(draft, clause.uid)


def move_negotiation(
    *,
    clause: ClauseView,
    consultation_id: str,
    target: str,
    reason: str,
    seen: int,
    by_person: str,
    bracket_id: str | None = None,
) -> Negotiation:
    """Return the negotiation of the clause in its new state: agreed ad referendum, closed, or open again.

    `bracket_id` is the alternative that is agreed on, None for the words as they stand; `seen` is the number of moves
    that the person has read. Refuses a state that may not follow, a clause that has moved on, and taking up again
    without a reason.
    """
    version = _locked(consultation_id, clause)
    draft = draft_by_id(consultation_id, clause.draft_id)
    before = negotiation_of_clause(draft, clause.uid)
    is_known = target in set(NegotiationState) and target != NegotiationState.BRACKETED
    if not is_known or before.version != seen or not may_move(before.state, NegotiationState(target)):
        raise NegotiationMoved
    state, words = NegotiationState(target), reason.replace("\r\n", "\n").strip()
    if len(words) > LONGEST_REASON or (needs_reason(before.state, state) and not words):
        raise NegotiationReasonNeeded(field="reason")
    chosen = _standing(version, bracket_id) if bracket_id and state is NegotiationState.AGREED_AD_REF else None
    _settle(version, before, chosen, state)
    told = {"alternative": letter(chosen.place)} if chosen else {}
    _move(version, before, state, words, by_person, bracket=chosen, told=told)
    return negotiation_of_clause(draft, clause.uid)


def _wording(clause: ClauseView, passage: str, wording: str) -> tuple[str | None, str]:
    """Return the words in brackets, None for the whole clause, and those of the alternative."""
    said, quoted, offered = clause.text or clause.heading, _tidy(passage), _tidy(wording)
    if quoted and said.count(quoted) != 1:
        raise PassageNotFound(field="passage")
    if offered == (quoted or said) or len(offered) > LONGEST_CLAUSE:
        raise AlternativeRefused(field="wording")
    return quoted or None, offered


def _tidy(typed: str) -> str:
    return tidied(Words("", typed)).text


def _proposers(typed: Sequence[str]) -> list[str]:
    named = [clean_name(one, LONGEST_PROPOSER) for one in typed if one.strip()]
    known = list(dict.fromkeys(one for one in named if one is not None))
    if not 1 <= len(known) <= MOST_PROPOSERS or None in named:
        raise ProposersNeeded(field="proposers")
    return known


def _add_proposers(row: Bracket, named: Sequence[str]) -> None:
    seats = {name_key(one.name): one.id for one in participation.list_seats(row.consultation_id) if one.organisation_id}
    db.session.add_all(
        BracketProposer(
            consultation_id=row.consultation_id,
            bracket_id=row.id,
            place=place,
            seat_id=seats.get(name_key(name)),
            name=name,
        )
        for place, name in enumerate(named, start=1)
    )
    db.session.flush()


def _standing(version: ClauseVersion, bracket_id: str) -> Bracket:
    """Return an alternative of the clause that stands; refuse `not-found`, and one that does not stand any more."""
    row = db.session.get(Bracket, (version.consultation_id, bracket_id))
    if row is None or (row.draft_id, row.clause_uid) != (version.draft_id, version.clause_uid):
        raise NotFound
    if row.state != BracketState.STANDING:
        raise NegotiationMoved
    return row


def _settle(version: ClauseVersion, before: Negotiation, chosen: Bracket | None, state: NegotiationState) -> None:
    """Note of each alternative that stands what became of it: the chosen one is agreed on, the others are not.

    One that was agreed on before is in the text by now, if other words stand there, or not agreed on any more.
    """
    if state is NegotiationState.CLOSED:
        return
    rows = db.session.scalars(
        select(Bracket).where(
            Bracket.consultation_id == version.consultation_id,
            Bracket.draft_id == version.draft_id,
            Bracket.clause_uid == version.clause_uid,
            Bracket.state.in_((BracketState.STANDING, BracketState.AGREED)),
        )
    )
    for row in rows:
        is_taken_up = row.state == BracketState.AGREED and before.is_stale
        left = BracketState.TAKEN_UP if is_taken_up else BracketState.NOT_AGREED
        row.state = BracketState.AGREED if chosen and row.id == chosen.id else left
    db.session.flush()


def _locked(consultation_id: str, clause: ClauseView) -> ClauseVersion:
    return db.session.get_one(
        ClauseVersion, (consultation_id, clause.version_id), with_for_update=True, populate_existing=True
    )


def _move(
    version: ClauseVersion,
    before: Negotiation,
    target: NegotiationState,
    reason: str,
    by_person: str,
    *,
    bracket: Bracket | None,
    told: Mapping[str, object],
) -> None:
    scope = {"consultation_id": version.consultation_id, "draft_id": version.draft_id, "clause_uid": version.clause_uid}
    moment = clock.now(db.session)
    place = db.session.scalar(select(func.count()).select_from(NegotiationMove).filter_by(**scope)) or 0
    version.negotiation_state = target
    db.session.add(
        NegotiationMove(
            **scope,
            id=new_id(),
            place=place + 1,
            from_state=before.state,
            to_state=target,
            bracket_id=bracket.id if bracket else None,
            sha256=version.sha256,
            reason=reason,
            by_person=by_person,
            at=moment,
        )
    )
    db.session.flush()
    is_public = draft_by_id(version.consultation_id, version.draft_id).published_at is not None
    ledger.append(
        log_id=version.consultation_id,
        kind=LeafType.CLAUSE_NEGOTIATE,
        content={"clause": version.number, "from": before.state, "to": target, "reason": reason, **told},
        at=moment,
        role=Role.EDITOR,
        person=by_person,
        subject=subject_of(version.clause_uid, version.id),
        visible_from=moment if is_public else None,
    )
