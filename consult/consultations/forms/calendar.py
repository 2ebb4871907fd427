"""On which days an organiser works, as it is filled in."""

from zoneinfo import available_timezones

from babel.dates import get_day_names
from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Form, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice

from consult.consultations.rules.calendar import WorkCalendar

ZONES = sorted(available_timezones())


class CalendarForm(Form):
    """A time zone, the days of the week on which one works, and the days off."""

    zone = SelectField(
        _("Time zone"), choices=[SelectChoice(zone, zone.replace("_", " ")) for zone in ZONES], validate_choice=False
    )
    day_0 = BooleanField()
    day_1 = BooleanField()
    day_2 = BooleanField()
    day_3 = BooleanField()
    day_4 = BooleanField()
    day_5 = BooleanField()
    day_6 = BooleanField()
    holidays = TextAreaField(_("Days off"), render_kw={"rows": 6, "spellcheck": "false"})

    @property
    def days(self) -> list[BooleanField]:
        """The boxes of the days of the week, Monday first, each called by its name in the reader's language."""
        boxes = [self[f"day_{number}"] for number in range(7)]
        for number, name in names_of_days().items():
            boxes[number].label.text = name
        return boxes

    @property
    def weekdays(self) -> list[int]:
        """The days of the week that are ticked, 0 for Monday."""
        return [number for number, box in enumerate(self.days) if box.data]


def form_of(calendar: WorkCalendar) -> CalendarForm:
    """Return the form that says what a calendar says."""
    days = {f"day_{number}": number in calendar.weekdays for number in range(7)}
    return CalendarForm(
        data={
            "zone": calendar.zone,
            **days,
            "holidays": "\n".join(day.isoformat() for day in sorted(calendar.holidays)),
        }
    )


def names_of_days() -> dict[int, str]:
    """Return what the days of the week are called in the reader's language, 0 for Monday."""
    return dict(get_day_names("wide", "stand-alone", get_locale() or "en"))
