"""What moderators, readers and organisers fill in about comments and early closing."""

from flask_babel import lazy_gettext as _
from wtforms import Form, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice

from consult.moderation.rules import ActionKind, Ground
from consult.web.words import choices

GROUNDS = [SelectChoice("", _("Choose a rule")), *choices(Ground)]
"""The rules of the moderation code; none is chosen before someone chooses."""


class DecisionForm(Form):
    """A moderator's decision on a comment."""

    action = RadioField(
        _("Decision"),
        choices=[
            SelectChoice(str(ActionKind.REVIEW), _("Keep it")),
            SelectChoice(str(ActionKind.HIDE), _("Hide it")),
            SelectChoice(str(ActionKind.RESTORE), _("Show it again")),
        ],
    )
    rule = SelectField(_("Rule it breaks"), choices=GROUNDS, default="")
    note = TextAreaField(_("Note, published with the decision"))


class StatementForm(DecisionForm):
    """A moderator's decision on a statement; its page says who reads the note, as that hangs on the decision."""

    note = TextAreaField(_("Note on the decision"))


class ReportForm(Form):
    """A reader's report."""

    rule = SelectField(_("Rule it breaks"), choices=GROUNDS)
    note = TextAreaField(_("What the moderators should know"))


class CloseForm(Form):
    """A consent to an early close."""

    reason = TextAreaField(_("Reason, published with the closing"))
