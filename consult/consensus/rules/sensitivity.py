"""What a result would be without the seats that signals of manipulation point at; nobody is left out of the result.

Of that only the state and whether it differs is ever shown: with figures of both, the votes of those seats could be
subtracted. How many seats a signal points at is told from five on.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Self

from consult.consensus.rules.counts import Counted
from consult.consensus.rules.suppression import COARSER, SMALLEST_CELL

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Flagged:
    """What the counts owe to flagged seats: how many of each category they are and what they said, by item and category.

    `without_reasons` are those of their votes against that came without reasons.
    """

    seats: Mapping[str, int]
    answers: Mapping[str, Counted]
    without_reasons: Mapping[str, Mapping[str, int]]

    @classmethod
    def read(cls, written: Row) -> Self:
        """Return what was written down of them."""
        return cls(written["seats"], written["answers"], written["without_reasons"])

    def as_json(self) -> dict[str, Any]:
        """Return everything as it is kept, which nobody is ever shown."""
        return {"seats": self.seats, "answers": self.answers, "without_reasons": self.without_reasons}

    def seats_left(self, seats: Mapping[str, int]) -> dict[str, int]:
        """Return how many seats each category has without them."""
        return _less(seats, self.seats)

    def answers_left(self, item: str, answers: Counted) -> dict[str, dict[str, int]]:
        """Return what everyone else answered to an item."""
        flagged = self.answers.get(item, {})
        return {category: _less(row, flagged.get(category, {})) for category, row in answers.items()}

    def known_left(self, item: str, known: Row | None) -> dict[str, Any] | None:
        """Return what else a rule knows of an item, without their votes against it that came without reasons."""
        if known is None or "without_reasons" not in known:
            return dict(known) if known is not None else None
        bare = _less(known["without_reasons"], self.without_reasons.get(item, {}))
        return {**known, "without_reasons": bare}


def without_flagged(result: Row, shown: Row, rest: Row, rest_shown: Row) -> dict[str, Any]:
    """Return the state of an item without flagged seats and whether it is another one, as everyone is shown it.

    `result` and `rest` are what was found with them and without them, `shown` and `rest_shown` the same with small cells
    left out. A state that says how every seat voted gives way to the coarser one wherever it does in either.
    """
    if result["state"] == rest["state"]:
        return {"state": shown["state"], "differs": False}
    is_coarse = any(row.get("suppressed") for one in (shown, rest_shown) for row in one["categories"])
    state = COARSER.get(rest["state"], rest["state"]) if is_coarse else rest["state"]
    return {"state": state, "differs": state != shown["state"]}


def flagged_result(by_signal: Mapping[str, Collection[str]]) -> list[dict[str, Any]]:
    """Return how many seats each signal points at, in the order of their names; None from one to four.

    >>> flagged_result({"straight_lining": "abcdefg", "burst": "ab", "new_accounts": ""})
    [{'signal': 'burst', 'seats': None}, {'signal': 'new_accounts', 'seats': 0}, {'signal': 'straight_lining', 'seats': 7}]
    """
    return [
        {"signal": signal, "seats": None if 0 < len(seats) < SMALLEST_CELL else len(seats)}
        for signal, seats in sorted(by_signal.items())
    ]


def _less(row: Mapping[str, int], less: Mapping[str, int]) -> dict[str, int]:
    return {name: n - less.get(name, 0) for name, n in row.items()}
