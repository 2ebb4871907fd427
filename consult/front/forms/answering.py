"""What a reader answers to a statement."""

from flask_babel import lazy_gettext as _
from wtforms import Form, HiddenField
from wtforms.validators import UUID, InputRequired, Length


class AnswerForm(Form):
    """An answer to one statement."""

    item = HiddenField(validators=[UUID(_("Open the page again and answer from there."))])
    position = HiddenField(validators=[InputRequired(_("Choose one of the three answers."))])
    key = HiddenField(validators=[InputRequired(), Length(min=8, max=64)])
