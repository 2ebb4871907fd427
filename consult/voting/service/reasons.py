"""Reasons for ratings: in plain words, one for each seat and item, for the panel to read in its next round."""

from typing import Any

from sqlalchemy import delete

from consult.consultations.service import Role
from consult.deliberation import service as deliberation
from consult.deliberation.rules.words import clean_text
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.db import insert as insert_or_replace
from consult.kernel.errors import Refused, msgid
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.participation import service as participation
from consult.rounds import service as rounds
from consult.voting.service.items import Item
from consult.voting.tables import Ballot, RatingReason

LONGEST_REASON = 1000


class RatingReasonTooLong(Refused):
    """A reason is read beside many others."""

    code = "rating-reason-too-long"
    status = 422
    sentence = msgid(
        "A reason has at most %(most)s characters; this one has %(length)s. Shorten it. Nothing was saved."
    )


def reason_of(*, consultation_id: str, round_id: str, seat_id: str, item_id: str) -> str:
    """Return why a seat rates an item as it does in a round, in its own words; empty where it has not said."""
    row = db.session.get(RatingReason, (consultation_id, round_id, seat_id, item_id))
    return row.text if row else ""


def give_reason(*, item: Item, person_id: str, text: str, lang: str) -> None:
    """Keep why the person's seat rates an item as it does from now on, in place of what it said before; nothing takes it back.

    Whoever sends it saves the rating first. Refuses a round that is not open, someone without a seat, what is too long,
    and what is not plain text.
    """
    plain = clean_text(text)
    if plain is None:
        raise deliberation.TextRefused(field="reason")
    if len(plain) > LONGEST_REASON:
        raise RatingReasonTooLong(field="reason", most=LONGEST_REASON, length=len(plain))
    scope = {"consultation_id": item.consultation_id, "round_id": item.round_id}
    rounds.require_open(**scope)
    seat = participation.require_seat(consultation_id=item.consultation_id, person_id=person_id)
    if plain == reason_of(**scope, seat_id=seat.id, item_id=item.id):
        return
    ballot = db.session.get(Ballot, (item.consultation_id, item.round_id, seat.id, item.id), populate_existing=True)
    moment, version = clock.now(db.session), ballot.version if ballot else 0
    told = {"version": version, "text": plain, "lang": lang}
    _keep({**scope, "seat_id": seat.id, "item_id": item.id, **told, "at": moment})
    ledger.append(
        log_id=item.consultation_id,
        kind=LeafType.VOTE_REASON,
        content={"seat": seat.id, "item": item.id, **told},
        at=moment,
        role=Role.PARTICIPANT,
        person=person_id,
        round_id=item.round_id,
        subject=item.subject,
    )


def _keep(row: dict[str, Any]) -> None:
    """Store a reason in place of the one before; an empty one takes that away."""
    keys = ("consultation_id", "round_id", "seat_id", "item_id")
    if not row["text"]:
        db.session.execute(delete(RatingReason).where(*(getattr(RatingReason, key) == row[key] for key in keys)))
        return
    stored = insert_or_replace(RatingReason, db.session).values(**row)
    changed = {name: stored.excluded[name] for name in row if name not in keys}
    db.session.execute(
        stored.on_conflict_do_update(index_elements=[getattr(RatingReason, key) for key in keys], set_=changed)
    )
    db.session.expire_all()
