"""What organisers fill in to take a round to its next state."""

from flask_babel import lazy_gettext as _
from wtforms import Form, TextAreaField


class ReasonForm(Form):
    """A reason that is published with what was done."""

    reason = TextAreaField(_("Reason, published with the cancelling"))


class ConfirmForm(Form):
    """A button that needs no words."""
