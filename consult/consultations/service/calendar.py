"""The calendar by which a consultation's clocks run: its working days, in the time zone of its organiser."""

from collections.abc import Collection
from datetime import date
from zoneinfo import available_timezones

from consult.consultations.rules.calendar import MOST_HOLIDAYS, USUAL, WorkCalendar, read_days
from consult.consultations.rules.policy import Role
from consult.consultations.tables import Calendar
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import Refused, msgid
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType


class ZoneRefused(Refused):
    """A calendar is that of a time zone which there is."""

    code = "zone-refused"
    status = 422
    sentence = msgid("Choose one of the time zones offered.")


class WeekdaysNeeded(Refused):
    """A calendar has days of the week on which someone works."""

    code = "weekdays-needed"
    status = 422
    sentence = msgid("Choose at least one day of the week on which you work.")


class HolidaysRefused(Refused):
    """Days off are written so that everyone reads the same day."""

    code = "holidays-refused"
    status = 422
    sentence = msgid("Write each day off as in 2026-12-25, one to a line, and no more than %(most)s of them.")


def calendar_of(consultation_id: str) -> WorkCalendar:
    """Return the working days of a consultation: Monday to Friday where its organiser has said nothing else."""
    row = db.session.get(Calendar, consultation_id)
    if row is None:
        return USUAL
    return WorkCalendar(row.zone, frozenset(row.weekdays), frozenset(date.fromisoformat(day) for day in row.holidays))


def set_calendar(
    *, consultation_id: str, zone: str, weekdays: Collection[int], holidays: str, by_person: str | None
) -> WorkCalendar:
    """Return the working days of a consultation as they are from now on; days off are typed as in 2026-12-25.

    Refuses a time zone that there is not, a week without a working day, and what is no list of days.
    """
    if zone not in available_timezones():
        raise ZoneRefused(field="zone")
    if not weekdays or not set(weekdays) <= set(range(7)):
        raise WeekdaysNeeded(field="day_0")
    days = read_days(holidays)
    if days is None:
        raise HolidaysRefused(field="holidays", most=MOST_HOLIDAYS)
    row = Calendar(
        consultation_id=consultation_id,
        zone=zone,
        weekdays=sorted(set(weekdays)),
        holidays=[day.isoformat() for day in sorted(days)],
        saved_at=clock.now(db.session),
        saved_by=by_person,
    )
    db.session.merge(row)
    db.session.flush()
    ledger.append(
        log_id=consultation_id,
        kind=LeafType.CONSULTATION_CHANGE,
        content={"calendar": {"zone": row.zone, "weekdays": row.weekdays, "holidays": row.holidays}},
        at=row.saved_at,
        role=Role.ORGANISER,
        person=by_person,
        visible_from=row.saved_at,
    )
    return calendar_of(consultation_id)
