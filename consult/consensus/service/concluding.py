"""The conclusion: when a round is published, its verdicts are found once more, with the objections as they then stand."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from consult.consensus.service.flagged import kept_flagged
from consult.consensus.service.judging import Judge
from consult.consensus.service.keeping import AT_FREEZE, AT_PUBLICATION, keep_result
from consult.consensus.service.raised import blocking_of, raised_in
from consult.consensus.service.reasons import known_facts
from consult.consensus.service.terms import disclosure_of, rule_of
from consult.consensus.tables import Snapshot
from consult.deliberation.service.objections import ObjectionFacts
from consult.kernel.db import db
from consult.participation.rules.seats import UNCATEGORISED
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from consult.voting import service as voting

FOUND_ANEW = ("state", "status", "labels", "criteria", "without_flagged")
"""What an objection can change in the result of a clause; every figure stays as it was counted at the freeze."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What was counted at the freeze, from which verdicts are found without looking at a ballot again."""

    judge: Judge
    answers: Mapping[str, Mapping[str, Mapping[str, int]]]
    known: Mapping[str, Mapping[str, Any]]

    def verdict(self, clause: Mapping[str, Any], raised: list[ObjectionFacts]) -> dict[str, Any]:
        """Return a clause's result with its verdict as the objections to it now have it."""
        uid = clause["uid"]
        shown = self.judge.clause(
            uid, self.answers.get(uid, {}), objections=blocking_of(raised), known=self.known.get(uid)
        )
        anew = {name: shown[name] for name in FOUND_ANEW if name in shown}
        return {**clause, **anew, "objections": [each.as_json() for each in raised]}


def conclude(*, consultation_id: str, round_id: str) -> str | None:
    """Return the digest of a round's result as it is published, or None where objections decide nothing in it.

    The figures are those of the freeze. The caller holds the round, so that no objection goes on meanwhile.
    """
    one = rounds.get_round(consultation_id, round_id)
    frozen = db.session.get(Snapshot, (consultation_id, round_id, AT_FREEZE))
    if frozen is None or one.kind is not RoundKind.BALLOT:
        return None
    kept, raised, result = _kept(one), raised_in(one), json.loads(frozen.canonical)
    clauses = [kept.verdict(clause, raised.get(clause["uid"], [])) for clause in result["clauses"]]
    return keep_result(one, AT_PUBLICATION, {**result, "clauses": clauses})


def _kept(one: RoundView) -> Kept:
    contract = rounds.contract_of_round(one.consultation_id, one.id)
    rule = rule_of(contract)
    answers: dict[str, dict[str, dict[str, int]]] = {}
    for row in voting.tally_of(one.consultation_id, one.id):
        if row.counts:
            answers.setdefault(row.item_id, {}).setdefault(row.category, {})[row.position] = row.seats
    seats = dict.fromkeys(contract.categories, 0)
    for elector in rounds.electorate_of(one.consultation_id, one.id):
        if elector.counts and (elector.category or UNCATEGORISED) in seats:
            seats[elector.category or UNCATEGORISED] += 1
    judge = Judge(
        rule=rule,
        parameters=rule.read(contract.content["rule"]["parameters"]),
        disclosure=disclosure_of(contract),
        seats=seats,
        flagged=kept_flagged(one),
    )
    return Kept(
        judge=judge,
        answers=answers,
        known=known_facts(one, contract, rule),
    )
