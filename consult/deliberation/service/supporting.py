"""Supporting or opposing a suggestion: one seat, one stance, which it may change and take back while the round is open."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from consult.consultations.service import Role
from consult.deliberation.rules.words import Attribution, Moderation, Stance
from consult.deliberation.service.views import comment_row
from consult.deliberation.tables import Comment, Suggestion, SuggestionSupport
from consult.drafting import service as drafting
from consult.kernel import clock, idempotency
from consult.kernel.db import db
from consult.kernel.db import insert as insert_or_replace
from consult.kernel.errors import NotFound, Refused, msgid
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.participation import service as participation
from consult.participation.service import SeatView
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Contract


class StanceNeeded(Refused):
    """A seat supports, opposes, or takes back what it said."""

    code = "stance-needed"
    status = 422
    sentence = msgid("Choose whether your seat supports or opposes the suggestion, or takes back what it said.")


class MoveRefused(Refused):
    """The position to which a change would move a seat is one of the round's words."""

    code = "move-refused"
    status = 422
    sentence = msgid(
        "Choose one of the positions offered, or that your position would stay as it is. Nothing was saved."
    )


class OwnSuggestion(Refused):
    """Nobody adds to the support of what they ask for themselves."""

    code = "own-suggestion"
    status = 409
    sentence = msgid("Your seat made this suggestion, so it counts as supporting it. Leave it to others to say so too.")


class SuggestionHidden(Refused):
    """What nobody can read nobody supports."""

    code = "suggestion-hidden"
    status = 409
    sentence = msgid(
        "The words of this suggestion are not shown, so nobody can support or oppose it. Go back to the clause."
    )


@dataclass(frozen=True, slots=True)
class SupportReceipt:
    """What a seat is told of what it said: the stance, None where it took it back, the position, and the receipt."""

    stance: str | None
    moves_to: str | None
    receipt: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OwnStance:
    """What a seat says of a suggestion now."""

    stance: str
    moves_to: str | None


@dataclass(frozen=True, slots=True)
class Cell:
    """How many seats of a category say one thing of a suggestion; for nobody to see before small cells are left out."""

    category: str | None
    stance: str
    moves_to: str | None
    seats: int


def support_suggestion(
    *,
    consultation_id: str,
    comment_id: str,
    person_id: str,
    stance: str | None,
    moves_to: str | None,
    key: str,
) -> SupportReceipt:
    """Return what the person's seat is told once it supports or opposes a suggestion, or takes that back with None.

    `moves_to` is the position of the round's scale to which the change would move the seat, None for no move. Whoever
    speaks for a delegation changes the one stance of its seat. Requests with one key count once. Refuses a round that
    is not open, someone without a seat, a suggestion of one's own seat or one whose words are not shown, and a stance
    or a position that is none.
    """
    asked = (comment_id, stance, moves_to)
    told = idempotency.earlier_answer(db.session, actor=person_id, key=key, action="support", content=asked)
    if told is not None:
        return SupportReceipt(told["stance"], told["moves_to"], told["receipt"], clock.from_text(told["at"]))
    comment = suggested_comment(consultation_id, comment_id)
    _, contract = rounds.require_open(consultation_id=consultation_id, round_id=comment.round_id)
    seat = participation.require_seat(consultation_id=consultation_id, person_id=person_id)
    _require_supportable(comment, seat)
    _require_words(contract, stance, moves_to)
    rounds.admit(consultation_id=consultation_id, round_id=comment.round_id, seat=seat)
    receipt = _record(comment, seat, person_id, stance, moves_to if stance else None)
    answer = {"stance": receipt.stance, "moves_to": receipt.moves_to, "receipt": receipt.receipt}
    idempotency.remember_answer(
        db.session, actor=person_id, key=key, answer={**answer, "at": clock.to_text(receipt.at)}
    )
    return receipt


def suggested_comment(consultation_id: str, comment_id: str) -> Comment:
    """Return the comment that a suggestion is; refuse `not-found` for what is none."""
    row = comment_row(consultation_id, comment_id)
    if db.session.get(Suggestion, (consultation_id, comment_id)) is None:
        raise NotFound
    return row


def stances_of_seat(*, consultation_id: str, seat_id: str, comment_ids: Collection[str]) -> dict[str, OwnStance]:
    """Return what a seat says of these suggestions, by suggestion: for the seat alone."""
    rows = db.session.execute(
        select(SuggestionSupport.comment_id, SuggestionSupport.stance, SuggestionSupport.moves_to)
        .where(SuggestionSupport.consultation_id == consultation_id, SuggestionSupport.seat_id == seat_id)
        .where(SuggestionSupport.comment_id.in_(comment_ids), SuggestionSupport.stance.is_not(None))
    )
    return {comment: OwnStance(stance, moves_to) for comment, stance, moves_to in rows if stance}


def count_stances(*, consultation_id: str, comment_ids: Collection[str]) -> dict[str, list[Cell]]:
    """Return how many seats of each category say what of these suggestions, by suggestion.

    The figures are whole: whoever shows them leaves small cells out first.
    """
    if not comment_ids:
        return {}
    said = (SuggestionSupport.comment_id, SuggestionSupport.category, SuggestionSupport.stance)
    rows = db.session.execute(
        select(*said, SuggestionSupport.moves_to, func.count())
        .where(SuggestionSupport.consultation_id == consultation_id)
        .where(SuggestionSupport.comment_id.in_(comment_ids), SuggestionSupport.stance.is_not(None))
        .group_by(*said, SuggestionSupport.moves_to)
    )
    counted: dict[str, list[Cell]] = {}
    for comment, category, stance, moves_to, seats in rows:
        counted.setdefault(comment, []).append(Cell(category, stance or "", moves_to, seats))
    return counted


def _require_supportable(comment: Comment, seat: SeatView) -> None:
    if comment.moderation == Moderation.HIDDEN or comment.attribution == Attribution.UNPUBLISHED:
        raise SuggestionHidden
    if comment.seat_id == seat.id:
        raise OwnSuggestion


def _require_words(contract: Contract, stance: str | None, moves_to: str | None) -> None:
    if stance is not None and stance not in set(Stance):
        raise StanceNeeded(field="stance")
    if moves_to is not None and moves_to not in contract.scale:
        raise MoveRefused(field="moves_to")


def _record(
    comment: Comment, seat: SeatView, person_id: str, stance: str | None, moves_to: str | None
) -> SupportReceipt:
    """Put what a seat says in place of what it said before, and on record; nobody is ever shown whose it is."""
    moment = clock.now(db.session)
    keys = {"consultation_id": comment.consultation_id, "comment_id": comment.id, "seat_id": seat.id}
    said: dict[str, Any] = {
        "category": seat.category,
        "stance": stance,
        "moves_to": moves_to,
        "person_id": person_id,
        "at": moment,
    }
    row = insert_or_replace(SuggestionSupport, db.session).values(**keys, **said, version=1)
    stored = row.on_conflict_do_update(
        index_elements=[getattr(SuggestionSupport, key) for key in keys],
        set_={**{name: row.excluded[name] for name in said}, "version": SuggestionSupport.version + 1},
    )
    version = int(db.session.execute(stored.returning(SuggestionSupport.version)).scalar_one())
    receipt = ledger.append(
        log_id=comment.consultation_id,
        kind=LeafType.SUGGESTION_STANCE,
        content={
            "comment": comment.number,
            "seat": seat.id,
            "stance": stance,
            "moves_to": moves_to,
            "version": version,
        },
        at=moment,
        role=Role.PARTICIPANT,
        person=person_id,
        round_id=comment.round_id,
        subject=_subject(comment),
        ref=comment.leaf,
    )
    return SupportReceipt(stance, moves_to, receipt.code, receipt.at)


def _subject(comment: Comment) -> str | None:
    if comment.clause_uid is None or comment.clause_version_id is None:
        return None
    return drafting.subject_of(comment.clause_uid, comment.clause_version_id)
