"""Whether a file with a line for each person can be published: k-anonymity, and diversity of what it tells."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from consult.consensus.rules.suppression import SMALLEST_CELL

LEAST_DIVERSITY = 2

Row = Mapping[str, Any]
Classes = Mapping[tuple[Any, ...], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Anonymity:
    """The k and the l of rows; None without rows.

    `size` is the number of rows in the smallest class, `diversity` the fewest different sensitive values in a class.
    """

    size: int | None
    diversity: int | None


def anonymity_of(rows: Iterable[Row], quasi_identifiers: Sequence[str], sensitive: str) -> Anonymity:
    """Return how well rows hide in their classes: all rows with the same quasi-identifiers are one.

    A row without one of the columns is a KeyError: a column that is misspelt must not pass as one that tells nothing.
    Both figures are needed: three rows of one class that all say yes are 3-anonymous and tell what each of the
    three said. Source: L. Sweeney, "k-anonymity", 2002; Machanavajjhala and others, "l-diversity", 2006, counting
    different values. Example: regions A, A, A, B, B with answers y, y, y, y, n have size 2 and diversity 1.
    """
    classes = _classes(rows, quasi_identifiers)
    return Anonymity(
        size=min(map(len, classes.values()), default=None),
        diversity=min((_diversity(members, sensitive) for members in classes.values()), default=None),
    )


def publishable(
    rows: Sequence[Row],
    quasi_identifiers: Sequence[str],
    sensitive: str,
    *,
    size: int = SMALLEST_CELL,
    diversity: int = LEAST_DIVERSITY,
) -> list[Row]:
    """Return the rows, in their order, whose class is large and diverse enough; the others appear only in totals.

    Whoever has totals of all rows can subtract these: publish totals with their small cells left out
    (`consult.consensus.rules.cross_tables`), from the same frozen result. Free text in a row can tell who wrote it,
    whatever its class. Refuses rows as `anonymity_of` does.
    """
    classes = _classes(rows, quasi_identifiers)
    shown = {
        key for key, members in classes.items() if len(members) >= size and _diversity(members, sensitive) >= diversity
    }
    return [row for row in rows if _key(row, quasi_identifiers) in shown]


def _classes(rows: Iterable[Row], quasi_identifiers: Sequence[str]) -> Classes:
    found: defaultdict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        found[_key(row, quasi_identifiers)].append(row)
    return found


def _key(row: Row, quasi_identifiers: Sequence[str]) -> tuple[Any, ...]:
    return tuple(row[name] for name in quasi_identifiers)


def _diversity(members: Iterable[Row], sensitive: str) -> int:
    return len({row[sensitive] for row in members})
