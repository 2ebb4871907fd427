"""Signing: a signatory reads what is drafted for their organisation, and casts it or discards it."""

from collections.abc import Callable, Mapping, Sequence

from consult.deliberation.rules.drafts import LONGEST_NOTE
from consult.deliberation.rules.words import clean_text
from consult.deliberation.service import DraftNoteNeeded
from consult.kernel import clock, idempotency
from consult.kernel.db import db
from consult.kernel.errors import Refused, msgid
from consult.participation import service as participation
from consult.participation.service import NotSignatory
from consult.voting.rules import BallotActKind, ProposalState
from consult.voting.service.answers import Answer, Sitting, open_sitting
from consult.voting.service.casting import CastReceipt, cast, cast_all
from consult.voting.service.items import Item
from consult.voting.service.proposing import VoteDraft, draft_vote, remember_draft, votes_drafted, waiting_rows
from consult.voting.tables import BallotDraft


class NoDraftTicked(Refused):
    """What is signed is what was chosen."""

    code = "no-draft-ticked"
    status = 422
    sentence = msgid("Tick the drafted votes that you sign, or sign all of them. Nothing was signed.")


class VoteDraftChanged(Refused):
    """Nobody signs what they have not read."""

    code = "vote-draft-changed"
    status = 409
    sentence = msgid(
        "What is drafted has changed since you opened this page, and nothing was signed or discarded. It is shown as it stands now; read it again, then decide. Changed: %(numbers)s."
    )


class NotOwnDraft(Refused):
    """Others' drafts are signed or discarded by those who sign."""

    code = "not-own-draft"
    status = 409
    sentence = msgid(
        "This is not a draft of yours that waits. It is shown as it stands now; a signatory signs it or discards it."
    )


def vote(
    *, item: Item, person_id: str, position: str, key: str, importance: int | None = None
) -> CastReceipt | VoteDraft:
    """Return the receipt of a vote of someone who signs for their seat, or what a drafter drafted; refuse as `cast`."""
    seat = participation.seat_of(consultation_id=item.consultation_id, person_id=person_id)
    is_signed = seat is None or participation.signs_for(seat, person_id)
    keep: Callable[..., CastReceipt | VoteDraft] = cast if is_signed else draft_vote
    return keep(item=item, person_id=person_id, position=position, key=key, importance=importance)


def sign_drafts(*, items: Sequence[Item], seen: Mapping[str, int], person_id: str, key: str) -> list[CastReceipt]:
    """Return the receipts of drafted votes, which the seat casts with this signature: all of them or none.

    `items` are those chosen, of one round, and `seen` names the version of each draft that was read. Requests with one
    key sign once. Refuses anyone who does not sign for the seat, a round that is not open, no draft at all, and one
    that was changed, signed or discarded since it was read.
    """
    if not items:
        raise NoDraftTicked
    asked = [items[0].round_id, *(f"{item.id}:{seen.get(item.id)}" for item in items)]
    earlier = idempotency.earlier_answer(db.session, actor=person_id, key=key, action="sign", content=asked)
    if earlier is not None:
        return [CastReceipt(**{**one, "at": clock.from_text(one["at"])}) for one in earlier["receipts"]]
    _, drafts = _as_read(items, seen, person_id)
    answers = [Answer(item, drafts[item.id].position, drafts[item.id].importance) for item in items]
    receipts = cast_all(answers=answers, person_id=person_id)
    told = [
        {
            "code": one.code,
            "position": one.position,
            "importance": one.importance,
            "version": one.version,
            "at": clock.to_text(one.at),
        }
        for one in receipts
    ]
    idempotency.remember_answer(db.session, actor=person_id, key=key, answer={"receipts": told})
    return receipts


def discard_draft(*, item: Item, seen: int, person_id: str, note: str) -> VoteDraft:
    """Return a drafted vote that a signatory discards, with a note that only the delegation reads.

    Refuses a note that says nothing, and what `sign_drafts` refuses.
    """
    told = clean_text(note) or ""
    if not 1 <= len(told) <= LONGEST_NOTE:
        raise DraftNoteNeeded(field="note")
    sitting, rows = _as_read([item], {item.id: seen}, person_id)
    row, moment = rows[item.id], clock.now(db.session)
    row.state, row.note = ProposalState.DISCARDED, told
    db.session.flush()
    scope = {"consultation_id": item.consultation_id, "round_id": item.round_id, "seat_id": sitting.seat.id}
    draft = votes_drafted(**scope)[item.id]
    remember_draft(scope, draft, BallotActKind.DISCARDED, person_id=person_id, at=moment)
    return draft


def take_back_draft(*, item: Item, person_id: str) -> VoteDraft:
    """Return the drafted vote that whoever drafted it takes back, so that it waits for nobody any more.

    Refuses a round that is not open, and what waits from someone else or not at all.
    """
    sitting = open_sitting(item, person_id)
    row = waiting_rows(sitting, [item.id]).get(item.id)
    if row is None or row.person_id != person_id:
        raise NotOwnDraft
    row.state = ProposalState.TAKEN_BACK
    db.session.flush()
    scope = {"consultation_id": item.consultation_id, "round_id": item.round_id, "seat_id": sitting.seat.id}
    draft = votes_drafted(**scope)[item.id]
    remember_draft(scope, draft, BallotActKind.TAKEN_BACK, person_id=person_id, at=clock.now(db.session))
    return draft


def _as_read(items: Sequence[Item], seen: Mapping[str, int], person_id: str) -> tuple[Sitting, dict[str, BallotDraft]]:
    """Return what waits on these items for the person to sign, locked, if all of it is as they have read it."""
    sitting = open_sitting(items[0], person_id)
    if not participation.signs_for(sitting.seat, person_id):
        raise NotSignatory
    rows = waiting_rows(sitting, [item.id for item in items])
    changed = [item.number for item in items if item.id not in rows or rows[item.id].version != seen.get(item.id)]
    if changed:
        raise VoteDraftChanged(numbers=", ".join(changed))
    return sitting, rows
