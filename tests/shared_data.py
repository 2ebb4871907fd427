"""Where tests find the real data that lies beside the repository."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared_path(name: str) -> Path:
    """Return a shared file or folder; skip the test where the shared data is absent."""
    found = SHARED / name
    if not found.exists():
        pytest.skip(f"the shared data is not here: {name}")
    return found
