"""A consultation's roles and its legal notices, and what every page of a consultation shows around its content."""

from flask import Flask

from consult.consultations.pages import around, calendar, notices, roles, writing_notices
from consult.consultations.pages.blueprint import pages

__all__ = ["around", "calendar", "init_app", "notices", "roles", "writing_notices"]


def init_app(app: Flask) -> None:
    """Serve the pages; give the layout what it shows, and every page the organiser's own names of categories."""
    app.register_blueprint(pages)
    app.context_processor(around.show)
    app.before_request(around.use_own_names)
