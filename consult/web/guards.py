"""Guards: every page carries one, and says whom it lets in."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Protocol, TypeVar

from flask import g, request

from consult.kernel.errors import Forbidden, SignInNeeded
from consult.web.visitor import person_id

View = TypeVar("View", bound=Callable[..., Any])


class Predicate(Protocol):
    """Says whether a person may do what the address names; raises `not-found` for what is not there."""

    def __call__(self, person: str | None, address: Mapping[str, Any], /) -> bool:
        """Return whether the person may."""


def _guarded(view: View, predicate: Predicate, *, needs_person: bool) -> View:
    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - any view
        someone = person_id()
        if someone is None and needs_person:
            raise SignInNeeded
        if not predicate(someone, request.view_args or {}):
            raise SignInNeeded if someone is None else Forbidden
        return view(*args, **kwargs)

    guarded.guard = predicate  # type: ignore[attr-defined] # the mark by which tests find pages without one
    return guarded  # type: ignore[return-value] # wraps keeps the view's signature


def requires(predicate: Predicate) -> Callable[[View], View]:
    """Let in whom the predicate lets in; others are asked to sign in, or told that they may not."""
    return lambda view: _guarded(view, predicate, needs_person=False)


def anyone(view: View) -> View:
    """Let everyone in: reading needs no account."""
    return _guarded(view, lambda _person, _address: True, needs_person=False)


def signed_in(view: View) -> View:
    """Let in whoever is signed in."""
    return _guarded(view, lambda _person, _address: True, needs_person=True)


def never_stored(view: View) -> View:
    """Mark a page whose answer no cache may keep."""

    @wraps(view)
    def private(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - any view
        g.never_stored = True
        return view(*args, **kwargs)

    return private  # type: ignore[return-value] # wraps keeps the view's signature
