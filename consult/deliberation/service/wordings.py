"""The wording that a suggestion is made of, and how its clause reads with it."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, func, select

from consult.deliberation.rules.colliding import Change, Touch
from consult.deliberation.rules.passages import Passage, Way, found_again, way_of, with_change
from consult.deliberation.tables import Comment, Suggestion
from consult.drafting import service as drafting
from consult.drafting.rules import Piece, redline
from consult.drafting.service import SourceWords
from consult.kernel.db import db

NO_WORDS = SourceWords("", "", "")


@dataclass(frozen=True, slots=True)
class SuggestedWords:
    """What a suggestion does to its clause, in the language of the draft: the words before it and with it.

    Of a new clause there are no words before. `start` and `end` say which passage it is about; without, all of it is.
    """

    number: int
    change: str
    wording: str | None
    heading: str | None
    lang: str
    heading_before: str = ""
    heading_after: str = ""
    before: str = ""
    after: str = ""
    start: int | None = None
    end: int | None = None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The redline of the clause's words."""
        return redline(self.before, self.after)

    @property
    def heading_pieces(self) -> tuple[Piece, ...]:
        """The redline of the clause's heading, where it has one."""
        return redline(self.heading_before, self.heading_after)

    @property
    def is_passage(self) -> bool:
        """Whether it is about some words of the clause and not about all of it."""
        return self.start is not None

    @property
    def way(self) -> Way:
        """In which way it asks for its change."""
        return way_of(self.change, is_passage=self.is_passage)

    @property
    def touch(self) -> Touch:
        """What it touches, so that collisions can be told."""
        return Touch(self.number, self.change, self.start, self.end)

    def without_words(self) -> "SuggestedWords":
        """Return what may be told of a suggestion whose words are not shown: what it does, and not with which words."""
        return replace(
            self,
            wording=None,
            heading=None,
            heading_before="",
            heading_after="",
            before="",
            after="",
            start=None,
            end=None,
        )


def wordings_of(consultation_id: str, comment_ids: Collection[str]) -> dict[str, SuggestedWords]:
    """Return what those of these comments suggest that are suggestions, by comment."""
    if not comment_ids:
        return {}
    rows = db.session.execute(
        select(Comment, Suggestion)
        .join(
            Suggestion,
            (Suggestion.consultation_id == Comment.consultation_id) & (Suggestion.comment_id == Comment.id),
        )
        .where(Comment.consultation_id == consultation_id, Comment.id.in_(comment_ids))
    ).all()
    sources = drafting.source_words(consultation_id, filter(None, (row.clause_version_id for row, _ in rows)))
    return {
        row.id: _words(row, suggested, sources.get(row.clause_version_id or "", NO_WORDS)) for row, suggested in rows
    }


def is_suggestion(consultation_id: str) -> ColumnElement[bool]:
    """Return the condition that a comment is a suggestion or answers one."""
    suggested = select(Suggestion.comment_id).where(Suggestion.consultation_id == consultation_id)
    return func.coalesce(Comment.parent_id, Comment.id).in_(suggested)


def suggested_words(
    number: int,
    clause: SourceWords,
    *,
    change: str,
    wording: str | None,
    heading: str | None,
    passage: Passage | None,
) -> SuggestedWords:
    """Return what a suggestion does to a clause with these words."""
    is_new, is_gone = change == Change.INSERT, change == Change.DELETE and passage is None
    stays = clause.heading if heading is None and not is_gone else ""
    return SuggestedWords(
        number=number,
        change=change,
        wording=wording,
        heading=heading,
        lang=clause.lang,
        heading_before="" if is_new else clause.heading,
        heading_after=heading or ("" if is_new else stays),
        before="" if is_new else clause.text,
        after=with_change("" if is_new else clause.text, wording, passage),
        start=passage.start if passage else None,
        end=passage.end if passage else None,
    )


def _words(row: Comment, suggested: Suggestion, clause: SourceWords) -> SuggestedWords:
    passage = None
    if row.quote_exact is not None:
        passage = found_again(clause.text, row.quote_exact, row.quote_prefix or "", row.quote_suffix or "")
    return suggested_words(
        row.number,
        clause,
        change=suggested.change,
        wording=suggested.wording,
        heading=suggested.heading,
        passage=passage,
    )
