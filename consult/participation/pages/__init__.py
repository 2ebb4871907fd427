"""Taking part: as a person, for an organisation or by its code; and what an organisation does with its seat."""

from flask import Flask

from consult.participation import letters
from consult.participation.pages import inviting, joining, seat
from consult.participation.pages.blueprint import pages

__all__ = ["init_app", "inviting", "joining", "letters", "seat"]


def init_app(app: Flask) -> None:
    """Serve the pages."""
    app.register_blueprint(pages)
