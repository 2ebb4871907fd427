"""The overview of a consultation, and the table of who may do what in it."""

from collections.abc import Mapping
from typing import Any

from flask import Response

from consult.consultations import service as consultations
from consult.consultations.rules.policy import POLICY
from consult.consultations.service import Act, ConsultationView, may
from consult.deliberation.service import objections
from consult.front import service
from consult.front.pages.blueprint import pages
from consult.front.rules.words import ACTS
from consult.front.service.running import LIVE
from consult.localisation.pages import page_language
from consult.localisation.rules import languages
from consult.participation import service as participation
from consult.participation.rules import territories
from consult.rounds import service as rounds
from consult.web import guards, render
from consult.web.visitor import person_id


@pages.get("/c/<slug>/")
@guards.requires(may(Act.READ))
def home(slug: str) -> Response:
    """Show what can be done now and until when, where the consultation stands, and who takes part."""
    consultation = consultations.get_consultation(slug)
    title, purpose, title_lang = consultations.title_in(consultation, page_language())
    standing = service.standing_of(consultation.id, person_id())
    return render.page(
        "front/home.html",
        title=title,
        purpose=purpose,
        title_lang=title_lang,
        standing=standing,
        terms=_terms(standing),
        every=rounds.list_rounds(consultation.id),
        turnout=service.turnout_of(consultation, standing.one),
        own=service.own_part_of(standing.one, standing.seat) if standing.seat else None,
        territory=_territory_name(consultation.id, standing.seat),
        sustained=_sustained(consultation),
    )


@pages.get("/c/<slug>/policy")
@guards.requires(may(Act.READ))
def policy(slug: str) -> Response:
    """Show who may do what."""
    consultations.get_consultation(slug)
    return render.page("front/policy.html", policy=POLICY, acts=ACTS)


def _terms(standing: service.Standing) -> Mapping[str, Any] | None:
    """Return the terms of the round that is open or announced, or None."""
    one = standing.one
    if one is None or one.state not in LIVE:
        return None
    if one.opened_at is None:
        return rounds.announced_terms(one.consultation_id, one.id)
    return rounds.contract_of_round(one.consultation_id, one.id).content


def _sustained(consultation: ConsultationView) -> int:
    """Return how many objections wait for the reader, who decides; 0 for anyone else."""
    decides = may(Act.DECLARE)(person_id(), {"slug": consultation.slug})
    return objections.count_sustained(consultation_id=consultation.id) if decides else 0


def _territory_name(consultation_id: str, seat: participation.SeatView | None) -> str | None:
    if seat is None or seat.territory is None:
        return None
    lang = page_language()
    overrides = participation.territory_overrides(consultation_id, lang)
    return territories.name(seat.territory, languages.by_tag(lang).locale, overrides)
