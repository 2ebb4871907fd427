"""Threat T8: an address of one consultation opens nothing that belongs to another, and a hidden one opens nothing."""

from collections.abc import Iterator
from uuid import UUID

from flask import Flask
from werkzeug.routing import Rule

from consult.consultations.service import ConsultationView, Role
from consult.drafting import service as drafting
from consult.kernel.ids import new_id
from consult.moderation import service as moderation
from consult.moderation.rules.sharing import BulkKind
from consult.participation import service as participation
from consult.rounds.rules.states import RoundKind
from tests.client import Client
from tests.conftest import Scene
from tests.deliberation.delegating import a_comment_draft, in_two_steps
from tests.drafting.negotiating import a_corrigendum, a_meeting, an_alternative
from tests.intake.sheets import a_sheet
from tests.participation.inviting import an_invitation
from tests.rounds.scenes import a_decision_maker
from tests.world import World


def rules_of_consultations(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Give every address below a consultation, with each method that it takes."""
    for rule in app.url_map.iter_rules():
        if "slug" in rule.arguments:
            yield from ((rule, method) for method in ("GET", "POST") if method in (rule.methods or ()))


EVERYWHERE = {"step", "into"}
"""What addresses name that is the same in every consultation."""

IDS = {"invitation"}
"""What is an id without saying so in its name."""


def belongings(world: World, other: ConsultationView) -> dict[str, str | int]:
    """Return what only the other consultation has: a third draft and round, a comment, a clause, a seat."""
    person = world.a_person()
    seat = world.a_seat(other, person_id=person)
    world.a_draft(other)
    asked = world.closed(world.a_round(other, kind=RoundKind.STATEMENTS, statements=("Log it.",)))
    world.a_draft(other)
    world.closed(world.a_round(other))
    world.a_draft(other)
    one = world.a_round(other)
    clause = world.clauses(one)[0]
    editors = (world.a_person(), world.a_person())
    with world.reading():
        draft = drafting.draft_by_number(other.id, 3)
    bracket = an_alternative(world, clause, other).brackets[0].id
    delegate = world.a_person()
    world.a_delegation(other, delegate)
    in_two_steps(world, other, delegate)
    comment = world.a_comment(one, person)
    world.a_role(other, person, Role.EDITOR)
    token = an_invitation(world, other, person)
    with world.acting():
        invitation = participation.invitation_behind(other.id, token)
        template = moderation.save_template(
            consultation_id=other.id, lang="en", name="Said", disposition="noted", words="It is said."
        )
        act = moderation.plan_act(
            consultation_id=other.id,
            round_id=one.id,
            person_id=person,
            ids=[comment],
            kind=BulkKind.PROPOSE,
            given={"disposition": "noted", "reason": "It is noted."},
        )
    return {
        "comment_id": comment,
        "item_id": clause.uid,
        "uid": clause.uid,
        "clause_uid": clause.uid,
        "seat_id": seat.id,
        "draft": 3,
        "number": 3,
        "statement": 1,
        "statement_id": world.items(asked)[0].id,
        "other": 1,
        "form": "csv",
        "decision_maker_id": a_decision_maker(world, other).id,
        "upload_id": a_sheet(world, other, person),
        "step": "purpose",
        "tag": "ar",
        "into": "ar",
        "meeting_id": a_meeting(world, other, is_published=True).id,
        "corrigendum_id": a_corrigendum(world, draft, editors).id,
        "bracket_id": bracket,
        "member": delegate,
        "draft_id": a_comment_draft(world, one, delegate).id,
        "template_id": template.id,
        "act_id": act,
        "token": token,
        "invitation": invitation.id,
        "clause": clause.number,
    }


def built(rule: Rule, slug: str, names: dict[str, str | int]) -> str:
    """Return the address of a page with these things in it; a step is one of those that the address takes."""
    given: dict[str, object] = {"lang": "en", "slug": slug, **names}
    for name in rule.arguments & {*IDS, *names}:
        if name in IDS or name.endswith("id"):
            given[name] = UUID(str(given[name]))
    if "/objections/" in rule.rule:
        given["step"] = "answer"
    address = rule.build(given, append_unknown=False)
    assert address is not None, rule
    return address[1]


def addresses(app: Flask, slug: str, names: dict[str, str | int]) -> Iterator[tuple[str, str]]:
    """Give the address of every page about one thing of a consultation, with that thing as it is named elsewhere."""
    with app.test_request_context("/en/"):
        for rule, method in rules_of_consultations(app):
            if rule.arguments - EVERYWHERE > {"lang", "slug"}:
                yield method, built(rule, slug, names)


def visit(person: Client, method: str, path: str) -> int:
    if method == "GET":
        return person.http.get(path).status_code
    return person.http.post(path, data={"csrf_token": person.proof(), "key": new_id()}).status_code


def test_nothing_of_another_consultation_is_there(app: Flask, world: World, scene: Scene) -> None:
    names = belongings(world, world.a_consultation())
    for role in set(Role) - {Role.ORGANISER, Role.PARTICIPANT}:
        world.a_role(scene.consultation, scene.people["organiser"], role)
    world.a_seat(scene.consultation, person_id=scene.people["organiser"])
    insider = Client(app, world.a_session(scene.people["organiser"]))
    answers = {place: visit(insider, *place) for place in addresses(app, scene.consultation.slug, names)}
    assert len(answers) > 20
    assert {place: status for place, status in answers.items() if status != 404} == {}


def test_a_consultation_that_is_not_announced_is_not_there_at_any_address(app: Flask, world: World) -> None:
    made = world.a_consultation(slug="quiet", organiser=world.a_person(), is_announced=False)
    names = belongings(world, made)
    outsider = Client(app, world.a_session(world.a_person()))
    with app.test_request_context("/en/"):
        paths = [(method, built(rule, "quiet", names)) for rule, method in rules_of_consultations(app)]
    for person in (outsider, Client(app)):
        answers = {place: visit(person, *place) for place in paths}
        assert {place: status for place, status in answers.items() if status != 404} == {}


def test_a_consultation_that_there_never_was_answers_as_a_hidden_one_does(stranger: Client, world: World) -> None:
    world.a_consultation(slug="quiet", is_announced=False)
    hidden, unknown = (stranger.get(f"/en/c/{slug}/results", status=404).by_id("main").text for slug in ("quiet", "no"))
    assert hidden == unknown
