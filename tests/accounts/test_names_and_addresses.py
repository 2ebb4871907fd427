"""Names and e-mail addresses are brought to one form, and what only looks like one is refused."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.accounts.rules.identity import LONGEST_EMAIL, LONGEST_NAME, clean_email, clean_name, without_invisible


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("Ada@Example.ORG", "ada@example.org"),
        ("  ada@example.org\n", "ada@example.org"),
        ("ada+round2@mail.example.org", "ada+round2@mail.example.org"),
        ("用户@例子.公司", "用户@例子.公司"),
        ("jose\u0301@example.org", "josé@example.org"),
    ],
)
def test_an_address_has_one_form(typed: str, address: str) -> None:
    assert clean_email(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ada",
        "ada@",
        "@example.org",
        "ada@example",
        "ada@example.o",
        "ada@@example.org",
        "ada lovelace@example.org",
        "ada@example.org, bob@example.org",
        "Ada <ada@example.org>",
        "ada@[127.0.0.1]",
        "ada@example.org\r\nBcc: all@example.org",
        "ada\n@example.org",
        "ada\0@example.org",
        "ada\u202e@example.org",
        "ad\u200ba@example.org",
        "a" * 65 + "@example.org",
        "ada@" + "e" * LONGEST_EMAIL + ".org",
        "\ud800@example.org",
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    assert clean_email(typed) is None


def test_a_hostile_address_costs_no_time() -> None:
    assert clean_email("a@" + "a." * 100_000 + "!") is None
    assert clean_email("a@" + "." * 318) is None


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Ada Lovelace", "Ada Lovelace"),
        ("  Ada \t\n Lovelace ", "Ada Lovelace"),
        ("Jose\u0301", "José"),
        ("Jose\u200d\u0301", "José"),
        ("王小明", "王小明"),
        ("ادا", "ادا"),
        ("ad\u200bmin", "admin"),
        ("\u202enimda", "nimda"),
        ("a\u2066b\u2069c\u061c\u200e", "abc"),
        ("ad\u00admin\ufeff\u2060", "admin"),
        ("Kim\u3164\u115f", "Kim"),
        ("A\ufe0f\U000e0041", "A"),
        ("7", "7"),
        ("علی\u200cرضا", "علی\u200cرضا"),
        ("ශ්\u200dරී ලංකා", "ශ්\u200dරී ලංකා"),
        ("क्\u200cष", "क्\u200cष"),
        ("علی\u200d رضا\u200c", "علی رضا"),
        ("ad\u200cm\u200din", "admin"),
        ("👩\u200d🔬 Ada", "👩🔬 Ada"),
        ("A" * LONGEST_NAME, "A" * LONGEST_NAME),
        ("A" + "\u200b" * 1000, "A"),
    ],
)
def test_a_name_has_one_form_without_what_nobody_sees(typed: str, name: str) -> None:
    assert clean_name(typed) == name


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " \n",
        "\u200b\u3164",
        "\u2800",
        "...",
        "A" * (LONGEST_NAME + 1),
        "A" + "\u0323" * 1000,
        "a\0b",
        "a\x1b[2J",
        "a\x85\x9fb",
        "a\ud800",
        "a\ufdd0",
        "a\U0001ffff",
    ],
)
def test_what_is_no_name_is_refused(typed: str) -> None:
    assert clean_name(typed) is None


JOINERS = "\u200c\u200d"
letters = st.text(st.sampled_from("aé\u0301 بارک\u0651ශ්රක्ष\u200b\u200c\u200d\u202e\u3164"), max_size=12)


@given(st.text(max_size=40) | letters)
@settings(max_examples=300)
def test_a_form_is_its_own(typed: str) -> None:
    name, address = clean_name(typed), clean_email(f"{typed}@example.org")
    assert name is None or clean_name(name) == name
    assert name is None or name.translate(dict.fromkeys(map(ord, JOINERS))) == without_invisible(name)
    assert name is None or unicodedata.is_normalized("NFC", name)
    assert address is None or clean_email(address) == address
