"""A summary as flat rows, for spreadsheets."""

from collections.abc import Mapping
from typing import Any

from consult.export.rules.cells import to_csv

HEADER = (
    "kind", "number", "uid", "text", "state", "labels", "category", "seats", "n", "support", "can_live_with",
    "reservation", "object", "no_opinion", "agree", "disagree", "pass", "share_exact", "share", "lower_bound",
    "suppressed", "moderated", "group", "group_informed_consensus", "voted", "not_counted_unverified",
    "heading", "declared_outcome", "declared_by", "declared_office", "declared_at", "declared_reason", "declared_departs",
    "fresh", "carried", "stale",
    "formula_version",
)  # fmt: skip
"""The columns, the same for every round, so that files can be put under one another."""


def summary_csv(summary: Mapping[str, Any]) -> str:
    """Return the summary as CSV.

    A row for each clause and each of its categories, each statement with its categories and its groups, each
    category's turnout, and each way in which comments were decided on; every row names the version of the formulas it was made with.
    """
    rows = [row for clause in summary["clauses"] for row in _clause_rows(clause)]
    rows += [row for statement in summary["statements"] for row in _statement_rows(statement)]
    rows += [
        {"kind": "participation", "category": category, **turnout}
        for category, turnout in summary["participation"].items()
    ]
    rows += _comment_rows(summary.get("comments"))
    made_with = {"formula_version": summary["method"]["formula_version"]}
    return to_csv(HEADER, ([{**row, **made_with}.get(column) for column in HEADER] for row in rows))


def _comment_rows(comments: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """Return how many comments were decided on in each way, how many wait, and how satisfied their authors are."""
    if comments is None:
        return []
    decided = {**comments["dispositions"], "undecided": comments["undecided"]}
    return [
        *({"kind": "disposition", "state": name, "n": count} for name, count in decided.items()),
        *({"kind": "satisfaction", "state": name, "n": count} for name, count in comments["satisfaction"].items()),
    ]


def _clause_rows(clause: Mapping[str, Any]) -> list[dict[str, Any]]:
    whole = {
        "kind": "clause",
        "number": clause["number"],
        "uid": clause["uid"],
        "heading": clause["heading"],
        "text": clause["text"],
        "state": clause["state"],
        "labels": " ".join(clause["labels"]),
        **_declared(clause.get("declared_outcome")),
    }
    not_counted = {"not_counted_unverified": clause["not_counted_unverified"]}
    overall = {**whole, "category": "overall", **clause["overall"], **not_counted}
    return [overall, *({**whole, **row, **_share(row)} for row in clause["categories"])]


def _declared(one: Mapping[str, Any] | None) -> dict[str, Any]:
    if one is None:
        return {}
    beside = {f"declared_{name}": one[name] for name in ("by", "office", "at", "reason", "departs")}
    return {"declared_outcome": one["outcome"], **beside}


def _statement_rows(statement: Mapping[str, Any]) -> list[dict[str, Any]]:
    whole = {
        "kind": "statement",
        "number": statement["id"],
        "text": statement["text"],
        "state": statement.get("state"),
        "labels": " ".join(statement.get("labels", ())),
        "moderated": statement["moderated"],
    }
    answers = {name: statement[name] for name in ("agree", "disagree", "pass")}
    beside = {name: statement[name] for name in ("group_informed_consensus", "not_counted_unverified")}
    rows = [{**whole, **answers, **beside, **_share(statement)}]
    rows += [{**whole, **row, **_share(row)} for row in statement.get("categories", [])]
    return rows + [{**whole, **group} for group in statement["groups"]]


def _share(row: Mapping[str, Any]) -> dict[str, Any]:
    share = row.get("share")
    return {"share_exact": share["exact"], "share": share["value"]} if share else {"share_exact": None, "share": None}
