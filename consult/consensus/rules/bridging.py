"""Which items people like who otherwise differ: an aid for putting items in order, never a verdict."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

INTERCEPT_PENALTY, FACTOR_PENALTY = 0.15, 0.03
FEWEST_RATINGS = 5
STARTS, MOST_SWEEPS, STILL = 4, 5_000, 1e-13
Floats = NDArray[np.float64]
Places = NDArray[np.int64]
SEED = 1
"""Published with every result, so that anyone finds the same numbers."""
AS_RATINGS: Mapping[str, float] = {"support": 1.0, "can_live_with": 2 / 3, "reservation": 1 / 3, "object": 0.0}
"""What positions on clauses are as ratings, in equal steps, where reservations do not agree."""


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


@dataclass(frozen=True, slots=True, eq=False)
class _Ratings:
    """All ratings as columns: whose each is, of what, and its value; with how many raters and items there are."""

    raters: Places
    items: Places
    values: Floats
    people: int
    things: int


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """What all raters, or all items, are fitted to: one intercept and one factor each."""

    intercepts: Floats
    factors: Floats

    @property
    def size(self) -> float:
        """Their mean squares, as the penalties weigh them."""
        return INTERCEPT_PENALTY * float(np.mean(self.intercepts**2)) + FACTOR_PENALTY * float(np.mean(self.factors**2))


@dataclass(frozen=True, slots=True, eq=False)
class _Fit:
    items: _Side
    mean: float
    loss: float
    is_still: bool = False


def as_ratings(*, reservations_agree: bool) -> dict[str, float]:
    """Return what positions on clauses are as ratings; who has no opinion rates nothing.

    A reservation that counts as agreement is worth as much as "can live with", 2/3, else 1/3: on the side on which the
    contract counts it. A contract may count it as neither, with no side at all; here it is still an answer nearer to
    objecting than to support, at 1/3, since a rating has no neither.
    """
    return {**AS_RATINGS, "reservation": AS_RATINGS["can_live_with" if reservations_agree else "reservation"]}


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
    given = _columns(known, names)
    fits = [_fitted(given, _started(names, f"{seed}:{start}"), sweeps) for start in range(starts)]
    best = min(fits, key=lambda fit: fit.loss)
    return Bridging(
        mean=best.mean,
        items=dict(zip(names, _items(given, best.items), strict=True)),
        loss=best.loss,
        has_converged=best.is_still,
    )


def _columns(known: Sequence[Rating], names: Sequence[str]) -> _Ratings:
    raters = {name: place for place, name in enumerate(sorted({one.rater for one in known}))}
    items = {name: place for place, name in enumerate(names)}
    return _Ratings(
        np.array([raters[one.rater] for one in known], np.int64),
        np.array([items[one.item] for one in known], np.int64),
        np.array([one.value for one in known], np.float64),
        len(raters),
        len(items),
    )


def _items(given: _Ratings, side: _Side) -> list[Item]:
    """Return what was found of every item, with the sign by which the largest factor is positive."""
    factors = side.factors.tolist()
    sign = 1 if max(factors, key=abs) >= 0 else -1
    counted = np.bincount(given.items, minlength=given.things).tolist()
    found = zip(side.intercepts.tolist(), factors, counted, strict=True)
    return [Item(intercept, sign * factor, ratings) for intercept, factor, ratings in found]


def _started(names: Sequence[str], start: str) -> _Side:
    """Return the items before the first sweep: intercepts of 0, and factors between -1 and 1."""
    return _Side(np.zeros(len(names)), np.array([_between(f"{start}:{name}") for name in names]))


def _between(text: str) -> float:
    """Return a number from -1 to 1 that follows from a text alone, in any language a recount is written in."""
    return int.from_bytes(sha256(text.encode()).digest()[:4], "big") / 2**31 - 1


def _fitted(given: _Ratings, items: _Side, sweeps: int) -> _Fit:
    fit = _Fit(items, 0.0, float("inf"))
    for _ in range(sweeps):
        before, fit = fit, _swept(given, fit)
        if before.loss - fit.loss < STILL:
            return _Fit(fit.items, fit.mean, fit.loss, is_still=True)
    return fit


def _swept(given: _Ratings, fit: _Fit) -> _Fit:
    """Return the fit after raters, items and mean were each set to their best, the others held."""
    raters = _solved(given.raters, given.people, given.values - fit.mean, fit.items, given.items)
    items = _solved(given.items, given.things, given.values - fit.mean, raters, given.raters)
    residuals = given.values - raters.intercepts[given.raters] - items.intercepts[given.items]
    residuals -= raters.factors[given.raters] * items.factors[given.items]
    mean = float(np.mean(residuals)) / (1 + INTERCEPT_PENALTY)
    error = float(np.mean((residuals - mean) ** 2))
    return _Fit(items, mean, error + INTERCEPT_PENALTY * mean**2 + raters.size + items.size)


def _solved(places: Places, size: int, values: Floats, others: _Side, at: Places) -> _Side:
    """Return one side with every intercept and factor at its best, the other side held: two equations each.

    `places` says for each rating whom of this side it belongs to, `at` whom of the other.
    """
    each = len(values) / size
    factors = others.factors[at]
    left = values - others.intercepts[at]
    a = np.bincount(places, minlength=size) + INTERCEPT_PENALTY * each
    b = np.bincount(places, factors, size)
    c = np.bincount(places, factors * factors, size) + FACTOR_PENALTY * each
    p = np.bincount(places, left, size)
    q = np.bincount(places, left * factors, size)
    whole = a * c - b * b
    return _Side((p * c - q * b) / whole, (q * a - p * b) / whole)
