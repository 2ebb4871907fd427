"""From the sheets of seats to ballots of the form that a way of choosing reads, and what is shown of each option."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, cast

from consult.consensus.rules.decision import BallotForm, Method
from consult.consensus.rules.options.approval import approval
from consult.consensus.rules.options.chosen import Cast, Choice
from consult.consensus.rules.options.schulze_winning_votes import Ranks, schulze
from consult.consensus.rules.options.score import score
from consult.consensus.rules.options.star import star
from consult.consensus.rules.shares import Share, share_of
from consult.consensus.rules.suppression import PUBLIC, SMALLEST_CELL, SMALLEST_UNANIMOUS

UNSAID = "no_opinion"
APPROVED = "approve"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one seat of a category said of each option; an option that is not named was left open."""

    category: str
    said: Mapping[str, str]

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing of any option."""
        return all(word == UNSAID for word in self.said.values())


def ballots_of(form: BallotForm, sheets: Sequence[Sheet]) -> tuple[Any, ...]:
    """Return the sheets that say something as ballots of this form; refuses forms that are no sheets with ValueError."""
    filled = [
        {option: word for option, word in one.said.items() if word != UNSAID} for one in sheets if not one.is_blank
    ]
    if form is BallotForm.APPROVALS:
        return tuple([option for option, word in one.items() if word == APPROVED] for one in filled)
    if form is BallotForm.SCORES:
        return tuple({option: int(word) for option, word in one.items()} for one in filled)
    if form is BallotForm.RANKS:
        return tuple(_ranks(one) for one in filled)
    raise ValueError(f"sheets of {form}")


def choose(method: Method, parameters: Any, options: Sequence[str], sheets: Sequence[Sheet]) -> Choice:  # noqa: ANN401 - each method has parameters of its own
    """Return what a way of choosing finds on these sheets; blank ones are none."""
    return cast("Choice", method.decide(Cast(tuple(options), ballots_of(method.form, sheets)), parameters))


def figures_of(method: Method, options: Sequence[str], sheets: Sequence[Sheet]) -> dict[str, Any]:
    """Return what is shown of each option, and of pairs of them, in the way in which the method looks at ballots.

    `options` has a row for each in their order: how many `named` it, that is approved, scored or ranked it; its share
    of approvals, or the mean of its scores. `pairwise` says, for ranks, how many prefer each option to each other one;
    `tiers` the order; `runoff` how many preferred the first finalist, the second, and neither.
    """
    ballots = ballots_of(method.form, sheets)
    shown: dict[str, Any] = {"options": [], "pairwise": None, "tiers": None, "runoff": None}
    if method.form is BallotForm.APPROVALS:
        tally = approval(options, ballots).tally
        return {**shown, "options": [_row(one, tally[one], share_of(tally[one], len(ballots))) for one in options]}
    if method.form is BallotForm.RANKS:
        found = schulze(options, ballots)
        named = {one: sum(one in ballot.rank_of() for ballot in ballots) for one in options}
        pairwise = [[found.pairwise[one][other] for other in options] for one in options]
        tiers = [list(tier) for tier in found.tiers] if ballots else []
        return {
            **shown,
            "options": [_row(one, named[one], None) for one in options],
            "pairwise": pairwise,
            "tiers": tiers,
        }
    scores = score(ballots, options=options)
    rows = [_row(one, scores.scored[one], None, scores.means[one]) for one in options]
    return {**shown, "options": rows, "runoff": _runoff(options, ballots) if method.id == "star" else None}


def tells(sheets: Sequence[Sheet], disclosure: Mapping[str, str], options: Sequence[str]) -> bool:
    """Whether the figures would tell what protected seats said: 1 to 4 of them, or fewer than 20 who say one thing of an option.

    Everyone can take away what public seats said, so the protected ones are looked at together.
    """
    protected = [one for one in sheets if not one.is_blank and disclosure.get(one.category) not in PUBLIC]
    n = len(protected)
    if n == 0 or n >= SMALLEST_UNANIMOUS:
        return False
    alike = any(len({one.said.get(option, UNSAID) for one in protected}) == 1 for option in options)
    return n < SMALLEST_CELL or alike


def without_figures(shown: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is shown of options without any figure, in the order in which the options are named."""
    rows = [{**one, "named": None, "share": None, "mean": None} for one in shown["options"]]
    return {"options": rows, "pairwise": None, "tiers": None, "runoff": None}


def _ranks(said: Mapping[str, str]) -> Ranks:
    places = sorted({int(word) for word in said.values()})
    return Ranks(tuple(tuple(option for option, word in said.items() if int(word) == place) for place in places))


def _runoff(options: Sequence[str], ballots: Sequence[Any]) -> list[int] | None:
    found = star(ballots, options=options)
    return [found.runoff.first, found.runoff.second, found.runoff.neither] if found.runoff else None


def _row(option: str, named: int, share: Share | None, mean: Fraction | None = None) -> dict[str, Any]:
    return {
        "id": option,
        "named": named,
        "share": share.as_json() if share else None,
        "mean": {"exact": f"{mean.numerator}/{mean.denominator}", "value": float(mean)} if mean is not None else None,
    }
