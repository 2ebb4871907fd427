"""Meetings on the text: noted by those who edit it, open to everyone once they are published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from consult.accounts.rules.identity import clean_name
from consult.consultations import service as consultations
from consult.consultations.service import Role
from consult.drafting.tables import Meeting
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused, msgid
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType

LONGEST_NAME = 200
LONGEST_REPORT = 100_000
MOST_PEOPLE = 1_000_000


class MeetingTitleRefused(Refused):
    """A meeting is called something."""

    code = "meeting-title-refused"
    status = 422
    sentence = msgid("Give the meeting a title of 1 to 200 readable characters.")


class MeetingPlaceRefused(Refused):
    """A meeting takes place somewhere."""

    code = "meeting-place-refused"
    status = 422
    sentence = msgid("Say where the meeting takes place in 1 to 200 readable characters, as in “Geneva” or “online”.")


class MeetingDayRefused(Refused):
    """A meeting takes place on a day."""

    code = "meeting-day-refused"
    status = 422
    sentence = msgid("Give the day of the meeting, as in 2026-11-02.")


class AttendanceRefused(Refused):
    """How many people came is a whole number."""

    code = "attendance-refused"
    status = 422
    sentence = msgid(
        "Give the number of people in each category as a whole number from 0 to 1,000,000, or leave it empty."
    )


class ReportTooLong(Refused):
    """An agenda and a report have at most 100,000 characters each."""

    code = "report-too-long"
    status = 422
    sentence = msgid("This text has more than 100,000 characters. Shorten it, or note a second meeting for the rest.")


class MeetingPublished(Refused):
    """A published meeting stays as it is."""

    code = "meeting-published"
    status = 409
    sentence = msgid(
        "This meeting is published, and stays as everyone can read it. Note another meeting if something must be added."
    )


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting: its day as in 2026-11-02, and how many people of each category were there."""

    id: str
    title: str
    held_on: str
    place: str
    agenda: str
    attendance: Mapping[str, int]
    report: str
    published_at: datetime | None

    @property
    def day(self) -> date:
        """The day on which it is held."""
        return date.fromisoformat(self.held_on)

    @property
    def attended(self) -> int:
        """How many people were there altogether."""
        return sum(self.attendance.values())


def add_meeting(
    *,
    consultation_id: str,
    title: str,
    held_on: str,
    place: str,
    agenda: str,
    attendance: Mapping[str, int],
    report: str,
    by_person: str | None,
) -> MeetingView:
    """Return a new meeting, which only those who edit the text can see until it is published.

    Refuses a title, place or day that says nothing, a number of people that is none, and texts that are too long.
    """
    given = _checked(consultation_id, title, held_on, place, agenda, attendance, report)
    moment = clock.now(db.session)
    row = Meeting(consultation_id=consultation_id, id=new_id(), added_by=by_person, added_at=moment, **given)
    db.session.add(row)
    db.session.flush()
    return _view(row)


def revise_meeting(
    *,
    consultation_id: str,
    meeting_id: str,
    title: str,
    held_on: str,
    place: str,
    agenda: str,
    attendance: Mapping[str, int],
    report: str,
) -> MeetingView:
    """Return the meeting with what is noted of it now; refuses one that is published, and what `add_meeting` refuses."""
    row = _unpublished(consultation_id, meeting_id)
    for name, value in _checked(consultation_id, title, held_on, place, agenda, attendance, report).items():
        setattr(row, name, value)
    db.session.flush()
    return _view(row)


def publish_meeting(*, consultation_id: str, meeting_id: str, by_person: str | None) -> MeetingView:
    """Return the meeting, from now on open to everyone and unchangeable; refuses one that is published already."""
    row = _unpublished(consultation_id, meeting_id)
    row.published_at = clock.now(db.session)
    db.session.flush()
    ledger.append(
        log_id=consultation_id,
        kind=LeafType.MEETING_PUBLISH,
        content={
            "meeting": row.id,
            "title": row.title,
            "held_on": row.held_on,
            "place": row.place,
            "agenda": row.agenda,
            "attendance": row.attendance,
            "report": row.report,
        },
        at=row.published_at,
        role=Role.EDITOR,
        person=by_person,
        visible_from=row.published_at,
    )
    return _view(row)


def meetings_of(consultation_id: str, *, with_unpublished: bool = False) -> list[MeetingView]:
    """Return the published meetings, newest first, or all of them for those who edit the text."""
    wanted = (
        select(Meeting)
        .where(Meeting.consultation_id == consultation_id)
        .order_by(Meeting.held_on.desc(), Meeting.added_at.desc())
    )
    if not with_unpublished:
        wanted = wanted.where(Meeting.published_at.is_not(None))
    return [_view(row) for row in db.session.scalars(wanted)]


def get_meeting(consultation_id: str, meeting_id: str) -> MeetingView:
    """Return the meeting, published or not; refuse `not-found`."""
    row = db.session.get(Meeting, (consultation_id, meeting_id))
    if row is None:
        raise NotFound
    return _view(row)


def read_day(typed: str) -> str | None:
    """Return the day that was typed in its one spelling, as in 2026-11-02, or None for anything else."""
    try:
        return date.fromisoformat(typed.strip()).isoformat()
    except ValueError:
        return None


def _checked(
    consultation_id: str,
    title: str,
    held_on: str,
    place: str,
    agenda: str,
    attendance: Mapping[str, int],
    report: str,
) -> dict[str, Any]:
    called, where, day = clean_name(title, LONGEST_NAME), clean_name(place, LONGEST_NAME), read_day(held_on)
    if called is None:
        raise MeetingTitleRefused(field="title")
    if day is None:
        raise MeetingDayRefused(field="held_on")
    if where is None:
        raise MeetingPlaceRefused(field="place")
    known = consultations.consultation_by_id(consultation_id).categories
    if not set(attendance) <= set(known) or any(not 0 <= count <= MOST_PEOPLE for count in attendance.values()):
        raise AttendanceRefused
    return {
        "title": called,
        "held_on": day,
        "place": where,
        "agenda": _told(agenda, "agenda"),
        "attendance": {category: attendance[category] for category in known if category in attendance},
        "report": _told(report, "report"),
    }


def _told(typed: str, field: str) -> str:
    words = typed.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(words) > LONGEST_REPORT:
        raise ReportTooLong(field=field)
    return words


def _unpublished(consultation_id: str, meeting_id: str) -> Meeting:
    row = db.session.get(Meeting, (consultation_id, meeting_id), with_for_update=True)
    if row is None:
        raise NotFound
    if row.published_at is not None:
        raise MeetingPublished
    return row


def _view(row: Meeting) -> MeetingView:
    return MeetingView(
        id=row.id,
        title=row.title,
        held_on=row.held_on,
        place=row.place,
        agenda=row.agenda,
        attendance=row.attendance,
        report=row.report,
        published_at=row.published_at,
    )
