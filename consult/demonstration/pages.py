"""A way into the demonstration without a letter, for whoever sits at the machine that it runs on."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Flask, Response, current_app, request, session, url_for

from consult.accounts.pages.entering import NEXT
from consult.demonstration import service
from consult.demonstration.forms import EnterForm
from consult.demonstration.rules.entrances import entrance_of
from consult.demonstration.service.stage import SLUG
from consult.kernel.errors import NotFound, Refused
from consult.kernel.transaction import transaction
from consult.settings import Settings, is_this_machine
from consult.web import errors, guards, render
from consult.web.limits import limiter, sign_in_limit

pages = Blueprint("demonstration", __name__, url_prefix="/<lang:lang>")
FORWARDED = ("Forwarded", "Via", "X-Real-Ip")
FIRST_PAGES = {
    "organiser": "front.desk",
    "moderator": "moderation.desk",
    "editor": "moderation.answer_desk",
    "second-editor": "moderation.answer_desk",
}
"""Where each role begins; the others begin at the consultation's first page."""


def init_app(app: Flask) -> None:
    """Serve the pages, and let the first page ask whether they are open to the reader."""
    app.register_blueprint(pages)
    app.jinja_env.globals["may_look_around"] = is_open


def is_open() -> bool:
    """Whether the demonstration is there and the request comes from the machine that it runs on."""
    settings: Settings = current_app.config["SETTINGS"]
    is_direct = not any(name.startswith("X-Forwarded") or name in FORWARDED for name, _ in request.headers)
    is_here = settings.is_local and is_direct and is_this_machine(request.remote_addr or "")
    return is_here and service.find_demonstration() is not None


def may_enter(_person: str | None, _address: Mapping[str, Any]) -> bool:
    """Whether the reader sits at this machine; refuse `not-found` to everyone else: for them there is no such page."""
    if not is_open():
        raise NotFound
    return True


@pages.get("/demonstration")
@guards.requires(may_enter)
@guards.never_stored
def entrance() -> Response:
    """Show, on the machine itself, as whom one can look around in the demonstration."""
    return _page(EnterForm())


@pages.post("/demonstration/enter")
@guards.requires(may_enter)
@limiter.limit(sign_in_limit)
def enter() -> Response:
    """Make a one-time link for the person of a role, and lead to its page."""
    form = EnterForm(request.form)
    role = form.role.data or ""
    try:
        with transaction():
            token = service.make_way_in(role=role)
    except Refused as refused:
        return _page(form, errors.show_in_form(form, refused))
    session[NEXT] = url_for(FIRST_PAGES.get(role, "front.home"), slug=SLUG)
    return render.done(url_for("accounts.link", token=token))


def _page(form: EnterForm, status: int = 200) -> Response:
    people = [(role, person, entrance_of(role)) for role, person in service.people_to_try().items()]
    return render.page("demonstration/entrance.html", status=status, form=form, people=people)
