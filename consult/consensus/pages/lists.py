"""Where agreement lies in a round: lists of what unites, divides, matters, changed, and hangs on little."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from flask import Response

from consult.consensus import service
from consult.consensus.pages.blueprint import pages
from consult.consensus.pages.results import in_the_readers_language
from consult.consensus.rules.between_rounds import Change, Movement
from consult.consensus.service import Changes, Lists
from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.drafting import service as drafting
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from consult.web import guards, render

MOST = 20
"""So many items of a list are shown; how many more there are is said in words."""

ASKED_TWICE = tuple(each for each in Movement if each not in {Movement.NEW, Movement.NOT_ASKED_AGAIN})
"""What can have become of a clause that both rounds asked about."""


@pages.get("/c/<slug>/rounds/<int:number>/lists")
@guards.requires(may(Act.READ))
def lists(slug: str, number: int) -> Response:
    """Show the lists of a round, each with what it says and does not say, or why there are none yet."""
    consultation = consultations.get_consultation(slug)
    one = rounds.round_by_number(consultation.id, number)
    try:
        result = service.result_of(one)
    except service.ResultsHidden:
        return render.page("consensus/lists.html", one=one, result=None)
    found = service.lists_of(one, result)
    changes = service.changes_since(one, result=result) if found else None
    changed = _asked_twice(changes) if changes else []
    return render.page(
        "consensus/lists.html",
        one=one,
        result=result,
        lists=found,
        most=MOST,
        items=_items(one, found) if found else {},
        draft=drafting.draft_by_id(consultation.id, one.draft_id).number if one.draft_id else None,
        changes=changes,
        changed=changed,
        movements=Counter(str(each.movement) for each in changed),
        exposure=result.get("exposure"),
    )


def _items(one: RoundView, found: Lists) -> Mapping[str, Mapping[str, Any]]:
    """Return the items by id, clauses with their words in the reader's language."""
    if one.kind is not RoundKind.BALLOT:
        return found.items
    shown = in_the_readers_language(one.consultation_id, one.draft_id or "", list(found.items.values()))
    return {each["uid"]: each for each in shown}


def _asked_twice(changes: Changes) -> list[Change]:
    """Return what became of the clauses that both rounds asked about, in the order in which readers ask about it."""
    found = [change for change in changes.changes if change.movement in ASKED_TWICE]
    return sorted(found, key=lambda change: ASKED_TWICE.index(change.movement))
