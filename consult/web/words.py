"""The words people read for the ids that the platform keeps: one place for every language."""

from collections.abc import Iterable, Mapping

from babel import Locale, UnknownLocaleError
from flask import g, has_app_context
from flask_babel import get_locale, gettext
from flask_babel.speaklater import LazyString
from wtforms.fields.choices import SelectChoice

from consult.web.vocabulary import NUMBERS, RENAMED, WORDS


def counted(number: int) -> str:
    """Return a number as the first word of a sentence: in words up to twenty, then in digits."""
    return gettext(NUMBERS[number]) if 0 <= number < len(NUMBERS) else str(number)


def using(names: Mapping[str, str]) -> None:
    """Have `word` say an organiser's own names of categories until the request or the command ends.

    A name for an id that means something else here, such as a role, is passed over.
    """
    g.own_words = {name: told for name, told in names.items() if name in RENAMED or name not in WORDS}


def word(name: object) -> str:
    """Return what the id is called here in the reader's language; an id that has no words is shown as it is."""
    own: Mapping[str, str] = g.get("own_words", {}) if has_app_context() else {}
    if str(name) in own:
        return own[str(name)]
    told = WORDS.get(str(name))
    return gettext(told) if told else str(name)


def verdict_word(name: object) -> str:
    """Return what a rule's verdict, or a label beside it, is called in the reader's language."""
    prefixed = f"verdict_{name}"
    return word(prefixed if prefixed in WORDS else name)


def stage_word(stage: str, revision: int | None) -> str:
    """Return what the stage of a draft is called in the reader's language; a revision with its number."""
    return str(gettext("Revision %(number)s", number=revision)) if revision else word(f"stage_{stage}")


def listed(words: Iterable[object]) -> str:
    """Return words side by side, with what the reader's language puts between them; empty ones are left out."""
    # NOTE: What stands between the words of a list, such as "Editor, Organiser"; with its space, if there is one.
    between: str = gettext(", ")
    return between.join(str(one) for one in words if one)


def language(tag: str) -> str:
    """Return what a language is called in the reader's language; a tag that nobody knows is shown as it is."""
    try:
        known = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return tag
    return known.get_display_name(get_locale()) or tag


def choices(names: Iterable[object], *, prefix: str = "") -> list[SelectChoice]:
    """Return the ids as choices of a form field, with their words, which have the prefix before them in the vocabulary."""
    return [SelectChoice(str(name), LazyString(word, f"{prefix}{name}")) for name in names]
