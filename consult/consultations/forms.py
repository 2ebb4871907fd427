"""What organisers fill in about a consultation and its roles."""

from flask_babel import lazy_gettext as _
from wtforms import Form, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from consult.consultations.rules.policy import Role
from consult.web.words import choices


class GrantForm(Form):
    """Whom to give which role."""

    email = StringField(_("E-mail address"), [InputRequired(_("Enter the address under which the person registered."))])
    role = SelectField(_("Role"), choices=choices(role for role in Role if role is not Role.PARTICIPANT))


class CreateForm(Form):
    """What a consultation is called and what it is for."""

    title = StringField(_("Title"), [InputRequired(_("Give the consultation a title."))])
    slug = StringField(_("Short name for its address"), [InputRequired(_("Give it a short name."))])
    purpose = TextAreaField(_("Purpose, in one or two sentences"), [Length(max=2000)])
    text = TextAreaField(
        _("The text to consult on, in Markdown"), [InputRequired(_("Paste the text; its paragraphs become clauses."))]
    )
