"""What was declared stands in every form of the summary, and the frozen result's digest stays what it was."""

import csv
import hashlib
import io
import json

import pytest
import rfc8785
from flask import Flask

from consult.export import letters, service
from consult.rounds.service import RoundView
from tests.conftest import Scene
from tests.export.test_summary_value import validate
from tests.rounds.scenes import a_decision_maker, an_outcome, published
from tests.world import World

REASON = "=It departs."


@pytest.fixture
def one(world: World, scene: Scene) -> RoundView:
    decider = world.a_person()
    a_decision_maker(world, scene.consultation, decider)
    world.votes(scene.round, {"citizen": {"support": 6}, "company": {"support": 5}})
    done = published(world, scene.round)
    an_outcome(world, done, decider, "deferred", reason=REASON)
    return done


def test_the_value_says_who_declared_what_and_why_or_null(world: World, scene: Scene, one: RoundView) -> None:
    with world.reading():
        summary = service.gather(consultation=scene.consultation)
    validate(summary)
    first, second, _ = (clause["declared_outcome"] for clause in summary["clauses"])
    assert first.pop("at").endswith("Z")
    assert first == {
        "outcome": "deferred",
        "by": "Dana Decider",
        "office": "Chair of the assembly",
        "reason": REASON,
        "departs": True,
    }
    assert second is None


def test_the_digest_covers_the_frozen_result_without_what_was_declared(
    world: World, scene: Scene, one: RoundView
) -> None:
    with world.reading():
        summary = service.gather(consultation=scene.consultation)
    frozen = {name: summary[name] for name in ("participation", "clauses", "statements", "flagged", "gaps")}
    frozen["clauses"] = [{**clause, "declared_outcome": None} for clause in frozen["clauses"]]
    digest = hashlib.sha256(rfc8785.dumps(json.loads(json.dumps(frozen)))).hexdigest()
    assert digest == summary["method"]["result_sha256"]


def test_files_for_readers_and_spreadsheets_say_it_too(app: Flask, world: World, scene: Scene, one: RoundView) -> None:
    with world.reading():
        summary = service.gather(consultation=scene.consultation)
    with app.test_request_context("/en/"):
        files = {form: letters.write_summary(summary, form, lang="en", names={}).decode() for form in letters.FORMS}
    for form in ("html", "md"):
        for told in ("Deferred", "Dana Decider, Chair of the assembly", "Departs from what the rule found", "Not yet"):
            assert told in files[form], (form, told)
    overall = next(csv.DictReader(io.StringIO(files["csv"], newline=""), strict=True))
    assert overall["declared_outcome"] == "deferred"
    assert overall["declared_reason"] == f"'{REASON}"
    assert overall["declared_departs"] == "True"
