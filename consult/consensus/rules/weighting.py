"""What answers would say of a population, and what weighting them costs; never what a binding vote is counted with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import fsum, isfinite

from consult.consensus.rules.shares import Share, share_of

Weight = int | float | Fraction
Target = int | Fraction
Table = tuple[tuple[float, ...], ...]

CLOSE = 1e-12
MOST_SWEEPS = 1_000


@dataclass(frozen=True, slots=True)
class EffectiveSample:
    """How many answers there are, how many equally weighted ones they are worth, and n / n_eff, the design effect."""

    n: int
    n_eff: Fraction | None
    deff: Fraction | None


@dataclass(frozen=True, slots=True)
class Stratum:
    """A part of the population: how many answered, how many of them agree, and its size in any one unit.

    Refuses with ValueError what is not 0 <= agree <= respondents and 0 <= population.
    """

    respondents: int
    agree: int
    population: int | Fraction

    def __post_init__(self) -> None:
        if not 0 <= self.agree <= self.respondents or self.population < 0:
            raise ValueError(f"not a stratum: {self}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostStratified:
    """The share of agreement as it was answered and as the population would have it, and what that costs.

    Where a stratum with people in it has no answer nothing is weighted: `empty` names those strata, which must be put
    together with others. `capped` names those whose weight was cut.
    """

    unweighted: Share | None
    weighted: Share | None
    weights: Mapping[str, Fraction]
    sample: EffectiveSample
    empty: tuple[str, ...] = ()
    capped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Raked:
    """A table of answers weighted until its margins are those of the population; weights have the mean 1.

    `cells` and `weights` are None where no weights lead there; a weight is None where the cell has no answer.
    """

    cells: Table | None
    weights: tuple[tuple[float | None, ...], ...] | None
    sample: EffectiveSample


def kish_ess(weights: Iterable[Weight]) -> EffectiveSample:
    """Return how many equally weighted answers these are worth: (Σw)² / Σw², exactly; None where no weight is above 0.

    Refuses negative and infinite weights with ValueError. Source: L. Kish, 1965. Example: one weight of 10 and nine of
    1 are worth 361/109, about 3.3 answers.
    """
    return _effective((weight, 1) for weight in weights)


def post_stratification(strata: Mapping[str, Stratum], *, cap: Fraction | None = None) -> PostStratified:
    """Return the share of agreement with every stratum weighted to its part of the population.

    w = (N_h / N) / (n_h / n), cut at `cap` where one is given; the share is Σ w · agree / Σ w · n, exactly. Nothing is
    weighted where a stratum with people in it has no answer; a stratum without people and answers has no weight.
    Example: 10 of 100 answers, 2 of them in favour, stand for 2/5 of the population, and 72 of the other 90 are in
    favour: 0.74 becomes 0.56, and 100 answers are worth 50.
    """
    n, population = sum(one.respondents for one in strata.values()), sum(one.population for one in strata.values())
    unweighted = share_of(sum(one.agree for one in strata.values()), n)
    empty = tuple(name for name, one in strata.items() if one.population and not one.respondents)
    if empty or not n or not population:
        return PostStratified(
            unweighted=unweighted, weighted=None, weights={}, sample=EffectiveSample(n, None, None), empty=empty
        )
    asked = {name: one for name, one in strata.items() if one.respondents}
    exact = {name: Fraction(one.population * n, population * one.respondents) for name, one in asked.items()}
    weights = {name: weight if cap is None else min(weight, cap) for name, weight in exact.items()}
    whole = sum((weights[name] * one.respondents for name, one in asked.items()), Fraction(0))
    agreeing = sum((weights[name] * one.agree for name, one in asked.items()), Fraction(0))
    return PostStratified(
        unweighted=unweighted,
        weighted=Share(agreeing / whole) if whole else None,
        weights=weights,
        sample=_effective((weights[name], one.respondents) for name, one in asked.items()),
        capped=tuple(name for name in asked if weights[name] < exact[name]),
    )


def raking(sample: Sequence[Sequence[int]], rows: Sequence[Target], columns: Sequence[Target]) -> Raked:
    """Return a table of answers weighted so that its rows and columns add up to the population's.

    Targets are numbers of people or exact shares; they are brought to the number of answers. Rows and columns are scaled
    to them in turn until no row is off by more than 1e-12 of the answers (iterative proportional fitting). Where that
    does not come about within 1,000 turns, as when a row with people in it has no answer, nothing is weighted.
    Refuses with ValueError a table that does not fit its targets, negative numbers, and rows and columns of different
    sums. Source: W. Deming and F. Stephan, 1940. Example: 30 10 / 5 15 / 20 20 raked to rows of 40 30 30 and columns
    of 55 45 has the first cell 30.88422, and is worth 92.75 answers.
    """
    _refuse_what_does_not_fit(sample, rows, columns)
    n, whole = sum(map(sum, sample)), sum(rows)
    cells = None
    if n and whole:
        wanted = [[float(Fraction(target) * n / whole) for target in side] for side in (rows, columns)]
        cells = _fitted([[float(count) for count in row] for row in sample], *wanted)
    if cells is None:
        return Raked(cells=None, weights=None, sample=EffectiveSample(n, None, None))
    pairs = [[*zip(row, counts, strict=True)] for row, counts in zip(cells, sample, strict=True)]
    weights = tuple(tuple(cell / count if count else None for cell, count in row) for row in pairs)
    known = ((cell / count, count) for row in pairs for cell, count in row if count)
    return Raked(cells=cells, weights=weights, sample=_effective(known))


def _effective(weighted: Iterable[tuple[Weight, int]]) -> EffectiveSample:
    """Return what weights are worth, each given with how many answers have it."""
    given = [*weighted]
    if any(not isfinite(weight) or weight < 0 for weight, _ in given):
        raise ValueError("weights are finite and not negative")
    exact = [(Fraction(weight), count) for weight, count in given]
    n, total = sum(count for _, count in exact), sum((weight * count for weight, count in exact), Fraction(0))
    if not total:
        return EffectiveSample(n, None, None)
    n_eff = total**2 / sum((weight**2 * count for weight, count in exact), Fraction(0))
    return EffectiveSample(n, n_eff, n / n_eff)


def _refuse_what_does_not_fit(
    sample: Sequence[Sequence[int]], rows: Sequence[Target], columns: Sequence[Target]
) -> None:
    is_table = len(sample) == len(rows) and all(len(row) == len(columns) for row in sample)
    numbers = (*rows, *columns, *(count for row in sample for count in row))
    if not is_table or any(number < 0 for number in numbers):
        raise ValueError("the table does not fit its targets")
    if sum(rows) != sum(columns):
        raise ValueError("rows and columns have different sums")


def _fitted(cells: list[list[float]], rows: list[float], columns: list[float]) -> Table | None:
    """Return the table whose margins are as wanted, or None where none is found."""
    tolerance = CLOSE * fsum(rows)
    for _ in range(MOST_SWEEPS):
        cells = _turned(_scaled(_turned(_scaled(cells, rows)), columns))
        if max(_furthest(cells, rows), _furthest(_turned(cells), columns)) <= tolerance:
            return tuple(map(tuple, cells))
    return None


def _furthest(lines: list[list[float]], targets: list[float]) -> float:
    return max(abs(fsum(line) - target) for line, target in zip(lines, targets, strict=True))


def _scaled(lines: list[list[float]], targets: list[float]) -> list[list[float]]:
    sums = [fsum(line) for line in lines]
    factors = [target / total if total else 0.0 for target, total in zip(targets, sums, strict=True)]
    return [[cell * factor for cell in line] for line, factor in zip(lines, factors, strict=True)]


def _turned(lines: list[list[float]]) -> list[list[float]]:
    return [list(column) for column in zip(*lines, strict=True)]
