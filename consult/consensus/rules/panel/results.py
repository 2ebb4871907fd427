"""What is said about one clause that a panel has rated, with what would tell how a few protected seats rated it left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from consult.consensus.rules.counts import Counted
from consult.consensus.rules.decision import Finding, Method
from consult.consensus.rules.panel.agreement import ordinal_agreement
from consult.consensus.rules.panel.dispersion import Dispersion, iqr_and_cv
from consult.consensus.rules.panel.ratings import HIGHEST, LOWEST, Ratings
from consult.consensus.rules.shares import written
from consult.consensus.rules.suppression import PUBLIC, SMALLEST_CELL, Hidden, hidden_categories

RATINGS = tuple(str(one) for one in range(LOWEST, HIGHEST + 1))
NO_OPINION = "no_opinion"
SCALE = (*RATINGS, NO_OPINION)
AGREEMENT_DIGITS = 6

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rated:
    """Everything that is said about one clause: what the rule found on the whole panel's ratings, and how they lie.

    A panel is one body: the seats of all categories are added up. The categories are there for information.
    """

    verdict: Finding
    ratings: Ratings
    categories: Mapping[str, Ratings]
    seats: Mapping[str, int]

    def as_json(self) -> dict[str, Any]:
        """Return the result as files show it, with every figure still there."""
        return {
            "state": str(self.verdict.verdict),
            "status": str(self.verdict.status),
            "labels": [str(label) for label in self.verdict.labels],
            "criteria": [one.as_json() for one in self.verdict.criteria],
            "panel": {**_figures(self.ratings), **_counts(self.ratings), **_accord(self.ratings), "suppressed": False},
            "categories": [
                {"category": name, "seats": self.seats[name], **_figures(of_one), "suppressed": False}
                for name, of_one in self.categories.items()
            ],
        }


def rate(counts: Counted, seats: Mapping[str, int], parameters: Any, *, method: Method) -> Rated:  # noqa: ANN401 - each rule has its own
    """Return everything that is said about one clause, decided by the rule with these parameters of it.

    `counts` holds by category how many counting seats gave each rating or had no opinion, `seats` how many counting
    seats each has. Refuses words that are not on the scale with ValueError.
    """
    categories = {name: read_ratings(counts.get(name, {})) for name in seats}
    every = read_ratings({word: sum(of_one.get(word, 0) for of_one in counts.values()) for word in words_of(counts)})
    return Rated(method.decide(every, parameters), every, categories, seats)


def words_of(counts: Counted) -> list[str]:
    """Return the words that anyone answered, sorted."""
    return sorted({word for of_one in counts.values() for word in of_one})


def read_ratings(counted: Mapping[str, int]) -> Ratings:
    """Return the ratings that are counted by word; refuses words that are not on the scale with ValueError."""
    unknown = sorted(set(counted) - set(SCALE))
    if unknown:
        raise ValueError(f"not a rating: {', '.join(unknown)}")
    return Ratings(tuple(counted.get(word, 0) for word in RATINGS), counted.get(NO_OPINION, 0))


def suppress_ratings(result: Row, counts: Counted, disclosure: Mapping[str, str]) -> dict[str, Any]:
    """Return a clause's result without what would tell how protected seats rated it.

    A protected category in which 1 to 4 rated or answered, or fewer than 20 and all alike, shows no figure; the next
    smallest go with it until together they tell nothing. Where they do not suffice, which is so wherever the whole
    panel less those whose ratings are public is such a cell, the panel's own figures go too, and every criterion's
    value with them: what is shown then depends on the ratings through the verdict alone.
    """
    hidden = _hidden(counts, disclosure)
    shown = {**result, "categories": [_category(row, hidden) for row in result["categories"]]}
    if not hidden.with_totals:
        return shown
    blank = {**dict.fromkeys(result["panel"]), "suppressed": True}
    return {**shown, "panel": blank, "criteria": [{**one, "value": None} for one in result["criteria"]]}


def is_small_cell(pairs: Mapping[str, int], disclosure: Mapping[str, str]) -> bool:
    """Whether so few protected seats rated twice that a comparison would tell of single ones; `pairs` counts by category."""
    protected = sum(n for category, n in pairs.items() if disclosure.get(category) not in PUBLIC)
    return 0 < protected < SMALLEST_CELL


def _hidden(counts: Counted, disclosure: Mapping[str, str]) -> Hidden:
    """Return what is left out, whether one looks at all answers or at the ratings among them."""
    found = [
        hidden_categories([_row(name, of_one, words) for name, of_one in counts.items()], words, disclosure)
        for words in (SCALE, RATINGS)
    ]
    return Hidden(found[0].categories | found[1].categories, any(one.with_totals for one in found))


def _row(category: str, counted: Mapping[str, int], words: Sequence[str]) -> Row:
    told = {word: counted.get(word, 0) for word in words}
    return {"category": category, "n": sum(told.values()), **told}


def _category(row: Row, hidden: Hidden) -> dict[str, Any]:
    if row["category"] not in hidden.categories:
        return dict(row)
    return {**row, **dict.fromkeys(set(row) - {"category", "seats"}), "suppressed": True}


def _figures(ratings: Ratings) -> dict[str, Any]:
    spread = iqr_and_cv(ratings.values)
    return {"n": ratings.n, NO_OPINION: ratings.no_opinion, "median": exact(spread.median), **_quartiles(spread)}


def _quartiles(spread: Dispersion) -> dict[str, Any]:
    return {"q1": exact(spread.q1), "q3": exact(spread.q3), "iqr": exact(spread.iqr)}


def _counts(ratings: Ratings) -> dict[str, Any]:
    return {"counts": dict(zip(RATINGS, ratings.counts, strict=True))}


def _accord(ratings: Ratings) -> dict[str, Any]:
    """Return how far the ratings agree, by two measures that are shown from five ratings on."""
    found = ordinal_agreement(ratings.counts)
    is_shown = found.may_be_shown and found.tastle_wierman is not None
    return {
        "van_der_eijk": exact(found.van_der_eijk) if is_shown else None,
        "tastle_wierman": round(found.tastle_wierman or 0.0, AGREEMENT_DIGITS) if is_shown else None,
    }


def exact(value: Fraction | None) -> dict[str, Any] | None:
    """Return a figure as files show it, exactly and as the nearest decimal number; None where it is undefined."""
    return None if value is None else {"exact": written(value), "value": float(value)}
