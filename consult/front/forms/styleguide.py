"""A field of each kind, for the developers' page."""

from wtforms import BooleanField, Form, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired

from consult.voting.rules import IMPORTANCE, Answer, Position
from consult.web.words import choices


class SampleForm(Form):
    """A field of each kind; its labels are for developers, and English."""

    name = StringField("Name", [InputRequired("Give a name.")])
    text = TextAreaField("Text", [InputRequired("Write something.")], render_kw={"rows": 2})
    position = RadioField("Position", choices=choices(Position), default=Position.RESERVATION)
    answer = RadioField("Answer", choices=choices(Answer), default=Answer.PASS)
    importance = RadioField(
        "Importance", choices=choices(IMPORTANCE, prefix="importance_"), validate_choice=False, default="1"
    )
    accepted = BooleanField("Accepted")
