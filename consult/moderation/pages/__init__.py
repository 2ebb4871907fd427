"""The desks: reviewing comments and objections, answering comments one by one and in numbers, and the closing of a round."""

from flask import Flask

from consult.moderation.pages import answering, desk, objections, placing, reasons, reviewing, settings, together
from consult.moderation.pages.blueprint import pages

__all__ = ["answering", "desk", "init_app", "objections", "placing", "reasons", "reviewing", "settings", "together"]


def init_app(app: Flask) -> None:
    """Serve the pages."""
    app.register_blueprint(pages)
