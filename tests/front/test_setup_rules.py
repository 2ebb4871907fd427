"""What a consultation that is being set up still lacks, and what its own categories are called in files."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from consult.front.rules.setup import (
    SHORT_ROUND,
    Facts,
    Gap,
    Missing,
    Step,
    StepState,
    category_id,
    is_short,
    missing,
    next_step,
    states,
    suggested_slug,
)

NOW = datetime(2026, 11, 26, tzinfo=UTC)
DAY = timedelta(days=1)


def facts(**given: Any) -> Facts:
    values: dict[str, Any] = {
        "language": "en",
        "purpose": "",
        "deciding_body": "",
        "mandate": "",
        "decision_makers": 0,
        "categories": (),
        "languages": ("en",),
        "titled": {"en"},
        "has_text": False,
        "opens_at": None,
        "closes_at": None,
        "bundle": "",
        "noticed": (),
        "saved": (),
        "now": NOW,
    }
    return Facts(**{**values, **given})


def ready(**given: Any) -> Facts:
    """Return what is known of a consultation that lacks nothing."""
    values: dict[str, Any] = {
        "purpose": "It serves people.",
        "deciding_body": "Council",
        "mandate": "Resolution 7",
        "decision_makers": 1,
        "categories": ("citizen",),
        "languages": ("en", "fr"),
        "titled": {"en", "fr"},
        "has_text": True,
        "closes_at": NOW + 30 * DAY,
        "bundle": "poll",
        "noticed": {"en", "fr"},
    }
    return facts(**{**values, **given})


@pytest.mark.parametrize(
    ("given", "gaps"),
    [
        ({}, []),
        ({"purpose": ""}, [Missing(Step.PURPOSE, Gap.PURPOSE)]),
        ({"deciding_body": ""}, [Missing(Step.MANDATE, Gap.DECIDING_BODY)]),
        ({"mandate": ""}, [Missing(Step.MANDATE, Gap.MANDATE)]),
        ({"decision_makers": 0}, [Missing(Step.MANDATE, Gap.DECISION_MAKER)]),
        ({"categories": ()}, [Missing(Step.CATEGORIES, Gap.CATEGORY)]),
        ({"titled": {"en"}}, [Missing(Step.LANGUAGES, Gap.TITLE, "fr")]),
        ({"has_text": False}, [Missing(Step.TEXT, Gap.TEXT)]),
        ({"unreviewed": ("fr",)}, [Missing(Step.TEXT, Gap.TRANSLATION, "fr")]),
        ({"closes_at": None}, [Missing(Step.TIMETABLE, Gap.TIMETABLE)]),
        ({"closes_at": NOW}, [Missing(Step.TIMETABLE, Gap.CLOSING_PASSED)]),
        ({"opens_at": NOW}, [Missing(Step.TIMETABLE, Gap.OPENING_PASSED)]),
        ({"opens_at": NOW - 2 * DAY, "closes_at": NOW - DAY}, [Missing(Step.TIMETABLE, Gap.CLOSING_PASSED)]),
        ({"opens_at": NOW + DAY}, []),
        ({"bundle": ""}, [Missing(Step.DECISION, Gap.DECISION)]),
        ({"noticed": {"en"}}, [Missing(Step.NOTICES, Gap.NOTICES, "fr")]),
        ({"languages": ()}, [Missing(Step.LANGUAGES, Gap.LANGUAGE)]),
        ({"languages": (), "noticed": {"fr"}}, [
            Missing(Step.LANGUAGES, Gap.LANGUAGE), Missing(Step.NOTICES, Gap.NOTICES, "en"),
        ]),
    ],
)  # fmt: skip
def test_what_is_missing_is_named_with_its_step_and_nothing_else_is(given: dict[str, Any], gaps: list[Missing]) -> None:
    assert missing(ready(**given)) == gaps


def test_gaps_are_named_in_the_order_of_the_steps() -> None:
    steps = [one.step for one in missing(facts(languages=("en", "fr"), unreviewed=("fr",)))]
    assert steps == sorted(steps, key=list(Step).index)
    assert set(Step) - set(steps) == {Step.TERRITORIES, Step.REVIEW}


def test_a_step_is_done_when_nothing_of_it_is_missing_and_an_optional_one_when_it_is_saved() -> None:
    found = states(ready(mandate="", saved={Step.CATEGORIES}))
    assert list(found) == list(Step)
    assert {step for step in found if found[step] is StepState.TO_DO} == {Step.MANDATE, Step.REVIEW}
    assert {step for step in found if found[step] is StepState.OPTIONAL} == {Step.TERRITORIES}
    assert states(ready(categories=(), saved={Step.CATEGORIES}))[Step.CATEGORIES] is StepState.TO_DO


def test_after_a_step_comes_the_next_that_nobody_saved_then_the_first_to_do_and_the_review_at_the_last() -> None:
    found = states(ready(mandate="", has_text=False))
    assert next_step(found) is Step.MANDATE
    assert next_step(found, Step.MANDATE) is Step.CATEGORIES
    assert next_step(found, Step.TERRITORIES) is Step.TEXT
    assert next_step(found, Step.TEXT) is Step.REVIEW
    assert next_step(found, Step.REVIEW) is Step.MANDATE
    assert next_step(states(ready()), Step.REVIEW) is Step.REVIEW


def test_a_round_of_less_than_two_weeks_is_short() -> None:
    assert is_short(NOW, NOW + SHORT_ROUND - timedelta(seconds=1))
    assert not is_short(NOW, NOW + timedelta(days=14))


def test_a_short_name_is_made_of_the_title_s_plain_letters_or_numbered_where_it_is_taken() -> None:
    assert suggested_slug("AI: Principles, 2026!", ()) == "ai-principles-2026"
    assert suggested_slug("Land", {"land", "land-2"}) == "land-3"
    assert suggested_slug("الأرض", ()) == "consultation-1"
    assert suggested_slug("الأرض", {"consultation-1"}) == "consultation-2"
    assert suggested_slug("a" * 47 + " b", ()) == "a" * 47, "no hyphen at the end of one that is cut off"


def test_a_consultation_without_a_category_cannot_be_announced() -> None:
    assert Missing(Step.CATEGORIES, Gap.CATEGORY) in missing(facts())
    assert Missing(Step.CATEGORIES, Gap.CATEGORY) not in missing(facts(categories=("citizen",)))


def test_a_category_is_called_in_files_by_its_plain_letters_or_by_a_number_that_is_free() -> None:
    assert category_id("Trade unions", ()) == "trade_unions"
    assert category_id("Trade unions", {"trade_unions", "trade_unions_2"}) == "trade_unions_3"
    assert category_id("العمال", ()) == "category_1"
    assert category_id("العمال", {"category_1", "category_2"}) == "category_3"
