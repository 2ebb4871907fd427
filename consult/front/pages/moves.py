"""The moves of a round that organisers make: answer its comments, publish it, cancel it."""

from flask import Response, request, url_for
from flask_babel import gettext

from consult.consultations import service as consultations
from consult.consultations.service import Act, Role, may
from consult.deliberation import service as deliberation
from consult.deliberation.service import objections
from consult.front.forms import ConfirmForm, ReasonForm
from consult.front.pages.blueprint import pages
from consult.kernel.errors import Refused
from consult.kernel.transaction import transaction
from consult.moderation import service as moderation
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundState
from consult.rounds.service import RoundView
from consult.web import errors, guards, render
from consult.web.visitor import person_id


@pages.get("/c/<slug>/rounds/<int:number>/dispositions")
@guards.requires(may(Act.DISPOSE))
@guards.never_stored
def dispositions(slug: str, number: int) -> Response:
    """Show the button that begins the answering of a closed round's comments."""
    return _move_page("front/dispositions.html", _round(slug, number), ConfirmForm())


@pages.post("/c/<slug>/rounds/<int:number>/dispositions")
@guards.requires(may(Act.DISPOSE))
def start_dispositions(slug: str, number: int) -> Response:
    """Begin the answering of a closed round's comments."""
    one, form = _round(slug, number), ConfirmForm(request.form)
    try:
        with transaction():
            moderation.start_dispositions(
                consultation_id=one.consultation_id, round_id=one.id, person_id=person_id() or ""
            )
    except Refused as refused:
        return _move_page("front/dispositions.html", one, form, errors.show_in_form(form, refused))
    render.notice(gettext("The comments of round %(number)s are being answered now.", number=number))
    return render.done(url_for("deliberation.answers", slug=slug, number=number, waits="proposal"))


@pages.get("/c/<slug>/rounds/<int:number>/publish")
@guards.requires(may(Act.PUBLISH_ROUND))
@guards.never_stored
def publishing(slug: str, number: int) -> Response:
    """Show what publishing a round means, and the button that does it."""
    return _move_page("front/publish.html", _round(slug, number), ConfirmForm())


@pages.post("/c/<slug>/rounds/<int:number>/publish")
@guards.requires(may(Act.PUBLISH_ROUND))
def publish(slug: str, number: int) -> Response:
    """Publish a round all of whose comments have an answer."""
    one, form = _round(slug, number), ConfirmForm(request.form)
    try:
        with transaction():
            moderation.publish_round(consultation_id=one.consultation_id, round_id=one.id, person_id=person_id() or "")
    except Refused as refused:
        return _move_page("front/publish.html", one, form, errors.show_in_form(form, refused))
    render.notice(gettext("Round %(number)s is published.", number=number))
    return render.done(url_for("consensus.results", slug=slug, number=number))


@pages.get("/c/<slug>/rounds/<int:number>/cancel")
@guards.requires(may(Act.OPEN_ROUND))
@guards.never_stored
def cancelling(slug: str, number: int) -> Response:
    """Show the form that cancels a round."""
    return _move_page("front/cancel.html", _round(slug, number), ReasonForm())


@pages.post("/c/<slug>/rounds/<int:number>/cancel")
@guards.requires(may(Act.OPEN_ROUND))
def cancel(slug: str, number: int) -> Response:
    """Cancel a round for a reason that is published."""
    one, form = _round(slug, number), ReasonForm(request.form)
    try:
        with transaction():
            rounds.advance(
                consultation_id=one.consultation_id,
                round_id=one.id,
                to=RoundState.CANCELLED,
                by_role=Role.ORGANISER,
                by_person=person_id(),
                reason=form.reason.data or "",
            )
    except Refused as refused:
        return _move_page("front/cancel.html", one, form, errors.show_in_form(form, refused))
    render.notice(gettext("Round %(number)s is cancelled.", number=number))
    return render.done(url_for(".desk", slug=slug))


def _round(slug: str, number: int) -> RoundView:
    return rounds.round_by_number(consultations.get_consultation(slug).id, number)


def _move_page(template: str, one: RoundView, form: ConfirmForm | ReasonForm, status: int = 200) -> Response:
    scope = {"consultation_id": one.consultation_id, "round_id": one.id}
    waiting, objecting = deliberation.count_undecided(**scope), objections.count_unanswered(**scope)
    return render.page(template, status=status, one=one, form=form, waiting=waiting, objecting=objecting)
