"""Objections on pages: raised from the clause, read by everyone, and answered by those who may."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from consult.deliberation.rules.objections import Step
from consult.kernel import clock
from consult.kernel.ids import new_id
from consult.participation import service as participation
from consult.participation.service import MemberRole
from tests.client import Client
from tests.conftest import Scene
from tests.deliberation.objecting import REASON, a_step, an_answer, an_editor, an_objection, objection
from tests.rounds.scenes import a_decision_maker
from tests.world import World

RAISED: dict[str, Any] = {
    "harm": "rights",
    "reason": REASON,
    "proposal": "change",
    "proposed": "People can stop every system.",
}


def said(step: Step, **typed: str) -> dict[str, Any]:
    """Return what is typed into the form of a step, by the names that its fields have there."""
    return {f"{step}-{name}": words for name, words in typed.items()}


@pytest.fixture
def editor(app: Flask, world: World, scene: Scene) -> Client:
    return Client(app, world.a_session(an_editor(world, scene.round)))


def test_an_objection_is_offered_after_the_vote_and_raised_beside_it(
    world: World, scene: Scene, stranger: Client, delegate: Client, citizen: Client
) -> None:
    world.a_vote(scene.round, scene.people["delegate"], "object")
    clause = f"{scene.home}/d/1/1.1"
    assert "Raise an objection" in delegate.get(clause).words
    assert "Raise an objection" not in stranger.get(clause).words
    form = delegate.get(f"{clause}/object").words
    assert "While your seat is verified, your objection keeps the clause" in form
    assert "with the name of your organisation" in form
    untouched = delegate.fill(f"{clause}/object", status=422).words
    for fault in (
        "Choose what harm the clause would do",
        "Say why, in at most 2000",
        "These are the words of the clause",
    ):
        assert fault in untouched
    short = delegate.fill(f"{clause}/object", **{**RAISED, "reason": ""}, status=422)
    assert "Say why, in at most 2000 characters" in short.words
    assert short.root.text.count("People can stop every system.") == 1
    done = delegate.fill(f"{clause}/object", **RAISED)
    page = delegate.follow(done)
    assert "Your objection is raised as number 1." in page.words
    assert "Blocks the clause while it stands" in page.words
    assert REASON in delegate.get(f"{scene.home}/my-comments").words
    again = delegate.fill(f"{clause}/object", **RAISED, status=409)
    assert "has objection 1 to this clause already" in again.words
    told = stranger.get(f"{scene.home}/objections/1").words
    for words in ("Dataworks (invented)", "It harms people’s rights", REASON, "People can stop every system."):
        assert words in told
        assert words in stranger.get(clause).words
    assert "Object" not in stranger.get(f"{scene.home}/objections/1").root.text.split(), "no vote is told"
    other = citizen.fill(
        f"{scene.home}/d/1/1.2/object", **{**RAISED, "proposal": "delete"}, attribution="category_only"
    )
    words = citizen.follow(other).words
    assert "0 of 10 co-signers that it takes to block" in words
    assert "the clause should be taken out" in words
    assert "Carmen Citizen" not in stranger.get(f"{scene.home}/objections/2").words


def test_others_sign_it_on_its_page(
    world: World, scene: Scene, stranger: Client, newcomer: Client, delegate: Client, citizen: Client
) -> None:
    an_objection(world, scene.round, scene.people["citizen"])
    where = f"{scene.home}/objections/1"
    offered = ("Take part to sign it too", "Sign in to sign it too", "Sign this objection")
    for reader, seen in ((stranger, offered[:2]), (newcomer, offered[:1]), (citizen, ()), (delegate, offered[2:])):
        words = reader.get(where).words
        assert tuple(each for each in offered if each in words) == seen
    done = delegate.fill(where, f"/en{where.removeprefix('/en')}/cosign")
    assert "Your seat signs objection 1 too." in (words := delegate.follow(done).words)
    assert "1 other seat signs it too." in words
    assert "Your seat signs it too." in words
    again = delegate.post(f"{where}/cosign", {"key": new_id()}, status=409)
    assert "Your seat has signed this objection already" in again.words
    refused = citizen.post(f"{where}/cosign", {"key": new_id()}, status=409)
    assert "Your seat raised this objection" in refused.words
    assert citizen.post(f"{where}/cosign", {}, status=422).words


def test_it_is_acknowledged_answered_sustained_and_overruled_in_forms(
    app: Flask, world: World, scene: Scene, stranger: Client, delegate: Client, citizen: Client, editor: Client
) -> None:
    an_objection(world, scene.round, scene.people["delegate"])
    where = f"{scene.home}/objections/1"
    assert "Acknowledge the objection" in editor.get(where).words
    for reader in (stranger, citizen):
        assert "Acknowledge the objection" not in reader.get(where).words
    citizen.post(f"{where}/acknowledge", {"acknowledge-seen": "open"}, status=403)
    stranger.post(f"{where}/acknowledge", {}, status=401)
    editor.follow(editor.fill(where, f"{where}/acknowledge"))
    empty = editor.fill(where, f"{where}/answer", status=422)
    assert "Write what you say with it, in at most 2000 characters" in empty.words
    editor.fill(where, f"{where}/answer", **said(Step.ANSWER, words="It is in clause 2.1."))
    stale = editor.post(f"{where}/answer", {"answer-words": "Once more.", "answer-seen": "acknowledged"}, status=409)
    assert "Something has been done about this objection" in stale.words
    assert "Once more." in stale.root.text
    wrong = editor.fill(where, f"{where}/resolve", **said(Step.RESOLVE, words="See there.", draft="x"), status=422)
    assert "Give the number of the later draft" in wrong.words
    bare = editor.fill(where, f"{where}/resolve", status=422)
    assert "Give the number of the later draft" in bare.words
    assert "Write what you say with it" in bare.words
    delegate.fill(where, f"{where}/sustain")
    decider = world.a_person("Dana Decider")
    a_decision_maker(world, scene.consultation, decider)
    chair = Client(app, world.a_session(decider))
    for page in (f"{scene.home}/", f"{scene.home}/rounds/1/outcomes"):
        assert "1 objection stands after its answer and waits for someone who decides." in chair.get(page).words
        assert "waits for someone who decides" not in stranger.get(page).words
    assert "Objection 1" in chair.get(f"{scene.home}/objections?view=sustained").words
    chair.fill(where, f"{where}/overrule", **said(Step.OVERRULE, words="It protects many."))
    told = stranger.get(where).words
    for words in ("Overruled", "Dana Decider", "Chair of the assembly", "It protects many.", "It is in clause 2.1."):
        assert words in told
    assert "Withdraw the objection" not in delegate.get(where).words


def test_those_who_answer_first_see_what_is_due(
    app: Flask, world: World, scene: Scene, stranger: Client, editor: Client, organiser: Client
) -> None:
    assert "Nobody has raised an objection." in stranger.get(f"{scene.home}/objections").words
    clauses = world.clauses(scene.round)
    delegate = scene.people["delegate"]
    for clause in clauses[:3]:
        an_objection(world, scene.round, delegate, clause=clause)
    acting = an_editor(world, scene.round)
    an_answer(world, scene.round, 1, acting)
    a_step(world, scene.round, 2, Step.WITHDRAW, delegate, words="")
    desk = editor.get(f"{scene.home}/objections").words
    assert "2 of 3 objections stand." in desk
    assert "Objection 3" in desk
    assert "Objection 1" not in desk
    assert "Due on" in desk
    everyone = stranger.get(f"{scene.home}/objections").words
    assert "Objection 2" in everyone
    assert "Due on" not in everyone
    assert "Objection 2" not in stranger.get(f"{scene.home}/objections?view=standing").words
    assert "Objection 3" in stranger.get(f"{scene.home}/objections?view=waiting&page=9").words
    a_step(world, scene.round, 3, Step.WITHDRAW, delegate, words="")
    assert "No objection is like that." in stranger.get(f"{scene.home}/objections?view=waiting").words
    assert "0 objections wait for an answer." in organiser.get(f"{scene.home}/desk").words
    an_objection(world, scene.round, delegate, clause=clauses[1])
    with clock.moved(timedelta(days=6)):
        assert "Overdue" not in stranger.get(f"{scene.home}/objections").words
        later = Client(app, world.a_session(acting))
        assert "Late: it was due on" in later.get(f"{scene.home}/objections").words


def test_those_who_draft_are_told_who_raises_and_signs(world: World, scene: Scene, app: Flask) -> None:
    signatory, drafter = world.a_person(), world.a_person()
    scope = {"consultation_id": scene.consultation.id, "person_id": signatory}
    world.a_delegation(scene.consultation, signatory, drafter)
    with world.acting():
        participation.set_two_step(**scope, two_step=True)
        participation.set_member_role(**scope, member_id=drafter, role=MemberRole.DRAFTER)
    an_objection(world, scene.round, scene.people["citizen"])
    world.a_vote(scene.round, signatory, "object")
    drafting, signing = (Client(app, world.a_session(person)) for person in (drafter, signatory))
    clause, first = f"{scene.home}/d/1/1.1", f"{scene.home}/objections/1"
    assert signing.get(clause).words.count("Raise an objection") == 2
    words = drafting.get(clause).words
    assert "Raise an objection" not in words
    assert words.count("An objection of your organisation is raised by one of its signatories.") == 2
    assert "Sign this objection" in signing.get(first).words
    words = drafting.get(first).words
    assert "Sign this objection" not in words
    assert "one of its signatories can sign this objection too" in words


def test_a_moderator_hides_its_words_and_shows_them_again(
    world: World, scene: Scene, moderator: Client, stranger: Client, delegate: Client
) -> None:
    an_objection(world, scene.round, scene.people["delegate"])
    first, clause = f"{scene.home}/objections/1", f"{scene.home}/d/1/1.1"
    desk = f"{scene.home}/moderate/objections/1"
    assert "Hide its words" in moderator.get(first).words
    assert "Hide its words" not in delegate.get(first).words
    delegate.get(desk, status=403)
    moderator.get(f"{scene.home}/moderate/objections/9", status=404)
    for typed, words in (({"action": "review"}, "Hide its words"), ({"action": "hide"}, "Choose the rule")):
        assert words in moderator.post(desk, typed, status=422).words
    typed = {"action": "hide", "rule": "personal_data", "note": "It gives an address."}
    assert "The words of objection 1 are hidden." in moderator.follow(moderator.post(desk, typed)).words
    for page in (first, clause, f"{scene.home}/objections"):
        told = stranger.get(page).words
        assert "Its words are hidden under the rule “It shows personal data”." in told
        assert "It gives an address." in told
        assert REASON not in told
        assert "Take part to sign it too" not in told
    assert REASON in moderator.get(desk).words
    again = moderator.post(desk, typed, status=409)
    assert "Someone has decided this already" in again.words
    moderator.post(desk, {"action": "restore", "note": "The address is public."})
    assert REASON in stranger.get(first).words


def test_what_the_contract_keeps_back_is_read_by_those_who_answer(
    world: World, scene: Scene, stranger: Client, app: Flask
) -> None:
    consultation = world.a_consultation(slug="quiet", organiser=scene.people["organiser"])
    world.a_draft(consultation)
    company = world.a_person()
    world.a_seat(consultation, "company", person_id=company)
    one = world.a_round(consultation, objections_public=False)
    an_objection(world, one, company)
    where = "/en/c/quiet/objections/1"
    editor = Client(app, world.a_session(an_editor(world, one)))
    assert REASON not in stranger.get(where).words
    assert "public once the round is published" in stranger.get(where).words
    for reader in (editor, Client(app, world.a_session(company))):
        assert REASON in reader.get(where).words


def test_the_working_days_are_read_by_everyone_and_set_by_the_organiser(
    world: World, scene: Scene, stranger: Client, organiser: Client
) -> None:
    where = f"{scene.home}/calendar"
    assert "Monday" in stranger.get(where).words
    stranger.post(where, {}, status=401)
    wrong = organiser.fill(where, holidays="tomorrow", status=422)
    assert "Write each day off as in 2026-12-25" in wrong.words
    assert "tomorrow" in wrong.root.text
    organiser.follow(organiser.fill(where, zone="Africa/Nairobi", holidays="2026-12-25", day_6="y"))
    told = stranger.get(where).words
    for words in ("Sunday", "Africa/Nairobi", "25 December 2026"):
        assert words in told


def test_an_objection_after_the_closing_is_late_and_after_the_publication_there_is_none(
    world: World, scene: Scene, delegate: Client, stranger: Client, organiser: Client
) -> None:
    where = f"{scene.home}/d/1/1.1"
    world.closed(scene.round)
    assert "marked as late" in delegate.get(f"{where}/object").words
    delegate.fill(f"{where}/object", **RAISED)
    assert objection(world, scene.round, 1).is_late
    world.answering(scene.round)
    waiting = organiser.get(f"{scene.home}/rounds/1/publish").words
    assert "1 objection waits for an answer." in waiting
    refused = organiser.post(f"{scene.home}/rounds/1/publish", {}, status=409)
    assert "Not every objection has an answer yet; the number of those that wait is 1." in refused.words
    an_answer(world, scene.round, 1, an_editor(world, scene.round))
    organiser.fill(f"{scene.home}/rounds/1/publish", f"{scene.home}/rounds/1/publish")
    over = delegate.get(f"{where}/object", status=409)
    assert "The round is published or cancelled" in over.words
    assert "Raise an objection" not in delegate.get(where).words
    assert "Withdraw the objection" not in delegate.get(f"{scene.home}/objections/1").words
    typed = delegate.post(f"{where}/object", {**RAISED, "key": new_id()}, status=409)
    assert REASON in typed.root.text
    assert REASON in stranger.get(f"{scene.home}/rounds/1/results").words
