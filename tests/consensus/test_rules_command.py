"""`consult rules`: which rules there are, and what one finds on a tally that somebody typed."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from consult.consensus.rules.registry import METHODS, PROCEDURES, RULES
from tests.command import run

CLAUSE = "category,position,count\ngovernment,support,80\ngovernment,object,40\ngovernment,no_opinion,73\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def tried(app: Flask, folder: Path, content: str, *options: object, rule: str = "un_present_and_voting") -> Result:
    """Return what `consult rules try` says about a file with this content; JSON begins with a brace."""
    file = folder / ("tally.json" if content.startswith("{") else "tally.csv")
    file.write_text(content, encoding="utf-8")
    return run(app, "rules", "try", rule, "--input", file, *options)


def told(done: Result) -> dict[str, Any]:
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_every_rule_is_listed_with_its_parameters_and_its_source(app: Flask) -> None:
    done = run(app, "rules")
    assert done.exit_code == 0
    for rule in (*RULES.values(), *METHODS.values(), *PROCEDURES.values()):
        assert f"{rule.id} {rule.version}  {rule.title}\n  {rule.asks}" in done.stdout
        assert rule.source in done.stdout
        assert all(f"--param {one.name}={one.default}" in done.stdout for one in rule.parameters)
    listed = json.loads(run(app, "rules", "--format", "json").stdout)
    assert [one["id"] for one in listed] == [*RULES, *METHODS, *PROCEDURES]
    assert listed[1]["verdicts"]["adopted"] == "met"
    assert {one["id"]: one["reads"] for one in listed if one["reads"] != "tally"} == {
        "rand_ucla": "ratings",
        "delphi_70_15": "ratings",
        "approval": "approvals",
        "score": "scores",
        "schulze_winning_votes": "ranks",
        "star": "scores",
        **dict.fromkeys(PROCEDURES, "nothing"),
    }


def test_a_tally_is_decided_with_every_criterion_printed(app: Flask, folder: Path) -> None:
    done = tried(app, folder, CLAUSE, "--param", "majority=two_thirds")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[:2] == ["adopted (met)", "  affirmative_share: 2/3 >= 2/3, met"]


def test_a_file_of_ballots_is_counted_row_by_row(app: Flask, folder: Path) -> None:
    ballots = "\ufeffcategory,position\ncitizen,support\ncitizen, reservation\n\ncompany,object\n"
    found = told(tried(app, folder, ballots, "--format", "json"))
    assert (found["verdict"], found["counted"]) == ("adopted", {"affirmative": 2, "negative": 1})


def test_seats_that_did_not_answer_are_named_beside_the_file_or_in_it(app: Flask, folder: Path) -> None:
    quorum = ("--param", "quorum=majority", "--format", "json")
    assert told(tried(app, folder, CLAUSE, *quorum))["verdict"] == "adopted"
    found = told(tried(app, folder, CLAUSE, "--seats", "government=386", *quorum))
    assert (found["verdict"], found["criteria"][0]["value"]) == ("no_quorum", "1/2")
    inside = json.dumps({"counts": {"citizen": {"support": 3}}, "seats": {"citizen": 6, "company": 1}})
    assert told(tried(app, folder, inside, *quorum))["criteria"][0]["value"] == "3/7"


def test_whole_numbers_and_fractions_are_parameters_too(app: Flask, folder: Path) -> None:
    options = ("--param", "n_min=200", "--param", "share_threshold=2/3", "--format", "json")
    found = told(tried(app, folder, CLAUSE, *options, rule="multistakeholder"))
    assert found["parameters"]["n_min"] == 200
    assert [one["met"] for one in found["criteria"]] == [True, False, True, True]


def test_an_empty_tally_has_no_valid_votes(app: Flask, folder: Path) -> None:
    done = tried(app, folder, "category,position\n")
    assert done.stdout.splitlines()[:2] == ["no_valid_votes (no_valid_votes)", "  affirmative_share: no value > 1/2, undefined"]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        ("", 1, "columns"),
        ("category,vote\ncitizen,support\n", 1, "columns"),
        ("category,position\ncitizen,support\ncitizen,yes\n", 3, "“yes” is none of the positions"),
        ("category,position\n,support\n", 2, "category is missing"),
        ("category,position\ncitizen\n", 2, "more or fewer columns"),
        ("category,position,count\ncitizen,support,-1\n", 2, "“-1” is no count"),
        ("category,position,count\ncitizen,support,٣\n", 2, "is no count"),
        ("category,position,count\ncitizen,support,1\ncitizen,support,2\n", 3, "citizen, support is there twice"),
        ('category,position\n"citizen,support\n', 2, "quotation marks"),
        ('{"counts":\n {"citizen": }}', 2, "not JSON"),
        ('{"votes": {}}', 1, "no object with counts"),
        ('{"counts": {"citizen": 3}}', 1, "no object with counts"),
        ('{"counts": {"citizen":\n {"support": true}}}', 2, "is no count"),
        ('{"counts": {"citizen": {"support": 1}},\n "seats": {"company": 1.5}}', 2, "“1.5” is no count"),
    ],
)
def test_a_file_that_holds_no_tally_is_refused_with_the_number_of_the_line(
    app: Flask, folder: Path, content: str, line: int, problem: str
) -> None:
    done = tried(app, folder, content)
    assert done.exit_code == 1
    assert f"Line {line} of the tally" in done.stderr
    assert problem in done.stderr
    assert done.stdout == ""


def test_bytes_that_are_not_utf_8_are_refused_with_the_number_of_the_line(app: Flask, folder: Path) -> None:
    file = folder / "tally.csv"
    file.write_bytes(b"category,position\nb\xfcrger,support\n")
    done = run(app, "rules", "try", "multistakeholder", "--input", file)
    assert (done.exit_code, "Line 2 of the tally" in done.stderr) == (1, True)


def test_fewer_seats_than_answers_are_refused(app: Flask, folder: Path) -> None:
    done = tried(app, folder, CLAUSE, "--seats", "government=3")
    assert (done.exit_code, "“government” has more answers than seats" in done.stderr) == (1, True)


@pytest.mark.parametrize(
    "options",
    [
        ("--param", "majority=most"),
        ("--param", "colour=red"),
        ("--param", "majority"),
        ("--seats", "government=many"),
        ("--seats", "=3"),
    ],
)
def test_options_that_the_rule_does_not_take_end_with_status_2(
    app: Flask, folder: Path, options: tuple[str, ...]
) -> None:
    done = tried(app, folder, CLAUSE, *options)
    assert (done.exit_code, done.stdout) == (2, "")
