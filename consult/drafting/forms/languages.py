"""What people fill in to translate the text, to review it, and to report and answer a problem with a translation."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from wtforms import Form, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from consult.drafting.rules.translation import IssueState
from consult.web.words import language, word


class TranslationForm(Form):
    """A clause in another language; `seen` is the version that the translator was shown."""

    heading = TextAreaField(_("Heading"), render_kw={"rows": 2})
    text = TextAreaField(_("Text"), render_kw={"rows": 8})
    note = StringField(_("What you changed, and why, if you like"), render_kw={"maxlength": 500})
    seen = HiddenField(default="0")


class SeenForm(Form):
    """A second person's word on a text, of which `seen` is what that person was shown."""

    seen = HiddenField()


class ConfirmForm(SeenForm):
    """Somebody's finding that one authentic language says what the others say."""

    language = HiddenField()


class LanguageForm(Form):
    """A language to translate into."""

    into = StringField(_("Another language"), render_kw={"list": "languages"})


class ProblemForm(Form):
    """What is wrong with the translation of a clause."""

    in_language = SelectField(_("In which language?"), validate_choice=False)
    quote = TextAreaField(_("Words of the translation you mean, if any"), render_kw={"rows": 2})
    note = TextAreaField(_("What is wrong with it?"), render_kw={"rows": 5})


class AnswerForm(Form):
    """What becomes of a reported problem; `seen` is the state in which it was read."""

    state = RadioField(_("What becomes of it?"), validate_choice=False)
    answer = TextAreaField(_("Answer"), render_kw={"rows": 4})
    seen = HiddenField()


def problem_form(languages: list[str], typed: object = None, *, chosen: str = "") -> ProblemForm:
    """Return the form for a problem in one of these languages."""
    form = ProblemForm(typed, data={"in_language": chosen})
    form.in_language.choices = [SelectChoice(tag, LazyString(language, tag)) for tag in languages]
    return form


def answer_form(following: tuple[IssueState, ...], typed: object = None, *, seen: str = "") -> AnswerForm:
    """Return the form for an answer, with what can become of the report now."""
    form = AnswerForm(typed, data={"seen": seen})
    form.state.choices = [SelectChoice(str(one), LazyString(word, f"issue_{one}")) for one in following]
    return form


def read_state(typed: str | None) -> IssueState | None:
    """Return the state that was chosen, or None for none."""
    return IssueState(typed) if typed in set(IssueState) else None


def read_seen(typed: str | None) -> int:
    """Return the version that was shown, or -1 for what is no version."""
    return int(typed) if typed and typed.isdecimal() and len(typed) < 9 else -1
