"""What authors say of the answers they got: whether they are satisfied; or what those who answer heard elsewhere."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from consult.consultations.service import Role
from consult.deliberation.rules.dispositions import DispositionState
from consult.deliberation.rules.satisfaction import LONGEST_WORDS, SAYABLE, Satisfaction, are_words, satisfaction_now
from consult.deliberation.rules.words import Attribution, Moderation, clean_text
from consult.deliberation.service.dispositions import role_of, subject_of
from consult.deliberation.service.posting import TextRefused
from consult.deliberation.service.views import CommentView, comment_row, comment_views
from consult.deliberation.tables import Comment
from consult.deliberation.tables import Disposition as DispositionRow
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import Forbidden, Refused, msgid
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.participation import service as participation
from consult.rounds import service as rounds
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
    return _heard(comment, person_id, Role.PARTICIPANT, said, words)


def record_satisfaction(*, consultation_id: str, comment_id: str, person_id: str, said: str, note: str) -> CommentView:
    """Return the comment, of whose answer someone who answers has heard elsewhere whether it satisfies its author.

    Refuses `said-themselves` where the author has said so here, and the same as the author's own word.
    """
    role, comment = role_of(consultation_id, person_id), comment_row(consultation_id, comment_id)
    row = _decided(comment)
    if row.satisfaction_as == Role.PARTICIPANT:
        raise SaidThemselves
    return _heard(comment, person_id, role, said, note)


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


def _decided(comment: Comment) -> DispositionRow:
    """Return the decision on a comment, which two people stand behind; nobody else changes it meanwhile."""
    row = db.session.get(
        DispositionRow, (comment.consultation_id, comment.id), with_for_update=True, populate_existing=True
    )
    state = rounds.get_round(comment.consultation_id, comment.round_id).state
    if row is None or row.state != DispositionState.APPROVED or state not in HEARING:
        raise NothingDecided
    return row


def _heard(comment: Comment, person_id: str, role: Role, said: str, words: str) -> CommentView:
    row, moment = _decided(comment), clock.now(db.session)
    if said not in SAYABLE:
        raise SatisfactionNeeded(field="satisfaction")
    row.satisfaction, row.satisfaction_words = said, _checked(said, words)
    row.satisfaction_as, row.satisfaction_by, row.satisfaction_at = role, person_id, moment
    db.session.flush()
    _record(comment, row, moment)
    return comment_views(comment.consultation_id, [comment], for_author=True)[0]


def _checked(said: str, words: str) -> str | None:
    clean = clean_text(words)
    if clean is None:
        raise TextRefused(field="words")
    if not are_words(clean, said=said):
        raise SatisfactionWords(field="words", most=LONGEST_WORDS)
    return clean or None


def _record(comment: Comment, row: DispositionRow, moment: datetime) -> None:
    is_public = comment.attribution != Attribution.UNPUBLISHED and comment.moderation != Moderation.HIDDEN
    ledger.append(
        log_id=comment.consultation_id,
        kind=LeafType.DISPOSITION_SATISFACTION,
        content={"comment": comment.number, "said": row.satisfaction, "words": row.satisfaction_words or ""},
        at=moment,
        role=row.satisfaction_as or Role.PARTICIPANT,
        person=row.satisfaction_by,
        round_id=comment.round_id,
        subject=subject_of(comment),
        ref=comment.leaf,
        visible_from=moment if is_public else None,
    )
