"""What authors say of the answers they got: whether they are satisfied; or what those who answer heard elsewhere."""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import select

from consult.consultations.service import Role
from consult.deliberation.rules.dispositions import DispositionState
from consult.deliberation.rules.satisfaction import LONGEST_WORDS, SAYABLE, Satisfaction, are_words, satisfaction_now
from consult.deliberation.rules.words import Attribution, Moderation, clean_text
from consult.deliberation.service.deciding import Deciding, deciding
from consult.deliberation.service.posting import TextRefused
from consult.deliberation.service.views import CommentView, comment_row, comment_views
from consult.deliberation.tables import Comment
from consult.deliberation.tables import Disposition as DispositionRow
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import Forbidden, Refused, msgid
from consult.ledger.rules.leaf import LeafType
from consult.participation import service as participation
from consult.rounds.rules.states import RoundState

HEARING = frozenset({RoundState.DISPOSITIONS, RoundState.PUBLISHED})
"""The states of a round in which it is heard whether an author is satisfied."""


class NothingDecided(Refused):
    """Only of an answer that two people stand behind someone says whether it satisfies."""

    code = "nothing-decided"
    status = 409
    sentence = msgid(
        "There is no answer to this comment yet, or its round is archived. Open the page again to see how it stands."
    )


class SatisfactionNeeded(Refused):
    """One is satisfied with an answer, or not."""

    code = "satisfaction-needed"
    status = 422
    sentence = msgid("Choose whether the answer satisfies.")


class SatisfactionWords(Refused):
    """Who is not satisfied says why, in few words."""

    code = "satisfaction-words"
    status = 422
    sentence = msgid("Say in one to %(most)s characters why the answer does not satisfy.")


class SaidThemselves(Refused):
    """What an author said stands; nobody says otherwise for them."""

    code = "said-themselves"
    status = 409
    sentence = msgid("The author has said so themselves, and that stands. Open the comment to read it.")


def say_satisfaction(*, consultation_id: str, comment_id: str, person_id: str, said: str, words: str) -> CommentView:
    """Return the comment of one's own seat, of whose answer it is now said whether it satisfies.

    Whoever speaks for the seat may say so, and later something else. Refuses other people, a comment without an
    approved answer, and what cannot be said.
    """
    comment = comment_row(consultation_id, comment_id)
    seat = participation.seat_of(consultation_id=consultation_id, person_id=person_id)
    if seat is None or seat.id != comment.seat_id:
        raise Forbidden
    on = deciding(consultation_id=consultation_id, person_id=person_id, ids=[comment_id], role=Role.PARTICIPANT)
    _hear(on, comment, said, words)
    on.keep()
    return comment_views(consultation_id, [comment], for_author=True)[0]


def record_satisfaction(*, consultation_id: str, comment_id: str, person_id: str, said: str, note: str) -> CommentView:
    """Return the comment, of whose answer someone who answers has heard elsewhere whether it satisfies its author.

    Refuses `said-themselves` where the author has said so here, and the same as the author's own word.
    """
    on = deciding(consultation_id=consultation_id, person_id=person_id, ids=[comment_id])
    put_satisfaction(on, comment_id, said=said, note=note)
    on.keep()
    return comment_views(consultation_id, [on.comment(comment_id)], for_author=True)[0]


def put_satisfaction(on: Deciding, comment_id: str, *, said: str, note: str) -> None:
    """Do as `record_satisfaction` does to one of the comments of an act."""
    comment = on.comment(comment_id)
    if _decided(on, comment).satisfaction_as == Role.PARTICIPANT:
        raise SaidThemselves
    _hear(on, comment, said, note)


def count_satisfaction(*, consultation_id: str, round_id: str) -> Mapping[Satisfaction, int]:
    """Return how many authors are satisfied with the answers of a round, are not, have said nothing yet, or in time."""
    now = clock.now(db.session)
    rows = db.session.execute(
        select(DispositionRow.satisfaction, DispositionRow.approved_at)
        .join(
            Comment,
            (Comment.consultation_id == DispositionRow.consultation_id) & (Comment.id == DispositionRow.comment_id),
        )
        .where(Comment.consultation_id == consultation_id, Comment.round_id == round_id)
        .where(DispositionRow.state == DispositionState.APPROVED)
    )
    counted = Counter(satisfaction_now(said, approved_at=at, now=now) for said, at in rows if at)
    return {each: counted[each] for each in Satisfaction}


def _decided(on: Deciding, comment: Comment) -> DispositionRow:
    """Return the decision on a comment, which two people stand behind; refuse where there is none to be heard on."""
    row = on.rows.get(comment.id)
    if row is None or row.state != DispositionState.APPROVED or on.states[comment.round_id] not in HEARING:
        raise NothingDecided
    return row


def _hear(on: Deciding, comment: Comment, said: str, words: str) -> None:
    row = _decided(on, comment)
    if said not in SAYABLE:
        raise SatisfactionNeeded(field="satisfaction")
    heard = _checked(said, words)
    row.satisfaction, row.satisfaction_words = said, heard
    row.satisfaction_as, row.satisfaction_by, row.satisfaction_at = on.role, on.person_id, on.moment
    on.record(
        LeafType.DISPOSITION_SATISFACTION,
        comment,
        {"said": row.satisfaction, "words": row.satisfaction_words or ""},
        role=on.role,
        person=on.person_id,
        at=on.moment,
        is_public=comment.attribution != Attribution.UNPUBLISHED and comment.moderation != Moderation.HIDDEN,
    )


def _checked(said: str, words: str) -> str | None:
    clean = clean_text(words)
    if clean is None:
        raise TextRefused(field="words")
    if not are_words(clean, said=said):
        raise SatisfactionWords(field="words", most=LONGEST_WORDS)
    return clean or None
