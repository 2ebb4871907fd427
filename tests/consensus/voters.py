"""Small conversations in a few words, and votes as a plain table in which NaN is not seen."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from consult.consensus.rules.opinion import VoteMatrix

ANSWERS = {"+": "agree", "-": "disagree", "0": "pass"}

Row = tuple[str, str, str]


def rows_of(sheets: Mapping[str, str]) -> list[Row]:
    """Return the votes of sheets such as {"ann": "+-0.", …}: a sign for each statement 1, 2, …, a dot where not seen."""
    return [
        (name, str(number), ANSWERS[sign])
        for name, signs in sheets.items()
        for number, sign in enumerate(signs, start=1)
        if sign != "."
    ]


def votes_of(sheets: Mapping[str, str]) -> VoteMatrix:
    """Return the table of such sheets."""
    return VoteMatrix.of(rows_of(sheets))


def two_camps(of_each: int = 6, statements: int = 10) -> dict[str, str]:
    """Return sheets of two camps who answer everything in opposite ways; those with even numbers agree."""
    return {str(who): ("+-"[who % 2]) * statements for who in range(2 * of_each)}


def dense(votes: VoteMatrix) -> NDArray[np.float64]:
    """Return all votes as participants × statements."""
    table = np.full((len(votes.participants), len(votes.statements)), np.nan)
    table[votes.rows(), votes.columns] = votes.values
    return table


def noise(participants: int, statements: int, *, density: float = 1.0, seed: int = 1) -> VoteMatrix:
    """Return votes without groups: each statement has its own share of agreement, and nobody is like anybody."""
    chance = np.random.default_rng(seed)
    shares = chance.uniform(0.1, 0.9, statements)
    rows, columns = np.nonzero(chance.random((participants, statements)) < density)
    values = np.where(chance.random(len(rows)) < shares[columns], 1, -1)
    values[chance.random(len(rows)) < 0.15] = 0
    return VoteMatrix.of_arrays(
        tuple(map(str, range(participants))),
        tuple(map(str, range(statements))),
        rows=rows,
        columns=columns,
        values=values,
    )
