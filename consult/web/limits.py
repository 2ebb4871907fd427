"""How often one address may try."""

from flask import current_app
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from consult.settings import Settings

limiter = Limiter(get_remote_address, default_limits=[])


def sign_in_limit() -> str:
    """Return how often one address may try to get in."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings.sign_in_limit
