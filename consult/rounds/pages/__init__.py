"""A round's contract, who decides, the adoption of a text and the corrigenda to it."""

from flask import Flask

from consult.rounds.pages import adopting, contract, correcting, deciding
from consult.rounds.pages.blueprint import pages
from consult.rounds.service import coming_changes

__all__ = ["adopting", "contract", "correcting", "deciding", "init_app"]


def init_app(app: Flask) -> None:
    """Serve the pages; let every template say what is announced to change in a round's contract."""
    app.register_blueprint(pages)
    app.jinja_env.globals["coming_changes"] = coming_changes
