"""Sheets that someone looks at before their rows are taken.

The file itself is kept, for that person alone, until the next one or for three days, and is read anew at every step:
so nothing half-taken is ever stored, and what is taken is what the database says at that moment.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select

from consult.accounts.rules.identity import clean_name
from consult.consultations import service as consultations
from consult.intake.service.comments import plan_comments
from consult.intake.tables import SheetUpload
from consult.kernel import chores, clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound
from consult.kernel.ids import new_id
from consult.kernel.transaction import transaction

KEPT_FOR = timedelta(days=3)
LONGEST_NAME = 200
NAMELESS = "comments"


@dataclass(frozen=True, slots=True)
class Upload:
    """A sheet that is being looked at."""

    id: str
    name: str
    category: str | None
    content: bytes


def keep_upload(*, slug: str, name: str, data: bytes, category: str | None, person_id: str) -> str:
    """Return the id under which a sheet is kept for the person, in place of the one before.

    Refuses what `plan_comments` refuses.
    """
    consultation = consultations.get_consultation(slug)
    called = clean_name(name, LONGEST_NAME) or NAMELESS
    plan_comments(slug=slug, name=called, data=data)
    _forget(consultation.id, person_id)
    row = SheetUpload(
        consultation_id=consultation.id,
        id=new_id(),
        by_person=person_id,
        name=called,
        category=category,
        content=data,
        at=clock.now(db.session),
    )
    db.session.add(row)
    db.session.flush()
    return row.id


def upload_of(consultation_id: str, upload_id: str, person_id: str) -> Upload:
    """Return a sheet that the person looks at; refuse `not-found` for one that is anybody else's or forgotten."""
    row = db.session.get(SheetUpload, (consultation_id, upload_id))
    if row is None or row.by_person != person_id:
        raise NotFound
    return Upload(row.id, row.name, row.category, row.content)


def forget_upload(consultation_id: str, upload_id: str, person_id: str) -> None:
    """Forget a sheet; refuse `not-found` for one that is anybody else's."""
    upload_of(consultation_id, upload_id, person_id)
    _forget(consultation_id, person_id)


@chores.chore
def forget_old_uploads() -> int:
    """Forget every sheet that has been looked at for three days; return how many there were."""
    old = SheetUpload.at < clock.now(db.session) - KEPT_FOR
    if db.session.scalar(select(SheetUpload.id).where(old).limit(1)) is None:
        return 0
    with transaction():
        return len(db.session.scalars(delete(SheetUpload).where(old).returning(SheetUpload.id)).all())


def _forget(consultation_id: str, person_id: str) -> None:
    db.session.execute(
        delete(SheetUpload).where(SheetUpload.consultation_id == consultation_id, SheetUpload.by_person == person_id)
    )
