"""What people fill in to take part."""

from flask_babel import lazy_gettext as _
from wtforms import Form, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from consult.participation.rules.seats import Verification
from consult.web.words import choices


class PersonForm(Form):
    """Taking part for oneself."""

    territory = SelectField(_("Country or territory"))


class OrganisationForm(Form):
    """Taking part for an organisation that is new here."""

    organisation = StringField(
        _("Name of the organisation"), [InputRequired(_("Enter the organisation's name.")), Length(max=200)]
    )
    category = SelectField(_("Category"))
    territory = SelectField(_("Country or territory"), id="organisation-territory")


class CodeForm(Form):
    """Joining an organisation that takes part already."""

    join_code = StringField(_("Code of the organisation"), [InputRequired(_("Enter the code its members have."))])


class VerifyForm(Form):
    """One step in verifying a seat."""

    state = RadioField(_("Decision"), choices=choices((Verification.VERIFIED, Verification.REFUSED)))
    note = TextAreaField(_("What it rests on"), [Length(max=500)])


def territory_choices(names: list[tuple[str, str]]) -> list[SelectChoice]:
    """Return the choices of a territory field, an empty one first."""
    return [SelectChoice("", _("Rather not say")), *(SelectChoice(code, name) for code, name in names)]
