"""Two drafts beside each other: what became of every clause, with its redline."""

from collections.abc import Sequence
from dataclasses import dataclass

from consult.drafting.rules import ClauseKind, Lineage, Piece, PieceKind, redline
from consult.drafting.rules.comparing import Change, Stand, compare, linked
from consult.drafting.rules.grids import GridChange, redlined
from consult.drafting.rules.tokens import squeezed
from consult.drafting.service.reading import ClauseView, DraftView, clauses_of, list_drafts, list_lineage

AS_TYPED = frozenset({ClauseKind.TABLE})
"""What spaces and line ends are a part of; elsewhere they are only how the source was typed."""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What became of one clause, or of those that were split or put together, with what it says then and now."""

    kind: Lineage
    earlier: tuple[ClauseView, ...]
    later: tuple[ClauseView, ...]
    heading: tuple[Piece, ...]
    text: tuple[Piece, ...]
    grid: GridChange | None = None

    @property
    def clauses(self) -> tuple[ClauseView, ...]:
        """The clauses as they stand now, or as they stood last."""
        return self.later or self.earlier

    @property
    def is_principle(self) -> bool:
        """Whether it is a heading with others under it."""
        return self.clauses[0].is_heading

    @property
    def has_new_image(self) -> bool:
        """Whether it is a figure with another image than before."""
        images = [one.figure.sha256 for one in (*self.earlier, *self.later) if one.figure]
        return bool(self.earlier and self.later) and len(set(images)) > 1

    @property
    def is_as_typed(self) -> bool:
        """Whether the spaces between its words mean something."""
        return self.clauses[0].kind in AS_TYPED


def compare_drafts(earlier: DraftView, later: DraftView, *, lang: str) -> list[ChangeView]:
    """Return what became of each clause from the earlier draft to the later one, in the order of the later one.

    What changed is read from the words that the drafts were written in, and shown in the reader's language wherever it
    has reliable words of all clauses that the change is about, and they changed too. Texts that differ in spaces only
    are the same.
    """
    written = _written(earlier, later)
    is_source = earlier.language == later.language == lang
    told = written if is_source else (clauses_of(earlier, lang=lang), clauses_of(later, lang=lang))
    between = [one for one in list_drafts(later.consultation_id) if earlier.number < one.number <= later.number]
    links = linked([one.uid for one in written[0]], [list_lineage(one.consultation_id, one.id) for one in between])
    changes = compare(_stands(written[0]), _stands(written[1]), links)
    return [_view(one, *(told if _is_told(one, *told, lang) else written)) for one in changes]


def _written(earlier: DraftView, later: DraftView) -> tuple[list[ClauseView], list[ClauseView]]:
    """Return the clauses of both drafts in one language that either was written in, else each in its own."""
    for each in dict.fromkeys((later.language, earlier.language)):
        old, new = clauses_of(earlier, lang=each), clauses_of(later, lang=each)
        if all(clause.lang == each for clause in (*old, *new)):
            return old, new
    return clauses_of(earlier, lang=earlier.language), clauses_of(later, lang=later.language)


def _is_told(change: Change, old: Sequence[ClauseView], new: Sequence[ClauseView], lang: str) -> bool:
    """Whether the change can be read in a language: its clauses have words in it, and these say what changed."""
    earlier, later = [old[place] for place in change.old], [new[place] for place in change.new]
    if any(one.lang != lang for one in (*earlier, *later)):
        return False
    words = ([one.words for one in _stands(each)] for each in (earlier, later))
    return change.kind is not Lineage.EDITED or next(words) != next(words)


def _stands(clauses: Sequence[ClauseView]) -> list[Stand]:
    return [Stand(one.uid, (one.kind, squeezed(one.heading), squeezed(one.text))) for one in clauses]


def _view(change: Change, old: Sequence[ClauseView], new: Sequence[ClauseView]) -> ChangeView:
    earlier, later = tuple(old[place] for place in change.old), tuple(new[place] for place in change.new)
    headings, texts = (_headings(earlier), _headings(later)), (_texts(earlier), _texts(later))
    if change.kind in {Lineage.UNCHANGED, Lineage.MOVED}:
        return ChangeView(change.kind, earlier, later, heading=_kept(headings[1]), text=_kept(texts[1]))
    return ChangeView(
        change.kind,
        earlier,
        later,
        heading=redline(*headings),
        text=redline(*texts),
        grid=_grid(earlier, later),
    )


def _grid(earlier: Sequence[ClauseView], later: Sequence[ClauseView]) -> GridChange | None:
    """Return two states of one table in one, where both can be read as a table."""
    if len(earlier) != 1 or len(later) != 1:
        return None
    old, new = earlier[0].grid, later[0].grid
    return redlined(old, new) if old and new else None


def _kept(text: str) -> tuple[Piece, ...]:
    return (Piece(PieceKind.KEPT, text),) if text else ()


def _headings(clauses: Sequence[ClauseView]) -> str:
    return "\n\n".join(filter(None, (squeezed(one.heading) for one in clauses)))


def _texts(clauses: Sequence[ClauseView]) -> str:
    return "\n\n".join(filter(None, map(_text, clauses)))


def _text(clause: ClauseView) -> str:
    if clause.figure:
        return squeezed(clause.figure.alt)
    return clause.text if clause.kind in AS_TYPED else squeezed(clause.text)
