"""Exposure: how evenly the statements of a round were put before people, by whose they are and in which language."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from consult.consensus.rules.suppression import PUBLIC, SMALLEST_CELL

ORGANISER = "organiser"
"""Whose the statements are that stood in the round from the beginning."""
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Exposed:
    """A statement that was asked: whose category it is, in which language, and how many seats answered or passed it.

    `author` is the seat that submitted it, None for the organisers' own and for those of a source.
    """

    category: str
    lang: str
    author: str | None
    seats: int


def gini(values: Sequence[int]) -> Fraction | None:
    """Return the Gini coefficient: 0 where all values are equal, nearly 1 where one has everything; None where all are 0.

    G = 2 * sum(i * x[i]) / (n * sum(x)) - (n + 1) / n with the values in rising order and i from 1, which is the mean
    difference between two values over twice their mean. Source: C. Gini, Variabilita e mutabilita, 1912, in the form
    of Dixon and others, Ecology 68, 1987. Example: of 1, 2 and 3 it is 2 * 14 / 18 - 4 / 3 = 2/9.
    """
    n, total = len(values), sum(values)
    if total == 0:
        return None
    ranked = sum(place * value for place, value in enumerate(sorted(values), start=1))
    return Fraction(2 * ranked, n * total) - Fraction(n + 1, n)


def exposure(statements: Iterable[Exposed], disclosure: Mapping[str, str], *, minimum: int) -> dict[str, Any]:
    """Return how evenly the statements were answered: all of them, by category of their authors, and by language.

    Each group has the mean number of seats that answered a statement, the Gini coefficient of these numbers, and how
    many statements fewer than `minimum` seats answered. Unless all answers are public, 1 to 4 answers to a statement
    count as none. A category that is not public with 1 to 4 authors shows no figures, and where it is the only one,
    the next smallest goes with it, one that is not public before others. Example: of three statements with 10, 20 and 30 answers and a
    minimum of 20 the mean is 20, the coefficient 0.222222, and one is below the minimum.
    """
    every = list(statements)
    if not all(word in PUBLIC for word in disclosure.values()):
        every = [replace(one, seats=0) if one.seats < SMALLEST_CELL else one for one in every]
    by_category = _grouped(every, lambda one: one.category)
    hidden = _hidden(by_category, disclosure)
    return {
        "minimum": minimum,
        "all": _figures(every, minimum),
        "categories": [
            {"category": name, **_figures(group, minimum, is_hidden=name in hidden), "suppressed": name in hidden}
            for name, group in sorted(by_category.items())
        ],
        "languages": [
            {"lang": name, **_figures(group, minimum)}
            for name, group in sorted(_grouped(every, lambda one: one.lang).items())
        ],
    }


def _grouped(every: Iterable[Exposed], name_of: Callable[[Exposed], str]) -> dict[str, list[Exposed]]:
    found: dict[str, list[Exposed]] = {}
    for one in every:
        found.setdefault(name_of(one), []).append(one)
    return found


def _hidden(by_category: Mapping[str, Sequence[Exposed]], disclosure: Mapping[str, str]) -> set[str]:
    """Return the categories whose figures would be those of a few people, with one more where it would be a single one.

    Without that one the figures of all, less those that are shown, would be the figures that are left out.
    """
    authors = {name: len({one.author for one in by_category[name]}) for name in disclosure if name in by_category}
    is_public = {name: disclosure[name] in PUBLIC for name in authors}
    small = {name for name, count in authors.items() if count < SMALLEST_CELL and not is_public[name]}
    others = sorted(
        (name for name in authors if name not in small), key=lambda name: (is_public[name], authors[name], name)
    )
    return small | {*others[:1]} if len(small) == 1 else small


def _figures(group: Sequence[Exposed], minimum: int, *, is_hidden: bool = False) -> dict[str, Any]:
    names = ("asked", "answers_per_statement", "gini", "below_minimum")
    if is_hidden:
        return dict.fromkeys(names)
    seats = [one.seats for one in group]
    found = gini(seats)
    return {
        "asked": len(seats),
        "answers_per_statement": round(sum(seats) / len(seats), DIGITS) if seats else None,
        "gini": None if found is None else round(float(found), DIGITS),
        "below_minimum": sum(each < minimum for each in seats),
    }
