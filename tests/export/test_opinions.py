"""What a summary says of opinions: the groups, what sets each apart, what all of them share, or why there are none."""

import csv
import io
import random
import re
from typing import Any

import pytest
from flask import Flask

from consult.consensus import service as consensus
from consult.consultations import service as consultations
from consult.export import letters
from consult.export.letters.opinions import opinion_blocks
from consult.export.rules.document import Facts, Table
from consult.export.rules.tables import summary_csv
from consult.rounds import service as rounds
from tests.consensus.opinionated import a_conversation, two_camps
from tests.consensus.scenes import a_ballot, a_statement_round
from tests.deliberation.stating import accepted, asking, rejected, submitted
from tests.export.test_summary_value import SCHEMA, assert_in_the_schema_s_order, gathered, validate
from tests.web.reader import reader
from tests.world import World


def a_summary(world: World, **terms: Any) -> dict[str, Any]:
    """Return the summary of a round with two camps."""
    _, one, _ = two_camps(world, terms=terms)
    world.closed(one)
    return gathered(world, "statements")


def document(app: Flask, summary: dict[str, Any]) -> str:
    with app.test_request_context():
        return letters.write_summary(summary, "md", lang="en", names={}).decode().replace("\\", "")


def test_the_summary_names_groups_what_sets_them_apart_and_what_all_share(world: World) -> None:
    summary = a_summary(world)
    validate(summary)
    assert_in_the_schema_s_order(summary, SCHEMA)
    opinions = summary["opinions"]
    assert (opinions["finding"], opinions["origin"], opinions["participants"]) == ("clear_groups", "computed", 27)
    assert [(group["group"], group["members"]) for group in opinions["groups"]] == [("0", 13), ("1", 9)]
    said = opinions["groups"][0]["representative"]
    assert said
    assert {one["statement"] for one in said} < {statement["id"] for statement in summary["statements"]}
    shared = opinions["items"][7]
    assert shared["weakest"] == {"group": "1", "lower_bound": 0.700855}
    assert (
        shared["group_informed_consensus"]
        > 0.8
        > max(item["group_informed_consensus"] for item in opinions["items"][:7])
    )


def test_the_digest_is_that_of_the_whole_analysis_in_the_log(world: World) -> None:
    summary = a_summary(world)
    with world.reading():
        (one,) = rounds.list_rounds(consultations.get_consultation("statements").id)
        found = consensus.opinions_of(one)
    assert found is not None
    assert summary["opinions"]["sha256"] == found.digest


def test_the_document_says_it_in_a_sentence_and_two_tables(app: Flask, world: World) -> None:
    text = document(app, a_summary(world))
    assert "The answers of 22 people fall into groups that answered differently: 2." in text
    assert "they decide nothing and are no blocs" in text
    assert "Group A: 13 people" in text
    assert "What sets Group B apart" in text
    assert "What all groups share, and the group that agrees least" in text


def test_statements_have_the_numbers_of_the_site_in_every_form_where_some_were_left_out(
    app: Flask, world: World
) -> None:
    made = world.a_consultation(slug="say")
    one = asking(world, made)
    people = [world.a_person() for _ in range(8)]
    for person in people:
        world.a_seat(made, "company", person_id=person)
    rejected(world, one, submitted(world, one, people[0], "Nobody was asked this."))
    ids = [accepted(world, one, people[0], words) for words in ("Call this number.", "Ask those concerned.")]
    for place, person in enumerate(people):
        for item in world.items(one):
            world.a_vote(one, person, "agree" if place < 4 else "disagree", item=item)
    rejected(world, one, ids[0])
    world.closed(one)
    summary = gathered(world, "say")
    validate(summary)
    assert_in_the_schema_s_order(summary, SCHEMA)
    assert [(each["number"], each["text"]) for each in summary["statements"]][2:] == [
        (4, None),
        (5, "Ask those concerned."),
    ]
    text = document(app, summary)
    assert "Statement 4" in text
    assert "Moderators rejected this statement, so its words are not published." in text
    assert text.index("Statement 5") < text.index("> Ask those concerned.")
    assert "Statement 3" not in text
    assert "Call this number." not in text
    rows = list(csv.DictReader(io.StringIO(summary_csv(summary))))
    told = {(row["kind"], row["number"], row["uid"], row["text"]) for row in rows if row["uid"] in ids}
    assert told == {
        ("statement", "4", ids[0], ""),
        ("statement", "5", ids[1], "Ask those concerned."),
        ("opinion", "5", ids[1], ""),
    }


CHANCE = random.Random(1)
NOISE = [" ".join(CHANCE.choice(["agree", "disagree"]) for _ in range(10)) for _ in range(40)]
"""What forty people say who toss a coin ten times each."""

NONE = {
    "no_clear_groups": (NOISE, "do not fall into clear groups"),
    "too_few_participants": (["agree disagree agree"] * 2, "Too few people answered"),
    "too_few_statements": (["agree", "disagree"] * 6, "Too few statements were answered"),
    "all_alike": (["agree disagree agree"] * 12, "Everyone answered alike"),
}


@pytest.mark.parametrize(("finding", "rows", "told"), [(name, *given) for name, given in NONE.items()], ids=NONE)
def test_a_plain_sentence_says_why_there_are_no_groups(
    app: Flask, world: World, finding: str, rows: list[str], told: str
) -> None:
    _, one, _ = a_statement_round(world, [f"Number {one}." for one in range(len(rows[0].split()))], {"citizen": rows})
    world.closed(one)
    summary = gathered(world, "statements")
    validate(summary)
    assert (summary["opinions"]["finding"], summary["opinions"]["groups"]) == (finding, [])
    assert told in document(app, summary)


def test_groups_of_the_source_are_called_so(app: Flask, world: World) -> None:
    a_conversation(world, "brexit-consensus")
    summary = gathered(world, "shared")
    validate(summary)
    assert summary["opinions"]["origin"] == "given"
    text = document(app, summary)
    assert "The groups are those that the source found: 2." in text
    assert "Group A: agree, disagree, pass" in text


def test_rounds_in_which_nothing_is_looked_for_say_nothing_of_opinions(app: Flask, world: World) -> None:
    _, ballot = a_ballot(world)
    world.closed(ballot)
    for summary in (a_summary(world, opinion_groups=False), gathered(world, "principles")):
        validate(summary)
        assert "opinions" not in summary
        assert "Opinion groups" not in document(app, summary)


def test_a_spreadsheet_has_a_row_for_each_group_and_for_each_statement_across_them(world: World) -> None:
    rows = list(csv.DictReader(io.StringIO(summary_csv(a_summary(world)))))
    assert [(row["group"], row["n"]) for row in rows if row["kind"] == "opinion_group"] == [("0", "13"), ("1", "9")]
    across = [row for row in rows if row["kind"] == "opinion"]
    assert len(across) == 8
    assert (across[7]["group"], across[7]["lower_bound"]) == ("1", "0.700855")
    assert float(across[7]["group_informed_consensus"]) > 0.8


def test_figures_of_a_document_have_the_point_of_its_language(world: World) -> None:
    opinions = a_summary(world)["opinions"]
    with reader("de"):
        blocks = [block for block in opinion_blocks(opinions, []) if isinstance(block, Facts | Table)]
    told = " ".join(str(block) for block in blocks)
    assert re.search(r"\d,\d\d\d'", told)
    assert re.search(r"\d,\d\d'", told)
    assert not re.search(r"'\d\.\d+'", told)


def test_a_document_in_chinese_ends_its_finding_as_chinese_does(app: Flask, world: World) -> None:
    _, one, _ = a_statement_round(world, ["One.", "Two."], {"citizen": ["agree agree"]})
    world.closed(one)
    summary = gathered(world, "statements")
    with app.test_request_context():
        text = letters.write_summary(summary, "md", lang="zh-Hans", names={}).decode()
    assert "作答者太少，无法划分群组。" in text
    assert "群组." not in text
