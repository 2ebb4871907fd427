"""Turnout: how many seats of each category there were, and how many of them answered at all."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from consult.consensus.rules.suppression import PUBLIC, SMALLEST_CELL
from consult.consensus.rules.tally import SeatKind

UNVERIFIED = "not_counted_unverified"
NOT_RELEASED = "not_released"


def turnout(
    kinds: Mapping[str, SeatKind], voters: Collection[str], categories: Sequence[str], not_released: Mapping[str, int]
) -> dict[str, dict[str, int]]:
    """Return, per category, its seats, how many of them voted, and how many of those do not count.

    `kinds` describes every seat that could take part; `categories` are listed even where nobody has a seat. How many
    organisations had drafted votes that were `not_released` is told where there are any.
    """
    found: dict[str, dict[str, int]] = {category: _row() for category in categories}
    for seat, kind in kinds.items():
        row = found.setdefault(kind.category, _row())
        row["seats"] += 1
        if seat in voters:
            row["voted"] += 1
            row[UNVERIFIED] += not kind.counts
    for category, organisations in not_released.items():
        found.setdefault(category, _row())[NOT_RELEASED] = organisations
    return found


def suppress_turnout(rows: Mapping[str, Mapping[str, int]], disclosure: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return the turnout without what would tell who of a few protected seats took part.

    Where 1 to 4 seats of a protected category voted, or 1 to 4 of those that count, both figures go; where 1 to 4
    do not count, that figure goes, as does that of 1 to 4 organisations which did not release what they had drafted.
    Seats stay: who could take part is public.
    """
    return {
        category: dict(row) if disclosure.get(category) in PUBLIC else _protected(row) for category, row in rows.items()
    }


def shown_total(counted: Mapping[str, int], disclosure: Mapping[str, str]) -> int | None:
    """Return the sum over categories; None where protected categories have 1 to 4 in it."""
    protected = sum(n for category, n in counted.items() if disclosure.get(category) not in PUBLIC)
    return None if _is_small([protected]) else sum(counted.values())


def _row() -> dict[str, int]:
    return {"seats": 0, "voted": 0, UNVERIFIED: 0}


def _protected(row: Mapping[str, int]) -> dict[str, Any]:
    voted, unverified = row["voted"], row[UNVERIFIED]
    is_hidden = _is_small([voted, voted - unverified])
    return {
        "seats": row["seats"],
        "voted": None if is_hidden else voted,
        UNVERIFIED: None if is_hidden or _is_small([unverified]) else unverified,
        **{name: None if _is_small([row[name]]) else row[name] for name in (NOT_RELEASED,) if name in row},
    }


def _is_small(counts: Iterable[int]) -> bool:
    return any(0 < n < SMALLEST_CELL for n in counts)
