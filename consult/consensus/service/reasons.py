"""Which objections in a vote came with reasons, for rules that ask: a vote is one word, and reasons stand elsewhere."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from consult.consensus.rules.decision import Rule
from consult.deliberation.service.reasons import seats_with_reasons
from consult.participation.rules.seats import UNCATEGORISED
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Contract
from consult.rounds.service import RoundView
from consult.voting import service as voting


def known_facts(one: RoundView, contract: Contract, rule: Rule) -> Mapping[str, Mapping[str, Any]]:
    """Return what a rule that reads reasons asks about beside the votes, by clause; nothing for any other rule.

    A seat gave reasons for its vote against a clause when it had commented on the clause, or objected to it with an
    act of its own, by the time at which the round closed.
    """
    if not rule.reads_reasons:
        return {}
    observers = frozenset(contract.content.get("observers", ()))
    bare = without_reasons(one)
    return {uid: {"without_reasons": bare.get(uid, {}), "observers": observers} for uid in _clauses(one)}


def without_reasons(one: RoundView, *, among: Collection[str] | None = None) -> dict[str, Counter[str]]:
    """Return by clause and category how many votes against it of counting seats, or some of them, came without reasons."""
    electors = {each.seat_id: each for each in rounds.electorate_of(one.consultation_id, one.id) if each.counts}
    reasoned = seats_with_reasons(one.consultation_id, before=one.closed_at or one.closes_at)
    found: dict[str, Counter[str]] = {}
    for item, seat in voting.seats_against(one.consultation_id, one.id):
        if seat in electors and (seat, item) not in reasoned and (among is None or seat in among):
            found.setdefault(item, Counter())[electors[seat].category or UNCATEGORISED] += 1
    return found


def _clauses(one: RoundView) -> list[str]:
    return [item.id for item in voting.items_of(one, lang="")]
