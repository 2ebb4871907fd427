"""Where a comment stands once the text has changed: with its clause, or at the words that it quotes, or nowhere."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from consult.deliberation.rules.passages import Passage, passages_of
from consult.drafting.rules import Lineage

SAME_WORDS = frozenset({Lineage.UNCHANGED, Lineage.MOVED})


class AnchorState(StrEnum):
    """What became of a comment: it went along with its clause, its words were found again, or they are gone."""

    CARRIED = "carried"
    REANCHORED = "reanchored"
    DETACHED = "detached"


class Why(StrEnum):
    """How a comment's place was found."""

    WHOLE_DRAFT = "whole_draft"
    CLAUSE_UNCHANGED = "clause_unchanged"
    CLAUSE_MOVED = "clause_moved"
    CLAUSE_EDITED = "clause_edited"
    CLAUSE_SPLIT = "clause_split"
    CLAUSE_MERGED = "clause_merged"
    CLAUSE_DELETED = "clause_deleted"
    QUOTE_AROUND = "quote_around"
    QUOTE_ONCE = "quote_once"
    QUOTE_NEAR = "quote_near"
    QUOTE_GONE = "quote_gone"
    GONE_BEFORE = "gone_before"
    REPLY = "reply"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a comment is about, with what stood around them and where they began, if that is known."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment as it stood in the draft before: on a clause or on the whole; `parent` is the comment that it answers.

    One that `is_gone` had lost its words or its clause already; then its clause is the one where they stood last.
    """

    id: str
    clause: str | None
    quote: Quote | None = None
    parent: str | None = None
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a comment stands in a draft: its clause, and where its quote begins; a detached one has no place."""

    comment: str
    state: AnchorState
    why: Why
    clause: str | None = None
    start: int | None = None


Row = tuple[str, str | None, str | None]
"""A row of lineage: what became of a clause, the clause, and what it became."""
Texts = Mapping[str, Sequence[str]]
"""What each clause of a draft says, in the order of the draft, in every language it is there in."""


def carry(remarks: Iterable[Remark], lineage: Iterable[Row], texts: Texts) -> list[Anchor]:
    """Return where each comment stands in the next draft, one anchor for each comment, in the same order.

    A comment goes with its clause; one with a quote goes to its words where the clause was reworded, split or put
    together, and is detached where they are gone. What answers a comment stays with it.
    """
    everyone = list(remarks)
    became = _became(lineage, list(texts))
    own = {one.id: _place(one, became, texts) for one in everyone}
    return [_with_parent(own[one.id], own.get(one.parent or "")) for one in everyone]


def find(text: str, quote: Quote) -> tuple[Why, int] | None:
    """Return how a quote is found again in a text and where it begins, or None.

    Where the same stands around it; else where it stands alone; else, of several places, where most of what stood
    around it still does, the nearest to where it was.

    >>> find("The clock stops. A clock runs.", Quote("clock", "A ", " runs"))
    (<Why.QUOTE_AROUND: 'quote_around'>, 19)
    """
    places = passages_of(text, quote.exact)
    if not places:
        return None
    best = max(places, key=lambda place: (_around(place, quote), -abs(place.start - (quote.start or 0)), -place.start))
    if _around(best, quote) == len(_plain(quote.prefix)) + len(_plain(quote.suffix)):
        return Why.QUOTE_AROUND if quote.prefix or quote.suffix or len(places) == 1 else Why.QUOTE_NEAR, best.start
    return (Why.QUOTE_ONCE if len(places) == 1 else Why.QUOTE_NEAR), best.start


def _became(lineage: Iterable[Row], order: Sequence[str]) -> dict[str, list[tuple[Lineage, str]]]:
    """Return what each clause became, in the order of the new draft."""
    places = {uid: place for place, uid in enumerate(order)}
    found: dict[str, list[tuple[Lineage, str]]] = {}
    for kind, origin, successor in lineage:
        if origin and successor:
            found.setdefault(origin, []).append((Lineage(kind), successor))
    return {origin: sorted(rows, key=lambda row: places[row[1]]) for origin, rows in found.items()}


def _place(remark: Remark, became: Mapping[str, Sequence[tuple[Lineage, str]]], texts: Texts) -> Anchor:
    if remark.clause is None:
        state, why = _gone() if remark.is_gone else (AnchorState.CARRIED, Why.WHOLE_DRAFT)
        return Anchor(remark.id, state, why)
    rows = became.get(remark.clause, ())
    if not rows:
        why = Why.GONE_BEFORE if remark.is_gone else Why.CLAUSE_DELETED
        return Anchor(remark.id, AnchorState.DETACHED, why)
    if remark.quote is None:
        return _with_clause(remark, rows)
    found = _at_words(remark.quote, [successor for _, successor in rows], texts)
    kind, first = rows[0]
    if len(rows) == 1 and kind in SAME_WORDS and not remark.is_gone:
        start = found[2] if found else remark.quote.start
        return Anchor(remark.id, AnchorState.CARRIED, WITH_CLAUSE[kind], first, start)
    if found is None:
        why = Why.GONE_BEFORE if remark.is_gone else Why.QUOTE_GONE
        return Anchor(remark.id, AnchorState.DETACHED, why, first)
    return Anchor(remark.id, AnchorState.REANCHORED, found[0], found[1], found[2])


def _with_clause(remark: Remark, rows: Sequence[tuple[Lineage, str]]) -> Anchor:
    kind, first = rows[0]
    if remark.is_gone:
        return Anchor(remark.id, AnchorState.DETACHED, Why.GONE_BEFORE, first)
    why = Why.CLAUSE_SPLIT if len(rows) > 1 else WITH_CLAUSE[kind]
    return Anchor(remark.id, AnchorState.CARRIED, why, first)


def _at_words(quote: Quote, clauses: Sequence[str], texts: Texts) -> tuple[Why, str, int] | None:
    """Return how, in which clause and where a quote is found again: the surest place, of equal ones the first."""
    found = [(why, clause, start) for clause in clauses for why, start in _in_languages(quote, texts[clause])]
    return min(found, key=lambda place: SURE.index(place[0]), default=None)


def _in_languages(quote: Quote, texts: Sequence[str]) -> Iterator[tuple[Why, int]]:
    for text in texts:
        place = find(text, quote)
        if place:
            yield place


def _with_parent(own: Anchor, parent: Anchor | None) -> Anchor:
    """Return where an answer stands: with what it answers."""
    if parent is None:
        return own
    return Anchor(own.comment, parent.state, Why.REPLY, parent.clause)


def _gone() -> tuple[AnchorState, Why]:
    return AnchorState.DETACHED, Why.GONE_BEFORE


def _around(place: Passage, quote: Quote) -> int:
    """Return how many characters beside a place are those that stood beside the quote, spaces apart."""
    before = _in_common(_plain(place.prefix)[::-1], _plain(quote.prefix)[::-1])
    return before + _in_common(_plain(place.suffix), _plain(quote.suffix))


def _in_common(first: str, second: str) -> int:
    """Return with how many of the same characters two texts begin."""
    return next(
        (at for at, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]),
        min(len(first), len(second)),
    )


def _plain(text: str) -> str:
    return "".join(text.split())


WITH_CLAUSE: Mapping[Lineage, Why] = {
    Lineage.UNCHANGED: Why.CLAUSE_UNCHANGED,
    Lineage.MOVED: Why.CLAUSE_MOVED,
    Lineage.EDITED: Why.CLAUSE_EDITED,
    Lineage.SPLIT: Why.CLAUSE_SPLIT,
    Lineage.MERGED: Why.CLAUSE_MERGED,
}
SURE = (Why.QUOTE_AROUND, Why.QUOTE_ONCE, Why.QUOTE_NEAR)
"""How a quote can be found, the surest way first."""
