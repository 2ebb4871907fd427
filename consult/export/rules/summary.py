"""The summary's form: its keys in the order that docs/summary.md gives them, and its file."""

import json
from typing import Any

VERSION = 1

KEYS = (
    "id", "version", "consultation", "round", "draft", "participation", "clauses", "statements", "comments", "method",
    "slug", "title", "licence", "cite_as", "doi", "source",
    "uid", "number", "kind", "url", "attribution", "heading", "text", "lang", "moderated", "state", "status",
    "labels", "opened_at", "closed_at", "carried_from", "contract_sha256", "formula_version", "rule", "effect", "deciding_body",
    "mandate", "stage", "revision", "symbol", "sha256", "adoption", "corrigenda", "body", "place", "day", "manner",
    "in_favour", "against", "abstained", "statements_until", "notes", "clause", "late", "old", "new", "class", "parameters", "criteria", "exact", "value", "threshold", "op", "met", "weakest", "mean_of_categories",
    "overall", "category", "group", "country", "position", "seats", "voted", "n", "support", "can_live_with",
    "reservation", "object", "no_opinion", "fresh", "carried", "stale", "agree", "disagree", "pass", "share", "lower_bound", "suppressed", "list",
    "categories", "countries", "groups", "group_informed_consensus", "not_counted_unverified", "objections",
    "declared_outcome", "outcome", "by", "office", "at", "reason", "departs", "suppression", "smallest_cell", "smallest_unanimous", "disclosure", "result_sha256",
    "total", "undecided", "dispositions", "satisfaction",
)  # fmt: skip
"""Every key of a summary; wherever two of them stand in one object, they stand in this order."""

_PLACES = {name: place for place, name in enumerate(KEYS)}


def in_order(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Return the JSON value with the keys of every object in the summary's order, then other names as they came."""
    if isinstance(value, list):
        return [in_order(each) for each in value]
    if isinstance(value, dict):
        return {name: in_order(value[name]) for name in sorted(value, key=lambda name: _PLACES.get(name, len(KEYS)))}
    return value


def summary_json(summary: Any) -> str:  # noqa: ANN401 - any JSON value
    """Return the summary as a JSON text, indented, with the characters themselves and a line end at its end."""
    return json.dumps(in_order(summary), ensure_ascii=False, allow_nan=False, indent=2) + "\n"
