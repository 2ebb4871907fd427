"""Registering, signing in and out, one's own profile and sessions."""

from flask import Flask

from consult.accounts import letters
from consult.accounts.pages import entering, profile, visits
from consult.accounts.pages.blueprint import pages

PARTS = (entering, profile)
LETTERS = letters
"""What this room's letters say; imported with the pages, so that whoever sends them knows how to write them."""


def init_app(app: Flask) -> None:
    """Serve the pages, tell who is signed in, and keep the sessions of those who are active."""
    app.register_blueprint(pages)
    app.jinja_env.globals["lacks_address"] = profile.lacks_address
    app.login_manager.user_loader(visits.load_visitor)  # type: ignore[attr-defined] # Flask-Login adds it
    app.after_request(visits.keep_session)
