"""How many votes were cast on this draft, how many were carried over to it, and how many wait to be said again."""

from collections.abc import Mapping, Sequence
from typing import Any

from consult.consensus.rules.suppression import PUBLIC, SMALLEST_CELL

FRESHNESS = ("fresh", "carried", "stale")
Row = Mapping[str, Any]


def with_freshness(
    result: Row, counted: Mapping[str, Mapping[str, int]], disclosure: Mapping[str, str]
) -> dict[str, Any]:
    """Return a clause's result, small cells already left out of it, with how fresh its votes are.

    `counted` says per category how many answers of counting seats are fresh, carried and stale. Fresh and carried ones
    are the votes; stale ones are none and stand apart. Where any of the three is 1 to 4 in a protected category, all
    three go, for they would tell how few people moved; so they do with the votes of a category that is left out. The
    next smallest protected categories go too until all that is left out tells nothing, and else the totals.
    """
    rows = [{"category": row["category"], **_row(counted.get(row["category"], {}))} for row in result["categories"]]
    left_out = {row["category"] for row in result["categories"] if row["suppressed"]}
    hidden = _hidden(rows, left_out, disclosure)
    whole = {word: sum(row[word] for row in rows) for word in FRESHNESS}
    is_told = result["overall"]["n"] is not None and not (hidden and _is_telling(_together(rows, hidden)))
    shown = [
        {**row, **{word: None if row["category"] in hidden else found[word] for word in FRESHNESS}}
        for row, found in zip(result["categories"], rows, strict=True)
    ]
    overall = {**result["overall"], **(whole if is_told else dict.fromkeys(FRESHNESS))}
    return {**result, "overall": overall, "categories": shown}


def all_fresh(result: Row) -> dict[str, Any]:
    """Return a clause's result of a round that began without votes: every one in it is fresh, and left out where it was."""
    fresh = {"carried": 0, "stale": 0}
    return {
        **result,
        "overall": {**result["overall"], "fresh": result["overall"]["n"], **fresh},
        "categories": [{**row, "fresh": row["n"], **fresh} for row in result["categories"]],
    }


def is_mixed(result: Row) -> bool:
    """Whether a clause's result has votes that were not cast on its draft, or may have some among those left out."""
    rows = (result["overall"], *result["categories"])
    return any(row.get(word, 0) != 0 for row in rows for word in FRESHNESS if word != "fresh")


def _row(counted: Mapping[str, int]) -> dict[str, int]:
    return {word: counted.get(word, 0) for word in FRESHNESS}


def _hidden(rows: Sequence[Row], left_out: set[str], disclosure: Mapping[str, str]) -> set[str]:
    protected = [row for row in rows if _total(row) and disclosure.get(row["category"]) not in PUBLIC]
    hidden = {row["category"] for row in protected if row["category"] in left_out or _is_telling(row)}
    others = (row for row in protected if row["category"] not in hidden)
    rest = [row["category"] for row in sorted(others, key=lambda row: (_total(row), row["category"]))]
    while hidden and rest and _is_telling(_together(rows, hidden)):
        hidden.add(rest.pop(0))
    return hidden


def _together(rows: Sequence[Row], categories: set[str]) -> dict[str, int]:
    return {word: sum(row[word] for row in rows if row["category"] in categories) for word in FRESHNESS}


def _is_telling(row: Row) -> bool:
    return any(0 < row[word] < SMALLEST_CELL for word in FRESHNESS)


def _total(row: Row) -> int:
    return sum(row[word] for word in FRESHNESS)
