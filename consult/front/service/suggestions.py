"""Suggestions with what may be shown of who stands behind them, on one clause and in the whole text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from consult.deliberation import service as deliberation
from consult.deliberation.service import SuggestionView
from consult.drafting import service as drafting
from consult.drafting.service import ClauseView, DraftView
from consult.front.rules.backing import Backing, Said, backing_of
from consult.participation.service import SeatView
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Contract


class Which(StrEnum):
    """Which suggestions on a draft are shown."""

    EVERY = "every"
    OPEN = "open"
    ACCEPTED = "accepted"
    COLLIDING = "colliding"


@dataclass(frozen=True, slots=True)
class Suggested:
    """A suggestion, and what everybody may see of who supports and opposes it."""

    view: SuggestionView
    backing: Backing


@dataclass(frozen=True, slots=True)
class SuggestedPage:
    """Some of the suggestions on a clause, and how many there are in all."""

    suggestions: tuple[Suggested, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class SuggestedText:
    """The suggestions on a draft clause by clause, those that were asked for, and how many there are of each kind."""

    clauses: tuple[tuple[ClauseView, tuple[Suggested, ...]], ...]
    counts: Mapping[Which, int]


def suggested_on(draft: DraftView, clause_uid: str, *, seat: SeatView | None, page: int) -> SuggestedPage:
    """Return one page of what is suggested for a clause, with what the seat says of each."""
    found = deliberation.suggestions_on(
        consultation_id=draft.consultation_id,
        clause_uid=clause_uid,
        draft_id=draft.id,
        seat_id=seat.id if seat else None,
        page=page,
    )
    shown = _with_backing(draft.consultation_id, found.suggestions)
    return SuggestedPage(tuple(shown), found.total, found.page, found.pages)


def suggested_in(draft: DraftView, which: Which, *, seat: SeatView | None, lang: str) -> SuggestedText:
    """Return the suggestions on a draft in the order of its clauses: those of one kind, and how many there are of each."""
    every = deliberation.suggestions_in(
        consultation_id=draft.consultation_id, draft_id=draft.id, seat_id=seat.id if seat else None
    )
    by_clause: dict[str | None, list[Suggested]] = {}
    for one in _with_backing(draft.consultation_id, [view for view in every if _is(view, which)]):
        by_clause.setdefault(one.view.comment.clause_uid, []).append(one)
    clauses = drafting.clauses_of(draft, lang=lang)
    return SuggestedText(
        clauses=tuple((each, tuple(by_clause[each.uid])) for each in clauses if each.uid in by_clause),
        counts={each: sum(_is(view, each) for view in every) for each in Which},
    )


def _is(view: SuggestionView, which: Which) -> bool:
    return {
        Which.EVERY: True,
        Which.OPEN: view.comment.outcome is None,
        Which.ACCEPTED: view.is_accepted,
        Which.COLLIDING: bool(view.collides_with),
    }[which]


def _with_backing(consultation_id: str, views: Iterable[SuggestionView]) -> list[Suggested]:
    """Return the suggestions with what the contract of the round of each allows to be shown."""
    contracts: dict[str, Contract] = {}
    shown = []
    for view in views:
        one = view.comment.round_id
        if one not in contracts:
            contracts[one] = rounds.contract_of_round(consultation_id, one)
        said = [Said(cell.category, cell.stance, cell.moves_to, cell.seats) for cell in view.cells]
        shown.append(Suggested(view, backing_of(said, contracts[one].disclosure, contracts[one].scale)))
    return shown
