"""In which language those who vote had read what they voted on."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select

from consult.kernel.db import db
from consult.voting.rules import Freshness
from consult.voting.service.counting import seats_at_hand
from consult.voting.tables import COUNTED_SEAT, Ballot


def count_votes_seen_in(*, consultation_id: str, version_id: str, lang: str, before: datetime) -> int:
    """Return how many seats voted on a clause version before a moment, having read it in a language."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(Ballot)
            .where(Ballot.consultation_id == consultation_id, Ballot.clause_version_id == version_id)
            .where(Ballot.lang_seen == lang, Ballot.cast_at < before)
        )
        or 0
    )


def count_by_language(
    consultation_id: str, round_id: str, *, leaving_out: Collection[str]
) -> dict[str, dict[str, dict[str, int]]]:
    """Return how many seats gave each answer to each item, having read it in each language: by item, language and answer.

    Seats that are to be left out are not counted, nor are answers that were brought over: they are about words that may
    since have been put right.
    """
    with seats_at_hand([{"seat_id": seat, "kind": 0} for seat in leaving_out]):
        rows = db.session.execute(
            select(Ballot.item_id, Ballot.lang_seen, Ballot.position, func.count())
            .outerjoin_from(Ballot, COUNTED_SEAT, COUNTED_SEAT.c.seat_id == Ballot.seat_id)
            .where(Ballot.consultation_id == consultation_id, Ballot.round_id == round_id)
            .where(Ballot.freshness == Freshness.FRESH, Ballot.lang_seen.is_not(None), COUNTED_SEAT.c.kind.is_(None))
            .group_by(Ballot.item_id, Ballot.lang_seen, Ballot.position)
        ).all()
    found: dict[str, dict[str, dict[str, int]]] = {}
    for item, lang, answer, seats in rows:
        found.setdefault(item, {}).setdefault(lang or "", {})[answer] = seats
    return found
