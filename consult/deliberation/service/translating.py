"""Comments in other languages: their authors' own words, or a machine's."""

from sqlalchemy import select

from consult.consultations.service import Role
from consult.deliberation.rules.markup import to_html
from consult.deliberation.rules.words import Attribution, Moderation
from consult.deliberation.service.posting import checked_text
from consult.deliberation.service.translated import Origin, TranslatedComment, translated_view
from consult.deliberation.service.views import comment_row
from consult.deliberation.tables import Comment, CommentTranslation
from consult.drafting import service as drafting
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused, msgid
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.participation import service as participation


class CommentLanguage(Refused):
    """A translation is in another language than its comment."""

    code = "comment-language"
    status = 422
    sentence = msgid("Your comment is in this language already. Choose the language that you translate it into.")


def translate_comment(*, consultation_id: str, comment_id: str, person_id: str, lang: str, text: str) -> None:
    """Keep the author's own translation of a comment; moderators look at the comment once more.

    Refuses `not-found` for a comment of another seat and for one that is hidden or taken back, the language it is in,
    and words that cannot be taken.
    """
    row = db.session.get(Comment, (consultation_id, comment_id), with_for_update=True)
    seat = participation.require_seat(consultation_id=consultation_id, person_id=person_id)
    if row is None or row.seat_id != seat.id or row.moderation == Moderation.HIDDEN or row.withdrawn_at is not None:
        raise NotFound
    if lang == row.lang:
        raise CommentLanguage(field="into")
    words = checked_text(text)
    row.moderation = Moderation.UNREVIEWED
    _keep(row, lang, Origin.AUTHOR, words)
    moment = clock.now(db.session)
    ledger.append(
        log_id=consultation_id,
        kind=LeafType.COMMENT_TRANSLATE,
        content={"number": row.number, "lang": lang, "text": words, "version": row.version},
        at=moment,
        role=Role.PARTICIPANT,
        person=person_id,
        round_id=row.round_id,
        subject=_subject(row),
        ref=row.leaf,
        visible_from=None if row.attribution == Attribution.UNPUBLISHED else moment,
    )


def keep_machine_translation(*, consultation_id: str, comment_id: str, lang: str, text: str, made_from: str) -> None:
    """Keep a machine's translation of a comment's words; of words that have changed meanwhile nothing is kept."""
    row = comment_row(consultation_id, comment_id)
    if row.markdown == made_from:
        _keep(row, lang, Origin.MACHINE, text)


def own_translations(consultation_id: str, comment_id: str) -> dict[str, TranslatedComment]:
    """Return the author's own translations of a comment, by language, of whichever version of it they are."""
    rows = db.session.scalars(
        select(CommentTranslation)
        .where(CommentTranslation.consultation_id == consultation_id, CommentTranslation.comment_id == comment_id)
        .where(CommentTranslation.origin == Origin.AUTHOR)
    )
    return {row.lang: translated_view(row) for row in rows}


def _keep(row: Comment, lang: str, origin: Origin, words: str) -> None:
    db.session.merge(
        CommentTranslation(
            consultation_id=row.consultation_id,
            comment_id=row.id,
            lang=lang,
            origin=origin,
            version=row.version,
            markdown=words,
            html=to_html(words),
            at=clock.now(db.session),
        )
    )
    db.session.flush()


def _subject(row: Comment) -> str | None:
    if row.clause_uid is None or row.clause_version_id is None:
        return None
    return drafting.subject_of(row.clause_uid, row.clause_version_id)
