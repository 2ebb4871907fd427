"""Choices that look free and are always the same: drawn from the digest of what they are about."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


def share(*about: object) -> float:
    """Return a number from 0 to below 1 that only what it is about decides."""
    digest = hashlib.sha256("\x1f".join(map(str, about)).encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def pick(things: Sequence[Thing], *about: object) -> Thing:
    """Return one of the things."""
    return things[int(share(*about) * len(things))]


def in_drawn_order(
    things: Iterable[Thing], *about: object, name: Callable[[Thing], object] = lambda thing: thing
) -> list[Thing]:
    """Return the things in an order that their names decide, whatever order they came in."""
    return sorted(things, key=lambda thing: share(*about, name(thing)))


def apportion(shares: Sequence[int], seats: int) -> list[int]:
    """Return whole numbers that add up to the seats, by largest remainder; of equal remainders the first is served first.

    Example: shares of 50, 30 and 20 for 7 seats give 4, 2 and 1.
    """
    whole = sum(shares)
    given = [one * seats // whole for one in shares]
    rest = sorted(range(len(shares)), key=lambda place: (-(shares[place] * seats % whole), place))
    for place in rest[: seats - sum(given)]:
        given[place] += 1
    return given
