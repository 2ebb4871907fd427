"""`consult analyse`: what was published of opinions, or what other groups say, and nothing that tells of a few people."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from consult.consensus.tables import OpinionAnalysis
from consult.rounds.rules.contract import Disclosure, Reveal
from tests.command import run
from tests.consensus.opinionated import a_conversation, two_camps
from tests.consensus.scenes import CATEGORIES, a_ballot, a_statement_round
from tests.shared_data import shared_path
from tests.world import World

PUBLIC = {"disclosure": dict.fromkeys(CATEGORIES, Disclosure.ROLL_CALL)}
HEADER = "participant,group\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a file of groups is written."""
    return tmp_path / "groups.csv"


def told(app: Flask, *arguments: object) -> dict[str, Any]:
    done = run(app, "analyse", *arguments, "--format", "json")
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def grouped(app: Flask, file: Path, content: str | bytes, slug: str = "statements") -> Result:
    """Return what the command says of these groups."""
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return run(app, "analyse", slug, "--groups", file, "--format", "json")


def test_the_text_says_who_answers_alike_and_what_all_of_them_share(app: Flask, world: World) -> None:
    _, one, _ = two_camps(world)
    world.closed(one)
    done = run(app, "analyse", "statements")
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert lines[0] == "27 people gave 196 answers to 8 statements."
    assert lines[1].startswith("Groups that were found: 2, silhouette ")
    assert "Group A: 13 people" in lines
    assert "Group B: 9 people" in lines
    assert "8. Statement number 8." in lines
    shared = lines[lines.index("8. Statement number 8.", lines.index("Group B: 9 people")) :]
    assert shared[1] == "  Agree 27 Disagree 0 Pass 0"
    assert shared[2] == (
        "  across groups 0.848, against it 0.006; for comparing it with other groups, the mean of a group 0.921"
    ), "14/15 · 10/11, 1/15 · 1/11, and the root of the first"
    assert shared[3].startswith("  weakest: Group B, 100\N{NO-BREAK SPACE}% agree, at least 70\N{NO-BREAK SPACE}%")
    assert any(line.startswith("Overlap with Category: ") for line in lines)
    assert lines[-1].startswith("Seed 1, version 1 of the analysis, numpy ")


def test_the_json_is_what_was_published_at_the_freeze(app: Flask, world: World) -> None:
    _, one, _ = two_camps(world)
    world.closed(one)
    with world.reading() as session:
        row = session.get(OpinionAnalysis, (one.consultation_id, one.id, "frozen"))
        assert row is not None
        kept = json.loads(row.canonical)
    assert told(app, "statements") == kept


@pytest.mark.parametrize("options", [(), ("--round", 1)])
def test_before_the_reveal_everyone_is_refused(
    app: Flask, world: World, file: Path, options: tuple[object, ...]
) -> None:
    _, one, seats = two_camps(world, terms={"reveal": Reveal.AT_PUBLICATION})
    file.write_text(HEADER + "".join(f"{seat},one\n" for seat in seats["citizen"]), encoding="utf-8")
    for close in (world.closed, world.round_now):
        for groups in ((), ("--groups", file)):
            done = run(app, "analyse", "statements", *options, *groups)
            assert (done.exit_code, done.stdout) == (4, "")
            assert "hidden from everyone" in done.stderr
        close(one)


def test_the_newest_round_of_statements_that_is_revealed_is_meant(app: Flask, world: World) -> None:
    consultation, one, _ = two_camps(world)
    world.closed(one)
    second = world.a_round(consultation, kind=one.kind, statements=("Another one.",))
    assert told(app, "statements")["statements"] == 8
    assert run(app, "analyse", "statements", "--round", 2).exit_code == 4
    world.closed(second)
    assert told(app, "statements")["statements"] == 1
    assert told(app, "statements", "--round", 1)["statements"] == 8


def test_a_consultation_without_statements_has_nothing_to_analyse(app: Flask, world: World) -> None:
    _, one = a_ballot(world)
    world.closed(one)
    for arguments in (("principles",), ("principles", "--round", 1), ("nowhere",)):
        done = run(app, "analyse", *arguments)
        assert (done.exit_code, done.stdout) == (1, "")


def test_a_round_whose_contract_wants_no_groups_is_not_searched_for_any(app: Flask, world: World, file: Path) -> None:
    _, one, seats = two_camps(world, terms={"opinion_groups": False})
    world.closed(one)
    done = run(app, "analyse", "statements")
    assert done.exit_code == 1
    assert "no opinion groups are looked for" in done.stderr
    rows = "".join(f"{seat},{'one' if place < 9 else 'other'}\n" for place, seat in enumerate(seats["citizen"]))
    assert grouped(app, file, HEADER + rows).exit_code == 0


def test_groups_of_the_source_are_analysed_alike_whether_they_are_kept_or_named(
    app: Flask, world: World, file: Path
) -> None:
    a_conversation(world, "brexit-consensus")
    kept = told(app, "shared")
    source = shared_path("data/polis/brexit-consensus/participants-votes.csv").read_text(encoding="utf-8").splitlines()
    rows = [line.split(",")[:2] for line in source[1:]]
    named = grouped(app, file, HEADER + "".join(f"{who},{group}\n" for who, group in rows if group), slug="shared")
    assert json.loads(named.stdout) == kept
    assert kept["origin"] == "given"


def test_nothing_is_stored(app: Flask, world: World, file: Path) -> None:
    a_conversation(world, "brexit-consensus")
    with world.reading() as session:
        before = session.scalar(select(func.max(OpinionAnalysis.at)))
    assert grouped(app, file, f"{HEADER}0,a\n1,b\n", slug="shared").exit_code == 0
    with world.reading() as session:
        assert session.scalar(select(func.max(OpinionAnalysis.at))) == before
        assert session.scalar(select(func.count()).select_from(OpinionAnalysis)) == 1


REFUSED: dict[str, tuple[str | bytes, str]] = {
    "another header": (
        "person,group\n0,a\n",
        "Line 1 of the groups cannot be taken: the columns are not participant,group",
    ),
    "an empty file": ("", "Line 1 of the groups cannot be taken"),
    "someone unknown": (
        f"{HEADER}0,a\n99999,b\n",
        "Line 3 of the groups cannot be taken: nobody in this round is called “99999”",
    ),
    "someone twice": (f"{HEADER}0,a\n1,b\n0,b\n", "Line 4 of the groups cannot be taken: 0 is there twice"),
    "no group": (f"{HEADER}0,\n", "Line 2 of the groups cannot be taken: the participant or the group is missing"),
    "one column too many": (
        f"{HEADER}0,a,b\n",
        "Line 2 of the groups cannot be taken: the row has more or fewer columns",
    ),
    "another encoding": (
        f"{HEADER}0,a\n1,Züri\n".encode("latin-1"),
        "Line 3 of the groups cannot be taken: this is not UTF-8",
    ),
    "open quotes": (f'{HEADER}0,"a\n', "the quotation marks do not match"),
    "a long name": (
        f"{HEADER}0,{'x' * 41}\n",
        "Line 2 of the groups cannot be taken: the name of a group has more than 40",
    ),
}


@pytest.mark.parametrize(("content", "told"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_holds_no_groups_is_refused_with_the_number_of_the_line(
    app: Flask, world: World, file: Path, content: str | bytes, told: str
) -> None:
    a_conversation(world, "brexit-consensus")
    done = grouped(app, file, content, slug="shared")
    assert (done.exit_code, done.stdout) == (1, "")
    assert told in done.stderr


def test_a_mark_before_the_header_and_empty_lines_are_passed_over(app: Flask, world: World, file: Path) -> None:
    a_conversation(world, "brexit-consensus")
    done = grouped(app, file, f"\ufeff{HEADER}\n0 , a\n,\n1,b\n", slug="shared")
    assert done.exit_code == 0, done.output
    assert [group["members"] for group in json.loads(done.stdout)["groups"]] == [1, 1]


def test_a_group_of_a_few_people_is_refused_where_somebody_s_answers_are_not_public(
    app: Flask, world: World, file: Path
) -> None:
    _, one, seats = two_camps(world)
    world.closed(one)
    citizens = seats["citizen"]
    few = HEADER + "".join(f"{seat},{'few' if place < 4 else 'many'}\n" for place, seat in enumerate(citizens))
    done = grouped(app, file, few)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "The group “few” has fewer than 5 people" in done.stderr
    enough = HEADER + "".join(f"{seat},{'few' if place < 5 else 'many'}\n" for place, seat in enumerate(citizens))
    assert grouped(app, file, enough).exit_code == 0


def test_whom_a_file_leaves_out_is_not_found_by_taking_its_groups_from_all(
    app: Flask, world: World, file: Path
) -> None:
    _, one, seats = two_camps(world)
    world.closed(one)
    named = [*seats["citizen"][1:], *seats["company"]]
    rows = "".join(f"{seat},{'one' if place % 2 else 'other'}\n" for place, seat in enumerate(named))
    found = json.loads(grouped(app, file, HEADER + rows).stdout)
    assert {group["n"] for item in found["items"] for group in item["groups"]} == {None}


def test_groups_may_be_small_where_every_answer_is_public(app: Flask, world: World, file: Path) -> None:
    rows = {"company": ["agree agree"] * 2 + ["disagree agree"] * 2}
    _, one, seats = a_statement_round(world, ["One.", "Two."], rows, terms=PUBLIC)
    world.closed(one)
    named = HEADER + "".join(f"{seat},{'b' if place < 2 else 'a'}\n" for place, seat in enumerate(seats["company"]))
    items = json.loads(grouped(app, file, named).stdout)["items"]
    assert sorted((group["group"], group["agree"]) for item in items for group in item["groups"]) == [
        ("a", 0),
        ("a", 2),
        ("b", 2),
        ("b", 2),
    ]
