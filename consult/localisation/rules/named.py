"""Languages as people name them: by a tag, or by a name in English, in the reader's language or in the language itself."""

from functools import cache

from babel import Locale

from consult.localisation.rules.languages import native_name
from consult.localisation.rules.tags import normalise_tag

OWN_NAMES = tuple(
    "ar bn de en es fa fr hi id it ja ko nl pl pt ru sw tr uk ur vi zh zh-Hans zh-Hant".split()  # noqa: SIM905 - a list to be read
)
"""The languages known by their own names too; each costs the memory that Babel's data on it take."""


def language_named(typed: str, locale: str) -> str | None:
    """Return the tag of the language that was typed by its tag or its name, or None where it names none.

    `locale` is Babel's name of the reader's language.
    """
    words = " ".join(typed.split()).casefold()
    return normalise_tag(words) or _names_in(locale).get(words) or _names_in("en").get(words) or _own_names().get(words)


@cache
def _names_in(locale: str) -> dict[str, str]:
    found = Locale.parse(locale).languages
    named = {name.casefold(): normalise_tag(code) for code, name in found.items()}
    return {name: tag for name, tag in named.items() if tag}


@cache
def _own_names() -> dict[str, str]:
    return {native_name(tag).casefold(): tag for tag in OWN_NAMES}
