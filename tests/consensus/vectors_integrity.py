"""How the bare facts of a vector of integrity or privacy become the project's own values, and what is found there."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from consult.consensus.rules.cell_bounds import feasible_bounds
from consult.consensus.rules.cross_tables import primary_cells, protect
from consult.consensus.rules.shares import written
from consult.export.rules.anonymity import anonymity_of
from consult.export.rules.pseudonyms import pseudonym
from consult.moderation.rules.signals.bursts import burst_of
from consult.moderation.rules.signals.discoveries import benjamini_hochberg
from consult.moderation.rules.signals.fingerprints import BITS, distance, fingerprint_of
from consult.moderation.rules.signals.likeness import chance_of_meeting, jaccard, shingles_of, standard_error
from consult.moderation.rules.signals.linked import Thresholds, answered_together, votes_alike
from consult.moderation.rules.signals.newcomers import newcomers_among


def to_digits(value: float | Fraction | None, digits: int) -> float | None:
    return None if value is None else round(float(value), digits)


def minhash_jaccard(given: Mapping[str, Any]) -> dict[str, Any]:
    one, other, third = (shingles_of(given[name]) for name in ("a", "b", "c"))
    near, far = jaccard(one, other), jaccard(one, third)
    return {
        "jaccard_ab": None if near is None else written(near),
        "jaccard_ab_float": to_digits(near, 6),
        "jaccard_ac_float": to_digits(far, 6),
        "minhash_std_error_256": None if near is None else to_digits(standard_error(near, 256), 6),
    }


def minhash_lsh(given: Mapping[str, Any]) -> dict[str, Any]:
    tenths = [str(tenth / 10) for tenth in range(11)]
    return {at: to_digits(chance_of_meeting(Fraction(at), given["bands"], given["rows"]), 6) for at in tenths}


def simhash(given: Mapping[str, Any]) -> dict[str, Any]:
    one, other, third = (fingerprint_of(given[name]) or 0 for name in ("a", "b", "c"))
    near, far, none = distance(one, other), distance(one, third), distance(one, one)
    return {"ab": near, "ac": far, "bits": BITS, "identical_text": none}


def burst_poisson(given: Mapping[str, Any]) -> dict[str, Any]:
    burst = burst_of(given["baseline_hourly"], given["observed"])
    return {
        "lambda_median": to_digits(burst.usual, 6),
        "p_upper": to_digits(burst.p_upper, 12),
        "robust_z": to_digits(burst.robust_z, 6),
    }


def adjusted(given: Sequence[float]) -> list[float | None]:
    return [to_digits(p, 12) for p in benjamini_hochberg(given)]


def co_participation_npmi(given: Mapping[str, Any]) -> dict[str, Any]:
    limits = Thresholds(
        smoothing=given["pmi_regularisation"],
        pseudocounts=given["min_sim_pseudocounts"],
        npmi=given["npmi_threshold"],
        similarity=Fraction(str(given["min_sim_threshold"])),
    )
    found = answered_together(given["co_ratings"], given["left_total"], given["right_total"], given["N"], limits)
    return {
        "smoothed_npmi": to_digits(found.npmi, 9),
        "min_sim": to_digits(found.similarity, 9),
        "suspect": found.is_flagged,
    }


def vote_vector_similarity(given: Mapping[str, Any]) -> dict[str, Any]:
    def cosine(one: Sequence[int], other: Sequence[int]) -> float | None:
        return to_digits(votes_alike(one, other, least=Fraction(1)).cosine, 10)

    nothing = [0] * len(given["u"])
    return {
        "uv": cosine(given["u"], given["v"]),
        "uw": cosine(given["u"], given["w"]),
        "zero_vector": cosine(given["u"], nothing),
    }


def account_age_hypergeom(given: Mapping[str, Any]) -> dict[str, Any]:
    found = newcomers_among(
        given["new_among_voters_for"], given["voters_for"], given["new_accounts"], given["electorate"]
    )
    return {"p_upper": found.p_upper, "expected": to_digits(found.expected, 9)}


def small_cell_suppression(given: Mapping[str, Any]) -> dict[str, Any]:
    table, smallest = given["table"], given["k"]
    primary = primary_cells(table, smallest=smallest)
    if not given.get("complementary", True):
        return {"primary": listed(primary), "attacker_bounds": bounds(feasible_bounds(table, primary))}
    found = protect(table, smallest=smallest)
    return {
        "primary": listed(found.primary),
        "complementary": listed(found.complementary),
        "attacker_bounds": bounds(found.bounds),
    }


def listed(cells: Sequence[tuple[int, int]]) -> list[list[int]]:
    return [list(cell) for cell in cells]


def bounds(found: Mapping[tuple[int, int], tuple[int, int]]) -> dict[str, list[float]]:
    return {str(cell): [float(low), float(high)] for cell, (low, high) in found.items()}


def pseudonym_of(given: Mapping[str, Any]) -> str:
    secret = given["secret_utf8"].encode()
    return pseudonym(secret, given["consultation"], given["user_id"], digits=given["hex_chars"])


def k_anonymity(given: Mapping[str, Any]) -> dict[str, Any]:
    columns, sensitive = given["quasi_identifiers"], given["sensitive"]
    kept = [row for row in given["rows"] if row["region"] != "AS"]
    dropped = anonymity_of(kept, columns, sensitive)
    return {
        "k": anonymity_of(given["rows"], columns, sensitive).size,
        "k_after_dropping_AS": dropped.size,
        "l_after_dropping_AS": dropped.diversity,
    }


BUILT: Mapping[str, Callable[[Any], Any]] = {
    "account_age_hypergeom": account_age_hypergeom,
    "benjamini_hochberg": adjusted,
    "burst_poisson": burst_poisson,
    "co_participation_npmi": co_participation_npmi,
    "k_anonymity": k_anonymity,
    "minhash_jaccard": minhash_jaccard,
    "minhash_lsh": minhash_lsh,
    "pseudonym": pseudonym_of,
    "simhash": simhash,
    "small_cell_suppression": small_cell_suppression,
    "vote_vector_similarity": vote_vector_similarity,
}
"""What is found for a vector, in its own words; `benjamini_hochberg` takes and gives a list, `pseudonym` gives text."""
