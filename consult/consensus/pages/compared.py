"""Two rounds side by side: what people said then and now, clause by clause or statement by statement."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response

from consult.consensus import service
from consult.consensus.pages.blueprint import pages
from consult.consensus.pages.results import COMPARABLE, in_the_readers_language
from consult.consensus.pages.statements import asked_in
from consult.consensus.rules.between_rounds import Movement
from consult.consensus.rules.side_by_side import (
    Pair,
    clauses_side_by_side,
    sides_of_clause,
    statements_side_by_side,
)
from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.drafting import service as drafting
from consult.drafting.service import ChangeView, DraftView
from consult.kernel.errors import NotFound
from consult.localisation.pages import page_language
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from consult.web import guards, render
from consult.web.paging import asked_part


@pages.get("/c/<slug>/rounds/<int:number>/compared/<int:other>")
@guards.requires(may(Act.READ))
def compared(slug: str, number: int, other: int) -> Response:
    """Show two rounds side by side, the earlier one first, or why that cannot be shown."""
    consultation = consultations.get_consultation(slug)
    if number == other:
        raise NotFound
    first, second = (rounds.round_by_number(consultation.id, each) for each in sorted((number, other)))
    if first.kind is not second.kind or first.kind not in COMPARABLE:
        return render.page("consensus/compared.html", one=first, second=second, pairs=None, hidden=None)
    hidden = next((each for each in (first, second) if not service.is_shown(each)), None)
    if hidden:
        return render.page("consensus/compared.html", one=first, second=second, pairs=None, hidden=hidden)
    drafts = None if first.kind is RoundKind.STATEMENTS else _drafts(first, second)
    pairs = _statements(first, second) if drafts is None else _clauses(first, second)
    part = asked_part(pairs)
    return render.page(
        "consensus/compared.html",
        one=first,
        second=second,
        hidden=None,
        pairs=part.items,
        page=part.page,
        last=part.last,
        words=_words(second, part.items) if drafts else {},
        drafts=drafts,
        fates=_fates(*drafts) if drafts and drafts[0].id != drafts[1].id else {},
        has_other_rule=_rule(first) != _rule(second),
        counts=_counts(pairs),
    )


def _rule(one: RoundView) -> Mapping[str, Any]:
    rule: Mapping[str, Any] = rounds.contract_of_round(one.consultation_id, one.id).content["rule"]
    return rule


def _drafts(first: RoundView, second: RoundView) -> tuple[DraftView, DraftView]:
    earlier, later = (drafting.draft_by_id(each.consultation_id, each.draft_id or "") for each in (first, second))
    return earlier, later


def _clauses(first: RoundView, second: RoundView) -> list[Pair]:
    earlier, later = (service.result_of(each)["clauses"] for each in (first, second))
    ways = [
        sides_of_clause(reservations_agree=service.reservations_agree(rule["id"], rule["parameters"]))
        for rule in (_rule(first), _rule(second))
    ]
    return clauses_side_by_side(earlier, later, (ways[0], ways[1]))


def _statements(first: RoundView, second: RoundView) -> list[Pair]:
    return statements_side_by_side(_numbered(first), _numbered(second))


def _numbered(one: RoundView) -> list[dict[str, Any]]:
    asked = asked_in(one)
    return [
        {**each, "number": str(asked[str(each["id"])].number)}
        for each in service.result_of(one)["statements"]
        if str(each["id"]) in asked
    ]


def _words(second: RoundView, pairs: Sequence[Pair]) -> dict[str, Mapping[str, Any]]:
    """Return the clauses of the later round in the reader's language, by uid; what only the earlier one asked stays as it was."""
    items = [pair.row for pair in pairs]
    shown = in_the_readers_language(second.consultation_id, second.draft_id or "", items)
    return {each["uid"]: each for each in shown}


def _fates(earlier: DraftView, later: DraftView) -> dict[str, ChangeView]:
    """Return what became of each clause between the two drafts, by its uid in either."""
    changes = drafting.compare_drafts(earlier, later, lang=page_language())
    return {clause.uid: change for change in changes for clause in (*change.earlier, *change.later)}


def _counts(pairs: Sequence[Pair]) -> dict[str, int]:
    """Return how many were asked in both rounds, in how many of these the state changed, and what is new or not asked again."""
    movements = [pair.change.movement for pair in pairs]
    return {
        "both": sum(bool(pair.then and pair.now) for pair in pairs),
        "changed": movements.count(Movement.STATE_CHANGED),
        "new": movements.count(Movement.NEW),
        "left": movements.count(Movement.NOT_ASKED_AGAIN),
    }
