"""A panel's summary in every form, with the methods appendix that fills itself in."""

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import rfc8785
from flask import Flask

from tests.command import run
from tests.consensus.rating import a_panel, a_rating_round, rate_all
from tests.voting.redrafting import a_redraft, a_text
from tests.world import World

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "summary.schema.json"


def summary(app: Flask, form: str = "json") -> str:
    done = run(app, "summary", "panel", "--format", form)
    assert done.exit_code == 0, done.output
    return done.stdout


def two_rounds(world: World) -> None:
    """Hold two rounds of a panel, the second on a draft in which one clause was reworded and one was dropped."""
    consultation, people = a_panel(world, seats={"research_institution": 6, "citizen": 3}, text=a_text(audit=None))
    first = a_rating_round(world, consultation)
    everyone = [*people["research_institution"], *people["citizen"]]
    for place in (0, 1):
        rate_all(world, first, everyone, ["7", "7", "8", "8", "9", "9", "1", "9", "9"], place=place)
    world.closed(first)
    reworded = a_text(stop="Nobody can stop a system.", risk=None, audit=None)
    a_redraft(world, consultation, reworded, {"stop": 3})
    second = a_rating_round(world, consultation, parameters={"consensus_threshold": "4/5"})
    rate_all(world, second, everyone[:6], ["7", "7", "8", "8", "9", "9"], place=1)
    world.closed(second)


def test_a_summary_of_a_panel_holds_its_ratings_and_its_methods_in_every_form(app: Flask, world: World) -> None:
    two_rounds(world)
    found: dict[str, Any] = json.loads(summary(app))
    jsonschema.validate(found, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert (found["round"]["kind"], found["clauses"], found["statements"]) == ("rating", [], [])
    reworded, rated = found["ratings"]
    assert (reworded["stability"]["because"], rated["stability"]["verdict"]) == ("text_changed", "stable")
    assert [one["value"] for one in rated["criteria"]] == ["1/1", "0/1", "0/1", "1/1"]
    assert found["panel_round"] == {
        "ordinal": 2, "most_rounds": 3, "at_rest": None, "stop": "goes_on", "rounds": [1, 2],
    }  # fmt: skip
    appendix = found["methods_appendix"]
    first, second = appendix["rounds"]
    assert (appendix["defined_at"], appendix["definition_sha256"]) == (first["opened_at"], first["contract_sha256"])
    assert appendix["definition_unchanged"] is False
    assert (first["parameters"]["consensus_threshold"], second["parameters"]["consensus_threshold"]) == ("7/10", "4/5")
    assert [(row["kind"], row["from"], row["to"]) for row in appendix["changes"]] == [
        ("edited", "1.1", "1.1"),
        ("deleted", "1.3", None),
    ]
    researchers, _, citizens = first["categories"]
    assert (researchers["invited"], researchers["started"], citizens["started"]) == (6, 6, None)
    assert appendix["feedback"] == ["own_rating", "raters", "median", "middle_half", "reasons"]
    rows = list(csv.DictReader(io.StringIO(summary(app, "csv"))))
    assert [row["rated_8"] for row in rows if row["kind"] == "rating" and row["category"] == "overall"] == ["0", "2"]
    assert {row["kind"] for row in rows} >= {"rating", "panel_round", "panel_change"}
    text = summary(app, "md")
    assert "Methods appendix" in text
    assert "Rated 7 to 9 by most, and 1 to 3 by few" in text
    assert "What changed in the text between the rounds" in text
    assert "At rest, 0 % moved on balance among 6 seats; below 15 % is at rest" in text.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert "The panel has not come to rest, and its contract allows another round." in text
    assert "<table>" in summary(app, "html")


def test_the_digest_of_a_panel_s_result_is_that_of_what_stands_in_the_file(app: Flask, world: World) -> None:
    two_rounds(world)
    found: dict[str, Any] = json.loads(summary(app))
    names = ("participation", "clauses", "statements", "ratings", "panel_round", "gaps")
    canonical = rfc8785.dumps({name: found[name] for name in names})
    assert hashlib.sha256(canonical).hexdigest() == found["method"]["result_sha256"]
