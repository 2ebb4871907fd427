"""What every answer promises a browser, and under which names the site answers."""

import pytest

from consult.settings import Settings
from consult.web.security import POLICY, SAFE, trusted_hosts


def directives() -> dict[str, str]:
    return dict(one.strip().split(" ", 1) for one in POLICY.split(";"))


def test_scripts_styles_and_everything_else_come_from_this_site_alone() -> None:
    assert directives() == {
        "default-src": "'self'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "form-action": "'self'",
    }


@pytest.mark.parametrize("word", ["unsafe", "nonce", "*", "http:", "https:", "strict-dynamic", "eval"])
def test_the_policy_makes_no_exception(word: str) -> None:
    assert word not in POLICY


def test_only_methods_that_change_nothing_are_safe() -> None:
    assert {"GET", "HEAD", "OPTIONS"} == SAFE


@pytest.mark.parametrize(
    ("address", "hosts"),
    [
        ("https://consult.example.org", {"consult.example.org"}),
        ("https://consult.example.org:8443", {"consult.example.org:8443", "consult.example.org"}),
        ("http://127.0.0.1:8000", {"127.0.0.1:8000", "127.0.0.1", "localhost"}),
    ],
)
def test_the_site_answers_under_its_public_name_and_no_other(address: str, hosts: set[str]) -> None:
    assert set(trusted_hosts(Settings(public_url=address))) == hosts
