"""What would change the result of a clause, worked out from what is published of it and by the rule itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from consult.consensus.rules.counts import POSITIONS, Counted
from consult.consensus.rules.decision import Rule, Status
from consult.consensus.rules.objections import STANDING, Objections
from consult.consensus.rules.results import clause_result
from consult.consensus.rules.turning import Turning, alone, together
from consult.consensus.service.terms import rule_of
from consult.rounds.rules.contract import Contract


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatWouldChange:
    """What would have to be otherwise for a clause to meet its criteria.

    `is_met` says that it does; `is_hidden` that figures are left out from which it would follow. `alone` are the
    categories in which it would suffice that some who object join, `together` one way in which several would have to,
    `voices` how many more would have to take a side by category, and `standing` how many objections still block it.
    """

    is_met: bool
    is_hidden: bool
    standing: int
    voices: Mapping[str, int]
    alone: tuple[Turning, ...] = ()
    together: Turning | None = None


def what_would_change(contract: Contract, clause: Mapping[str, Any]) -> WhatWouldChange:
    """Return what would have to be otherwise for a clause of a revealed result to meet the criteria of its round."""
    standing = sum(one["is_blocking"] and one["state"] in STANDING for one in clause["objections"])
    is_met = clause["status"] == Status.MET
    is_hidden = any(row["suppressed"] for row in clause["categories"])
    if is_met or is_hidden:
        return WhatWouldChange(is_met=is_met, is_hidden=is_hidden and not is_met, standing=standing, voices={})
    rule, parameters = rule_of(contract), contract.content["rule"]["parameters"]
    counts = {row["category"]: {word: row[word] for word in POSITIONS} for row in clause["categories"]}
    seats = {row["category"]: row["seats"] for row in clause["categories"]}

    def is_met_with(counted: Counted) -> bool:
        found = clause_result(counted, seats, rule.read(parameters), rule=rule, objections=Objections())
        return bool(found["status"] == Status.MET)

    voices = _voices(rule, parameters, counts, seats)
    by_one = () if voices else alone(counts, is_met_with)
    return WhatWouldChange(
        is_met=False,
        is_hidden=False,
        standing=standing,
        voices=voices,
        alone=by_one,
        together=None if voices or by_one else together(counts, is_met_with),
    )


def _voices(rule: Rule, parameters: Mapping[str, Any], counts: Counted, seats: Mapping[str, int]) -> dict[str, int]:
    """Return how many more seats of each category would have to take a side, under a rule that asks for so many."""
    chosen = rule.complete(parameters)
    if "n_min" not in chosen and "min_group_n" not in chosen:
        return {}
    least = int(chosen.get("n_min") or chosen["min_group_n"])
    missing = {}
    for category, row in counts.items():
        sides = sum(row.values()) - row["no_opinion"]
        can = seats[category] - row["no_opinion"] if "n_min" in chosen else seats[category]
        if seats[category]:
            missing[category] = max(1, min(least, can)) - sides
    return {category: n for category, n in missing.items() if n > 0}
