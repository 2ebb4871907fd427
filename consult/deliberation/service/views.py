"""A comment as pages show it, without what may not be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from consult.deliberation.rules.words import Attribution, Moderation
from consult.deliberation.service.outcomes import Outcome, outcomes_of
from consult.deliberation.service.translated import TranslatedComment, translations_of
from consult.deliberation.service.wordings import SuggestedWords, wordings_of
from consult.deliberation.tables import Comment
from consult.drafting import service as drafting
from consult.kernel.db import db
from consult.kernel.errors import NotFound
from consult.participation import service as participation
from consult.participation.service import SeatView


@dataclass(frozen=True, slots=True)
class CommentView:
    """A comment as pages show it; a hidden one has no text here, and nobody's name unless it is published.

    `outcome` is what two people have decided on it, or None; `suggestion` the wording that it suggests, if it does.
    `made_on` is the number of the draft it was made on, where it is shown on a later one; `is_also` whether it is shown
    on a clause that it is only also about.
    """

    id: str
    number: int
    round_id: str
    draft_id: str
    clause_uid: str | None
    clause_version_id: str | None
    parent_id: str | None
    seat_id: str
    leaf: str
    kind: str
    lang: str
    html: str
    markdown: str
    proposed: str | None
    quote: str | None
    attribution: str
    author: str | None
    category: str | None
    territory: str | None
    moderation: str
    hidden_under: str | None
    hidden_note: str | None
    created_at: datetime
    outcome: Outcome | None = None
    suggestion: SuggestedWords | None = None
    replies: tuple["CommentView", ...] = ()
    made_on: int | None = None
    is_also: bool = False
    translations: tuple[TranslatedComment, ...] = ()

    @property
    def subject(self) -> str | None:
        """How leaves of the log name the clause that it is about, or None for the draft as a whole."""
        if self.clause_uid is None or self.clause_version_id is None:
            return None
        return drafting.subject_of(self.clause_uid, self.clause_version_id)

    @property
    def is_hidden(self) -> bool:
        """Whether a moderator hid the text."""
        return self.moderation == Moderation.HIDDEN

    @property
    def is_unpublished(self) -> bool:
        """Whether the author chose that neither name nor text is published."""
        return self.attribution == Attribution.UNPUBLISHED


def comment_row(consultation_id: str, comment_id: str) -> Comment:
    """Return the comment's row; refuse `not-found`."""
    row = db.session.get(Comment, (consultation_id, comment_id))
    if row is None:
        raise NotFound
    return row


def comment_views(
    consultation_id: str, rows: Sequence[Comment], *, for_review: bool = False, for_author: bool = False
) -> list[CommentView]:
    """Return the rows as pages show them, each with what became of it.

    Those who moderate or answer alone read what is hidden; they and the author alone read what is not published, and
    why it was decided on as it was.
    """
    seats = participation.seats_by_id(consultation_id, {row.seat_id for row in rows})
    ids = [row.id for row in rows]
    translations = translations_of(consultation_id, {row.id: row.version for row in rows})
    outcomes, wordings = outcomes_of(consultation_id, ids), wordings_of(consultation_id, ids)
    if not (for_review or for_author):
        silent = {row.id for row in rows if row.attribution == Attribution.UNPUBLISHED}
        outcomes |= {each: outcomes[each].without_words() for each in silent & outcomes.keys()}
    return [
        _comment_view(
            row,
            seats[row.seat_id],
            outcomes.get(row.id),
            wordings.get(row.id),
            translations.get(row.id, ()),
            shows_text=for_review or _may_be_read(row, for_author=for_author),
        )
        for row in rows
    ]


def _may_be_read(row: Comment, *, for_author: bool) -> bool:
    return row.moderation != Moderation.HIDDEN and (for_author or row.attribution != Attribution.UNPUBLISHED)


def _comment_view(
    row: Comment,
    seat: SeatView,
    outcome: Outcome | None,
    wording: SuggestedWords | None,
    translations: tuple[TranslatedComment, ...],
    *,
    shows_text: bool,
) -> CommentView:
    named = row.attribution == Attribution.NAMED
    return CommentView(
        id=row.id,
        number=row.number,
        round_id=row.round_id,
        draft_id=row.draft_id,
        clause_uid=row.clause_uid,
        clause_version_id=row.clause_version_id,
        parent_id=row.parent_id,
        seat_id=row.seat_id,
        leaf=row.leaf,
        kind=row.kind,
        lang=row.lang,
        html=row.html if shows_text else "",
        markdown=row.markdown if shows_text else "",
        proposed=row.proposed if shows_text else None,
        quote=row.quote_exact if shows_text else None,
        attribution=row.attribution,
        author=seat.name if named else None,
        category=seat.category,
        territory=seat.territory if named else None,
        moderation=row.moderation,
        hidden_under=row.hidden_under,
        hidden_note=row.hidden_note,
        created_at=row.created_at,
        outcome=outcome,
        translations=translations if shows_text else (),
        suggestion=wording if shows_text or wording is None else wording.without_words(),
    )
