"""The draft that is being written: its clauses edited, put in, taken out, moved, split and put together.

Every change keeps true what became of each clause of the draft before, and takes back that a person confirmed it.
`seen` is the digest of a clause as the editor was shown it: nobody writes over what they have not read.
"""

from sqlalchemy import select

from consult.accounts.rules.identity import clean_name
from consult.consultations.rules.naming import LONGEST_TITLE
from consult.consultations.service import TitleRefused
from consult.drafting.rules import ClauseKind
from consult.drafting.rules.outline import (
    Entry,
    inserted,
    merged,
    moved_after,
    next_of,
    reworded,
    split,
    swapped,
    without,
)
from consult.drafting.rules.tracing import after_merge, after_split
from consult.drafting.rules.wording import Words
from consult.drafting.service.hindering import checked, telling
from consult.drafting.service.outlines import Work, lay_down, take_up
from consult.drafting.service.reading import DraftView, draft_view
from consult.drafting.service.working import draft_in_work
from consult.drafting.tables import ClauseVersion
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused, msgid
from consult.kernel.ids import new_id


class ClauseChanged(Refused):
    """Nobody writes over words that they have not read."""

    code = "clause-changed"
    status = 409
    sentence = msgid(
        "Someone changed this since you opened it; it is shown as it stands now. What you typed is still here: compare the two, then send it again."
    )


def edit_clause(*, consultation_id: str, draft_id: str, uid: str, heading: str, text: str, seen: str) -> DraftView:
    """Return the draft, one of its parts saying this; the same words again change nothing.

    Refuses words that are missing, too long or cannot be shown, and a clause that someone changed since it was seen.
    """
    work, own = _taken(consultation_id, draft_id, uid)
    words = checked(Words(heading, text), own.kind)
    if words == own.words:
        return draft_view(work.draft)
    _require_seen(work, uid, seen)
    return lay_down(work, reworded(work.outline, {uid: words}))


def insert_clause(
    *,
    consultation_id: str,
    draft_id: str,
    after_uid: str | None,
    kind: ClauseKind,
    heading: str,
    text: str,
    uid: str | None = None,
) -> DraftView:
    """Return the draft with one more part after another, or at the beginning; sent twice with one identity, it is there once.

    Refuses words that are missing, too long or cannot be shown.
    """
    work = take_up(consultation_id, draft_id)
    known = {one.uid for one in work.outline}
    if uid in known:
        return draft_view(work.draft)
    if after_uid is not None and after_uid not in known:
        raise NotFound
    words = checked(Words(heading, text), kind)
    made = Entry(uid or new_id(), kind, None, "", words)
    with telling():
        after = inserted(work.outline, made, after_uid)
    return lay_down(work, after)


def remove_clause(*, consultation_id: str, draft_id: str, uid: str, seen: str) -> DraftView:
    """Return the draft without one of its parts.

    Refuses one with others under it, the last clause, and a clause that someone changed since it was seen.
    """
    work, _ = _taken(consultation_id, draft_id, uid)
    _require_seen(work, uid, seen)
    with telling():
        after = without(work.outline, uid)
    return lay_down(work, after)


def move_clause(
    *, consultation_id: str, draft_id: str, uid: str, after_uid: str | None = None, up: bool | None = None, number: str
) -> DraftView:
    """Return the draft with a part, and all under it, elsewhere: past its neighbour where `up` is given, else after another.

    `number` is the one under which the editor saw it. Refuses a move past the first or last of its kind, a place
    within itself, headings too deep, and a part that stands elsewhere by now.
    """
    work, own = _taken(consultation_id, draft_id, uid)
    if after_uid is not None and all(one.uid != after_uid for one in work.outline):
        raise NotFound
    if own.number != number:
        raise ClauseChanged
    with telling():
        after = moved_after(work.outline, uid, after_uid) if up is None else swapped(work.outline, uid, is_up=up)
    return lay_down(work, after, moved={uid})


def split_clause(*, consultation_id: str, draft_id: str, uid: str, place: int, seen: str) -> DraftView:
    """Return the draft with a clause split: what stands from a character of its text on is a clause of its own after it.

    Refuses a heading, a place with nothing on one side, and a clause that someone changed since it was seen.
    """
    work, _ = _taken(consultation_id, draft_id, uid)
    _require_seen(work, uid, seen)
    made = new_id()
    with telling():
        after = split(work.outline, uid, place, made)
    return lay_down(work, after, links=after_split(work.links, uid, made))


def merge_clauses(*, consultation_id: str, draft_id: str, uid: str, seen: str, seen_next: str) -> DraftView:
    """Return the draft with a clause and the next one put together, the first keeping its identity.

    Refuses a heading, a clause that none of its kind follows, words too long for one clause, and clauses that someone
    changed since they were seen.
    """
    work, _ = _taken(consultation_id, draft_id, uid)
    with telling():
        gone = next_of(work.outline, uid)
        after = merged(work.outline, uid)
    _require_seen(work, uid, seen)
    _require_seen(work, gone.uid, seen_next)
    checked(next(one.words for one in after if one.uid == uid), gone.kind)
    return lay_down(work, after, links=after_merge(work.links, uid, gone.uid))


def rename_draft(*, consultation_id: str, draft_id: str, title: str, seen: str) -> DraftView:
    """Return the draft under another title; refuse one that is empty or too long, and a draft renamed since it was seen."""
    draft = draft_in_work(consultation_id, draft_id)
    called = clean_name(title, LONGEST_TITLE)
    if called is None:
        raise TitleRefused(field="title")
    if draft.title not in {seen, called}:
        raise ClauseChanged
    draft.title = called
    db.session.flush()
    return draft_view(draft)


def digests_of(draft: DraftView) -> dict[str, str]:
    """Return the digest of each part of a draft as it stands, by which an editor says what they have seen."""
    rows = select(ClauseVersion.clause_uid, ClauseVersion.sha256).filter_by(
        consultation_id=draft.consultation_id, draft_id=draft.id
    )
    return dict(db.session.execute(rows).all())


def _taken(consultation_id: str, draft_id: str, uid: str) -> tuple[Work, Entry]:
    work = take_up(consultation_id, draft_id)
    own = next((one for one in work.outline if one.uid == uid), None)
    if own is None:
        raise NotFound
    return work, own


def _require_seen(work: Work, uid: str, seen: str) -> None:
    if digests_of(draft_view(work.draft)).get(uid) != seen:
        raise ClauseChanged
