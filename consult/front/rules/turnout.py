"""Who takes part and who has voted, by category: never how."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consult.consensus.rules.turnout import UNVERIFIED, suppress_turnout
from consult.participation.rules.seats import UNCATEGORISED


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many seats a category has, and how many of them have voted; `is_lowest` marks the smallest share.

    `voted` is None where the number would tell who of a few protected seats took part.
    """

    category: str
    seats: int
    voted: int | None
    is_lowest: bool = False


def by_category(
    order: Sequence[str],
    seats: Mapping[str | None, int],
    voted: Mapping[str | None, int],
    disclosure: Mapping[str, str],
) -> list[Turnout]:
    """Return the turnout of each category in the order given, those that are not in it last.

    Where `disclosure` protects a category and 1 to 4 of its seats voted, their number is left out, as it is from
    results. The lowest share is marked where some seats have voted and shares differ; ties mark the first.
    """
    rest = sorted({one for one in seats if one not in order}, key=lambda one: one or "")
    exact = {
        one or UNCATEGORISED: {"seats": seats.get(one, 0), "voted": voted.get(one, 0), UNVERIFIED: 0}
        for one in [*order, *rest]
    }
    shown = suppress_turnout(exact, disclosure)
    rows = [Turnout(category, row["seats"], row["voted"]) for category, row in shown.items()]
    shares = {row.category: row.voted / row.seats for row in rows if row.seats and row.voted is not None}
    lowest = min(shares, key=lambda category: shares[category], default=None)
    differ = len(set(shares.values())) > 1
    return [Turnout(row.category, row.seats, row.voted, is_lowest=differ and row.category == lowest) for row in rows]
