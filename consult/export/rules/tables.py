"""A summary as flat rows, for spreadsheets."""

from collections.abc import Mapping
from typing import Any

from consult.consensus.rules.country_groups import GROUPED
from consult.export.rules.cells import to_csv
from consult.export.rules.numbers import number_of
from consult.export.rules.opinions import opinion_rows
from consult.export.rules.rated import COLUMNS, appendix_rows, rating_rows
from consult.participation.rules.facts import LISTS

HEADER = (
    "kind", "number", "uid", "text", "state", "labels", "category", "seats", "n", "support", "can_live_with",
    "reservation", "object", "no_opinion", "agree", "disagree", "pass", "share_exact", "share", "lower_bound",
    "suppressed", "moderated", "group", "group_informed_consensus", "voted", "not_counted_unverified",
    "heading", "declared_outcome", "declared_by", "declared_office", "declared_at", "declared_reason", "declared_departs",
    "fresh", "carried", "stale", "countries", "target", "verified", "active", "completed", "not_released",
    *COLUMNS,
    "importance_exact", "importance", "state_without_flagged",
    "objection", "harm", "is_blocking", "is_late", "by", "proposed", "answer", "overruled_by", "overruled_reason",
    "formula_version",
)  # fmt: skip
"""The columns, the same for every round, so that files can be put under one another."""


TOLD = ("category", "state", "is_blocking", "is_late")
"""What a row of an objection says as the result has it."""


def summary_csv(summary: Mapping[str, Any]) -> str:
    """Return the summary as CSV.

    A row for each clause, voted on or rated, and each of its categories, objections and groups of countries, each statement with its categories and its
    groups, each opinion group and what all of them share, each category's turnout and who was missing of it, and each way in which comments were decided on; every row
    names the version of the formulas it was made with.
    """
    rows = [row for clause in summary["clauses"] for row in _clause_rows(clause)]
    rows += rating_rows(summary.get("ratings", ()))
    rows += [row for statement in summary["statements"] for row in _statement_rows(statement)]
    rows += opinion_rows(summary.get("opinions"), summary["statements"])
    rows += [
        {"kind": "participation", "category": category, **turnout}
        for category, turnout in summary["participation"].items()
    ]
    rows += _silence_rows(summary.get("silence"))
    rows += _option_rows(summary.get("choice"))
    rows += [{"kind": "flagged", "state": one["signal"], "n": one["seats"]} for one in summary.get("flagged", ())]
    rows += _gap_rows(summary.get("gaps"))
    rows += appendix_rows(summary.get("methods_appendix"))
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
        **_without_flagged(clause),
    }
    not_counted = {"not_counted_unverified": clause["not_counted_unverified"]}
    overall = {**whole, "category": "overall", **clause["overall"], **not_counted, **_importance(clause)}
    categories = [{**whole, **row, **_share(row), **_importance(row)} for row in clause["categories"]]
    return [overall, *categories, *_objection_rows(clause), *_country_rows(clause)]


def _objection_rows(clause: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the objections to a clause: `text` is the reason, and `n` how many other seats sign it too."""
    return [
        {
            "kind": "objection",
            **{name: clause[name] for name in ("number", "uid")},
            **{name: one[name] for name in ("category", "is_blocking", "is_late")},
            **{name: told[name] for name in ("state", "harm", "by", "proposed")},
            "objection": one["number"],
            "text": told["reason"],
            "n": told["co_signers"],
            "answer": (told["answer"] or {}).get("words"),
            "overruled_by": (told["overruled"] or {}).get("by"),
            "overruled_reason": (told["overruled"] or {}).get("reason"),
        }
        for one in clause.get("objections", ())
        if (told := one["on_record"])
    ]


def _option_rows(choice: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """Return the options among which a round chose: `state` says whether one is ahead, and `n` how many named it."""
    return [
        {
            "kind": "option",
            "number": row["number"],
            "uid": row["id"],
            "text": row["text"],
            "state": "ahead" if row["is_ahead"] else None,
            "n": row["named"],
            **_share(row if row["share"] else {"share": row["mean"]}),
        }
        for row in (choice or {}).get("options", ())
    ]


def _silence_rows(silence: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """Return what a silence procedure came to, and the objections that were raised in it."""
    if silence is None:
        return []
    raised = [
        {"kind": "objection", "number": one["clause"], "objection": one["number"], **{name: one[name] for name in TOLD}}
        for one in silence["objections"]
    ]
    return [{"kind": "silence", "state": silence["state"]}, *raised]


def _country_rows(clause: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the view by country of a clause within each group, where the result has it."""
    identity = {"number": clause["number"], "uid": clause["uid"]}
    views = [(view, row["group"], row) for view in GROUPED for row in clause.get(view, ())]
    views += [(name, name, clause[name]) for name in LISTS if name in clause]
    return [{**identity, **row, "kind": view, "group": group, **_share(row)} for view, group, row in views]


def _gap_rows(gaps: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """Return who was wanted, had a seat and spoke: by category, and within each by region and by income group."""
    if gaps is None:
        return []
    found = []
    for row in gaps["categories"]:
        category = {"category": row["category"]}
        found.append({"kind": "gap", **_gap(row), **category})
        for split in GROUPED:
            found += [{"kind": f"gap_{split}", **_gap(part), **category} for part in row[split]]
    return found


def _gap(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in GROUPED}


def _declared(one: Mapping[str, Any] | None) -> dict[str, Any]:
    if one is None:
        return {}
    beside = {f"declared_{name}": one[name] for name in ("by", "office", "at", "reason", "departs")}
    return {"declared_outcome": one["outcome"], **beside}


def _statement_rows(statement: Mapping[str, Any]) -> list[dict[str, Any]]:
    whole = {
        "kind": "statement",
        "number": number_of(statement),
        "uid": statement["id"],
        "text": statement["text"],
        "state": statement.get("state"),
        "labels": " ".join(statement.get("labels", ())),
        "moderated": statement["moderated"],
        **_without_flagged(statement),
    }
    answers = {name: statement[name] for name in ("agree", "disagree", "pass")}
    beside = {name: statement[name] for name in ("group_informed_consensus", "not_counted_unverified")}
    rows = [{**whole, **answers, **beside, **_share(statement)}]
    rows += [{**whole, **row, **_share(row)} for row in statement.get("categories", [])]
    return rows + [{**whole, **group} for group in statement["groups"]]


def _importance(row: Mapping[str, Any]) -> dict[str, Any]:
    found = row.get("importance")
    mean = found["mean"] if found else {"exact": None, "value": None}
    return {"importance_exact": mean["exact"], "importance": mean["value"]}


def _without_flagged(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return the state of an item without flagged seats, where it is another one."""
    found = item.get("without_flagged")
    return {"state_without_flagged": found["state"] if found and found["differs"] else None}


def _share(row: Mapping[str, Any]) -> dict[str, Any]:
    share = row.get("share")
    return {"share_exact": share["exact"], "share": share["value"]} if share else {"share_exact": None, "share": None}
