"""Voting: a ballot saved at once with its receipt, one's own history, and the signing of what a delegation drafts."""

from flask import Flask

from consult.voting import letters
from consult.voting.pages import ballots, sheets, signing
from consult.voting.pages.blueprint import pages
from consult.voting.service import unsigned_of

__all__ = ["ballots", "init_app", "letters", "sheets", "signing"]


def init_app(app: Flask) -> None:
    """Serve the pages; let every template say what waits for a signature in a round."""
    app.register_blueprint(pages)
    app.jinja_env.globals["unsigned_votes"] = unsigned_of
