"""What people fill in to take part."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import FileField, Form, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, InputRequired, Length

from consult.consultations.forms import accepted
from consult.participation.rules.seats import MemberRole, Verification
from consult.web.words import choices

VERDICTS = (Verification.VERIFIED, Verification.REFUSED, Verification.EXPIRED)
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
    controlled_by = StringField(_("Company that controls it, if there is one"), [Length(max=200)])
    accept = accepted("organisation-accept")


class CodeForm(Form):
    """Joining an organisation that takes part already."""

    join_code = StringField(_("Code of the organisation"), [InputRequired(_("Enter the code its members have."))])
    accept = accepted("code-accept")


class AddressForm(Form):
    """Joining an organisation by a confirmed address at its domain."""

    organisation_id = HiddenField(validators=[InputRequired()])
    accept = accepted("address-accept")


class EvidenceForm(Form):
    """What shows that a seat is what it says."""

    link = StringField(_("Link"), [Length(max=500)])
    evidence = TextAreaField(_("In words"), [Length(max=1000)], render_kw={"rows": 5})


class DomainForm(Form):
    """Whose addresses let them join an organisation, and as what."""

    domain = StringField(_("Domain"), [Length(max=253)])
    role = SelectField(_("Role"), choices=choices((MemberRole.READER, MemberRole.DRAFTER)), validate_choice=False)


class ListForm(Form):
    """A list of people to invite."""

    file = FileField(_("List of people to invite"))


class TakePartForm(Form):
    """Taking part as one was invited to."""

    accept = accepted("invited-accept")


class VerifyForm(Form):
    """One step in verifying a seat."""

    state = RadioField(
        _("Decision"),
        [AnyOf(VERDICTS, message=_("Choose whether the seat is verified, refused, or its verification has expired."))],
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
