"""What organisers fill in to change the contract of an open round."""

from collections.abc import Sequence
from datetime import tzinfo

from flask_babel import lazy_gettext as _
from wtforms import Form, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf

from consult.front.forms.dates import read_moment
from consult.kernel import clock
from consult.kernel.errors import Refused, msgid
from consult.localisation.rules.languages import native_name
from consult.rounds.rules.changes import ChangeKind
from consult.web.words import choices


class LaterRefused(Refused):
    """What was typed is not a day and a time."""

    code = "later-refused"
    status = 422
    sentence = msgid("Give the day and the time at which the round closes instead, as in 2026-12-11T18:00.")


class ChangeForm(Form):
    """One change of a contract, and why."""

    kind = RadioField(
        _("What changes"),
        [AnyOf(list(ChangeKind), message=_("Choose what changes."))],
        choices=choices(ChangeKind),
        validate_choice=False,
        default=ChangeKind.CLOSES_LATER,
    )
    closes_at = StringField(_("Closes on"), render_kw={"type": "datetime-local"})
    language = SelectField(_("Language to add"), validate_choice=False)
    reason = TextAreaField(_("Reason, published with the change"), render_kw={"rows": 4})


def change_form(form: ChangeForm, languages: Sequence[str]) -> ChangeForm:
    """Return the form with the languages that may be added."""
    form.language.choices = [SelectChoice(one, native_name(one)) for one in languages]
    if not languages:
        form.kind.choices = choices([ChangeKind.CLOSES_LATER])
    return form


def read_value(form: ChangeForm, zone: tzinfo) -> str:
    """Return the later closing as the log writes moments, or the language to add; refuse `later-refused`."""
    if form.kind.data != ChangeKind.CLOSES_LATER:
        return form.language.data or ""
    moment = read_moment(form.closes_at.data or "", zone)
    if moment is None:
        raise LaterRefused(field="closes_at")
    return clock.to_text(moment)
