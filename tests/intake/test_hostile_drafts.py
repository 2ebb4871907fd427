"""Texts made to keep the server busy: read or refused at once, whatever is in them."""

import time

import pytest

from consult.intake.rules.problems import Reason
from tests.intake.test_drafts_in_markdown import parts_of, problem_of

MOST_SECONDS = 2


@pytest.mark.parametrize(
    "hostile",
    ["[" * 3_999, "*a **a " * 500, "> " * 1_000 + "a", "---\n" + "a: b\n\n" * 5_000, "#" * 3_999],
)
def test_a_hostile_text_does_not_keep_the_server_busy(hostile: str) -> None:
    begun = time.process_time()
    assert parts_of(hostile)
    assert time.process_time() - begun < MOST_SECONDS


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" + "<!-- " * 100_000,
        "<div>" + " " * 100_000 + "x",
        "a" + "\u00a0" * 100_000 + "b",
        "a " + "{#a} " * 100_000 + "b",
    ],
)
def test_a_hostile_text_is_refused_before_it_keeps_the_server_busy(hostile: str) -> None:
    begun = time.process_time()
    assert problem_of(hostile).reason is Reason.TOO_LONG
    assert time.process_time() - begun < MOST_SECONDS


def test_ten_thousand_headings_are_numbered_without_keeping_the_server_busy() -> None:
    begun = time.process_time()
    assert parts_of("# A\n\nb\n\n" * 5_000)[-1].number == "5000.1"
    assert time.process_time() - begun < MOST_SECONDS
