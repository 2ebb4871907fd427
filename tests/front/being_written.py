"""The addresses of a next draft that is being written, with suggestions that wait because they collide."""

from consult.consultations.service import Role
from consult.drafting import service as drafting
from consult.drafting.service import editing
from consult.drafting.service.outlines import outline_of
from consult.front import service as front
from tests.conftest import Scene
from tests.deliberation.suggesting import a_suggestion, accepted
from tests.world import World


def being_written(world: World, scene: Scene) -> list[tuple[str, str]]:
    """Return each page's endpoint and address: a draft with an edited, a split, a moved, a new and a removed clause."""
    organiser = scene.people["organiser"]
    made = world.a_consultation(slug="written", organiser=organiser)
    world.a_draft(made)
    one, editor = world.a_round(made), world.a_person("Edda Editor")
    world.a_role(made, editor, Role.EDITOR)
    speakers = [world.a_person(name) for name in ("Chipo Citizen", "Demba Delegate")]
    for speaker in speakers:
        world.a_seat(made, person_id=speaker)
    said = [
        a_suggestion(world, one, speaker, words) for speaker, words in zip(speakers, ("Serve.", "Heed."), strict=True)
    ]
    world.a_comment(one, speakers[0], "Name who stops it.")
    answering = world.answering(world.closed(one))
    for comment in said:
        accepted(world, answering, comment, organiser, editor)
    with world.acting():
        draft = front.assemble_draft(
            consultation_id=made.id, title="Written anew", unnamed="a participant", person_id=organiser
        ).draft
    home, uid = f"/en/c/{made.slug}/d/2/edit", _rework(world, draft)
    acts = ("moving", "move"), ("splitting", "split"), ("merging", "merge"), ("removing", "remove")
    return [
        ("front.edit_draft", home),
        ("front.edit_clause", f"{home}/{uid}"),
        *((f"front.{endpoint}", f"{home}/{uid}/{page}") for endpoint, page in acts),
        *(("front.inserting", f"{home}/{page}") for page in ("insert", f"{uid}/insert")),
        ("front.draft_title", f"{home}/title"),
        ("front.discarding", f"{home}/discard"),
        ("front.draft", f"/en/c/{made.slug}/d/1"),
        ("front.next_draft", f"{scene.home}/drafts/next"),
    ]


def _rework(world: World, draft: drafting.DraftView) -> str:
    """Change every other clause of the draft in some way, and return the first one, for which suggestions wait."""
    scope = {"consultation_id": draft.consultation_id, "draft_id": draft.id}
    with world.acting():
        first, second, third = (one for one in outline_of(draft) if not one.is_principle)
        seen = editing.digests_of(draft)
        editing.move_clause(**scope, uid=first.uid, after_uid=second.uid, number=first.number)
        editing.split_clause(**scope, uid=third.uid, place=third.words.text.index(", and"), seen=seen[third.uid])
        editing.remove_clause(**scope, uid=second.uid, seen=seen[second.uid])
        words = {"kind": second.kind, "heading": "Who pays", "text": "Whoever gains from a machine pays."}
        editing.insert_clause(**scope, after_uid=first.uid, **words)
    return first.uid
