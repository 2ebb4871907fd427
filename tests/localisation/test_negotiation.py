"""The reader gets the language nearest to what they read, whatever their browser calls it."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.localisation.rules.negotiation import AVAILABLE, LONGEST_HEADER, choose, match, wishes

MANY = ("en", "ar", "zh-Hans", "zh-Hant", "sr-Cyrl", "sr-Latn", "pt-BR", "pt-PT", "no")
header_text = st.text(st.sampled_from("aehnrzCHLST-_,;=q.0159* \t\0é"), max_size=80) | st.text(max_size=40)


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        ("en-GB,en;q=0.9", "en"),
        ("zh-CN", "zh-Hans"),
        ("zh-TW", "zh-Hans"),
        ("zh-HK", "zh-Hans"),
        ("zh-Hant-MY", "zh-Hans"),
        ("zh-Hans-HK", "zh-Hans"),
        ("zh-HK,en;q=0.5", "zh-Hans"),
        ("yue-HK", "zh-Hans"),
        ("cmn-Hans-CN", "zh-Hans"),
        ("zh-cmn-Hans-CN", "zh-Hans"),
        ("zh_TW", "en"),
        ("ar-EG,ar;q=0.8,en;q=0.5", "ar"),
        ("arz", "ar"),
        ("ary-MA", "ar"),
        ("sr-Latn-RS", "en"),
        ("pt-PT", "en"),
        ("pt-PT,ar;q=0.2", "ar"),
        ("en;q=0.3,ar;q=0.7", "ar"),
        ("en;q=0,ar;q=0.1", "ar"),
        ("ar;q=.8,en;q=0.5", "ar"),
        ("ar ; Q = 0.9 , en ; q=0.5", "ar"),
        ("*", "en"),
        ("", "en"),
        (",,;q=1", "en"),
        ("ar;q=2", "en"),
        ("ar;q=high", "en"),
        ("x-klingon", "en"),
        ("<script>", "en"),
        ("\0\ud800", "en"),
    ],
)
def test_a_browser_s_wishes_are_met_with_the_languages_there_are(header: str, chosen: str) -> None:
    assert choose(header) == chosen


@pytest.mark.parametrize(
    ("wanted", "nearest"),
    [
        ("zh-TW", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-Hant-MY", "zh-Hant"),
        ("zh-Hans-HK", "zh-Hans"),
        ("zh-SG", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("yue", "zh-Hant"),
        ("sr", "sr-Cyrl"),
        ("sr-RS", "sr-Cyrl"),
        ("sr-ME", "sr-Latn"),
        ("sr-Latn-RS", "sr-Latn"),
        ("sh", "sr-Latn"),
        ("pt", "pt-BR"),
        ("pt-PT", "pt-PT"),
        ("pt-AO", "pt-BR"),
        ("nb-NO", "no"),
        ("nn", "no"),
        ("de", None),
        ("und", None),
        ("", None),
        ("not a tag", None),
    ],
)
def test_the_nearest_language_has_the_same_script_before_the_same_territory(wanted: str, nearest: str | None) -> None:
    assert match(wanted, MANY) == nearest


def test_among_equals_the_one_that_stands_first_is_taken() -> None:
    assert match("en-ZA", ["en-GB", "en-AU"]) == "en-GB"
    assert match("en-AU", ["en-GB", "en-AU"]) == "en-AU"


@pytest.mark.parametrize(
    ("preferred", "chosen"), [(("ar",), "ar"), (("de", "ar"), "ar"), (("de",), "zh-Hans"), ((), "zh-Hans")]
)
def test_a_person_s_own_choice_stands_before_the_browser_s(preferred: Sequence[str], chosen: str) -> None:
    assert choose("zh-TW,en;q=0.5", preferred=preferred) == chosen


def test_the_default_is_the_installation_s() -> None:
    assert choose("de", default="ar") == "ar"


def test_wishes_come_by_weight_and_equal_ones_in_their_order() -> None:
    assert wishes("fr;q=0.5, de, it;q=0.50, en;q=0.9, nl;q=0") == ["de", "en", "fr", "it"]


def test_of_a_huge_header_only_whole_tags_at_its_beginning_are_read() -> None:
    header = ",".join(["de"] * 332 + ["ar", "zh-Hant"])
    assert header[:LONGEST_HEADER].endswith(",ar,z")
    assert wishes(header)[-1] == "ar"
    assert wishes(",".join(["de"] * 332 + ["zh-Hant"]))[-1] == "de"
    assert wishes(",".join(["de"] * 332 + ["hant"]))[-1] == "hant", (
        "a header of just a thousand characters is read whole"
    )
    assert wishes("a" * 100_000) == []
    assert choose("ar," * 1_000_000) == "ar"


@given(header_text)
@settings(max_examples=150)
def test_any_header_whatever_is_answered_with_a_language_there_is(header: str) -> None:
    assert choose(header) in AVAILABLE


@given(st.sampled_from(MANY), st.sampled_from(["", "-x-private", "-u-nu-arab"]))
def test_a_language_that_there_is_is_its_own_nearest(tag: str, rest: str) -> None:
    assert match(tag + rest, MANY) == tag
