"""What is left to vote on: the clauses of a ballot round, or one statement after the other."""

from collections.abc import Container, Sequence
from typing import Any

from flask import Response, request, url_for

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.front import service
from consult.front.forms import AnswerForm
from consult.front.pages.blueprint import pages
from consult.front.rules.agenda import drawn
from consult.front.service import Standing
from consult.kernel.errors import NotFound, Refused
from consult.kernel.idempotency import KeyReused
from consult.kernel.ids import new_id
from consult.kernel.transaction import transaction
from consult.localisation.pages import page_language
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundKind
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
    item = voting.item_of(one, form.item.data, lang=page_language())
    try:
        with transaction():
            voting.vote(item=item, person_id=person_id() or "", position=form.position.data, key=form.key.data)
    except Refused as refused:
        if isinstance(refused, KeyReused):
            form.key.data = new_id()
        return _page(consultation, form, errors.show_in_form(form, refused))
    if render.wants_fragment():
        return _page(consultation, AnswerForm(data={"key": new_id()}))
    return render.done(url_for(".vote", slug=slug))


def _page(consultation: ConsultationView, form: AnswerForm, status: int = 200) -> Response:
    standing = service.standing_of(consultation.id, person_id())
    asked = _left(standing) if standing.is_open and standing.seat else {}
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


def _left(standing: Standing) -> dict[str, Any]:
    """Return what the seat has yet to answer, what it has to say again first, and its newest answer.

    Clauses stand in the order of the text, statements in the order drawn for the seat.
    """
    if standing.one is None or standing.seat is None:
        return {}
    one, seat = standing.one, standing.seat
    items = {item.id: item for item in voting.items_of(one, lang=page_language())}
    ballots = voting.ballots_of(consultation_id=one.consultation_id, round_id=one.id, seat_id=seat.id)
    order = drawn(items, seat.id) if one.kind is RoundKind.STATEMENTS else list(items)
    votes = {item: ballot for item, ballot in ballots.items() if ballot.is_vote}
    proposed = voting.proposed_instead(one, seat, person_id() or "")
    drafts = {item: draft for item, draft in proposed.items() if item in items}
    stale = [item for item in order if item in ballots and item not in votes and item not in drafts]
    drafted = max(drafts.values(), key=lambda draft: draft.at, default=None)
    newest = max(votes.values(), key=lambda ballot: ballot.cast_at, default=None)
    return {
        "one": one,
        "contract": rounds.contract_of_round(one.consultation_id, one.id),
        "waiting": [items[item] for item in (*stale, *_unanswered(order, ballots, drafts))],
        "stale": {item: ballots[item] for item in stale},
        "answered": [(items[item], votes[item]) for item in items if item in votes],
        "carried": sum(ballot.is_carried for ballot in votes.values()),
        "drafts": [(items[item], drafts[item]) for item in items if item in drafts],
        "drafted": drafted,
        "drafted_item": items.get(drafted.item_id) if drafted else None,
        "newest": newest,
        "newest_item": items.get(newest.item_id) if newest else None,
    }


def _unanswered(order: Sequence[str], *done: Container[str]) -> list[str]:
    return [item for item in order if not any(item in each for each in done)]
