"""A final draft leaves nothing open, and a new draft goes on where the negotiation of the one before stood."""

from sqlalchemy import delete, select

from consult.drafting.rules import NegotiationState, Stage
from consult.drafting.rules.negotiation import BracketState, applied
from consult.drafting.rules.tokens import squeezed
from consult.drafting.service.negotiation import Negotiation, negotiation_of, said_in, versions_of
from consult.drafting.service.reading import DraftView
from consult.drafting.tables import Bracket, BracketProposer, ClauseVersion, NegotiationMove
from consult.kernel.db import db
from consult.kernel.errors import Refused, msgid
from consult.kernel.ids import new_id


class NotSettled(Refused):
    """A final draft leaves nothing open."""

    code = "not-settled"
    status = 409
    sentence = msgid(
        "A final draft leaves nothing open, and these clauses are open or in brackets: %(clauses)s. Agree them ad referendum or close them, or publish the text as a revision."
    )


def unsettled_clauses(draft: DraftView) -> list[str]:
    """Return the numbers of the clauses that are open or in brackets, in the order of the text."""
    return [one.number for one in negotiation_of(draft).values() if one.is_open or one.agreed_on]


def open_in_final(draft: DraftView) -> tuple[str, ...]:
    """Return the numbers of the clauses that keep a final draft from being published; none keeps any other.

    A clause on which an alternative was agreed is open too, until its words stand in the text.
    """
    return tuple(unsettled_clauses(draft)) if draft.stage == Stage.FINAL else ()


def carry_negotiation(before: DraftView, draft: DraftView) -> None:
    """Have each clause of a new draft go on where its negotiation stood in the draft before.

    A clause whose words are the same keeps its state and what stands in brackets; one that now says what was agreed on
    is agreed ad referendum; any other is open.
    """
    earlier, then, now = negotiation_of(before), said_in(before), said_in(draft)
    for version in versions_of(draft):
        found = earlier.get(version.clause_uid)
        if found is None or found.state is NegotiationState.OPEN:
            continue
        agreed, said = found.agreed_on, squeezed(then[found.uid])
        if agreed is None and said == squeezed(now[found.uid]):
            _carry(version, found, found.state)
        elif agreed and squeezed(applied(then[found.uid], agreed.passage, agreed.wording)) == squeezed(now[found.uid]):
            _carry(version, found, NegotiationState.AGREED_AD_REF)
    db.session.flush()


def forget_negotiation(*, consultation_id: str, draft_id: str) -> None:
    """Take away what stands in brackets in a draft that is itself taken away, and how it came to that."""
    brackets = select(Bracket.id).where(Bracket.consultation_id == consultation_id, Bracket.draft_id == draft_id)
    for statement in (
        delete(NegotiationMove).where(
            NegotiationMove.consultation_id == consultation_id, NegotiationMove.draft_id == draft_id
        ),
        delete(BracketProposer).where(
            BracketProposer.consultation_id == consultation_id, BracketProposer.bracket_id.in_(brackets)
        ),
        delete(Bracket).where(Bracket.consultation_id == consultation_id, Bracket.draft_id == draft_id),
    ):
        db.session.execute(statement)


def _carry(version: ClauseVersion, found: Negotiation, state: NegotiationState) -> None:
    scope = {"consultation_id": version.consultation_id, "draft_id": version.draft_id, "clause_uid": version.clause_uid}
    version.negotiation_state = state
    last = found.moves[-1]
    db.session.add(
        NegotiationMove(
            **scope,
            id=new_id(),
            place=1,
            from_state=NegotiationState.OPEN,
            to_state=state,
            sha256=version.sha256,
            reason=last.reason,
            at=last.at,
        )
    )
    for place, one in enumerate(found.standing, start=1):
        row = Bracket(
            **scope,
            id=new_id(),
            place=place,
            lang=one.lang,
            passage=one.passage,
            wording=one.wording,
            state=BracketState.STANDING,
            added_at=last.at,
        )
        db.session.add(row)
        db.session.flush()
        db.session.add_all(
            BracketProposer(
                consultation_id=version.consultation_id,
                bracket_id=row.id,
                place=at,
                seat_id=each.seat_id,
                name=each.name,
            )
            for at, each in enumerate(one.proposers, start=1)
        )
