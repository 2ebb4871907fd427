"""How far the words in another language go, in figures."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.drafting.rules import TextStatus
from consult.drafting.rules.translation import (
    INCOMPLETE,
    MISSING,
    RELIABLE,
    common_digest,
    progress_of,
    reaches,
    status_now,
)

STATUSES = st.sampled_from([*TextStatus, MISSING])


@given(st.lists(STATUSES))
def test_completeness_and_review_count_the_clauses_one_by_one(statuses: list[str]) -> None:
    found = progress_of(statuses)
    assert found.total == len(statuses)
    assert found.complete == sum(status not in INCOMPLETE for status in statuses)
    assert found.reviewed == sum(status in RELIABLE for status in statuses) <= found.complete


def test_words_whose_source_reads_otherwise_now_are_outdated_whatever_they_were() -> None:
    assert status_now("human_reviewed", "abc", "abc") is TextStatus.HUMAN_REVIEWED
    assert {status_now(status, "abc", "abd") for status in TextStatus} == {TextStatus.OUTDATED}


@pytest.mark.parametrize(
    ("part", "total", "is_reached"), [(19, 20, True), (18, 20, False), (0, 0, True), (0, 1, False)]
)
def test_a_threshold_is_reached_by_exactly_its_share(part: int, total: int, is_reached: bool) -> None:
    assert reaches(part, total, Fraction(95, 100)) is is_reached


def test_whoever_confirms_that_languages_agree_confirms_their_words_and_no_order() -> None:
    digest = common_digest({"en": "a", "fr": "b"})
    assert digest == common_digest({"fr": "b", "en": "a"})
    assert len({digest, common_digest({"en": "a"}), common_digest({"en": "a", "fr": "c"})}) == 3
