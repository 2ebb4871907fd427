"""A leaf has one spelling; anything else is refused, so that nobody can write one act in two ways."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.ledger.rules.leaf import MOST_BYTES, LeafRefused, LeafType, decode_leaf, encode_leaf, leaf_hash

HASH = "0f" * 32
MINIMAL: Mapping[str, str | int] = {
    "v": 1,
    "log": "7d9b1b56-0c1b-4a0e-9a43-16b3a9d3e1c5",
    "at": "2026-11-23T21:00:00.123Z",
    "type": "comment.create",
    "role": "participant",
    "c": HASH,
}
WHOLE: Mapping[str, str | int] = {**MINIMAL, "round": "r2", "subject": "clause:3.2", "actor": HASH, "ref": HASH}
SPELLED = (
    b'{"actor":"%(hash)b","at":"2026-11-23T21:00:00.123Z","c":"%(hash)b","log":"7d9b1b56-0c1b-4a0e-9a43-16b3a9d3e1c5",'
    b'"ref":"%(hash)b","role":"participant","round":"r2","subject":"clause:3.2","type":"comment.create","v":1}'
    % {b"hash": HASH.encode()}
)
# Anything Unicode can write but NUL; lone surrogates are no characters.
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)


def a_leaf(**changed: Any) -> dict[str, Any]:
    return {**MINIMAL, **changed}


def test_a_leaf_is_spelt_as_it_always_will_be() -> None:
    assert encode_leaf(WHOLE) == SPELLED
    assert decode_leaf(SPELLED) == WHOLE


@given(log=words, role=words, subject=words, kind=st.sampled_from(LeafType))
@settings(max_examples=60)
def test_every_leaf_is_read_back_from_its_bytes(log: str, role: str, subject: str, kind: LeafType) -> None:
    leaf = a_leaf(log=log, role=role, subject=subject, type=str(kind))
    assert decode_leaf(encode_leaf(leaf)) == leaf


@pytest.mark.parametrize("member", sorted(MINIMAL))
def test_a_leaf_without_one_of_its_members_is_refused(member: str) -> None:
    with pytest.raises(LeafRefused, match="members"):
        encode_leaf({name: value for name, value in MINIMAL.items() if name != member})


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"note": "x"}, "members"),
        ({"v": 2}, "version"),
        ({"v": "1"}, "version"),
        ({"v": True}, "version"),
        ({"v": 1.0}, "version"),
        ({"v": 2**53}, "version"),
        ({"type": "vote.bought"}, "type"),
        ({"role": 5}, "role is not a text"),
        ({"subject": None}, "subject is not a text"),
        ({"subject": ["a"]}, "subject is not a text"),
        ({"subject": {"a": "b"}}, "subject is not a text"),
        ({"ref": 120}, "ref is not a text"),
        ({"role": "a\0b"}, "role holds NUL"),
        ({"subject": "\ud800"}, "no canonical form"),
        ({"c": HASH.upper()}, "c is not spelt"),
        ({"c": HASH[:-1]}, "c is not spelt"),
        ({"c": HASH + "\n"}, "c is not spelt"),
        ({"ref": "120"}, "ref is not spelt"),
        ({"actor": "someone"}, "actor is not spelt"),
        ({"actor": "org:"}, "actor is not spelt"),
        ({"at": "2026-11-23T21:00:00Z"}, "at is not spelt"),
        ({"at": "2026-11-23T21:00:00.123+00:00"}, "at is not spelt"),
        ({"at": "٢٠٢٦-11-23T21:00:00.123Z"}, "at is not spelt"),
    ],
)
def test_a_leaf_with_a_wrong_member_is_refused(changed: Mapping[str, Any], why: str) -> None:
    with pytest.raises(LeafRefused, match=why):
        encode_leaf(a_leaf(**changed))


def test_an_organisation_acts_under_its_own_name() -> None:
    leaf = a_leaf(actor="org:5f0c")
    assert decode_leaf(encode_leaf(leaf)) == leaf


def test_a_leaf_has_at_most_4_kilobytes() -> None:
    assert MOST_BYTES == 4 * 1024
    room = MOST_BYTES - len(encode_leaf(a_leaf(subject="")))
    assert len(encode_leaf(a_leaf(subject="x" * room))) == MOST_BYTES
    with pytest.raises(LeafRefused, match="4 KiB"):
        encode_leaf(a_leaf(subject="x" * (room + 1)))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b'"leaf"',
        b"{}",
        b"{",
        b"\xff",
        b"[" * 100_000,
        b"1" * 10_000,
        SPELLED + b"\n",
        b" " + SPELLED,
        b"\xef\xbb\xbf" + SPELLED,
        SPELLED.decode().encode("utf-16"),
        SPELLED.replace(b'"v":1', b'"v":1.0'),
        SPELLED.replace(b'"v":1', b'"v":1e0'),
        SPELLED.replace(b'"v":1', b'"v":NaN'),
        SPELLED.replace(b'"v":1', b'"v":' + b"1" * 5_000),
        SPELLED.replace(b'"v":1', b'"v":1,"v":1'),
        SPELLED.replace(b'"r2"', b'"\\u0072\\u0032"'),
        SPELLED.replace(b'"r2"', b'"\\ud800"'),
        SPELLED.replace(b'"r2"', b'"\\u0000"'),
        SPELLED.replace(b'"comment.create"', b'"comment\\u002ecreate"'),
        SPELLED.replace(b":", b": "),
        json.dumps(WHOLE).encode(),
    ],
)
def test_other_bytes_than_the_one_spelling_are_refused(data: bytes) -> None:
    with pytest.raises(LeafRefused):
        decode_leaf(data)


def test_escapes_are_taken_in_no_second_spelling() -> None:
    encoded = encode_leaf(a_leaf(role='é"\n'))
    assert '"é\\"\\n"'.encode() in encoded
    assert decode_leaf(encoded)["role"] == 'é"\n'
    for other in (b"\\u00e9", b"\\u00E9"):
        with pytest.raises(LeafRefused, match="not canonical"):
            decode_leaf(encoded.replace("é".encode(), other))


@given(place=st.integers(0, len(SPELLED) - 1), bit=st.integers(0, 7))
@settings(max_examples=300)
def test_a_flipped_bit_is_refused_or_is_another_leaf_with_another_hash(place: int, bit: int) -> None:
    flipped = bytearray(SPELLED)
    flipped[place] ^= 1 << bit
    assert leaf_hash(bytes(flipped)) != leaf_hash(SPELLED)
    try:
        leaf = decode_leaf(bytes(flipped))
    except LeafRefused:
        return
    assert leaf != WHOLE


def test_the_hash_of_a_leaf_is_that_of_rfc_9162() -> None:
    empty = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert leaf_hash(b"").hex() == empty
    assert leaf_hash(SPELLED) == hashlib.sha256(b"\0" + SPELLED).digest()
