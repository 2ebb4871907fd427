"""Numbers of statements, as the pages of their round show them."""

from collections.abc import Mapping
from typing import Any


def number_of(statement: Mapping[str, Any]) -> str:
    """Return the number that a statement has in its round.

    Results that were frozen before they held numbers have ids alone, which stand in their place.
    """
    return str(statement.get("number", statement["id"]))
