"""Whose comments are whose to answer, which languages people read, and when the answers are to be published."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from consult.accounts import service as accounts
from consult.consultations import service as consultations
from consult.consultations.service import Role
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.db import insert as insert_or_keep
from consult.kernel.errors import Refused, msgid
from consult.moderation.tables import AnswerPlan, Assignment, ReadingLanguage

ANSWERING = frozenset({Role.EDITOR, Role.ORGANISER})


class AssigneeNeeded(Refused):
    """A comment is given to someone who may answer it."""

    code = "assignee-needed"
    status = 422
    sentence = msgid("Choose someone who may answer comments here: an editor or an organiser.")


@dataclass(frozen=True, slots=True)
class Answerer:
    """Someone who may answer comments, and the languages they read."""

    person_id: str
    name: str
    languages: frozenset[str]

    def reads(self, lang: str) -> bool:
        """Whether they read comments in this language, whatever its region or script."""
        return lang.partition("-")[0] in {each.partition("-")[0] for each in self.languages}


def answerers(consultation_id: str) -> list[Answerer]:
    """Return everyone who may answer comments, by name; without a setting of their own, they read their profile's language."""
    ids = {one.person_id for one in consultations.role_holders(consultation_id) if one.role in ANSWERING}
    reading: dict[str, set[str]] = {}
    for row in db.session.scalars(select(ReadingLanguage).where(ReadingLanguage.consultation_id == consultation_id)):
        reading.setdefault(row.person_id, set()).add(row.lang)
    return sorted(
        (
            Answerer(one.id, one.name, frozenset(reading.get(one.id) or ({one.locale} if one.locale else ())))
            for one in accounts.people(ids).values()
        ),
        key=lambda one: (one.name, one.person_id),
    )


def read_languages(*, consultation_id: str, person_id: str, languages: Iterable[str]) -> None:
    """Keep which languages someone who answers reads, in place of those before; none leaves their profile's."""
    db.session.execute(
        delete(ReadingLanguage).where(
            ReadingLanguage.consultation_id == consultation_id, ReadingLanguage.person_id == person_id
        )
    )
    rows = [
        {"consultation_id": consultation_id, "person_id": person_id, "lang": lang} for lang in sorted(set(languages))
    ]
    if rows:
        db.session.execute(insert(ReadingLanguage), rows)


def assign(*, consultation_id: str, ids: Collection[str], to: str, by_person: str) -> None:
    """Give comments to someone who answers; refuses `assignee-needed` for anyone else."""
    if to not in {one.person_id for one in answerers(consultation_id)}:
        raise AssigneeNeeded(field="assignee")
    moment = clock.now(db.session)
    values = {"person_id": to, "by_person": by_person, "at": moment}
    rows = [{"consultation_id": consultation_id, "comment_id": each, **values} for each in sorted(set(ids))]
    if rows:
        statement = insert_or_keep(Assignment, db.session).values(rows)
        db.session.execute(
            statement.on_conflict_do_update(index_elements=["consultation_id", "comment_id"], set_=values)
        )


def assignments_in(consultation_id: str) -> Mapping[str, str]:
    """Return who each assigned comment of a consultation is given to, by comment."""
    rows = db.session.execute(
        select(Assignment.comment_id, Assignment.person_id).where(Assignment.consultation_id == consultation_id)
    )
    return dict(rows.all())


def assignee_of(consultation_id: str, comment_id: str) -> str | None:
    """Return who a comment is given to, or None."""
    row = db.session.get(Assignment, (consultation_id, comment_id))
    return row.person_id if row else None


def plan_publication(*, consultation_id: str, round_id: str, publish_by: datetime) -> None:
    """Keep when the answers of a round are to be published, from which the desk tells the pace that is needed."""
    values = {"publish_by": publish_by}
    db.session.execute(
        insert_or_keep(AnswerPlan, db.session)
        .values(consultation_id=consultation_id, round_id=round_id, **values)
        .on_conflict_do_update(index_elements=["consultation_id", "round_id"], set_=values)
    )


def planned_publication(consultation_id: str, round_id: str) -> datetime | None:
    """Return when the answers of a round are to be published, or None."""
    return db.session.scalar(
        select(AnswerPlan.publish_by).where(
            AnswerPlan.consultation_id == consultation_id, AnswerPlan.round_id == round_id
        )
    )
