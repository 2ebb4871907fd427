"""Objections stand in every form of the summary and on every page of results: word for word, with who overruled them and why."""

import csv
import hashlib
import io
import json

import rfc8785
from flask import Flask

from consult.deliberation.rules.objections import Proposal, Step
from consult.export import letters, service
from consult.moderation import service as moderation
from tests.client import Client
from tests.conftest import Scene
from tests.deliberation.objecting import REASON, a_step, an_answer, an_editor, an_objection, hidden
from tests.export.test_summary_value import validate
from tests.rounds.scenes import a_decision_maker
from tests.world import World

WHY = "=It protects many more people than it burdens."
AGREED = {"citizen": {"support": 6}, "company": {"support": 5}}


def decided(world: World, scene: Scene) -> None:
    """Have one objection overruled and another one sustained in a round that is published."""
    one, editor, decider = scene.round, an_editor(world, scene.round), world.a_person("Dana Decider")
    a_decision_maker(world, scene.consultation, decider)
    world.votes(one, AGREED)
    delegate, citizen = scene.people["delegate"], scene.people["citizen"]
    an_objection(world, one, delegate)
    an_objection(world, one, citizen, proposal=Proposal.DELETE, proposed="", clause=world.clauses(one)[1])
    world.closed(one)
    world.answering(one)
    for number, person in ((1, delegate), (2, citizen)):
        an_answer(world, one, number, editor)
        a_step(world, one, number, Step.SUSTAIN, person, words="")
    a_step(world, one, 1, Step.OVERRULE, decider, words=WHY)
    with world.acting():
        moderation.publish_round(
            consultation_id=one.consultation_id, round_id=one.id, person_id=scene.people["organiser"]
        )


def test_the_summary_and_the_pages_say_who_objected_why_and_what_became_of_it(
    app: Flask, world: World, scene: Scene, stranger: Client
) -> None:
    decided(world, scene)
    with world.reading():
        summary = service.gather(consultation=scene.consultation)
    validate(summary)
    first, second, third = (clause["objections"] for clause in summary["clauses"])
    assert (summary["clauses"][0]["state"], third) == ("criteria_met", [])
    assert "objection_overruled" in summary["clauses"][0]["labels"]
    told = first[0]["on_record"]
    assert (told["by"], told["reason"], told["proposal"], told["state"]) == (
        *("Dataworks (invented)", REASON, "change", "overruled"),
    )
    assert (told["overruled"]["office"], told["overruled"]["reason"]) == ("Chair of the assembly", WHY)
    assert (second[0]["is_blocking"], second[0]["on_record"]["by"], second[0]["on_record"]["proposed"]) == (
        *(False, None, None),
    )
    frozen = {name: summary[name] for name in ("participation", "clauses", "statements", "flagged", "gaps")}
    frozen["clauses"] = [
        {
            **clause,
            "declared_outcome": None,
            "objections": [{**one, "on_record": None} for one in clause["objections"]],
        }
        for clause in frozen["clauses"]
    ]
    digest = hashlib.sha256(rfc8785.dumps(json.loads(json.dumps(frozen)))).hexdigest()
    assert digest == summary["method"]["result_sha256"]
    with app.test_request_context("/en/"):
        files = {form: letters.write_summary(summary, form, lang="en", names={}).decode() for form in letters.FORMS}
    for form in ("html", "md"):
        for words in ("Overruled by", "Dana Decider, Chair of the assembly", "an objection was overruled", REASON):
            assert words in files[form], (form, words)
    rows = [row for row in csv.DictReader(io.StringIO(files["csv"], newline="")) if row["kind"] == "objection"]
    assert [(row["objection"], row["state"], row["overruled_reason"]) for row in rows] == [
        ("1", "overruled", f"'{WHY}"),
        ("2", "sustained", ""),
    ]
    uid = summary["clauses"][0]["uid"]
    for path in ("rounds/1/results", f"k/{uid}/decided"):
        page = stranger.get(f"{scene.home}/{path}").words
        for words in ("an objection was overruled", REASON, WHY, "Dana Decider", "Chair of the assembly"):
            assert words in page, (path, words)


def test_words_that_a_moderator_hid_are_in_no_file_and_on_no_page(
    app: Flask, world: World, scene: Scene, stranger: Client
) -> None:
    decided(world, scene)
    hidden(world, scene.round, 1, scene.people["moderator"])
    with world.reading():
        summary = service.gather(consultation=scene.consultation)
    validate(summary)
    told = summary["clauses"][0]["objections"][0]["on_record"]
    assert (told["reason"], told["proposal"], told["proposed"], told["hidden_under"]) == (
        *(None, None, None, "personal_data"),
    )
    assert told["overruled"]["reason"] == WHY
    with app.test_request_context("/en/"):
        files = {form: letters.write_summary(summary, form, lang="en", names={}).decode() for form in letters.FORMS}
    assert files["md"].count("Its words are hidden under the rule “It shows personal data”.") == 1
    assert files["md"].count(WHY) == 1
    uid = summary["clauses"][0]["uid"]
    pages = [stranger.get(f"{scene.home}/{path}").words for path in ("rounds/1/results", f"k/{uid}/decided")]
    for words in (*files.values(), *pages):
        assert "whoever runs them can stop them" not in words
