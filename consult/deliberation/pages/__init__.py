"""Commenting, and what became of each comment."""

from flask import Flask

from consult.deliberation.pages import (
    adopted,
    answering,
    because,
    commenting,
    delegation,
    drafts,
    hearing,
    objecting,
    objections,
    own,
    statements,
    suggesting,
    supporting,
    translating,
)
from consult.deliberation.pages.blueprint import pages

__all__ = [
    "adopted",
    "answering",
    "because",
    "commenting",
    "delegation",
    "drafts",
    "hearing",
    "init_app",
    "objecting",
    "objections",
    "own",
    "statements",
    "suggesting",
    "supporting",
    "translating",
]


def init_app(app: Flask) -> None:
    """Serve the pages."""
    app.register_blueprint(pages)
