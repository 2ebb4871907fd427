"""A summary as flat rows, for spreadsheets."""

from collections.abc import Mapping
from typing import Any

from consult.export.rules.cells import to_csv

HEADER = (
    "kind", "number", "uid", "text", "state", "labels", "category", "seats", "n", "support", "can_live_with",
    "reservation", "object", "no_opinion", "agree", "disagree", "pass", "share_exact", "share", "lower_bound",
    "suppressed", "moderated", "group", "group_informed_consensus",
)  # fmt: skip
"""The columns, the same for every round, so that files can be put under one another."""


def summary_csv(summary: Mapping[str, Any]) -> str:
    """Return the summary as CSV: a row for each clause and category, each statement, and each of its groups."""
    rows = [row for clause in summary["clauses"] for row in _clause_rows(clause)]
    rows += [row for statement in summary["statements"] for row in _statement_rows(statement)]
    return to_csv(HEADER, ([row.get(column) for column in HEADER] for row in rows))


def _clause_rows(clause: Mapping[str, Any]) -> list[dict[str, Any]]:
    whole = {
        "kind": "clause",
        "number": clause["number"],
        "uid": clause["uid"],
        "text": clause["text"],
        "state": clause["state"],
        "labels": " ".join(clause["labels"]),
    }
    overall = {**whole, "category": "overall", **clause["overall"]}
    return [overall, *({**whole, **row, **_share(row)} for row in clause["categories"])]


def _statement_rows(statement: Mapping[str, Any]) -> list[dict[str, Any]]:
    whole = {
        "kind": "statement",
        "number": statement["id"],
        "text": statement["text"],
        "state": statement.get("state"),
        "moderated": statement["moderated"],
    }
    answers = {name: statement[name] for name in ("agree", "disagree", "pass")}
    gic = {"group_informed_consensus": statement["group_informed_consensus"]}
    rows = [{**whole, **answers, **gic, **_share(statement)}]
    rows += [{**whole, **row, **_share(row)} for row in statement.get("categories", [])]
    return rows + [{**whole, **group} for group in statement["groups"]]


def _share(row: Mapping[str, Any]) -> dict[str, Any]:
    share = row.get("share")
    return {"share_exact": share["exact"], "share": share["value"]} if share else {"share_exact": None, "share": None}
