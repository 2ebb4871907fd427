"""Statements: agree, disagree and pass, each category's answers decided by the same rule as a clause."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from consult.consensus.rules import multistakeholder
from consult.consensus.rules.counts import Counted, PositionCounts, StatementCounts
from consult.consensus.rules.decision import Case, Chosen, Finding, Rule
from consult.consensus.rules.figures import Figures, Voices, figures_of
from consult.consensus.rules.shares import Share, share_of


@dataclass(frozen=True, slots=True)
class StatementCategory:
    """What one category answered, and its share of agreement with its margin."""

    counts: StatementCounts
    figures: Figures

    def as_json(self) -> dict[str, Any]:
        """Return the category as files show it."""
        share = self.figures.share
        return {
            "category": self.figures.category,
            "n": self.counts.n,
            **self.counts.as_json(),
            "share": share.as_json() if share else None,
            "lower_bound": self.figures.lower_bound,
        }


@dataclass(frozen=True, slots=True)
class StatementResult:
    """Everything that is said about one statement; without categories there is no verdict."""

    counts: StatementCounts
    share: Share | None
    verdict: Finding | None
    categories: tuple[StatementCategory, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the result as files show it; `state`, `labels` and `categories` only where there is a verdict."""
        whole = {**self.counts.as_json(), "share": self.share.as_json() if self.share else None}
        if self.verdict is None:
            return whole
        return {
            **whole,
            "state": str(self.verdict.verdict),
            "labels": [str(label) for label in self.verdict.labels],
            "categories": [one.as_json() for one in self.categories],
        }


def as_positions(counts: StatementCounts) -> PositionCounts:
    """Return a statement's answers as positions: the rule counts sides, and a pass is a voice that takes none."""
    return PositionCounts(support=counts.agree, object=counts.disagree, no_opinion=counts.pass_)


def evaluate_statement(
    counts: Counted,
    seats: Mapping[str, int],
    parameters: Chosen,
    *,
    rule: Rule = multistakeholder.RULE,
    is_robust: bool = True,
) -> StatementResult:
    """Return everything that is said about one statement, decided by the rule with these parameters of it.

    `counts` holds each category's answers, `seats` how many counting seats each has, empty where seats have no
    categories. The share is agree / (agree + disagree); a pass is a voice heard. Refuses unknown answers with
    ValueError. Example: 8 agree, 2 disagree and 5 pass are a share of 4/5.
    """
    answers = {category: StatementCounts.read(of_one) for category, of_one in counts.items()}
    total = sum(answers.values(), StatementCounts())
    heard = {category: answers.get(category, StatementCounts()) for category in seats}
    voices = tuple(Voices(category, seats[category], as_positions(of_one)) for category, of_one in heard.items())
    return StatementResult(
        counts=total,
        share=share_of(total.agree, total.agree + total.disagree),
        verdict=rule.decide(Case(voices=voices, is_robust=is_robust), parameters) if voices else None,
        categories=tuple(
            StatementCategory(of_one, figures_of(one, reservations_agree=parameters.reservations_agree))
            for one, of_one in zip(voices, heard.values(), strict=True)
        ),
    )


def written_id(name: str) -> int | str:
    """Return a statement's id as results and summaries write it: the number that its source gave it, else our id.

    Example: "7" is written as 7.
    """
    return int(name) if name.isdecimal() else name
