"""Shares as people read them."""

import pytest

from consult.web.figures import fraction_in_percent, in_digits, in_percent
from tests.web.reader import reader

SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("share", "shown"), [(0, "0"), (0.001, "1"), (0.8, "80"), (0.666, "67"), (0.997, "99"), (1, "100")]
)
def test_only_all_is_all_and_only_nothing_is_nothing(share: float, shown: str) -> None:
    with reader():
        assert in_percent(share) == f"{shown}{SPACE}%"


@pytest.mark.parametrize(("bound", "shown"), [(0, "0"), (0.009, "0"), (0.7299, "72"), (0.29, "29"), (1, "100")])
def test_a_cautious_estimate_is_never_rounded_up(bound: float, shown: str) -> None:
    with reader():
        assert in_percent(bound, down=True) == f"{shown}{SPACE}%"


@pytest.mark.parametrize(("written", "shown"), [("2/3", "66.7"), ("1/2", "50"), ("19/30", "63.3"), ("1/1", "100")])
def test_an_exact_fraction_is_told_to_a_tenth_of_a_percent(written: str, shown: str) -> None:
    with reader():
        assert fraction_in_percent(written) == f"{shown}{SPACE}%"


@pytest.mark.parametrize(("language", "shown"), [("en", "0.500"), ("de", "0,500")])
def test_a_figure_with_fixed_digits_has_the_point_of_the_reader_s_language(language: str, shown: str) -> None:
    with reader(language):
        assert in_digits(0.5, 3) == shown
