"""Who works on a comment: two people never do unknowingly, and a claim ends by itself."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from consult.accounts import service as accounts
from consult.deliberation import service as deliberation
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.db import insert as insert_or_keep
from consult.kernel.errors import Refused, msgid
from consult.moderation.rules.sharing import CLAIM_LIFE
from consult.moderation.tables import Claim


class Claimed(Refused):
    """Someone else works on the comment now."""

    code = "claimed"
    status = 409
    sentence = msgid(
        "%(name)s works on this comment until %(until)s. Wait until then, or take it over if you know that you may."
    )


@dataclass(frozen=True, slots=True)
class ClaimView:
    """Who works on a comment, and until when, as those who answer see it."""

    comment_id: str
    person_id: str
    name: str
    until: datetime


def claim(*, consultation_id: str, comment_id: str, person_id: str, take_over: bool = False) -> ClaimView:
    """Return one's claim on a comment for the next half hour; whoever holds one already has it renewed.

    Refuses `claimed` while someone else holds one, unless it is taken over on purpose, and `not-found`.
    """
    deliberation.get_comment(consultation_id, comment_id)
    moment = clock.now(db.session)
    values = {"person_id": person_id, "at": moment, "until": moment + CLAIM_LIFE}
    is_free = (Claim.until <= moment) | (Claim.person_id == person_id)
    db.session.execute(
        insert_or_keep(Claim, db.session)
        .values(consultation_id=consultation_id, comment_id=comment_id, **values)
        .on_conflict_do_update(
            index_elements=["consultation_id", "comment_id"], set_=values, where=None if take_over else is_free
        )
    )
    held = claims_on(consultation_id, [comment_id])[comment_id]
    if held.person_id != person_id:
        raise Claimed(name=held.name, until=held.until)
    return held


def release(*, consultation_id: str, comment_id: str, person_id: str) -> None:
    """End one's own claim on a comment; someone else's stays."""
    db.session.execute(
        delete(Claim).where(
            Claim.consultation_id == consultation_id, Claim.comment_id == comment_id, Claim.person_id == person_id
        )
    )


def require_free(*, consultation_id: str, comment_id: str, person_id: str) -> None:
    """Refuse `claimed` while someone else works on the comment."""
    held = claims_on(consultation_id, [comment_id]).get(comment_id)
    if held is not None and held.person_id != person_id:
        raise Claimed(name=held.name, until=held.until)


def claims_on(consultation_id: str, ids: Collection[str] | None = None) -> Mapping[str, ClaimView]:
    """Return the claims that have not ended, by comment: on these comments, or on all of a consultation."""
    wanted = select(Claim).where(Claim.consultation_id == consultation_id, Claim.until > clock.now(db.session))
    if ids is not None:
        wanted = wanted.where(Claim.comment_id.in_(set(ids)))
    rows = db.session.scalars(wanted.execution_options(populate_existing=True)).all()
    people = accounts.people({row.person_id for row in rows})
    return {
        row.comment_id: ClaimView(row.comment_id, row.person_id, people[row.person_id].name, row.until) for row in rows
    }
