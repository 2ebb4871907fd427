"""Use cases of consultations and of the roles in them."""

from consult.consultations.rules.policy import Act, Role
from consult.consultations.service.records import (
    ConsultationView,
    SlugRefused,
    SlugTaken,
    TitleRefused,
    announce_consultation,
    consultation_by_id,
    create_consultation,
    find_consultation,
    get_consultation,
    list_consultations,
    set_text,
    title_in,
)
from consult.consultations.service.roles import (
    LastOrganiser,
    May,
    RoleHolder,
    grant_role,
    may,
    may_create,
    revoke_role,
    role_holders,
    roles_of,
)

__all__ = [
    "Act",
    "ConsultationView",
    "LastOrganiser",
    "May",
    "Role",
    "RoleHolder",
    "SlugRefused",
    "SlugTaken",
    "TitleRefused",
    "announce_consultation",
    "consultation_by_id",
    "create_consultation",
    "find_consultation",
    "get_consultation",
    "grant_role",
    "list_consultations",
    "may",
    "may_create",
    "revoke_role",
    "role_holders",
    "roles_of",
    "set_text",
    "title_in",
]
