"""The adoption of a text: by which body, where, when and how, and the window for statements on it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from sqlalchemy import select

from consult.accounts.rules.identity import clean_name
from consult.consultations import service as consultations
from consult.consultations.service import Role
from consult.drafting import service as drafting
from consult.drafting.service import DraftView
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import Refused, msgid
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.rounds.rules.adopting import MOST_DAYS, MOST_VOTES, Manner, window_ends
from consult.rounds.tables import Adoption

LONGEST_NAME = 200


class BodyRefused(Refused):
    """A text is adopted by somebody."""

    code = "body-refused"
    status = 422
    sentence = msgid("Name the body that adopted the text in 1 to 200 readable characters.")


class AdoptionPlaceRefused(Refused):
    """A text is adopted somewhere."""

    code = "adoption-place-refused"
    status = 422
    sentence = msgid("Say where the text was adopted in 1 to 200 readable characters, as in “Geneva” or “online”.")


class AdoptionDayRefused(Refused):
    """A text is adopted on a day that has come."""

    code = "adoption-day-refused"
    status = 422
    sentence = msgid("Give the day on which the text was adopted, as in 2026-11-02. It cannot lie in the future.")


class MannerNeeded(Refused):
    """A text is adopted by consensus, without a vote, or by vote."""

    code = "manner-needed"
    status = 422
    sentence = msgid("Choose how the text was adopted.")


class CountsRefused(Refused):
    """A vote has its counts."""

    code = "counts-refused"
    status = 422
    sentence = msgid("Give how many were in favour, against and abstained, as whole numbers, at least one in favour.")


class WindowRefused(Refused):
    """Statements are taken for some days."""

    code = "window-refused"
    status = 422
    sentence = msgid("Give for how many days statements are taken after the adoption, from 0 to 365.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How a vote on the whole text went."""

    in_favour: int
    against: int
    abstained: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionView:
    """That a draft was adopted; `counts` is there where it was by vote, and `statements_until` is when they are late."""

    draft_id: str
    body: str
    place: str
    day: date
    manner: Manner
    counts: Counts | None
    statements_until: datetime
    at: datetime
    leaf: str


def adopt_text(
    *,
    consultation_id: str,
    draft_id: str,
    body: str,
    place: str,
    adopted_on: str,
    manner: str,
    counts: Counts | None,
    statement_days: int | None,
    zone: tzinfo,
    person_id: str,
) -> AdoptionView:
    """Return the adoption of a published final draft, which is the adopted text from now on.

    `zone` is that in which the days count. Refuses any other draft, a body, place or manner that is not told, a day
    that is none or has not come yet, a vote without its counts, and a window that is no number of days.
    """
    moment = clock.now(db.session)
    who, where = clean_name(body, LONGEST_NAME), clean_name(place, LONGEST_NAME)
    if who is None:
        raise BodyRefused(field="body")
    if where is None:
        raise AdoptionPlaceRefused(field="place")
    day = _day(adopted_on, moment.astimezone(zone).date())
    if manner not in set(Manner):
        raise MannerNeeded(field="manner")
    votes = _counts(counts) if manner == Manner.VOTE else None
    if statement_days is None or not 0 <= statement_days <= MOST_DAYS:
        raise WindowRefused(field="statement_days")
    draft = drafting.mark_adopted(consultation_id=consultation_id, draft_id=draft_id)
    row = Adoption(
        consultation_id=consultation_id,
        draft_id=draft_id,
        body=who,
        place=where,
        adopted_on=day.isoformat(),
        manner=manner,
        in_favour=votes.in_favour if votes else None,
        against=votes.against if votes else None,
        abstained=votes.abstained if votes else None,
        statements_until=window_ends(day, statement_days, zone),
        by_role=_role_of(consultation_id, person_id),
        by_person=person_id,
        at=moment,
        leaf="",
    )
    row.leaf = _record(row, draft)
    db.session.add(row)
    db.session.flush()
    return _view(row)


def adoption_of(consultation_id: str, draft_id: str) -> AdoptionView | None:
    """Return the adoption of a draft, or None for one that is not adopted."""
    row = db.session.get(Adoption, (consultation_id, draft_id))
    return _view(row) if row else None


def adoptions_of(consultation_id: str) -> list[AdoptionView]:
    """Return every adoption of a text of the consultation, newest first."""
    rows = db.session.scalars(
        select(Adoption).where(Adoption.consultation_id == consultation_id).order_by(Adoption.at.desc())
    )
    return [_view(row) for row in rows]


def _day(typed: str, today: date) -> date:
    told = drafting.read_day(typed)
    day = date.fromisoformat(told) if told else None
    if day is None or day > today or day < today - timedelta(days=366 * 100):
        raise AdoptionDayRefused(field="adopted_on")
    return day


def _counts(counts: Counts | None) -> Counts:
    if counts is None or counts.in_favour < 1:
        raise CountsRefused(field="in_favour")
    if any(not 0 <= number <= MOST_VOTES for number in (counts.in_favour, counts.against, counts.abstained)):
        raise CountsRefused(field="in_favour")
    return counts


def _role_of(consultation_id: str, person_id: str) -> Role:
    held = consultations.roles_of(consultation_id, person_id)
    return Role.DECISION_MAKER if Role.DECISION_MAKER in held else Role.ORGANISER


def _record(row: Adoption, draft: DraftView) -> str:
    return ledger.append(
        log_id=row.consultation_id,
        kind=LeafType.TEXT_ADOPT,
        content={
            "draft": draft.number,
            "sha256": draft.sha256,
            "body": row.body,
            "place": row.place,
            "day": row.adopted_on,
            "manner": row.manner,
            "in_favour": row.in_favour,
            "against": row.against,
            "abstained": row.abstained,
            "statements_until": clock.to_text(row.statements_until),
        },
        at=row.at,
        role=row.by_role,
        person=row.by_person,
        visible_from=row.at,
    ).leaf_hash


def _view(row: Adoption) -> AdoptionView:
    has_counts = row.in_favour is not None and row.against is not None and row.abstained is not None
    return AdoptionView(
        draft_id=row.draft_id,
        body=row.body,
        place=row.place,
        day=date.fromisoformat(row.adopted_on),
        manner=Manner(row.manner),
        counts=Counts(in_favour=row.in_favour or 0, against=row.against or 0, abstained=row.abstained or 0)
        if has_counts
        else None,
        statements_until=row.statements_until,
        at=row.at,
        leaf=row.leaf,
    )
