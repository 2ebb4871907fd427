"""A reader with a language and a time zone, and no database."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from flask_babel import Babel


@contextmanager
def reader(language: str = "en", zone: str = "UTC") -> Iterator[None]:
    """Give a request of someone who reads this language in this zone."""
    app = Flask("reader")
    Babel(app, default_locale=language, default_timezone=zone)
    with app.test_request_context():
        yield
