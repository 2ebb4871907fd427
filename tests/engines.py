"""On which database a test runs: services on both; a test through pages on one of the two, drawn by its name.

What differs between databases lies in tables and services, whose tests run on each. A page stands on them, and there are
thousands of tests of pages: each runs on the database that its name draws, so that either database is under half of
them. So do tests of what is made of votes once they are counted (`consensus`, `export`), but for those of the count
itself. Where `CONSULT_TEST_EVERY` is set, as in `make prove`, every test runs on both.
"""

import os
import zlib

import pytest

from tests.client import Client
from tests.databases import ENGINES

EVERY = "CONSULT_TEST_EVERY"
ON_BOTH = frozenset(
    {
        *("tests.web.test_every_page", "tests.web.test_strange_requests", "tests.front.test_no_peeking"),
        *("tests.consensus.test_freezing", "tests.consensus.test_the_same_everywhere"),
        *("tests.consensus.test_live_pictures", "tests.consensus.test_steps_of_live_pictures"),
    }
)
"""Tests that are about all pages at once, about counting, or about votes that come in meanwhile: they run on both."""
ONCE_COUNTED = ("tests.consensus.", "tests.export.")


def runs_here(item: pytest.Function) -> bool:
    """Whether a test runs on the database that it was made for; a test that names no database always does."""
    engine = item.callspec.params.get("app") if hasattr(item, "callspec") else None
    if engine is None or os.environ.get(EVERY) or not _is_drawn(item):
        return True
    return engine == _drawn(item)


def _is_drawn(item: pytest.Function) -> bool:
    name = item.module.__name__
    is_of_pages = getattr(item.module, "Client", None) is Client
    return name not in ON_BOTH and (is_of_pages or name.startswith(ONCE_COUNTED))


def _drawn(item: pytest.Function) -> str:
    """Return the database for a test: the same at every run, and for all the cases of one test in turn."""
    case = "-".join(each for each in item.callspec.id.split("-") if each not in ENGINES)
    name = f"{item.module.__name__}.{item.originalname}[{case}]"
    return ENGINES[zlib.crc32(name.encode()) % len(ENGINES)]
