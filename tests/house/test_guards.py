"""Every page says whom it lets in; one that does not fails here."""

import pytest
from flask import Flask

from consult.web import guards


def naked_views(app: Flask) -> list[str]:
    """Return the endpoints whose view carries no guard; static files are open to everyone."""
    views = app.view_functions.items()
    return sorted(name for name, view in views if name != "static" and not hasattr(view, "guard"))


def test_every_page_has_a_guard(house: Flask) -> None:
    assert naked_views(house) == []


def test_there_are_pages_to_guard(house: Flask) -> None:
    assert len(house.view_functions) > 1


@pytest.mark.parametrize("guard", [guards.anyone, guards.signed_in, guards.requires(lambda _person, _address: False)])
def test_a_page_without_a_guard_is_found(guard: object) -> None:
    app = Flask("naked", static_folder=None)
    app.add_url_rule("/open", "open", lambda: "")
    app.add_url_rule("/guarded", "guarded", guard(lambda: ""))
    assert naked_views(app) == ["open"]
