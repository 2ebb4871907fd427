"""The form of the legal notices: one field for each section and language, and what stands in it to begin with."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask_babel import force_locale, gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, Form, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length

from consult.consultations.forms.drafts import DRAFTS
from consult.consultations.rules.notices import LONGEST, Section, has_gaps, plain, says_something
from consult.consultations.service import NoticesIncomplete
from consult.localisation.rules.languages import LANGUAGES
from consult.web.words import language, word

Contents = Mapping[str, Mapping[str, str]]


def accepted(name: str) -> BooleanField:
    """Return the box that says that the notices were read and are accepted; left empty, it is refused."""
    return BooleanField(
        _("I have read the legal notices and accept them"),
        [DataRequired(_("Read the legal notices, then tick this box to accept them."))],
        id=name,
    )


def notices_form(languages: Sequence[str], sent: Any = None, shown: Contents | None = None) -> Form:  # noqa: ANN401 - what Werkzeug calls a form, or nothing
    """Return the form with a field for each section in each language, filled with what was sent, else with what is shown."""
    fields = {name_of(section, lang): _field(section, lang) for lang in languages for section in Section}
    kind: Callable[..., Form] = type("NoticesForm", (Form,), fields)
    filled = {
        name_of(section, lang): content.get(section, "")
        for lang, content in (shown or {}).items()
        for section in Section
    }
    return kind(sent, data=filled)


def name_of(section: Section, lang: str) -> str:
    """Return the name of the field that holds a section in a language."""
    return f"{section}-{lang}"


def is_whole(form: Form) -> bool:
    """Whether the notices can be published; each field that says nothing yet, or is still a draft, says so."""
    return bool(form.validate(extra_validators={field.name: [_adapted] for field in form}))


def read_notices(form: Form, languages: Sequence[str]) -> dict[str, dict[Section, str]]:
    """Return what the form says in each language, section by section."""
    return {
        lang: {section: plain(form[name_of(section, lang)].data or "") for section in Section} for lang in languages
    }


def drafted(lang: str, *, title: str, licence: str) -> dict[str, str]:
    """Return drafts of all sections in this language; none where the interface does not speak it."""
    known = next((one for one in LANGUAGES if one.tag == lang), None)
    if known is None:
        return {}
    with force_locale(known.locale):
        return {section: gettext(draft, title=title, licence=licence) for section, draft in DRAFTS.items()}


def _field(section: Section, lang: str) -> TextAreaField:
    most = LONGEST[section]
    return TextAreaField(
        word(section),
        [Length(max=most, message=_("Say it in at most %(most)s characters.", most=most))],
        render_kw={"lang": lang, "rows": 5},
    )


def _adapted(_form: Form, field: Field) -> None:
    named = {"section": field.label.text, "language": language(field.name.partition("-")[2])}
    text = field.data or ""
    if not says_something(text):
        raise ValidationError(gettext(NoticesIncomplete.sentence, **named))
    if has_gaps(text):
        raise ValidationError(
            gettext(
                "“%(section)s” in %(language)s is still a sample text. Replace what stands in square brackets.", **named
            )
        )
