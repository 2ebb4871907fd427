"""Suggesting other words and saying what one's seat thinks of them: each with a page of its own that needs no script."""

from typing import Any

import pytest

from consult.deliberation.rules.colliding import Change
from consult.deliberation.rules.words import PAGE_SIZE
from tests.client import Client
from tests.conftest import Scene
from tests.deliberation.suggesting import a_stance, a_suggestion, hidden, suggestion, suggestions
from tests.html import values
from tests.world import World

FIRST = "Systems serve people, and people can stop them."
TYPED: dict[str, Any] = {"text": "It says *whom*.", "attribution": "named"}


def suggest(scene: Scene, way: str = "") -> str:
    return f"{scene.home}/d/1/1.1/suggest{f'?way={way}' if way else ''}"


def squeezed(words: str) -> str:
    return " ".join(words.split())


def test_the_form_holds_the_words_of_the_clause_to_edit(citizen: Client, scene: Scene) -> None:
    page = citizen.get(suggest(scene))
    assert page.heading == "Suggest a change to clause 1.1"
    assert values(page.form("/suggest"))["wording"].strip() == FIRST
    assert "attribution" not in values(page.form("/suggest")), "nobody's name is published by an oversight"


def test_a_suggestion_for_the_clause_stands_under_it_as_a_redline(
    citizen: Client, stranger: Client, scene: Scene
) -> None:
    sent = citizen.fill(suggest(scene), "/suggest", wording=FIRST.replace("stop", "halt"), **TYPED)
    page = citizen.follow(sent)
    assert sent.headers["Location"].endswith("/d/1/1.1#comment-1")
    assert "Your suggestion is saved as number 1." in page.words
    shown = squeezed(stranger.get(f"{scene.home}/d/1/1.1").words)
    assert "1 suggestion" in shown
    assert "No comments" in shown
    assert "Carmen Citizen" in shown
    assert "people can removed stop added halt them." in squeezed(shown.replace("\xa0", " "))
    assert stranger.get(f"{scene.home}/comments/1", status=302).headers["Location"].endswith("/d/1/1.1#comment-1")


@pytest.mark.parametrize(
    ("way", "typed", "change", "after"),
    [
        ("passage", {"quote": "can stop them", "wording": "can halt them"}, Change.REPLACE, "people can halt them."),
        ("cut", {"quote": ", and people can stop them"}, Change.DELETE, "Systems serve people."),
        ("delete", {}, Change.DELETE, ""),
        ("insert", {"heading": "Halting", "wording": "Whoever halts one says why."}, Change.INSERT, "says why."),
    ],
)
def test_each_way_has_the_fields_it_needs(
    citizen: Client, world: World, scene: Scene, way: str, typed: dict[str, Any], change: Change, after: str
) -> None:
    form = citizen.get(suggest(scene, way)).form("/suggest")
    offered = set(values(form)) & {"quote", "heading", "wording"}
    assert offered == set(typed)
    citizen.fill(suggest(scene, way), "/suggest", **typed, **TYPED)
    (made,) = suggestions(world, scene.round)
    assert made.words.change == change
    assert made.words.after.endswith(after)


def test_a_passage_that_was_selected_is_filled_in(citizen: Client, scene: Scene) -> None:
    page = citizen.get(f"{suggest(scene, 'passage')}&quote=people+can")
    assert values(page.form("/suggest"))["quote"].strip() == "people can"
    assert values(page.form("/suggest"))["wording"].strip() == "people can"


def test_a_way_that_nobody_knows_is_the_usual_one(citizen: Client, scene: Scene) -> None:
    assert values(citizen.get(suggest(scene, "poem")).form("/suggest"))["way"] == "whole"


def test_the_change_is_shown_before_anything_is_sent(citizen: Client, world: World, scene: Scene) -> None:
    page = citizen.fill(
        suggest(scene), "/suggest", status=200, wording=FIRST.replace("stop", "halt"), show="1", text="Shorter."
    )
    assert "What your suggestion would change" in page.words
    assert next(each.text for each in page.root.all("ins")).endswith("halt")
    assert values(page.form("/suggest"))["text"].strip() == "Shorter."
    assert suggestions(world, scene.round) == ()


def test_a_refused_change_is_not_shown_and_names_its_field(citizen: Client, scene: Scene) -> None:
    page = citizen.fill(suggest(scene), "/suggest", status=422, show="1")
    assert "These are the words that stand there now." in page.words


@pytest.mark.parametrize(
    ("way", "typed", "told"),
    [
        ("whole", {"wording": "x" * 4001}, "at most 4000 characters"),
        ("whole", {"text": ""}, "why the text should change"),
        ("passage", {"quote": "clocks", "wording": "hours"}, "These words are not in the clause as it was written."),
        ("passage", {"quote": "people", "wording": "all"}, "more than once"),
        ("passage", {"quote": "", "wording": "all"}, "Copy the words that you mean"),
        ("insert", {"wording": ""}, "Write the words that should stand there."),
    ],
)
def test_a_refusal_keeps_what_was_typed(
    citizen: Client, world: World, scene: Scene, way: str, typed: dict[str, Any], told: str
) -> None:
    given: dict[str, Any] = {"wording": "Systems serve.", **TYPED, **typed}
    page = citizen.fill(suggest(scene, way), "/suggest", status=422, **given)
    assert told in page.words
    kept = values(page.form("/suggest"))
    assert {name: kept[name].strip() for name in given} == given
    assert suggestions(world, scene.round) == ()


def test_nobody_is_named_without_having_chosen_it(citizen: Client, world: World, scene: Scene) -> None:
    page = citizen.fill(suggest(scene), "/suggest", status=422, wording="Systems serve.", text="Why not?")
    assert "Choose whether your name is shown with the suggestion." in page.words
    assert suggestions(world, scene.round) == ()


def test_the_words_to_edit_are_those_the_draft_was_written_in(world: World, citizen: Client, scene: Scene) -> None:
    page = citizen.get(suggest(scene).replace("/en/", "/ar/"))
    form = page.form("/suggest")
    assert values(form)["wording"].strip() == FIRST
    (field,) = (each for each in form.all("textarea") if each.get("name") == "wording")
    assert (field.get("lang"), field.get("dir")) == ("en", "ltr")


def test_someone_without_a_seat_and_a_closed_round_are_refused(
    newcomer: Client, citizen: Client, world: World, scene: Scene
) -> None:
    newcomer.get(suggest(scene), status=403)
    world.closed(scene.round)
    page = citizen.fill(suggest(scene), "/suggest", status=409, wording="Systems serve.", **TYPED)
    assert values(page.form("/suggest"))["wording"].strip() == "Systems serve."
    assert suggestions(world, scene.round) == ()


def test_a_seat_supports_from_the_clause_and_changes_it_on_a_page_of_its_own(
    citizen: Client, world: World, scene: Scene
) -> None:
    made = a_suggestion(world, scene.round, scene.people["delegate"])
    way = f"{scene.home}/suggestions/{made}/support"
    page = citizen.follow(citizen.fill(f"{scene.home}/d/1/1.1", "/support", stance="for"))
    assert "Your seat supports suggestion 1." in page.words
    assert "Your seat supports it." in page.words
    form = citizen.get(way).form("/support")
    assert (values(form)["stance"], values(form)["moves_to"]) == ("for", "stays")
    page = citizen.follow(citizen.fill(way, "/support", stance="against", moves_to="object"))
    assert "This change would move your position to “Object”." in squeezed(page.words)
    citizen.follow(citizen.fill(way, "/support", stance="none"))
    assert suggestion(world, scene.round, made).cells == ()


def test_a_stance_without_words_is_asked_for_again(citizen: Client, world: World, scene: Scene) -> None:
    made = a_suggestion(world, scene.round, scene.people["delegate"])
    way = f"{scene.home}/suggestions/{made}/support"
    page = citizen.fill(way, "/support", status=422, moves_to="object")
    assert "Choose whether your seat supports or opposes the suggestion" in page.words
    assert values(page.form("/support"))["moves_to"] == "object"


def test_ones_own_and_a_hidden_one_have_no_form(citizen: Client, delegate: Client, world: World, scene: Scene) -> None:
    made = a_suggestion(world, scene.round, scene.people["delegate"])
    way = f"{scene.home}/suggestions/{made}/support"
    assert "Your seat made this suggestion" in delegate.get(way).words
    assert "Support" not in [each.text.split()[0] for each in delegate.get(f"{scene.home}/d/1/1.1").root.all("button")]
    hidden(world, scene, made)
    page = citizen.get(way)
    assert "The words of this suggestion are not shown" in page.words
    assert "Systems serve all" not in page.words
    sent = {"stance": "for", "moves_to": "stays", "key": "a key of eight"}
    assert "The words of this suggestion are not shown" in citizen.post(way, sent, status=409).words


def test_a_plain_comment_cannot_be_supported(citizen: Client, world: World, scene: Scene) -> None:
    comment = world.a_comment(scene.round, scene.people["delegate"])
    citizen.get(f"{scene.home}/suggestions/{comment}/support", status=404)


def test_the_second_page_of_suggestions_is_where_the_address_of_the_last_one_leads(
    stranger: Client, world: World, scene: Scene
) -> None:
    for number in range(PAGE_SIZE + 1):
        last = a_suggestion(world, scene.round, scene.people["delegate"], f"Number {number}.")
    reply = world.a_comment(scene.round, scene.people["citizen"], "Indeed.", parent_id=last)
    assert reply
    for number in (PAGE_SIZE + 1, PAGE_SIZE + 2):
        leads = stranger.get(f"{scene.home}/comments/{number}", status=302).headers["Location"]
        assert leads.endswith(f"/d/1/1.1?suggestions=2#comment-{number}")
        assert f"comment-{number}" in stranger.get(leads).text
    assert "Page 1 of 2" in stranger.get(f"{scene.home}/d/1/1.1").words


def test_ones_own_page_and_the_desk_say_that_it_is_a_suggestion(
    citizen: Client, moderator: Client, world: World, scene: Scene
) -> None:
    a_suggestion(world, scene.round, scene.people["citizen"])
    assert "Suggestion" in citizen.get(f"{scene.home}/my-comments").words
    assert [each.text for each in citizen.get(f"{scene.home}/my-comments").root.all("ins")]
    assert "Suggestion 1" in moderator.get(f"{scene.home}/moderate").words


def test_figures_follow_what_seats_say(stranger: Client, world: World, scene: Scene) -> None:
    made = a_suggestion(world, scene.round, scene.people["citizen"])
    page = f"{scene.home}/d/1/1.1"
    assert "No other seat has said yet whether it supports this." in stranger.get(page).words
    a_stance(world, scene.round, made, scene.people["delegate"], moves_to="support")
    told = squeezed(stranger.get(page).words)
    assert "1 seat supports it. 0 seats oppose it." in told
    assert "This change would move the position of 1 seat." in told
    person = world.a_person()
    world.a_seat(scene.consultation, person_id=person)
    a_stance(world, scene.round, made, person)
    assert "Fewer than five seats" in stranger.get(page).words, "a citizen may be told apart now"
