"""Who is asking: the person signed in, as the pages see them."""

from dataclasses import dataclass

from flask import g
from flask_login import AnonymousUserMixin, current_user


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """A signed-in person and the session they came with."""

    person_id: str
    session_token: str
    name: str
    locale: str | None
    time_zone: str | None
    territory: str | None
    needs_touch: bool = False

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """Return what Flask-Login keeps: the token of a session that can be revoked."""
        return self.session_token


def visitor() -> Visitor | None:
    """Return the person signed in, or None; outside a request, as when a letter is written, there is none."""
    return current_user._get_current_object() if current_user and current_user.is_authenticated else None


def forget_visitor() -> None:
    """Take the reader for a stranger until the request ends, for a page that must not ask the database."""
    g._login_user = AnonymousUserMixin()


def person_id() -> str | None:
    """Return the id of the person signed in, or None."""
    someone = visitor()
    return someone.person_id if someone else None
