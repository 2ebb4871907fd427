"""Who may do what: the one table that every guard reads and that the policy page shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may be in a consultation; one person may hold several."""

    ORGANISER = "organiser"
    EDITOR = "editor"
    MODERATOR = "moderator"
    VERIFIER = "verifier"
    TRANSLATOR = "translator"
    RECORDER = "recorder"
    DECISION_MAKER = "decision_maker"
    PARTICIPANT = "participant"
    OBSERVER = "observer"


class Act(StrEnum):
    """What can be done in a consultation."""

    READ = "consultation.read"
    JOIN = "seat.join"
    COMMENT = "comment.create"
    VOTE = "vote.cast"
    REPORT = "comment.report"
    MODERATE = "comment.moderate"
    DISPOSE = "comment.dispose"
    EDIT = "draft.edit"
    TRANSLATE = "text.translate"
    VERIFY = "seat.verify"
    ORGANISE = "consultation.organise"
    GRANT = "role.grant"
    OPEN_ROUND = "round.open"
    CLOSE_EARLY = "round.close_early"
    PUBLISH_ROUND = "round.publish"
    DECLARE = "outcome.declare"
    ADOPT = "text.adopt"
    EXPORT = "summary.export"


@dataclass(frozen=True, slots=True)
class Permission:
    """Whom an act is open to: everyone who can see the consultation, everyone signed in, or holders of roles."""

    roles: frozenset[Role] = frozenset()
    everyone: bool = False
    signed_in: bool = False


def _holders(*roles: Role) -> Permission:
    return Permission(frozenset(roles))


POLICY: Mapping[Act, Permission] = {
    Act.READ: Permission(everyone=True),
    Act.EXPORT: Permission(everyone=True),
    Act.JOIN: Permission(signed_in=True),
    Act.COMMENT: _holders(Role.PARTICIPANT),
    Act.VOTE: _holders(Role.PARTICIPANT),
    Act.REPORT: Permission(signed_in=True),
    Act.MODERATE: _holders(Role.MODERATOR),
    Act.DISPOSE: _holders(Role.EDITOR, Role.ORGANISER),
    Act.EDIT: _holders(Role.EDITOR, Role.ORGANISER),
    Act.TRANSLATE: _holders(Role.TRANSLATOR, Role.EDITOR, Role.ORGANISER),
    Act.VERIFY: _holders(Role.VERIFIER, Role.ORGANISER),
    Act.ORGANISE: _holders(Role.ORGANISER),
    Act.GRANT: _holders(Role.ORGANISER),
    Act.OPEN_ROUND: _holders(Role.ORGANISER),
    Act.CLOSE_EARLY: _holders(Role.ORGANISER, Role.MODERATOR),
    Act.PUBLISH_ROUND: _holders(Role.ORGANISER),
    Act.DECLARE: _holders(Role.DECISION_MAKER),
    Act.ADOPT: _holders(Role.DECISION_MAKER, Role.ORGANISER),
}


def is_allowed(act: Act, *, roles: frozenset[Role], is_signed_in: bool) -> bool:
    """Return whether someone with these roles may do the act, were the consultation visible to them."""
    permission = POLICY[act]
    return permission.everyone or (permission.signed_in and is_signed_in) or bool(permission.roles & roles)
