"""The pages of results, and of the ways to decide."""

from flask import Flask

from consult.consensus.pages import bundles, clause, countries, results, roll_call
from consult.consensus.pages.blueprint import pages

__all__ = ["bundles", "clause", "countries", "init_app", "results", "roll_call"]


def init_app(app: Flask) -> None:
    """Serve the pages."""
    app.register_blueprint(pages)
