"""What is filled in about a meeting."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from wtforms import Form, StringField, TextAreaField
from wtforms.fields.core import Field

from consult.drafting.service import AttendanceRefused, MeetingView
from consult.web.words import word

ATTENDED = "attended-"
MOST_DIGITS = 7


class MeetingForm(Form):
    """When and where a meeting was held, what was on its agenda, who came, and what came of it."""

    title = StringField(_("Title of the meeting"))
    held_on = StringField(_("Day of the meeting"), render_kw={"type": "date"})
    place = StringField(_("Place"))
    agenda = TextAreaField(_("Agenda"), render_kw={"rows": 5})
    report = TextAreaField(_("Report"), render_kw={"rows": 10})

    @property
    def attendance(self) -> list[Field]:
        """The fields in which it is said how many people of each category came."""
        return [one for one in self if one.name.startswith(ATTENDED)]


class PublishForm(Form):
    """The button that publishes a meeting."""


def meeting_form(
    categories: Sequence[str], typed: Mapping[str, str] | None = None, meeting: MeetingView | None = None
) -> MeetingForm:
    """Return the form with a field for each category, and in it what was typed or what is noted of the meeting."""
    fields = {
        f"{ATTENDED}{one}": StringField(LazyString(word, one), render_kw={"inputmode": "numeric"}) for one in categories
    }
    form: type[MeetingForm] = type("MeetingForm", (MeetingForm,), fields)
    if typed is not None:
        return form(typed)
    return form(data=_noted(meeting) if meeting else {})


def read_attendance(form: MeetingForm) -> dict[str, int]:
    """Return how many people of each category came; refuse `attendance-refused` for what is no number."""
    found: dict[str, int] = {}
    for each in form.attendance:
        typed = (each.data or "").strip()
        if typed and not (typed.isdecimal() and len(typed) <= MOST_DIGITS):
            raise AttendanceRefused(field=each.name)
        if typed:
            found[each.name.removeprefix(ATTENDED)] = int(typed)
    return found


def _noted(meeting: MeetingView) -> dict[str, Any]:
    return {
        "title": meeting.title,
        "held_on": meeting.held_on,
        "place": meeting.place,
        "agenda": meeting.agenda,
        "report": meeting.report,
        **{f"{ATTENDED}{category}": str(count) for category, count in meeting.attendance.items()},
    }
