"""A long list a page at a time, the page that the address asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request

PAGE_SIZE = 100
"""So many rows stand on a page unless its list has another size."""

Listed = TypeVar("Listed")


@dataclass(frozen=True, slots=True)
class Part(Generic[Listed]):
    """What stands on a page of a list, which page that is, and which is the last."""

    items: Sequence[Listed]
    page: int
    last: int


def asked_part(every: Sequence[Listed], size: int | None = None) -> Part[Listed]:
    """Return the part of a list that `?page=` asks for: the first for whatever is no number, the last beyond the end."""
    size = size or PAGE_SIZE
    last = max(1, -(-len(every) // size))
    page = min(max(1, request.args.get("page", 1, type=int)), last)
    return Part(every[(page - 1) * size : page * size], page, last)
