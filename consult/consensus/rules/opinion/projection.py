"""Where people and statements lie: two axes along which answers differ most, and everyone's place on them."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

import numpy as np

from consult.consensus.rules.opinion.centred import Centred
from consult.consensus.rules.opinion.chance import Chance
from consult.consensus.rules.opinion.krylov import Leading, krylov, leading
from consult.consensus.rules.opinion.results import Axes
from consult.consensus.rules.opinion.votes import VALUES, Floats, Integers, VoteMatrix

AXES = 2
SOLVED_WHOLE = 256
"""Up to so many statements, all eigenvalues are computed; of more, only the largest are sought."""
BLOCK, DEPTH, MOST_ROUNDS, STILL = 4, 10, 6, 1e-8
"""How they are sought: so many columns at once, so many steps, so often, until they are off by less than that."""
SAMPLE_ROWS, MOST_PASSES, STILL_OF_MANY = 4096, 6, 1e-4
"""The same where every step is a pass over very many votes: with how many participants the search begins."""
Walked = list[tuple[Floats, Floats]]
"""Of each pass over very many votes, the columns that it was for, and everyone's sums of votes weighted by these."""
NOTHING = 1e-12
"""What part of all difference is none: what sums of 64 bits leave where nothing is."""


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """The axes, the share of all difference that each explains, and everyone's place, with how far it was moved out."""

    means: Floats
    loads: Floats
    explained: tuple[float, ...]
    scale: Floats
    points: Floats


def project(
    votes: VoteMatrix, counts: Integers, order: Integers, *, set_aside: int, seed: int, start: Floats | None = None
) -> Projection:
    """Return the two axes of the votes, and where everyone is on them, participants being put in this order.

    Principal components of the votes less their statements' means, a missing vote being 0 (Polis: Small et al. 2021,
    "Polis: Scaling deliberation by mapping high dimensional opinion spaces"). A participant's place is the sum of votes
    weighted by the loads, times sqrt(statements / votes cast), so that who voted less is not for that alone in the
    middle. So many statements as are `set_aside` because moderation rejected them count as cast by everyone, as Polis
    counts them; no votes on them are given. The sign of an axis is free: its largest load is positive, the first of
    equals counting, or, given earlier axes, it points as they did. `counts` are the statements' answers (`tallied`).

    With at most 256 statements all eigenvalues are computed. With more, the largest are sought (`krylov`) until the
    axes are off by less than 1e-8, times the first eigenvalue over the gap between the second and the third. On more
    than two million cells sums have 32 bits, the search starts from 4,096 participants, each of its steps is one pass
    over all votes, and it ends when the axes are off by less than 1e-4 in the same measure, or after six passes. Linear
    algebra of another make or machine may differ in the last digits of a number, which rounding hides nearly always.
    """
    centred = Centred.of(votes, counts)
    total = centred.squares
    scale = np.sqrt((len(votes.statements) + set_aside) / np.maximum(votes.counts[order] + set_aside, 1))
    if total <= 0:
        flat = np.zeros((len(votes.statements), AXES))
        return Projection(centred.means, flat, (), scale, np.zeros((len(votes.participants), AXES)))
    found, walked = _leading(centred, order, seed, start)
    values = np.where(found.values[:AXES] > NOTHING * total, found.values[:AXES], 0.0)
    loads = _pointed(found.vectors[:, :AXES] * (values > 0), start)
    sums = _summed(walked, loads) if walked else centred.times(loads)
    points = sums[order] * scale[:, np.newaxis]
    return Projection(centred.means, loads, tuple((values / total).tolist()), scale, points)


def place_of(answers: Mapping[str, str], axes: Axes) -> tuple[float, float]:
    """Return where someone with these answers (statement to "agree", "disagree" or "pass") is on the axes.

    Answers to statements that the axes do not know, or that moderation rejected, change nothing. Without any, the
    place is the middle. Refuses an unknown answer with ValueError. Example: with means 0 and loads (1, 0) of the one
    statement, agreeing is at (1, 0) and disagreeing at (-1, 0).
    """
    unknown = sorted(set(answers.values()) - set(VALUES))
    if unknown:
        raise ValueError(f"not an answer on this scale: {', '.join(unknown)}")
    known = [name for name in answers if name in axes.loads and name not in axes.set_aside]
    scale = sqrt(len(axes.loads) / max(len(known) + len(axes.set_aside), 1))
    loads = [(VALUES[answers[name]] - axes.loads[name][0], axes.loads[name][1:]) for name in sorted(known)]
    x, y = (scale * sum(value * load[axis] for value, load in loads) for axis in range(AXES))
    return x, y


def nearest_group(point: tuple[float, float], axes: Axes) -> str | None:
    """Return the label of the group whose centre is nearest, the first of equals; None where there are no groups."""
    distances = [(x - point[0]) ** 2 + (y - point[1]) ** 2 for x, y in axes.centres]
    return axes.labels[distances.index(min(distances))] if distances else None


def _leading(centred: Centred, order: Integers, seed: int, start: Floats | None) -> tuple[Leading, Walked]:
    """Return the largest eigenvalues, and where many votes were walked through for them, what was met on the way."""
    size = len(centred.means)
    if size <= SOLVED_WHOLE:
        values, vectors = np.linalg.eigh(centred.gram())
        padded = np.hstack([vectors[:, ::-1], np.zeros((size, AXES))])
        return Leading(np.concatenate([values[::-1], np.zeros(AXES)]), padded, 0.0), []
    block = Chance(seed, "axes").uniform(size * BLOCK).reshape(size, BLOCK) - 0.5
    if start is not None:
        block[:, :AXES] = start
    if centred.is_exact:
        return leading(centred.gram_times, block, depth=DEPTH, wanted=AXES, still=STILL, most=MOST_ROUNDS), []
    if start is None:
        places = Chance(seed, "axes of a sample").sample(SAMPLE_ROWS, centred.rows)
        some = centred.sample(order[places])
        block = leading(some.gram_times, block, depth=DEPTH, wanted=AXES, still=STILL_OF_MANY, most=MOST_ROUNDS).vectors
    walked: Walked = []

    def times(block: Floats) -> Floats:
        found, sums = centred.both_times(block)
        walked.append((block, sums))
        return found

    return krylov(times, block, depth=MOST_PASSES - 1, wanted=AXES, still=STILL_OF_MANY), walked


def _summed(walked: Walked, loads: Floats) -> Floats:
    """Return everyone's sums of votes weighted by the axes, from those by the columns that the axes are made of.

    All the columns stand at right angles to each other and have the length 1, so that one pass over the votes is saved.
    """
    found = np.zeros((len(walked[0][1]), AXES))
    for columns, sums in walked:
        found += sums @ (columns.T @ loads)
    return found


def _pointed(vectors: Floats, start: Floats | None) -> Floats:
    """Return the axes with the sign that they are published with."""
    sizes = np.abs(vectors)
    first = np.argmax(sizes >= sizes.max(axis=0) * (1 - 1e-9), axis=0)
    pointed = vectors * np.where(vectors[first, np.arange(vectors.shape[1])] < 0, -1.0, 1.0)
    if start is None:
        return pointed
    return pointed * np.where(np.sum(pointed * start, axis=0) < 0, -1.0, 1.0)
