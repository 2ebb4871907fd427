"""The next draft on its way to publication: what became of each clause, what changed, and what is missing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from consult.deliberation import service as deliberation
from consult.deliberation.service import CommentView
from consult.drafting import service as drafting
from consult.drafting.rules import Lineage
from consult.drafting.rules.mapping import Near
from consult.drafting.rules.publishing import Missing
from consult.drafting.service import ChangeView, ClauseView, DraftView
from consult.front.service.citing import Explained, explained_changes
from consult.kernel.errors import NotFound, Refused, msgid

REWORDED = frozenset({Lineage.EDITED, Lineage.SPLIT, Lineage.MERGED})


class NumberUnknown(Refused):
    """A mapping names clauses that are there."""

    code = "clause-number-unknown"
    status = 422
    sentence = msgid(
        "Draft %(draft)s has no clause with the number %(number)s. Look the numbers up in that draft, and give several with "
        "commas between them."
    )


@dataclass(frozen=True, slots=True)
class Told:
    """A clause that changed, with what is said of the change so far; one that was taken out `is_gone`."""

    clause: ClauseView
    is_gone: bool
    explained: Explained | None


@dataclass(frozen=True, slots=True)
class Reworked:
    """What became of a clause: `likeness` is the share of words in common where it was reworded, `told` what changed."""

    change: ChangeView
    likeness: float | None
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Reworking:
    """An unpublished draft beside the one before: every clause, and what is missing before it can be published."""

    earlier: DraftView
    later: DraftView
    rows: tuple[Reworked, ...]
    missing: tuple[Missing, ...]

    @property
    def changed(self) -> tuple[Reworked, ...]:
        """The rows that have something to explain."""
        return tuple(row for row in self.rows if row.told)

    @property
    def unchanged(self) -> int:
        """How many parts say the same in the same place."""
        return sum(row.change.kind is Lineage.UNCHANGED for row in self.rows)

    def told(self, uid: str) -> tuple[Reworked, Told]:
        """Return a clause that changed, and what became of it; refuse `not-found`."""
        for row in self.rows:
            for one in row.told:
                if one.clause.uid == uid:
                    return row, one
        raise NotFound


@dataclass(frozen=True, slots=True)
class Origins:
    """One clause whose origin, or whose successors if it stands in the draft before, a person can correct."""

    earlier: DraftView
    later: DraftView
    clause: ClauseView
    is_earlier: bool
    others: tuple[ClauseView, ...]
    near: tuple[Near, ...]


def reworking_of(consultation_id: str, number: int, *, lang: str) -> Reworking:
    """Return an unpublished draft beside the one before it.

    Refuses `not-found`, a draft that is published, and the first draft of a text, which comes from nothing.
    """
    later = _in_work(consultation_id, number)
    earlier = drafting.draft_by_number(consultation_id, number - 1)
    changes = drafting.compare_drafts(earlier, later, lang=lang)
    reworded = [change for change in changes if change.kind in REWORDED]
    shares = dict(zip(map(id, reworded), drafting.likeness_of(later, earlier, reworded), strict=True))
    told = _told(later, changes)
    rows = tuple(
        Reworked(change, shares.get(id(change)), tuple(told[one.uid] for one in change.clauses if one.uid in told))
        for change in changes
    )
    return Reworking(earlier, later, rows, tuple(drafting.lacks_of(consultation_id, later.id)))


def mapping_of(consultation_id: str, number: int, uid: str, *, lang: str) -> Origins:
    """Return one clause of an unpublished draft, or of the one before, with what it is linked to and what resembles it.

    Refuses `not-found`, and the same as `reworking_of`.
    """
    later = _in_work(consultation_id, number)
    earlier = drafting.draft_by_number(consultation_id, number - 1)
    old, new = ({one.uid: one for one in drafting.clauses_of(each, lang=lang)} for each in (earlier, later))
    rows = drafting.list_lineage(consultation_id, later.id)
    if uid in new:
        origins = {origin for _, origin, successor in rows if successor == uid and origin}
        others = tuple(one for one in old.values() if one.uid in origins)
        near = tuple(drafting.nearest_to(later, earlier, uid))
        return Origins(earlier, later, new[uid], is_earlier=False, others=others, near=near)
    if uid not in old:
        raise NotFound
    successors = {successor for _, origin, successor in rows if origin == uid and successor}
    others = tuple(one for one in new.values() if one.uid in successors)
    return Origins(earlier, later, old[uid], is_earlier=True, others=others, near=())


def set_lineage(*, consultation_id: str, number: int, uid: str, numbers: Sequence[str]) -> None:
    """Have a clause of an unpublished draft come from these clauses of the one before, or one of that become these.

    Refuses a number that is not there, and the same as `drafting.set_origins`.
    """
    later = _in_work(consultation_id, number)
    earlier = drafting.draft_by_number(consultation_id, number - 1)
    is_new = uid in drafting.versions_of(later)
    chosen = _numbered(earlier if is_new else later, numbers)
    scope = {"consultation_id": consultation_id, "draft_id": later.id, "clause_uid": uid}
    if is_new:
        drafting.set_origins(**scope, origins=chosen)
    else:
        drafting.set_successors(**scope, successors=chosen)


def comments_behind(work: Reworking, row: Reworked) -> list[CommentView]:
    """Return the comments on the clauses that a change comes from, as they stood in the draft before, replies left out."""
    found = []
    for clause in row.change.earlier:
        found += deliberation.threads_on(
            consultation_id=work.earlier.consultation_id, clause_uid=clause.uid, draft_id=work.earlier.id
        )
    return found


def _in_work(consultation_id: str, number: int) -> DraftView:
    draft = drafting.draft_by_number(consultation_id, number)
    if draft.published_at is not None:
        raise drafting.DraftPublished
    if number == 1:
        raise drafting.NoDraftBefore
    return draft


def _numbered(draft: DraftView, numbers: Collection[str]) -> list[str]:
    known = {one.number: one.uid for one in drafting.clauses_of(draft, lang=draft.language)}
    for number in numbers:
        if number not in known:
            raise NumberUnknown(field="numbers", draft=draft.number, number=number)
    return [known[number] for number in numbers]


def _told(later: DraftView, changes: Sequence[ChangeView]) -> Mapping[str, Told]:
    explained = explained_changes(later.consultation_id, later.id)
    changed = {one.uid: one for one in drafting.list_changed(later.consultation_id, later.id)}
    clauses = {one.uid: one for change in changes for one in change.clauses}
    return {
        uid: Told(clauses[uid], one.kind is Lineage.DELETED, explained.get(uid))
        for uid, one in changed.items()
        if uid in clauses
    }
