"""From one published draft to the next: begun, rewritten, explained, published, and every comment accounted for."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from consult.consultations import service as consultations
from consult.consultations.service import Role
from consult.deliberation import service as deliberation
from consult.drafting import service as drafting
from tests.conftest import Scene
from tests.journeys.conftest import Visit
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("app", ["sqlite"], indirect=True)]

TEXT = """# People first

Systems serve people. People can stop them. {#stop}

Whoever is harmed is heard.

Whoever is harmed is made whole.

# Graded risk

Duties rise with risk.

The grading is published.
"""


@pytest.mark.parametrize("has_javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_an_editor_writes_the_next_draft_and_no_comment_is_lost(
    visit: Callable[..., Visit], world: World, has_javascript: bool
) -> None:
    editor_id, home = a_text_with_comments(world)
    editor = visit(has_javascript=has_javascript)
    editor.sign_in(editor_id)
    editor.go(f"{home}/d/1")
    editor.follow("Begin the next draft")
    editor.page.get_by_label("From the published draft as it is").check()
    editor.type("Title of the draft", "Second draft")
    editor.press("Begin the draft")
    expect(editor.page.locator("h1")).to_have_text("Write draft 2: Second draft")
    rewrite(editor, has_javascript=has_javascript)
    assert numbered(editor) == ["1", "1.1", "1.2", "1.3", "2", "2.1", "2.2"]
    explain(editor)
    editor.press("Publish draft 2")
    expect(editor.page.locator("main")).to_contain_text("4 comments were there before = 4 carried")
    with world.reading():
        found = drafting.draft_by_number(consultations.get_consultation("machines").id, 2)
        kinds = sorted(kind for kind, _, _ in drafting.list_lineage(found.consultation_id, found.id))
        counts = deliberation.migration_counts(found.consultation_id, found.id)
    assert kinds == ["edited", "merged", "merged", "moved", "split", "split", "unchanged", "unchanged"]
    assert sum(counts.values()) == 4


@pytest.mark.parametrize("has_javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_preview_shows_what_changes_before_anything_is_saved(
    visit: Callable[..., Visit], world: World, scene: Scene, has_javascript: bool
) -> None:
    editor = visit(has_javascript=has_javascript, width=360)
    editor.sign_in(scene.people["organiser"])
    editor.go(f"{scene.home}/drafts/next")
    editor.page.get_by_label("From the published draft as it is").check()
    editor.press("Begin the draft")
    of_clause(editor, "1.2", "Edit")
    editor.type("Text", "Whoever is harmed is heard and made whole at once.")
    editor.press("Show what changes")
    expect(editor.page.locator("#since ins")).to_contain_text("at once")
    expect(editor.page.get_by_label("Text", exact=True)).to_have_value(
        "Whoever is harmed is heard and made whole at once."
    )
    editor.follow("Draft 2, which is being written")
    expect(editor.page.locator("main")).not_to_contain_text("at once")
    assert editor.page.evaluate("document.documentElement.scrollWidth <= innerWidth") if has_javascript else True


def a_text_with_comments(world: World) -> tuple[str, str]:
    """Return an editor, and the address of a consultation with a comment on each of four clauses."""
    editor = world.a_person("Edda Editor")
    made = world.a_consultation(slug="machines")
    world.a_role(made, editor, Role.EDITOR)
    world.a_draft(made, TEXT)
    one, speaker = world.a_round(made), world.a_person("Carmen Citizen")
    world.a_seat(made, person_id=speaker)
    for clause in world.clauses(one)[:4]:
        world.a_comment(one, speaker, f"On {clause.number}.", clause=clause)
    return editor, f"/en/c/{made.slug}"


def rewrite(editor: Visit, *, has_javascript: bool) -> None:
    """Split a clause, put two together, move one and edit one."""
    of_clause(editor, "1.1", "Split")
    editor.page.get_by_label("People can stop them.").check()
    editor.press("Split the clause there")
    of_clause(editor, "1.3", "Put together with the next")
    editor.press("Put the two together")
    of_clause(editor, "2.2", "Move")
    editor.press("Up, before the one above it")
    of_clause(editor, "2.2", "Edit")
    expect(editor.page.locator("main")).to_contain_text("On 2.1.")
    editor.type("Text", "Duties rise with risk, and so does care.")
    editor.press("Save the words")
    expect(editor.page.locator("main")).to_contain_text("Duties rise with risk, and so does care.")


def explain(editor: Visit) -> None:
    """Confirm the lineage, and say of every change where it comes from."""
    editor.follow("What became of each clause")
    editor.press("Confirm what became of each clause")
    for box in editor.page.locator("main input[name=clause]").all():
        box.check()
    editor.type("Who drafted the new words?", "The secretariat")
    editor.page.get_by_label("Why was it changed?").fill("People asked for it.")
    editor.page.locator("#change_class-2").check()
    editor.type("Numbers of the comments and suggestions it goes back to", "1")
    editor.press("Explain the ticked changes")
    expect(editor.page.locator("main")).to_contain_text("The secretariat")
    editor.go(f"{editor.page.url.removeprefix(editor.server.address).rpartition('/')[0]}/publish")


def of_clause(editor: Visit, number: str, words: str) -> None:
    """Follow a link that stands at one clause of the whole draft."""
    editor.page.get_by_role("link", name=f"{words} ({number})", exact=True).click()


def numbered(editor: Visit) -> list[str]:
    return [each.text_content().split()[-1] for each in editor.page.locator("section.clause .no").all()]
