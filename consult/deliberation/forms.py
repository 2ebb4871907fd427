"""What people fill in to comment, and to decide what becomes of a comment."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from wtforms import Form, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from consult.deliberation.rules.dispositions import OFFERED
from consult.deliberation.rules.words import Attribution, CommentKind
from consult.kernel.errors import msgid
from consult.web.words import choices, word

MOST_DIGITS = 9
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


class CommentForm(Form):
    """A comment on a clause."""

    kind = SelectField(_("What kind of comment is it?"), choices=choices(CommentKind), default=CommentKind.GENERAL)
    quote = StringField(_("Words of the clause you mean, if any"))
    text = TextAreaField(_("Your comment"), render_kw={"rows": 8})
    proposed = TextAreaField(_("The change you propose, if any"), render_kw={"rows": 4})
    attribution = RadioField(
        _("How should it be shown?"),
        choices=choices(Attribution),
        validators=[InputRequired(_("Choose whether your name is shown with the comment."))],
    )
    parent = HiddenField(default="")
    key = HiddenField(validators=[InputRequired(), Length(min=8, max=64)])


class DispositionForm(Form):
    """What is proposed to become of a comment; `seen` is the version of the proposal that was read."""

    disposition = RadioField(
        _("What becomes of it?"),
        choices=[SelectChoice(str(one), LazyString(word, f"disposition_{one}")) for one in OFFERED],
        validate_choice=False,
    )
    duplicate_of = StringField(_("Number of the comment that it repeats"), render_kw={"inputmode": "numeric"})
    reason = TextAreaField(_("Reason"), render_kw={"rows": 4})
    seen = HiddenField()


class ApprovalForm(Form):
    """A second person's approval of a proposal, of which `seen` is the version that was read."""

    seen = HiddenField()


def read_number(typed: str | None) -> int | None:
    """Return the number that was typed, in any script's digits, or None for anything else."""
    digits = (typed or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) <= MOST_DIGITS else None
