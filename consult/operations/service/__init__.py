"""Use cases of whoever keeps an installation."""

from consult.operations.service.letters import KeptLetter, kept_letters
from consult.operations.service.preparing import (
    DatabaseAhead,
    DatabaseBehind,
    DatabaseUnsafe,
    first_link,
    require_ready,
    upgrade,
)
from consult.operations.service.serving import AlreadyServed, CannotListen, serve, work_until_told

__all__ = [
    "AlreadyServed",
    "CannotListen",
    "DatabaseAhead",
    "DatabaseBehind",
    "DatabaseUnsafe",
    "KeptLetter",
    "first_link",
    "kept_letters",
    "require_ready",
    "serve",
    "upgrade",
    "work_until_told",
]
