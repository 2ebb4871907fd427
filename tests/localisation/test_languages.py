"""Languages say which way they run, what they are called, and how they count."""

import gettext

import pytest
from babel import Locale

from consult.localisation.rules.languages import LANGUAGES, by_tag, direction, native_name
from consult.localisation.rules.plurals import ORDER, categories, disagreements, header

LOCALES = [language.locale for language in LANGUAGES]


def form_of(locale: str, number: int) -> int:
    """Return the place of the form that Python's gettext takes by our header."""
    expression = header(locale).partition("plural=")[2].strip().rstrip(";")
    return int(gettext.c2py(expression)(number))


@pytest.mark.parametrize(
    ("tag", "runs"),
    [
        ("ar", "rtl"),
        ("ar-EG", "rtl"),
        ("he", "rtl"),
        ("iw", "rtl"),
        ("fa", "rtl"),
        ("ur", "rtl"),
        ("ps", "rtl"),
        ("sd", "rtl"),
        ("ug", "rtl"),
        ("yi", "rtl"),
        ("dv", "rtl"),
        ("ckb", "rtl"),
        ("rhg", "rtl"),
        ("nqo", "rtl"),
        ("ff-Adlm", "rtl"),
        ("az-Arab", "rtl"),
        ("uz-AF", "rtl"),
        ("pa-PK", "rtl"),
        ("ar-Latn", "ltr"),
        ("az", "ltr"),
        ("ku", "ltr"),
        ("pa", "ltr"),
        ("en", "ltr"),
        ("zh-Hant", "ltr"),
        ("mn-Mong", "ltr"),
        ("und", "auto"),
        ("qqx", "auto"),
        ("", "auto"),
        ("no tag", "auto"),
    ],
)
def test_a_language_runs_the_way_of_its_script(tag: str, runs: str) -> None:
    assert direction(tag) == runs


def test_every_language_of_the_interface_is_known_to_babel_and_named_in_itself() -> None:
    for language in LANGUAGES:
        assert str(Locale.parse(language.locale)) == language.locale
        assert Locale.parse(language.tag, sep="-") == Locale.parse(language.locale)
        assert by_tag(language.tag) is language
    assert [language.direction for language in LANGUAGES] == ["ltr", "ltr", "rtl"]
    assert [language.name for language in LANGUAGES] == ["English", "简体中文", "العربية"]


def test_only_english_was_reviewed_by_a_speaker_so_far() -> None:
    assert [language.tag for language in LANGUAGES if language.reviewed] == ["en"]


def test_a_language_that_is_not_offered_is_refused() -> None:
    with pytest.raises(KeyError):
        by_tag("de")
    with pytest.raises(KeyError):
        header("de")


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("ar", "العربية"),
        ("pt-BR", "português (Brasil)"),
        ("sr-Latn", "srpski (latinica)"),
        ("zh-TW", "中文 (繁體, 台灣)"),
        ("und", "und"),
        ("und-Latn", "und-Latn"),
        ("qqx", "qqx"),
        ("fr-XX", "fr-XX"),
        ("no tag", "no tag"),
        ("", ""),
    ],
)
def test_a_language_is_called_what_its_speakers_call_it_or_by_its_tag(tag: str, name: str) -> None:
    assert native_name(tag) == name


@pytest.mark.parametrize("locale", LOCALES)
def test_the_plural_forms_of_every_language_are_those_of_cldr(locale: str) -> None:
    assert disagreements(locale, lambda number: form_of(locale, number), upto=1_000) == []
    assert header(locale).startswith(f"nplurals={len(categories(locale))};")


def test_a_header_that_swaps_two_arabic_forms_is_found_out() -> None:
    swapped = {4: 5, 5: 4}
    wrong = disagreements("ar", lambda number: swapped.get(form_of("ar", number), form_of("ar", number)), upto=102)
    assert wrong == [*range(11, 100), 100, 101, 102]


def test_the_categories_stand_in_the_order_of_a_catalogue_s_forms() -> None:
    assert categories("ar") == ORDER
    assert categories("en") == ("one", "other")
    assert categories("zh_Hans") == ("other",)
