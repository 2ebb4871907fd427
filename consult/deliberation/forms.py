"""What people fill in to comment."""

from flask_babel import lazy_gettext as _
from wtforms import Form, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from consult.deliberation.rules.words import Attribution, CommentKind
from consult.web.words import choices


class CommentForm(Form):
    """A comment on a clause."""

    kind = SelectField(_("What kind of comment is it?"), choices=choices(CommentKind), default=CommentKind.GENERAL)
    quote = StringField(_("Words of the clause you mean, if any"))
    text = TextAreaField(_("Your comment"), render_kw={"rows": 8})
    attribution = RadioField(_("How should it be shown?"), choices=choices(Attribution), default=Attribution.NAMED)
    parent = HiddenField(default="")
    key = HiddenField(validators=[InputRequired(), Length(min=8, max=64)])
