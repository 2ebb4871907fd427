"""What organisers fill in about rounds, and what a reader answers to a statement."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo

from flask_babel import lazy_gettext as _
from wtforms import Form, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import UUID, InputRequired, Length, Regexp

from consult.kernel.errors import Refused, msgid
from consult.rounds.rules.contract import Effect, Reveal, Terms, for_categories
from consult.rounds.rules.states import RoundKind
from consult.web.words import choices

USUAL_LENGTH = timedelta(days=28)
LOCAL = "%Y-%m-%dT%H:%M"
LATEST = datetime(9999, 1, 1, tzinfo=UTC)
"""Moments from here on may lie beyond the last year that there is, in the zone of some reader."""


class ClosingRefused(Refused):
    """What was typed is not a day and a time."""

    code = "closing-refused"
    status = 422
    sentence = msgid("Give the day and the time at which the round closes, as in 2026-12-11T18:00.")


class OpenForm(Form):
    """The contract of a round that is about to open."""

    kind = RadioField(_("What people do in this round"), choices=choices(RoundKind), default=RoundKind.BALLOT)
    statements = TextAreaField(_("Statements, one on each line"), render_kw={"rows": 6})
    closes_at = StringField(
        _("Closes on"),
        [InputRequired(_("Give the day and the time at which the round closes."))],
        render_kw={"type": "datetime-local"},
    )
    reveal = RadioField(_("When results are shown"), choices=choices(Reveal), default=Reveal.AT_FREEZE)
    effect = RadioField(_("What the result does"), choices=choices(Effect), default=Effect.ADVISORY)
    deciding_body = StringField(
        _("Who decides"), [Length(max=300, message=_("Name the deciding body in at most 300 characters."))]
    )
    mandate = TextAreaField(
        _("On what mandate"), [Length(max=2000, message=_("Describe the mandate in at most 2,000 characters."))]
    )
    n_min = StringField(
        _("Fewest voices in each category"),
        [Regexp(r"[1-9][0-9]{0,3}$", message=_("Give a whole number from 1 to 9999."))],
        default="5",
        render_kw={"inputmode": "numeric"},
    )


class ReasonForm(Form):
    """A reason that is published with what was done."""

    reason = TextAreaField(_("Reason, published with the cancelling"))


class ConfirmForm(Form):
    """A button that needs no words."""


class AnswerForm(Form):
    """An answer to one statement."""

    item = HiddenField(validators=[UUID(_("Open the page again and answer from there."))])
    position = HiddenField(validators=[InputRequired(_("Choose one of the three answers."))])
    key = HiddenField(validators=[InputRequired(), Length(min=8, max=64)])


def suggested_closing(now: datetime, zone: tzinfo) -> str:
    """Return what the closing field holds before anyone has typed: four weeks from now at six in the evening."""
    evening = (now.astimezone(zone) + USUAL_LENGTH).replace(hour=18, minute=0)
    return evening.strftime(LOCAL)


def read_closing(form: OpenForm, zone: tzinfo) -> datetime:
    """Return the closing moment, typed in the organiser's zone, in UTC; refuse `closing-refused`."""
    try:
        typed = datetime.strptime(form.closes_at.data or "", LOCAL)  # noqa: DTZ007 - the zone is the organiser's, added below
        moment = typed.replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ClosingRefused(field="closes_at") from error
    if moment >= LATEST:
        raise ClosingRefused(field="closes_at")
    return moment


def read_terms(form: OpenForm, categories: Sequence[str], language: str) -> Terms:
    """Return the terms that were chosen, with the usual ones for the consultation's categories."""
    return for_categories(
        form.kind.data,
        categories,
        parameters={"n_min": int(form.n_min.data)},
        reveal=Reveal(form.reveal.data),
        effect=Effect(form.effect.data),
        deciding_body=(form.deciding_body.data or "").strip(),
        mandate=(form.mandate.data or "").strip(),
        languages=(language,),
    )
