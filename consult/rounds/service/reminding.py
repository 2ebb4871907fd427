"""Which seats were written to because they had not answered: each once in a round."""

from collections.abc import Collection

from sqlalchemy import select

from consult.consultations.service import Role
from consult.kernel import clock
from consult.kernel.db import db, insert
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.rounds.service.moves import require_open
from consult.rounds.service.records import get_round
from consult.rounds.tables import Reminder


def reminded_seats(consultation_id: str, round_id: str) -> frozenset[str]:
    """Return the seats that were written to in this round."""
    rows = db.session.scalars(
        select(Reminder.seat_id).where(Reminder.consultation_id == consultation_id, Reminder.round_id == round_id)
    )
    return frozenset(rows)


def note_reminders(*, consultation_id: str, round_id: str, seat_ids: Collection[str], by_person: str) -> None:
    """Keep that these seats are written to now; refuse a round that is not open.

    A seat that was written to before stays as it is, whoever asked at the same moment. The log says that seats were reminded, and not how many: that could tell how many had answered.
    """
    require_open(consultation_id=consultation_id, round_id=round_id)
    moment = clock.now(db.session)
    scope = {"consultation_id": consultation_id, "round_id": round_id, "at": moment}
    rows = [{**scope, "seat_id": seat} for seat in seat_ids]
    db.session.execute(insert(Reminder, db.session).values(rows).on_conflict_do_nothing())
    ledger.append(
        log_id=consultation_id,
        kind=LeafType.ROUND_REMIND,
        content={"round": get_round(consultation_id, round_id).number},
        at=moment,
        role=Role.ORGANISER,
        person=by_person,
        round_id=round_id,
    )
