"""The organiser's desk: where things stand, and what still stands before publishing."""

from flask import Response, current_app

from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.deliberation import service as deliberation
from consult.deliberation.service import Progress, objections
from consult.front import service
from consult.front.pages.blueprint import pages
from consult.moderation import service as moderation
from consult.rounds.service import RoundView
from consult.settings import Settings
from consult.web import guards, render
from consult.web.visitor import person_id


@pages.get("/c/<slug>/desk")
@guards.requires(may(Act.ORGANISE))
@guards.never_stored
def desk(slug: str) -> Response:
    """Show what waits, the checklist, the timetable, who has voted and who is missing, and what can be done now."""
    consultation = consultations.get_consultation(slug)
    if consultation.announced_at is None:
        return render.page("front/desk_before.html")
    standing = service.standing_of(consultation.id, person_id())
    return render.page(
        "front/desk.html",
        standing=standing,
        address=f"{_settings().public_url.rstrip('/')}/c/{slug}/",
        lacking=service.lacking_people(consultation.id, person_id()),
        unpublished=[each for each in service.unpublished_rounds(consultation.id) if each[0] != standing.one],
        progress=_progress(standing.one),
        checks=service.checks_of(consultation.id, standing.one),
        timetable=service.timetable_of(consultation.id),
        turnout=service.turnout_of(consultation, standing.one),
        objecting=objections.count_unanswered(consultation_id=consultation.id),
        unread_statements=moderation.count_waiting_statements(consultation.id),
        unread=deliberation.count_awaiting_review(consultation.id),
        result=service.newest_result(consultation.id),
        undeclared=service.undeclared_rounds(consultation.id),
    )


def _progress(one: RoundView | None) -> Progress | None:
    """Return how far the answers of a round are once they can be given."""
    if one is None or not one.is_finished:
        return None
    return deliberation.progress_of(consultation_id=one.consultation_id, round_id=one.id)


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings
