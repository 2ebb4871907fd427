"""The summary's form: its keys in the order that docs/summary.md gives them, and its file."""

import json
from typing import Any

VERSION = 1

KEYS = (
    "id", "version", "consultation", "round", "draft", "participation", "clauses", "ratings", "statements", "opinions", "silence", "choice", "flagged", "exposure", "gaps", "panel_round", "comments", "methods_appendix", "method",
    "slug", "title", "licence", "cite_as", "doi", "source",
    "finding", "origin", "seed", "libraries", "participants", "clustered", "silhouette", "statement", "for",
    "uid", "number", "kind", "url", "attribution", "heading", "text", "lang", "moderated", "rejected_under", "state", "status",
    "labels", "without_flagged", "differs", "signal", "opened_at", "closed_at", "carried_from", "contract_sha256", "formula_version", "rule", "effect", "deciding_body",
    "mandate", "stage", "revision", "symbol", "sha256", "adoption", "corrigenda", "body", "place", "day", "manner",
    "in_favour", "against", "abstained", "statements_until", "notes", "clause", "late", "old", "new", "class", "parameters", "criteria", "exact", "value", "threshold", "op", "met", "panel", "verdict", "because", "ordinal", "most_rounds", "at_rest", "stop", "rounds", "defined_at", "definition_sha256", "definition_unchanged", "changes", "feedback", "from", "to", "weakest", "mean_of_categories",
    "overall", "has_targets", "category", "group", "members", "target", "country", "position", "seats", "verified", "active", "completed", "voted", "n", "support", "can_live_with",
    "reservation", "object", "no_opinion", "median", "q1", "q3", "iqr", "counts", "van_der_eijk", "tastle_wierman", "net_change", "limit", "changed", "p", "invited", "started", "fresh", "carried", "stale", "agree", "disagree", "pass", "representativeness", "share", "lower_bound", "asked", "answers_per_statement", "gini", "below_minimum", "suppressed", "importance", "list", "minimum", "all",
    "categories", "languages", "submitted", "countries", "regions", "income_groups", "ldc", "lldc", "sids", "groups", "group_informed_consensus", "group_informed_disagreement", "language_effects", "more", "less", "z", "not_counted_unverified", "stability", "judged_by", "representative", "items", "not_released", "objections",
    "question", "form", "leading", "ballots", "options", "is_ahead", "named", "mean", "pairwise", "tiers", "runoff",
    "raised_at", "closes_at", "moves", "is_blocking", "is_late", "on_record", "hidden_under", "harm", "co_signers", "proposal", "proposed", "answer", "role", "words",
    "resolved_in", "overruled",
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
