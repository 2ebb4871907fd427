"""Answering comments in a browser: from the close of a round to its publication, and what readers see of it."""

import pytest
from flask import Flask

from consult.consultations.service import Role
from consult.deliberation.pages.answering import QUEUES
from consult.deliberation.rules.dispositions import DISPOSITIONS_PAGE_SIZE, OFFERED, Disposition
from consult.deliberation.rules.words import Attribution
from consult.kernel.ids import new_id
from consult.moderation import service as moderation
from consult.moderation.rules import ActionKind, Ground
from consult.rounds.rules.states import RoundState
from tests.client import Client, Page
from tests.conftest import Scene
from tests.html import values
from tests.world import World

REASON = "Clause 1.1 says it now."


@pytest.fixture
def editor_id(world: World, scene: Scene) -> str:
    person = world.a_person("Edda Editor")
    world.a_role(scene.consultation, person, Role.EDITOR)
    return person


@pytest.fixture
def editor(app: Flask, world: World, editor_id: str) -> Client:
    return Client(app, world.a_session(editor_id))


@pytest.fixture
def comments(world: World, scene: Scene) -> list[str]:
    """Three comments: one hidden, one not published, and a reply to the first."""
    hidden = world.a_comment(scene.round, scene.people["citizen"], "About Zebulon.")
    unpublished = world.a_comment(
        scene.round, scene.people["citizen"], "Between us.", attribution=Attribution.UNPUBLISHED
    )
    reply = world.a_comment(scene.round, scene.people["delegate"], "Be kind.", parent_id=hidden)
    with world.acting():
        moderation.decide(
            consultation_id=scene.consultation.id,
            comment_id=hidden,
            action=ActionKind.HIDE,
            person_id=scene.people["moderator"],
            rule=Ground.HATE,
            note="It attacks a person.",
        )
    return [hidden, unpublished, reply]


@pytest.fixture
def answering(world: World, scene: Scene, comments: list[str]) -> list[str]:
    """The same comments, once their answering has begun."""
    world.closed(scene.round)
    world.answering(scene.round)
    return comments


def case(scene: Scene, comment: str) -> str:
    return f"{scene.home}/answers/{comment}"


def table(scene: Scene) -> str:
    return f"{scene.home}/rounds/1/answers"


def rows(page: Page) -> list[list[str]]:
    return [[cell.text for cell in row.all("th", "td")] for row in page.root.all("tr") if row.all("td")]


def queue(page: Page) -> list[str]:
    found = [each for each in page.root.all("ol") if "queue" in each.get("class").split()]
    return [item.all("strong")[0].text for each in found for item in each.all("li")]


def test_from_the_close_of_a_round_to_its_publication(
    organiser: Client, editor: Client, stranger: Client, world: World, scene: Scene, comments: list[str]
) -> None:
    world.closed(scene.round)
    begun = organiser.follow(organiser.fill(f"{scene.home}/rounds/1/dispositions"))
    assert queue(begun) == ["Comment 1 on clause 1.1", "Comment 2 on clause 1.1", "Comment 3 on clause 1.1"]
    following = ("What becomes of comment 2", "What becomes of comment 3", "What became of each comment of round 1")
    for comment, heading in zip(comments, following, strict=True):
        shown = editor.follow(editor.fill(case(scene, comment), comment, disposition="accepted", reason=REASON))
        assert "Someone else has to approve it." in shown.words
        assert shown.heading == heading
    assert queue(editor.get(f"{table(scene)}?waits=proposal")) == []
    assert "3 comments have no answer" in organiser.get(f"{scene.home}/desk").words
    for comment in comments[:2]:
        organiser.follow(organiser.fill(case(scene, comment), "/approve"))
    refused = organiser.post(f"{scene.home}/rounds/1/publish", status=409)
    assert "the number of those that wait is 1" in refused.words
    assert "2 of 3 comments have an answer." in stranger.get(table(scene)).words
    shown = organiser.follow(organiser.fill(case(scene, comments[2]), "/approve"))
    assert "What became of comment 3 is decided, and everyone can read it." in shown.words
    organiser.fill(f"{scene.home}/rounds/1/publish")
    assert world.round_now(scene.round).state is RoundState.PUBLISHED
    assert len(rows(stranger.get(f"{scene.home}/answers"))) == 3


def test_readers_see_what_two_people_decided_and_nothing_before(
    stranger: Client, citizen: Client, world: World, scene: Scene, editor_id: str, answering: list[str]
) -> None:
    world.a_proposal(scene.round, answering[2], editor_id, reason=REASON)
    for reader in (stranger, citizen):
        for address in (table(scene), *(f"{table(scene)}?waits={queue}" for queue in QUEUES), f"{scene.home}/d/1/1.1"):
            page = reader.get(address)
            assert (REASON in page.words, rows(page), queue(page)) == (False, [], [])
    world.an_approval(scene.round, answering[2], scene.people["organiser"])
    (row,) = rows(stranger.get(table(scene)))
    assert row[:4] == ["Comment 3", "1.1", "Be kind.", "Companies Substance English"]
    assert (row[4].partition(" ")[0], row[5]) == ("Accepted", REASON)
    assert row[4].endswith("Editor, Organiser")
    clause = stranger.get(f"{scene.home}/d/1/1.1")
    assert f"Accepted {REASON} What became of each comment" in clause.words


def test_of_an_unpublished_comment_readers_see_number_clause_category_and_decision(
    stranger: Client, citizen: Client, world: World, scene: Scene, editor_id: str, answering: list[str]
) -> None:
    world.a_proposal(scene.round, answering[1], editor_id, disposition=Disposition.NOTED, reason=REASON)
    world.an_approval(scene.round, answering[1], scene.people["organiser"])
    (row,) = rows(stranger.get(table(scene)))
    told = ["Comment 2", "1.1", "–", "Citizens", "Noted", "Not published, as its author chose", "–"]
    assert row == told
    clause = stranger.get(f"{scene.home}/d/1/1.1").words
    assert ("Noted" in clause, REASON in clause) == (True, False)
    assert REASON in citizen.get(f"{scene.home}/").words


def test_a_comment_is_decided_on_in_its_place_with_its_words(
    editor: Client, scene: Scene, answering: list[str]
) -> None:
    hidden = editor.get(case(scene, answering[0]))
    assert "Systems serve people, and people can stop them." in hidden.words
    assert "A moderator hid this comment" in hidden.words
    assert "About Zebulon." in hidden.words
    assert "Between us." in editor.get(case(scene, answering[1])).words
    reply = editor.get(case(scene, answering[2]))
    assert "Be kind." in reply.words
    assert "It answers this comment" in reply.words
    assert "About Zebulon." not in reply.words
    offered = [each.get("value") for each in reply.root.all("input") if each.get("name") == "disposition"]
    assert offered == [str(one) for one in OFFERED]


def test_one_s_own_proposal_is_not_offered_for_approval_and_refused(
    editor: Client, world: World, scene: Scene, editor_id: str, answering: list[str]
) -> None:
    world.a_proposal(scene.round, answering[0], editor_id, reason=REASON)
    page = editor.get(case(scene, answering[0]))
    assert "Someone else has to approve it" in page.words
    assert [form for form in page.root.all("form") if form.get("action").endswith("/approve")] == []
    refused = editor.post(f"{case(scene, answering[0])}/approve", {"seen": "1"}, status=409)
    assert "Neither who proposed a decision nor who wrote the comment can approve it." in refused.words
    assert "(someone else has to approve it)" in editor.get(f"{table(scene)}?waits=approval").words


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"reason": REASON}, "Choose what became of the comment."),
        ({"reason": "", "disposition": "noted"}, "Give a reason in one to 1,000 characters"),
        ({"reason": "x" * 1001, "disposition": "noted"}, "Give a reason in one to 1,000 characters"),
        ({"reason": REASON, "disposition": "praised"}, "Choose what became of the comment."),
        ({"reason": REASON, "disposition": "duplicate_of"}, "Give the number of the comment that this one repeats"),
        (
            {"reason": REASON, "disposition": "duplicate_of", "duplicate_of": "two"},
            "Give the number of the comment that this one repeats",
        ),
        (
            {"reason": REASON, "disposition": "duplicate_of", "duplicate_of": "9" * 40},
            "Give the number of the comment that this one repeats",
        ),
    ],
)
def test_a_refused_proposal_is_still_in_the_form(
    editor: Client, scene: Scene, answering: list[str], typed: dict[str, str], said: str
) -> None:
    page = editor.fill(case(scene, answering[0]), answering[0], status=422, **typed)
    assert said in page.words
    kept = values(page.form(answering[0]))
    assert kept["reason"] == typed["reason"]
    assert kept["duplicate_of"] == typed.get("duplicate_of", "")
    assert kept.get("disposition") == (typed.get("disposition") if typed.get("disposition") != "praised" else None)


def test_the_number_of_a_duplicate_is_read_in_any_script(
    editor: Client, world: World, scene: Scene, answering: list[str]
) -> None:
    editor.fill(case(scene, answering[0]), answering[0], disposition="duplicate_of", reason=REASON, duplicate_of=" ٣ ")
    world.an_approval(scene.round, answering[0], scene.people["organiser"])
    assert queue(editor.get(table(scene))) == ["Comment 2 on clause 1.1", "Comment 3 on clause 1.1"]
    (row,) = rows(editor.get(f"{table(scene)}?waits=decided"))
    assert row[4].startswith("Duplicate of comment 3 ")


def test_a_proposal_that_was_changed_meanwhile_is_shown_and_what_was_typed_is_kept(
    editor: Client, organiser: Client, world: World, scene: Scene, editor_id: str, answering: list[str]
) -> None:
    world.a_proposal(scene.round, answering[0], editor_id)
    stale = values(organiser.get(case(scene, answering[0])).form("/approve"))
    world.a_proposal(
        scene.round, answering[0], editor_id, disposition=Disposition.REJECTED, reason="On reflection, no."
    )
    for action, typed in (("/approve", {}), ("", {"disposition": "noted", "reason": "Mine."})):
        page = organiser.post(case(scene, answering[0]) + action, {**stale, **typed}, status=409)
        assert "Someone has changed the proposal since you opened this page." in page.words
        assert "On reflection, no." in page.words
    kept = values(page.form(answering[0]))
    assert (kept["disposition"], kept["reason"], kept["seen"]) == ("noted", "Mine.", "2")
    organiser.post(case(scene, answering[0]), kept, status=303)
    assert "Mine." in editor.get(case(scene, answering[0])).words


def test_what_is_decided_is_shown_without_a_form_and_cannot_be_sent_again(
    editor: Client, world: World, scene: Scene, editor_id: str, answering: list[str]
) -> None:
    world.a_proposal(scene.round, answering[2], editor_id, reason=REASON)
    world.an_approval(scene.round, answering[2], scene.people["organiser"])
    page = editor.get(case(scene, answering[2]))
    assert REASON in page.words
    assert page.root.all("form") == []
    again = {"disposition": "noted", "reason": "Again.", "seen": "1"}
    assert "their decision stands" in editor.post(case(scene, answering[2]), again, status=409).words


def test_before_the_answering_has_begun_nothing_is_decided(
    editor: Client, organiser: Client, world: World, scene: Scene, comments: list[str]
) -> None:
    assert editor.get(case(scene, comments[0])).root.all("form") == []
    sent = {"disposition": "noted", "reason": REASON, "seen": "0"}
    assert "after the answering of a round has begun" in editor.post(case(scene, comments[0]), sent, status=409).words
    for address in (table(scene), f"{scene.home}/answers"):
        assert "The comments of a round are answered once it has closed." in editor.get(address).words
    world.closed(scene.round)
    begin = editor.get(table(scene)).link("Begin answering its comments")
    editor.fill(begin)
    waiting = [each.get("href") for each in organiser.get(f"{scene.home}/desk").root.all("a")]
    assert f"{table(scene)}?waits=proposal" in waiting
    assert organiser.get(f"{scene.home}/rounds/1/publish").link("Answer them") == table(scene)
    go_on = organiser.get(begin).link("Go on answering the comments")
    assert len(queue(organiser.get(go_on))) == 3


def test_deciding_is_for_editors_and_organisers(
    stranger: Client,
    citizen: Client,
    delegate: Client,
    moderator: Client,
    newcomer: Client,
    scene: Scene,
    answering: list[str],
) -> None:
    page = case(scene, answering[0])
    sent = {"disposition": "noted", "reason": REASON, "seen": "0"}
    stranger.get(page, status=303)
    stranger.post(page, sent, status=401)
    for person in (citizen, delegate, moderator, newcomer):
        person.get(page, status=403)
        person.post(page, sent, status=403)
        person.post(f"{page}/approve", sent, status=403)


def test_what_is_not_there_is_not_found(editor: Client, world: World, scene: Scene, answering: list[str]) -> None:
    editor.get(f"{scene.home}/rounds/7/answers", status=404)
    other = world.a_consultation()
    world.a_draft(other)
    world.a_seat(other, person_id=scene.people["citizen"])
    foreign = world.a_comment(world.a_round(other), scene.people["citizen"])
    for comment in (foreign, new_id()):
        editor.get(case(scene, comment), status=404)
        editor.post(case(scene, comment), {"disposition": "noted", "reason": REASON}, status=404)
        editor.post(f"{case(scene, comment)}/approve", {"seen": "1"}, status=404)


def test_what_those_who_decide_see_is_kept_by_no_cache(
    editor: Client, stranger: Client, scene: Scene, answering: list[str]
) -> None:
    for address in (table(scene), f"{table(scene)}?waits=proposal", case(scene, answering[0])):
        assert editor.get(address).headers["Cache-Control"] == "no-store"
    assert stranger.get(table(scene)).headers["Cache-Control"] != "no-store"


def test_many_answers_come_in_pages(
    stranger: Client, editor: Client, world: World, scene: Scene, editor_id: str
) -> None:
    comments = [
        world.a_comment(scene.round, scene.people["citizen"], f"Comment {number}.")
        for number in range(DISPOSITIONS_PAGE_SIZE + 2)
    ]
    world.closed(scene.round)
    world.answering(scene.round)
    waits = f"{table(scene)}?waits=proposal"
    assert [len(queue(editor.get(f"{waits}&page={page}"))) for page in (1, 2)] == [DISPOSITIONS_PAGE_SIZE, 2]
    assert editor.get(waits).link("Next page") == f"{table(scene)}?waits=proposal&page=2"
    for comment in comments:
        world.a_proposal(scene.round, comment, editor_id)
        world.an_approval(scene.round, comment, scene.people["organiser"])
    second = stranger.get(stranger.get(table(scene)).link("Next page"))
    assert [row[0] for row in rows(second)] == ["Comment 51", "Comment 52"]


def test_each_round_has_its_own_answers(
    stranger: Client, world: World, scene: Scene, editor_id: str, answering: list[str]
) -> None:
    world.a_proposal(scene.round, answering[2], editor_id)
    world.an_approval(scene.round, answering[2], scene.people["organiser"])
    world.a_draft(scene.consultation)
    world.closed(world.a_round(scene.consultation))
    newest = stranger.get(f"{scene.home}/answers")
    assert newest.heading == "What became of each comment of round 2"
    assert "Nobody commented in this round." in newest.words
    assert len(rows(stranger.get(newest.link("Round 1")))) == 1
