"""Which items people like who otherwise differ: an aid for putting items in order, never a verdict."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import fsum
from typing import NamedTuple

INTERCEPT_PENALTY, FACTOR_PENALTY = 0.15, 0.03
FEWEST_RATINGS = 5
STARTS, MOST_SWEEPS, STILL = 4, 5_000, 1e-13
SEED = 1
"""Published with every result, so that anyone finds the same numbers."""


class Rating(NamedTuple):
    """What one rater says of one item: 1 helpful, 0 not, or what lies between."""

    rater: str
    item: str
    value: float


@dataclass(frozen=True, slots=True)
class Item:
    """How much an item is liked beyond its camp, how much by its camp, and by how many ratings that is known."""

    intercept: float
    factor: float
    ratings: int

    @property
    def has_enough(self) -> bool:
        """Whether it has the five ratings below which nothing should be read from it."""
        return self.ratings >= FEWEST_RATINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridging:
    """Every item's intercept and factor with the overall mean, the loss reached, and whether the search came to rest."""

    mean: float
    items: Mapping[str, Item]
    loss: float
    has_converged: bool


@dataclass(frozen=True, slots=True)
class _Side:
    """All raters or all items: each one's ratings by the place of whom they join it to, and what it is fitted to."""

    ratings: tuple[tuple[tuple[int, float], ...], ...]
    intercepts: tuple[float, ...]
    factors: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Fit:
    raters: _Side
    items: _Side
    mean: float
    loss: float
    is_still: bool = False


def bridging_intercept(
    ratings: Iterable[Rating], *, seed: int = SEED, starts: int = STARTS, sweeps: int = MOST_SWEEPS
) -> Bridging | None:
    """Return every rated item's intercept and factor; None where nobody rated anything.

    Fits r = μ + i_u + i_n + f_u · f_n by least mean squared error + 0.15 (mean i_u² + mean i_n² + μ²) + 0.03 (mean f_u²
    + mean f_n²), in turn for raters, items and μ, until the loss falls by less than 1e-13, from as many starts as said;
    the least loss counts. The starts follow from seed and item, and ratings are sorted, so their order changes nothing.
    The sign of the factors is free: the largest is positive. Good to 1e-3. Refuses with ValueError two ratings of
    an item by one rater, one that is not from 0 to 1, and no start or sweep. Time grows with the number of ratings, sweeps and starts.
    Source: Community Notes (twitter/communitynotes, matrix_factorization.py), whose code takes means where its
    document writes sums; its thresholds (helpful from 0.40 on) are for its own scale and decide nothing here.
    Example: of four items that five people of each of two camps rate, the one that all ten like gets the intercept
    0.586, those that one camp likes 0.16, and the one that nobody likes -0.27.
    """
    known = sorted(ratings)
    pairs = [(one.rater, one.item) for one in known]
    if len(set(pairs)) < len(pairs) or not all(0 <= one.value <= 1 for one in known):
        raise ValueError("one rating from 0 to 1 for each rater and item")
    if starts < 1 or sweeps < 1:
        raise ValueError("one start and one sweep or more")
    if not known:
        return None
    names = sorted({one.item for one in known})
    fits = (_fitted(_started(known, names, f"{seed}:{start}"), sweeps) for start in range(starts))
    best = min(fits, key=lambda fit: fit.loss)
    sign = 1 if max(best.items.factors, key=abs) >= 0 else -1
    found = zip(best.items.intercepts, best.items.factors, best.items.ratings, strict=True)
    items = [Item(intercept, sign * factor, len(ratings)) for intercept, factor, ratings in found]
    return Bridging(
        mean=best.mean, items=dict(zip(names, items, strict=True)), loss=best.loss, has_converged=best.is_still
    )


def _started(known: Sequence[Rating], names: Sequence[str], start: str) -> _Fit:
    """Return the state before the first sweep: all 0 but the items' factors, which lie between -1 and 1."""
    raters = {name: place for place, name in enumerate(sorted({one.rater for one in known}))}
    items = {name: place for place, name in enumerate(names)}
    of_raters: list[list[tuple[int, float]]] = [[] for _ in raters]
    of_items: list[list[tuple[int, float]]] = [[] for _ in items]
    for one in known:
        of_raters[raters[one.rater]].append((items[one.item], one.value))
        of_items[items[one.item]].append((raters[one.rater], one.value))
    zeros = (0.0,) * len(raters), (0.0,) * len(items)
    return _Fit(
        raters=_Side(tuple(map(tuple, of_raters)), zeros[0], zeros[0]),
        items=_Side(tuple(map(tuple, of_items)), zeros[1], tuple(_between(f"{start}:{name}") for name in names)),
        mean=0.0,
        loss=float("inf"),
    )


def _between(text: str) -> float:
    """Return a number from -1 to 1 that follows from a text alone, in any language a recount is written in."""
    return int.from_bytes(sha256(text.encode()).digest()[:4], "big") / 2**31 - 1


def _fitted(fit: _Fit, sweeps: int) -> _Fit:
    for _ in range(sweeps):
        before, fit = fit, _swept(fit)
        if before.loss - fit.loss < STILL:
            return _Fit(fit.raters, fit.items, fit.mean, fit.loss, is_still=True)
    return fit


def _swept(fit: _Fit) -> _Fit:
    """Return the fit after raters, items and mean were each set to their best, the others held."""
    raters = _solved(fit.raters, fit.items, fit.mean)
    items = _solved(fit.items, raters, fit.mean)
    residuals = [
        value - raters.intercepts[u] - items.intercepts[n] - raters.factors[u] * items.factors[n]
        for u, given in enumerate(raters.ratings)
        for n, value in given
    ]
    mean = fsum(residuals) / len(residuals) / (1 + INTERCEPT_PENALTY)
    error = fsum((residual - mean) ** 2 for residual in residuals) / len(residuals)
    intercepts = _mean_square(raters.intercepts) + _mean_square(items.intercepts) + mean**2
    factors = _mean_square(raters.factors) + _mean_square(items.factors)
    return _Fit(raters, items, mean, error + INTERCEPT_PENALTY * intercepts + FACTOR_PENALTY * factors)


def _solved(side: _Side, others: _Side, mean: float) -> _Side:
    """Return one side with every intercept and factor at its best: two equations each."""
    each = sum(map(len, side.ratings)) / len(side.ratings)
    found = [_best(given, others, mean, INTERCEPT_PENALTY * each, FACTOR_PENALTY * each) for given in side.ratings]
    return _Side(side.ratings, tuple(intercept for intercept, _ in found), tuple(factor for _, factor in found))


def _best(
    given: Sequence[tuple[int, float]], others: _Side, mean: float, intercept_penalty: float, factor_penalty: float
) -> tuple[float, float]:
    factors = [others.factors[place] for place, _ in given]
    left = [value - mean - others.intercepts[place] for place, value in given]
    a, b, c = len(given) + intercept_penalty, fsum(factors), fsum(f * f for f in factors) + factor_penalty
    p, q = fsum(left), fsum(rest * f for rest, f in zip(left, factors, strict=True))
    whole = a * c - b * b
    return (p * c - q * b) / whole, (q * a - p * b) / whole


def _mean_square(values: Sequence[float]) -> float:
    return fsum(value * value for value in values) / len(values)
