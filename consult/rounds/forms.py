"""What organisers fill in about who decides, and what those who decide fill in about a clause."""

from datetime import UTC, datetime, tzinfo

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from wtforms import Form, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from consult.kernel.errors import Refused, msgid
from consult.rounds.rules.outcomes import Outcome
from consult.web.words import word

DAY = "%Y-%m-%d"
MOST_DIGITS = 9


class DayRefused(Refused):
    """What was typed is no day."""

    code = "day-refused"
    status = 422
    sentence = msgid("Give the day on which the person took the office, as in 2026-11-02.")


class DecisionMakerForm(Form):
    """Who decides, in which office and since when, and by which account."""

    name = StringField(_("Name"), [InputRequired(_("Give the name of the person who decides."))])
    office = StringField(
        _("Office in which the person decides"), [InputRequired(_("Give the office in which the person decides."))]
    )
    since = StringField(
        _("In office since"),
        [InputRequired(_("Give the day on which the person took the office."))],
        render_kw={"type": "date"},
    )
    email = StringField(_("E-mail address of the person's account"), render_kw={"type": "email"})


class OutcomeForm(Form):
    """What is declared to become of a clause; `seen` is the version that was read."""

    outcome = RadioField(
        _("What becomes of the clause"),
        choices=[SelectChoice(str(one), LazyString(word, f"outcome_{one}")) for one in Outcome],
        validate_choice=False,
    )
    reason = TextAreaField(_("Reason, published with the outcome"), render_kw={"rows": 4})
    seen = HiddenField()


class TogetherForm(Form):
    """The button that declares several clauses adopted."""


def today(now: datetime, zone: tzinfo) -> str:
    """Return the day that it is now in the organiser's zone, as the field for a day holds it."""
    return now.astimezone(zone).strftime(DAY)


def read_since(form: DecisionMakerForm, zone: tzinfo) -> datetime:
    """Return the moment at which the day that was typed began in the organiser's zone, in UTC; refuse `day-refused`."""
    try:
        typed = datetime.strptime(form.since.data or "", DAY)  # noqa: DTZ007 - the zone is the organiser's, added below
        return typed.replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise DayRefused(field="since") from error


def read_seen(form: OutcomeForm) -> int:
    """Return the version that was read, 0 for none or for anything that is no number."""
    typed = (form.seen.data or "").strip()
    return int(typed) if typed.isdecimal() and len(typed) <= MOST_DIGITS else 0
