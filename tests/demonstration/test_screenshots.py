"""The pictures of `make screenshots` show every page there is, and every one of them is there in the demonstration."""

import uuid

from flask import Flask
from werkzeug.exceptions import HTTPException

from tests.client import Client
from tests.conftest import Scene
from tests.demonstration.conftest import Built
from tests.pages import places
from tests.screenshots.sights import SIGHTS, ids, person
from tests.world import World

NOT_THERE = {
    "intake.sheet": "nobody has brought a comment sheet into the demonstration",
    "drafting.answer_problem": "nobody has reported a translation problem in the demonstration",
    "drafting.machine": "the demonstration asks no machine translator",
    "deliberation.machine_translation": "the demonstration asks no machine translator",
    "deliberation.comment_draft": "no delegation of the demonstration drafts before it says something",
    "deliberation.release": "no delegation of the demonstration drafts before it says something",
    "deliberation.new_note": "the text of the demonstration is not adopted yet",
    "drafting.meeting": "nobody has met in the demonstration",
    "drafting.edit_meeting": "nobody has met in the demonstration",
    "moderation.act": "nobody has decided on many comments at once in the demonstration",
    "moderation.reason": "nobody has kept a reason in the demonstration",
    "participation.invited": "nobody was invited by letter to the demonstration",
    "participation.accepting": "nobody was invited by letter to the demonstration",
    "voting.sheet": "no round of the demonstration is a choice among options",
    "rounds.corrigendum": "no text of the demonstration has a corrigendum",
}
NAMES = (
    "log",
    "link",
    "clause",
    "seat",
    "open_comment",
    "closed_comment",
    "own_words",
    "suggestion",
    "part",
    "statement",
)


def endpoint(app: Flask, path: str) -> str | None:
    """Return whose address this is, or None where nobody answers."""
    try:
        return str(app.url_map.bind("localhost").match(path.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0])[0])
    except HTTPException:
        return None


def test_every_page_has_its_line_in_the_sights(app: Flask, world: World, scene: Scene) -> None:
    numbers = dict.fromkeys(("own_comment", "statement_number"), "1")
    homes = dict.fromkeys(("c", "w", "said", "o"), "/c/any")
    named = {**homes, **numbers, **dict.fromkeys(NAMES, str(uuid.uuid4()))}
    seen = {endpoint(app, f"/en{sight.path.format_map(named)}") for sight in SIGHTS}
    pages = {place.endpoint for place in places(world, scene) if place.is_page}
    assert pages - seen - set(NOT_THERE) == set(), "give each its line in tests/screenshots/sights.py"


def test_no_two_pictures_have_the_same_name() -> None:
    assert len({sight.name for sight in SIGHTS}) == len(SIGHTS)


def test_every_sight_is_there_for_the_one_who_looks(built: Built) -> None:
    named = ids(built.app)
    for role in {sight.role for sight in SIGHTS}:
        with built.app.app_context():
            client = Client(built.app, World(built.app).a_session(person(built.app, role)) if role else None)
        for sight in (each for each in SIGHTS if each.role == role):
            client.get(f"/en{sight.path.format_map(named)}".split("#")[0], status=sight.status)
