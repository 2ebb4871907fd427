"""A rule that adds up all seats publishes exact sums; none of them may tell how a few protected seats voted."""

import json
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import pytest

from consult.consensus.rules.counts import POSITIONS
from consult.consensus.rules.decision import Chosen, Rule
from consult.consensus.rules.registry import RULES
from consult.consensus.rules.results import clause_result
from consult.consensus.rules.suppression import HARMLESS, OF_TOTALS, suppress
from consult.consensus.rules.un_present_and_voting import Parameters, Quorum

RULE = RULES["un_present_and_voting"]
DISCLOSURE = {"government": "roll_call", "citizen": "pseudonymous", "company": "secret"}
SEATS = {"government": 6, "citizen": 8, "company": 9}
WORDS = ("support", "object", "no_opinion")
Table = Mapping[str, Mapping[str, int]]


def published(table: Table, parameters: Chosen, rule: Rule = RULE) -> dict[str, Any]:
    found = clause_result(table, SEATS, parameters, rule=rule)
    return suppress(found, DISCLOSURE, pools=rule.pools, is_composite=rule.is_composite)


def ways_to_add_up() -> Iterator[tuple[Rule, Chosen]]:
    """Give every rule that adds seats up, with each choice of its parameters."""
    for rule in RULES.values():
        if rule.pools:
            names = [one.name for one in rule.parameters if one.choices]
            for words in product(*(one.choices for one in rule.parameters if one.choices)):
                yield rule, rule.read(dict(zip(names, words, strict=True)))


def a_row(*counts: int) -> dict[str, int]:
    return dict(zip(WORDS, counts, strict=True))


def rows_of_at_most(most: int) -> list[dict[str, int]]:
    return [a_row(*counts) for counts in product(range(most + 1), repeat=3) if sum(counts) <= most]


def tables() -> Iterator[Table]:
    """Give tables of one public category and two protected ones, both small or one large enough to cover."""
    public = [a_row(3, 3, 0), a_row(2, 3, 1), a_row(0, 0, 0)]
    large = [a_row(4, 3, 1), a_row(5, 4, 0)]
    for government, citizen, company in product(public, rows_of_at_most(3), [*rows_of_at_most(2), *large]):
        yield {"government": government, "citizen": citizen, "company": company}


@pytest.mark.parametrize(("rule", "parameters"), list(ways_to_add_up()), ids=lambda one: getattr(one, "id", repr(one)))
def test_what_is_shown_depends_on_what_is_left_out_through_totals_and_verdict_alone(
    rule: Rule, parameters: Chosen
) -> None:
    """Two votes that differ only in left-out cells, and agree in what is shown and in the verdict, look the same.

    Which criteria are met, and a label, say more than the verdict under some rules that no round offers; as soon as
    one offers them, they may not.
    """
    seen: dict[str, dict[str, Any]] = {}
    several = 0
    for table in tables():
        shown = published(table, parameters, rule)
        if not any(row["suppressed"] for row in shown["categories"]):
            continue
        more = [] if rule.scales else [shown["labels"], *(one["met"] for one in shown["criteria"])]
        key = json.dumps([shown["categories"], shown["overall"], shown["state"], more])
        several += key in seen
        assert seen.setdefault(key, shown) == shown, table
    assert several > 100


def test_without_totals_no_criterion_has_a_figure_and_the_verdict_stays() -> None:
    table = {"government": a_row(3, 3, 0), "citizen": a_row(1, 0, 0)}
    shown = published(table, Parameters(quorum=Quorum.NONE))
    assert shown["overall"] == dict.fromkeys(("n", *POSITIONS))
    assert [(one["id"], one["value"], one["met"]) for one in shown["criteria"]] == [("affirmative_share", None, True)]
    assert (shown["state"], shown["status"], shown["weakest"]) == ("adopted", "met", None)


def test_where_the_totals_stand_the_criteria_say_no_more_than_they_do() -> None:
    table = {"government": a_row(3, 3, 0), "citizen": a_row(1, 0, 0), "company": a_row(5, 3, 0)}
    shown = published(table, Parameters(quorum=Quorum.MAJORITY))
    total = shown["overall"]
    assert [row["suppressed"] for row in shown["categories"]] == [False, True, True]
    assert (total["support"], total["object"], total["n"]) == (9, 6, 15)
    assert [one["value"] for one in shown["criteria"]] == ["15/23", "3/5"]


def test_a_pooled_verdict_never_ranks_a_category_that_is_left_out() -> None:
    """Which category agrees least decides nothing here, so naming a hidden one would tell something for no reason."""
    for citizen in (a_row(0, 3, 0), a_row(3, 0, 0)):
        table = {"government": a_row(5, 1, 0), "citizen": citizen, "company": a_row(5, 4, 0)}
        assert published(table, Parameters())["weakest"] is None
    whole = published({"government": a_row(5, 1, 0), "citizen": {}, "company": a_row(5, 4, 0)}, Parameters())
    assert whole["weakest"]["category"] == "company"


def test_the_mean_of_categories_is_no_figure_of_a_rule_that_adds_seats_up() -> None:
    assert clause_result({"government": a_row(5, 1, 0)}, SEATS, Parameters(), rule=RULE)["mean_of_categories"] is None


def test_a_criterion_nobody_has_thought_through_loses_its_figure_with_any_category() -> None:
    row = {"id": "weighted_share", "value": "3/5", "threshold": "1/2", "op": ">", "met": True}
    table = {"government": a_row(3, 3, 0), "citizen": a_row(1, 0, 0), "company": a_row(5, 3, 0)}
    result = {**clause_result(table, SEATS, Parameters(), rule=RULE), "criteria": [row]}
    assert suppress(result, DISCLOSURE, pools=True)["criteria"] == [{**row, "value": None}]
    assert row["id"] not in HARMLESS | OF_TOTALS


def test_a_majority_in_every_category_shows_no_number_of_categories_where_one_is_left_out() -> None:
    """How many categories fail would tell how a left-out one voted, for everyone can count the others."""
    rule = RULES["concurrent_majorities"]
    whole = {"government": a_row(5, 1, 0), "company": a_row(4, 5, 0)}
    shown = published(whole, rule.read({}), rule)
    assert [(one["id"], one["value"], one["met"]) for one in shown["criteria"]] == [
        ("groups_too_small", "1", False),
        ("failing_groups", "1", False),
    ]
    for citizen in (a_row(0, 8, 0), a_row(8, 0, 0)):
        left_out = published({**whole, "citizen": citizen}, rule.read({}), rule)
        assert [one["value"] for one in left_out["criteria"]] == [None, None]
        assert (left_out["state"], [one["met"] for one in left_out["criteria"]]) == ("rejected", [True, False])
