"""How often one network may try."""

import hashlib
import hmac
import ipaddress
from datetime import UTC, datetime

from flask import current_app, request
from flask_limiter import Limiter

from consult.settings import Settings

PREFIX = {4: 24, 6: 48}
"""Bits of an address that stand for its network, by version of the protocol."""


def network() -> str:
    """Return what stands for the reader's network today: a keyed hash, so that no address is kept anywhere."""
    today = datetime.now(UTC).date().isoformat()
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"{today} {_prefix(request.remote_addr or '')}".encode(), hashlib.sha256).hexdigest()[:32]


def _prefix(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    mapped = getattr(found, "ipv4_mapped", None) or found
    return str(ipaddress.ip_network((mapped, PREFIX[mapped.version]), strict=False))


limiter = Limiter(network, default_limits=[])


def sign_in_limit() -> str:
    """Return how often one network may try to get in."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings.sign_in_limit
