"""In which language those who vote had read what they voted on."""

from datetime import datetime

from sqlalchemy import func, select

from consult.kernel.db import db
from consult.voting.tables import Ballot


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
