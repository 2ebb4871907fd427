"""What every page of a consultation shows around its content, and what it calls the categories."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import request

from consult.consultations import service
from consult.consultations.rules.policy import is_allowed
from consult.consultations.service import Act, ConsultationView, Role
from consult.kernel.errors import NotFound
from consult.localisation.pages import page_language
from consult.web import words
from consult.web.visitor import person_id

KEPT = "consult.here"
"""Where a request keeps what it has found out about its consultation, so that it asks once."""


@dataclass(frozen=True, slots=True)
class Here:
    """The consultation that a request is about, and what the reader is in it."""

    consultation: ConsultationView
    roles: frozenset[Role]


def here() -> Here | None:
    """Return the consultation that the address names by its short name or by its log, with the reader's roles in it."""
    if KEPT not in request.environ:
        found = _named(request.view_args or {})
        request.environ[KEPT] = Here(found, service.roles_of(found.id, person_id())) if found else None
    kept: Here | None = request.environ[KEPT]
    return kept


def show() -> dict[str, object]:
    """Return what the layout shows of the consultation that the address names."""
    found = here()
    if found is None:
        return {}
    title, _purpose, title_lang = service.title_in(found.consultation, page_language())
    return {
        "consultation": found.consultation,
        "named": {"title": title, "lang": title_lang},
        "roles": found.roles,
        "may_moderate": Role.MODERATOR in found.roles,
        "may_organise": Role.ORGANISER in found.roles,
        "may_declare": Role.DECISION_MAKER in found.roles,
        "may_translate": is_allowed(Act.TRANSLATE, roles=found.roles, is_signed_in=True),
        "may_edit": is_allowed(Act.EDIT, roles=found.roles, is_signed_in=True),
        "may_adopt": is_allowed(Act.ADOPT, roles=found.roles, is_signed_in=True),
        "may_dispose": is_allowed(Act.DISPOSE, roles=found.roles, is_signed_in=True),
    }


def use_own_names() -> None:
    """Have the page call the categories what the organiser calls them in the consultation that the address names."""
    found = here()
    if found is not None:
        words.using(service.category_names(found.consultation.id, page_language()))


def _named(address: Mapping[str, Any]) -> ConsultationView | None:
    if "slug" in address:
        return service.find_consultation(str(address["slug"]))
    try:
        return service.consultation_by_id(str(address["log_id"]))
    except (KeyError, NotFound):
        return None
