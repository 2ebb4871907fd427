"""Plural forms as CLDR has them; the headers that Babel writes differ for several languages, Arabic among them."""

from collections.abc import Callable, Mapping

from babel import Locale

from consult.localisation.rules.languages import LANGUAGES

HEADERS: Mapping[str, str] = {language.locale: language.plural_forms for language in LANGUAGES}
"""The Plural-Forms header of each catalogue, by Babel's name of the language."""

ORDER = ("zero", "one", "two", "few", "many", "other")
"""In which order a catalogue's forms stand for CLDR's categories."""


def header(locale: str) -> str:
    """Return the Plural-Forms header of a catalogue of the interface; refuse other locales with KeyError."""
    return HEADERS[locale]


def categories(locale: str) -> tuple[str, ...]:
    """Return CLDR's plural categories of a locale, in the order of a catalogue's forms."""
    used = {*Locale.parse(locale).plural_form.tags, "other"}
    return tuple(category for category in ORDER if category in used)


def disagreements(locale: str, form_of: Callable[[int], int], *, upto: int = 200) -> list[int]:
    """Return the whole numbers from 0 to `upto` for which a catalogue would choose another form than CLDR does.

    `form_of` gives the place of the form that the catalogue's header chooses for a number.
    """
    forms = categories(locale)
    category_of = Locale.parse(locale).plural_form
    return [number for number in range(upto + 1) if form_of(number) != forms.index(category_of(number))]
