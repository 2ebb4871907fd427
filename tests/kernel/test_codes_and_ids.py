"""Codes, identifiers and secrets: opaque, in one spelling, and long enough."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.kernel.codes import CROCKFORD, crockford
from consult.kernel.ids import is_id, new_digits, new_id, new_token


def test_crockford_s_alphabet_leaves_out_what_looks_alike() -> None:
    assert len(CROCKFORD) == len(set(CROCKFORD)) == 32
    assert not set(CROCKFORD) & set("ILOU")


@given(st.binary(min_size=7, max_size=40))
@settings(max_examples=100)
def test_a_code_is_the_first_bits_of_the_data_in_base_32(data: bytes) -> None:
    bits = "".join(f"{byte:08b}" for byte in data)
    expected = "".join(CROCKFORD[int(bits[place : place + 5], 2)] for place in range(0, 50, 5))
    assert crockford(data) == expected
    assert crockford(data, 4) == expected[:4]


def test_identifiers_differ_and_are_ours() -> None:
    made = {new_id() for _ in range(1000)}
    assert len(made) == 1000
    assert all(is_id(one) for one in made)
    assert all(one[14] == "4" for one in made)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "7D9B1B56-0C1B-4A0E-9A43-16B3A9D3E1C5",
        "7d9b1b560c1b4a0e9a4316b3a9d3e1c5",
        "{7d9b1b56-0c1b-4a0e-9a43-16b3a9d3e1c5}",
        "urn:uuid:7d9b1b56-0c1b-4a0e-9a43-16b3a9d3e1c5",
        "7d9b1b56-0c1b-4a0e-9a43-16b3a9d3e1c",
        "7d9b1b56-0c1b-4a0e-9a43-16b3a9d3e1c5\n",
        "../../../etc/passwd",
    ],
)
def test_another_spelling_is_no_identifier(text: str) -> None:
    assert not is_id(text)


def test_a_secret_of_a_link_has_256_bits_and_is_safe_in_an_address() -> None:
    made = {new_token() for _ in range(100)}
    assert len(made) == 100
    assert {len(one) for one in made} == {43}
    assert all(one.replace("-", "").replace("_", "").isalnum() and one.isascii() for one in made)


def test_a_secret_to_type_has_digits_only_and_keeps_its_zeros() -> None:
    made = [new_digits() for _ in range(300)]
    assert {len(one) for one in made} == {8}
    assert set("".join(made)) == set("0123456789")
    assert len(new_digits(6)) == 6
