"""The summary as a download: from the reveal on, the same for everyone, in four forms."""

import csv
import json

import pytest
from flask import Flask

from tests.client import Client
from tests.conftest import Scene
from tests.consensus.scenes import a_ballot
from tests.world import World

FORMS = ("json", "csv", "md", "html")
TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
}


@pytest.mark.parametrize("who", ["stranger", "citizen", "delegate", "moderator", "organiser"])
def test_before_the_reveal_nobody_gets_a_summary(
    world: World, scene: Scene, who: str, request: pytest.FixtureRequest
) -> None:
    world.a_vote(scene.round, scene.people["delegate"])
    client: Client = request.getfixturevalue(who)
    for form in FORMS:
        page = client.get(f"{scene.home}/rounds/1/summary.{form}", status=409)
        assert "hidden from everyone" in page.text
        assert page.headers["Cache-Control"] == "no-store"


def test_after_the_reveal_everyone_gets_the_same_bytes(
    world: World, scene: Scene, stranger: Client, organiser: Client
) -> None:
    world.a_vote(scene.round, scene.people["delegate"])
    world.closed(scene.round)
    for form in FORMS:
        path = f"{scene.home}/rounds/1/summary.{form}"
        page = stranger.get(path)
        assert page.headers["Content-Type"] == TYPES[form]
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert organiser.get(path).response.data == page.response.data


def test_a_file_has_a_plain_name_and_words_have_their_language_in_it(
    world: World, scene: Scene, stranger: Client
) -> None:
    world.closed(scene.round)
    names = {
        path: stranger.get(f"/{path}").headers["Content-Disposition"]
        for path in [
            "en/c/principles/rounds/1/summary.json",
            "ar/c/principles/rounds/1/summary.csv",
            "zh-Hans/c/principles/rounds/1/summary.html",
            "ar/c/principles/rounds/1/summary.md",
        ]
    }
    assert list(names.values()) == [
        "attachment; filename=principles-round-1-summary.json",
        "attachment; filename=principles-round-1-summary.csv",
        "attachment; filename=principles-round-1-summary-zh-Hans.html",
        "attachment; filename=principles-round-1-summary-ar.md",
    ]


def test_a_summary_that_has_not_changed_is_not_sent_again(world: World, scene: Scene, stranger: Client) -> None:
    world.closed(scene.round)
    path = f"{scene.home}/rounds/1/summary.json"
    mark = stranger.get(path).headers["ETag"]
    assert stranger.get(path, status=304, headers={"If-None-Match": mark}).response.data == b""


@pytest.mark.parametrize(
    "name", ["rounds/2/summary.json", "rounds/1/summary.pdf", "rounds/1/summary.", "rounds/0/summary.md"]
)
def test_what_is_not_there_is_not_found(world: World, scene: Scene, stranger: Client, name: str) -> None:
    world.closed(scene.round)
    stranger.get(f"{scene.home}/{name}", status=404)


def test_a_consultation_that_is_not_announced_is_not_there_for_strangers(
    app: Flask, world: World, stranger: Client
) -> None:
    olga = world.a_person("Olga Organiser")
    _, one = a_ballot(world, {"company": ("support",)}, organiser=olga, is_announced=False)
    world.closed(one)
    path = "/en/c/principles/rounds/1/summary.json"
    stranger.get(path, status=404)
    assert json.loads(Client(app, world.a_session(olga)).get(path).text)["version"] == 1


def test_json_is_utf_8_with_the_characters_themselves_and_ends_with_a_line(world: World, stranger: Client) -> None:
    _, one = a_ballot(
        world, {"company": ("support",)}, title="人工智能治理原则", text="# 以人为本\n\n机器为人服务。🙂\n"
    )
    world.closed(one)
    data = stranger.get("/en/c/principles/rounds/1/summary.json").response.data
    assert "机器为人服务。🙂".encode() in data
    assert data.endswith(b"}\n")
    assert b"\r" not in data


def test_csv_gives_back_every_text_and_number(world: World, stranger: Client) -> None:
    words = 'Machines, "people"\nand =2+3'
    _, one = a_ballot(world, text=f"# One\n\n{words}\n\n=HYPERLINK(1)\n")
    world.closed(one)
    rows = list(csv.DictReader(stranger.get("/en/c/principles/rounds/1/summary.csv").text.splitlines(keepends=True)))
    clauses = [row for row in rows if row["kind"] == "clause"]
    assert clauses[0]["text"] == words
    assert clauses[-1]["text"] == "'=HYPERLINK(1)"
    company = next(row for row in clauses if row["category"] == "company")
    assert (company["n"], company["support"], company["reservation"], company["object"]) == ("5", "3", "1", "1")
    assert (company["share_exact"], float(company["share"]), float(company["lower_bound"])) == ("4/5", 0.8, 0.375535)
    citizen = next(row for row in clauses if row["category"] == "citizen")
    assert (citizen["suppressed"].lower(), citizen["n"], citizen["seats"]) == ("true", "", "4")
    turnout = {row["category"]: row["voted"] for row in rows if row["kind"] == "participation"}
    assert turnout == {"government": "5", "company": "5", "citizen": ""}
    assert {row["formula_version"] for row in rows} == {"2026.1"}
