"""Comments as the rows of a sheet again: those that came in one as they were, all others in the same columns."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from consult.deliberation import service as deliberation
from consult.deliberation.rules.colliding import Change
from consult.deliberation.service import CommentView
from consult.drafting import service as drafting
from consult.intake.rules.sheets import Column
from consult.intake.rules.sheets.entries import KINDS
from consult.intake.service.sheets import Ground, ground_of
from consult.intake.tables import SheetRow
from consult.kernel.db import db
from consult.kernel.errors import NotFound
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundState
from consult.rounds.service import RoundView

TYPES = {str(kind): short for short, kind in KINDS.items()}
USUAL_TYPE = "ge"
DELETED = "Delete"
"""What the column of proposed changes says of words that should go, in the language of the sheet's own words."""
SAYS_SOMETHING = frozenset({Column.COMMENT, Column.PROPOSED, Column.PARAGRAPH})


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A comment with its cells as a sheet returns them, the secretariat's observations apart."""

    comment: CommentView
    cells: Mapping[str, str]
    order: tuple[int, str, int, int]


def rows_of_round(*, consultation_id: str, number: int | None = None) -> tuple[RoundView, list[ReturnedRow]]:
    """Return a round and the rows of its comments: by clause, then by member body, then by number.

    Without a number: the newest round on a text. What is hidden or not published keeps its row without its words.
    Refuses `not-found` where there is no such round.
    """
    one = _round(consultation_id, number)
    ground = ground_of(drafting.draft_by_id(consultation_id, one.draft_id or ""))
    kept = {
        row.comment_id: row
        for row in db.session.scalars(select(SheetRow).where(SheetRow.consultation_id == consultation_id))
    }
    views = deliberation.comments_in(consultation_id=consultation_id, round_id=one.id)
    rows = [_returned(view, kept.get(view.id), ground) for view in views]
    return one, sorted(rows, key=lambda row: row.order)


def _round(consultation_id: str, number: int | None) -> RoundView:
    if number is not None:
        one = rounds.round_by_number(consultation_id, number)
        found = one if one.draft_id else None
    else:
        standing = (each for each in rounds.list_rounds(consultation_id) if each.state is not RoundState.CANCELLED)
        found = next(reversed([each for each in standing if each.draft_id]), None)
    if found is None:
        raise NotFound
    return found


def _returned(view: CommentView, row: SheetRow | None, ground: Ground) -> ReturnedRow:
    clause = ground.clauses.get(view.clause_uid or "")
    cells = {**row.cells, Column.KEY: row.row_key} if row else _own_cells(view, ground)
    if view.is_hidden or view.is_unpublished:
        cells = {column: words for column, words in cells.items() if _is_told(column, view)}
    member = cells.get(Column.MEMBER) or cells.get(Column.ORGANISATION, "")
    order = (clause.position + 1 if clause else 0, member, row.position if row else 0, view.number)
    return ReturnedRow(view, {str(column): words for column, words in cells.items() if words}, order)


def _is_told(column: str, view: CommentView) -> bool:
    """Whether a cell stays with a comment whose words are not shown; columns of no known name may hold any words."""
    if view.is_unpublished and column in {Column.MEMBER, Column.ORGANISATION, Column.COMMITTEE, Column.COUNTRY}:
        return False
    return column in set(Column) and column not in SAYS_SOMETHING


def proposed_in(view: CommentView) -> str:
    """Return the change that a comment asks for, as a sheet holds it: of a suggestion its wording, or that words go."""
    if view.suggestion is None:
        return view.proposed or ""
    return DELETED if view.suggestion.change == Change.DELETE else view.suggestion.wording or ""


def _own_cells(view: CommentView, ground: Ground) -> dict[str, str]:
    clause, passage = ground.clauses.get(view.clause_uid or ""), ground.passages.get(view.clause_uid or "")
    lines = f"{passage.first}-{passage.last}" if passage else ""
    return {
        Column.MEMBER: view.author or view.category or "",
        Column.LINE: lines,
        Column.CLAUSE: clause.number if clause else "General",
        Column.PARAGRAPH: view.quote or "",
        Column.KIND: TYPES.get(view.kind, USUAL_TYPE),
        Column.COMMENT: view.markdown,
        Column.PROPOSED: proposed_in(view),
        Column.KEY: view.id,
        Column.NUMBER: str(view.number),
        Column.CATEGORY: view.category or "",
        Column.COUNTRY: view.territory or "",
    }
