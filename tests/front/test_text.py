"""The text with its counts, a clause opened in place or on its own page, and permanent links."""

import re

import pytest
from flask import Flask

from consult.drafting import service as drafting
from consult.drafting.rules import TextStatus
from tests.client import HTMX, Client, Page
from tests.conftest import Scene
from tests.html import Element
from tests.world import World

NOWHERE = "00000000-0000-4000-8000-000000000001"
CHANGED = """# People first

Systems serve people, and people can stop them at any time. {#stop}

# Graded risk

Duties rise with risk, and the grading is published. {#risk}
"""


def section(page: Page, anchor: str) -> Element:
    return page.by_id(anchor)


def test_the_text_leads_to_the_newest_published_draft(world: World, stranger: Client, scene: Scene) -> None:
    assert stranger.get(f"{scene.home}/d/", status=302).headers["Location"] == f"{scene.home}/d/1"
    world.a_draft(scene.consultation, CHANGED)
    world.a_draft(scene.consultation, is_published=False)
    assert stranger.get(f"{scene.home}/d/", status=302).headers["Location"] == f"{scene.home}/d/2"


def test_without_a_published_draft_the_text_says_so(world: World, stranger: Client) -> None:
    world.a_draft(world.a_consultation(slug="empty"), is_published=False)
    assert "No draft is published yet." in stranger.get("/en/c/empty/d/").words
    stranger.get("/en/c/empty/d/1", status=404)


def test_the_text_is_read_without_an_account(stranger: Client, scene: Scene) -> None:
    page = stranger.get(f"{scene.home}/d/1")
    assert page.heading == "Draft 1: Principles for machines"
    assert [each.text for each in page.root.all("h2")] == ["1 People first", "2 Graded risk"]
    assert [each.text for each in page.root.all("h3")] == ["Clause 1.1", "Clause 1.2", "Clause 2.1"]
    assert page.link("1People first") == "#c1"
    assert "Set-Cookie" not in page.headers
    assert page.headers["Cache-Control"] == "public, no-cache"


def test_comments_are_counted_beside_each_clause(world: World, stranger: Client, scene: Scene) -> None:
    first = world.a_comment(scene.round, scene.people["citizen"])
    assert "1 comment" in section(stranger.get(f"{scene.home}/d/1"), "c1-1").text
    world.a_comment(scene.round, scene.people["delegate"], parent_id=first)
    page = stranger.get(f"{scene.home}/d/1")
    assert "2 comments" in section(page, "c1-1").text
    assert "No comments" in section(page, "c1-2").text


def test_a_seat_sees_where_it_has_voted(world: World, citizen: Client, stranger: Client, scene: Scene) -> None:
    world.a_vote(scene.round, scene.people["citizen"])
    page = citizen.get(f"{scene.home}/d/1")
    assert "You voted: Support" in section(page, "c1-1").text
    assert "Vote on this clause" in section(page, "c1-2").text
    assert "2 clauses still wait for your vote." in page.words
    assert "Vote on this clause" not in stranger.get(f"{scene.home}/d/1").words


def test_on_a_draft_without_an_open_round_nobody_is_asked_to_vote(world: World, citizen: Client, scene: Scene) -> None:
    world.a_draft(scene.consultation, CHANGED)
    page = citizen.get(f"{scene.home}/d/2?open=1.1")
    assert "Vote on this clause" not in page.words
    assert "Comments are taken while a round is open on the draft." in page.words
    assert page.link("Draft 1") == f"{scene.home}/d/1"


@pytest.mark.parametrize("who", ["stranger", "citizen", "newcomer", "moderator", "organiser"])
def test_htmx_gets_the_section_that_stands_in_the_page(
    who: str, world: World, scene: Scene, request: pytest.FixtureRequest
) -> None:
    person: Client = request.getfixturevalue(who)
    world.a_comment(scene.round, scene.people["delegate"])
    for query in ("open=1.1", "close=1.1"):
        whole, part = person.get(f"{scene.home}/d/1?{query}").text, person.fragment(f"{scene.home}/d/1?{query}").text
        assert without_proofs(part).strip() in without_proofs(whole)
        assert "<html" not in part


def without_proofs(text: str) -> str:
    """Return the page without the values that are fresh in every form."""
    return re.sub(r' value="[^"]{30,}"', "", text)


def test_an_opened_clause_holds_ballot_and_comments_and_can_be_closed(
    world: World, citizen: Client, scene: Scene
) -> None:
    world.a_comment(scene.round, scene.people["delegate"], "Who may stop it is *named*.")
    part = citizen.fragment(f"{scene.home}/d/1?open=1.1")
    opened = section(part, "c1-1")
    assert [each.get("action") for each in opened.all("form")] == [f"{scene.home}/rounds/1/vote/{uid(world, scene)}"]
    assert [each.text for each in opened.all("em")] == ["named"]
    (close,) = [each for each in opened.all("a") if each.text == "Close clause 1.1"]
    assert (close.get("href"), close.get("hx-push-url")) == (f"{scene.home}/d/1#c1-1", f"{scene.home}/d/1")
    assert part.headers["Cache-Control"] == "no-store"


def test_opening_a_clause_closes_the_one_that_stood_open(citizen: Client, scene: Scene) -> None:
    headers = {**HTMX, "HX-Current-URL": f"http://localhost{scene.home}/d/1?open=1.1"}
    part = citizen.get(f"{scene.home}/d/1?open=1.2", headers=headers)
    first, second = part.by_id("c1-1"), part.by_id("c1-2")
    assert (first.get("hx-swap-oob"), first.all("form")) == ("true", [])
    assert (second.get("hx-swap-oob"), len(second.all("form"))) == ("", 1)


@pytest.mark.parametrize("current", ["http://[", "http://[x]/?open=1.1#top", "?open=9.9", ""])
def test_whatever_htmx_says_of_where_it_is_a_clause_opens(citizen: Client, scene: Scene, current: str) -> None:
    part = citizen.get(f"{scene.home}/d/1?open=1.2", headers={**HTMX, "HX-Current-URL": current})
    assert len(part.by_id("c1-2").all("form")) == 1


def test_a_restored_history_gets_the_whole_page(citizen: Client, scene: Scene) -> None:
    headers = {**HTMX, "HX-History-Restore-Request": "true"}
    assert citizen.get(f"{scene.home}/d/1?open=1.1", headers=headers).root.all("html")


def test_a_newcomer_is_asked_to_take_part_in_place_of_the_ballot(newcomer: Client, scene: Scene) -> None:
    page = newcomer.get(f"{scene.home}/d/1/1.1")
    assert "Voting and commenting need a seat; reading does not." in page.words
    assert page.link("Take part") == f"{scene.home}/join"
    assert "Write a comment" not in page.words


def test_replies_are_offered_for_as_long_as_they_are_taken(world: World, citizen: Client, scene: Scene) -> None:
    def offers() -> list[str]:
        page = citizen.get(f"{scene.home}/d/1/1.1")
        return [each.text for each in page.root.all("a") if each.text in {"Reply", "Report"}]

    world.a_comment(scene.round, scene.people["delegate"])
    assert offers() == ["Reply", "Report"]
    world.closed(scene.round)
    assert offers() == ["Report"]


def test_a_clause_has_a_page_of_its_own(world: World, citizen: Client, scene: Scene) -> None:
    page = citizen.get(f"{scene.home}/d/1/1.1")
    assert page.heading == "Clause 1.1 of draft 1"
    assert page.link("Read it in the text") == f"{scene.home}/d/1#c1-1"
    assert page.link("Write a comment") == f"{scene.home}/d/1/1.1/comment"
    assert page.link("Permanent link") == f"{scene.home}/k/{uid(world, scene)}"
    assert page.form().get("action") == f"{scene.home}/rounds/1/vote/{uid(world, scene)}"


def test_many_comments_come_in_pages(world: World, stranger: Client, scene: Scene) -> None:
    for number in range(21):
        world.a_comment(scene.round, scene.people["citizen"], f"Thought {number}")
    first, second = stranger.get(f"{scene.home}/d/1/1.1"), stranger.get(f"{scene.home}/d/1/1.1?page=2")
    assert len(first.root.all("article")) == 20
    assert [each.get("id") for each in second.root.all("article")] == ["comment-21"]
    assert first.link("Next page") == f"{scene.home}/d/1/1.1?page=2#comments"
    assert second.link("Page before") == f"{scene.home}/d/1/1.1?page=1#comments"


@pytest.mark.parametrize("page", ["0", "-1", "99999999999999999999", "two", ""])
def test_a_page_that_is_none_shows_one_that_is(world: World, stranger: Client, scene: Scene, page: str) -> None:
    world.a_comment(scene.round, scene.people["citizen"])
    assert len(stranger.get(f"{scene.home}/d/1/1.1?page={page}").root.all("article")) == 1


@pytest.mark.parametrize("path", ["/d/9", "/d/1/9.9", "/d/1?open=9.9", "/d/1?close=9.9", f"/k/{NOWHERE}"])
def test_what_is_not_in_the_text_is_not_found(stranger: Client, scene: Scene, path: str) -> None:
    stranger.get(scene.home + path, status=404)


def test_a_permanent_link_follows_the_clause_to_its_newest_place(world: World, stranger: Client, scene: Scene) -> None:
    links = {clause.number: f"{scene.home}/k/{clause.uid}" for clause in world.clauses(scene.round)}
    assert stranger.get(links["2.1"], status=302).headers["Location"] == f"{scene.home}/d/1/2.1"
    world.a_draft(scene.consultation, CHANGED)
    assert stranger.get(links["1.1"], status=302).headers["Location"] == f"{scene.home}/d/2/1.1"
    assert stranger.get(links["1.2"], status=302).headers["Location"] == f"{scene.home}/d/1/1.2"


def test_a_comment_stays_with_the_draft_it_was_made_on_and_goes_along_to_the_next(
    world: World, stranger: Client, scene: Scene
) -> None:
    world.a_comment(scene.round, scene.people["citizen"])
    world.a_draft(scene.consultation, CHANGED)
    first, second = (stranger.get(f"{scene.home}/d/{number}/1.1") for number in (1, 2))
    assert len(first.root.all("article")) == len(second.root.all("article")) == 1
    assert "made on draft 1" in second.words
    assert "made on draft" not in first.words


def test_words_in_another_language_say_so_and_keep_their_direction(
    world: World, stranger: Client, scene: Scene
) -> None:
    clause = world.clauses(scene.round)[0]
    with world.acting():
        drafting.add_text(
            consultation_id=scene.consultation.id,
            version_id=clause.version_id,
            lang="ar",
            heading="",
            text="الأنظمة تخدم الناس.",
            status=TextStatus.HUMAN_REVIEWED,
        )
    page = stranger.get(f"{scene.home.replace('/en/', '/ar/')}/d/1")
    translated, source = section(page, "c1-1"), section(page, "c1-2")
    words = [each for each in translated.all("div") if each.get("class") == "read"]
    assert [(each.get("lang"), each.get("dir"), each.text) for each in words] == [("ar", "rtl", "الأنظمة تخدم الناس.")]
    words = [each for each in source.all("div") if each.get("class") == "read"]
    assert [(each.get("lang"), each.get("dir")) for each in words] == [("en", "ltr")]
    assert "معروض بلغته الأصلية: الإنجليزية" in source.text
    assert "معروض بلغته الأصلية" not in translated.text


def test_a_text_of_300_clauses_stays_light(world: World, app: Flask) -> None:
    consultation = world.a_consultation(slug="long")
    clauses = [f"# Principle {n}\n\n" + "\n\n".join(f"Duty {n} {m} is kept." for m in range(10)) for n in range(30)]
    world.a_draft(consultation, "\n\n".join(clauses))
    person = world.a_person()
    world.a_seat(consultation, person_id=person)
    world.a_round(consultation)
    client = Client(app, world.a_session(person))
    page = client.get("/en/c/long/d/1")
    assert len([each for each in page.root.all("section") if each.get("class") == "clause"]) == 300
    assert len(client.fragment("/en/c/long/d/1?open=1.1").root.all("section")) < 10


def uid(world: World, scene: Scene) -> str:
    return world.clauses(scene.round)[0].uid
