"""Small cells: what would tell how a single person voted is left out, with what would give it away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from consult.consensus.rules.countries import GOVERNMENT
from consult.consensus.rules.counts import ANSWERS, POSITIONS

SMALLEST_CELL = 5
SMALLEST_UNANIMOUS = 20
PUBLIC = frozenset({"roll_call", "source_public"})
"""Disclosures under which every answer is public anyway; whatever else a contract says, or leaves out, is protected."""

HARMLESS = frozenset({"voices", "blocking_objections", "group_size", "largest_category"})
"""Criteria whose value is no figure of anyone's answers, and always stays."""

OF_TOTALS = frozenset(
    {
        *("quorum", "affirmative_share", "return_share", "abstention_share", "members_in_favour", "affirmed_share"),
        *("supporting_replies", "active_support", "votes_against"),
    }
)
"""Criteria whose value follows from the totals and the public number of seats: it stays and goes with the totals.

Where a rule reads reasons, organisations or categories one by one, its values do not follow from the totals, and go.
"""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Hidden:
    """The categories that are left out, and whether the totals would still tell what they answered."""

    categories: frozenset[str]
    with_totals: bool


COARSER: Mapping[str, str] = {"unanimity": "consensus"}
"""Verdicts that say how every single seat voted, each with the one that stands in its place where cells are left out."""


def suppress(
    result: Row, disclosure: Mapping[str, str], *, pools: bool = False, is_composite: bool = False
) -> dict[str, Any]:
    """Return a clause's result without what would tell how protected seats voted.

    A protected category with 1 to 4 answers, or unanimous below 20, shows none of its figures; the next smallest
    protected categories go with it until all that is left out, taken together, tells nothing either. Where they do
    not suffice, `overall` goes null. An exact mean would give the left-out shares away, so it goes with any of
    them, as does every criterion's value that is not known to be harmless; what is made of the totals alone stays and
    goes with them. A weakest category that is left out is named with null figures; under a rule that pools seats it
    decides nothing, so none is named, and what is shown depends on the left-out answers through the verdict alone:
    where that does not tell which criteria are met, as for a composite rule, those without a figure do not say so
    either, and a verdict that everybody agrees says only that enough do.
    Roll-call answers are never left out; the view by country goes where governments are protected.
    """
    rows = result["categories"]
    hidden = hidden_categories(rows, POSITIONS, disclosure)
    found = {**result, "categories": _shown(rows, POSITIONS, hidden)}
    if not _is_public(GOVERNMENT, disclosure):
        found["countries"] = _blank_countries(result["countries"])
    if not hidden.categories:
        return found
    return {
        **found,
        "state": COARSER.get(result["state"], result["state"]),
        "weakest": None if pools else _blank_weakest(result["weakest"], hidden),
        "criteria": [_blank_criterion(one, hidden, is_composite=is_composite) for one in result["criteria"]],
        "mean_of_categories": None,
        "overall": dict.fromkeys(result["overall"]) if hidden.with_totals else result["overall"],
    }


def suppress_statement(result: Row, disclosure: Mapping[str, str]) -> dict[str, Any]:
    """Return a statement's result without what would tell how protected seats answered.

    As `suppress`; the totals are the statement's own agree, disagree, pass and share. Statements without categories,
    as imported from public sources, stay whole.
    """
    if "categories" not in result:
        return dict(result)
    rows = result["categories"]
    hidden = hidden_categories(rows, ANSWERS, disclosure)
    totals = dict.fromkeys((*ANSWERS, "share")) if hidden.with_totals else {}
    return {**result, **totals, "categories": _shown(rows, ANSWERS, hidden)}


def hidden_categories(rows: Sequence[Row], words: Sequence[str], disclosure: Mapping[str, str]) -> Hidden:
    """Return which categories are left out: the telling ones, and the smallest others that must cover for them.

    `rows` have `category`, `n` and a count for each of `words`. Nobody can tell a covering category from the one it
    covers for.
    """
    protected = [row for row in rows if row["n"] and not _is_public(row["category"], disclosure)]
    out = [row for row in protected if _is_telling(row, words)]
    rest = sorted((row for row in protected if row not in out), key=lambda row: (row["n"], row["category"]))
    while out and rest and _is_telling_together(out, words):
        out.append(rest.pop(0))
    return Hidden(frozenset(row["category"] for row in out), bool(out) and _is_telling_together(out, words))


def _is_public(category: str, disclosure: Mapping[str, str]) -> bool:
    return disclosure.get(category) in PUBLIC


def _is_telling(row: Row, words: Sequence[str]) -> bool:
    n: int = row["n"]
    is_unanimous = any(row[word] == n for word in words)
    return 0 < n < (SMALLEST_UNANIMOUS if is_unanimous else SMALLEST_CELL)


def _is_telling_together(out: Sequence[Row], words: Sequence[str]) -> bool:
    """Whether the totals less what is shown, which anyone can work out, would be a telling cell; one category alone is."""
    together = {name: sum(row[name] for row in out) for name in ("n", *words)}
    return _is_telling(together, words)


def _shown(rows: Sequence[Row], words: Sequence[str], hidden: Hidden) -> list[dict[str, Any]]:
    blank = {**dict.fromkeys(("n", *words, "share", "lower_bound")), "suppressed": True}
    return [{**row, "suppressed": False, **(blank if row["category"] in hidden.categories else {})} for row in rows]


def _blank_weakest(weakest: Row | None, hidden: Hidden) -> Row | None:
    if weakest is None or weakest["category"] not in hidden.categories:
        return weakest
    return {"category": weakest["category"], "share": None, "lower_bound": None}


def _blank_criterion(criterion: Row, hidden: Hidden, *, is_composite: bool) -> dict[str, Any]:
    """Leave out the exact figure of a criterion whose arithmetic would give the hidden cell away."""
    stays = HARMLESS if hidden.with_totals else HARMLESS | OF_TOTALS
    if criterion["id"] in stays:
        return dict(criterion)
    return {**criterion, "value": None, "met": None if is_composite else criterion["met"]}


def _blank_countries(countries: Row) -> dict[str, Any]:
    return {**dict.fromkeys(countries), "list": []} if countries["n"] else dict(countries)
