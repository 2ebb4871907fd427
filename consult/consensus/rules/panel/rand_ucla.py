"""Whether a panel finds an item appropriate: its median rating from 1 to 9, unless the panel disagrees."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from consult.consensus.rules import parameters as choosing
from consult.consensus.rules.decision import BallotForm, Criterion, Finding, Method, Status
from consult.consensus.rules.panel.quantiles import HALF, quantile
from consult.consensus.rules.panel.ratings import HIGH, LOW, MIDDLE, Ratings, Region
from consult.consensus.rules.shares import written

RULE_ID = "rand_ucla"
RULE_VERSION = "1"
SOURCE = (
    "RAND/UCLA Appropriateness Method (Fitch and others 2001, MR-1269), from memory [M]: disagreement where the "
    "interpercentile range is above 2.35 + 1.5 times its asymmetry; table of panel sizes: BMC Med Inform Decis Mak "
    "2012;12:93."
)
P30, P70 = Fraction(3, 10), Fraction(7, 10)
CENTRE = 5
IPR_OF_SYMMETRY, PER_ASYMMETRY = Fraction(47, 20), Fraction(3, 2)
APPROPRIATE_FROM, INAPPROPRIATE_TO = Fraction(13, 2), Fraction(3)
TABLE = range(8, 17)
"""The sizes of panel that the published table of agreement and disagreement covers."""


class Outcome(StrEnum):
    """What the rule finds; the first that holds, in this order."""

    NO_VOTES = "no_votes"
    APPROPRIATE = "appropriate"
    INAPPROPRIATE = "inappropriate"
    UNCERTAIN = "uncertain"


class Disagreement(StrEnum):
    """What a panel's disagreement is read from: the adjusted range, or the table of panel sizes where it reaches."""

    IPRAS = "ipras"
    PANEL_TABLE = "panel_table"


STATUS: Mapping[str, Status] = {
    Outcome.UNCERTAIN: Status.INCONCLUSIVE,
    Outcome.INAPPROPRIATE: Status.NOT_MET,
    Outcome.NO_VOTES: Status.NO_VALID_VOTES,
    Outcome.APPROPRIATE: Status.MET,
}
"""Each outcome in the words that all rules share: first where people are divided, then where too little is known."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """What an organiser may choose: what disagreement is read from."""

    disagreement: str = Disagreement.IPRAS

    @property
    def reservations_agree(self) -> bool:
        """Whether a reservation counts as agreement: there are none among ratings."""
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What the method reads from an item's ratings, exactly.

    `outside_median_region` is how many ratings lie outside the region of the median (1-3, 4-6 or 7-9), `in_extremes`
    how many lie in the less crowded of 1-3 and 7-9. `agreement` and `disagreement_panel_rule` are None where the
    table of panel sizes says nothing.
    """

    n: int
    median: Fraction
    p30: Fraction
    p70: Fraction
    outside_median_region: int
    in_extremes: int

    @property
    def ipr(self) -> Fraction:
        """The interpercentile range, from the 30th to the 70th percentile."""
        return self.p70 - self.p30

    @property
    def iprcp(self) -> Fraction:
        """The central point of the interpercentile range."""
        return (self.p30 + self.p70) / 2

    @property
    def ai(self) -> Fraction:
        """The asymmetry index: how far that central point is from 5."""
        return abs(CENTRE - self.iprcp)

    @property
    def ipras(self) -> Fraction:
        """The range from which on a panel disagrees, adjusted for symmetry."""
        return IPR_OF_SYMMETRY + PER_ASYMMETRY * self.ai

    @property
    def di(self) -> Fraction:
        """The disagreement index: the range as a part of what is allowed."""
        return self.ipr / self.ipras

    @property
    def disagreement_ipras(self) -> bool:
        """Whether the range is above what is allowed."""
        return self.di > 1

    @property
    def most_outside(self) -> int:
        """How many ratings of a panel in the table make disagreement at either end; one fewer may lie outside."""
        return (self.n + 1) // 3

    @property
    def agreement(self) -> bool | None:
        """Whether few enough ratings lie outside the region of the median."""
        return self.outside_median_region < self.most_outside if self.n in TABLE else None

    @property
    def disagreement_panel_rule(self) -> bool | None:
        """Whether so many ratings lie in each extreme that the table finds disagreement."""
        return self.in_extremes >= self.most_outside if self.n in TABLE else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict(Finding):
    """What the rule finds, with the figures it reads; None where nobody rated the item."""

    figures: Figures | None


def decide(ratings: Ratings, parameters: Parameters | None = None) -> Verdict:
    """Return the verdict on one item; never raises on empty input, and undefined figures are None.

    Appropriate is a median of 7 to 9 without disagreement, 6.5 among them; inappropriate a median of 1 to 3 without;
    all else is uncertain, 3.5 among it [M]. IPR = P70 - P30, IPRCP = (P30 + P70) / 2, AI = |5 - IPRCP|, IPRAS =
    2.35 + 1.5 · AI; the panel disagrees if IPR > IPRAS. With `disagreement="panel_table"`, a panel of 8 to 16 disagrees
    if floor((n + 1) / 3) ratings or more lie in 1-3 and as many in 7-9; of any other size, by IPRAS. Quantiles are of
    type 7. Example: 4 5 6 7 7 7 7 7 8 8 8 8 8 9 9 have IPR 1 and IPRAS 6.1: appropriate.
    """
    figures = figures_of(ratings)
    uses_table = (parameters or Parameters()).disagreement == Disagreement.PANEL_TABLE and ratings.n in TABLE
    median, accord = _median(figures), _accord(figures, uses_table=uses_table)
    outcome = _outcome(figures, is_united=accord.met is True)
    return Verdict(
        rule=RULE_ID,
        version=RULE_VERSION,
        verdict=outcome,
        status=STATUS[outcome],
        criteria=(median, accord),
        counted={
            "rated_1_3": ratings.within(LOW),
            "rated_4_6": ratings.within(MIDDLE),
            "rated_7_9": ratings.within(HIGH),
        },
        excluded={"no_opinion": ratings.no_opinion},
        source=SOURCE,
        figures=figures,
    )


def figures_of(ratings: Ratings) -> Figures | None:
    """Return what the method reads from an item's ratings; None where nobody rated it."""
    median, p30, p70 = (quantile(ratings.values, share) for share in (HALF, P30, P70))
    if median is None or p30 is None or p70 is None:
        return None
    return Figures(
        n=ratings.n,
        median=median,
        p30=p30,
        p70=p70,
        outside_median_region=ratings.n - ratings.within(_region(median)),
        in_extremes=min(ratings.within(LOW), ratings.within(HIGH)),
    )


def _region(median: Fraction) -> Region:
    if median >= APPROPRIATE_FROM:
        return HIGH
    return LOW if median <= INAPPROPRIATE_TO else MIDDLE


def _median(figures: Figures | None) -> Criterion:
    if figures is None:
        return Criterion("median", None, written(APPROPRIATE_FROM), ">=", None)
    is_met = figures.median >= APPROPRIATE_FROM
    return Criterion("median", written(figures.median), written(APPROPRIATE_FROM), ">=", is_met)


def _accord(figures: Figures | None, *, uses_table: bool) -> Criterion:
    """Return whether the panel does not disagree, as the organiser asks for it."""
    if figures is None:
        return Criterion("disagreement_index", None, "1/1", "<=", None)
    if uses_table:
        least, is_met = figures.most_outside, not figures.disagreement_panel_rule
        return Criterion("in_both_extremes", str(figures.in_extremes), str(least), "<", is_met)
    return Criterion("disagreement_index", written(figures.di), "1/1", "<=", not figures.disagreement_ipras)


def _outcome(figures: Figures | None, *, is_united: bool) -> Outcome:
    if figures is None:
        return Outcome.NO_VOTES
    region = _region(figures.median)
    if not is_united or region == MIDDLE:
        return Outcome.UNCERTAIN
    return Outcome.APPROPRIATE if region == HIGH else Outcome.INAPPROPRIATE


PARAMETERS = (choosing.choice("disagreement", Disagreement.IPRAS, Disagreement),)
"""What the rule lets an organiser choose, as contracts name it."""

METHOD = Method(
    id=RULE_ID,
    version=RULE_VERSION,
    title="Appropriate in the judgement of a panel, as RAND and UCLA read it",
    asks=(
        "The median of the ratings from 1 to 9 is 6.5 or more, and the panel does not disagree. Where it disagrees, or "
        "the median lies in the middle, the item is uncertain."
    ),
    source=SOURCE,
    verdicts=STATUS,
    parameters=PARAMETERS,
    build=Parameters,
    form=BallotForm.RATINGS,
    decide=decide,
    scales=frozenset({"rating"}),
)
