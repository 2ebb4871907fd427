"""The page of lists says where agreement lies: what each list holds, what it is not, and in words where it is empty."""

from datetime import timedelta

import pytest

from consult.consensus import service as consensus
from consult.consensus.pages import lists
from consult.consensus.service import reading
from consult.consensus.service.keeping import kept_result
from consult.consensus.tables import Snapshot
from consult.intake import service as intake
from consult.kernel import clock, jobs
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from tests.client import Client
from tests.consensus.crowds import a_round_of, a_round_with_every_list, seats_vote
from tests.consensus.scenes import a_statement_round
from tests.html import Element
from tests.shared_data import shared_path
from tests.world import World

LISTS = "/en/c/crowd/rounds/1/lists"
ALL_FOR = dict.fromkeys(range(5), "support")


def section(client: Client, name: str, address: str = LISTS) -> Element:
    """Return a section of the page of lists by the id of its heading."""
    page = client.get(address)
    return next(each for each in page.root.all("section") if each.get("aria-labelledby") == name)


def rows(part: Element) -> list[str]:
    """Return the numbers of the items that the tables of a section are about."""
    return [each.text for each in part.all("a") if "num" in each.get("class").split()]


def addresses(part: Element) -> list[str]:
    """Return where the links of a section lead."""
    return [each.get("href") for each in part.all("a")]


def test_what_unites_names_the_category_that_agrees_least_surely(world: World, stranger: Client) -> None:
    a_round_with_every_list(world)
    unites = section(stranger, "unites")
    assert rows(unites) == ["Clause 1.1"]
    assert "Companies" in unites.text
    assert "at least 60 %" in unites.text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_place_by_intercept_comes_when_it_is_fitted_and_is_called_a_second_opinion(
    world: World, stranger: Client
) -> None:
    a_round_with_every_list(world)
    assert "Place by intercept" not in section(stranger, "unites").text
    with clock.moved(timedelta(days=8)), world.app.app_context():
        jobs.run_due_jobs()
    told = section(stranger, "unites").text
    assert "Place by intercept" in told
    assert "a second opinion" in told


def test_what_divides_everyone_and_one_category_from_another_are_two_lists(world: World, stranger: Client) -> None:
    a_round_with_every_list(world)
    divides = section(stranger, "divides")
    assert rows(divides) == ["Clause 1.2", "Clause 1.3", "Clause 1.2"]
    assert "0.8" in divides.text
    assert "One opinion group from another" not in divides.text


def test_what_matters_and_lacks_agreement_stands_apart_from_what_goes_without_saying(
    world: World, stranger: Client
) -> None:
    a_round_with_every_list(world)
    matters = section(stranger, "matters")
    assert rows(matters) == ["Clause 1.2", "Clause 1.1"]
    assert "1.5 of 2" in matters.text


def test_a_difference_between_languages_leads_to_the_clause_in_all_its_languages(
    world: World, stranger: Client
) -> None:
    one = a_round_with_every_list(world)
    languages = section(stranger, "languages")
    assert rows(languages) == ["Clause 1.3"]
    assert "Possible translation fault" in languages.text
    uid = world.items(one)[2].id
    assert f"/en/c/crowd/d/1/concordance/{uid}" in addresses(languages)


def test_a_round_without_votes_says_of_each_list_in_words_that_it_is_empty(world: World, stranger: Client) -> None:
    _, one = a_round_of(world, "company", "government")
    world.closed(one)
    page = stranger.get(LISTS)
    for words in (
        "There is nothing to bridge",
        "Nothing divides people down the middle",
        "No two categories that are shown lie so far apart.",
        "asks no category how much a clause matters",
        "no two languages in which at least 20 took a side",
        "No earlier round of votes can be compared with this one.",
        "No finding of this round would be another one",
    ):
        assert words in page.words
    assert rows(page.root) == []


def test_lists_that_hold_nothing_say_so_where_people_voted(world: World, stranger: Client) -> None:
    consultation, one = a_round_of(world, "company", "citizen")
    seats_vote(world, consultation, one, [{0: "object"}] * 6, category="company")
    seats_vote(world, consultation, one, [{0: "object"}] * 20)
    world.closed(one)
    page = stranger.get(LISTS)
    assert "No clause has more than half of every category surely behind it." in page.words
    assert "No clause that matters to those who were asked lacks agreement" in page.words
    assert "There is none: whatever meets the criteria matters to people." in page.words


def test_what_hangs_on_flagged_seats_is_shown_as_two_findings_and_a_few_seats_as_fewer_than_five(
    world: World, stranger: Client
) -> None:
    consultation, one = a_round_of(world, "citizen")
    seats_vote(world, consultation, one, [{0: "support"}] * 5 + [{0: "object"}] * 5)
    seats_vote(world, consultation, one, [ALL_FOR] * 10)
    world.closed(one)
    hangs = section(stranger, "hangs")
    assert rows(hangs)[0] == "Clause 1.1"
    assert "Not supported in any category" in hangs.text
    assert "fewer than five" not in hangs.text


def test_the_result_of_each_round_is_read_once_for_the_page(
    world: World, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    consultation, first = a_round_of(world, "company")
    world.closed(first)
    third = world.closed(world.a_round(consultation))
    read: list[int] = []

    def noted(one: RoundView) -> Snapshot | None:
        read.append(one.number)
        return kept_result(one)

    monkeypatch.setattr(reading, "kept_result", noted)
    assert "No earlier round" not in stranger.get(f"/en/c/crowd/rounds/{third.number}/lists").words
    assert sorted(read) == [first.number, third.number]
    read.clear()
    stranger.get(f"/en/c/crowd/rounds/{third.number}/results")
    assert read == [third.number]


def test_what_changed_since_the_last_round_says_what_settled_and_leads_to_both_side_by_side(
    world: World, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    consultation, one = a_round_of(world, "company")
    voters = [(world.a_person(), []) for _ in range(6)]
    for person, _ in voters:
        world.a_seat(consultation, "company", person_id=person)
        world.a_vote(one, person, "support")
    world.closed(one)
    assert "No earlier round of votes" in section(stranger, "changed").text
    again = world.a_round(consultation)
    for person, _ in voters:
        world.a_vote(again, person, "support")
    world.closed(again)
    changed = section(stranger, "changed", "/en/c/crowd/rounds/2/lists")
    assert "What changed since round 1" in changed.text
    assert "At rest" in changed.text
    assert "/en/c/crowd/rounds/2/compared/1" in addresses(changed)
    assert len(changed.all("tr")) > 2
    monkeypatch.setattr(lists, "MOST", 1)
    cut = section(stranger, "changed", "/en/c/crowd/rounds/2/lists")
    assert len(cut.all("tr")) == 2
    assert "not shown here; the summary holds every figure" in cut.text


def test_statements_have_no_importance_and_it_says_so(world: World, stranger: Client) -> None:
    answers = {"government": ["agree agree"] * 6, "company": ["agree disagree"] * 6}
    _, one, _ = a_statement_round(world, ["Machines serve.", "Machines rule."], answers)
    world.closed(one)
    address = "/en/c/statements/rounds/1/lists"
    assert rows(section(stranger, "unites", address)) == ["Statement 1"]
    divides = section(stranger, "divides", address)
    assert rows(divides) == ["Statement 2", "Statement 2"]
    assert "There are no opinion groups in this round." in divides.text
    assert "Nobody was asked how much a statement matters to them" in section(stranger, "matters", address).text


def test_an_imported_conversation_is_bridged_by_its_groups(world: World, stranger: Client) -> None:
    folder = shared_path("data/polis/brexit-consensus")
    names = ("summary.csv", "comments.csv", "participants-votes.csv")
    with world.acting():
        intake.import_polis(slug="brexit", title="", files={name: (folder / name).read_bytes() for name in names})
    page = stranger.get("/en/c/brexit/rounds/1/lists")
    assert "More than half of every opinion group agrees with these" in page.words
    assert "Nobody looked for signals in this round" in page.words
    divides = next(each for each in page.root.all("section") if each.get("aria-labelledby") == "divides")
    assert "Group A" in divides.text


def test_statements_that_moderators_rejected_are_in_no_list(world: World) -> None:
    folder = shared_path("data/polis/15-per-hour-seattle")
    names = ("summary.csv", "comments.csv", "participants-votes.csv")
    with world.acting():
        done = intake.import_polis(slug="wage", title="", files={each: (folder / each).read_bytes() for each in names})
    with world.reading():
        one = rounds.round_by_number(done.consultation_id, 1)
        found, result = consensus.lists_of(one), consensus.result_of(one)
    assert found is not None
    rejected = {str(each["id"]) for each in result["statements"] if each["moderated"] == "rejected"}
    assert rejected
    assert set(found.items) == {str(each["id"]) for each in result["statements"]} - rejected


def test_a_round_that_asks_for_something_else_has_no_lists(world: World, stranger: Client) -> None:
    consultation = world.a_consultation(slug="crowd")
    world.a_draft(consultation)
    world.closed(world.a_round(consultation, kind=RoundKind.COMMENT))
    assert "There are no lists of this round" in stranger.get(LISTS).words


def test_nobody_sees_lists_before_the_reveal(world: World, stranger: Client) -> None:
    consultation, one = a_round_of(world, "citizen")
    seats_vote(world, consultation, one, [{0: "support"}] * 6)
    page = stranger.get(LISTS)
    assert "How people vote is hidden from everyone" in page.words
    assert rows(page.root) == []


def test_a_round_that_is_not_there_is_not_found(world: World, stranger: Client) -> None:
    a_round_of(world, "citizen")
    stranger.get("/en/c/crowd/rounds/7/lists", status=404)


def test_lists_speak_arabic_from_right_to_left(world: World, stranger: Client) -> None:
    a_round_with_every_list(world)
    assert stranger.get("/ar/c/crowd/rounds/1/lists").root.all("html")[0].get("dir") == "rtl"
