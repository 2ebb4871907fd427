"""Who is visiting: told from the session, which is kept while it is used."""

import structlog
from flask import Response

from consult.accounts import service
from consult.kernel.errors import Refused
from consult.kernel.transaction import transaction
from consult.web.visitor import Visitor, visitor

log = structlog.get_logger()


def load_visitor(token: str) -> Visitor | None:
    """Return the visitor whose session this is, or None when it is over."""
    found = service.load_session(token)
    if found is None:
        return None
    return Visitor(
        person_id=found.person_id,
        session_token=token,
        name=found.name,
        locale=found.locale,
        time_zone=found.time_zone,
        territory=found.territory,
        needs_touch=found.needs_touch,
    )


def keep_session(response: Response) -> Response:
    """Note now and then that a session is in use; an answer never fails because that could not be noted."""
    someone = visitor()
    if someone is not None and someone.needs_touch:
        try:
            with transaction():
                service.touch_session(someone.session_token)
        except Refused as refused:
            log.warning("session not kept", reason=refused.code)
    return response
