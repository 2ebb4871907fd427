"""A panel's part of a summary as flat rows, for spreadsheets."""

from collections.abc import Iterable, Mapping
from typing import Any

RATINGS = tuple(str(rating) for rating in range(1, 10))
COLUMNS = (*(f"rated_{rating}" for rating in RATINGS), "median", "q1", "q3", "rest", "net_change", "invited", "started")
"""The columns that only the rows of a panel fill."""

Row = Mapping[str, Any]


def rating_rows(ratings: Iterable[Row]) -> list[dict[str, Any]]:
    """Return a row for each rated clause, which says how many gave each rating, and one for each of its categories."""
    return [row for rated in ratings for row in _rating_rows(rated)]


def appendix_rows(appendix: Row | None) -> list[dict[str, Any]]:
    """Return a row for each round of a panel and category, and one for each change of the text between its rounds."""
    if appendix is None:
        return []
    rows = [
        {"kind": "panel_round", "number": one["number"], "state": one["stop"], **category}
        for one in appendix["rounds"]
        for category in one["categories"]
    ]
    return rows + [
        {"kind": "panel_change", "number": one["to"] or one["from"], "state": one["kind"]}
        for one in appendix["changes"]
    ]


def _rating_rows(rated: Row) -> list[dict[str, Any]]:
    names = ("number", "uid", "heading", "text", "state")
    whole = {"kind": "rating", **{name: rated[name] for name in names}, "labels": " ".join(rated["labels"])}
    counts = {f"rated_{rating}": n for rating, n in (rated["panel"]["counts"] or {}).items()}
    moved = rated["stability"]["net_change"]
    rest = {"rest": rated["stability"]["verdict"], "net_change": moved["exact"] if moved else None}
    overall = {**whole, "category": "overall", **_figures(rated["panel"]), **counts, **rest}
    return [overall, *({**whole, **_figures(row)} for row in rated["categories"])]


def _figures(row: Row) -> dict[str, Any]:
    """Return a row with its figures as exact fractions."""
    exact = {name: row[name]["exact"] if row[name] else None for name in ("median", "q1", "q3")}
    return {**row, **exact}
