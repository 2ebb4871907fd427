"""A summary as flat rows: the same columns for every round, and the same figures as everywhere else."""

import csv
import io
from collections.abc import Mapping
from typing import Any

from consult.consensus.rules.groups import groups_result
from consult.consensus.rules.multistakeholder import Parameters
from consult.consensus.rules.results import clause_result, statement_result
from consult.consensus.rules.suppression import suppress
from consult.export.rules.summary import in_order, summary_json
from consult.export.rules.tables import HEADER, summary_csv

COUNTS = {"government": {"support": 6, "reservation": 2, "object": 2}, "citizen": {"object": 2}}
SEATS = {"government": 12, "citizen": 3}
ANSWERS = {"citizen": {"agree": 3, "disagree": 1, "pass": 2}}


def a_clause(result: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "uid": "u1", "number": "5.2", "heading": "", "text": "=Audit it.", "not_counted_unverified": 4, **result,
    }  # fmt: skip


def a_statement(seats: Mapping[str, int], groups: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    found = statement_result(ANSWERS, seats, Parameters())
    identity = {"id": 7, "text": "Tax it", "moderated": "accepted", "not_counted_unverified": 0}
    return {**identity, **found, **groups_result(groups)}


def rows_of(
    *,
    clauses: tuple[Mapping[str, Any], ...] = (),
    statements: tuple[Mapping[str, Any], ...] = (),
    participation: Mapping[str, Mapping[str, int]] | None = None,
    comments: Mapping[str, Any] | None = None,
    **others: Any,
) -> list[dict[str, str]]:
    method = {"formula_version": "2026.1"}
    found = {"clauses": clauses, "statements": statements, "participation": participation or {}, "comments": comments}
    text = summary_csv({**found, **others, "method": method})
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    assert tuple(reader.fieldnames or ()) == HEADER
    return list(reader)


def told(row: Mapping[str, str]) -> dict[str, str]:
    """Return what a row says: its cells that are not empty."""
    assert row["formula_version"] == "2026.1"
    return {name: cell for name, cell in row.items() if cell and name != "formula_version"}


def test_a_clause_has_a_row_for_the_whole_and_one_for_each_category() -> None:
    overall, government, citizen = rows_of(clauses=(a_clause(clause_result(COUNTS, SEATS, Parameters())),))
    assert [row["category"] for row in (overall, government, citizen)] == ["overall", "government", "citizen"]
    assert told(government) == {
        "kind": "clause", "number": "5.2", "uid": "u1", "text": "'=Audit it.", "state": "too_few_voices",
        "category": "government", "seats": "12", "n": "10", "support": "6", "can_live_with": "0", "reservation": "2",
        "object": "2", "no_opinion": "0", "share_exact": "4/5", "share": "0.8", "lower_bound": "0.490162",
        "suppressed": "False",
    }  # fmt: skip
    assert (overall["n"], overall["share"], overall["seats"]) == ("12", "", "")
    assert (overall["not_counted_unverified"], government["not_counted_unverified"]) == ("4", "")
    assert (citizen["share_exact"], citizen["share"]) == ("0/1", "0.0")


def test_labels_stand_in_one_cell() -> None:
    counts = {"government": {"support": 4, "reservation": 3, "object": 2}}
    result = clause_result(counts, {"government": 9}, Parameters())
    assert result["labels"] == ["many_reservations", "fragile"]
    assert rows_of(clauses=(a_clause(result),))[0]["labels"] == "many_reservations fragile"


def test_what_was_declared_of_a_clause_stands_in_every_row_of_it_beside_what_was_counted() -> None:
    declared = {
        "outcome": "adopted", "by": "Dora Decider", "office": "Chair", "at": "2026-12-01T10:00:00Z",
        "reason": "It is right.", "departs": True,
    }  # fmt: skip
    result = {**clause_result(COUNTS, SEATS, Parameters()), "declared_outcome": declared}
    rows = rows_of(clauses=(a_clause(result), a_clause(clause_result(COUNTS, SEATS, Parameters()))))
    told_of = [{name: row[name] for name in HEADER if name.startswith("declared_") and row[name]} for row in rows]
    assert told_of[0] == {
        "declared_outcome": "adopted", "declared_by": "Dora Decider", "declared_office": "Chair",
        "declared_at": "2026-12-01T10:00:00Z", "declared_reason": "It is right.", "declared_departs": "True",
    }  # fmt: skip
    assert told_of == [told_of[0]] * 3 + [{}] * 3
    assert {row["state"] for row in rows} == {"too_few_voices"}


def test_what_is_suppressed_is_empty_and_says_so() -> None:
    hidden = suppress(
        clause_result(COUNTS, SEATS, Parameters()), {"government": "roll_call", "citizen": "pseudonymous"}
    )
    overall, _, citizen = rows_of(clauses=(a_clause(hidden),))
    assert [citizen[name] for name in ("n", "object", "share_exact", "share", "lower_bound")] == [""] * 5
    assert citizen["suppressed"] == "True"
    assert overall["n"] == ""


def test_a_statement_of_an_import_has_a_row_for_the_whole_and_one_for_each_group() -> None:
    groups = {"0": {"agree": 8, "disagree": 1, "pass": 1}, "1": {"agree": 5, "disagree": 5, "pass": 0}}
    whole, first, second = rows_of(statements=(a_statement({}, groups),))
    assert told(whole) == {
        "kind": "statement", "number": "7", "uid": "7", "text": "Tax it", "moderated": "accepted", "agree": "3", "disagree": "1",
        "pass": "2", "share_exact": "3/4", "share": "0.75", "group_informed_consensus": "0.375",
        "not_counted_unverified": "0",
    }  # fmt: skip
    assert (first["group"], first["agree"], first["pass"]) == ("0", "8", "1")
    assert (second["group"], second["disagree"]) == ("1", "5")


def test_a_statement_answered_by_category_has_a_row_for_each_category_and_a_state() -> None:
    whole, citizen = rows_of(statements=(a_statement({"citizen": 6}, {}),))
    assert (whole["category"], whole["group_informed_consensus"]) == ("", "")
    assert whole["state"] == citizen["state"] != ""
    assert (citizen["category"], citizen["agree"], citizen["share_exact"]) == ("citizen", "3", "3/4")


def test_a_statement_nobody_answered_has_no_share() -> None:
    nobody = {**a_statement({}, {}), **statement_result({}, {}, Parameters())}
    row = rows_of(statements=(nobody,))[0]
    assert (row["agree"], row["share_exact"], row["share"]) == ("0", "", "")


def test_each_category_s_turnout_has_a_row() -> None:
    turnout = {"citizen": {"seats": 30, "voted": 12, "not_counted_unverified": 1}}
    assert [told(row) for row in rows_of(participation=turnout)] == [
        {"kind": "participation", "category": "citizen", "seats": "30", "voted": "12", "not_counted_unverified": "1"}
    ]


def test_each_way_in_which_comments_were_decided_on_has_a_row_and_so_has_each_satisfaction() -> None:
    comments = {"dispositions": {"accepted": 3, "rejected": 1}, "undecided": 2, "satisfaction": {"satisfied": 4}}
    assert [told(row) for row in rows_of(comments=comments)] == [
        {"kind": "disposition", "state": "accepted", "n": "3"},
        {"kind": "disposition", "state": "rejected", "n": "1"},
        {"kind": "disposition", "state": "undecided", "n": "2"},
        {"kind": "satisfaction", "state": "satisfied", "n": "4"},
    ]


def test_a_summary_of_nothing_is_the_header() -> None:
    assert rows_of() == []


def test_a_summary_s_keys_stand_in_their_order_at_every_depth_and_unknown_ones_at_the_end() -> None:
    value = {"later": 1, "version": 1, "id": "x", "clauses": [{"text": "b", "uid": "a"}], "also": None}
    assert summary_json(in_order(value)).splitlines() == [
        "{",
        '  "id": "x",',
        '  "version": 1,',
        '  "clauses": [',
        "    {",
        '      "uid": "a",',
        '      "text": "b"',
        "    }",
        "  ],",
        '  "later": 1,',
        '  "also": null',
        "}",
    ]


def test_groups_of_countries_and_gaps_have_rows_of_their_own() -> None:
    counts = {"n": 2, "support": 1, "can_live_with": 0, "reservation": 0, "object": 1, "no_opinion": 0}
    group = {"countries": 3, **counts, "share": {"exact": "1/2", "value": 0.5}}
    grouped = {"regions": [{"group": "africa", **group}], "income_groups": [], "sids": group}
    clause = a_clause({**clause_result(COUNTS, SEATS, Parameters()), **grouped})
    figures = {"target": 4, "seats": 3, "verified": 1, "active": None, "completed": 0}
    category = {"category": "citizen", **figures, "regions": [{"group": "asia", **figures}], "income_groups": []}
    text = summary_csv(
        {
            "clauses": [clause],
            "statements": [],
            "participation": {},
            "gaps": {"has_targets": True, "categories": [category], "regions": [], "income_groups": []},
            "method": {"formula_version": "2026.1"},
        }
    )
    *_, region, island, gap, of_asia = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    assert told(region) == {
        "kind": "regions", "number": "5.2", "uid": "u1", "group": "africa", "countries": "3", "n": "2", "support": "1",
        "can_live_with": "0", "reservation": "0", "object": "1", "no_opinion": "0", "share_exact": "1/2", "share": "0.5",
    }  # fmt: skip
    assert (island["kind"], island["group"], island["countries"]) == ("sids", "sids", "3")
    assert told(gap) == {
        "kind": "gap", "category": "citizen", "target": "4", "seats": "3", "verified": "1", "completed": "0",
    }  # fmt: skip
    assert (of_asia["kind"], of_asia["group"], of_asia["category"]) == ("gap_regions", "asia", "citizen")


def test_an_objection_has_a_row_with_its_words_and_who_overruled_it() -> None:
    raised = {"number": 3, "state": "open", "category": "company", "is_blocking": True, "is_late": False}
    on_record = {
        "lang": "en",
        "state": "overruled",
        "by": None,
        "at": "2026-01-01T00:00:00.000Z",
        "harm": "cost",
        "reason": "=It costs.",
        "co_signers": 2,
        "proposal": "delete",
        "proposed": None,
        "resolved_in": None,
        "answer": {"at": "", "role": "editor", "words": "It does."},
        "overruled": {"by": "Dana", "office": "Chair", "at": "", "reason": "It helps."},
    }
    bare = {"answer": None, "overruled": None, "reason": None}
    clause = a_clause(clause_result(COUNTS, SEATS, Parameters()))
    objections = [
        {**raised, "on_record": on_record},
        {**raised, "number": 4, "on_record": {**on_record, **bare}},
        {**raised, "number": 5, "on_record": None},
    ]
    rows = rows_of(clauses=({**clause, "objections": objections},))
    first, second = (told(row) for row in rows if row["kind"] == "objection")
    assert first == {
        "kind": "objection", "number": "5.2", "uid": "u1", "text": "'=It costs.", "state": "overruled",
        "category": "company", "n": "2", "objection": "3", "harm": "cost", "is_blocking": "True", "is_late": "False",
        "answer": "It does.", "overruled_by": "Dana", "overruled_reason": "It helps.",
    }  # fmt: skip
    assert {"text", "answer", "overruled_by"}.isdisjoint(second)


def test_a_silence_has_a_row_and_so_has_each_objection_that_was_raised_in_it() -> None:
    raised = {"clause": "5.2", "number": 3, "category": "government", "state": "open", "is_blocking": True}
    objections = [{**raised, "is_late": False}, {**raised, "number": 4, "is_late": True}]
    whole, first, second = rows_of(silence={"state": "broken", "objections": objections})
    assert told(whole) == {"kind": "silence", "state": "broken"}
    assert told(first) == {
        "kind": "objection", "number": "5.2", "objection": "3", "category": "government", "state": "open",
        "is_blocking": "True", "is_late": "False",
    }  # fmt: skip
    assert (second["objection"], second["is_late"]) == ("4", "True")
    assert [told(row) for row in rows_of(silence={"state": "adopted", "objections": []})] == [
        {"kind": "silence", "state": "adopted"}
    ]


def test_a_choice_has_a_row_for_each_option_that_says_which_is_ahead() -> None:
    half = {"exact": "1/2", "value": "0.5"}
    options = [
        {"number": 1, "id": "o1", "text": "Now", "is_ahead": True, "named": 3, "share": half, "mean": None},
        {"number": 2, "id": "o2", "text": "Later", "is_ahead": False, "named": 2, "share": None, "mean": half},
    ]
    ahead, other = rows_of(choice={"options": options})
    assert {name: ahead[name] for name in ("kind", "number", "uid", "text", "state", "n")} == {
        "kind": "option", "number": "1", "uid": "o1", "text": "Now", "state": "ahead", "n": "3",
    }  # fmt: skip
    assert (ahead["share_exact"], other["share_exact"], other["state"]) == ("1/2", "1/2", "")


def test_importance_and_what_hangs_on_flagged_seats_stand_in_columns_of_their_own() -> None:
    clause = a_clause(clause_result(COUNTS, SEATS, Parameters()))
    mean = {"n": 6, "mean": {"exact": "3/2", "value": 1.5}}
    clause["categories"][0] |= {"importance": mean}
    beside = {"importance": mean, "without_flagged": {"state": "split", "differs": True}}
    overall, government, citizen = rows_of(clauses=({**clause, **beside},))
    assert [row["importance_exact"] for row in (overall, government, citizen)] == ["3/2", "3/2", ""]
    assert [row["importance"] for row in (overall, government, citizen)] == ["1.5", "1.5", ""]
    assert {row["state_without_flagged"] for row in (overall, government, citizen)} == {"split"}


def test_a_state_that_is_the_same_without_flagged_seats_is_not_written_twice() -> None:
    same = {"without_flagged": {"state": "split", "differs": False}}
    statement = {**a_statement({"citizen": 6}, {}), **same}
    assert {row["state_without_flagged"] for row in rows_of(statements=(statement,))} == {""}


def test_each_signal_has_a_row_and_few_seats_no_number() -> None:
    flagged = [{"signal": "burst", "seats": 12}, {"signal": "new_accounts", "seats": None}]
    burst, new = rows_of(flagged=flagged)
    assert told(burst) == {"kind": "flagged", "state": "burst", "n": "12"}
    assert told(new) == {"kind": "flagged", "state": "new_accounts"}
