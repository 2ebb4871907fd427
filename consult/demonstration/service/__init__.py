"""Use cases of the demonstration."""

from consult.demonstration.service.building import build, find_demonstration, is_demonstration
from consult.demonstration.service.clearing import OthersPresent, start_afresh
from consult.demonstration.service.entering import ROLES, sign_in_tokens

__all__ = [
    "ROLES",
    "OthersPresent",
    "build",
    "find_demonstration",
    "is_demonstration",
    "sign_in_tokens",
    "start_afresh",
]
