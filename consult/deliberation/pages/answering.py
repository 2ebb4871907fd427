"""What became of each comment, for everyone; and what waits, for those who decide."""

from typing import Any

from flask import Response, g, request

from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.deliberation import service
from consult.deliberation.pages.blueprint import pages
from consult.deliberation.rules.dispositions import Disposition, DispositionState
from consult.deliberation.rules.satisfaction import Satisfaction
from consult.deliberation.service import Sought
from consult.drafting import service as drafting
from consult.drafting.service import ClauseView
from consult.localisation.pages import page_language
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundState
from consult.rounds.service import RoundView
from consult.web import guards, render
from consult.web.visitor import person_id

QUEUES = {"proposal": None, "approval": DispositionState.PROPOSED}
"""What waits, as the address names it, with the state in which it does."""

DECIDED = "decided"
"""What the address names to show the decisions to those who decide, while something waits."""

SOUGHT = ("disposition", "clause", "category", "language", "satisfaction")
"""What the address can name, so that the table shows those decisions alone."""

may_dispose = may(Act.DISPOSE)


@pages.get("/c/<slug>/answers")
@pages.get("/c/<slug>/rounds/<int:number>/answers")
@guards.requires(may(Act.READ))
def answers(slug: str, number: int | None = None) -> Response:
    """Show what became of each comment of a round, the newest that has closed unless one is named; to those who decide also what waits."""
    consultation = consultations.get_consultation(slug)
    finished = [each for each in rounds.list_rounds(consultation.id) if each.is_finished]
    named = rounds.round_by_number(consultation.id, number) if number is not None else None
    one = named or next(reversed(finished), None)
    shown = _shown(slug, one) if one and one.is_finished else {}
    return render.page("deliberation/answers.html", one=one, finished=finished, **shown)


def _shown(slug: str, one: RoundView) -> dict[str, Any]:
    """Return what the page of a round shows: the decisions, or the queue that someone who decides asked for."""
    scope = {"consultation_id": one.consultation_id, "round_id": one.id}
    page, progress = request.args.get("page", 1, type=int), service.progress_of(**scope)
    waits = request.args.get("waits", _first_shown(one, progress))
    g.never_stored = decides = may_dispose(person_id(), {"slug": slug})
    shown = {"progress": progress, "clauses": _clauses(one)}
    if decides and waits in QUEUES:
        queue = service.waiting_cases(**scope, state=QUEUES[waits], person_id=person_id() or "", page=page)
        return {**shown, "waits": waits, "queue": queue}
    return {**shown, **_decided(one, page)}


def _decided(one: RoundView, page: int) -> dict[str, Any]:
    """Return the decisions that the address asks for, with what it can ask for."""
    scope = {"consultation_id": one.consultation_id, "round_id": one.id}
    sought = Sought(**{name: request.args.get(name, "") for name in SOUGHT})
    return {
        "decided": service.decided_comments(**scope, sought=sought, page=page),
        "sought": {name: request.args[name] for name in SOUGHT if request.args.get(name)},
        "told": service.count_satisfaction(**scope),
        "offered": {
            "disposition": list(Disposition),
            "satisfaction": list(Satisfaction),
            "category": consultations.consultation_by_id(one.consultation_id).categories,
            "language": sorted(service.languages_in(one.consultation_id)),
        },
    }


def _first_shown(one: RoundView, progress: service.Progress) -> str:
    """Return what those who decide see first: the comments that wait for a proposal, while some do."""
    return "proposal" if one.state is RoundState.DISPOSITIONS and progress.unproposed else DECIDED


def _clauses(one: RoundView) -> dict[str, ClauseView]:
    if one.draft_id is None:
        return {}
    draft = drafting.draft_by_id(one.consultation_id, one.draft_id)
    return {clause.uid: clause for clause in drafting.clauses_of(draft, lang=page_language())}
