"""The words of comments in other languages, as pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from consult.deliberation.tables import CommentTranslation
from consult.kernel.db import db


class Origin(StrEnum):
    """Who translated a comment."""

    AUTHOR = "author"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class TranslatedComment:
    """A comment in another language, translated from one version of its words."""

    lang: str
    origin: str
    version: int
    markdown: str
    html: str

    @property
    def is_machine_made(self) -> bool:
        """Whether a machine translated it, and nobody has reviewed that."""
        return self.origin == Origin.MACHINE


def translations_of(consultation_id: str, versions: Mapping[str, int]) -> dict[str, tuple[TranslatedComment, ...]]:
    """Return the translations of comments, given with the version of their words: those made from it, by comment.

    An author's translation comes before a machine's.
    """
    rows = db.session.scalars(
        select(CommentTranslation)
        .where(CommentTranslation.consultation_id == consultation_id)
        .where(CommentTranslation.comment_id.in_(set(versions)))
        .order_by(CommentTranslation.lang, CommentTranslation.origin)
    )
    found: dict[str, tuple[TranslatedComment, ...]] = {}
    for row in rows:
        if row.version == versions[row.comment_id]:
            found[row.comment_id] = (*found.get(row.comment_id, ()), translated_view(row))
    return found


def translated_view(row: CommentTranslation) -> TranslatedComment:
    """Return the row as pages show it."""
    return TranslatedComment(row.lang, row.origin, row.version, row.markdown, row.html)
