"""The lists that say where agreement lies in a revealed round: made of its result, so that anyone can make them again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from consult.consensus.rules import multistakeholder
from consult.consensus.rules.lists import (
    Bridge,
    Contested,
    Distance,
    Item,
    Priority,
    bridges,
    clause_item,
    contested,
    distances,
    grouped_item,
    in_order,
    priorities,
    seated_in,
    sky_is_blue,
    statement_item,
)
from consult.consensus.service.analysing import public_id
from consult.consensus.service.bridging import intercepts_of
from consult.consensus.service.opinions import opinions_of
from consult.consensus.service.reading import result_of
from consult.consensus.service.terms import reservations_agree, rule_parameters
from consult.deliberation import service as deliberation
from consult.deliberation.rules.words import Moderated
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Contract
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView

Row = Mapping[str, Any]

LISTED = frozenset({RoundKind.BALLOT, RoundKind.STATEMENTS})
EVERYWHERE = ("criteria_met", "objection_open", "short_of_agreement")
"""The states of the default rule by which the share of every category is above the threshold of shares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """Every list of a round, and its items by id, each with its number.

    `bridges` join categories, or where `by_group` opinion groups; `by_intercept` are the places of the bridges by their
    intercepts, as far as these are fitted. `apart` lie between categories, `groups_apart` between groups. `asks_importance`
    says whether anyone was asked, `has_parts` whether there are two categories or groups that can differ, and
    `lacks_groups` whether there are groups and nothing that they answered is shown. `languages` and `hanging` are the rows
    whose readers differ and whose state hangs on flagged seats.
    """

    items: Mapping[str, Row]
    bridges: tuple[Bridge, ...]
    by_group: bool
    has_parts: bool
    contested: tuple[Contested, ...]
    apart: tuple[Distance, ...]
    languages: Sequence[Row]
    hanging: Sequence[Row]
    flagged: Sequence[Row] | None
    groups_apart: tuple[Distance, ...] = ()
    lacks_groups: bool = False
    asks_importance: bool = False
    priorities: tuple[Priority, ...] = ()
    sky_is_blue: tuple[Item, ...] = ()
    intercepts: Mapping[str, float] = field(default_factory=dict)
    by_intercept: Mapping[str, int] = field(default_factory=dict)


def lists_of(one: RoundView, result: Row | None = None) -> Lists | None:
    """Return the lists of a round of ballots or statements; None for other kinds, which have none.

    `result` is that of the round where it is read already. Refuses `results-hidden` before the reveal, whoever asks.
    """
    result = result or result_of(one)
    if one.kind not in LISTED:
        return None
    contract = rounds.contract_of_round(one.consultation_id, one.id)
    return _of_clauses(one, contract, result) if one.kind is RoundKind.BALLOT else _of_statements(one, contract, result)


def _of_clauses(one: RoundView, contract: Contract, result: Row) -> Lists:
    rule = contract.content["rule"]
    agrees, everywhere = reservations_agree(rule["id"], rule["parameters"]), _everywhere(contract)
    items = [clause_item(clause, reservations_agree=agrees, everywhere=everywhere) for clause in result["clauses"]]
    found, intercepts = bridges(items), intercepts_of(one)
    return Lists(
        **_beside({clause["uid"]: clause for clause in result["clauses"]}, result),
        bridges=found,
        by_group=False,
        has_parts=any(len(item.parts) + item.left_out > 1 for item in items),
        contested=contested(items),
        apart=distances(items),
        asks_importance=any(contract.asks_importance(category) for category in contract.categories),
        priorities=priorities(items),
        sky_is_blue=sky_is_blue(items),
        intercepts=intercepts,
        by_intercept=in_order(found, intercepts),
    )


def _of_statements(one: RoundView, contract: Contract, result: Row) -> Lists:
    numbers = {public_id(each): str(each.number) for each in deliberation.list_statements(one.consultation_id, one.id)}
    rows = {
        str(row["id"]): {**row, "number": numbers[str(row["id"])]}
        for row in result["statements"]
        if row["moderated"] != Moderated.REJECTED
    }
    everywhere, seated = _everywhere(contract), seated_in(result)
    items = [statement_item(row, row["number"], seated=seated, everywhere=everywhere) for row in rows.values()]
    found = _by_group(one, rows)
    grouped = [item for name, each in found.items() if (item := grouped_item(rows[name], rows[name]["number"], each))]
    parts = grouped if found else items
    return Lists(
        **_beside(rows, result),
        bridges=bridges(parts),
        by_group=bool(found),
        has_parts=any(len(item.parts) + item.left_out > 1 for item in parts),
        lacks_groups=bool(found) and not grouped,
        contested=contested(items),
        apart=distances(items),
        groups_apart=distances(grouped),
    )


def _by_group(one: RoundView, rows: Mapping[str, Row]) -> dict[str, Sequence[Row]]:
    """Return what opinion groups answered, by statement: those of the analysis, else those of the source, else none.

    Figures that are left out are None in it.
    """
    opinions = opinions_of(one)
    if opinions is None:
        found = {name: row["groups"] for name, row in rows.items()}
    elif opinions.analysis["finding"] == "clear_groups":
        found = {item["statement"]: item["groups"] for item in opinions.analysis["items"]}
    else:
        found = {}
    return {name: each for name, each in found.items() if name in rows and each}


def _beside(rows: Mapping[str, Row], result: Row) -> dict[str, Any]:
    """Return what lists of every kind hold: the items, those whose readers differ, and those that hang on flagged seats."""
    differing = [row for row in rows.values() if row.get("language_effects")]
    differing.sort(key=lambda row: -(row["language_effects"][0]["z"] or 0))
    return {
        "items": rows,
        "languages": differing,
        "hanging": [row for row in rows.values() if row.get("without_flagged", {}).get("differs")],
        "flagged": result.get("flagged"),
    }


def _everywhere(contract: Contract) -> tuple[str, ...]:
    """Return the states that say of every category, also of one that is left out, that more than half of it agrees."""
    rule = contract.content["rule"]
    if rule["id"] != multistakeholder.RULE_ID:
        return ()
    threshold = Fraction(rule_parameters(rule["id"], rule["parameters"])["share_threshold"])
    return EVERYWHERE if threshold >= Fraction(1, 2) else ()
