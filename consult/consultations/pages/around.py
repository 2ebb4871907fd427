"""What every page of a consultation shows around its content, and what it calls the categories."""

from collections.abc import Mapping
from typing import Any

from flask import request

from consult.consultations import service
from consult.consultations.rules.policy import is_allowed
from consult.consultations.service import Act, ConsultationView, Role
from consult.kernel.errors import NotFound
from consult.localisation.pages import page_language
from consult.web import words
from consult.web.visitor import person_id


def show() -> dict[str, object]:
    """Return what the layout shows of the consultation that the address names."""
    found = _named(request.view_args or {})
    if found is None:
        return {}
    roles = service.roles_of(found.id, person_id())
    title, _purpose, title_lang = service.title_in(found, page_language())
    return {
        "consultation": found,
        "named": {"title": title, "lang": title_lang},
        "roles": roles,
        "may_moderate": Role.MODERATOR in roles,
        "may_organise": Role.ORGANISER in roles,
        "may_declare": Role.DECISION_MAKER in roles,
        "may_dispose": is_allowed(Act.DISPOSE, roles=roles, is_signed_in=True),
    }


def use_own_names() -> None:
    """Have the page call the categories what the organiser calls them in the consultation that the address names."""
    found = _named(request.view_args or {})
    if found is not None:
        words.using(service.category_names(found.id, page_language()))


def _named(address: Mapping[str, Any]) -> ConsultationView | None:
    """Return the consultation that an address names by its short name or by its log."""
    if "slug" in address:
        return service.find_consultation(str(address["slug"]))
    try:
        return service.consultation_by_id(str(address["log_id"]))
    except (KeyError, NotFound):
        return None
