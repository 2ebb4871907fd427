"""Opaque identifiers and secrets."""

import secrets
import uuid


def new_id() -> str:
    """Return a new random identifier (UUID version 4): it tells neither order nor time."""
    return str(uuid.uuid4())


def new_token() -> str:
    """Return a new secret of 256 bits for a link or a session, safe in an address."""
    return secrets.token_urlsafe(32)


def new_digits(length: int = 8) -> str:
    """Return a new secret of decimal digits that a person can type."""
    return "".join(secrets.choice("0123456789") for _ in range(length))


def is_id(text: str) -> bool:
    """Whether the text is an identifier of ours, in its usual spelling."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False
