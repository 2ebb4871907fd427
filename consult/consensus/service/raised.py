"""The objections of a round as its result knows them: by clause, and those among them that block."""

from collections.abc import Iterable

from consult.consensus.rules.objections import Objections
from consult.deliberation.service import objections
from consult.deliberation.service.objections import ObjectionFacts
from consult.rounds.service import RoundView


def raised_in(one: RoundView) -> dict[str, list[ObjectionFacts]]:
    """Return the objections of a round as they stand now, by the clause that they are about."""
    found: dict[str, list[ObjectionFacts]] = {}
    for each in objections.objection_facts(one.consultation_id, one.id):
        found.setdefault(each.clause_uid, []).append(each)
    return found


def blocking_of(raised: Iterable[ObjectionFacts]) -> Objections:
    """Return the states of those objections to a clause that block it while they stand."""
    return Objections(tuple(each.state for each in raised if each.is_blocking))
