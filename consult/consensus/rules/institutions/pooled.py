"""What rules count that add up seats, whatever their category."""

from collections.abc import Iterable
from dataclasses import dataclass

from consult.consensus.rules.counts import PositionCounts
from consult.consensus.rules.decision import Case
from consult.consensus.rules.figures import Voices
from consult.consensus.rules.shares import Share, share_of


@dataclass(frozen=True, slots=True)
class Fixed:
    """The parameters of a rule that leaves nothing to choose."""

    @property
    def reservations_agree(self) -> bool:
        """Whether a reservation counts as agreement: whoever joins, with a reservation or without, agrees."""
        return True


@dataclass(frozen=True, slots=True)
class Pooled:
    """The seats of several categories with their answers, added up.

    `bare` is how many of the objections are known to have come without reasons.
    """

    seats: int
    counts: PositionCounts
    bare: int = 0

    @property
    def agreement(self) -> int:
        """How many agree: they support it, can live with it, or join with a reservation."""
        return agreeing(self.counts)

    @property
    def reasoned(self) -> int:
        """How many object, those left out who are known to have given no reasons."""
        return self.counts.object - self.bare

    @property
    def share(self) -> Share | None:
        """Agreement over agreement and objection, reasons or none."""
        return share_of(self.agreement, self.agreement + self.counts.object)

    @property
    def share_with_reasons(self) -> Share | None:
        """Agreement over agreement and objection, objections without reasons left out."""
        return share_of(self.agreement, self.agreement + self.reasoned)


def agreeing(counts: PositionCounts) -> int:
    """Return support + can_live_with + reservation. Example: 3, 2 and 1 are 6."""
    return counts.support + counts.can_live_with + counts.reservation


def pool(case: Case, voices: Iterable[Voices] | None = None) -> Pooled:
    """Return the seats and answers of the required categories, or of these, added up.

    There are at least as many seats as answers. Without known reasons every objection counts as reasoned; no more
    objections of a category are without reasons than it has.
    """
    chosen = case.required if voices is None else tuple(voices)
    without = case.without_reasons or {}
    return Pooled(
        seats=sum(max(one.seats, one.counts.n) for one in chosen),
        counts=sum((one.counts for one in chosen), PositionCounts()),
        bare=sum(min(without.get(one.category, 0), one.counts.object) for one in chosen),
    )


def excluded_from(case: Case, *, bare_too: bool = False) -> dict[str, int]:
    """Return how many answers do not enter a verdict, by reason; those without reasons only where that is known."""
    heard = pool(case)
    bare = {"without_reasons": heard.bare} if bare_too and case.without_reasons is not None else {}
    return {
        "no_opinion": heard.counts.no_opinion,
        **bare,
        "category_without_counting_seats": sum(one.counts.n for one in case.voices if not one.is_required),
    }
