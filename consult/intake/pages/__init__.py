"""Bringing things in: a text, and comments that were collected elsewhere."""

from flask import Flask

from consult.intake.pages import sheets, texts
from consult.intake.pages.blueprint import pages

__all__ = ["init_app", "sheets", "texts"]


def init_app(app: Flask) -> None:
    """Serve the pages."""
    app.register_blueprint(pages)
