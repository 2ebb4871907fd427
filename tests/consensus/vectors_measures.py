"""How the bare facts of a vector of a panel's round, of weighting or of bridging become the project's own values."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from fractions import Fraction
from typing import Any

import pytest

from consult.consensus.rules.bridging import Rating, bridging_intercept
from consult.consensus.rules.panel import delphi_70_15, rand_ucla
from consult.consensus.rules.panel.agreement import ordinal_agreement
from consult.consensus.rules.panel.concordance import kendall_w
from consult.consensus.rules.panel.dispersion import iqr_and_cv
from consult.consensus.rules.panel.ratings import Ratings
from consult.consensus.rules.panel.stability import EXACT_UP_TO, net_change, signed_rank
from consult.consensus.rules.weighting import Stratum, kish_ess, post_stratification, raking

EXACT_TO = 1e-9
BRIDGING_TO = 1e-3
"""The tolerance that the vector itself names."""


def to_digits(value: float | Fraction | None, digits: int) -> float | None:
    return None if value is None else round(float(value), digits)


def nearly(value: float | Fraction | None) -> Any:
    return None if value is None else pytest.approx(float(value), rel=0, abs=EXACT_TO)


def exactly(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def rand_ucla_of(given: Any) -> dict[str, Any]:
    found = rand_ucla.decide(Ratings.of(given))
    if found.figures is None:
        return {"n": 0, "classification": None}
    names = ("n", "median", "p30", "p70", "ipr", "iprcp", "ai", "ipras", "outside_median_region")
    words = ("agreement", "disagreement_panel_rule", "disagreement_ipras")
    return {
        **{name: float(getattr(found.figures, name)) for name in names},
        **{word: getattr(found.figures, word) for word in words},
        "di": to_digits(found.figures.di, 6),
        "classification": str(found.verdict),
    }


def delphi_of(given: Any) -> str:
    return str(delphi_70_15.decide(Ratings.of(given)).verdict)


def round_stability_15pct(given: Any) -> dict[str, Any]:
    found = net_change(given["round1"], given["round2"])
    return {"change": found.change.exact if found.change else None, "stable": found.is_stable}


def round_stability_wilcoxon(given: Any) -> dict[str, Any]:
    pairs = [*zip(given["round1"], given["round2"], strict=True)]
    found = signed_rank(pairs, exact_up_to=0 if given.get("method") == "approx" else EXACT_UP_TO)
    return {"statistic": exactly(found.statistic), "p": nearly(found.p)}


def spread_of(given: Any) -> dict[str, Any]:
    found = iqr_and_cv(given)
    figures = {name: exactly(getattr(found, name)) for name in ("median", "q1", "q3", "iqr")}
    return {**figures, "cv_sample": nearly(found.cv)}


def kendall_w_of(given: Any) -> dict[str, Any]:
    found = kendall_w(given.get("ratings_m_by_n") or given["mid_ranks"])
    return {
        "mid_ranks": [[float(rank) for rank in row] for row in found.ranks],
        "W": nearly(found.w),
        "chi2": nearly(found.chi_square),
        "df": found.df,
        "p": nearly(found.p),
    }


def ordinal_agreement_of(given: Any) -> dict[str, Any]:
    found = ordinal_agreement(given)
    return {
        "van_der_eijk_A": nearly(found.van_der_eijk),
        "polarization": nearly(found.polarization),
        "tastle_wierman_cns": nearly(found.tastle_wierman),
        "leik_D": nearly(found.leik),
    }


def kish_ess_of(given: Any) -> dict[str, Any]:
    found = kish_ess(given)
    return {"n": found.n, "n_eff": nearly(found.n_eff), "deff": nearly(found.deff)}


def raking_of(given: Any) -> dict[str, Any]:
    found = raking(given["sample_counts"], given["row_targets"], given["col_targets"])
    return {
        "cells": [[to_digits(cell, 6) for cell in row] for row in found.cells or ()],
        "weights": [[to_digits(weight, 6) for weight in row] for row in found.weights or ()],
        "n": found.sample.n,
        "n_eff": to_digits(found.sample.n_eff, 6),
    }


def post_stratification_of(given: Any) -> dict[str, Any]:
    strata = {
        name: Stratum(one["n"], one["yes"], Fraction(str(one["population_share"])))
        for name, one in given["strata"].items()
    }
    found = post_stratification(strata)
    return {
        "unweighted": nearly(found.unweighted.of_whole if found.unweighted else None),
        "weighted": nearly(found.weighted.of_whole if found.weighted else None),
        "weights": {name: nearly(weight) for name, weight in found.weights.items()},
        "n_eff": nearly(found.sample.n_eff),
    }


def bridging_of(given: Any) -> dict[str, Any]:
    """Map a table of ratings; the project fits one factor with the penalties that the vector asks for."""
    assert (given["lambda_i"], given["lambda_f"], given["factors"]) == (0.15, 0.03, 1)
    table = enumerate(given["ratings"])
    ratings = [Rating(str(u), str(n), value) for u, row in table for n, value in enumerate(row) if value is not None]
    found = bridging_intercept(ratings)
    assert found is not None
    items = [asdict(found.items[str(n)]) for n in range(len(given["ratings"][0]))]
    return {
        "loss": pytest.approx(found.loss, abs=BRIDGING_TO),
        "mu": pytest.approx(found.mean, abs=BRIDGING_TO),
        "note_intercepts": pytest.approx([one["intercept"] for one in items], abs=BRIDGING_TO),
        "abs_note_factors": pytest.approx([abs(one["factor"]) for one in items], abs=BRIDGING_TO),
        "property": ordered(items),
    }


def ordered(items: list[dict[str, Any]]) -> str | None:
    """Return the vector's sentence on the order of its four items where it holds."""
    first, second, third, last = (one["intercept"] for one in items)
    split = [abs(one["factor"]) for one in items]
    holds = first > max(second, third) and min(second, third) > last and abs(second - third) < 0.01
    sentence = "intercept[0] > intercept[1] ~ intercept[2] > intercept[3]; |factor[1]|,|factor[2]| > |factor[0]|"
    return sentence if holds and min(split[1:3]) > split[0] else None


BUILT: Mapping[str, Callable[[Any], Any]] = {
    "bridging_intercept": bridging_of,
    "delphi_70_15": delphi_of,
    "iqr_and_cv": spread_of,
    "kendall_w": kendall_w_of,
    "kish_ess": kish_ess_of,
    "ordinal_agreement": ordinal_agreement_of,
    "post_stratification": post_stratification_of,
    "raking": raking_of,
    "rand_ucla": rand_ucla_of,
    "round_stability_15pct": round_stability_15pct,
    "round_stability_wilcoxon": round_stability_wilcoxon,
}
"""What is found for a vector, in the vector's own words; a bare word where the vector expects one."""
