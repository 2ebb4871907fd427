"""The desk of those who answer: every comment of a round in its views, fifty at a time."""

from flask import Response, request
from werkzeug.datastructures import MultiDict

from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.drafting import service as drafting
from consult.drafting.service import ClauseView
from consult.kernel.errors import NotFound
from consult.localisation.pages import page_language
from consult.moderation import service
from consult.moderation.pages.blueprint import pages
from consult.moderation.rules.sharing import MOST_AT_ONCE, View
from consult.moderation.service import Wanted
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundState
from consult.rounds.service import RoundView
from consult.web import guards, render
from consult.web.visitor import person_id

may_dispose = may(Act.DISPOSE)


@pages.get("/c/<slug>/answers/desk")
@guards.requires(may_dispose)
@guards.never_stored
def answer_desk(slug: str) -> Response:
    """Show one view of the comments of a round that is being answered, or of the newest that has closed."""
    consultation = consultations.get_consultation(slug)
    one = round_shown(consultation.id, request.args)
    if one is None:
        return render.page("moderation/desk_before.html")
    wanted = wanted_in(request.args)
    return render.page(
        "moderation/answer_desk.html",
        one=one,
        desk=service.desk_of(one=one, person_id=person_id() or "", wanted=wanted),
        clauses=clauses_of(one),
        views=list(View),
        most=MOST_AT_ONCE,
        me=person_id(),
    )


def wanted_in(asked: MultiDict[str, str]) -> Wanted:
    """Return what an address asks of the desk: what waits, unless it names another view."""
    named = asked.get("view", "")
    return Wanted(
        view=View(named) if named in set(View) else View.WAITING,
        lang=asked.get("in", ""),
        clause=asked.get("clause", ""),
        like=asked.get("like", type=int),
        page=asked.get("page", 1, type=int),
    )


def round_shown(consultation_id: str, asked: MultiDict[str, str]) -> RoundView | None:
    """Return the round that an address names, else the one being answered, else the newest that has closed, or None.

    Refuses `not-found` for a round that has not closed.
    """
    number = asked.get("round", type=int)
    finished = [one for one in rounds.list_rounds(consultation_id) if one.is_finished]
    if number is not None:
        named = next((one for one in finished if one.number == number), None)
        if named is None:
            raise NotFound
        return named
    answering = [one for one in finished if one.state is RoundState.DISPOSITIONS]
    return next(reversed(answering or finished), None)


def clauses_of(one: RoundView) -> dict[str, ClauseView]:
    """Return the clauses that a round's comments stand under, by their uids."""
    if one.draft_id is None:
        return {}
    draft = drafting.draft_by_id(one.consultation_id, one.draft_id)
    return {clause.uid: clause for clause in drafting.clauses_of(draft, lang=page_language())}
