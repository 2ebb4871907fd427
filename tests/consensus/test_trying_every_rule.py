"""`consult rules try` on facts beside a tally, on ratings, and on ballots with several options."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from consult.consensus.rules.registry import METHODS, RULES
from tests.command import run

COUNTS = {"member": {"support": 6, "object": 4}, "observer": {"support": 2, "object": 1, "no_opinion": 1}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def tried(app: Flask, folder: Path, rule: str, content: object, *options: object) -> Result:
    """Return what the command says about a file: text is CSV, anything else becomes JSON."""
    file = folder / ("tally.csv" if isinstance(content, str) else "tally.json")
    file.write_text(content if isinstance(content, str) else json.dumps(content, indent=1), encoding="utf-8")
    return run(app, "rules", "try", rule, "--input", file, *options)


def told(app: Flask, folder: Path, rule: str, content: object, *options: object) -> dict[str, Any]:
    done = tried(app, folder, rule, content, "--format", "json", *options)
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_decides_on_a_tally(app: Flask, folder: Path, rule: str) -> None:
    found = told(app, folder, rule, {"counts": COUNTS})
    assert found["rule"] == rule
    assert RULES[rule].verdicts[found["verdict"]] == found["status"]


@pytest.mark.parametrize(
    ("rule", "facts", "before", "after"),
    [
        ("iso_dis_fdis", {"without_reasons": {"member": 4, "observer": 1}}, "disapproved", "approved"),
        ("iso_dis_fdis", {"observers": ["member"], "without_reasons": {"member": 3}}, "disapproved", "approved"),
        ("cen_weighted_vote", {"population": {"total": 90, "behind": {"support": 65}}}, "inconclusive", "approved"),
        (
            "eu_qmv",
            {"population": {"total": 100, "behind": {"support": 64, "object": 36}}},
            "inconclusive",
            "not_adopted",
        ),
        (
            "w3c_council_vote",
            {"affiliations": [{"support": 8}, {"object": 2}, {"object": 3, "no_opinion": 1}]},
            "adopted",
            "rejected",
        ),
        ("rough_consensus_gate", {"objections": ["answered", "withdrawn"]}, "open_issues", "rough_consensus_possible"),
    ],
)
def test_what_else_is_known_about_an_item_stands_beside_its_counts(
    app: Flask, folder: Path, rule: str, facts: dict[str, Any], before: str, after: str
) -> None:
    assert told(app, folder, rule, {"counts": COUNTS})["verdict"] == before
    assert told(app, folder, rule, {"counts": COUNTS, **facts})["verdict"] == after


def test_a_category_that_has_seats_and_no_answers_may_observe(app: Flask, folder: Path) -> None:
    content = {"counts": COUNTS, "seats": {"guest": 3}, "observers": ["guest"]}
    assert told(app, folder, "iso_dis_fdis", content)["verdict"] == "disapproved"


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({"without_reasons": 3}, "no object with a number for each category"),
        ({"without_reasons": {"guest": 1}}, "“guest” has no counts"),
        ({"without_reasons": {"member": 5}}, "“member” has fewer objections"),
        ({"without_reasons": {"member": "few"}}, "“few” is no count"),
        ({"population": 100}, "no object with total and behind"),
        ({"population": {"total": 100}}, "no object with total and behind"),
        ({"population": {"total": 100, "behind": {"yes": 3}}}, "no counts by position"),
        ({"population": {"total": 100, "behind": [3]}}, "no counts by position"),
        ({"population": {"total": 100, "behind": {"support": 101}}}, "more people stand behind answers"),
        ({"population": {"total": -1, "behind": {}}}, "“-1” is no count"),
        ({"observers": "member"}, "no list of categories"),
        ({"observers": [3]}, "no list of categories"),
        ({"observers": ["guest"]}, "“guest” has no counts"),
        ({"affiliations": {"acme": {"support": 1}}}, "no list of counts by position"),
        ({"affiliations": [{"support": 8}]}, "do not add up to those counted"),
        ({"affiliations": [{"support": True}]}, "“True” is no count"),
        ({"objections": "open"}, "no list of states of objections"),
        ({"objections": ["loud"]}, "no list of states of objections"),
        ({"populations": {}}, "no object with counts"),
    ],
)
def test_a_fact_that_cannot_be_is_refused_with_its_line(
    app: Flask, folder: Path, facts: dict[str, Any], problem: str
) -> None:
    content = {"counts": COUNTS, **facts}
    done = tried(app, folder, "iso_dis_fdis", content)
    written = json.dumps(content, indent=1).splitlines()
    line = next((place for place, row in enumerate(written, 1) if f'"{next(iter(facts))}"' in row), 1)
    assert (done.exit_code, done.stdout) == (1, "")
    assert problem in done.stderr
    assert f"Line {1 if 'populations' in facts else line} of the tally" in done.stderr


@pytest.mark.parametrize(
    ("content", "verdict"),
    [
        ("rating\n8\n7\n\n9\nno_opinion\n", "appropriate"),
        ("rating,count\n2,5\n1,1\n", "inappropriate"),
        ({"ratings": [8, 7, 9], "no_opinion": 2}, "appropriate"),
        ({"ratings": [5, "no_opinion"]}, "uncertain"),
        ({"ratings": []}, "no_votes"),
    ],
)
def test_ratings_of_one_item_are_judged_as_a_panel_would(
    app: Flask, folder: Path, content: object, verdict: str
) -> None:
    assert told(app, folder, "rand_ucla", content)["verdict"] == verdict


def test_whoever_has_no_opinion_is_counted_and_is_no_rater(app: Flask, folder: Path) -> None:
    content = {"ratings": [8, 8, 8, 8, 8, 8, 8, 5, 5, 2, "no_opinion"], "no_opinion": 2}
    found = told(app, folder, "delphi_70_15", content, "--param", "consensus_threshold=0.7")
    assert (found["verdict"], found["excluded"]) == ("consensus_in", {"no_opinion": 3})
    assert told(app, folder, "delphi_70_15", "rating,count\n8,7\n5,2\n2,1\n")["criteria"] == found["criteria"]


@pytest.mark.parametrize(
    ("rule", "table", "as_json", "leading"),
    [
        ("approval", "A,B,C\n1,1,\n0,1,0\n,1,1\n", [["A", "B"], ["B"], ["B", "C"]], ["B"]),
        ("score", "A,B,C\n5,4,\n2,4,0\n4,,1\n", [{"A": 5, "B": 4}, {"A": 2, "B": 4, "C": 0}, {"A": 4, "C": 1}], ["B"]),
        ("star", "A,B,C\n5,4,0\n5,4,0\n0,3,5\n0,3,5\n0,5,4\n", None, ["B"]),
        ("schulze_winning_votes", "A,B,C\n1,2,3\n3,1,2\n2,3,1\n", [[["A"], ["B"], ["C"]], [["B"], ["C"], ["A"]], [["C"], ["A"], ["B"]]], ["A", "B", "C"]),
        ("schulze_winning_votes", "A,B,C\n1,1,\n,7,2\n2,1,\n", [[["A", "B"]], [["C"], ["B"]], [["B"], ["A"]]], ["B"]),
    ],
)  # fmt: skip
def test_ballots_choose_the_same_option_from_a_table_and_from_json(
    app: Flask, folder: Path, rule: str, table: str, as_json: list[Any] | None, leading: list[str]
) -> None:
    found = told(app, folder, rule, table)
    assert found["leading"] == leading
    assert found["verdict"] == ("chosen" if len(leading) == 1 else "tied")
    if as_json is not None:
        assert told(app, folder, rule, {"options": ["A", "B", "C"], "ballots": as_json}) == found


def test_a_first_column_says_how_many_seats_cast_a_ballot(app: Flask, folder: Path) -> None:
    table = "count,A,B\n3,1,2\n5,2,1\n0,1,2\n"
    found = told(app, folder, "schulze_winning_votes", table)
    assert (found["leading"], found["counted"]) == (["B"], {"ballots": 8})


def test_what_is_ahead_is_printed_beside_the_verdict(app: Flask, folder: Path) -> None:
    done = tried(app, folder, "approval", "A,B\n1,\n")
    assert done.stdout.splitlines()[:2] == ["chosen (met)", "  ahead: A"]
    nothing = tried(app, folder, "approval", "A,B\n0,0\n")
    assert nothing.stdout.splitlines()[0] == "no_valid_votes (no_valid_votes)"
    assert "\n  ahead: " not in nothing.stdout


def test_labels_are_printed_beside_the_verdict(app: Flask, folder: Path) -> None:
    done = tried(app, folder, "ieee_sa_ballot", {"counts": {"a": {"support": 4}, "b": {"support": 4}, "c": {"support": 3, "object": 1}}})  # fmt: skip
    assert done.stdout.splitlines()[0] == "passed (met), recirculation_needed"


@pytest.mark.parametrize(
    ("rule", "content", "line", "problem"),
    [
        ("rand_ucla", "", 1, "columns are not rating"),
        ("rand_ucla", "rating,n\n8,1\n", 1, "columns are not rating"),
        ("rand_ucla", "rating\n8\n10\n", 3, "“10” is no rating"),
        ("rand_ucla", "rating,count\n8\n", 2, "more or fewer columns"),
        ("rand_ucla", "rating,count\n8,999999\n7,2\n", 3, "more than a million"),
        ("rand_ucla", 'rating\n"8\n', 2, "quotation marks"),
        ("rand_ucla", [8], 1, "no object with ratings"),
        ("rand_ucla", {"ratings": 8}, 1, "no object with ratings"),
        ("rand_ucla", {"ratings": [8], "options": []}, 1, "no object with ratings"),
        ("rand_ucla", {"ratings": [True]}, 1, "“True” is no rating"),
        ("rand_ucla", {"ratings": [], "no_opinion": 1_000_001}, 1, "more than a million"),
        ("approval", "", 1, "options are missing"),
        ("approval", "A,A\n1,1\n", 1, "the same name"),
        ("approval", "A,,B\n1,1,1\n", 1, "have no name"),
        ("approval", "A,B\n1,yes\n", 2, "“yes” is neither 1 nor 0"),
        ("approval", "A,B\n1\n", 2, "more or fewer columns"),
        ("approval", "count,A\n1000001,1\n", 2, "more than a million"),
        ("approval", "count,A\nmany,1\n", 2, "“many” is no count"),
        ("score", "A,B\n1,-2\n", 2, "“-2” is no count"),
        ("star", "A,B\n5,6\n", 2, "a score is above 5"),
        ("star", {"options": ["A"], "ballots": [{"A": 6}]}, 1, "a score is above 5"),
        ("score", {"options": ["A"], "ballots": [{"A": None}]}, 1, "“None” is no count"),
        ("score", {"options": ["A"], "ballots": [{"B": 1}]}, 1, "something else than options"),
        ("score", {"options": ["A"], "ballots": [["A"]]}, 1, "no list of lists"),
        ("approval", {"options": ["A", "B"], "ballots": [["A", "A"]]}, 1, "an option twice"),
        ("approval", {"options": ["1"], "ballots": [[1]]}, 1, "another form"),
        ("approval", {"options": ["A"]}, 1, "no object with options and ballots"),
        ("approval", {"options": [1], "ballots": []}, 1, "no object with options and ballots"),
        ("approval", {"options": [], "ballots": []}, 1, "options are missing"),
        ("schulze_winning_votes", {"options": ["A", "B"], "ballots": [["A", "B"]]}, 1, "another form"),
        ("schulze_winning_votes", {"options": ["A", "B"], "ballots": [[["A"], ["A"]]]}, 1, "an option twice"),
    ],
)  # fmt: skip
def test_ballots_of_another_form_are_refused_with_their_line(
    app: Flask, folder: Path, rule: str, content: object, line: int, problem: str
) -> None:
    done = tried(app, folder, rule, content)
    assert (done.exit_code, done.stdout) == (1, "")
    assert problem in done.stderr
    assert f"Line {line} of the tally" in done.stderr


def test_json_that_no_program_should_have_to_read_is_refused(app: Flask, folder: Path) -> None:
    for text in ("[" * 100_000, '{"counts": {"a": {"support": ' + "1" * 5000 + "}}}"):
        file = folder / "tally.json"
        file.write_text(text, encoding="utf-8")
        done = run(app, "rules", "try", "approval", "--input", file)
        assert (done.exit_code, "this is not JSON" in done.stderr) == (1, True)


@pytest.mark.parametrize("method", METHODS)
def test_ballots_have_no_categories_whose_seats_could_be_named(app: Flask, folder: Path, method: str) -> None:
    done = tried(app, folder, method, "rating\n", "--seats", "citizen=3")
    assert (done.exit_code, "have no categories" in done.stderr) == (2, True)


def test_a_smallest_number_of_scores_is_a_parameter(app: Flask, folder: Path) -> None:
    table = "A,B\n5,\n,4\n,4\n"
    assert told(app, folder, "score", table)["leading"] == ["A"]
    assert told(app, folder, "score", table, "--param", "min_n=2")["leading"] == ["B"]
