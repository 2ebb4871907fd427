"""The pages where several rooms meet."""

from typing import Any

from flask import Flask, request

from consult.consultations.pages.around import here
from consult.consultations.rules.policy import is_allowed
from consult.consultations.service import Act, Role
from consult.drafting import service as drafting
from consult.front import letters, service
from consult.front.pages import (
    arranging,
    changing,
    comparing,
    decided,
    desk,
    editing,
    gaps,
    glossary,
    images,
    lines,
    log,
    migration,
    moves,
    next_draft,
    opening,
    outcomes,
    overview,
    practice,
    reworking,
    seats,
    setup,
    start,
    styleguide,
    suggestions,
    text,
    vote,
)
from consult.front.pages.blueprint import pages
from consult.front.rules.glossary import ENTRIES
from consult.front.rules.tabs import tab_of
from consult.rounds import service as rounds

__all__ = [
    "arranging",
    "changing",
    "comparing",
    "decided",
    "desk",
    "editing",
    "gaps",
    "glossary",
    "images",
    "init_app",
    "letters",
    "lines",
    "log",
    "migration",
    "moves",
    "next_draft",
    "opening",
    "outcomes",
    "overview",
    "practice",
    "reworking",
    "seats",
    "setup",
    "start",
    "styleguide",
    "suggestions",
    "text",
    "vote",
]


def init_app(app: Flask) -> None:
    """Serve the pages; give templates the glossary, and every page of a consultation the note about its contract."""
    app.register_blueprint(pages)
    app.context_processor(_around)
    app.context_processor(setup.shown_around)
    app.jinja_env.globals["glossary_entry"] = ENTRIES.__getitem__


def _around() -> dict[str, Any]:
    """Return the note about the contract of the round that the page is about, and what waits for those who may do it.

    `tab` is the word of the menu under which the page stands, `declaring` the round on which a decision-maker declares,
    `in_hand` the draft that editors are writing.
    """
    found = here()
    if found is None:
        return {}
    own = found.consultation.id
    may_edit = is_allowed(Act.EDIT, roles=found.roles, is_signed_in=True)
    declaring = service.round_to_declare(own) if Role.DECISION_MAKER in found.roles else None
    waiting = {
        "tab": tab_of(request.endpoint or "", declares=declaring is not None),
        "declaring": declaring,
        "may_edit": may_edit,
        "in_hand": drafting.draft_in_hand(own) if may_edit else None,
    }
    one = _round_here(own)
    if one is None or one.opened_at is None:
        return waiting
    sha256 = rounds.contract_of_round(own, one.id).sha256
    return {
        **waiting,
        "contract_note": {"number": one.number, "fixed_at": one.opened_at, "sha256": sha256},
    }


def _round_here(consultation_id: str) -> rounds.RoundView | None:
    """Return the round that the address names, else the current one."""
    number = (request.view_args or {}).get("number")
    named = (one for one in rounds.list_rounds(consultation_id) if one.number == number)
    return next(named, None) or service.current_round(consultation_id)
