"""What is left to vote on: the clauses of a ballot round, or one statement after the other."""

from typing import Any

from flask import Response, request, url_for

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.deliberation.service import statements
from consult.front import service
from consult.front.forms import AnswerForm
from consult.front.pages.blueprint import pages
from consult.front.service import Standing
from consult.kernel.errors import NotFound, Refused
from consult.kernel.idempotency import KeyReused
from consult.kernel.ids import is_id, new_id
from consult.kernel.transaction import transaction
from consult.localisation.pages import page_language
from consult.participation.service import SeatView
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from consult.voting import service as voting
from consult.web import errors, guards, render
from consult.web.visitor import person_id


@pages.get("/c/<slug>/vote")
@guards.requires(may(Act.READ))
@guards.never_stored
def vote(slug: str) -> Response:
    """Show what is left to vote on, or why there is nothing to."""
    return _page(consultations.get_consultation(slug), AnswerForm(data={"key": new_id()}))


@pages.post("/c/<slug>/vote")
@guards.requires(may(Act.VOTE))
def answer(slug: str) -> Response:
    """Take an answer to a statement and go on to the next one."""
    consultation = consultations.get_consultation(slug)
    form = AnswerForm(request.form)
    one = service.current_round(consultation.id)
    if one is None or one.kind is not RoundKind.STATEMENTS:
        raise NotFound
    if not form.validate():
        return _page(consultation, form, 422)
    try:
        item = _asked(one, form.item.data)
        with transaction():
            voting.vote(item=item, person_id=person_id() or "", position=form.position.data, key=form.key.data)
    except NotFound:
        raise
    except Refused as refused:
        if isinstance(refused, KeyReused):
            form.key.data = new_id()
        return _page(consultation, form, errors.show_in_form(form, refused))
    if render.wants_fragment():
        return _page(consultation, AnswerForm(data={"key": new_id()}))
    return render.done(url_for(".vote", slug=slug))


def _asked(one: RoundView, item_id: str) -> voting.Item:
    """Return the statement that is answered; refuse `not-found`, and one that moderators have taken out meanwhile."""
    try:
        return voting.item_of(one, item_id, lang=page_language())
    except NotFound:
        known = statements.statements_by_id(one.consultation_id, [item_id] if is_id(item_id) else [])
        if any(each.round_id == one.id and each.decided_at is not None for each in known.values()):
            raise statements.StatementTakenOut from None
        raise


def _page(consultation: ConsultationView, form: AnswerForm, status: int = 200) -> Response:
    standing = service.standing_of(consultation.id, person_id())
    asked = _left(standing, form.item.data if form.errors else None) if standing.is_open and standing.seat else {}
    is_statements = standing.one is not None and standing.one.kind is RoundKind.STATEMENTS
    response = render.page(
        "front/vote.html",
        fragment="front/_statement.html" if asked and is_statements else None,
        status=status,
        standing=standing,
        form=form,
        **asked,
    )
    if not asked:
        # The round may close between two answers; then there is no next statement, and htmx is given the whole page.
        response.headers.update({"HX-Retarget": "#main", "HX-Reselect": "#main", "HX-Reswap": "outerHTML"})
    return response


def _submitted(one: RoundView, seat: SeatView) -> list[statements.StatementView]:
    """Return what the seat has submitted in a round of statements."""
    if one.kind is not RoundKind.STATEMENTS:
        return []
    return statements.statements_of_seat(consultation_id=one.consultation_id, round_id=one.id, seat_id=seat.id)


def _left(standing: Standing, refused: str | None) -> dict[str, Any]:
    """Return what the seat has yet to answer, what it has to say again first, and its newest answer.

    Clauses stand in the order of the text. Of statements the one comes first that the seat is asked next, but one whose
    answer was just refused stays.
    """
    if standing.one is None or standing.seat is None:
        return {}
    one, seat = standing.one, standing.seat
    items = {item.id: item for item in voting.items_of(one, lang=page_language())}
    ballots = voting.ballots_of(consultation_id=one.consultation_id, round_id=one.id, seat_id=seat.id)
    votes = {item: ballot for item, ballot in ballots.items() if ballot.is_vote}
    proposed = voting.proposed_instead(one, seat, person_id() or "")
    drafts = {item: draft for item, draft in proposed.items() if item in items}
    stale = [item for item in items if item in ballots and item not in votes and item not in drafts]
    if one.kind is RoundKind.STATEMENTS:
        unanswered = service.order_of_statements(one, seat, list(items), done={*ballots, *drafts})
    else:
        unanswered = [item for item in items if item not in ballots and item not in drafts]
    kept = [refused] if refused in items else []
    waiting = list(dict.fromkeys([*kept, *stale, *unanswered]))
    drafted = max(drafts.values(), key=lambda draft: draft.at, default=None)
    shown = [ballot for item, ballot in votes.items() if item in items]
    newest = max(shown, key=lambda ballot: ballot.cast_at, default=None)
    return {
        "one": one,
        "contract": rounds.contract_of_round(one.consultation_id, one.id),
        "waiting": [items[item] for item in waiting],
        "stale": {item: ballots[item] for item in stale},
        "answered": [(items[item], votes[item]) for item in items if item in votes],
        "carried": sum(ballot.is_carried for ballot in votes.values()),
        "drafts": [(items[item], drafts[item]) for item in items if item in drafts],
        "drafted": drafted,
        "drafted_item": items.get(drafted.item_id) if drafted else None,
        "submitted": _submitted(one, seat),
        "newest": newest,
        "newest_item": items.get(newest.item_id) if newest else None,
    }
