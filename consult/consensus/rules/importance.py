"""How much clauses matter to those who are asked: a mean for each category, which weighs in nobody's vote."""

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import Any

from consult.consensus.rules.shares import Share
from consult.consensus.rules.suppression import PUBLIC, SMALLEST_CELL, SMALLEST_UNANIMOUS

MOST = 2
"""How much a clause can matter: 0 a little, 1 somewhat, 2 very much."""

Levels = Mapping[int, int]
"""How many seats of one category gave each level."""
Row = Mapping[str, Any]


def with_importance(
    result: Row, told: Mapping[str, Levels], *, asked: Collection[str], disclosure: Mapping[str, str]
) -> dict[str, Any]:
    """Return a clause's result, small cells already left out of it, with how much it matters to each category.

    `told` says by category how many counting seats gave each level; categories that are not `asked` have none. In a
    protected category the mean is left out where the votes are, where fewer than 5 said anything, and where all of
    fewer than 20 said the same, which the mean would tell. The clause's own mean is that of the means that are shown,
    each with equal weight, so it tells nothing of what is left out. Example: 3 seats at 2 and 3 at 1 have the mean 3/2;
    with another category's mean of 1/2 the clause has 1.
    """
    found = {
        row["category"]: _shown(row, told.get(row["category"], {}), disclosure)
        for row in result["categories"]
        if row["category"] in asked
    }
    categories = [{**row, "importance": found.get(row["category"])} for row in result["categories"]]
    known = [one for one in found.values() if one is not None]
    return {**result, "importance": _together(known), "categories": categories}


def importance_of(result: Row) -> Fraction | None:
    """Return a clause's mean importance, exactly; None where nobody is asked, where it is left out, and in older results."""
    found = result.get("importance")
    return Fraction(found["mean"]["exact"]) if found else None


def _shown(row: Row, levels: Levels, disclosure: Mapping[str, str]) -> dict[str, Any] | None:
    n = sum(levels.values())
    if not n or row["suppressed"] or (disclosure.get(row["category"]) not in PUBLIC and _is_telling(levels)):
        return None
    return {"n": n, "mean": Share(Fraction(sum(level * seats for level, seats in levels.items()), n)).as_json()}


def _is_telling(levels: Levels) -> bool:
    n = sum(levels.values())
    return n < (SMALLEST_UNANIMOUS if n in levels.values() else SMALLEST_CELL)


def _together(known: Collection[Row]) -> dict[str, Any] | None:
    if not known:
        return None
    means = [Fraction(one["mean"]["exact"]) for one in known]
    return {"n": sum(one["n"] for one in known), "mean": Share(sum(means, Fraction(0)) / len(means)).as_json()}
