"""Where the comments of the drafts before went when a draft was published, and what became of those on each clause."""

from collections.abc import Mapping
from dataclasses import dataclass

from consult.deliberation import service as deliberation
from consult.deliberation.rules.anchoring import AnchorState
from consult.deliberation.service import CommentView
from consult.drafting import service as drafting
from consult.drafting.service import ChangeView, ClauseView, DraftView
from consult.front.service.citing import Explained, explained_changes
from consult.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Went:
    """A comment, the number of the draft and of the clause it was made on, where it is now, and why.

    `to` is the clause it belongs to now, also where its words are no longer in it; None without a clause.
    """

    comment: CommentView
    made_on: int
    origin: str | None
    state: str
    why: str
    to: ClauseView | None


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a clause and of the comments made on it in the draft before, and what is said of its change.

    `change` is None for comments on the draft as a whole.
    """

    change: ChangeView | None
    became: Mapping[str, int]
    explained: tuple[Explained, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """The report on a published draft: before = carried + found again + detached, each comment listed, page by page."""

    draft: DraftView
    earlier: DraftView
    counts: Mapping[AnchorState, int]
    went: tuple[Went, ...]
    page: int
    pages: int
    fates: tuple[Fate, ...]

    @property
    def before(self) -> int:
        """How many comments the drafts before had."""
        return sum(self.counts.values())


def migration_of(
    consultation_id: str, number: int, *, state: AnchorState | None = None, page: int = 1, lang: str
) -> Migration:
    """Return the report on a published draft that is not the first; with a state only the comments in it.

    Refuses `not-found`.
    """
    draft = drafting.draft_by_number(consultation_id, number)
    if draft.published_at is None or number == 1:
        raise NotFound
    earlier = drafting.draft_by_number(consultation_id, number - 1)
    found, _, chosen, pages = deliberation.migrated(
        consultation_id=consultation_id, draft_id=draft.id, state=state, page=page
    )
    return Migration(
        draft=draft,
        earlier=earlier,
        counts=deliberation.migration_counts(consultation_id, draft.id),
        went=tuple(_went(draft, found, lang)),
        page=chosen,
        pages=pages,
        fates=tuple(_fates(earlier, draft, lang)),
    )


def fates_between(earlier: DraftView, later: DraftView, changes: tuple[ChangeView, ...]) -> list[Fate]:
    """Return for each change between two drafts what became of the comments on it, and what the drafts between say of it."""
    became = deliberation.outcome_counts(consultation_id=earlier.consultation_id, draft_id=earlier.id)
    said: dict[str, list[Explained]] = {}
    for draft in drafting.list_drafts(later.consultation_id):
        if earlier.number < draft.number <= later.number:
            for uid, one in explained_changes(draft.consultation_id, draft.id).items():
                said.setdefault(uid, []).append(one)
    return [_fate(change, became, said) for change in changes]


def _fate(
    change: ChangeView, became: Mapping[str | None, Mapping[str, int]], said: Mapping[str, list[Explained]]
) -> Fate:
    counted: dict[str, int] = {}
    for clause in change.earlier:
        for name, count in became.get(clause.uid, {}).items():
            counted[name] = counted.get(name, 0) + count
    uids = dict.fromkeys(one.uid for one in (*change.later, *change.earlier))
    return Fate(change, counted, tuple(one for uid in uids for one in said.get(uid, ())))


def _fates(earlier: DraftView, draft: DraftView, lang: str) -> list[Fate]:
    changes = tuple(one for one in drafting.compare_drafts(earlier, draft, lang=lang) if not one.is_principle)
    whole = deliberation.outcome_counts(consultation_id=earlier.consultation_id, draft_id=earlier.id).get(None)
    return [*([Fate(None, whole, ())] if whole else ()), *fates_between(earlier, draft, changes)]


def _went(draft: DraftView, found: list[deliberation.Migrated], lang: str) -> list[Went]:
    drafts = {one.id: one for one in drafting.list_drafts(draft.consultation_id)}
    now = {one.uid: one for one in drafting.clauses_of(draft, lang=lang)}
    numbers = {
        (each, clause.uid): clause.number
        for each in {one.comment.draft_id for one in found}
        for clause in drafting.clauses_of(drafts[each], lang=drafts[each].language)
    }
    return [
        Went(
            comment=one.comment,
            made_on=drafts[one.comment.draft_id].number,
            origin=numbers.get((one.comment.draft_id, one.comment.clause_uid or "")),
            state=one.state,
            why=one.why,
            to=now.get(one.clause_uid or ""),
        )
        for one in found
    ]
