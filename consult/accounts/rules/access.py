"""Ways in: how long each stays open, how secrets are kept, where a reader may be sent afterwards."""

import hashlib
import hmac
import re
from datetime import datetime, timedelta
from enum import StrEnum

LINK_LIFE = timedelta(minutes=15)
FIRST_LINK_LIFE = timedelta(hours=24)
SESSION_IDLE = timedelta(hours=12)
SESSION_LIFE = timedelta(days=30)
TOUCH_AFTER = timedelta(minutes=10)
MOST_CODE_ATTEMPTS = 5
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 128
WEAKEST_PASSWORD_SCORE = 3
"""On zxcvbn's scale from 0 to 4: 3 is "safely unguessable" offline by its authors' words."""

_PATH = re.compile(r"/[A-Za-z0-9._~!$&'()*+,;=:@%/?#-]*")


class InstanceRole(StrEnum):
    """What a person may do in the whole installation."""

    ADMINISTRATOR = "administrator"
    ORGANISER = "organiser"


class Purpose(StrEnum):
    """Why a way in was made."""

    SIGN_IN = "sign_in"
    FIRST_ORGANISER = "first_organiser"
    ADDRESS = "address"


def secret_hash(secret: str) -> bytes:
    """Return what is kept of a random secret: its SHA-256."""
    return hashlib.sha256(secret.encode()).digest()


def is_same(one: bytes, other: bytes) -> bool:
    """Whether two digests are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(one, other)


def is_session_alive(*, last_seen_at: datetime, expires_at: datetime, now: datetime) -> bool:
    """Whether a session is within its whole life and was used lately."""
    return now < expires_at and now - last_seen_at < SESSION_IDLE


def safe_next(address: str | None) -> str | None:
    """Return the address if it is a path on this site, else None.

    Refused are other hosts in every disguise: `//host`, backslashes, schemes, control characters, encoded slashes
    at the start (threat T11).
    """
    if not address or len(address) > 2000 or _PATH.fullmatch(address) is None:
        return None
    lowered = address.lower()
    if lowered.startswith(("//", "/%2f", "/%5c", "/%09", "/%0a", "/%0d")):
        return None
    return address
