"""Answers that came as those of programs or of one hand do: a flag that asks whether a result hangs on them, and no more.

A call that many follow brings bursts as well, and some people do say the same to everything: nobody is left out for it.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from consult.moderation.rules.signals.discoveries import benjamini_hochberg
from consult.moderation.rules.signals.newcomers import newcomers_among

LINE_ANSWERS, LINE_SHARE, LINE_PACE = 20, Fraction(95, 100), timedelta(seconds=2)
"""From so many answers on, of which so many say the same and which took less than so long each, they are a line."""
BURST_SEATS, BURST_WITHIN, BURST_ANSWERS, BURST_TIMES = 10, timedelta(minutes=10), 5, 10
"""So many seats with the same answers within so long are a burst, if they answered so much and come so much more often."""
NEW_WITHIN = timedelta(days=1)
"""An account is new in a round when it was made later than so long before the opening."""
NEW_SEATS, NEW_Q = 10, 0.01
"""So many new accounts on a side crowd there, if at most so many of those who are found would be there by chance."""

Key = TypeVar("Key", bound=Hashable)


class Signal(StrEnum):
    """What may point at a seat in a round."""

    STRAIGHT_LINING = "straight_lining"
    BURST = "burst"
    NEW_ACCOUNTS = "new_accounts"
    SHARED_EVIDENCE = "shared_evidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a seat answered in a round, as far as signals ask.

    So many `answers`, so many of them with its commonest word, the first and the last; `words` are equal where two seats
    gave the same answers.
    """

    seat: str
    answers: int
    alike: int
    first: datetime
    last: datetime
    words: Hashable


@dataclass(frozen=True, slots=True)
class Side:
    """Who took one side of an item: how many new accounts, how many seats; and of all who took a side, the same."""

    found: int
    side: int
    new: int
    whole: int


def straight_lines(sheets: Iterable[Sheet]) -> dict[str, int]:
    """Return the seats that gave the same word to at least 95 % of at least 20 items, in less than two seconds each.

    Each comes with how many answers it gave. The pace is the time from the first answer to the last over the answers
    between; `one_by_one` says of which seats it is one. Source: straight-lining in surveys, here with the time that reading takes.
    Example: 20 answers within 37 seconds are a line, within 38 they are not.
    """
    return {
        one.seat: one.answers
        for one in sheets
        if one.answers >= LINE_ANSWERS and one.alike >= LINE_SHARE * one.answers
        if one.last - one.first < LINE_PACE * (one.answers - 1)
    }


def one_by_one(lines: Mapping[str, int], moments: Mapping[str, int]) -> frozenset[str]:
    """Return the seats that gave nine tenths of so many answers at moments of their own: what is saved together has no pace.

    >>> sorted(one_by_one({"a": 20, "b": 20, "c": 20}, {"a": 18, "b": 17}))
    ['a']
    """
    return frozenset(seat for seat, answers in lines.items() if 10 * moments.get(seat, 0) >= 9 * answers)


def bursts(sheets: Iterable[Sheet], lasted: timedelta) -> frozenset[str]:
    """Return the seats that completed the same answers as at least nine others within ten minutes.

    Fewer than five answers are alike by chance and are not looked at. Where many answer alike all the time, only what
    comes at ten times the rate of the whole round is a burst: 2,000 equal sheets in a round of 7 days come at about 2
    in ten minutes, so 20 are asked for. In a round of less than a hundred minutes that asks for more than there can be.
    """
    if lasted < BURST_TIMES * BURST_WITHIN:
        return frozenset()
    alike: defaultdict[tuple[int, Hashable], list[Sheet]] = defaultdict(list)
    for one in sheets:
        if one.answers >= BURST_ANSWERS:
            alike[one.answers, one.words].append(one)
    found: set[str] = set()
    for group in (each for each in alike.values() if len(each) >= BURST_SEATS):
        usual = len(group) * Fraction(BURST_WITHIN // timedelta.resolution, lasted // timedelta.resolution)
        found |= _crowded(sorted(group, key=lambda one: one.last), max(Fraction(BURST_SEATS), BURST_TIMES * usual))
    return frozenset(found)


def crowded_sides(sides: Mapping[Key, Side]) -> frozenset[Key]:
    """Return the sides of items on which ten or more new accounts crowd, beyond what chance would bring.

    Each side's tail is that of `newcomers_among` over those who took a side, adjusted for how many sides there are; at
    most one in a hundred of those that are found is to be expected by chance. Where all accounts are new, or none is,
    nothing crowds.
    """
    keys = list(sides)
    tails = [newcomers_among(one.found, one.side, one.new, one.whole).p_upper for one in sides.values()]
    adjusted = benjamini_hochberg(tails)
    return frozenset(
        key
        for key, p in zip(keys, adjusted, strict=True)
        if p is not None and p <= NEW_Q and sides[key].found >= NEW_SEATS
    )


def sharing(evidence: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the seats that sent the same evidence as another seat: pairs of a seat and a link, which may be empty.

    >>> sorted(sharing([("a", "https://example.org/R "), ("b", "https://EXAMPLE.org/r"), ("c", ""), ("d", "")]))
    ['a', 'b']
    """
    pairs = {(seat, link.strip().casefold()) for seat, link in evidence if link.strip()}
    times = Counter(link for _, link in pairs)
    return frozenset(seat for seat, link in pairs if times[link] > 1)


def _crowded(in_time: Sequence[Sheet], least: Fraction) -> set[str]:
    """Return the seats of every stretch of ten minutes that holds at least so many."""
    found: set[str] = set()
    start = 0
    for end, one in enumerate(in_time):
        while one.last - in_time[start].last > BURST_WITHIN:
            start += 1
        if end - start + 1 >= least:
            found.update(each.seat for each in in_time[start : end + 1])
    return found
