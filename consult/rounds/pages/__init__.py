"""A round's contract, who decides, the adoption of a text and the corrigenda to it."""

from flask import Flask

from consult.rounds.pages import adopting, contract, correcting, deciding
from consult.rounds.pages.blueprint import pages

__all__ = ["adopting", "contract", "correcting", "deciding", "init_app"]


def init_app(app: Flask) -> None:
    """Serve the pages."""
    app.register_blueprint(pages)
