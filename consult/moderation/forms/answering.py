"""What those who answer comments fill in: a decision, an approval, reasons kept for later, and what is heard of answers."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from wtforms import (
    DateField,
    Form,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice

from consult.deliberation.rules.dispositions import OFFERED
from consult.deliberation.rules.satisfaction import SAYABLE
from consult.kernel.errors import msgid
from consult.moderation.rules.sharing import BulkKind
from consult.web.words import word

MEANS = {
    "accepted": msgid("The next draft says what it asks for."),
    "accepted_in_part": msgid("The next draft takes up some of what it asks for."),
    "noted": msgid("It is read and kept, and changes nothing."),
    "rejected": msgid("It is not taken up, and the reason says why."),
    "duplicate_of": msgid("Another comment says the same, and its answer counts for both."),
    "out_of_scope": msgid("It is not about this text."),
    "moved_to_next_round": msgid("It is taken up again in the next round."),
    "answered": msgid("It was a question, and the reason answers it."),
}
"""What each decision on a comment means, beside its word in the form."""


class DispositionForm(Form):
    """What is proposed to become of a comment; `seen` is the version of the proposal that was read."""

    disposition = RadioField(
        _("What becomes of it?"),
        choices=[SelectChoice(str(one), LazyString(word, f"disposition_{one}")) for one in OFFERED],
        validate_choice=False,
    )
    duplicate_of = StringField(_("Number of the comment that it repeats"), render_kw={"inputmode": "numeric"})
    wording = TextAreaField(_("The part of the suggested wording that is taken"), render_kw={"rows": 4})
    reason = TextAreaField(_("Reason"), render_kw={"rows": 4})
    seen = HiddenField()


class ApprovalForm(Form):
    """A second person's approval of a proposal, of which `seen` is the version that was read."""

    seen = HiddenField()


class BegunForm(DispositionForm):
    """A decision that is written, with a reason kept for later that can be put into it."""

    template = SelectField(_("A reason that is given often"), validate_choice=False, default="")


class AssignForm(Form):
    """Whose a comment is to answer."""

    assignee = SelectField(_("Whose is it to answer?"), validate_choice=False)


class FurtherForm(Form):
    """Which further clause a comment is about."""

    clause = SelectField(_("A further clause"), validate_choice=False)


class TogetherForm(Form):
    """What is to become of many comments at once; `act` says what of the rest is read."""

    act = RadioField(
        _("What do you want to do?"),
        choices=[
            SelectChoice(str(BulkKind.PROPOSE), _("Propose one decision on all of them")),
            SelectChoice(str(BulkKind.APPROVE), _("Approve what others have proposed on them")),
            SelectChoice(
                str(BulkKind.SATISFACTION), _("Record whether their authors are satisfied, as heard elsewhere")
            ),
        ],
        validate_choice=False,
    )
    disposition = RadioField(
        _("What becomes of them?"),
        choices=[SelectChoice(str(one), LazyString(word, f"disposition_{one}")) for one in OFFERED],
        validate_choice=False,
    )
    duplicate_of = StringField(_("Number of the comment that they repeat"), render_kw={"inputmode": "numeric"})
    reason = TextAreaField(_("Reason"), render_kw={"rows": 4})
    satisfaction = RadioField(
        _("Does the answer satisfy?"),
        choices=[SelectChoice(str(one), LazyString(word, f"satisfaction_{one}")) for one in SAYABLE],
        validate_choice=False,
    )
    words = TextAreaField(_("How you heard it, and in which words"), render_kw={"rows": 3})


class TemplateForm(Form):
    """A reason that is given again and again."""

    lang = SelectField(_("Language"), validate_choice=False)
    name = StringField(_("Name of the template"))
    disposition = SelectField(
        _("What becomes of the comment?"),
        choices=[SelectChoice(str(one), LazyString(word, f"disposition_{one}")) for one in OFFERED],
        validate_choice=False,
    )
    words = TextAreaField(_("Reason"), render_kw={"rows": 4})


class ReadingForm(Form):
    """The languages that someone who answers reads."""

    languages = SelectMultipleField(_("Languages"), validate_choice=False)


class PlanForm(Form):
    """The day by whose end the answers are to be published."""

    publish_by = DateField(_("Last day"))
