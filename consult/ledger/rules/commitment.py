"""Commitments: a leaf binds what was said and who said it, and shows neither."""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

import rfc8785

SALT_BYTES = 32
CONTENT_PREFIX = b"consult/v1/"
ACTOR_PREFIX = b"consult/v1/actor"


def content_commitment(kind: str, salt: bytes, content: bytes) -> str:
    """Return c = SHA-256("consult/v1/" || type || 0x00 || salt || JCS(content)) as 64 hex digits.

    `content` is canonical JSON already; `salt` is 32 random bytes that are kept, and shredded, with it.
    """
    _require_salt(salt)
    return hashlib.sha256(CONTENT_PREFIX + kind.encode() + b"\x00" + salt + content).hexdigest()


def actor_commitment(salt: bytes, person: str) -> str:
    """Return SHA-256("consult/v1/actor" || 0x00 || salt || person id) as 64 hex digits.

    The salt is fresh for every leaf, so that two acts of one person cannot be linked by their leaves.
    """
    _require_salt(salt)
    return hashlib.sha256(ACTOR_PREFIX + b"\x00" + salt + person.encode()).hexdigest()


def canonical_content(content: Mapping[str, Any]) -> bytes:
    """Return an act's content as canonical JSON; refuses floats and what has no canonical form."""
    _require_no_float(content)
    return rfc8785.dumps(dict(content))


def opens(commitment: str, kind: str, salt: bytes, content: bytes) -> bool:
    """Whether salt and content open the commitment."""
    return hmac.compare_digest(commitment, content_commitment(kind, salt, content))


def _require_salt(salt: bytes) -> None:
    if len(salt) != SALT_BYTES:
        raise ValueError("a salt has 32 bytes")


def _require_no_float(value: object) -> None:
    if isinstance(value, float):
        raise TypeError("content holds no fractions: write them as texts")
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for one in value:
            _require_no_float(one)
