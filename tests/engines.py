"""On which database a test runs: services on both; a test through pages on one of the two, drawn by its name.

What differs between databases lies in tables and services, whose tests run on each. A page stands on them, and there are
thousands of tests of pages: each runs on the database that its name draws, so that either database is under half of
them. Where `CONSULT_TEST_EVERY` is set, as in `make prove`, every test runs on both.
"""

import os
import zlib

import pytest

from tests.client import Client
from tests.databases import ENGINES

EVERY = "CONSULT_TEST_EVERY"
ON_BOTH = frozenset({"tests.web.test_every_page", "tests.web.test_strange_requests", "tests.front.test_no_peeking"})
"""Tests of pages that are about all pages at once; they run on both databases."""


def runs_here(item: pytest.Function) -> bool:
    """Whether a test runs on the database that it was made for; a test that names no database always does."""
    engine = item.callspec.params.get("app") if hasattr(item, "callspec") else None
    if engine is None or os.environ.get(EVERY) or not _is_of_pages(item):
        return True
    return engine == _drawn(item)


def _is_of_pages(item: pytest.Function) -> bool:
    return getattr(item.module, "Client", None) is Client and item.module.__name__ not in ON_BOTH


def _drawn(item: pytest.Function) -> str:
    """Return the database for a test: the same at every run, and for all the cases of one test in turn."""
    case = "-".join(each for each in item.callspec.id.split("-") if each not in ENGINES)
    name = f"{item.module.__name__}.{item.originalname}[{case}]"
    return ENGINES[zlib.crc32(name.encode()) % len(ENGINES)]
