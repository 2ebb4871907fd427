"""Deciding on one comment at the desk: nobody while someone else works on it, and what was begun is done with then."""

from collections.abc import Mapping
from typing import Any

from consult.deliberation import service as deliberation
from consult.deliberation.service import Case
from consult.moderation.service.claiming import release, require_free
from consult.moderation.service.reasons import forget_begun


def propose(*, consultation_id: str, comment_id: str, person_id: str, proposal: Mapping[str, Any]) -> Case:
    """Return the comment with what is proposed; one's claim on it ends, and what one had begun to write is forgotten.

    `proposal` is what `propose_disposition` takes beside the comment and the person. Refuses `claimed` and the same.
    """
    who: dict[str, Any] = {"consultation_id": consultation_id, "comment_id": comment_id, "person_id": person_id}
    require_free(**who)
    case = deliberation.propose_disposition(**who, **proposal)
    _finish(who)
    return case


def approve(*, consultation_id: str, comment_id: str, person_id: str, seen: int) -> Case:
    """Return the comment with what became of it; refuses `claimed`, and the same as `approve_disposition`."""
    who = {"consultation_id": consultation_id, "comment_id": comment_id, "person_id": person_id}
    require_free(**who)
    case = deliberation.approve_disposition(**who, seen=seen)
    _finish(who)
    return case


def _finish(who: Mapping[str, str]) -> None:
    release(**who)
    forget_begun(**who)
