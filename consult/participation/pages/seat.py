"""An organisation's seat: how far it is verified, what shows that, how people join it, and how they leave it."""

from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext
from wtforms import Form

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.kernel.errors import NotFound, Refused
from consult.kernel.transaction import transaction
from consult.participation import service
from consult.participation.forms import DomainForm, EvidenceForm
from consult.participation.pages.blueprint import pages
from consult.web import errors, guards, render
from consult.web.visitor import person_id


@pages.get("/c/<slug>/seat")
@guards.requires(may(Act.COMMENT))
@guards.never_stored
def seat(slug: str) -> Response:
    """Show the seat of the reader's organisation: its verification, the ways to join it, and the way to leave it."""
    return _page(consultations.get_consultation(slug))


@pages.post("/c/<slug>/seat/evidence")
@guards.requires(may(Act.COMMENT))
def send_evidence(slug: str) -> Response:
    """Send verifiers what shows that the seat is what it says."""
    consultation, form = consultations.get_consultation(slug), EvidenceForm(request.form)
    if not form.validate():
        return _page(consultation, 422, evidence=form)
    try:
        with transaction():
            service.send_evidence(**_asked(consultation), link=form.link.data or "", note=form.evidence.data or "")
    except Refused as refused:
        return _page(consultation, errors.show_in_form(form, refused), evidence=form)
    render.notice(gettext("It is sent. Only verifiers read it; their decision appears here."))
    return render.done(url_for(".seat", slug=slug))


@pages.post("/c/<slug>/seat/code")
@guards.requires(may(Act.COMMENT))
def renew_code(slug: str) -> Response:
    """Give the organisation a new code, in place of one that was lost."""
    consultation, form = consultations.get_consultation(slug), Form()
    try:
        with transaction():
            code = service.renew_join_code(**_asked(consultation))
    except Refused as refused:
        return _page(consultation, errors.show_in_form(form, refused), other=form)
    render.notice(
        gettext(
            "Members join with this code from now on, shown only once: %(code)s. The one before does not work any more.",
            code=code,
        )
    )
    return render.done(url_for(".seat", slug=slug))


@pages.post("/c/<slug>/seat/domains")
@guards.requires(may(Act.COMMENT))
def invite_domain(slug: str) -> Response:
    """Let everyone with a confirmed address at a domain join the organisation."""
    consultation, form = consultations.get_consultation(slug), DomainForm(request.form)
    if not form.validate():
        return _page(consultation, 422, domain=form)
    try:
        with transaction():
            service.invite_domain(**_asked(consultation), domain=form.domain.data or "", role=form.role.data or "")
    except Refused as refused:
        return _page(consultation, errors.show_in_form(form, refused), domain=form)
    render.notice(gettext("Whoever has a confirmed address there can join your delegation from now on."))
    return render.done(url_for(".seat", slug=slug))


@pages.post("/c/<slug>/seat/domains/drop")
@guards.requires(may(Act.COMMENT))
def drop_domain(slug: str) -> Response:
    """Let nobody join the organisation by their address at a domain any more."""
    consultation, form = consultations.get_consultation(slug), Form()
    try:
        with transaction():
            service.drop_domain(**_asked(consultation), domain=request.form.get("domain", ""))
    except Refused as refused:
        return _page(consultation, errors.show_in_form(form, refused), other=form)
    render.notice(gettext("Nobody joins by an address there any more. Whoever has joined stays."))
    return render.done(url_for(".seat", slug=slug))


@pages.post("/c/<slug>/seat/leave")
@guards.requires(may(Act.COMMENT))
def leave(slug: str) -> Response:
    """Be a member of the organisation no longer; what it said and voted stays its own."""
    consultation, form = consultations.get_consultation(slug), Form()
    try:
        with transaction():
            name = service.leave_delegation(**_asked(consultation))
    except Refused as refused:
        return _page(consultation, errors.show_in_form(form, refused), other=form)
    render.notice(
        gettext(
            "You have left the delegation of %(name)s. Its comments and votes stay its own; you can take part elsewhere, or join it again with its code.",
            name=name,
        )
    )
    return render.done(url_for(".join", slug=slug))


def _asked(consultation: ConsultationView) -> dict[str, str]:
    return {"consultation_id": consultation.id, "person_id": person_id() or ""}


def _page(consultation: ConsultationView, status: int = 200, **sent: Any) -> Response:  # noqa: ANN401 - forms of three kinds
    """Show the page with the one form that was sent, if one was, as it was sent."""
    found = service.delegation_of(**_asked(consultation))
    if found is None:
        raise NotFound
    return render.page(
        "participation/seat.html",
        status=status,
        found=found,
        steps=service.steps_of(consultation.id, found.seat.id),
        domains=service.domains_of(consultation.id, found.organisation_id),
        evidence=sent.get("evidence") or EvidenceForm(),
        domain=sent.get("domain") or DomainForm(),
        other=sent.get("other") or Form(),
    )
