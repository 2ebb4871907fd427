"""The vocabulary in which a service says no."""

import pytest

from consult.kernel.errors import Busy, Forbidden, Invalid, NotFound, Refused, SignInNeeded, msgid


def test_a_sentence_that_is_marked_for_the_catalogues_stays_as_it_is() -> None:
    assert msgid("Choose one.") == "Choose one."


@pytest.mark.parametrize(
    ("kind", "code", "status"),
    [
        (Refused, "refused", 409),
        (NotFound, "not-found", 404),
        (Forbidden, "forbidden", 403),
        (SignInNeeded, "sign-in-needed", 401),
        (Invalid, "invalid", 422),
        (Busy, "busy", 503),
    ],
)
def test_a_refusal_has_a_code_a_status_and_a_whole_sentence(kind: type[Refused], code: str, status: int) -> None:
    assert (kind.code, kind.status) == (code, status)
    assert kind.sentence.endswith(".")


def test_a_refusal_names_the_field_at_fault_and_its_facts() -> None:
    refused = Invalid(field="text", most=10, length=12)
    assert refused.field == "text"
    assert refused.facts == {"most": 10, "length": 12}
    assert str(refused) == "invalid (most=10, length=12)"


def test_a_refusal_without_facts_says_its_code() -> None:
    assert str(NotFound()) == "not-found"
    assert NotFound().field is None
