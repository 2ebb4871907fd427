"""What people find in their mail."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from consult.kernel.chores import work_once
from consult.operations import service as operations
from tests.world import World

LINK = re.compile(r"https?://[^/\s]+(/\S+/sign-in/link/(\S+))")
CODE = re.compile(r"\b\d{8}\b")


@dataclass(frozen=True, slots=True)
class Way:
    """A way in as a letter holds it."""

    path: str
    token: str
    code: str
    text: str


Mail = Callable[[str], list[Way]]


@pytest.fixture
def mail(world: World) -> Mail:
    """Have the worker send what waits, and return what an address has been sent so far, in no order."""

    def read(address: str) -> list[Way]:
        with world.reading():
            work_once()
            kept = operations.kept_letters(world.app.config["SETTINGS"])
        return [_way(letter.text) for letter in kept if letter.to == address]

    return read


def _way(text: str) -> Way:
    link, code = LINK.search(text), CODE.search(text)
    assert link, text
    assert code, text
    return Way(link.group(1), link.group(2), code.group(), text)
