"""What people fill in to comment, to suggest, to support a suggestion, and to say whether an answer satisfies."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from wtforms import DateField, Form, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from consult.deliberation.rules.drafts import DraftState
from consult.deliberation.rules.notes import NoteKind
from consult.deliberation.rules.objections import Harm, Proposal
from consult.deliberation.rules.passages import Way
from consult.deliberation.rules.satisfaction import Satisfaction
from consult.deliberation.rules.words import Attribution, CommentKind, Stance
from consult.participation.rules.seats import MemberRole
from consult.web.words import choices, word

MOST_DIGITS = 9


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


class CommentTranslationForm(Form):
    """A comment in another language, in its author's own words."""

    into = StringField(_("Language you translate into"), render_kw={"list": "languages"})
    text = TextAreaField(_("Your comment in this language"), render_kw={"rows": 8})


class SuggestionForm(Form):
    """Other words for a clause or a passage of it, words taken out, or a new clause; `way` is chosen before it is filled."""

    way = HiddenField(default=Way.WHOLE)
    quote = TextAreaField(_("The words of the clause that you mean"), render_kw={"rows": 3})
    heading = StringField(_("Heading"))
    wording = TextAreaField(_("The words that should stand there"), render_kw={"rows": 8})
    text = TextAreaField(_("Why?"), render_kw={"rows": 4})
    kind = SelectField(
        _("What does it change?"),
        choices=choices((CommentKind.SUBSTANTIVE, CommentKind.EDITORIAL)),
        default=CommentKind.SUBSTANTIVE,
    )
    attribution = RadioField(
        _("How should it be shown?"),
        choices=choices(Attribution),
        validators=[InputRequired(_("Choose whether your name is shown with the suggestion."))],
    )
    key = HiddenField(validators=[InputRequired(), Length(min=8, max=64)])


NO_MOVE = "stays"
"""What a seat chooses whose position a change would not move."""
STANCES = {"for": Stance.SUPPORT, "against": Stance.OPPOSE, "none": None}
"""What a seat chooses, with the stance that it takes: to support a suggestion is no position on a ballot."""


class SupportForm(Form):
    """Supporting or opposing a suggestion, and whether the change would move one's position."""

    stance = RadioField(
        _("Your seat"),
        choices=[
            SelectChoice("for", _("Supports it")),
            SelectChoice("against", _("Opposes it")),
            SelectChoice("none", _("Says nothing of it")),
        ],
        validate_choice=False,
    )
    moves_to = RadioField(_("This change would move my position to"), validate_choice=False, default=NO_MOVE)
    key = HiddenField(validators=[InputRequired(), Length(min=8, max=64)])


class SatisfactionForm(Form):
    """Whether the answer to one's own comment satisfies."""

    satisfaction = RadioField(
        _("Does the answer satisfy you?"),
        choices=[SelectChoice(Satisfaction.SATISFIED, _("Yes")), SelectChoice(Satisfaction.NOT_SATISFIED, _("No"))],
        validate_choice=False,
    )
    words = TextAreaField(_("Why, in your words"), render_kw={"rows": 3})


class DraftForm(CommentForm):
    """A draft of a delegation: a comment, or a suggestion where it has words of its own; `seen` is the version read."""

    heading = StringField(_("Heading"))
    wording = TextAreaField(_("The words that should stand there"), render_kw={"rows": 8})
    seen = HiddenField()


class DraftDecisionForm(Form):
    """What a signatory decides on a draft, of which `seen` is the version that was read."""

    decision = RadioField(
        _("What becomes of this draft?"),
        choices=[
            SelectChoice(DraftState.ACCEPTED, _("It is accepted, and goes with the next release")),
            SelectChoice(DraftState.SET_ASIDE, _("It is set aside")),
            SelectChoice(DraftState.WAITING, _("It waits")),
        ],
        validate_choice=False,
    )
    note = TextAreaField(_("Why it is set aside"), render_kw={"rows": 3})
    seen = HiddenField()


class ReleaseForm(Form):
    """Releasing the accepted drafts that were shown."""

    seen = HiddenField()


class MemberForm(Form):
    """What a member does for the delegation."""

    role = SelectField(_("Role"), choices=choices(MemberRole))


class AbsenceForm(Form):
    """Until which day a signatory is absent; their alternates sign while all signatories are."""

    until = DateField(_("Last day of your absence"), [InputRequired(_("Give a day, such as 2027-03-31."))])


def read_number(typed: str | None) -> int | None:
    """Return the number that was typed, in any script's digits, or None for anything else."""
    digits = (typed or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) <= MOST_DIGITS else None


class NoteForm(Form):
    """A statement on an adopted text, or on a clause of it."""

    kind = RadioField(
        _("What is your statement?"),
        choices=[SelectChoice(str(one), LazyString(word, f"note_{one}")) for one in NoteKind],
        validate_choice=False,
    )
    clause = StringField(_("Number of the clause it is on"))
    lang = StringField(_("Language of your statement"))
    text = TextAreaField(_("Your statement"), render_kw={"rows": 10})
    key = HiddenField(validators=[InputRequired(), Length(min=8, max=64)])


class StatementForm(Form):
    """A statement that others may agree or disagree with."""

    text = TextAreaField(_("Your statement"), render_kw={"rows": 3})
    lang = StringField(_("Language of your statement"))
    key = HiddenField(validators=[InputRequired(), Length(min=8, max=64)])


class WithdrawForm(Form):
    """Withdrawing a statement that waits for a moderator; there is nothing to fill in."""


class ObjectionForm(Form):
    """An objection to a clause: the harm, the reason, and what should stand there instead."""

    harm = RadioField(
        _("What harm would the clause do as it stands?"),
        choices=[SelectChoice(str(one), LazyString(word, f"harm_{one}")) for one in Harm],
        validate_choice=False,
    )
    reason = TextAreaField(_("Why?"), render_kw={"rows": 8})
    proposal = RadioField(
        _("What would remove your objection?"),
        choices=[SelectChoice(str(one), LazyString(word, f"proposal_{one}")) for one in Proposal],
        validate_choice=False,
    )
    proposed = TextAreaField(_("How the clause should read"), render_kw={"rows": 6})
    attribution = RadioField(
        _("How should it be shown?"),
        choices=choices((Attribution.NAMED, Attribution.CATEGORY_ONLY)),
        validate_choice=False,
    )
    key = HiddenField(validators=[InputRequired(), Length(min=8, max=64)])


class StepForm(Form):
    """A step on an objection: the words said with it, the draft that resolves it, and the state that was read."""

    words = TextAreaField(_("What you say with it"), render_kw={"rows": 5})
    draft = StringField(_("Number of the draft in which it is changed"), render_kw={"inputmode": "numeric"})
    seen = HiddenField()


class CoSignForm(Form):
    """Signing an objection of another seat."""

    key = HiddenField(validators=[InputRequired(), Length(min=8, max=64)])
