"""Releasing: a signatory decides on the delegation's drafts and lets all accepted ones go in one act."""

from collections.abc import Sequence

from sqlalchemy import Select, select

from consult.consultations.service import Role
from consult.deliberation.rules.drafts import DECISIONS, LONGEST_NOTE, DraftState, seal
from consult.deliberation.rules.words import Attribution, CommentKind, clean_text
from consult.deliberation.service.drafts import CommentDraftView, draft_to_change, draft_view, touch
from consult.deliberation.service.posting import Posted, add_comment
from consult.deliberation.service.suggesting import Wish, add_suggestion
from consult.deliberation.tables import CommentDraft
from consult.drafting import service as drafting
from consult.drafting.service import ClauseView, DraftView
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import Refused, msgid
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.participation import service as participation
from consult.participation.service import NotSignatory, SeatView
from consult.rounds import service as rounds


class DraftNoteNeeded(Refused):
    """Whoever wrote a draft reads why it was set aside."""

    code = "draft-note-needed"
    status = 422
    sentence = msgid("Say in one to 500 characters why the draft is set aside; only your delegation reads it.")


class DraftDecisionNeeded(Refused):
    """A draft is accepted, set aside, or left waiting."""

    code = "draft-decision-needed"
    status = 422
    sentence = msgid("Choose whether the draft is accepted, set aside, or waits.")


class NoDraftAccepted(Refused):
    """What is released is what was accepted."""

    code = "no-draft-accepted"
    status = 409
    sentence = msgid("No draft is accepted. Accept those that your delegation should release, then release them.")


class ReleaseChanged(Refused):
    """The accepted drafts are others than those that were shown."""

    code = "release-changed"
    status = 409
    sentence = msgid(
        "The accepted drafts have changed since you opened this page, and nothing was released. Read them again, then release them."
    )


def decide_draft(
    *, consultation_id: str, draft_id: str, person_id: str, decision: str, note: str, seen: int
) -> CommentDraftView:
    """Return the draft as a signatory decided on it: accepted, waiting, or set aside with a note for its author.

    Refuses anyone but a signatory, and what `edit_draft` refuses.
    """
    row, delegation = draft_to_change(consultation_id, draft_id, person_id, seen)
    if not delegation.may_sign:
        raise NotSignatory
    if decision not in DECISIONS:
        raise DraftDecisionNeeded(field="decision")
    told = clean_text(note) or ""
    if decision == DraftState.SET_ASIDE and not 1 <= len(told) <= LONGEST_NOTE:
        raise DraftNoteNeeded(field="note")
    row.state, row.note = decision, told[:LONGEST_NOTE] if decision == DraftState.SET_ASIDE else ""
    return touch(row, person_id)


def move_draft(*, consultation_id: str, draft_id: str, person_id: str, is_up: bool) -> None:
    """Have a draft change places with the one before or after it in its round; nothing happens at either end.

    Refuses anyone but a signatory.
    """
    delegation = participation.require_signatory(consultation_id=consultation_id, person_id=person_id)
    every = _locked(consultation_id, delegation.organisation_id)
    row = next((one for one in every if one.id == draft_id), None)
    beside = [one for one in every if row and one.round_id == row.round_id and one.state != DraftState.RELEASED]
    if row is None or row not in beside:
        return
    place = beside.index(row) + (-1 if is_up else 1)
    if 0 <= place < len(beside):
        other = beside[place]
        row.position, other.position = other.position, row.position
        db.session.flush()


def accepted_drafts(*, consultation_id: str, round_id: str, organisation_id: str) -> list[CommentDraftView]:
    """Return what a release would let go, in its order."""
    rows = _accepted(_ordered(consultation_id, organisation_id), round_id)
    return [draft_view(row) for row in rows]


def seal_of(drafts: Sequence[CommentDraftView]) -> str:
    """Return the digest of the drafts that someone sees before they release them."""
    return seal((one.id, one.version) for one in drafts)


def release_drafts(*, consultation_id: str, round_id: str, person_id: str, seen: str) -> list[Posted]:
    """Return what is told of each accepted draft, which is a comment of the delegation's seat from now on.

    Its author stays its author, with its receipt; that a signatory released it is on record beside. All of them go or
    none. Refuses anyone but a signatory, a round that is not open, no accepted draft, and others than those that were
    `seen`.
    """
    delegation = participation.require_signatory(consultation_id=consultation_id, person_id=person_id)
    one, _ = rounds.require_open(consultation_id=consultation_id, round_id=round_id)
    rows = _accepted(_locked(consultation_id, delegation.organisation_id), round_id)
    if not rows:
        raise NoDraftAccepted
    if seal((row.id, row.version) for row in rows) != seen:
        raise ReleaseChanged
    draft = drafting.draft_by_id(consultation_id, one.draft_id or "")
    posted = [_post(row, draft, delegation.seat) for row in rows]
    moment = clock.now(db.session)
    for row, told in zip(rows, posted, strict=True):
        row.state, row.comment_id = DraftState.RELEASED, told.comment_id
        row.released_by, row.released_at = person_id, moment
    db.session.flush()
    ledger.append(
        log_id=consultation_id,
        kind=LeafType.DELEGATION_RELEASE,
        content={"organisation": delegation.organisation_id, "comments": [told.number for told in posted]},
        at=moment,
        role=Role.PARTICIPANT,
        person=person_id,
        round_id=round_id,
    )
    return posted


def _post(row: CommentDraft, draft: DraftView, seat: SeatView) -> Posted:
    """Post a draft as its author wrote it, for the delegation's seat."""
    clause = drafting.clause_by_uid(draft, row.clause_uid, lang=row.lang) if row.clause_uid else None
    if row.way and clause:
        return _post_suggestion(row, clause, seat)
    return add_comment(
        consultation_id=row.consultation_id,
        round_id=row.round_id,
        person_id=row.author,
        clause=clause,
        kind=CommentKind(row.kind),
        text=row.markdown,
        lang=row.lang,
        attribution=Attribution(row.attribution),
        key=row.id,
        parent_id=row.parent_id,
        quote=row.quote or "",
        proposed=row.proposed or "",
        released_for=seat,
    )


def _post_suggestion(row: CommentDraft, clause: ClauseView, seat: SeatView) -> Posted:
    wish = Wish(way=row.way or "", wording=row.wording or "", heading=row.heading or "", quote=row.quote or "")
    return add_suggestion(
        consultation_id=row.consultation_id,
        round_id=row.round_id,
        person_id=row.author,
        clause=clause,
        wish=wish,
        why=row.markdown,
        lang=row.lang,
        attribution=Attribution(row.attribution),
        key=row.id,
        kind=CommentKind(row.kind),
        released_for=seat,
    )


def _accepted(rows: Sequence[CommentDraft], round_id: str) -> list[CommentDraft]:
    return [row for row in rows if row.round_id == round_id and row.state == DraftState.ACCEPTED]


def _ordered(consultation_id: str, organisation_id: str) -> Sequence[CommentDraft]:
    return db.session.scalars(_of_delegation(consultation_id, organisation_id)).all()


def _locked(consultation_id: str, organisation_id: str) -> Sequence[CommentDraft]:
    """Return the delegation's drafts as they are now, which nobody else can change before this transaction ends."""
    wanted = _of_delegation(consultation_id, organisation_id).with_for_update()
    return db.session.scalars(wanted.execution_options(populate_existing=True)).all()


def _of_delegation(consultation_id: str, organisation_id: str) -> Select[CommentDraft]:
    return (
        select(CommentDraft)
        .where(CommentDraft.consultation_id == consultation_id, CommentDraft.organisation_id == organisation_id)
        .order_by(CommentDraft.position, CommentDraft.id)
    )
