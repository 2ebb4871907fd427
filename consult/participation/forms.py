"""What people fill in to take part."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import Form, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, InputRequired, Length

from consult.consultations.forms import accepted
from consult.participation.rules.seats import Verification
from consult.web.words import choices

VERDICTS = (Verification.VERIFIED, Verification.REFUSED)
"""How the verifying of a seat can end."""


class PersonForm(Form):
    """Taking part for oneself."""

    territory = SelectField(_("Country or territory"))
    accept = accepted("person-accept")


class OrganisationForm(Form):
    """Taking part for an organisation that is new here."""

    organisation = StringField(
        _("Name of the organisation"), [InputRequired(_("Enter the organisation's name.")), Length(max=200)]
    )
    category = SelectField(_("Category"), [InputRequired(_("Choose the category that the organisation belongs to."))])
    territory = SelectField(_("Country or territory"), id="organisation-territory")
    accept = accepted("organisation-accept")


class CodeForm(Form):
    """Joining an organisation that takes part already."""

    join_code = StringField(_("Code of the organisation"), [InputRequired(_("Enter the code its members have."))])
    accept = accepted("code-accept")


class VerifyForm(Form):
    """One step in verifying a seat."""

    state = RadioField(
        _("Decision"),
        [AnyOf(VERDICTS, message=_("Choose whether the seat is verified or refused."))],
        choices=choices(VERDICTS),
        validate_choice=False,
    )
    note = TextAreaField(_("What it rests on"), [Length(max=500)])


def category_choices(categories: Iterable[str]) -> list[SelectChoice]:
    """Return the choices of a category field; none is chosen before someone chooses."""
    return [SelectChoice("", _("Choose a category")), *choices(categories)]


def territory_choices(names: list[tuple[str, str]]) -> list[SelectChoice]:
    """Return the choices of a territory field, an empty one first."""
    return [SelectChoice("", _("Rather not say")), *(SelectChoice(code, name) for code, name in names)]
