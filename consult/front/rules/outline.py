"""How deep each part of a text lies."""

from collections.abc import Iterable


def depths(parts: Iterable[tuple[str, str | None]]) -> dict[str, int]:
    """Return how many parents each part has, from (identity, parent's identity) in the order of the text."""
    found: dict[str, int] = {}
    for identity, parent in parts:
        found[identity] = found[parent] + 1 if parent in found else 0
    return found
