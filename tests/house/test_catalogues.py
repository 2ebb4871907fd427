"""Every sentence that the program can say is in every language, with its placeholders."""

import re

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from consult.localisation.rules import languages as interface
from consult.localisation.rules.plurals import HEADERS

from . import sources

FOLDER = sources.ROOT / "translations"
TEMPLATE = FOLDER / "messages.pot"
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]")
TAG = re.compile(r"</?[a-z]+")


def languages() -> list[str]:
    """Return the locales that need a catalogue: all but English, in which the sentences are written."""
    return [language.locale for language in interface.LANGUAGES if language.locale != "en"]


def catalogue(locale: str | None) -> Catalog:
    path = TEMPLATE if locale is None else FOLDER / locale / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def sentences(words: Catalog) -> list[Message]:
    return [message for message in words if message.id]


def forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def source_of(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[-1]


def test_the_template_holds_exactly_what_the_sources_say() -> None:
    script = sources.load(FOLDER / "catalogues.py")
    assert TEMPLATE.read_text(encoding="utf-8") == script.template_text(script.collect()), "run `make catalogues`"


def test_only_languages_of_the_interface_have_a_catalogue() -> None:
    assert {path.parts[-3] for path in FOLDER.glob("*/LC_MESSAGES/*.po")} == set(languages())


@pytest.mark.parametrize("locale", languages())
def test_a_catalogue_holds_exactly_the_sentences_of_the_template(locale: str) -> None:
    wanted = {(message.context, message.id) for message in sentences(catalogue(None))}
    assert {(message.context, message.id) for message in sentences(catalogue(locale))} == wanted


@pytest.mark.parametrize("locale", languages())
def test_every_sentence_is_translated(locale: str) -> None:
    missing = [source_of(each) for each in sentences(catalogue(locale)) if not all(forms(each)) or not forms(each)]
    assert missing == []


@pytest.mark.parametrize("locale", languages())
def test_no_translation_is_a_guess(locale: str) -> None:
    assert [source_of(each) for each in sentences(catalogue(locale)) if each.fuzzy] == []


@pytest.mark.parametrize("locale", languages())
def test_a_translation_has_the_placeholders_of_its_sentence(locale: str) -> None:
    wrong = []
    for message in sentences(catalogue(locale)):
        wanted = set(PLACEHOLDER.findall(source_of(message)))
        found = [set(PLACEHOLDER.findall(form)) for form in forms(message)]
        # A form for exactly one or two of something may say so in words; the last one, for many, may not.
        if found and (found[-1] != wanted or not all(names <= wanted for names in found)):
            wrong.append(source_of(message))
    assert wrong == []


@pytest.mark.parametrize("locale", languages())
def test_a_translation_has_the_tags_of_its_sentence(locale: str) -> None:
    wrong = [
        source_of(message)
        for message in sentences(catalogue(locale))
        for form in forms(message)
        if sorted(TAG.findall(form)) != sorted(TAG.findall(source_of(message)))
    ]
    assert wrong == []


@pytest.mark.parametrize("locale", languages())
def test_a_catalogue_counts_as_the_common_locale_data_does(locale: str) -> None:
    text = (FOLDER / locale / "LC_MESSAGES" / "messages.po").read_text(encoding="utf-8")
    header = "".join(re.findall(r'^"(.*)"$', text.split("\n\n", maxsplit=1)[0], flags=re.MULTILINE))
    assert f"Plural-Forms: {HEADERS[locale]}\\n" in header
    counted = int(HEADERS[locale].removeprefix("nplurals=").split(";")[0])
    plurals = [each for each in sentences(catalogue(locale)) if not isinstance(each.id, str)]
    assert [source_of(each) for each in plurals if len(forms(each)) != counted] == []
