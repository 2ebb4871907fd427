"""Fair routing: which statement a reader is asked next, so that whoever speaks late, seldom or alone is heard too."""

import hmac
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import log

ORGANISERS = ""
"""Whose the statements are that stood in the round from the beginning: a turn of their own, beside the categories."""
LARGEST = 2**64


@dataclass(frozen=True, slots=True)
class Routed:
    """A statement that readers are asked about: whose category it is, in which language, how many seats have answered it."""

    id: str
    category: str
    lang: str
    seats: int


def seed_of(seat: str, day: date) -> bytes:
    """Return what a seat's draws of one day are made with: HMAC-SHA256 of the day under the seat's own identifier.

    So the draw is another one for every seat and every day, whoever knows the seat can repeat it, and nobody else can
    foretell it.
    """
    return _drawn(seat.encode(), day.isoformat())


def next_asked(waiting: Sequence[Routed], answered: Iterable[Routed], *, seed: bytes, enough: int) -> Routed | None:
    """Return the statement that a reader is asked next of those they have not answered; None where none waits.

    Categories of authors take turns, and within a category languages: next is the one of which the reader has answered
    fewest, ties in an order that the seed draws. Within both, each statement is drawn with a probability that is
    proportional to w = 1 / (1 + min(seats, enough)): one that few have answered catches up, at most enough + 1 times
    as fast as others, and once `enough` seats have answered all of them, all are alike. What was said of a statement
    is never looked at, so none becomes popular by being shown. Source: weighted sampling by u ** (1 / w) with the
    greatest key (Efraimidis and Spirakis, 2006), where u in (0, 1] is an HMAC-SHA256 of the statement under the seed;
    compared as log(u) / w. Example: with 0, 1 and 3 seats the weights are 1, 1/2 and 1/4, and the statements are drawn
    with 4/7, 2/7 and 1/7.
    """
    if not waiting:
        return None
    seen = list(answered)
    category = _next_turn({one.category for one in waiting}, Counter(one.category for one in seen), seed)
    of_category = [one for one in waiting if one.category == category]
    in_language = Counter(one.lang for one in seen if one.category == category)
    lang = _next_turn({one.lang for one in of_category}, in_language, seed)
    offered = [one for one in of_category if one.lang == lang]
    return max(offered, key=lambda one: (_key(one, seed, enough), one.id))


def _next_turn(names: Collection[str], answered: Counter[str], seed: bytes) -> str:
    """Return the name of which fewest were answered; between equals the seed decides."""
    return min(names, key=lambda name: (answered[name], _drawn(seed, f"turn/{name}")))


def _key(one: Routed, seed: bytes, enough: int) -> float:
    """Return log(u) / w for a statement: the greatest of them is drawn."""
    u = (int.from_bytes(_drawn(seed, one.id)[:8]) + 1) / LARGEST
    return log(u) * (1 + min(one.seats, enough))


def _drawn(key: bytes, words: str) -> bytes:
    return hmac.digest(key, words.encode(), "sha256")
