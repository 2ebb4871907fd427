"""What rounds come to in which nobody votes: a silence that holds or is broken, or comments that are all answered."""

from collections.abc import Mapping
from typing import Any

from consult.consensus.rules.institutions.silence_procedure import Parameters, Silence, silence
from consult.consensus.service.raised import raised_in
from consult.consensus.service.terms import procedure_of
from consult.deliberation import service as deliberation
from consult.deliberation.service.objections import ObjectionFacts
from consult.drafting import service as drafting
from consult.kernel import clock
from consult.rounds.rules.contract import Contract
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView


def seats_in(one: RoundView) -> dict[str, int]:
    """Return the seats that took part in a round without votes: they said something, or objected."""
    objected = (each.seat_id for every in raised_in(one).values() for each in every)
    return dict.fromkeys([*deliberation.seats_heard(one.consultation_id, one.id), *objected], 1)


def unvoted_result(one: RoundView, contract: Contract) -> dict[str, Any]:
    """Return what a round without votes came to, for its result; nothing for a round of comments, whose answers say it."""
    if one.kind is not RoundKind.SILENCE:
        return {}
    found = silence_in(one, contract)
    return {"silence": _silence_json(one, found)}


def silence_in(one: RoundView, contract: Contract) -> Silence:
    """Return what a silence procedure has come to by its deadline: objections that may block break it, in time.

    An objection that is withdrawn later has broken the silence all the same. Where the round was closed before its
    deadline and nobody had broken the silence, it was too short, for whoever relied on the deadline could still have.
    """
    chosen: Parameters = procedure_of(contract).read(contract.content["rule"]["parameters"])
    began, ends = one.opened_at or one.opens_at, one.closes_at
    raised = [each.raised_at for each in _raised(one) if each.is_blocking or each.is_late]
    found = silence(began, ends, raised, shortest=chosen.shortest)
    if found.in_time or one.closed_at is None or one.closed_at >= ends:
        return found
    return silence(began, one.closed_at, raised, shortest=ends - began)


def _raised(one: RoundView) -> list[ObjectionFacts]:
    return sorted((each for every in raised_in(one).values() for each in every), key=lambda each: each.number)


def _silence_json(one: RoundView, found: Silence) -> dict[str, Any]:
    finding = found.as_finding()
    numbers = _numbers(one)
    return {
        "state": str(finding.verdict),
        "status": str(finding.status),
        "criteria": [each.as_json() for each in finding.criteria],
        "opened_at": clock.to_text(one.opened_at or one.opens_at),
        "closes_at": clock.to_text(one.closes_at),
        "objections": [
            {**each.as_json(), "clause": numbers.get(each.clause_uid, ""), "raised_at": clock.to_text(each.raised_at)}
            for each in _raised(one)
        ],
        "moves": [str(move) for move in found.moves],
    }


def _numbers(one: RoundView) -> Mapping[str, str]:
    draft = drafting.draft_by_id(one.consultation_id, one.draft_id or "")
    return {each.uid: each.number for each in drafting.clauses_of(draft, lang=draft.language)}
