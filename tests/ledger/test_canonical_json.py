"""The canonical JSON that everything hashed is written in agrees with the vectors of RFC 8785."""

import json

import pytest
import rfc8785

from consult.ledger.rules.commitment import canonical_content
from tests.shared_data import shared_path

NAMES = ("arrays", "french", "structures", "unicode", "values", "weird")


@pytest.mark.parametrize("name", NAMES)
def test_a_vector_of_the_rfc_comes_out_byte_for_byte(name: str) -> None:
    folder = shared_path("data/ledger-vectors/jcs")
    given = json.loads((folder / "input" / f"{name}.json").read_text(encoding="utf-8"))
    expected = (folder / "output" / f"{name}.json").read_bytes()
    assert rfc8785.dumps(given) == expected
    assert bytes.fromhex((folder / "outhex" / f"{name}.txt").read_text()) == expected


def test_members_stand_in_the_order_of_utf_16_as_the_rfc_wants() -> None:
    assert canonical_content({"\ufb33": 1, "\U0001f600": 2, "a": 3}) == '{"a":3,"\U0001f600":2,"\ufb33":1}'.encode()
