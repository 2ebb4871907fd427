"""The platform's own words: a page that has them all, and help beside the controls that need them."""

import re

import pytest

from consult.front.rules.glossary import ENTRIES, GROUPS
from consult.localisation.rules.languages import LANGUAGES
from consult.voting.rules import Position
from consult.web.vocabulary import WORDS
from tests.client import Client
from tests.conftest import Scene
from tests.house import sources

ASKED = re.compile(r"help\(_\(\"[^\"]+\"\)\s*,\s*\[([^\]]*)\]")
"""A use of the macro `help` with the words it asks for."""


def asked_for() -> dict[str, list[str]]:
    """Return which words of the glossary each template asks for."""
    found = {sources.relative(path): ASKED.findall(path.read_text(encoding="utf-8")) for path in sources.templates()}
    return {path: re.findall(r"\"(\w+)\"", " ".join(names)) for path, names in found.items() if names}


@pytest.mark.parametrize("lang", [language.tag for language in LANGUAGES])
def test_every_word_has_its_meaning_and_an_address(stranger: Client, lang: str) -> None:
    page = stranger.get(f"/{lang}/glossary")
    words = {each.parent.get("id"): each.text for each in page.root.all("dt") if each.parent}
    assert list(words) == list(ENTRIES)
    assert all(words.values())
    assert all(each.text for each in page.root.all("dd"))


def test_no_word_is_there_twice() -> None:
    assert len(ENTRIES) == sum(len(group.entries) for group in GROUPS)
    assert len({entry.term for entry in ENTRIES.values()}) == len(ENTRIES)


def test_a_word_begins_like_a_word_and_its_meaning_is_whole_sentences() -> None:
    assert [one.id for one in ENTRIES.values() if not one.term[0].isupper() or not one.meaning.endswith(".")] == []


def test_the_positions_are_called_what_ballots_call_them() -> None:
    assert [ENTRIES[position].term for position in Position] == [WORDS[position] for position in Position]


def test_templates_ask_only_for_words_that_are_there() -> None:
    asked = asked_for()
    assert "templates/parts/help.html" in asked
    assert len(asked) > 5
    assert {path: set(names) - set(ENTRIES) for path, names in asked.items() if set(names) - set(ENTRIES)} == {}


def test_every_page_leads_to_the_words_used_here(stranger: Client, scene: Scene) -> None:
    for path, status in (("/en/", 200), (f"{scene.home}/", 200), ("/en/nothing", 404)):
        assert stranger.get(path, status=status).link("Words used here") == "/en/glossary"


def test_a_ballot_says_what_each_position_means(citizen: Client, scene: Scene) -> None:
    page = citizen.get(f"{scene.home}/d/1/1.1")
    (help_of_positions,) = [each for each in page.by_id("ballot").all("details") if "position" in each.text]
    assert help_of_positions.all("summary")[0].text == "What each position means"
    assert [each.text for each in help_of_positions.all("dt")] == [WORDS[position] for position in Position]
    assert help_of_positions.all("a")[0].get("href") == "/en/glossary#support"
