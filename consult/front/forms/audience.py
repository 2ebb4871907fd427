"""What organisers fill in about whom a consultation is for: categories, countries and territories, languages."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Form, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from consult.accounts.rules.identity import clean_name
from consult.consultations.rules.naming import DEFAULT_CATEGORIES, LONGEST_CATEGORY_NAME, LONGEST_TITLE
from consult.consultations.service import CategoryNameRefused, ConsultationTextView
from consult.front.forms.setup import rows_in, with_fields
from consult.front.rules.setup import MOST_OWN_CATEGORIES, category_id
from consult.kernel.errors import Refused, msgid
from consult.localisation.rules.languages import LANGUAGES, native_name
from consult.localisation.rules.named import language_named
from consult.participation.rules.territories import LISTS
from consult.web.vocabulary import WORDS
from consult.web.words import choices

MOST_LANGUAGES = 24
FIELDS = ("use", "authentic", "title", "purpose")
"""What the names of other fields begin with, which hold a language behind it as those of categories do."""
LONGEST_TERRITORY_NAME = 200


class LanguagesRefused(Refused):
    """A language is named by its tag."""

    code = "languages-refused"
    status = 422
    sentence = msgid("“%(typed)s” names no language. Give each language by its tag, as in sw, pt-BR or zh-Hant.")


class TooManyLanguages(Refused):
    """Every language needs its own title, text and notices."""

    code = "too-many-languages"
    status = 422
    sentence = msgid("A round is held in at most %(most)s languages. Leave some out.")


class TerritoryNamed(Refused):
    """An organiser's own name belongs to one country or territory."""

    code = "territory-name-refused"
    status = 422
    sentence = msgid(
        "Choose the country or territory and type its name in 1 to 200 readable characters, or clear both."
    )


class TerritoriesForm(Form):
    """The list of countries and territories."""

    territory_list = RadioField(_("List of countries and territories"), choices=choices(LISTS))


class LanguagesForm(Form):
    """In which languages people take part, beside those of the interface."""

    others = StringField(_("Other languages"))


def own_of(categories: Sequence[str]) -> list[str]:
    """Return the categories that the organiser added to the usual ones."""
    return [one for one in categories if one not in DEFAULT_CATEGORIES]


def categories_form(chosen: Sequence[str], names: Mapping[str, str], lang: str, sent: Any = None) -> Form:  # noqa: ANN401 - what a request holds, or None
    """Return the form with the usual categories, each with a name of its own, and rooms for further ones."""
    fields: dict[str, Any] = {}
    data: dict[str, Any] = {}
    for one in DEFAULT_CATEGORIES:
        fields[f"use-{one}"] = BooleanField(gettext(WORDS[one]))
        fields[f"{one}-{lang}"] = StringField(_("Another name for it here"))
        data |= {f"use-{one}": one in chosen, f"{one}-{lang}": names.get(one, "")}
    own = own_of(chosen)
    for row in range(MOST_OWN_CATEGORIES):
        fields[f"own-{row}"] = StringField(_("Further category"))
        data[f"own-{row}"] = names.get(own[row], own[row]) if row < len(own) else ""
    return with_fields(Form, fields)(sent, data=data)


def read_categories(form: Form, before: Sequence[str], lang: str) -> tuple[list[str], dict[tuple[str, str], str]]:
    """Return the categories and their own names in this language; refuse a name that cannot be read.

    A further category is known by what its name is made of; the name of one that is not there any more is taken back.
    """
    chosen = [one for one in DEFAULT_CATEGORIES if form[f"use-{one}"].data]
    names = {(one, lang): form[f"{one}-{lang}"].data or "" for one in DEFAULT_CATEGORIES}
    names |= {(one, lang): "" for one in own_of(before)}
    for row in range(MOST_OWN_CATEGORIES):
        typed = (form[f"own-{row}"].data or "").strip()
        if not typed:
            continue
        if clean_name(typed, LONGEST_CATEGORY_NAME) is None:
            raise CategoryNameRefused(field=f"own-{row}")
        chosen.append(category_id(typed, {*DEFAULT_CATEGORIES, *chosen, *FIELDS}))
        names[chosen[-1], lang] = typed
    return chosen, names


def territories_form(
    chosen: str,
    own: Mapping[str, str],
    every: Sequence[tuple[str, str]],
    sent: Any = None,  # noqa: ANN401 - as above
) -> Form:
    """Return the form with the lists, and rows for names of the organiser's own."""
    options = [SelectChoice("", _("None chosen")), *(SelectChoice(code, name) for code, name in every)]
    fields: dict[str, Any] = {}
    for row in range(rows_in(sent, "territory", len(own))):
        fields[f"territory-{row}"] = SelectField(_("Country or territory"), choices=options)
        fields[f"called-{row}"] = StringField(_("What it is called here"))
    data: dict[str, Any] = {"territory_list": chosen}
    for row, (code, name) in enumerate(sorted(own.items())):
        data |= {f"territory-{row}": code, f"called-{row}": name}
    return with_fields(TerritoriesForm, fields)(sent, data=data)


def read_territories(form: Form) -> dict[str, str]:
    """Return the organiser's own names of countries and territories; refuse a name that stands alone."""
    names: dict[str, str] = {}
    for field in form:
        if not field.name.startswith("territory-"):
            continue
        called = f"called-{field.name.removeprefix('territory-')}"
        typed = (form[called].data or "").strip()
        if not field.data and not typed:
            continue
        name = clean_name(typed, LONGEST_TERRITORY_NAME)
        if name is None or not field.data:
            raise TerritoryNamed(field=called)
        names[field.data] = name
    return names


def languages_form(
    main: str,
    kept: Mapping[str, Any],
    texts: Mapping[str, ConsultationTextView],
    own: Mapping[str, Mapping[str, str]],
    sent: Any = None,  # noqa: ANN401 - as above
) -> Form:
    """Return the form with the languages to choose from, and what is to be said in each that was chosen before.

    `own` holds, for each category that the organiser added, its names by language.
    """
    spoken = [one.tag for one in LANGUAGES]
    chosen = kept.get("languages", [main])
    data: dict[str, Any] = {"others": ", ".join(tag for tag in chosen if tag not in [*spoken, main])}
    fields: dict[str, Any] = {}
    for tag in spoken:
        if tag != main:
            fields[f"use-{tag}"] = BooleanField(native_name(tag))
            data[f"use-{tag}"] = tag in chosen
    for tag in chosen:
        fields[f"authentic-{tag}"] = BooleanField(native_name(tag))
        data[f"authentic-{tag}"] = tag in kept.get("authentic", [main])
    for tag in chosen:
        if tag != main:
            fields |= _text_fields(tag, own)
            data |= {f"title-{tag}": texts[tag].title, f"purpose-{tag}": texts[tag].purpose} if tag in texts else {}
            data |= {f"{one}-{tag}": names.get(tag, "") for one, names in own.items()}
    return with_fields(LanguagesForm, fields)(sent, data=data)


def read_languages(form: Form, main: str) -> list[str]:
    """Return the languages that were chosen, the main one first; refuse what names none, and too many."""
    used = [one.tag for one in LANGUAGES if f"use-{one.tag}" in form and form[f"use-{one.tag}"].data]
    used += _tags_typed(form.others.data or "")
    chosen = list(dict.fromkeys([main, *used]))
    if len(chosen) > MOST_LANGUAGES:
        raise TooManyLanguages(field="others", most=MOST_LANGUAGES)
    return chosen


def _tags_typed(typed: str) -> list[str]:
    """Return the tags of languages typed by name or tag, with commas between them or, where they are tags, spaces."""
    found, reader = [], str(get_locale())
    for piece in filter(None, map(str.strip, re.split(r"[,;،、\n]+", typed))):
        whole = language_named(piece, reader)
        for each in [piece] if whole else piece.split():
            tag = whole or language_named(each, reader)
            if tag is None:
                raise LanguagesRefused(field="others", typed=each)
            found.append(tag)
    return found


def read_texts(form: Form, languages: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return title and purpose in every language in which a title was typed."""
    typed = {tag: f"title-{tag}" for tag in languages if f"title-{tag}" in form}
    return {
        tag: (form[title].data, form[f"purpose-{tag}"].data or "") for tag, title in typed.items() if form[title].data
    }


def read_authentic(form: Form, languages: Sequence[str], main: str) -> list[str]:
    """Return the authentic languages; the main one where none was chosen."""
    return [tag for tag in languages if f"authentic-{tag}" in form and form[f"authentic-{tag}"].data] or [main]


def read_category_names(form: Form, languages: Sequence[str], own: Sequence[str]) -> dict[tuple[str, str], str]:
    """Return the names of the organiser's categories in every further language that the form asks about."""
    asked = [(one, tag) for one in own for tag in languages if f"{one}-{tag}" in form]
    return {(one, tag): form[f"{one}-{tag}"].data or "" for one, tag in asked}


def _text_fields(tag: str, own: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    too_long = _("Give the consultation a title of at most 300 characters.")
    fields: dict[str, Any] = {
        f"title-{tag}": StringField(_("Title"), [Length(max=LONGEST_TITLE, message=too_long)]),
        f"purpose-{tag}": TextAreaField(
            _("Purpose, in one or two sentences"),
            [Length(max=2000, message=_("Say the purpose in at most 2,000 characters."))],
            render_kw={"rows": 3},
        ),
    }
    return fields | {f"{one}-{tag}": StringField(next(iter(names.values()))) for one, names in own.items()}
