"""A commitment fixes what was said and by whom, opens with its salt, and shows neither without."""

import hashlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rfc8785 import CanonicalizationError

from consult.ledger.rules.commitment import actor_commitment, canonical_content, content_commitment, opens

SALT = bytes(range(32))
PERSON = "7d9b1b56-0c1b-4a0e-9a43-16b3a9d3e1c5"
contents = st.dictionaries(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"])),
    max_size=4,
)


def test_a_content_s_commitment_is_the_formula_that_was_published() -> None:
    content = canonical_content({"position": "object", "item": "5.2"})
    assert content == b'{"item":"5.2","position":"object"}'
    expected = hashlib.sha256(b"consult/v1/" + b"vote.cast" + b"\0" + SALT + content).hexdigest()
    assert content_commitment("vote.cast", SALT, content) == expected


def test_an_actor_s_commitment_is_the_formula_that_was_published() -> None:
    expected = hashlib.sha256(b"consult/v1/actor" + b"\0" + SALT + PERSON.encode()).hexdigest()
    assert actor_commitment(SALT, PERSON) == expected


def test_two_acts_of_one_person_have_nothing_in_common() -> None:
    assert actor_commitment(SALT, PERSON) != actor_commitment(SALT[::-1], PERSON)


@given(content=contents, other=contents)
@settings(max_examples=60)
def test_a_commitment_opens_with_its_own_content_and_with_no_other(content: Any, other: Any) -> None:
    fixed = canonical_content(content)
    commitment = content_commitment("vote.cast", SALT, fixed)
    assert opens(commitment, "vote.cast", SALT, fixed)
    assert opens(commitment, "vote.cast", SALT, canonical_content(other)) == (canonical_content(other) == fixed)


def test_a_commitment_opens_neither_as_another_act_nor_with_another_salt() -> None:
    commitment = content_commitment("vote.cast", SALT, b"{}")
    assert not opens(commitment, "vote.recorded", SALT, b"{}")
    assert not opens(commitment, "vote.cast", bytes(32), b"{}")


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_salt_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        content_commitment("vote.cast", bytes(length), b"{}")
    with pytest.raises(ValueError, match="32 bytes"):
        actor_commitment(bytes(length), PERSON)


@pytest.mark.parametrize("content", [{"a": 0.5}, {"a": {"b": [1.0]}}, {"a": (2.0,)}, {"a": [{"b": float("nan")}]}])
def test_content_with_a_fraction_is_refused_wherever_it_stands(content: Any) -> None:
    with pytest.raises(TypeError, match="write them as texts"):
        canonical_content(content)


@pytest.mark.parametrize(
    "content", [{"a": 2**53}, {"a": -(2**53)}, {"a": "\ud800"}, {1: "a"}, {"a": b"bytes"}, {"a": {1}}]
)
def test_content_without_a_canonical_form_is_refused(content: Any) -> None:
    with pytest.raises(CanonicalizationError):
        canonical_content(content)


def test_the_greatest_whole_numbers_are_content() -> None:
    assert canonical_content({"a": [2**53 - 1, -(2**53) + 1]}) == b'{"a":[9007199254740991,-9007199254740991]}'
