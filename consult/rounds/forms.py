"""What organisers fill in about who decides, and what those who decide fill in about a clause."""

from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from wtforms import Form, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from consult.kernel.errors import Refused, msgid
from consult.rounds.rules.adopting import Manner
from consult.rounds.rules.corrigenda import CLASSES
from consult.rounds.rules.outcomes import Outcome
from consult.rounds.service import Counts
from consult.web.words import language, word

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


class AdoptionForm(Form):
    """By which body, where, when and how a text was adopted, and for how long statements on it are taken."""

    body = StringField(_("Body that adopted the text"))
    place = StringField(_("Place"))
    adopted_on = StringField(_("Day of the adoption"), render_kw={"type": "date"})
    manner = RadioField(
        _("How was it adopted?"),
        choices=[SelectChoice(str(one), LazyString(word, f"manner_{one}")) for one in Manner],
        validate_choice=False,
    )
    in_favour = StringField(_("In favour"), render_kw={"inputmode": "numeric"})
    against = StringField(_("Against"), render_kw={"inputmode": "numeric"})
    abstained = StringField(_("Abstained"), render_kw={"inputmode": "numeric"})
    statement_days = StringField(_("For how many days are statements taken?"), render_kw={"inputmode": "numeric"})


class CorrigendumForm(Form):
    """Words of a clause as they stand and as they should read, in which language, why, and how far that goes."""

    lang = SelectField(_("Language of the words"), validate_choice=False)
    old_words = TextAreaField(_("The words as they stand"), render_kw={"rows": 3})
    new_words = TextAreaField(_("The words as they should read"), render_kw={"rows": 3})
    change_class = RadioField(
        _("What kind of correction is it?"),
        choices=[SelectChoice(str(one), LazyString(word, f"corrigendum_class_{one}")) for one in CLASSES],
        validate_choice=False,
    )
    reason = TextAreaField(_("Reason, published with the corrigendum"), render_kw={"rows": 3})


class DecisionForm(Form):
    """What a second editor decides about a corrigendum: the button that was pressed."""

    decision = HiddenField()


def corrigendum_form(form: CorrigendumForm, languages: Iterable[str]) -> CorrigendumForm:
    """Return the form with the languages in which the text has words."""
    form.lang.choices = [SelectChoice(one, language(one)) for one in languages]
    return form


def read_class(form: CorrigendumForm) -> int | None:
    """Return the class that was chosen, or None."""
    return read_count(form.change_class.data)


def read_counts(form: AdoptionForm) -> Counts | None:
    """Return how the vote went, or None where a number is missing or none."""
    found = [read_count(each.data) for each in (form.in_favour, form.against, form.abstained)]
    if None in found:
        return None
    in_favour, against, abstained = (each or 0 for each in found)
    return Counts(in_favour=in_favour, against=against, abstained=abstained)


def read_days(form: AdoptionForm) -> int | None:
    """Return for how many days statements are taken, or None for what is no number."""
    return read_count(form.statement_days.data)


def read_count(typed: str | None) -> int | None:
    """Return the whole number that was typed, in any script's digits, or None for anything else."""
    digits = (typed or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) <= MOST_DIGITS else None


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
