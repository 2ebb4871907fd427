"""The opinion map: what was declared comes first, then the groups that were found in the answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Response

from consult.consensus import service
from consult.consensus.pages.blueprint import pages
from consult.consensus.pages.statements import (
    Analysis,
    asked_in,
    grouped,
    has_approved,
    of_those_asked,
    rows_by_category,
    rows_by_group,
)
from consult.consensus.rules.drawing import draw, styles_of
from consult.consensus.rules.lists import seated_in
from consult.consensus.rules.opinion_publication import side_of
from consult.consensus.rules.opinion_views import apart, items_by_category, lacks_figures, rest_of, shared_by_all
from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.kernel.errors import NotFound
from consult.participation import service as participation
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from consult.web import guards, render
from consult.web.visitor import person_id

MOST_LISTED = 5
"""So many statements stand on each list of the page; every statement has a page of its own."""
MOST_SAID = 3
"""So many statements say what sets a group apart."""
MOST_DECLARED = 2
"""So many statements say what categories share, and so many where they lie apart, before the groups have their turn."""
DRAWN = frozenset({"clear_groups", "no_clear_groups"})
"""The findings with which a map says something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What may be seen of a round's answers now: its result with what was found, or the live picture of an open round."""

    analysis: Analysis | None
    at: datetime | None
    result: Mapping[str, Any] | None = None
    digest: str = ""
    live: service.LivePicture | None = None
    is_live: bool = False


@pages.get("/c/<slug>/rounds/<int:number>/opinions")
@guards.requires(may(Act.READ))
def opinions(slug: str, number: int) -> Response:
    """Show who answered alike in a round of statements, declared views first, or why that is not shown yet."""
    consultation = consultations.get_consultation(slug)
    one = rounds.round_by_number(consultation.id, number)
    if one.kind is not RoundKind.STATEMENTS:
        raise NotFound
    try:
        seen = _seen(one)
    except service.ResultsHidden:
        return render.page("consensus/opinions.html", one=one, is_hidden=True)
    asked = asked_in(one, seen.result)
    analysis = of_those_asked(seen.analysis, asked)
    own = _own_place(one) if analysis else None
    items = grouped(analysis)
    contract = rounds.contract_of_round(consultation.id, one.id)
    return render.page(
        "consensus/opinions.html",
        one=one,
        is_hidden=False,
        seen=seen,
        has_approved=seen.result is None or has_approved(seen.result),
        analysis=analysis,
        asked=asked,
        own=own,
        drawing=draw(analysis, (own.x, own.y) if own else None) if analysis and _is_drawn(analysis) else None,
        groups=_said(analysis),
        rows=rows_by_group(analysis),
        styles=styles_of(group["group"] for group in analysis["groups"]) if analysis else {},
        is_partial=lacks_figures(analysis),
        shared=shared_by_all(items)[:MOST_LISTED],
        divided=apart(items)[:MOST_LISTED],
        declared=_declared(seen.result, contract.categories),
        overlaps=_overlaps(analysis, contract.categories),
    )


def _seen(one: RoundView) -> Seen:
    """Return what may be seen: what was found at the freeze, else the live picture where the contract shows one.

    Refuses `results-hidden` where neither may be.
    """
    try:
        result, found = service.result_of(one), service.opinions_of(one)
    except service.ResultsHidden:
        live = service.live_picture_of(one)
        return Seen(analysis=live.analysis if live else None, at=live.at if live else None, live=live, is_live=True)
    return Seen(
        result=result,
        analysis=found.analysis if found else None,
        at=found.at if found else None,
        digest=found.digest if found else "",
    )


def _is_drawn(analysis: Analysis) -> bool:
    """Whether a map says something; in a live picture of a few people nobody's dot may be on it."""
    return analysis["finding"] in DRAWN and bool(analysis["map"])


def _own_place(one: RoundView) -> service.OwnPlace | None:
    """Return where the reader stands, who alone is told."""
    someone = person_id()
    seat = participation.seat_of(consultation_id=one.consultation_id, person_id=someone) if someone else None
    return service.own_place(one, seat.id) if seat else None


def _said(analysis: Analysis | None) -> list[dict[str, Any]]:
    """Return the groups with the statements that set each apart, beside what the others say of them."""
    if not analysis or analysis["finding"] != "clear_groups":
        return []
    rows = rows_by_group(analysis)
    return [{**group, "said": _marks(group, rows)} for group in analysis["groups"]]


def _marks(group: Mapping[str, Any], rows: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for each in group["representative"][:MOST_SAID]:
        of_item = rows.get(each["statement"], {})
        own = of_item.get(group["group"])
        others = rest_of(of_item.values(), group["group"]) if own else None
        found.append({**each, "for": side_of(own) if own else each["for"], "own": own, "others": others})
    return found


def _declared(result: Mapping[str, Any] | None, categories: Sequence[str]) -> dict[str, Any]:
    """Return what categories share and where they lie apart, where seats have categories."""
    seated = seated_in(result) if result else frozenset()
    items = items_by_category(result["statements"], seated=seated) if result else []
    return {
        "categories": [name for name in categories if items and name in seated],
        "rows": rows_by_category(result),
        "shared": shared_by_all(items)[:MOST_DECLARED],
        "divided": apart(items)[:MOST_DECLARED],
    }


def _overlaps(analysis: Analysis | None, categories: Sequence[str]) -> list[dict[str, Any]]:
    """Return, for each thing declared, how many of those who declared each value are in each group."""
    found = analysis.get("declared", ()) if analysis else ()
    return [_overlap(each, categories) for each in found]


def _overlap(declared: Mapping[str, Any], categories: Sequence[str]) -> dict[str, Any]:
    """Return a table with a row for each value: categories in the order of the contract, others as they are kept."""
    table = declared["table"]
    rows = list(zip(table["columns"], zip(*table["cells"], strict=True), strict=True))
    rows.sort(key=lambda row: categories.index(row[0]) if row[0] in categories else len(categories))
    return {
        "attribute": declared["attribute"],
        "index": declared["index"],
        "groups": table["rows"],
        "rows": rows,
    }
