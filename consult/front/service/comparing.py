"""What a reader is shown of two drafts: which two, how much changed, and what stands folded."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from consult.drafting import service as drafting
from consult.drafting.rules import Lineage
from consult.drafting.service import ChangeView, DraftView
from consult.front.service.migrating import Fate, fates_between
from consult.kernel.errors import NotFound

REWORDED = frozenset({Lineage.EDITED, Lineage.SPLIT, Lineage.MERGED})
"""What a clause page can show a redline of."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Changes that follow one another; those of clauses without a change are folded."""

    is_folded: bool
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two published drafts beside each other, and every draft that could stand there.

    `fates` says of each change what became of the comments on it and where it comes from, by its first clause.
    """

    earlier: DraftView
    later: DraftView
    drafts: tuple[DraftView, ...]
    stretches: tuple[Stretch, ...]
    fates: Mapping[str, Fate]

    @property
    def changes(self) -> tuple[ChangeView, ...]:
        """Every change, folded or not."""
        return tuple(change for stretch in self.stretches for change in stretch.changes)

    @property
    def counts(self) -> dict[Lineage, int]:
        """How many clauses met each fate; those that were put together count as they were before."""
        found: Counter[Lineage] = Counter()
        for change in self.changes:
            if not change.is_principle:
                found[change.kind] += len(change.earlier) or len(change.later)
        return {kind: found[kind] for kind in ORDER if found[kind]}

    def fate_of(self, change: ChangeView) -> Fate:
        """Return what became of the comments on a clause that changed, and what is said of the change."""
        return self.fates[change.clauses[0].uid]

    @property
    def headings(self) -> int:
        """How many headings changed."""
        return sum(change.is_principle and change.kind is not Lineage.UNCHANGED for change in self.changes)


ORDER = (
    Lineage.EDITED,
    Lineage.SPLIT,
    Lineage.MERGED,
    Lineage.MOVED,
    Lineage.NEW,
    Lineage.DELETED,
    Lineage.UNCHANGED,
)


def compare_published(consultation_id: str, *, earlier: int | None, later: int | None, lang: str) -> Comparison | None:
    """Return two published drafts beside each other, the two newest unless others are named, or None if there is one only.

    Refuses `not-found` for a draft that is not published.
    """
    drafts = [one for one in drafting.list_drafts(consultation_id) if one.published_at]
    if len(drafts) < 2:
        return None
    second = _named(drafts, later) if later is not None else drafts[-1]
    first = _named(drafts, earlier) if earlier is not None else _before(drafts, second)
    first, second = sorted((first, second), key=lambda one: one.number)
    changes = tuple(drafting.compare_drafts(first, second, lang=lang))
    fates = {
        change.clauses[0].uid: fate for change, fate in zip(changes, fates_between(first, second, changes), strict=True)
    }
    return Comparison(first, second, tuple(drafts), _stretches(changes), fates)


def is_reworded(draft: DraftView, uid: str) -> bool:
    """Whether the clause says something else than in the draft before, so that there is a redline to show."""
    rows = drafting.list_lineage(draft.consultation_id, draft.id)
    return any(kind in REWORDED and successor == uid for kind, _, successor in rows)


def _named(drafts: Sequence[DraftView], number: int) -> DraftView:
    found = next((one for one in drafts if one.number == number), None)
    if found is None:
        raise NotFound
    return found


def _before(drafts: Sequence[DraftView], later: DraftView) -> DraftView:
    """Return the draft before this one; of the first, itself."""
    return drafts[max(0, drafts.index(later) - 1)]


def _stretches(changes: Sequence[ChangeView]) -> tuple[Stretch, ...]:
    return tuple(
        Stretch(is_folded, tuple(found))
        for is_folded, found in groupby(changes, key=lambda change: change.kind is Lineage.UNCHANGED)
    )
