"""Commenting in a browser: nothing that was typed is lost, whatever is refused."""

from datetime import timedelta

import pytest

from consult.deliberation import service as deliberation
from consult.kernel import clock
from consult.kernel.ids import new_id
from tests.client import Client
from tests.conftest import Scene
from tests.html import values
from tests.world import World


@pytest.fixture
def page(world: World, scene: Scene) -> str:
    """The address of the form that comments on the first clause."""
    return f"{scene.home}/d/1/{world.clauses(scene.round)[0].number}/comment"


def total(world: World, scene: Scene) -> int:
    with world.reading():
        return sum(
            deliberation.comment_counts(
                consultation_id=scene.consultation.id, draft_id=scene.round.draft_id or ""
            ).values()
        )


def test_a_comment_is_saved_with_a_number_and_a_receipt_that_the_log_knows(
    citizen: Client, scene: Scene, page: str
) -> None:
    shown = citizen.follow(
        citizen.fill(page, "/comment", text="Say **who** decides.", kind="question", attribution="named")
    )
    assert "Your comment is saved as number 1. Its receipt is " in shown.words
    code = shown.words.split("Its receipt is ")[1][:11]
    ways = [each for each in shown.root.all("a") if "code=" in each.get("href")]
    assert [each.get("href").split("code=")[1] for each in ways] == [code.replace("-", "")]
    receipt = citizen.get(ways[0].get("href"))
    assert "The log holds it" in receipt.words
    assert shown.link("All your comments and their answers") == f"{scene.home}/my-comments"


def test_a_person_chooses_whether_their_name_is_shown_and_an_organisation_shows_its_own(
    citizen: Client, delegate: Client, world: World, scene: Scene, page: str
) -> None:
    refused = citizen.fill(page, "/comment", status=422, text="Say who decides.")
    assert "Choose whether your name is shown with the comment." in refused.words
    assert "Not a valid choice" not in refused.words
    assert values(refused.form("/comment"))["text"] == "Say who decides."
    assert total(world, scene) == 0
    delegate.fill(page, "/comment", text="We do.")
    with world.reading():
        (comment,) = deliberation.awaiting_review(consultation_id=scene.consultation.id)
    assert comment.author == "Dataworks (invented)"


def test_a_form_sent_twice_posts_once(citizen: Client, world: World, scene: Scene, page: str) -> None:
    form = {**values(citizen.get(page).form("/comment")), "text": "Once.", "attribution": "named"}
    for _ in range(2):
        citizen.post(page, form, status=303)
    assert total(world, scene) == 1
    changed = citizen.post(page, {**form, "text": "Something else."}, status=422)
    assert values(changed.form("/comment"))["text"] == "Something else."
    citizen.post(page, values(changed.form("/comment")), status=303)
    assert total(world, scene) == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": ""}, "Write your comment before you send it"),
        ({"text": "x" * 10_001}, "at most 10000 characters; this one has 10001"),
        ({"text": "Be brief.", "quote": "not there"}, "The quoted words are not in this clause"),
        ({"text": "Be brief.", "kind": "praise"}, "Not a valid choice"),
        ({"text": "Be brief.", "attribution": "someone"}, "Not a valid choice"),
    ],
)
def test_a_refused_comment_is_still_in_the_form(
    citizen: Client, world: World, scene: Scene, page: str, typed: dict[str, str], said: str
) -> None:
    shown = citizen.fill(page, "/comment", status=422, **{"attribution": "named", **typed})
    assert said in shown.words
    kept = values(shown.form("/comment"))
    assert (kept["text"], kept["quote"]) == (typed["text"], typed.get("quote", ""))
    assert total(world, scene) == 0


def test_a_form_with_fields_missing_is_refused_and_not_a_failure(citizen: Client, page: str) -> None:
    for sent in ({}, {"key": new_id()}, {"text": "Be brief."}):
        citizen.post(page, sent, status=422)


def test_what_was_typed_past_the_deadline_is_shown_for_copying(citizen: Client, world: World, scene: Scene) -> None:
    world.closed(scene.round)
    one = world.a_round(scene.consultation, lasts=timedelta(hours=1))
    page = f"{scene.home}/d/1/{world.clauses(one)[0].number}/comment"
    late = {**values(citizen.get(page).form("/comment")), "text": "Two hours\nof work.", "attribution": "named"}
    with clock.moved(timedelta(hours=1)):
        shown = citizen.post(page, late, status=409)
    assert "The round closed on" in shown.words
    assert values(shown.form("/comment"))["text"] == "Two hours\nof work."
    world.closed(one)
    assert "Two hours" in citizen.post(page, late, status=409).words
    assert total(world, scene) == 0


def test_an_answer_shows_what_it_answers_and_stands_under_it(
    delegate: Client, world: World, scene: Scene, page: str
) -> None:
    first = world.a_comment(scene.round, scene.people["citizen"], "Why so vague?")
    assert "Why so vague?" in delegate.get(f"{page}?reply={first}").words
    delegate.fill(f"{page}?reply={first}", "/comment", text="It is on purpose.")
    with world.reading():
        (thread,) = deliberation.comments_on(
            consultation_id=scene.consultation.id, clause_uid=world.clauses(scene.round)[0].uid
        ).comments
    assert [reply.markdown for reply in thread.replies] == ["It is on purpose."]


def test_an_answer_to_what_is_not_there_is_not_found(citizen: Client, world: World, scene: Scene, page: str) -> None:
    other = world.a_consultation()
    world.a_draft(other)
    world.a_seat(other, person_id=scene.people["citizen"])
    foreign = world.a_comment(world.a_round(other), scene.people["citizen"])
    for parent in (foreign, new_id(), "nothing"):
        citizen.get(f"{page}?reply={parent}", status=404)
        sent = {"text": "Hello.", "kind": "general", "attribution": "named", "parent": parent, "key": new_id()}
        citizen.post(page, sent, status=404)


def test_only_those_who_take_part_comment(
    stranger: Client, newcomer: Client, moderator: Client, organiser: Client, page: str
) -> None:
    assert stranger.get(page, status=303).headers["Location"].startswith("/en/sign-in?next=")
    shown = stranger.post(page, {"text": "An hour of work.", "key": new_id()}, status=401)
    assert "An hour of work." in shown.words
    for person in (newcomer, moderator, organiser):
        person.get(page, status=403)
        assert "An hour of work." in person.post(page, {"text": "An hour of work."}, status=403).words


def test_a_clause_that_is_not_published_takes_no_comment(citizen: Client, world: World, scene: Scene) -> None:
    world.a_draft(scene.consultation, is_published=False)
    for place in ("d/2/1.1", "d/3/1.1", "d/1/9.9"):
        citizen.get(f"{scene.home}/{place}/comment", status=404)
        citizen.post(f"{scene.home}/{place}/comment", {"text": "Hello."}, status=404)


def test_what_a_form_adds_of_its_own_changes_nothing_else(
    citizen: Client, world: World, scene: Scene, page: str
) -> None:
    """Threat T9: author, place, moment and moderation are not the form's to say."""
    sent = {"author": scene.people["delegate"], "moderation": "kept", "number": "99", "created_at": "2020-01-01"}
    citizen.fill(
        page,
        "/comment",
        text="Mine.",
        attribution="named",
        **sent,
        seat_id=new_id(),
        round_id=new_id(),
        html="<b>bold</b>",
    )
    with world.reading():
        (comment,) = deliberation.awaiting_review(consultation_id=scene.consultation.id)
    assert (comment.author, comment.number, comment.moderation) == ("Carmen Citizen", 1, "unreviewed")
    assert comment.html.strip() == "<p>Mine.</p>"
