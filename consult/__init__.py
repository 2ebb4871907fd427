"""consult: work out a text together, and let anyone recount how it was decided."""

import os
from typing import Any

__version__ = "0.1.0"

# Before anything imports numpy: sums, and with them published figures, may not depend on how many cores there are, and
# two threads that wait for each other over small tables take five times as long as one.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the module protocol asks for it
    """Import the application only when asked for, so that the verifier runs without Flask."""
    if name == "create_app":
        from consult.app import create_app

        return create_app
    raise AttributeError(name)
