"""Comments as they are made and moderated; nothing is ever deleted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from consult.consultations.service import Role
from consult.deliberation.rules.markup import to_html
from consult.deliberation.rules.words import (
    LONGEST_COMMENT,
    LONGEST_QUOTE,
    Attribution,
    CommentKind,
    Moderation,
    clean_text,
)
from consult.deliberation.service.anchoring import SERIES, carry_late, stands_on
from consult.deliberation.service.views import comment_row
from consult.deliberation.tables import Comment, CommentRevision
from consult.drafting.service import ClauseView
from consult.kernel import clock, counters, idempotency
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused, msgid
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.participation import service as participation
from consult.participation.service import SeatView
from consult.rounds import service as rounds


class CommentEmpty(Refused):
    """A comment needs words."""

    code = "comment-empty"
    status = 422
    sentence = msgid("Write your comment before you send it.")


class CommentTooLong(Refused):
    """A comment has at most 10,000 characters."""

    code = "comment-too-long"
    status = 422
    sentence = msgid(
        "A comment has at most %(most)s characters; this one has %(length)s. Shorten it or send it in parts."
    )


class TextRefused(Refused):
    """The text holds characters that no text holds."""

    code = "text-refused"
    status = 422
    sentence = msgid("The text holds characters that cannot be shown. Type it anew or paste it as plain text.")


class QuoteNotFound(Refused):
    """The quoted words are not in the clause."""

    code = "quote-not-found"
    status = 422
    sentence = msgid("The quoted words are not in this clause. Copy them from the clause, or leave the field empty.")


class ReleasedTogether(Refused):
    """What a delegation with two steps says goes through its drafts."""

    code = "released-together"
    status = 409
    sentence = msgid(
        "A signatory releases what your delegation says. Save this as a draft of your delegation; what you typed is below."
    )


@dataclass(frozen=True, slots=True)
class Posted:
    """What the author of a comment is told."""

    comment_id: str
    number: int
    receipt: str
    at: datetime


def add_comment(
    *,
    consultation_id: str,
    round_id: str,
    person_id: str,
    clause: ClauseView | None,
    kind: CommentKind,
    text: str,
    lang: str,
    attribution: Attribution,
    key: str,
    parent_id: str | None = None,
    quote: str = "",
    proposed: str = "",
    released_for: SeatView | None = None,
) -> Posted:
    """Return what the author is told of a comment on a clause of the round's draft: its number and its receipt.

    Requests with one key post once; the key with other words is refused. `released_for` is the seat for which a
    signatory releases it. Refuses a round that is not open, someone without a seat, or whose delegation releases what
    it says together, a clause of another draft, an answer to a comment on something else, and words that cannot be taken.
    """
    asked = (round_id, clause.version_id if clause else None, parent_id, kind, attribution, quote, text, proposed)
    earlier = earlier_post(person_id, key, "comment", asked)
    if earlier is not None:
        return earlier
    draft_id, seat = enter(consultation_id, round_id, person_id, clause, released_for)
    words, passage, change = checked_text(text), quoted(quote, clause), checked_proposal(proposed)
    answered = require_answerable(consultation_id, parent_id, clause, draft_id) if parent_id else None
    row = new_comment(
        consultation_id=consultation_id,
        round_id=round_id,
        draft_id=draft_id,
        clause=clause,
        seat_id=seat.id,
        author=person_id,
        words=words,
        parent_id=(answered.parent_id or answered.id) if answered else None,
        kind=kind,
        lang=lang,
        proposed=change,
        attribution=attribution,
        **passage,
    )
    return post(row, clause, key, content=content_of(row), ref=answered.leaf if answered else None)


def earlier_post(person_id: str, key: str, action: str, asked: Sequence[str | int | None]) -> Posted | None:
    """Return what the author was told when this key came before, or claim the key; refuse it with other words."""
    earlier = idempotency.earlier_answer(db.session, actor=person_id, key=key, action=action, content=asked)
    if earlier is None:
        return None
    return Posted(earlier["comment"], earlier["number"], earlier["receipt"], clock.from_text(earlier["at"]))


def enter(
    consultation_id: str,
    round_id: str,
    person_id: str,
    clause: ClauseView | None,
    released_for: SeatView | None = None,
) -> tuple[str, SeatView]:
    """Return the draft that an open round is on, and the person's seat, from now on in the round.

    `released_for` is the seat for which a signatory releases what the person drafted. Refuses a round that is not open,
    a clause of another draft, someone without a seat, and one whose delegation releases what it says together.
    """
    one, _ = rounds.require_open(consultation_id=consultation_id, round_id=round_id)
    if one.draft_id is None or (clause and clause.draft_id != one.draft_id):
        raise NotFound
    seat = released_for or participation.require_seat(consultation_id=consultation_id, person_id=person_id)
    if released_for is None and participation.is_two_step(seat):
        raise ReleasedTogether
    rounds.admit(consultation_id=consultation_id, round_id=round_id, seat=seat)
    return one.draft_id, seat


def new_comment(
    *,
    consultation_id: str,
    clause: ClauseView | None,
    words: str,
    **given: Any,  # noqa: ANN401 - columns of the row
) -> Comment:
    """Return a comment that is not saved yet, with the next number and the words that were checked."""
    return Comment(
        consultation_id=consultation_id,
        id=new_id(),
        number=next_number(consultation_id),
        clause_uid=clause.uid if clause else None,
        clause_version_id=clause.version_id if clause else None,
        markdown=words,
        html=to_html(words),
        moderation=Moderation.UNREVIEWED,
        version=1,
        created_at=clock.now(db.session),
        **given,
    )


def set_moderation(
    *, consultation_id: str, comment_id: str, state: Moderation, rule: str | None = None, note: str | None = None
) -> None:
    """Give the comment a new state of moderation; its place stays, its text is never deleted."""
    row = comment_row(consultation_id, comment_id)
    row.moderation = state
    row.hidden_under, row.hidden_note = (rule, note) if state is Moderation.HIDDEN else (None, None)
    db.session.flush()


def checked_text(text: str) -> str:
    """Return a comment's words as they are kept; refuse none, too many, and what is no text."""
    words = clean_text(text)
    if words is None:
        raise TextRefused(field="text")
    if not words:
        raise CommentEmpty(field="text")
    if len(words) > LONGEST_COMMENT:
        raise CommentTooLong(field="text", most=LONGEST_COMMENT, length=len(words))
    return words


def checked_proposal(proposed: str) -> str | None:
    """Return a proposed change as it is kept, or None for none; refuse too many words, and what is no text."""
    words = clean_text(proposed)
    if words is None:
        raise TextRefused(field="proposed")
    if len(words) > LONGEST_COMMENT:
        raise CommentTooLong(field="proposed", most=LONGEST_COMMENT, length=len(words))
    return words or None


def quoted(quote: str, clause: ClauseView | None) -> Mapping[str, str | None]:
    """Return the quoted words with what stands around them, so that they can be found again; refuse what is not there."""
    words = clean_text(quote)
    if not words:
        return {}
    place = clause.text.find(words) if clause and len(words) <= LONGEST_QUOTE else -1
    if place < 0 or clause is None:
        raise QuoteNotFound(field="quote")
    end = place + len(words)
    return {
        "quote_exact": words,
        "quote_prefix": clause.text[max(0, place - 32) : place],
        "quote_suffix": clause.text[end : end + 32],
    }


def require_answerable(consultation_id: str, parent_id: str, clause: ClauseView | None, draft_id: str) -> Comment:
    """Return the comment that is answered; refuse `not-found` for one on something else."""
    parent = comment_row(consultation_id, parent_id)
    if stands_on(parent, draft_id) != (clause.uid if clause else None,):
        raise NotFound
    return parent


def post(
    row: Comment,
    clause: ClauseView | None,
    key: str,
    *,
    content: Mapping[str, object],
    kind: LeafType = LeafType.COMMENT_CREATE,
    ref: str | None = None,
) -> Posted:
    """Save a comment with its first version and put it on record; return what its author is told."""
    receipt = ledger.append(
        log_id=row.consultation_id,
        kind=kind,
        content=content,
        at=row.created_at,
        role=Role.PARTICIPANT,
        person=row.author,
        round_id=row.round_id,
        subject=clause.subject if clause else None,
        ref=ref,
        visible_from=None if row.attribution == Attribution.UNPUBLISHED else row.created_at,
    )
    row.leaf = receipt.leaf_hash
    db.session.add(row)
    db.session.flush()
    db.session.add(
        CommentRevision(
            consultation_id=row.consultation_id, comment_id=row.id, version=1, markdown=row.markdown, at=row.created_at
        )
    )
    carry_late(row)
    posted = Posted(row.id, row.number, receipt.code, row.created_at)
    answer = {"comment": row.id, "number": row.number, "receipt": receipt.code, "at": clock.to_text(row.created_at)}
    idempotency.remember_answer(db.session, actor=row.author or "", key=key, answer=answer)
    return posted


def content_of(row: Comment) -> dict[str, object]:
    """Return what the log holds of a comment; a proposed change only where there is one."""
    content: dict[str, object] = {
        "number": row.number,
        "kind": row.kind,
        "lang": row.lang,
        "text": row.markdown,
        "quote": row.quote_exact,
        "attribution": row.attribution,
        "version": row.version,
    }
    return {**content, "proposed": row.proposed} if row.proposed else content


def next_number(consultation_id: str) -> int:
    """Return the next public number; two parallel comments get different ones because the counter row is locked."""
    return counters.next_number(db.session, scope=consultation_id, series=SERIES)
