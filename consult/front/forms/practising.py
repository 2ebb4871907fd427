"""A ballot to try."""

from flask_babel import lazy_gettext as _
from wtforms import Form, RadioField
from wtforms.validators import AnyOf, Optional

from consult.voting.rules import IMPORTANCE, Position
from consult.web.words import choices


class PracticeForm(Form):
    """A ballot that says what a real one says; it brings no key, because nothing is kept."""

    position = RadioField(
        _("Your position"),
        [AnyOf(tuple(Position), message=_("Choose one of the five positions."))],
        choices=choices(Position),
        validate_choice=False,
    )
    importance = RadioField(
        _("How much does it matter to you?"),
        [Optional()],
        choices=choices(IMPORTANCE, prefix="importance_"),
        validate_choice=False,
    )
