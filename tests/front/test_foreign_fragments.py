"""Every fragment of content in another language than its page says which language it is in, and which way it runs."""

import pytest
from flask import Flask

from consult.localisation.rules.languages import LANGUAGES, direction
from tests.client import Client
from tests.conftest import Scene
from tests.drafting.languages import ARABIC, CHINESE, in_languages
from tests.html import Element
from tests.world import World

SAID = {
    "en": ("Systems serve people, and people can stop them.", "Say who stops them."),
    "ar": (ARABIC, "من يوقفها؟"),
    "zh-Hans": (CHINESE, "谁来叫停？"),
}
"""The words of the first clause, and those of a comment on it, in each language."""
PAGES = (
    *("/d/1", "/d/1?open=1.1", "/d/1/1.1", "/d/1/lines", "/d/1/concordance", "/d/1/concordance/{uid}", "/decided"),
    *("/k/{uid}/decided", "/d/1/1.1/translation-problem", "/translation-problems", "/my-comments"),
    *("/d/1/translate/ar", "/d/1/translate/ar/{uid}", "/d/1/translate/zh-Hans/{uid}", "/d/1/1.1/comment", "/vote"),
)


@pytest.fixture
def uid(world: World, scene: Scene) -> str:
    found = in_languages(world, scene)
    for lang, (_, comment) in SAID.items():
        world.a_comment(scene.round, scene.people["citizen"], comment, lang=lang)
    return found


def marked(element: Element, name: str) -> str:
    """Return the value of an attribute that holds for an element: its own, or that of the nearest around it."""
    here: Element | None = element
    while here is not None and name not in here.attributes:
        here = here.parent
    return here.get(name) if here is not None else ""


def innermost(root: Element, words: str) -> list[Element]:
    """Return the elements that hold these words and in which no smaller element does."""
    holding = [each for each in root if words in each.text and each.tag not in {"script", "option", "title"}]
    return [each for each in holding if not any(words in child.text for child in each.children)]


@pytest.mark.parametrize("lang", [language.tag for language in LANGUAGES])
def test_foreign_words_are_marked_wherever_they_stand(
    app: Flask, world: World, scene: Scene, uid: str, citizen: Client, organiser: Client, lang: str
) -> None:
    met = set()
    for path in PAGES:
        visitor = organiser if "/translate/" in path else citizen
        page = visitor.get(f"/{lang}/c/{scene.consultation.slug}{path.format(uid=uid)}")
        for tag, said in SAID.items():
            for words in said:
                for each in innermost(page.root, words):
                    marks = (marked(each, "lang"), marked(each, "dir"))
                    assert marks in {(tag, direction(tag)), (tag, "auto")}, f"{path}: {words} is marked as {marks}"
                    met.add(words)
    assert met >= {words for said in SAID.values() for words in said}
