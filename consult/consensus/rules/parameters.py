"""What an organiser may choose about a rule: a number of seats, a threshold, or one of a few words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from consult.consensus.rules.shares import read_threshold


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may be chosen: its default, whether a chosen value is allowed, and the words to choose from, if it has any."""

    name: str
    default: int | str
    allows: Callable[[Any], bool]
    choices: tuple[str, ...] = ()


def number(name: str, default: int, *, least: int = 1) -> Parameter:
    """Return a parameter that is a whole number of at least `least`."""
    return Parameter(name, default, lambda value: type(value) is int and value >= least)


def choice(name: str, default: str, words: Iterable[str]) -> Parameter:
    """Return a parameter that is one of these words."""
    choices = tuple(map(str, words))
    return Parameter(name, str(default), lambda value: isinstance(value, str) and value in choices, choices)


def threshold(name: str, default: str) -> Parameter:
    """Return a parameter that a share must reach: a fraction between 0 and 1, as text."""
    return Parameter(name, default, _is_threshold)


def exceeded_threshold(name: str, default: str) -> Parameter:
    """Return a parameter that a share must exceed, so that it is below 1: a fraction, as text."""
    return Parameter(name, default, lambda value: _is_threshold(value) and read_threshold(value) < 1)


def _is_threshold(value: Any) -> bool:  # noqa: ANN401 - whatever a contract holds
    try:
        return isinstance(value, str) and read_threshold(value) <= 1
    except ValueError:
        return False
