"""Commenting, and what became of each comment."""

from flask import Flask

from consult.deliberation.pages import answering, commenting, own
from consult.deliberation.pages.blueprint import pages

__all__ = ["answering", "commenting", "init_app", "own"]


def init_app(app: Flask) -> None:
    """Serve the pages."""
    app.register_blueprint(pages)
