"""Where the tests of this room find real data, and how they write a category's voices in one line."""

import json
import math
import os
from pathlib import Path
from typing import Any

import pytest

from consult.consensus.rules.counts import PositionCounts
from consult.consensus.rules.figures import Voices

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


def shared_json(path: str) -> Any:
    """Return a shared file's content; skip the test where the shared data is absent."""
    found = SHARED / path
    if not found.is_file():
        pytest.skip(f"the shared data is not here: {path}")
    return json.loads(found.read_text(encoding="utf-8"))


VECTORS = Path(os.environ.get("CONSULT_RULE_VECTORS") or SHARED / "rules" / "vectors.json")
"""The shared vectors of rules and measures; the environment may name another file of the same form."""


def all_vectors() -> list[Any]:
    """Return every shared vector; none where the file is absent."""
    if not VECTORS.is_file():
        return []
    found: list[Any] = json.loads(VECTORS.read_text(encoding="utf-8"))["vectors"]
    return found


def vectors(rule: str) -> list[Any]:
    """Return the shared vectors of one rule; skip the test where the file is absent."""
    if not VECTORS.is_file():
        pytest.skip(f"the shared vectors are not here: {VECTORS.name}. CONSULT_RULE_VECTORS may name their file.")
    return [one for one in all_vectors() if one["rule"] == rule]


def agrees(found: Any, expected: Any) -> bool:
    """Whether it is the same, a float within 1e-9 of it or as near as was said; what is left out is not asked about."""
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(agrees(found.get(name), value) for name, value in expected.items())
    if isinstance(expected, list) and isinstance(found, list | tuple):
        return len(found) == len(expected) and all(map(agrees, found, expected))
    if isinstance(expected, float) and isinstance(found, float):
        return math.isclose(found, expected, rel_tol=1e-9, abs_tol=0)
    return bool(found == expected and not isinstance(found, bool) ^ isinstance(expected, bool))


def a_category(name: str = "citizen", *, seats: int | None = None, **counted: int) -> Voices:
    """Return a category's voices; it has as many seats as were heard unless more are named."""
    counts = PositionCounts(**counted)
    return Voices(name, counts.n if seats is None else seats, counts)
