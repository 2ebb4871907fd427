"""consult: work out a text together, and let anyone recount how it was decided."""

from typing import Any

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the module protocol asks for it
    """Import the application only when asked for, so that the verifier runs without Flask."""
    if name == "create_app":
        from consult.app import create_app

        return create_app
    raise AttributeError(name)
