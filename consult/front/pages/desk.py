"""The organiser's desk: where things stand, and what still stands before publishing."""

from flask import Response

from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.deliberation import service as deliberation
from consult.front import service
from consult.front.pages.blueprint import pages
from consult.web import guards, render
from consult.web.visitor import person_id


@pages.get("/c/<slug>/desk")
@guards.requires(may(Act.ORGANISE))
@guards.never_stored
def desk(slug: str) -> Response:
    """Show the checklist, the timetable, who is missing, and what an organiser can do now."""
    consultation = consultations.get_consultation(slug)
    standing = service.standing_of(consultation.id, person_id())
    return render.page(
        "front/desk.html",
        standing=standing,
        checks=service.checks_of(consultation.id, standing.one),
        timetable=service.timetable_of(consultation.id),
        turnout=service.turnout_of(consultation, standing.one),
        unread=deliberation.count_awaiting_review(consultation.id),
        result=service.newest_result(consultation.id),
        undeclared=service.undeclared_rounds(consultation.id),
    )
