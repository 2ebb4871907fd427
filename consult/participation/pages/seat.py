"""An organisation's seat: how far it is verified, what shows that, how people join it, and how they leave it."""

from collections.abc import Callable
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

Scope = dict[str, str]
"""In which consultation something is asked, and by whom."""


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
    form = EvidenceForm(request.form)

    def send(scope: Scope) -> str:
        service.send_evidence(**scope, link=form.link.data or "", note=form.evidence.data or "")
        told: str = gettext("It is sent. Only verifiers read it; their decision appears here.")
        return told

    return _acted(slug, send, evidence=form)


@pages.post("/c/<slug>/seat/code")
@guards.requires(may(Act.COMMENT))
def renew_code(slug: str) -> Response:
    """Give the organisation a new code, in place of one that was lost."""

    def renew(scope: Scope) -> str:
        told: str = gettext(
            "Members join with this code from now on, shown only once: %(code)s. The one before does not work any more.",
            code=service.renew_join_code(**scope),
        )
        return told

    return _acted(slug, renew, other=Form())


@pages.post("/c/<slug>/seat/domains")
@guards.requires(may(Act.COMMENT))
def invite_domain(slug: str) -> Response:
    """Let everyone with a confirmed address at a domain join the organisation."""
    form = DomainForm(request.form)

    def invite(scope: Scope) -> str:
        service.invite_domain(**scope, domain=form.domain.data or "", role=form.role.data or "")
        told: str = gettext("Whoever has a confirmed address there can join your delegation from now on.")
        return told

    return _acted(slug, invite, domain=form)


@pages.post("/c/<slug>/seat/domains/drop")
@guards.requires(may(Act.COMMENT))
def drop_domain(slug: str) -> Response:
    """Let nobody join the organisation by their address at a domain any more."""

    def drop(scope: Scope) -> str:
        service.drop_domain(**scope, domain=request.form.get("domain", ""))
        told: str = gettext("Nobody joins by an address there any more. Whoever has joined stays.")
        return told

    return _acted(slug, drop, other=Form())


@pages.post("/c/<slug>/seat/leave")
@guards.requires(may(Act.COMMENT))
def leave(slug: str) -> Response:
    """Be a member of the organisation no longer; what it said and voted stays its own."""

    def go(scope: Scope) -> str:
        told: str = gettext(
            "You have left the delegation of %(name)s. Its comments and votes stay its own; you can take part elsewhere, or join it again with its code.",
            name=service.leave_delegation(**scope),
        )
        return told

    return _acted(slug, go, to=".join", other=Form())


def _acted(slug: str, act: Callable[[Scope], str], *, to: str = ".seat", **sent: Form) -> Response:
    """Do what was asked and tell what `act` returns, or show the page with the one form as it was sent."""
    consultation = consultations.get_consultation(slug)
    (form,) = sent.values()
    if not form.validate():
        return _page(consultation, 422, **sent)
    try:
        with transaction():
            told = act(_asked(consultation))
    except Refused as refused:
        return _page(consultation, errors.show_in_form(form, refused), **sent)
    render.notice(told)
    return render.done(url_for(to, slug=slug))


def _asked(consultation: ConsultationView) -> Scope:
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
