"""What changed since an earlier round that asked about the same text: clause by clause, and what has settled."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from consult.consensus.rules.between_rounds import Change, changes_between
from consult.consensus.service.reading import is_shown, result_of
from consult.drafting import service as drafting
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView


@dataclass(frozen=True, slots=True)
class Changes:
    """The earlier round that a round is compared with, and what became of each clause.

    `is_same_rule` says that both were counted by one rule with the same parameters; else states cannot be compared.
    """

    earlier: RoundView
    changes: tuple[Change, ...]
    is_same_rule: bool


def changes_since(
    one: RoundView, earlier: RoundView | None = None, *, result: Mapping[str, Any] | None = None
) -> Changes | None:
    """Return what changed since an earlier round of ballots, the last one that is revealed unless another is named.

    `result` is that of this round where it is read already. None where there is no earlier one, and for other kinds of
    round. Refuses `results-hidden` before the reveal of either.
    """
    before = earlier or _revealed_before(one)
    if before is None or {one.kind, before.kind} != {RoundKind.BALLOT}:
        return None
    then, now = result_of(before), result or result_of(one)
    rule, other = (rounds.contract_of_round(each.consultation_id, each.id).content["rule"] for each in (before, one))
    found = changes_between(then["clauses"], now["clauses"], new_words=_new_words(before, one))
    return Changes(before, found, rule == other)


def _revealed_before(one: RoundView) -> RoundView | None:
    """Return the last round of ballots before this one whose result may be read."""
    for each in reversed(rounds.list_rounds(one.consultation_id)):
        if each.number < one.number and each.kind is RoundKind.BALLOT and is_shown(each):
            return each
    return None


def _new_words(before: RoundView, one: RoundView) -> dict[str, bool]:
    """Return of each clause that both drafts have whether its substance changed between them."""
    earlier, later = (drafting.draft_by_id(each.consultation_id, each.draft_id or "") for each in (before, one))
    if earlier.id == later.id:
        return {}
    every = drafting.continued_clauses(earlier, later)
    return {each.successor: not each.holds for each in every if each.origin == each.successor}
