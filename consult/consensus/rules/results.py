"""Results: from counted seats to the one value that screens, files and tests show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from consult.consensus.rules import multistakeholder
from consult.consensus.rules.countries import CountryView, CountryVoice, view_of_countries
from consult.consensus.rules.counts import ANSWERS, Counted, PositionCounts
from consult.consensus.rules.decision import Case, Chosen, Finding, Rule
from consult.consensus.rules.figures import Figures, Voices, figures_of, weakest_of
from consult.consensus.rules.groups import groups_result
from consult.consensus.rules.objections import Objections
from consult.consensus.rules.statements import evaluate_statement

__all__ = [
    "ANSWERS",
    "CategoryResult",
    "ClauseResult",
    "CountryVoice",
    "clause_result",
    "evaluate_clause",
    "evaluate_statement",
    "groups_result",
    "statement_result",
]


@dataclass(frozen=True, slots=True)
class CategoryResult:
    """What one category answered, and its share of agreement with its margin."""

    voices: Voices
    figures: Figures

    def as_json(self) -> dict[str, Any]:
        """Return the category as files show it, with every figure still there."""
        return {
            "category": self.voices.category,
            "seats": self.voices.seats,
            "n": self.voices.counts.n,
            **self.voices.counts.as_json(),
            **_share_json(self.figures),
            "suppressed": False,
        }


@dataclass(frozen=True, slots=True)
class ClauseResult:
    """Everything that is said about one clause, whichever rule decided it.

    `overall` sums the counts of all categories: it shows the composition. The categories' shares are those of the
    view by category; a rule that pools seats does not decide by them.
    """

    verdict: Finding
    overall: PositionCounts
    categories: tuple[CategoryResult, ...]
    countries: CountryView

    @property
    def weakest(self) -> Figures | None:
        """The category with a counting seat that agrees least; None when nobody took a side."""
        return weakest_of([one.figures for one in self.categories if one.voices.is_required])

    def as_json(self) -> dict[str, Any]:
        """Return the result as files show it, with every figure still there."""
        verdict = self.verdict
        weakest, mean = self.weakest, verdict.mean
        return {
            "state": str(verdict.verdict),
            "status": str(verdict.status),
            "labels": [str(label) for label in verdict.labels],
            "criteria": [one.as_json() for one in verdict.criteria],
            "weakest": {"category": weakest.category, **_share_json(weakest)} if weakest else None,
            "mean_of_categories": mean.as_json() if mean else None,
            "overall": {"n": self.overall.n, **self.overall.as_json()},
            "categories": [one.as_json() for one in self.categories],
            "countries": self.countries.as_json(),
        }


def evaluate_clause(
    counts: Counted,
    seats: Mapping[str, int],
    parameters: Chosen,
    *,
    rule: Rule = multistakeholder.RULE,
    objections: Objections | None = None,
    countries: Iterable[CountryVoice] = (),
    is_robust: bool = True,
    known: Mapping[str, Any] | None = None,
) -> ClauseResult:
    """Return everything that is said about one clause, decided by the rule with these parameters of it.

    `known` are the facts of a `Case` beside these, for rules that ask about them.
    `counts` holds each category's answers and `seats` how many seats each has, of counting seats only. Categories
    without a counting seat are listed and decide nothing. Refuses unknown positions with ValueError.
    """
    case = Case.of(counts, seats, objections=objections or Objections(), is_robust=is_robust, **(known or {}))
    return ClauseResult(
        verdict=rule.decide(case, parameters),
        overall=sum((one.counts for one in case.voices), PositionCounts()),
        categories=tuple(
            CategoryResult(one, figures_of(one, reservations_agree=parameters.reservations_agree))
            for one in case.voices
        ),
        countries=view_of_countries(countries, reservations_agree=parameters.reservations_agree),
    )


def clause_result(
    counts: Counted,
    seats: Mapping[str, int],
    parameters: Chosen,
    *,
    rule: Rule = multistakeholder.RULE,
    objections: Objections | None = None,
    countries: Iterable[CountryVoice] = (),
    is_robust: bool = True,
    known: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return `evaluate_clause` as JSON values."""
    found = evaluate_clause(
        counts,
        seats,
        parameters,
        rule=rule,
        objections=objections,
        countries=countries,
        is_robust=is_robust,
        known=known,
    )
    return found.as_json()


def statement_result(
    counts: Counted,
    seats: Mapping[str, int],
    parameters: Chosen,
    *,
    rule: Rule = multistakeholder.RULE,
    is_robust: bool = True,
) -> dict[str, Any]:
    """Return `evaluate_statement` as JSON values."""
    return evaluate_statement(counts, seats, parameters, rule=rule, is_robust=is_robust).as_json()


def _share_json(figures: Figures) -> dict[str, Any]:
    return {"share": figures.share.as_json() if figures.share else None, "lower_bound": figures.lower_bound}
