"""What organisers fill in about the roles in a consultation."""

from flask_babel import lazy_gettext as _
from wtforms import Form, HiddenField, SelectField, StringField
from wtforms.validators import InputRequired

from consult.consultations.rules.policy import Role
from consult.web.words import choices

GIVEN = [role for role in Role if role is not Role.PARTICIPANT]
"""The roles that organisers give and take; people become participants by taking part."""


class GrantForm(Form):
    """Whom to give which role."""

    email = StringField(_("E-mail address"), [InputRequired(_("Enter the address under which the person registered."))])
    role = SelectField(_("Role"), choices=choices(GIVEN))


class RevokeForm(Form):
    """Whom to take which role from."""

    person = HiddenField(validators=[InputRequired()])
    role = SelectField(_("Role"), choices=choices(GIVEN))
