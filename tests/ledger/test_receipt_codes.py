"""A receipt code can be read aloud, typed with mistakes that look alike, and found again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.kernel.codes import CROCKFORD
from consult.ledger.rules.receipt import read_code, receipt_code, show_code

hashes = st.binary(min_size=32, max_size=32)


def test_a_receipt_is_the_first_50_bits_of_the_hash() -> None:
    assert receipt_code(bytes(32)) == "0000000000"
    assert receipt_code(b"\xff" * 32) == "ZZZZZZZZZZ"
    assert receipt_code(bytes.fromhex("f044324a9befc0") + bytes(25)) == "Y1234JMVXZ"


@given(hashes)
@settings(max_examples=100)
def test_what_is_shown_is_what_is_read(hash_of_leaf: bytes) -> None:
    code = receipt_code(hash_of_leaf)
    assert len(code) == 10
    assert set(code) <= set(CROCKFORD)
    assert show_code(code) == f"{code[:5]}-{code[5:]}"
    assert read_code(show_code(code)) == code


@given(hashes, st.data())
@settings(max_examples=100)
def test_case_spaces_hyphens_and_lookalikes_do_not_matter(hash_of_leaf: bytes, data: st.DataObject) -> None:
    code = receipt_code(hash_of_leaf)
    alike = {"0": "0Oo", "1": "1IiLl"}
    typed = [
        data.draw(st.sampled_from(alike.get(one, one + one.lower()))) + data.draw(st.sampled_from(["", " ", "-", "\t"]))
        for one in code
    ]
    assert read_code("".join(typed)) == code


@pytest.mark.parametrize(
    "typed", ["", "7K3MA-Q2XF", "7K3MA-Q2XF99", "7K3MA-Q2XFU", "7K3MA_Q2XF9", "7K3MA-Q2XFÉ", "٧K3MAQ2XF9"]
)
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_code(typed) is None
