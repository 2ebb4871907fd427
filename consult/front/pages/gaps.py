"""The board of who takes part and who is missing, the targets it is held against, and letters to those who are silent."""

from flask import Response, request, url_for
from flask_babel import gettext
from wtforms import Form

from consult.consensus.rules.gaps import shown
from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.front import service
from consult.front.forms.gaps import PLACES, name_of, read_targets, targets_form
from consult.front.pages.blueprint import pages
from consult.kernel.errors import Refused
from consult.kernel.transaction import transaction
from consult.participation import service as participation
from consult.web import errors, guards, render
from consult.web.visitor import person_id


@pages.get("/c/<slug>/gaps")
@guards.requires(may(Act.READ))
def gaps(slug: str) -> Response:
    """Show who was wanted, who has a seat and who speaks: by category, by region and by income group."""
    consultation = consultations.get_consultation(slug)
    board = service.board_of(consultation.id)
    return render.page("front/gaps.html", board=board, gaps=shown(board.gaps))


@pages.get("/c/<slug>/gaps/targets")
@guards.requires(may(Act.ORGANISE))
@guards.never_stored
def gap_targets(slug: str) -> Response:
    """Show the form with the targets, or that they are fixed."""
    consultation = consultations.get_consultation(slug)
    return _targets_page(consultation, _form(consultation))


@pages.post("/c/<slug>/gaps/targets")
@guards.requires(may(Act.ORGANISE))
def set_gap_targets(slug: str) -> Response:
    """Set the targets."""
    consultation = consultations.get_consultation(slug)
    form = targets_form(consultation.categories, {}, request.form)
    if not form.validate():
        return _targets_page(consultation, form, 422)
    try:
        with transaction():
            service.set_targets(
                consultation_id=consultation.id,
                targets=read_targets(form, consultation.categories),
                person_id=person_id() or "",
            )
    except Refused as refused:
        return _targets_page(consultation, form, errors.show_in_form(form, refused))
    render.notice(gettext("The targets are set. They can be changed until the first round opens."))
    return render.done(url_for(".gaps", slug=slug))


@pages.get("/c/<slug>/gaps/remind")
@guards.requires(may(Act.ORGANISE))
@guards.never_stored
def reminding(slug: str) -> Response:
    """Show how many seats of which kind the next letters go to, and the button that sends them."""
    return _reminding_page(consultations.get_consultation(slug), Form())


@pages.post("/c/<slug>/gaps/remind")
@guards.requires(may(Act.ORGANISE))
def remind(slug: str) -> Response:
    """Write to seats that have not answered, each once in a round, 500 at a time."""
    consultation, form = consultations.get_consultation(slug), Form()
    try:
        with transaction():
            service.remind(consultation=consultation, person_id=person_id() or "")
    except Refused as refused:
        return _reminding_page(consultation, form, errors.show_in_form(form, refused))
    render.notice(gettext("Letters to the seats that have not answered are on their way."))
    return render.done(url_for(".reminding", slug=slug))


def _form(consultation: ConsultationView) -> Form:
    return targets_form(consultation.categories, participation.targets_of(consultation.id))


def _targets_page(consultation: ConsultationView, form: Form, status: int = 200) -> Response:
    rows = {one: [form[name_of(one, place)] for place in PLACES] for one in consultation.categories}
    are_fixed = service.are_targets_fixed(consultation.id)
    return render.page("front/gap_targets.html", status=status, form=form, rows=rows, are_fixed=are_fixed)


def _reminding_page(consultation: ConsultationView, form: Form, status: int = 200) -> Response:
    counts = service.reminders_of(consultation)
    return render.page("front/reminding.html", status=status, form=form, counts=counts)
