"""The text in its languages and at its stages: translating, comparing, negotiating it, and the meetings on it."""

from flask import Flask

from consult.drafting.pages import comparing_languages, machine, meetings, negotiating, problems, staging, translating
from consult.drafting.pages.blueprint import pages
from consult.kernel.translator import current_translator

__all__ = [
    "comparing_languages",
    "init_app",
    "machine",
    "meetings",
    "negotiating",
    "problems",
    "staging",
    "translating",
]


def init_app(app: Flask) -> None:
    """Serve the pages, and tell every template whether there is a machine that translates."""
    app.register_blueprint(pages)
    app.context_processor(lambda: {"has_translator": current_translator() is not None})
