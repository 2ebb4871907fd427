"""Conversations whose groups are known because they were planted, and conversations that hold no groups at all.

Everyone who compares, measures or proves something about groups of opinion takes their votes from here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Noise = Literal["alike", "line"]

BLOCK = 2_000_000
"""How many cells of participants × statements are drawn at once, so that a million participants fit into memory."""


@dataclass(frozen=True, slots=True)
class Planted:
    """Votes sorted by participant and statement, and the group that each participant was planted in.

    Participant i answered `columns[starts[i]:starts[i + 1]]` with `values` there: 1 agree, -1 disagree, 0 pass.
    """

    starts: NDArray[np.int64]
    columns: NDArray[np.int32]
    values: NDArray[np.int8]
    groups: NDArray[np.int32]
    statements: int

    @property
    def rows(self) -> NDArray[np.int32]:
        """The participant of each vote."""
        return np.repeat(np.arange(len(self.groups), dtype=np.int32), np.diff(self.starts))


def a_conversation(
    participants: int,
    statements: int,
    *,
    groups: int = 3,
    sizes: Sequence[float] = (),
    density: float = 1.0,
    at_least: int = 0,
    uneven: float = 0.0,
    shared: float = 0.2,
    sureness: float = 0.85,
    passing: float = 0.1,
    noise: Noise = "alike",
    seed: int = 1,
) -> Planted:
    """Return a conversation with this many groups; with one group, noise without any.

    Each statement is either one on which all groups think alike (a part `shared` of them, with a chance of agreement
    between 0.2 and 0.8), or one on which each group takes a side by the toss of a coin and keeps to it with the chance
    `sureness`. Anyone passes with the chance `passing`. `sizes` weigh the groups. A participant sees each statement
    with the chance `density`, and `at_least` so many; `uneven` is the standard deviation of the logarithm of that
    chance, with which a few see much and many little.

    Without groups everyone is `alike`, or everyone stands somewhere on one `line` without a gap: normally distributed,
    with a logistic chance of agreement.
    """
    chance = np.random.default_rng(seed)
    placed = _places(chance, participants, groups, sizes)
    agreeing = _propensities(chance, statements, groups=groups, shared=shared, sureness=sureness)
    on_line = groups == 1 and noise == "line"
    places = chance.normal(size=participants) if on_line else np.zeros(participants)
    slopes = chance.normal(size=statements) if on_line else np.zeros(statements)
    seeing = np.minimum(1.0, density * np.exp(uneven * chance.normal(size=participants) - uneven**2 / 2))
    counts, columns, values = [], [], []
    for block in _blocks(participants, statements):
        seen = _seen(chance, seeing[block], statements, at_least)
        inside, column = np.nonzero(seen)
        row = inside + block.start
        agrees = (
            _shifted(agreeing[placed[row], column], places[row] * slopes[column])
            if on_line
            else (agreeing[placed[row], column])
        )
        counts.append(seen.sum(axis=1))
        columns.append(column.astype(np.int32))
        values.append(_answers(chance, agrees, passing))
    return Planted(
        starts=np.concatenate([[0], np.cumsum(np.concatenate(counts))]).astype(np.int64),
        columns=np.concatenate(columns),
        values=np.concatenate(values),
        groups=placed,
        statements=statements,
    )


def _places(chance: np.random.Generator, participants: int, groups: int, sizes: Sequence[float]) -> NDArray[np.int32]:
    weights = np.array(sizes or [1.0] * groups)
    return chance.choice(groups, size=participants, p=weights / weights.sum()).astype(np.int32)


def _propensities(
    chance: np.random.Generator, statements: int, *, groups: int, shared: float, sureness: float
) -> NDArray[np.float32]:
    """Return each group's chance of agreeing with each statement."""
    alike = chance.uniform(0.2, 0.8, size=statements)
    if groups == 1:
        return alike[np.newaxis].astype(np.float32)
    own = np.where(chance.random((groups, statements)) < 0.5, sureness, 1 - sureness)
    return np.where(chance.random(statements) < shared, alike, own).astype(np.float32)


def _blocks(participants: int, statements: int) -> Iterator[slice]:
    step = max(1, BLOCK // statements)
    return (slice(begin, min(begin + step, participants)) for begin in range(0, participants, step))


def _seen(
    chance: np.random.Generator, seeing: NDArray[np.float64], statements: int, at_least: int
) -> NDArray[np.bool_]:
    """Return who sees what: whoever would see too little sees the statements next in the order of their own chance."""
    drawn = chance.random((len(seeing), statements), dtype=np.float32)
    limits = seeing.astype(np.float32)
    fewest = min(at_least, statements)
    if fewest:
        short = np.flatnonzero((drawn < limits[:, np.newaxis]).sum(axis=1) < fewest)
        last = np.partition(drawn[short], fewest - 1, axis=1)[:, fewest - 1]
        limits[short] = np.nextafter(last, np.float32(2))
    return drawn < limits[:, np.newaxis]


def _shifted(agreeing: NDArray[np.float32], by: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return chances after a step on the scale of their logarithmic odds."""
    shifted: NDArray[np.float64] = 1 / (1 + (1 - agreeing) / agreeing * np.exp(-by))
    return shifted


def _answers(chance: np.random.Generator, agreeing: NDArray[np.floating], passing: float) -> NDArray[np.int8]:
    """Return answers; whoever does not pass agrees with this chance."""
    passes = chance.random(len(agreeing), dtype=np.float32) < passing
    agrees = chance.random(len(agreeing), dtype=np.float32) < agreeing
    return np.where(passes, 0, np.where(agrees, 1, -1)).astype(np.int8)
