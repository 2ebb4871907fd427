"""The first page: what this installation is, and the consultations one may see."""

from flask import Response

from consult.consultations import service as consultations
from consult.consultations.service import Role, may_create
from consult.front import service
from consult.front.pages.blueprint import pages
from consult.localisation.pages import page_language
from consult.web import guards, render
from consult.web.visitor import person_id


@pages.get("/")
@guards.anyone
def start() -> Response:
    """Show what can be done here, and in which consultations, until when."""
    reader = person_id()
    shown = [
        (one, consultations.title_in(one, page_language()), service.standing_of(one.id, reader))
        for one in consultations.list_consultations(person_id=reader)
    ]
    being_set_up = {
        one.id
        for one, *_ in shown
        if one.announced_at is None and Role.ORGANISER in consultations.roles_of(one.id, reader)
    }
    may_begin = may_create(reader, {})
    return render.page("front/start.html", shown=shown, being_set_up=being_set_up, may_create=may_begin)
