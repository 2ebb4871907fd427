"""How the bare facts of a vector of a way of choosing become ballots, and what is found in its own words."""

from collections.abc import Mapping, Sequence
from typing import Any

from consult.consensus.rules.options.approval import approval
from consult.consensus.rules.options.schulze_winning_votes import Matrix, Ranks, schulze
from consult.consensus.rules.options.score import score
from consult.consensus.rules.options.star import star


def schulze_order(given: Mapping[str, Any]) -> dict[str, Any]:
    ballots = [Ranks(tuple(order), seats) for seats, order in given["ballots"]]
    options = sorted(set("".join(order for _, order in given["ballots"])))
    found = schulze(options, ballots)
    return {
        "ranking": ["".join(tier) for tier in found.tiers],
        "pairwise": rows(found.pairwise),
        "strongest_paths": rows(found.strongest_paths),
    }


def rows(matrix: Matrix) -> dict[str, dict[str, int]]:
    return {name: dict(row) for name, row in matrix.items()}


def scores(given: Mapping[str, Any]) -> dict[str, Any]:
    found = score(given["ballots"], min_n=given["min_n"]).means
    return {option: None if mean is None else str(mean) for option, mean in found.items()}


def approvals(given: Mapping[str, Any]) -> dict[str, Any]:
    found = approval(given["options"], given["ballots"])
    return {"tally": dict(found.tally), "winners": list(found.winners)}


def star_winner(given: Sequence[Mapping[str, int]]) -> dict[str, Any]:
    found = star(given)
    runoff = found.runoff
    return {
        "scores": dict(found.scores),
        "finalists": list(found.finalists),
        "runoff": [runoff.first, runoff.second, runoff.neither] if runoff else None,
        "winner": found.winner or found.as_finding().verdict,
    }
