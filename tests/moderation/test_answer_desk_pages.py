"""The desk of those who answer in a browser: views, claims, reasons kept for later, and many comments at once."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from consult.consultations.service import Role
from consult.deliberation.rules.dispositions import Disposition
from consult.moderation import service as moderation
from consult.moderation.rules.sharing import PAGE_SIZE, View
from consult.rounds.service import RoundView
from tests.client import HTMX, Client, Page
from tests.conftest import Scene
from tests.html import values
from tests.world import World

LETTER = "We ask the drafters to say in clause four who answers for the machine, by name, before the year ends."


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
    """Four comments of a round that is being answered; the first and the last say nearly the same, the third in Arabic."""
    citizen, clauses = scene.people["citizen"], world.clauses(scene.round)
    made = [
        world.a_comment(scene.round, citizen, LETTER),
        world.a_comment(scene.round, citizen, "Say when.", clause=clauses[1]),
        world.a_comment(scene.round, citizen, "من يقرر؟", lang="ar"),
        world.a_comment(scene.round, citizen, LETTER.replace("We ask", "I ask")),
    ]
    world.closed(scene.round)
    world.answering(scene.round)
    return made


def desk(scene: Scene, query: str = "") -> str:
    return f"{scene.home}/answers/desk?{query}"


def case(scene: Scene, comment: str) -> str:
    return f"{scene.home}/answers/{comment}"


def numbers(page: Page) -> list[str]:
    return [each.get("value") for each in page.root.all("input") if each.get("type") == "checkbox"]


def chosen(page: Page) -> list[str]:
    """Return the numbers that the form which plans an act on many would send."""
    form = page.form("/together")
    return [each.get("value") for each in form.all("input") if each.get("name") == "number"]


def plan(client: Client, scene: Scene, query: str, *, status: int = 303, **typed: str) -> Page:
    """Fill in what is to become of the chosen comments and send it."""
    form = next(
        each
        for each in client.get(f"{scene.home}/answers/together?{query}").root.all("form")
        if each.get("action").endswith("/together") and each.get("method") == "post"
    )
    sent = MultiDict({**values(form), **typed})
    sent.setlist("number", [each.get("value") for each in form.all("input") if each.get("name") == "number"])
    response = Page(client.http.post(form.get("action"), data=sent))
    assert response.status == status, response.words[:600]
    return response


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["1", "2", "3", "4"]),
        ("view=unassigned", ["1", "2", "3", "4"]),
        ("view=mine", []),
        ("view=overdue", ["1", "2", "3", "4"]),
        ("view=suggestions", []),
        ("view=approval", []),
        ("view=decided", []),
        ("view=waiting&in=ar", ["3"]),
        ("view=nonsense", ["1", "2", "3", "4"]),
        ("view=campaigns&like=1", ["1", "4"]),
        ("view=campaigns&like=2", []),
    ],
)
def test_the_desk_shows_the_view_that_is_asked_for(
    editor: Client, scene: Scene, comments: list[str], query: str, expected: list[str]
) -> None:
    assert numbers(editor.get(desk(scene, query))) == (expected if query != "view=overdue" else [])


def test_the_desk_narrows_a_view_to_a_clause_and_links_to_campaigns(
    editor: Client, world: World, scene: Scene, comments: list[str]
) -> None:
    second = world.clauses(scene.round)[1].uid
    assert numbers(editor.get(desk(scene, f"view=waiting&clause={second}"))) == ["2"]
    campaigns = editor.get(desk(scene, "view=campaigns"))
    assert "2 comments like comment 1" in campaigns.words
    assert "2 of them wait for a proposal" in campaigns.words
    assert numbers(campaigns) == []


def test_the_desk_is_for_editors_and_organisers_and_kept_by_no_cache(
    editor: Client, organiser: Client, moderator: Client, citizen: Client, stranger: Client, scene: Scene, comments: list[str]
) -> None:  # fmt: skip
    pages = [
        desk(scene),
        f"{scene.home}/answers/settings",
        f"{scene.home}/answers/reasons",
        f"{scene.home}/answers/together",
    ]
    for page in pages:
        assert editor.get(page).headers["Cache-Control"] == "no-store"
        organiser.get(page)
        for person in (moderator, citizen):
            person.get(page, status=403)
        stranger.get(page, status=303)


def test_before_a_round_has_closed_the_desk_says_so(editor: Client, scene: Scene) -> None:
    assert "None has closed yet." in editor.get(desk(scene)).words
    editor.get(desk(scene, "round=1"), status=404)


def test_many_comments_come_in_pages_and_all_of_a_view_can_be_taken_together(
    editor: Client, world: World, scene: Scene
) -> None:
    for number in range(PAGE_SIZE + 2):
        world.a_comment(scene.round, scene.people["citizen"], f"Comment {number}.")
    world.closed(scene.round)
    world.answering(scene.round)
    first = editor.get(desk(scene))
    assert len(numbers(first)) == PAGE_SIZE
    assert len(numbers(editor.get(first.link("Next page")))) == 2
    assert "Go on with all 52 of this view" in first.words
    assert len(chosen_of(editor, scene, "round=1&view=waiting&all=1")) == PAGE_SIZE + 2


def chosen_of(client: Client, scene: Scene, query: str) -> list[str]:
    page = client.get(f"{scene.home}/answers/together?{query}")
    form = next(each for each in page.root.all("form") if each.get("action").endswith("/together/assign"))
    return [each.get("value") for each in form.all("input") if each.get("name") == "number"]


def test_many_are_proposed_on_after_a_look_and_taken_back(
    editor: Client, world: World, scene: Scene, comments: list[str]
) -> None:
    world.a_proposal(scene.round, comments[1], scene.people["organiser"])
    world.an_approval(scene.round, comments[1], world_editor(world, scene))
    shown = editor.follow(plan(editor, scene, "number=1&number=2&number=4", disposition="noted", reason="It is noted."))
    assert shown.heading == "What would change"
    assert "2 of 3 comments would change. Nothing has changed yet." in shown.words
    assert "Two people have decided on it already." in shown.words
    done = editor.follow(editor.post(shown.form("/do").get("action"), values(shown.form("/do"))))
    assert "2 comments were changed on" in done.words
    assert numbers(editor.get(desk(scene, "view=approval"))) == ["1", "4"]
    undone = editor.follow(editor.post(done.form("/undo").get("action"), values(done.form("/undo"))))
    assert undone.heading == "What was taken back"
    assert numbers(editor.get(desk(scene, "view=approval"))) == []


def world_editor(world: World, scene: Scene) -> str:
    person = world.a_person("Second Editor")
    world.a_role(scene.consultation, person, Role.EDITOR)
    return person


def test_an_act_on_many_is_done_by_whoever_planned_it_and_once(
    editor: Client, organiser: Client, scene: Scene, comments: list[str]
) -> None:
    shown = editor.follow(plan(editor, scene, "number=1", disposition="noted", reason="It is noted."))
    action = shown.form("/do").get("action")
    act = action.removesuffix("/do")
    assert "Only the person who planned this can do it." in organiser.get(act).words
    organiser.post(action, {}, status=422)
    editor.post(action, {}, status=303)
    assert "This has been done already." in editor.post(action, {}, status=409).words
    organiser.post(f"{act}/undo", {}, status=422)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"disposition": "", "reason": "It is noted."}, "Choose what became of the comment."),
        ({"disposition": "noted", "reason": ""}, "Give a reason in one to 1,000 characters"),
        ({"act": "satisfaction", "words": "By letter."}, "Choose whether the answer satisfies."),
    ],
)
def test_what_cannot_be_planned_is_still_in_the_form(
    editor: Client, scene: Scene, comments: list[str], typed: dict[str, str], said: str
) -> None:
    page = plan(editor, scene, "number=1&number=3", status=422, **typed)
    assert said in page.words
    assert "2 comments are chosen." in page.words
    for name in ("reason", "words"):
        field = next(each for each in page.root.all("textarea") if each.get("name") == name)
        assert field.text == typed.get(name, "")


def test_nothing_is_planned_on_no_comment(editor: Client, scene: Scene, comments: list[str]) -> None:
    page = editor.get(f"{scene.home}/answers/together?round=1")
    assert "No comment is chosen." in page.words
    sent = {"round": "1", "act": "propose", "disposition": "noted", "reason": "Noted."}
    editor.post(f"{scene.home}/answers/together", sent, status=422)


def test_many_are_given_to_someone(editor: Client, scene: Scene, editor_id: str, comments: list[str]) -> None:
    for assignee, status in (("", 422), (editor_id, 303)):
        sent = {"round": "1", "number": "3", "assignee": assignee}
        editor.post(f"{scene.home}/answers/together/assign", sent, status=status)
    assert numbers(editor.get(desk(scene, "view=mine"))) == ["3"]
    assert "Edda Editor is to answer it" in editor.get(desk(scene)).words


def test_a_page_says_who_works_on_a_comment_and_lets_another_take_it_over_on_purpose(
    editor: Client, organiser: Client, scene: Scene, comments: list[str]
) -> None:
    page = case(scene, comments[0])
    editor.fill(page, "/claim")
    assert "You work on this comment until" in editor.get(page).words
    assert "You work on it until" in editor.get(desk(scene)).words
    seen = organiser.get(page)
    assert "Edda Editor works on this comment until" in seen.words
    assert [form for form in seen.root.all("form") if form.get("action") == page] == []
    sent = {"disposition": "noted", "reason": "Mine.", "seen": "0"}
    refused = organiser.post(page, sent, status=409)
    assert "Edda Editor works on this comment until" in refused.words
    assert values(refused.form(page))["reason"] == "Mine."
    organiser.post(f"{page}/claim", {}, status=409)
    organiser.fill(page, "/claim")
    assert "Olga Organiser works on this comment until" in editor.get(page).words
    organiser.fill(page, "/release")
    assert "Nobody works on this comment now." in editor.get(page).words


def test_what_is_written_is_kept_without_javascript_and_with_htmx_and_survives_a_sign_out(
    app: Flask, editor: Client, world: World, scene: Scene, editor_id: str, comments: list[str]
) -> None:
    page = case(scene, comments[0])
    typed = {**values(editor.get(page).form(page)), "disposition": "noted", "reason": "It is"}
    kept = editor.follow(editor.post(f"{page}/keep", typed, status=303))
    assert "What you have written is kept, for you alone." in kept.words
    fragment = editor.post(f"{page}/keep", {**typed, "reason": "It is said in clause 4"}, status=200, headers=HTMX)
    assert "What you have written is kept since" in fragment.words
    again = Client(app, world.a_session(editor_id))
    form = values(again.get(page).form(page))
    assert (form["disposition"], form["reason"]) == ("noted", "It is said in clause 4")
    editor.post(f"{page}/keep", {**typed, "reason": "x" * 5_000}, status=422)


def test_a_reason_kept_for_later_is_put_into_the_form(editor: Client, scene: Scene, comments: list[str]) -> None:
    reasons = f"{scene.home}/answers/reasons"
    refused = editor.fill(reasons, "/reasons", status=422, name="", words="Clause 4 says it.")
    assert "Give the template a name" in refused.words
    editor.fill(reasons, "/reasons", name="Said already", disposition="noted", words="Clause 4 says it.")
    page = case(scene, comments[0])
    form = editor.get(page).form(page)
    (option,) = [each.get("value") for each in form.all("option") if each.get("value")]
    sent = {**values(form), "reason": "Thank you.", "template": option}
    filled = values(editor.follow(editor.post(f"{page}/insert", sent, status=303)).form(page))
    assert (filled["disposition"], filled["reason"]) == (
        "noted",
        "Thank you.\r\n\r\nClause 4 says it.".replace("\r", ""),
    )
    together = editor.get(f"{scene.home}/answers/together?round=1&number=1&template={option}")
    assert "Clause 4 says it." in together.words
    one = editor.get(reasons).link("Said already")
    editor.fill(one, one, words="Clause 5 says it.")
    assert "Clause 5 says it." in editor.get(reasons).words
    editor.fill(one, "/drop")
    assert "None is kept yet." in editor.get(reasons).words


def test_languages_and_the_day_of_publication_are_set(
    editor: Client, world: World, scene: Scene, editor_id: str, comments: list[str]
) -> None:
    settings = f"{scene.home}/answers/settings"
    editor.post(f"{settings}/languages", {"languages": "ar"}, status=303)
    assert "Edda Editor (reads this language)" in editor.get(case(scene, comments[2])).words
    assert "Edda Editor (reads this language)" not in editor.get(case(scene, comments[0])).words
    assert "Give a day" in editor.fill(settings, "/plan", status=422, publish_by="soon").words
    shown = editor.follow(editor.fill(settings, "/plan", publish_by="2099-12-31"))
    assert "comment an hour has to be decided on." in shown.words
    editor.fill(settings, "/plan", publish_by="2020-01-01")
    assert "The answers were to be published by" in editor.get(desk(scene)).words


def test_a_comment_is_given_to_someone_on_its_own_page(
    editor: Client, scene: Scene, editor_id: str, comments: list[str]
) -> None:
    page = case(scene, comments[0])
    editor.fill(page, "/assign", assignee=editor_id)
    assert values(editor.get(page).form("/assign"))["assignee"] == editor_id
    assert "Choose someone who may answer comments here" in editor.fill(page, "/assign", status=422, assignee="").words


def test_an_answer_that_counts_for_others_says_so(
    editor: Client, citizen: Client, world: World, scene: Scene, editor_id: str, comments: list[str]
) -> None:
    organiser = scene.people["organiser"]
    world.a_proposal(scene.round, comments[3], editor_id, disposition=Disposition.DUPLICATE_OF, reason="As 1.", duplicate_of=1)  # fmt: skip
    world.an_approval(scene.round, comments[3], organiser)
    assert "1 other comment said the same; this answer counts for it too." in editor.get(case(scene, comments[0])).words
    world.a_proposal(scene.round, comments[0], editor_id, reason="Clause 4 says it now.")
    world.an_approval(scene.round, comments[0], organiser)
    own = citizen.get(f"{scene.home}/my-comments").words
    assert "The answer to comment 1 counts for yours too: Accepted. Clause 4 says it now." in own
    assert "1 other comment said the same; this answer counts for it too." in own


def test_every_view_can_be_visited_by_its_name(editor: Client, scene: Scene, comments: list[str]) -> None:
    page = editor.get(desk(scene))
    named = [each.get("href") for each in page.root.all("a") if "view=" in each.get("href")]
    assert [address.split("view=")[1] for address in named] == [str(view) for view in View]
    for address in named:
        editor.get(address)


def test_a_settled_act_names_what_stayed(editor: Client, world: World, scene: Scene, comments: list[str]) -> None:
    shown = editor.follow(plan(editor, scene, "number=1&number=2", disposition="noted", reason="It is noted."))
    act = shown.form("/do").get("action")
    editor.post(act, {}, status=303)
    world.an_approval(scene.round, comments[0], scene.people["organiser"])
    undone = editor.follow(editor.post(act.replace("/do", "/undo"), {}, status=303))
    assert "These stay as they were made, because someone has acted on them since" in undone.words
    assert "Someone has approved it since." in undone.words
    with world.reading():
        assert moderation.campaigns_in(rounds_of(world, scene))[0].members == (comments[0], comments[3])


def rounds_of(world: World, scene: Scene) -> RoundView:
    return world.round_now(scene.round)
