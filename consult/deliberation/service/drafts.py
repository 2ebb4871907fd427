"""A delegation's drafts: written by its members, read by nobody else, edited without overwriting what one has not read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from consult.deliberation.rules.drafts import DraftState, state_after_edit
from consult.deliberation.rules.words import Attribution, CommentKind
from consult.deliberation.service.posting import checked_proposal, checked_text, quoted, require_answerable
from consult.deliberation.service.suggesting import Wish, read_wish
from consult.deliberation.tables import CommentDraft
from consult.drafting.service import ClauseView
from consult.kernel import clock, idempotency
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused, msgid
from consult.kernel.ids import new_id
from consult.participation import service as participation
from consult.participation.service import Delegation, NoSeat, NotSignatory
from consult.rounds import service as rounds


class DraftsOff(Refused):
    """The delegation's members post for it themselves."""

    code = "drafts-off"
    status = 409
    sentence = msgid("Your delegation does not collect drafts any more. Copy what you typed and send it as a comment.")


class CommentDraftChanged(Refused):
    """Someone edited or decided on the draft meanwhile."""

    code = "comment-draft-changed"
    status = 409
    sentence = msgid(
        "Someone of your delegation has changed this draft meanwhile. It is shown as it stands now; what you typed is still in the form."
    )


class AlreadyReleased(Refused):
    """What was released is a comment, and stays as it is."""

    code = "already-released"
    status = 409
    sentence = msgid("This draft is released and is a comment of your delegation now. Write another one to add to it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftWords:
    """What a draft would have the delegation say: of a clause, in answer to a comment, or as a suggestion of words."""

    kind: CommentKind
    lang: str
    text: str
    attribution: Attribution
    quote: str = ""
    proposed: str = ""
    wish: Wish | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentDraftView:
    """A draft as the members of its delegation see it; people are named by their ids."""

    id: str
    organisation_id: str
    round_id: str
    clause_uid: str | None
    parent_id: str | None
    position: int
    state: DraftState
    kind: str
    lang: str
    text: str
    proposed: str
    quote: str
    way: str | None
    wording: str
    heading: str
    attribution: str
    note: str
    version: int
    author: str
    edited_by: str
    edited_at: datetime
    comment_id: str | None
    released_by: str | None
    released_at: datetime | None

    @property
    def is_released(self) -> bool:
        """Whether it is a comment of the delegation by now."""
        return self.state is DraftState.RELEASED


def save_draft(
    *,
    consultation_id: str,
    round_id: str,
    person_id: str,
    clause: ClauseView | None,
    words: DraftWords,
    key: str,
    parent_id: str | None = None,
) -> CommentDraftView:
    """Return a new draft of the person's delegation, the last in its order.

    Requests with one key save once. Refuses a round that is not open, a delegation that collects no drafts, a reader,
    and words that could not be posted.
    """
    asked = (round_id, clause.version_id if clause else None, parent_id, words.text, words.quote, words.proposed)
    earlier = idempotency.earlier_answer(db.session, actor=person_id, key=key, action="draft", content=asked)
    if earlier is not None:
        return draft_view(draft_row(consultation_id, earlier["draft"]))
    one, _ = rounds.require_open(consultation_id=consultation_id, round_id=round_id)
    if clause and clause.draft_id != one.draft_id:
        raise NotFound
    delegation = writing_delegation(consultation_id, person_id)
    if not delegation.two_step:
        raise DraftsOff
    if parent_id:
        require_answerable(consultation_id, parent_id, clause, one.draft_id or "")
    moment = clock.now(db.session)
    row = CommentDraft(
        consultation_id=consultation_id,
        id=new_id(),
        organisation_id=delegation.organisation_id,
        round_id=round_id,
        clause_uid=clause.uid if clause else None,
        clause_version_id=clause.version_id if clause else None,
        parent_id=parent_id,
        position=_last_position(consultation_id, delegation.organisation_id) + 1,
        state=DraftState.WAITING,
        version=1,
        author=person_id,
        edited_by=person_id,
        created_at=moment,
        edited_at=moment,
        **_columns(consultation_id, clause, words),
    )
    db.session.add(row)
    db.session.flush()
    idempotency.remember_answer(db.session, actor=person_id, key=key, answer={"draft": row.id})
    return draft_view(row)


def edit_draft(
    *, consultation_id: str, draft_id: str, person_id: str, clause: ClauseView | None, words: DraftWords, seen: int
) -> CommentDraftView:
    """Return the draft with other words; what a drafter edits waits for a signatory again.

    Drafters edit their own drafts, signatories all of them. Refuses a round that is not open, a draft that was released
    or has changed since the version that was `seen`, and words that could not be posted.
    """
    row, delegation = draft_to_change(consultation_id, draft_id, person_id, seen)
    if not delegation.may_sign and row.author != person_id:
        raise NotSignatory
    for name, value in _columns(consultation_id, clause, words).items():
        setattr(row, name, value)
    row.state = state_after_edit(DraftState(row.state), may_sign=delegation.may_sign)
    return touch(row, person_id)


def get_draft(*, consultation_id: str, draft_id: str, person_id: str) -> CommentDraftView:
    """Return a draft of the person's delegation; refuse `not-found` for any other."""
    row = draft_row(consultation_id, draft_id)
    delegation = participation.delegation_of(consultation_id=consultation_id, person_id=person_id)
    if delegation is None or delegation.organisation_id != row.organisation_id:
        raise NotFound
    return draft_view(row)


def drafts_of(*, consultation_id: str, organisation_id: str) -> list[CommentDraftView]:
    """Return every draft of a delegation in its order."""
    rows = db.session.scalars(
        select(CommentDraft)
        .where(CommentDraft.consultation_id == consultation_id, CommentDraft.organisation_id == organisation_id)
        .order_by(CommentDraft.position, CommentDraft.id)
    )
    return [draft_view(row) for row in rows]


def writing_delegation(consultation_id: str, person_id: str) -> Delegation:
    """Return the delegation that the person writes for; refuse `no-delegation`, and `no-seat` for a reader."""
    found = participation.require_delegation(consultation_id=consultation_id, person_id=person_id)
    if not found.may_write:
        raise NoSeat
    return found


def draft_to_change(consultation_id: str, draft_id: str, person_id: str, seen: int) -> tuple[CommentDraft, Delegation]:
    """Return a draft of the person's delegation that nobody else can change before this transaction ends.

    Refuses `not-found` for another delegation's, a reader, a round that is not open, and a draft that was released or
    has changed since the version that was `seen`.
    """
    row = draft_row(consultation_id, draft_id, is_locked=True)
    delegation = writing_delegation(consultation_id, person_id)
    if row.organisation_id != delegation.organisation_id:
        raise NotFound
    if row.state == DraftState.RELEASED:
        raise AlreadyReleased
    if row.version != seen:
        raise CommentDraftChanged
    rounds.require_open(consultation_id=consultation_id, round_id=row.round_id)
    return row, delegation


def draft_row(consultation_id: str, draft_id: str, *, is_locked: bool = False) -> CommentDraft:
    """Return the draft's row; refuse `not-found`."""
    found = db.session.get(
        CommentDraft, (consultation_id, draft_id), with_for_update=is_locked or None, populate_existing=is_locked
    )
    if found is None:
        raise NotFound
    return found


def touch(row: CommentDraft, person_id: str) -> CommentDraftView:
    """Return the draft in its next version, edited by the person."""
    row.version += 1
    row.edited_by, row.edited_at = person_id, clock.now(db.session)
    db.session.flush()
    return draft_view(row)


def draft_view(row: CommentDraft) -> CommentDraftView:
    """Return the row as the members of its delegation see it."""
    return CommentDraftView(
        id=row.id,
        organisation_id=row.organisation_id,
        round_id=row.round_id,
        clause_uid=row.clause_uid,
        parent_id=row.parent_id,
        position=row.position,
        state=DraftState(row.state),
        kind=row.kind,
        lang=row.lang,
        text=row.markdown,
        proposed=row.proposed or "",
        quote=row.quote or "",
        way=row.way,
        wording=row.wording or "",
        heading=row.heading or "",
        attribution=row.attribution,
        note=row.note,
        version=row.version,
        author=row.author,
        edited_by=row.edited_by,
        edited_at=row.edited_at,
        comment_id=row.comment_id,
        released_by=row.released_by,
        released_at=row.released_at,
    )


def _columns(consultation_id: str, clause: ClauseView | None, words: DraftWords) -> dict[str, Any]:
    """Return the words as the draft keeps them, checked as those of a comment or of a suggestion are."""
    given: dict[str, Any] = {
        "kind": words.kind,
        "lang": words.lang,
        "attribution": words.attribution,
        "markdown": checked_text(words.text),
        "proposed": checked_proposal(words.proposed),
        "quote": words.quote.strip() or None,
        "way": None,
        "wording": None,
        "heading": None,
    }
    if words.wish is None or clause is None:
        quoted(words.quote, clause)
        return given
    read_wish(consultation_id=consultation_id, clause=clause, wish=words.wish)
    wish = words.wish
    return {
        **given,
        "quote": wish.quote.strip() or None,
        "way": wish.way,
        "wording": wish.wording,
        "heading": wish.heading or None,
    }


def _last_position(consultation_id: str, organisation_id: str) -> int:
    return (
        db.session.scalar(
            select(func.max(CommentDraft.position)).where(
                CommentDraft.consultation_id == consultation_id, CommentDraft.organisation_id == organisation_id
            )
        )
        or 0
    )
