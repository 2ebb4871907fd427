"""The freeze: a closed round is counted once, and what is published of it is hashed and kept."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import rfc8785

from consult.consensus.rules import FORMULA_VERSION
from consult.consensus.rules.countries import voices_of_countries
from consult.consensus.rules.decision import Chosen, Rule
from consult.consensus.rules.freshness import all_fresh, with_freshness
from consult.consensus.rules.results import clause_result, groups_result, statement_result
from consult.consensus.rules.suppression import suppress, suppress_statement
from consult.consensus.rules.tally import Counts, SeatKind
from consult.consensus.rules.turnout import UNVERIFIED, shown_total, suppress_turnout, turnout
from consult.consensus.service.groups import groups_of
from consult.consensus.service.terms import rule_of
from consult.consensus.tables import Snapshot
from consult.deliberation import service as deliberation
from consult.drafting import service as drafting
from consult.kernel import clock
from consult.kernel.db import db
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.participation.rules.seats import UNCATEGORISED
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Contract, Disclosure
from consult.rounds.rules.states import RoundKind
from consult.voting import service as voting

AT_FREEZE = "at_freeze"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A closed round with everything that its result is made of."""

    round: rounds.RoundView
    contract: Contract
    disclosure: Mapping[str, str]
    kinds: Mapping[str, SeatKind]
    counts: Counts
    answers: Mapping[str, Mapping[str, Mapping[str, int]]]
    not_counted: Mapping[str, Mapping[str, int]]
    freshness: Mapping[str, Mapping[str, Mapping[str, int]]] | None

    @property
    def rule(self) -> Rule:
        """The rule that the contract names."""
        return rule_of(self.contract)

    @property
    def parameters(self) -> Chosen:
        """What the contract's rule decides with."""
        chosen: Chosen = self.rule.read(self.contract.content["rule"]["parameters"])
        return chosen

    @property
    def seats(self) -> dict[str, int]:
        """How many counting seats each category of the contract has."""
        found = dict.fromkeys(self.contract.categories, 0)
        for kind in self.kinds.values():
            if kind.counts and kind.category in found:
                found[kind.category] += 1
        return found

    def with_freshness(self, item: str, result: Mapping[str, Any]) -> dict[str, Any]:
        """Return an item's result, small cells left out, with how fresh its votes are."""
        if self.freshness is None:
            return all_fresh(result)
        return with_freshness(result, self.freshness.get(item, {}), self.disclosure)

    def answers_not_counted(self, item: str) -> dict[str, int | None]:
        """Return how many answers to the item do not count, as files show it."""
        return {UNVERIFIED: shown_total(self.not_counted.get(item, {}), self.disclosure)}


def freeze(*, consultation_id: str, round_id: str) -> str:
    """Return the digest of a closed round's result, counted now and never again.

    Small cells are left out before the result is hashed: the digest of a result that held them would let anyone who
    tries a few numbers find them. The log gets the digest in the same transaction. Refuses a round that is not closed.
    """
    one = rounds.get_round(consultation_id, round_id)
    if not one.is_finished:
        raise rounds.WrongMove
    canonical = rfc8785.dumps(_result(_count(one)))
    digest = hashlib.sha256(canonical).hexdigest()
    moment = clock.now(db.session)
    db.session.add(
        Snapshot(
            consultation_id=consultation_id,
            round_id=round_id,
            occasion=AT_FREEZE,
            formula_version=FORMULA_VERSION,
            canonical=canonical,
            sha256=digest,
            at=moment,
        )
    )
    rounds.mark_frozen(consultation_id=consultation_id, round_id=round_id)
    ledger.append(
        log_id=consultation_id,
        kind=LeafType.TALLY_PUBLISH,
        content={"round": one.number, "sha256": digest, "formula_version": FORMULA_VERSION},
        at=moment,
        role="organiser",
        round_id=round_id,
    )
    return digest


def disclosure_of(contract: Contract) -> dict[str, str]:
    """Return who learns what, per category; seats without one come from a public source."""
    return {**contract.disclosure, UNCATEGORISED: str(Disclosure.SOURCE_PUBLIC)}


def _count(one: rounds.RoundView) -> Counted:
    contract = rounds.contract_of_round(one.consultation_id, one.id)
    groups = groups_of(one.consultation_id, one.id)
    kinds = {
        elector.seat_id: SeatKind(
            category=elector.category or UNCATEGORISED,
            counts=elector.counts or elector.category is None,
            territory=elector.territory,
            group=groups.get(elector.seat_id),
        )
        for elector in rounds.electorate_of(one.consultation_id, one.id)
    }
    counts = Counts(voting.count_answers(one.consultation_id, one.id, kinds))
    voting.keep_tally(
        consultation_id=one.consultation_id,
        round_id=one.id,
        rows=[voting.TallyRow(*cell, n) for cell, n in counts.tally().items()],
    )
    return Counted(
        round=one,
        contract=contract,
        disclosure=disclosure_of(contract),
        kinds=kinds,
        counts=counts,
        answers=counts.counted(),
        not_counted=counts.not_counted(),
        freshness=_freshness(one, kinds),
    )


def _freshness(one: rounds.RoundView, kinds: Mapping[str, SeatKind]) -> dict[str, dict[str, dict[str, int]]] | None:
    """Return by item and category how many answers of counting seats are fresh, carried and stale; None where all are fresh."""
    if voting.carry_of(one.consultation_id, one.id) is None:
        return None
    return Counts(voting.count_freshness(one.consultation_id, one.id, kinds)).counted()


def _result(counted: Counted) -> dict[str, Any]:
    one = counted.round
    voters = voting.count_voters(one.consultation_id, one.id)
    participation = turnout(counted.kinds, voters, counted.contract.categories)
    is_ballot = one.kind is RoundKind.BALLOT
    return {
        "participation": suppress_turnout(participation, counted.disclosure),
        "clauses": _clauses(counted) if is_ballot else [],
        "statements": [] if is_ballot else _statements(counted),
    }


def _clauses(counted: Counted) -> list[dict[str, Any]]:
    one, content = counted.round, counted.contract.content
    draft = drafting.draft_by_id(one.consultation_id, one.draft_id or "")
    rule, parameters = counted.rule, counted.parameters
    seats, voices = counted.seats, counted.counts.voices()
    found = []
    for clause in drafting.clauses_of(draft, lang=draft.language):
        if clause.kind not in content["voted_kinds"]:
            continue
        countries = voices_of_countries(voices.get(clause.uid, ()), way=content["country_position"])
        answers = counted.answers.get(clause.uid, {})
        result = clause_result(answers, seats, parameters, rule=rule, countries=countries)
        found.append(
            {
                "uid": clause.uid,
                "number": clause.number,
                "heading": clause.heading,
                "text": clause.text,
                "lang": clause.lang,
                **counted.with_freshness(clause.uid, suppress(result, counted.disclosure, pools=rule.pools)),
                **counted.answers_not_counted(clause.uid),
                "objections": [],
                "declared_outcome": None,
            }
        )
    return found


def _statements(counted: Counted) -> list[dict[str, Any]]:
    one, parameters, seats = counted.round, counted.parameters, counted.seats
    groups = {kind.group for kind in counted.kinds.values() if kind.group is not None}
    by_group = counted.counts.by_group()
    found = []
    for statement in deliberation.list_statements(one.consultation_id, one.id):
        result = statement_result(counted.answers.get(statement.id, {}), seats, parameters, rule=counted.rule)
        heard = by_group.get(statement.id, {})
        found.append(
            {
                "id": _public_id(statement),
                "text": statement.text,
                "lang": statement.lang,
                "moderated": statement.moderated,
                **suppress_statement(result, counted.disclosure),
                **groups_result({group: heard.get(group, {}) for group in groups}),
                **counted.answers_not_counted(statement.id),
            }
        )
    return found


def _public_id(statement: deliberation.StatementView) -> int | str:
    """Return the source's number of an imported statement, and our id of one that was made here."""
    source = statement.source_id or ""
    return int(source) if source.isdecimal() else statement.id
