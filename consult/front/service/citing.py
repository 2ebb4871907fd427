"""What a change goes back to, as a person names it: comments by their numbers, a meeting, or a note."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from consult.deliberation import service as deliberation
from consult.deliberation.service import CommentView
from consult.drafting import service as drafting
from consult.drafting.rules.changes import POINTING, Source, SourceKind
from consult.drafting.service import Citation, MeetingView
from consult.kernel.errors import NotFound, Refused, msgid


class CommentUnknown(Refused):
    """A change cites only what was said."""

    code = "cited-comment-unknown"
    status = 422
    sentence = msgid(
        "There is no comment with the number %(number)s in this consultation. Look the number up beside the comment, and give "
        "several with commas between them."
    )


class MeetingUnknown(Refused):
    """A change cites only meetings that took place."""

    code = "cited-meeting-unknown"
    status = 422
    sentence = msgid("There is no such meeting in this consultation. Choose one of those that are listed.")


class NothingChosen(Refused):
    """What is said for several changes at once is said of those that are ticked."""

    code = "no-change-chosen"
    status = 422
    sentence = msgid("Tick the changes that this is to be said of.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a person says of a change: comments by number, a meeting by its id, and notes of some kind."""

    drafter: str
    reason: str
    change_class: int | None
    comments: Sequence[int] = ()
    meeting: str | None = None
    notes: Sequence[tuple[SourceKind, str]] = ()


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A source as a page shows it: `comment` and `meeting` are what it points to, as everyone reads them."""

    kind: str
    comment: CommentView | None
    meeting: MeetingView | None
    note: str


@dataclass(frozen=True, slots=True)
class Explained:
    """What a change says of itself, its sources ready to be shown."""

    citation: Citation
    sources: tuple[ShownSource, ...]


def explain_changes(
    *, consultation_id: str, draft_id: str, clauses: Collection[str], words: Words, person_id: str | None
) -> None:
    """Say the same of each of these changes of an unpublished draft: who drafted it, why, its class and its sources.

    Refuses none at all, numbers that no comment has, a meeting that is not there, and the same as `drafting.cite_change`.
    """
    if not clauses:
        raise NothingChosen(field="clauses")
    sources = _sources(consultation_id, words)
    for uid in clauses:
        drafting.cite_change(
            consultation_id=consultation_id,
            draft_id=draft_id,
            clause_uid=uid,
            drafter=words.drafter,
            reason=words.reason,
            change_class=words.change_class,
            sources=sources,
            by_person=person_id,
        )


def explained_changes(consultation_id: str, draft_id: str) -> dict[str, Explained]:
    """Return what the changes of a draft say of themselves, by the identity of the clause."""
    cited = drafting.changes_of(consultation_id, draft_id)
    every = [source for citation in cited.values() for source in citation.sources]
    comments = _comments(consultation_id, every)
    meetings = {one.id: one for one in drafting.meetings_of(consultation_id, with_unpublished=True)}
    return {
        uid: Explained(citation, tuple(_shown(one, comments, meetings) for one in citation.sources))
        for uid, citation in cited.items()
    }


def _sources(consultation_id: str, words: Words) -> list[Source]:
    said = [_said(consultation_id, number) for number in dict.fromkeys(words.comments)]
    met = [_meeting(consultation_id, words.meeting)] if words.meeting else []
    return [*said, *met, *(Source(kind, note=note) for kind, note in words.notes if note.strip())]


def _said(consultation_id: str, number: int) -> Source:
    try:
        comment = deliberation.comment_numbered(consultation_id, number)
    except NotFound as none:
        raise CommentUnknown(field="comments", number=number) from none
    return Source(SourceKind.SUGGESTION if comment.suggestion else SourceKind.COMMENT, ref=comment.id)


def _meeting(consultation_id: str, meeting_id: str) -> Source:
    known = {one.id for one in drafting.meetings_of(consultation_id, with_unpublished=True)}
    if meeting_id not in known:
        raise MeetingUnknown(field="meeting")
    return Source(SourceKind.MEETING, ref=meeting_id)


def _comments(consultation_id: str, sources: Iterable[Source]) -> dict[str, CommentView]:
    ids = {one.ref for one in sources if one.ref and one.kind in POINTING}
    return {one.id: one for one in deliberation.comments_by_id(consultation_id, ids)} if ids else {}


def _shown(source: Source, comments: Mapping[str, CommentView], meetings: Mapping[str, MeetingView]) -> ShownSource:
    ref = source.ref or ""
    return ShownSource(str(source.kind), comments.get(ref), meetings.get(ref), source.note)
