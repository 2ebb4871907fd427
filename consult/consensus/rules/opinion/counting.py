"""Counts and margins that follow a round vote by vote, at a cost that does not grow with the votes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from consult.consensus.rules.counts import StatementCounts
from consult.consensus.rules.margins import wilson_lower
from consult.consensus.rules.shares import Share, share_of


@dataclass(frozen=True, slots=True)
class Margin:
    """The answers to a statement, with the share of agreement and its lower bound; None where nobody took a side."""

    counts: StatementCounts
    share: Share | None
    lower_bound: float | None

    @classmethod
    def of(cls, counts: StatementCounts) -> Self:
        """Return the share agree / (agree + disagree) of the counts with its margin of caution."""
        sides = counts.agree + counts.disagree
        return cls(counts, share_of(counts.agree, sides), wilson_lower(counts.agree, sides))

    def as_json(self) -> dict[str, Any]:
        """Return the counts with share and margin as files show them."""
        share = self.share.as_json() if self.share else None
        return {**self.counts.as_json(), "n": self.counts.n, "share": share, "lower_bound": self.lower_bound}


class CountsAndMargins:
    """The counts of every statement, and of every category in it, as votes come in.

    One more vote, or one that changed, touches two counts: the statement's and the category's.
    """

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str | None], StatementCounts] = {}

    @classmethod
    def of(cls, votes: Iterable[tuple[str, str | None, str]]) -> Self:
        """Return the counts of votes (statement, category or None, answer)."""
        found = cls()
        for statement, category, answer in votes:
            found.answered(statement, answer, category=category)
        return found

    def answered(
        self, statement: str, answer: str, *, category: str | None = None, before: str | None = None
    ) -> Margin:
        """Take a vote in, and return what is now known of the statement.

        `before` is what the same seat had answered, if it had. Refuses with ValueError unknown answers, and one before
        that nobody in the category had given; nothing is counted then.
        """
        places = [(statement, None)] if category is None else [(statement, category), (statement, None)]
        changed = [(place, _changed(self._counts.get(place, StatementCounts()), answer, before)) for place in places]
        self._counts.update(changed)
        return Margin.of(changed[-1][1])

    def margin(self, statement: str, category: str | None = None) -> Margin:
        """Return what is known of a statement, of everyone or of one category."""
        return Margin.of(self._counts.get((statement, category), StatementCounts()))


def _changed(counts: StatementCounts, answer: str, before: str | None) -> StatementCounts:
    heard = counts.as_json()
    taken = {} if before is None else {before: heard.get(before, 0) - 1}
    moved = {**heard, **taken}
    return StatementCounts.read({**moved, answer: moved.get(answer, 0) + 1})
