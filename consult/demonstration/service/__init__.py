"""Use cases of the demonstration."""

from consult.demonstration.service.building import build, find_demonstration, is_demonstration
from consult.demonstration.service.clearing import OthersPresent, start_afresh
from consult.demonstration.service.entering import ROLES, NoSuchEntrance, make_way_in, people_to_try, sign_in_tokens

__all__ = [
    "ROLES",
    "NoSuchEntrance",
    "OthersPresent",
    "build",
    "find_demonstration",
    "is_demonstration",
    "make_way_in",
    "people_to_try",
    "sign_in_tokens",
    "start_afresh",
]
