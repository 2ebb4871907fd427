"""The pages of a draft on its way to publication, and the report of one that is published: address by address."""

from consult.consultations.service import Role
from consult.drafting import service as drafting
from tests.conftest import Scene
from tests.world import TEXT, World

NEXT = """# People first

Systems serve people, and people can halt them at once. {#stop}

Bread is baked before dawn by those who rise early. {#bread}
"""

Address = tuple[str, str, str]
"""The endpoint of a page, its address, and who visits it."""


def rewriting(world: World, scene: Scene) -> list[Address]:
    """Return the pages of a consultation with two drafts, comments that went along, and a third draft in work."""
    organiser, editor = scene.people["organiser"], world.a_person("Edda Editor")
    made = world.a_consultation(slug="rewriting", organiser=organiser)
    world.a_role(made, editor, Role.EDITOR)
    world.a_draft(made, TEXT)
    world.a_seat(made, "citizen", person_id=scene.people["citizen"])
    one = world.a_round(made)
    first, second, third = world.clauses(one)
    world.a_comment(one, scene.people["citizen"], "How fast?", clause=first, quote="people can stop them")
    world.a_comment(one, scene.people["citizen"], "By whom?", clause=second)
    world.a_comment(one, scene.people["citizen"], "Who grades?", clause=third, quote="the grading is published")
    world.closed(one)
    world.a_draft(made, TEXT.replace("people can stop them", "people halt them at any moment they choose"))
    draft = world.a_draft(made, NEXT, is_published=False)
    home = f"/en/c/{made.slug}/d"
    with world.reading():
        changed = {str(one.kind): one.uid for one in drafting.list_changed(made.id, draft.id)}
    edited, deleted = changed["edited"], changed["deleted"]
    return [
        ("front.migration", f"{home}/2/migration", "stranger"),
        ("front.migration", f"{home}/2/migration?state=detached", "stranger"),
        ("front.draft", f"{home}/2", "stranger"),
        ("front.clause", f"{home}/2/1.2", "stranger"),
        ("front.compare", f"/en/c/{made.slug}/compare?from=1&to=2", "stranger"),
        ("front.lineage", f"{home}/3/lineage", "organiser"),
        ("front.origins", f"{home}/3/lineage/{edited}", "organiser"),
        ("front.origins", f"{home}/3/lineage/{deleted}", "organiser"),
        ("front.changes", f"{home}/3/changes", "organiser"),
        ("front.change", f"{home}/3/changes/{edited}", "organiser"),
        ("front.change", f"{home}/3/changes/{deleted}", "organiser"),
        ("front.draft_publishing", f"{home}/3/publish", "organiser"),
        ("intake.draft", f"/en/c/{made.slug}/drafts/new", "organiser"),
    ]
