"""A language tag has one usual spelling; what is no tag is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.localisation.rules.tags import LONGEST_TAG, Tag, complete, normalise_tag, parse_tag, script_of


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        ("EN", "en"),
        ("en-gb", "en-GB"),
        ("zh_hans", "zh-Hans"),
        ("ZH-hant-tw", "zh-Hant-TW"),
        (" ar ", "ar"),
        ("iw", "he"),
        ("zh-yue-HK", "yue-HK"),
        ("cmn", "zh"),
        ("sh", "sr-Latn"),
        ("sh-Cyrl", "sr-Cyrl"),
        ("mo", "ro"),
        ("prs", "fa-AF"),
        ("prs-IR", "fa-IR"),
        ("de-DD", "de-DE"),
        ("es-419", "es-419"),
        ("de-1996", "de-1996"),
        ("ca-valencia", "ca-valencia"),
        ("en-u-hc-h23", "en-u-hc-h23"),
        ("en-x-house", "en-x-house"),
        ("und", "und"),
    ],
)
def test_a_tag_is_spelt_as_usual(typed: str, usual: str) -> None:
    assert str(parse_tag(typed)) == usual


@pytest.mark.parametrize(
    "typed", ["", "e", "english", "en-", "-en", "en--GB", "en GB", "é", "en-GB-GB", "x-house", "i-klingon", "a" * 36]
)
def test_what_is_no_tag_is_none(typed: str) -> None:
    assert parse_tag(typed) is None
    assert normalise_tag(typed) is None
    assert script_of(typed) is None


def test_a_tag_has_room_for_35_characters() -> None:
    longest = "de-Latn-DE-x-" + "a" * 8 + "-" + "b" * 8 + "-" + "c" * 4
    assert len(longest) == LONGEST_TAG == 35
    assert str(parse_tag(longest)) == longest
    assert parse_tag(longest + "c") is None


@given(st.text(st.sampled_from("adehilnrstzABHKTW0129-_"), max_size=20))
@settings(max_examples=150)
def test_the_usual_spelling_stays_as_it_is(typed: str) -> None:
    tag = parse_tag(typed)
    assert tag is None or parse_tag(str(tag)) == tag


def test_a_language_that_nobody_knows_is_refused() -> None:
    assert normalise_tag("pt-br") == "pt-BR"
    assert normalise_tag("qqx") is None


@pytest.mark.parametrize(
    ("tag", "whole"),
    [
        (Tag("zh", None, "TW"), Tag("zh", "Hant", "TW")),
        (Tag("zh", "Hant"), Tag("zh", "Hant", "TW")),
        (Tag("zh", "Hant", "MY"), Tag("zh", "Hant", "MY")),
        (Tag("uz", None, "AF"), Tag("uz", "Arab", "AF")),
        (Tag("en", None, None, "-x-house"), Tag("en", "Latn", "US", "-x-house")),
        (Tag("en", "Cyrl", "AQ"), Tag("en", "Cyrl", "AQ")),
        (Tag("qqx"), Tag("qqx")),
        (Tag("und"), Tag("und")),
        (Tag("und", None, "TW"), Tag("und", None, "TW")),
    ],
)
def test_a_tag_is_completed_with_what_it_most_likely_means(tag: Tag, whole: Tag) -> None:
    assert complete(tag) == whole
