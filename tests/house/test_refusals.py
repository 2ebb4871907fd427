"""Every refusal has a code of its own and a sentence that every language has."""

from collections import Counter

import pytest

from consult.kernel.errors import Refused

from . import sources
from .test_catalogues import catalogue, languages

OPEN_ENDS = (".", "?", "”")


def refusals() -> list[type[Refused]]:
    sources.import_everything()
    found: list[type[Refused]] = []
    waiting: list[type[Refused]] = [Refused]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("consult."):
            found.append(kind)
    return sorted(found, key=lambda kind: kind.code)


def test_no_two_refusals_share_a_code() -> None:
    counted = Counter(kind.code for kind in refusals())
    assert [code for code, times in counted.items() if times > 1] == []


def test_every_refusal_has_a_code_status_and_sentence_of_its_own() -> None:
    inherited = [kind.__qualname__ for kind in refusals() if not {"code", "sentence"} <= vars(kind).keys()]
    assert inherited == []
    assert [kind.code for kind in refusals() if not 400 <= kind.status < 600] == []


def test_every_sentence_is_whole() -> None:
    assert [kind.code for kind in refusals() if not kind.sentence.strip().endswith(OPEN_ENDS)] == []


@pytest.mark.parametrize("locale", languages())
def test_every_refusal_has_its_sentence_in_every_language(locale: str) -> None:
    words = catalogue(locale)
    assert [
        kind.code for kind in refusals() if not (words.get(kind.sentence) and words.get(kind.sentence).string)
    ] == []


def test_every_refusal_is_in_the_template_of_the_catalogues() -> None:
    words = catalogue(None)
    assert [kind.code for kind in refusals() if words.get(kind.sentence) is None] == []
