"""Pseudonyms: one for each person and consultation, which only the secret links to anyone."""

import hashlib

import pytest

from consult.export.rules.pseudonyms import pseudonym

SECRET = b"test-secret"


def test_a_person_has_the_same_pseudonym_throughout_a_consultation_and_another_in_the_next() -> None:
    assert pseudonym(SECRET, "c1", "42") == "518407fed4f4d832"
    assert pseudonym(SECRET, "c2", "42") == "f132c1ea50f0bcca"


def test_without_the_secret_nobody_finds_the_pseudonym_again() -> None:
    assert pseudonym(b"another", "c1", "42") != pseudonym(SECRET, "c1", "42")
    assert pseudonym(SECRET, "c1", "42", digits=64) != hashlib.sha256(b"c1\x1f42").hexdigest()


def test_a_longer_pseudonym_begins_with_the_shorter_one() -> None:
    longer = pseudonym(SECRET, "c1", "42", digits=64)
    assert len(longer) == 64
    assert longer.startswith(pseudonym(SECRET, "c1", "42"))


def test_where_consultation_and_person_meet_makes_a_difference() -> None:
    assert pseudonym(SECRET, "c1", "23") != pseudonym(SECRET, "c12", "3")


@pytest.mark.parametrize(
    ("secret", "consultation", "person", "digits"),
    [
        (b"", "c1", "42", 16), (SECRET, "c\x1f1", "42", 16), (SECRET, "c1", "4\x1f2", 16),
        (SECRET, "c1", "42", 15), (SECRET, "c1", "42", 65),
    ],
)  # fmt: skip
def test_what_would_not_be_a_pseudonym_is_refused(secret: bytes, consultation: str, person: str, digits: int) -> None:
    with pytest.raises(ValueError, match="secret"):
        pseudonym(secret, consultation, person, digits=digits)
