"""How long a way in stays open, how secrets are kept, and where a reader may be sent afterwards."""

import hashlib
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.accounts.rules.access import (
    FIRST_LINK_LIFE,
    LINK_LIFE,
    LONGEST_PASSWORD,
    SESSION_IDLE,
    SESSION_LIFE,
    SHORTEST_PASSWORD,
    is_same,
    is_session_alive,
    safe_next,
    secret_hash,
)

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
A_MOMENT = timedelta(microseconds=1)


def test_of_a_secret_only_its_digest_is_kept() -> None:
    assert secret_hash("a secret") == hashlib.sha256(b"a secret").digest()
    assert is_same(secret_hash("a secret"), secret_hash("a secret"))
    assert not is_same(secret_hash("a secret"), secret_hash("another"))


@pytest.mark.parametrize(
    ("idle", "age", "is_alive"),
    [
        (timedelta(), timedelta(), True),
        (SESSION_IDLE - A_MOMENT, SESSION_LIFE - A_MOMENT, True),
        (SESSION_IDLE, timedelta(days=1), False),
        (timedelta(), SESSION_LIFE, False),
    ],
)
def test_a_session_lives_while_it_is_used_and_not_beyond_its_whole_life(
    idle: timedelta, age: timedelta, is_alive: bool
) -> None:
    alive = is_session_alive(last_seen_at=NOON - idle, expires_at=NOON - age + SESSION_LIFE, now=NOON)
    assert alive is is_alive


def test_ways_in_stay_open_as_long_as_the_documents_promise() -> None:
    assert timedelta(minutes=10) <= LINK_LIFE <= FIRST_LINK_LIFE <= timedelta(hours=24)
    assert (timedelta(hours=12), timedelta(days=30)) == (SESSION_IDLE, SESSION_LIFE)
    assert SHORTEST_PASSWORD >= 12
    assert LONGEST_PASSWORD <= 128


@pytest.mark.parametrize(
    "address", ["/", "/en/c/ai-principles/d/1/5.2", "/en/c/a?open=5.2#c5.2", "/ar/c/a?q=%D8%A7", "/a//b", "/account/"]
)
def test_a_path_on_this_site_is_where_the_reader_goes_on(address: str) -> None:
    assert safe_next(address) == address


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "en/c/a",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/%09/evil.example",
        "/%5cevil.example",
        "/%5Cevil.example",
        "/%2f/evil.example",
        "/%2Fevil.example",
        "/%0aevil.example",
        "/%0D/evil.example",
        "https:evil.example",
        "https://evil.example/",
        "http://host@evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/a\nLocation: //evil.example",
        "/a\r\nSet-Cookie: a=b",
        "/a b",
        "/\u2028",
        "/a\n",
        "/" + "a" * 2000,
    ],
)
def test_an_address_elsewhere_is_not_followed_in_any_disguise(address: str | None) -> None:
    assert safe_next(address) is None


@given(st.text(st.sampled_from("/\\%2f5c09:@.ae?#\t\n "), max_size=12))
@settings(max_examples=300)
def test_whatever_is_followed_stays_on_this_host(address: str) -> None:
    followed = safe_next(address)
    assert (
        followed is None or urlsplit(urljoin("https://consult.example/sign-in", followed)).netloc == "consult.example"
    )
