"""Texts that say nearly the same: what is compared, how well a signature estimates it, and who meets."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.moderation.rules.signals.fingerprints import distance, fingerprint_of
from consult.moderation.rules.signals.likeness import (
    chance_of_meeting,
    estimated_jaccard,
    jaccard,
    meetings,
    shingles_of,
    signature_of,
    standard_error,
    threshold,
)

ONE = "I oppose clause 4 because it harms small developers and raises costs."
NEAR = "I oppose clause 4 since it harms small developers and raises cost!"
FAR = "Clause 4 is welcome: it protects the right to privacy of citizens."
SETS = st.frozensets(st.sampled_from("abcdefgh"))


def signature(text: str, places: int = 256) -> tuple[int, ...]:
    found = signature_of(shingles_of(text), places)
    assert found is not None
    return found


def test_case_and_spaces_make_no_other_text() -> None:
    assert shingles_of("A  cat sat") == {"a cat", " cat ", "cat s", "at sa", "t sat"}
    assert shingles_of(" a\ncat\tSAT ") == shingles_of("A  cat sat")


@pytest.mark.parametrize(("text", "shingles"), [("", set()), (" \n", set()), ("No", {"no"}), ("Maybe", {"maybe"})])
def test_a_short_text_is_one_shingle_and_an_empty_one_none(text: str, shingles: set[str]) -> None:
    assert shingles_of(text) == shingles


def test_a_paraphrase_shares_most_of_its_shingles_and_another_text_few() -> None:
    assert jaccard(shingles_of(ONE), shingles_of(NEAR)) == Fraction(53, 73)
    assert jaccard(shingles_of(ONE), shingles_of(FAR)) == Fraction(5, 121)


def test_two_texts_that_say_nothing_are_not_alike_but_undefined() -> None:
    assert jaccard(shingles_of(""), shingles_of("")) is None
    assert jaccard(shingles_of(""), shingles_of("No")) == 0


@given(SETS, SETS)
def test_likeness_is_the_same_both_ways_and_whole_only_for_the_same(one: frozenset[str], other: frozenset[str]) -> None:
    found = jaccard(one, other)
    assert found == jaccard(other, one)
    assert (found == 1) == (one == other and bool(one))


def test_a_signature_estimates_likeness_within_three_standard_errors() -> None:
    for other in (NEAR, FAR):
        exact = jaccard(shingles_of(ONE), shingles_of(other))
        estimate = estimated_jaccard(signature(ONE), signature(other))
        assert exact is not None
        assert estimate is not None
        error = standard_error(exact)
        assert error is not None
        assert abs(float(estimate - exact)) < 3 * error


def test_a_signature_is_the_same_on_every_machine_and_a_shorter_one_begins_a_longer() -> None:
    assert signature("No", 2) == (0x0AD1551DB27F71BF, 0xA46FC9799EE78EF9)
    assert signature(ONE, 256)[:7] == signature(ONE, 7)


@given(SETS.filter(bool), SETS.filter(bool))
def test_the_signature_of_two_texts_together_is_the_least_of_both(one: frozenset[str], other: frozenset[str]) -> None:
    both, first, second = (signature_of(each, 8) for each in (one | other, one, other))
    assert both is not None
    assert first is not None
    assert second is not None
    assert both == tuple(map(min, first, second))


def test_a_text_that_says_nothing_has_no_signature_and_is_like_nothing() -> None:
    assert signature_of(frozenset()) is None
    assert estimated_jaccard((), ()) is None
    assert standard_error(Fraction(1, 2), 0) is None


def test_signatures_of_different_lengths_are_not_compared() -> None:
    with pytest.raises(ValueError, match="1 and 2"):
        estimated_jaccard((1,), (1, 2))


@pytest.mark.parametrize("size", [0, -1])
def test_shingles_and_signatures_of_nothing_are_refused(size: int) -> None:
    with pytest.raises(ValueError, match="shingles"):
        shingles_of(ONE, size)
    with pytest.raises(ValueError, match="places"):
        signature_of(shingles_of(ONE), size)


def test_the_chance_of_meeting_rises_steeply_about_the_threshold() -> None:
    assert chance_of_meeting(Fraction(1, 2), bands=1, rows=2) == Fraction(1, 4)
    assert chance_of_meeting(Fraction(1, 2), bands=2, rows=1) == Fraction(3, 4)
    assert chance_of_meeting(Fraction(0)) == 0
    assert chance_of_meeting(Fraction(1)) == 1
    assert threshold() == pytest.approx(0.5493, abs=1e-4)
    assert threshold(0, 5) is None
    assert threshold(20, 0) is None


def test_texts_meet_when_a_whole_band_is_the_same() -> None:
    signatures = {"a": (1, 2, 3, 4), "b": (1, 2, 9, 9), "c": (9, 1, 3, 4), "d": (2, 1, 4, 3), "e": (7, 7, 9, 9)}
    assert meetings(signatures, bands=2, rows=2) == [("a", "b"), ("a", "c"), ("b", "e")]
    assert meetings(signatures, bands=1, rows=4) == []
    assert meetings({}, bands=1, rows=1) == []


def test_the_largest_group_comes_first_and_texts_that_meet_in_every_band_come_once() -> None:
    signatures = {"a": (1, 1), "b": (1, 1), "c": (5, 2), "d": (6, 2), "e": (7, 2)}
    assert meetings(signatures, bands=2, rows=1) == [("c", "d", "e"), ("a", "b")]


def test_the_same_band_in_another_place_is_no_meeting() -> None:
    assert meetings({"a": (1, 2), "b": (2, 1)}, bands=2, rows=1) == []


def test_a_paraphrase_is_found_among_other_texts() -> None:
    signatures = {name: signature(text) for name, text in {"one": ONE, "near": NEAR, "far": FAR}.items()}
    assert meetings(signatures) == [("one", "near")]


@pytest.mark.parametrize(("bands", "rows"), [(0, 1), (1, 0), (2, 2)])
def test_bands_that_a_signature_cannot_fill_are_refused(bands: int, rows: int) -> None:
    with pytest.raises(ValueError, match="bands"):
        meetings({"a": (1, 2, 3)}, bands, rows)


def test_fingerprints_of_texts_that_are_alike_differ_in_fewer_bits() -> None:
    one, near, far = map(fingerprint_of, (ONE, NEAR, FAR))
    assert one is not None
    assert near is not None
    assert far is not None
    assert (distance(one, near), distance(one, far)) == (11, 32)


def test_a_fingerprint_reads_letters_and_digits_only() -> None:
    assert fingerprint_of("Clause 4, please!") == fingerprint_of("clause4 PLEASE")
    assert fingerprint_of("?! …") is None


def test_a_run_that_stands_more_often_weighs_more() -> None:
    """Of two runs a bit needs both; the run that stands twice decides alone."""
    once, twice = fingerprint_of("abab"), fingerprint_of("ababab")
    other = fingerprint_of("baba")
    assert once is not None
    assert other is not None
    assert twice == once != once & other
