"""The default rule: agreement must hold in every required category, seats never pooled across categories."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from consult.consensus.rules import parameters as choosing
from consult.consensus.rules.decision import Case, Criterion, Finding, Rule, Status
from consult.consensus.rules.figures import Figures, Voices, figures_of, weakest_of
from consult.consensus.rules.objections import Objections
from consult.consensus.rules.shares import Share, mean_of, read_threshold

RULE_ID = "multistakeholder"
RULE_VERSION = "1"
SOURCE = "House rule after multistakeholder practice: exact shares in every category, categories equal."
MANY_RESERVATIONS = Fraction(1, 3)
FRAGILE_BOUND = 0.5


class State(StrEnum):
    """What the rule finds; the first that holds, in this order."""

    NO_VOICES = "no_voices"
    TOO_FEW_VOICES = "too_few_voices"
    OBJECTION_OPEN = "objection_open"
    CRITERIA_MET = "criteria_met"
    SPLIT = "split"
    NOT_SUPPORTED = "not_supported"
    SHORT_OF_AGREEMENT = "short_of_agreement"


class Label(StrEnum):
    """What is said beside a state that meets the criteria, or would but for an objection."""

    MANY_RESERVATIONS = "many_reservations"
    OBJECTION_OVERRULED = "objection_overruled"
    FRAGILE = "fragile"
    NOT_ROBUST = "not_robust"


class Reservations(StrEnum):
    """What a reservation counts as."""

    AGREEMENT = "agreement"
    NEITHER = "neither"


STATUS: Mapping[str, Status] = {
    State.SPLIT: Status.NOT_MET,
    State.NOT_SUPPORTED: Status.NOT_MET,
    State.OBJECTION_OPEN: Status.OPEN_ISSUES,
    State.SHORT_OF_AGREEMENT: Status.NOT_MET,
    State.TOO_FEW_VOICES: Status.NO_QUORUM,
    State.NO_VOICES: Status.NO_VALID_VOTES,
    State.CRITERIA_MET: Status.MET,
}
"""Each state in the words that all rules share: first where people disagree, then where too little is known."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """What an organiser may choose: the voices each category needs, what a reservation is, and both thresholds."""

    n_min: int = 5
    reservation_counts: str = Reservations.AGREEMENT
    share_threshold: Fraction = Fraction(1, 2)
    mean_threshold: Fraction = Fraction(2, 3)

    @property
    def reservations_agree(self) -> bool:
        """Whether a reservation counts as agreement."""
        return self.reservation_counts == Reservations.AGREEMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict(Finding):
    """What the rule finds, with the figures of the required categories and the weakest of them."""

    figures: tuple[Figures, ...]
    weakest: Figures | None


def decide(
    voices: Sequence[Voices],
    parameters: Parameters | None = None,
    *,
    objections: Objections | None = None,
    is_robust: bool = True,
) -> Verdict:
    """Return the verdict on one item; never raises on empty input, and undefined figures are None.

    A category is required when it has a counting seat. For each: agreement a = support + can_live_with +
    reservation, sides v = a + object, share a/v, need = max(1, min(n_min, seats - no_opinion)). With
    `reservation_counts="neither"` reservations leave both a and v. Example: 16 of 20 seats in each of six categories
    meet the criteria; shares of 95 %, 95 % and 30 % are a split. `is_robust` is false when the signals of
    manipulation say that the state hangs on flagged seats.
    """
    chosen, raised = parameters or Parameters(), objections or Objections()
    required = [one for one in voices if one.is_required]
    figures = tuple(category_figures(one, chosen) for one in required)
    mean = mean_of([one.share for one in figures])
    state = _state(figures, mean, chosen, raised)
    return Verdict(
        rule=RULE_ID,
        version=RULE_VERSION,
        verdict=state,
        status=STATUS[state],
        criteria=_criteria(figures, mean, chosen, raised),
        counted={one.category: one.sides for one in figures},
        excluded=_excluded(voices, chosen),
        source=SOURCE,
        labels=_labels(state, required, figures, raised, is_robust=is_robust),
        figures=figures,
        weakest=weakest_of(figures),
        mean=mean,
    )


def category_figures(voices: Voices, parameters: Parameters) -> Figures:
    """Return one category's figures as these parameters ask for them."""
    return figures_of(voices, n_min=parameters.n_min, reservations_agree=parameters.reservations_agree)


def ranking_key(verdict: Verdict) -> tuple[float, Fraction]:
    """Return what clauses are ranked by, best last: the lowest lower bound of a required category, then the mean.

    A required category in which nobody took a side has the bound 0, so silence never lifts a clause. 3 x 500 seats at
    60 % rank above one vote in each category, though the latter meets the criteria: one vote is next to no evidence.
    """
    bounds = [one.lower_bound or 0.0 for one in verdict.figures]
    return min(bounds, default=0.0), verdict.mean.of_whole if verdict.mean else Fraction(0)


def _state(figures: Sequence[Figures], mean: Share | None, chosen: Parameters, objections: Objections) -> State:
    shares = [one.share.of_whole for one in figures if one.share is not None]
    above = [share > chosen.share_threshold for share in shares]
    if not shares:
        return State.NO_VOICES
    if not all(one.has_enough for one in figures) or mean is None:
        return State.TOO_FEW_VOICES
    if all(above) and mean.of_whole >= chosen.mean_threshold:
        return State.OBJECTION_OPEN if objections.standing else State.CRITERIA_MET
    if not any(above):
        return State.NOT_SUPPORTED
    return State.SHORT_OF_AGREEMENT if all(above) else State.SPLIT


def _labels(
    state: State, required: Sequence[Voices], figures: Sequence[Figures], objections: Objections, *, is_robust: bool
) -> tuple[Label, ...]:
    if state not in {State.CRITERIA_MET, State.OBJECTION_OPEN}:
        return ()
    pairs = zip(required, figures, strict=True)
    found = {
        Label.MANY_RESERVATIONS: any(
            voices.counts.reservation >= MANY_RESERVATIONS * one.sides for voices, one in pairs
        ),
        Label.OBJECTION_OVERRULED: objections.was_overruled,
        Label.FRAGILE: any((one.lower_bound or 0.0) <= FRAGILE_BOUND for one in figures),
        Label.NOT_ROBUST: not is_robust,
    }
    return tuple(label for label, holds in found.items() if holds)


def _criteria(
    figures: Sequence[Figures], mean: Share | None, chosen: Parameters, objections: Objections
) -> tuple[Criterion, ...]:
    short = sum(not one.has_enough for one in figures)
    standing = objections.standing
    lowest = min((one.share for one in figures if one.share is not None), default=None) if mean else None
    return (
        Criterion("voices", str(short), "0", "=", bool(figures) and short == 0),
        Criterion.of_share("every_share", lowest, ">", chosen.share_threshold),
        Criterion.of_share("mean_share", mean, ">=", chosen.mean_threshold),
        Criterion("blocking_objections", str(standing), "0", "=", standing == 0),
    )


def _excluded(voices: Sequence[Voices], chosen: Parameters) -> dict[str, int]:
    required = [one.counts for one in voices if one.is_required]
    return {
        "no_opinion": sum(one.no_opinion for one in required),
        "reservation": 0 if chosen.reservations_agree else sum(one.reservation for one in required),
        "category_without_counting_seats": sum(one.counts.n for one in voices if not one.is_required),
    }


def _build(*, n_min: int, reservation_counts: str, share_threshold: str, mean_threshold: str) -> Parameters:
    return Parameters(n_min, reservation_counts, read_threshold(share_threshold), read_threshold(mean_threshold))


def _decide(case: Case, parameters: Parameters) -> Verdict:
    return decide(case.voices, parameters, objections=case.objections, is_robust=case.is_robust)


RULE = Rule(
    id=RULE_ID,
    version=RULE_VERSION,
    title="Agreement in every category of stakeholders",
    asks=(
        "In every category of stakeholders enough seats take a side, the share of those who agree is above one "
        "threshold, and the mean of the shares reaches another. A blocking objection that stands keeps the criteria "
        "from being met."
    ),
    source=SOURCE,
    scales=frozenset({"ballot", "statements"}),
    pools=False,
    verdicts=STATUS,
    parameters=(
        choosing.number("n_min", 5),
        choosing.choice("reservation_counts", Reservations.AGREEMENT, Reservations),
        choosing.exceeded_threshold("share_threshold", "1/2"),
        choosing.threshold("mean_threshold", "2/3"),
    ),
    build=_build,
    decide=_decide,
)
