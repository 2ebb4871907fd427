"""Judging: what the contract's rule finds of an item, with the seats that signals point at and without them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from consult.consensus.rules.countries import CountryVoice
from consult.consensus.rules.counts import Counted
from consult.consensus.rules.decision import Chosen, Rule
from consult.consensus.rules.objections import Objections
from consult.consensus.rules.results import clause_result, statement_result
from consult.consensus.rules.sensitivity import Flagged, without_flagged
from consult.consensus.rules.suppression import suppress, suppress_statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """The terms of a round by which every item of it is judged; `flagged` is None where nobody looked for signals."""

    rule: Rule
    parameters: Chosen
    disclosure: Mapping[str, str]
    seats: Mapping[str, int]
    flagged: Flagged | None

    def clause(
        self,
        uid: str,
        answers: Counted,
        *,
        objections: Objections,
        countries: Iterable[CountryVoice] = (),
        known: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Return a clause's result, small cells left out, with the state that it would have without flagged seats."""
        voices, flagged = tuple(countries), self.flagged

        def found(
            answers: Counted, seats: Mapping[str, int], known: Mapping[str, Any] | None, *, is_robust: bool = True
        ) -> dict[str, Any]:
            return clause_result(
                answers,
                seats,
                self.parameters,
                rule=self.rule,
                objections=objections,
                countries=voices,
                known=known,
                is_robust=is_robust,
            )

        def shown(result: dict[str, Any]) -> dict[str, Any]:
            rule = self.rule
            return suppress(result, self.disclosure, pools=rule.pools, is_composite=rule.is_composite)

        whole = found(answers, self.seats, known)
        if flagged is None:
            return shown(whole)
        left = flagged.answers_left(uid, answers), flagged.seats_left(self.seats)
        rest = found(*left, flagged.known_left(uid, known))
        beside = without_flagged(whole, shown(whole), rest, shown(rest))
        robust = found(answers, self.seats, known, is_robust=not beside["differs"])
        return {**shown(robust), "without_flagged": beside}

    def statement(self, item: str, answers: Counted) -> dict[str, Any]:
        """Return a statement's result in the same way; where seats have no categories there is no state."""
        whole = statement_result(answers, self.seats, self.parameters, rule=self.rule)
        shown = suppress_statement(whole, self.disclosure)
        if self.flagged is None or "state" not in whole:
            return shown
        left = self.flagged.answers_left(item, answers), self.flagged.seats_left(self.seats)
        rest = statement_result(*left, self.parameters, rule=self.rule)
        beside = without_flagged(whole, shown, rest, suppress_statement(rest, self.disclosure))
        robust = statement_result(answers, self.seats, self.parameters, rule=self.rule, is_robust=not beside["differs"])
        return {**suppress_statement(robust, self.disclosure), "without_flagged": beside}
