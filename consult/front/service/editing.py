"""The draft that is being written, as its editors see it: its parts, what became of each, and what waits for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consult.deliberation import service as deliberation
from consult.deliberation.service import AcceptedSuggestion, CommentView
from consult.drafting import service as drafting
from consult.drafting.rules import Lineage, Piece, redline
from consult.drafting.rules.outline import Entry, Hindered, Outline, merged, next_of
from consult.drafting.rules.wording import Words, cut, cuts_of, tidied
from consult.drafting.service import ClauseView, DraftView, editing
from consult.drafting.service.outlines import outline_of
from consult.front.rules.outline import depths
from consult.front.service.assembling import Waiting, waiting_in, waiting_on
from consult.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class EditRow:
    """A part of the draft in hand: how deep it lies, what became of it, how many suggestions wait for it."""

    clause: ClauseView
    depth: int
    fates: tuple[str, ...]
    waiting: int
    may_merge: bool

    @property
    def anchor(self) -> str:
        """The part's name within the page."""
        return anchor_of(self.clause.uid)


@dataclass(frozen=True, slots=True)
class Editing:
    """The draft in hand beside the one before: its parts, those that are gone, and suggestions for what is gone."""

    draft: DraftView
    before: DraftView | None
    rows: tuple[EditRow, ...]
    gone: tuple[ClauseView, ...]
    homeless: tuple[AcceptedSuggestion, ...]

    @property
    def waiting(self) -> int:
        """How many accepted suggestions wait."""
        return sum(row.waiting for row in self.rows) + len(self.homeless)


@dataclass(frozen=True, slots=True)
class EditedPart:
    """One part of the draft in hand: its words and their digest, those of the draft before, and what is said about it."""

    draft: DraftView
    clause: ClauseView
    own: Entry
    seen: str
    earlier: tuple[ClauseView, ...]
    said: tuple[CommentView, ...]
    waiting: tuple[Waiting, ...]

    @property
    def anchor(self) -> str:
        """The part's name within the page of the whole draft."""
        return anchor_of(self.clause.uid)

    def since(self, words: Words) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        """Return the redlines of heading and text from the draft before to these words."""
        told = tidied(words)
        headings = "\n\n".join(filter(None, (one.heading for one in self.earlier)))
        texts = "\n\n".join(filter(None, (one.text for one in self.earlier)))
        return redline(headings, told.heading), redline(texts, told.text)

    @property
    def cuts(self) -> list[tuple[int, str, str]]:
        """The places where it can be split, each with the words before and after."""
        return [(place, *cut(self.own.words.text, place)) for place in cuts_of(self.own.words.text)]


@dataclass(frozen=True, slots=True)
class Merging:
    """A clause, the next one, and what they say together."""

    part: EditedPart
    after: ClauseView
    seen_next: str
    together: Words


def anchor_of(uid: str) -> str:
    """Return the name of a part within the page of the whole draft, whatever number it has by then."""
    return f"p{uid[:8]}"


def draft_for_editing(consultation_id: str, number: int) -> DraftView:
    """Return an unpublished draft; refuse `not-found`, and a published one."""
    draft = drafting.draft_by_number(consultation_id, number)
    if draft.published_at is not None:
        raise drafting.DraftPublished
    return draft


def editing_of(draft: DraftView) -> Editing:
    """Return the whole draft in hand, in the language in which it is written."""
    before = _before(draft)
    lineage = drafting.list_lineage(draft.consultation_id, draft.id)
    waiting, outline = waiting_in(draft), outline_of(draft)
    clauses = drafting.clauses_of(draft, lang=draft.language)
    depth = depths((one.uid, one.parent_uid) for one in clauses)
    rows = tuple(
        EditRow(
            clause=one,
            depth=depth[one.uid],
            fates=tuple(sorted({kind for kind, _, to in lineage if to == one.uid and kind != Lineage.UNCHANGED})),
            waiting=len(waiting.get(one.uid, [])),
            may_merge=_may_merge(outline, one.uid),
        )
        for one in clauses
    )
    deleted = {origin for kind, origin, _ in lineage if kind == Lineage.DELETED}
    old = drafting.clauses_of(before, lang=before.language) if before else []
    return Editing(
        draft, before, rows, tuple(one for one in old if one.uid in deleted), homeless=tuple(waiting.get("", ()))
    )


def part_of(draft: DraftView, uid: str) -> EditedPart:
    """Return one part of the draft in hand with what is said about it; refuse `not-found`."""
    own = next((one for one in outline_of(draft) if one.uid == uid), None)
    if own is None:
        raise NotFound
    before = _before(draft)
    lineage = drafting.list_lineage(draft.consultation_id, draft.id)
    origins = {origin for _, origin, to in lineage if to == uid}
    old = drafting.clauses_of(before, lang=before.language) if before else []
    earlier = tuple(one for one in old if one.uid in origins)
    return EditedPart(
        draft=draft,
        clause=drafting.clause_by_uid(draft, uid, lang=draft.language),
        own=own,
        seen=editing.digests_of(draft)[uid],
        earlier=earlier,
        said=_said(draft.consultation_id, earlier),
        waiting=tuple(waiting_on(draft, own)),
    )


def merging_of(draft: DraftView, uid: str) -> Merging | None:
    """Return what a clause would say together with the next one, or None where they cannot be put together."""
    outline, part = outline_of(draft), part_of(draft, uid)
    try:
        after = next_of(outline, uid)
        together = next(one.words for one in merged(outline, uid) if one.uid == uid)
    except Hindered:
        return None
    view = drafting.clause_by_uid(draft, after.uid, lang=draft.language)
    return Merging(part, view, editing.digests_of(draft)[after.uid], together)


def places_for(draft: DraftView, uid: str) -> list[ClauseView]:
    """Return the parts behind which a part can be moved: all but itself and what stands under it."""
    clauses = drafting.clauses_of(draft, lang=draft.language)
    within = {uid}
    for one in clauses:
        if one.parent_uid in within:
            within.add(one.uid)
    return [one for one in clauses if one.uid not in within]


def stands_behind(draft: DraftView, uid: str) -> str | None:
    """Return the part behind which a part stands now, None at the beginning of the text; refuse `not-found`."""
    uids = [one.uid for one in drafting.clauses_of(draft, lang=draft.language)]
    if uid not in uids:
        raise NotFound
    place = uids.index(uid)
    return uids[place - 1] if place else None


def _may_merge(outline: Outline, uid: str) -> bool:
    try:
        next_of(outline, uid)
    except Hindered:
        return False
    return True


def _said(consultation_id: str, earlier: Sequence[ClauseView]) -> tuple[CommentView, ...]:
    found: Mapping[str, CommentView] = {
        comment.id: comment
        for one in earlier
        for comment in deliberation.threads_on(
            consultation_id=consultation_id, clause_uid=one.uid, draft_id=one.draft_id
        )
    }
    return tuple(sorted(found.values(), key=lambda one: one.number))


def _before(draft: DraftView) -> DraftView | None:
    return drafting.draft_by_number(draft.consultation_id, draft.number - 1) if draft.number > 1 else None
