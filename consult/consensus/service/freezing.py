"""The freeze: a closed round is counted once, and what is published of it is hashed and kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from consult.consensus.rules.countries import voices_of_countries
from consult.consensus.rules.country_groups import speakers, views_by_group
from consult.consensus.rules.decision import Chosen, Rule
from consult.consensus.rules.freshness import all_fresh, with_freshness
from consult.consensus.rules.results import groups_result
from consult.consensus.rules.sensitivity import Flagged, flagged_result
from consult.consensus.rules.statements import written_id
from consult.consensus.rules.tally import Counts, SeatKind
from consult.consensus.rules.turnout import UNVERIFIED, shown_total, suppress_turnout, turnout
from consult.consensus.service.analysing import Opined, kinds_of, public_id
from consult.consensus.service.asides import Asides, asides_of
from consult.consensus.service.bridging import ask_for_intercepts
from consult.consensus.service.choosing import choice_result
from consult.consensus.service.exposing import exposure_result
from consult.consensus.service.flagged import Signals, flagged_counts
from consult.consensus.service.gaps import gaps_of
from consult.consensus.service.groups import groups_of
from consult.consensus.service.judging import Judge
from consult.consensus.service.keeping import AT_FREEZE, keep_result
from consult.consensus.service.opinions import LIVE, forget_analysis, keep_opinions
from consult.consensus.service.panels import RatedRound, panel_result
from consult.consensus.service.raised import blocking_of, raised_in
from consult.consensus.service.reasons import known_facts
from consult.consensus.service.terms import disclosure_of, rule_of
from consult.consensus.service.unsigned import not_released_in
from consult.consensus.service.unvoted import seats_in, unvoted_result
from consult.deliberation import service as deliberation
from consult.drafting import service as drafting
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Contract
from consult.rounds.rules.states import WITHOUT_BALLOTS, RoundKind
from consult.voting import service as voting


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
    signals: Signals | None
    flagged: Flagged | None

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

    @property
    def judge(self) -> Judge:
        """Who finds what the rule says of each item."""
        return Judge(
            rule=self.rule,
            parameters=self.parameters,
            disclosure=self.disclosure,
            seats=self.seats,
            flagged=self.flagged,
        )

    @property
    def asides(self) -> Asides:
        """What there is to say beside the items' results, counted anew each time."""
        return asides_of(
            self.round,
            self.contract,
            self.kinds,
            reservations_agree=self.parameters.reservations_agree,
            disclosure=self.disclosure,
        )

    def with_freshness(self, item: str, result: Mapping[str, Any]) -> dict[str, Any]:
        """Return an item's result, small cells left out, with how fresh its votes are."""
        if self.freshness is None:
            return all_fresh(result)
        return with_freshness(result, self.freshness.get(item, {}), self.disclosure)

    def by_group(self, countries: Mapping[str, Any]) -> dict[str, Any]:
        """Return the view by country, small cells left out, within each group, by the facts of the day of the opening."""
        return views_by_group(
            countries,
            speakers((kind.territory, kind.category) for kind in self.kinds.values() if kind.counts),
            on=(self.round.opened_at or self.round.opens_at).date(),
            reservations_agree=self.parameters.reservations_agree,
        )

    def answers_not_counted(self, item: str) -> dict[str, int | None]:
        """Return how many answers to the item do not count, as files show it."""
        return {UNVERIFIED: shown_total(self.not_counted.get(item, {}), self.disclosure)}


def freeze(*, consultation_id: str, round_id: str, flagged: Signals | None = None) -> str:
    """Return the digest of a closed round's result, counted now and never again.

    `flagged` are the seats that each signal of manipulation points at, None where nobody looked: they count like all
    others, and the result says whether it hangs on them. Small cells are left out before the result is hashed: the
    digest of a result that held them would let anyone who tries a few numbers find them. The log gets the digest in
    the same transaction, and that of what is found of opinions where the contract asks for it. Refuses a round that is
    not closed.
    """
    one = rounds.get_round(consultation_id, round_id)
    if not one.is_finished:
        raise rounds.WrongMove
    counted = _count(one, flagged)
    result = _result(counted)
    rounds.mark_frozen(consultation_id=consultation_id, round_id=round_id)
    ask_for_intercepts(one)
    digest = keep_result(one, AT_FREEZE, result)
    if counted.contract.has_opinion_groups:
        withheld = {str(statement["id"]) for statement in result["statements"] if statement["agree"] is None}
        opined = Opined(round=one, kinds=counted.kinds, disclosure=counted.disclosure)
        keep_opinions(opined, withheld=withheld)
    if counted.contract.is_live:
        voting.forget_live(consultation_id, round_id)
        forget_analysis(one, LIVE)
    return digest


def _count(one: rounds.RoundView, signals: Signals | None) -> Counted:
    contract = rounds.contract_of_round(one.consultation_id, one.id)
    flagged = frozenset().union(*(signals or {}).values())
    kinds = kinds_of(one, groups=groups_of(one.consultation_id, one.id), flagged=flagged)
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
        signals=signals,
        flagged=None if signals is None else flagged_counts(one, counts, kinds, rule_of(contract)),
    )


def _freshness(one: rounds.RoundView, kinds: Mapping[str, SeatKind]) -> dict[str, dict[str, dict[str, int]]] | None:
    """Return by item and category how many answers of counting seats are fresh, carried and stale; None where all are fresh."""
    if voting.carry_of(one.consultation_id, one.id) is None:
        return None
    return Counts(voting.count_freshness(one.consultation_id, one.id, kinds)).counted()


def _result(counted: Counted) -> dict[str, Any]:
    one = counted.round
    voters = seats_in(one) if one.kind in WITHOUT_BALLOTS else voting.count_voters(one.consultation_id, one.id)
    participation = turnout(counted.kinds, voters, counted.contract.categories, not_released_in(one))
    return {
        "participation": suppress_turnout(participation, counted.disclosure),
        "clauses": _clauses(counted) if one.kind is RoundKind.BALLOT else [],
        "statements": _statements(counted) if one.kind is RoundKind.STATEMENTS else [],
        **(_panel(counted) if one.kind is RoundKind.RATING else {}),
        **unvoted_result(one, counted.contract),
        **choice_result(one, counted.contract, counted.kinds, counted.disclosure),
        **exposure_result(one, counted.contract, counted.counts, counted.disclosure),
        **({} if counted.signals is None else {"flagged": flagged_result(counted.signals)}),
        "gaps": gaps_of(one.consultation_id, one),
    }


def _panel(counted: Counted) -> dict[str, Any]:
    rated = RatedRound(
        one=counted.round,
        contract=counted.contract,
        disclosure=counted.disclosure,
        kinds=counted.kinds,
        seats=counted.seats,
        answers=counted.answers,
    )
    return panel_result(rated)


def _clauses(counted: Counted) -> list[dict[str, Any]]:
    one, content = counted.round, counted.contract.content
    draft = drafting.draft_by_id(one.consultation_id, one.draft_id or "")
    judge, asides = counted.judge, counted.asides
    voices, raised = counted.counts.voices(), raised_in(one)
    known = known_facts(one, counted.contract, judge.rule)
    found = []
    for clause in drafting.clauses_of(draft, lang=draft.language):
        if not counted.contract.asks_about(clause.uid, clause.kind):
            continue
        countries = voices_of_countries(voices.get(clause.uid, ()), way=content["country_position"])
        against = raised.get(clause.uid, [])
        judged = judge.clause(
            clause.uid,
            counted.answers.get(clause.uid, {}),
            countries=countries,
            objections=blocking_of(against),
            known=known.get(clause.uid),
        )
        shown = asides.with_importance(clause.uid, judged)
        found.append(
            {
                "uid": clause.uid,
                "number": clause.number,
                "heading": clause.heading,
                "text": clause.text,
                "lang": clause.lang,
                **counted.with_freshness(clause.uid, shown),
                **counted.by_group(shown["countries"]),
                **asides.language_effects(clause.uid, shown["overall"]),
                **counted.answers_not_counted(clause.uid),
                "objections": [each.as_json() for each in against],
                "declared_outcome": None,
            }
        )
    return found


def _statements(counted: Counted) -> list[dict[str, Any]]:
    one, judge, asides = counted.round, counted.judge, counted.asides
    groups = {kind.group for kind in counted.kinds.values() if kind.group is not None}
    by_group = counted.counts.by_group()
    answered = {item for item, *_ in counted.counts.tally()}
    found = []
    for statement in deliberation.list_statements(one.consultation_id, one.id):
        if not statement.is_public and statement.id not in answered:
            continue
        shown = judge.statement(statement.id, counted.answers.get(statement.id, {}))
        heard = by_group.get(statement.id, {})
        found.append(
            {
                "id": written_id(public_id(statement)),
                "number": statement.number,
                **_words(statement),
                **shown,
                **asides.language_effects(statement.id, shown),
                **groups_result({group: heard.get(group, {}) for group in groups}),
                **counted.answers_not_counted(statement.id),
            }
        )
    return found


def _words(statement: deliberation.StatementView) -> dict[str, Any]:
    """Return what a statement says; of one that was asked until moderators rejected it, the rule in place of its words."""
    told = {"lang": statement.lang, "moderated": statement.moderated}
    if statement.is_public:
        return {"text": statement.text, **told}
    return {"text": None, **told, "rejected_under": statement.rejected_under}
