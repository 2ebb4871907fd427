"""The desks: reviewing comments, objections and statements, answering comments one by one and in numbers, closing a round."""

from flask import Flask

from consult.moderation import letters
from consult.moderation.pages import (
    answering,
    desk,
    objections,
    placing,
    reasons,
    reviewing,
    settings,
    statements,
    together,
)
from consult.moderation.pages.blueprint import pages

__all__ = [
    "answering",
    "desk",
    "init_app",
    "letters",
    "objections",
    "placing",
    "reasons",
    "reviewing",
    "settings",
    "statements",
    "together",
]


def init_app(app: Flask) -> None:
    """Serve the pages."""
    app.register_blueprint(pages)
