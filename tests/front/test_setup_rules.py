"""What a consultation that is being set up still lacks, and what its own categories are called in files."""

from datetime import UTC, datetime
from typing import Any

from consult.front.rules.setup import Facts, Gap, Missing, Step, category_id, missing


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
        "now": datetime(2026, 11, 26, tzinfo=UTC),
    }
    return Facts(**{**values, **given})


def test_a_consultation_without_a_category_cannot_be_announced() -> None:
    assert Missing(Step.CATEGORIES, Gap.CATEGORY) in missing(facts())
    assert Missing(Step.CATEGORIES, Gap.CATEGORY) not in missing(facts(categories=("citizen",)))


def test_a_category_is_called_in_files_by_its_plain_letters_or_by_a_number_that_is_free() -> None:
    assert category_id("Trade unions", ()) == "trade_unions"
    assert category_id("Trade unions", {"trade_unions", "trade_unions_2"}) == "trade_unions_3"
    assert category_id("العمال", ()) == "category_1"
    assert category_id("العمال", {"category_1", "category_2"}) == "category_3"
