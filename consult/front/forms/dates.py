"""When a round opens and closes: typed in the organiser's own zone, kept in UTC."""

from datetime import UTC, datetime, timedelta, tzinfo

from flask_babel import lazy_gettext as _
from wtforms import Form, StringField
from wtforms.validators import InputRequired

from consult.kernel.errors import Refused, msgid

USUAL_LENGTH = timedelta(days=28)
LOCAL = "%Y-%m-%dT%H:%M"
LATEST = datetime(9999, 1, 1, tzinfo=UTC)
"""Moments from here on may lie beyond the last year that there is, in the zone of some reader."""


class ClosingRefused(Refused):
    """What was typed is not a day and a time."""

    code = "closing-refused"
    status = 422
    sentence = msgid("Give the day and the time at which the round closes, as in 2026-12-11T18:00.")


class OpeningRefused(Refused):
    """What was typed is not a day and a time."""

    code = "opening-refused"
    status = 422
    sentence = msgid("Give the day and the time at which the round opens, as in 2026-12-11T18:00, or leave it empty.")


class DatesFields(Form):
    """When a round opens, at once where that is left empty, and when it closes."""

    opens_at = StringField(_("Opens on"), render_kw={"type": "datetime-local"})
    closes_at = StringField(
        _("Closes on"),
        [InputRequired(_("Give the day and the time at which the round closes."))],
        render_kw={"type": "datetime-local"},
    )


def suggested_closing(now: datetime, zone: tzinfo) -> str:
    """Return what the closing field holds before anyone has typed: four weeks from now at six in the evening."""
    evening = (now.astimezone(zone) + USUAL_LENGTH).replace(hour=18, minute=0)
    return evening.strftime(LOCAL)


def written(moment: datetime | None, zone: tzinfo) -> str:
    """Return a moment as a field holds it, in the organiser's zone; empty for none."""
    return moment.astimezone(zone).strftime(LOCAL) if moment else ""


def read_closing(form: DatesFields, zone: tzinfo) -> datetime:
    """Return the closing moment, typed in the organiser's zone, in UTC; refuse `closing-refused`."""
    moment = read_moment(form.closes_at.data or "", zone)
    if moment is None:
        raise ClosingRefused(field="closes_at")
    return moment


def read_opening(form: DatesFields, zone: tzinfo) -> datetime | None:
    """Return the opening moment in UTC, or None where the round opens at once; refuse `opening-refused`."""
    typed = (form.opens_at.data or "").strip()
    moment = read_moment(typed, zone) if typed else None
    if typed and moment is None:
        raise OpeningRefused(field="opens_at")
    return moment


def read_moment(typed: str, zone: tzinfo) -> datetime | None:
    """Return the day and time that were typed in a zone, in UTC, or None for anything else."""
    try:
        local = datetime.strptime(typed, LOCAL)  # noqa: DTZ007 - the zone is the organiser's, added below
        moment = local.replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment if moment < LATEST else None
