"""The pages of results, and of the ways to decide."""

from flask import Flask

from consult.consensus.pages import (
    bundles,
    clause,
    compared,
    countries,
    lists,
    opinions,
    results,
    roll_call,
    rows,
    statements,
)
from consult.consensus.pages.blueprint import pages
from consult.consensus.rules import drawing, opinion_views

__all__ = [
    "bundles",
    "clause",
    "compared",
    "countries",
    "init_app",
    "lists",
    "opinions",
    "results",
    "roll_call",
    "rows",
]


def init_app(app: Flask) -> None:
    """Serve the pages."""
    app.register_blueprint(pages)
    app.jinja_env.globals.update(
        dot_growth=drawing.GROWTH,
        dot_shape=drawing.shape,
        shows_live=statements.shows_live,
        steadiness=opinion_views.steadiness,
        steadiness_of_all=opinion_views.steadiness_of_all,
    )
