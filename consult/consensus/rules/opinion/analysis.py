"""From votes to what is found about the opinions in them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np
from numpy.typing import NDArray

from consult.consensus.rules.opinion.arranging import order_by_answers
from consult.consensus.rules.opinion.centred import is_exact
from consult.consensus.rules.opinion.chance import Chance
from consult.consensus.rules.opinion.grouping import Grouping, grouped, silhouette_of
from consult.consensus.rules.opinion.items import items_of
from consult.consensus.rules.opinion.mapping import dots, hull
from consult.consensus.rules.opinion.noise import stands_out
from consult.consensus.rules.opinion.projection import AXES, Projection, project
from consult.consensus.rules.opinion.representativeness import consensus, representative
from consult.consensus.rules.opinion.results import Analysis, Axes, Dot, Group, Origin, Placing, Result
from consult.consensus.rules.opinion.stability import Stability, stability
from consult.consensus.rules.opinion.tallying import tallied
from consult.consensus.rules.opinion.votes import Floats, Integers, VoteMatrix, canonical

SEED = 1
"""Published with every analysis, so that anyone finds the same groups."""
VOTES_TO_BE_GROUPED = 7
"""Whoever cast fewer votes is shown on the map and in no group, as in Polis."""
FEWEST_STATEMENTS, FEWEST_PEOPLE = 2, 4
OF_CHANCE, OF_STABILITY, MOST_CELLS = (50, 300), (200, 1000), 1 << 23
"""By how many participants chance and stability are judged: so many as cast so many votes on a statement, and at least so
many. What few of them answered each would be taken for chance, and groups that are there for unsteady. A table of
participants and statements with more than 8 million cells is not filled for it.
"""


@dataclass(frozen=True, slots=True, eq=False)
class _Case:
    """The votes, those on statements that moderation did not reject, and where everyone and each of these lies.

    Participants stand in an order of their own, as in the projection. `order` says where each is in `votes`, and `place`
    where in `live`, in which they are moved only where the votes are few.
    """

    votes: VoteMatrix
    order: Integers
    place: Integers
    live: VoteMatrix
    kept: NDArray[np.bool_]
    projection: Projection
    seed: int
    fewest: int


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """What was found: the finding, everyone's label with the labels' names, and how good the groups are."""

    finding: Result
    names: tuple[str, ...]
    labels: Integers
    clustered: int
    grouping: Grouping | None = None
    silhouette: float | None = None
    stability: Stability | None = None


def analyse(
    votes: VoteMatrix,
    *,
    moderated_out: Collection[str] = (),
    seed: int = SEED,
    groups: Mapping[str, str] | None = None,
    fewest: int = 1,
    start: Axes | None = None,
) -> Analysis:
    """Return everything that is found about the opinions in these votes.

    Two axes (`project`); groups by k-means of those who cast min(7, statements asked) votes or more (`grouped`), unless
    answers hang together no more than by chance (`stands_out`); what sets each group apart (`representative`), how
    stable it is (`stability`), and what is said of each statement (`items_of`). `moderated_out` are statements that
    moderation rejected: they count as passed by everyone, and stand in no list. `groups` (participant to label) are
    used instead of finding any. No group of fewer than `fewest` is found. `start`, the axes of an earlier analysis of
    the same round, keeps the map from turning over and is one more start of the search.

    The same votes give the same analysis in whatever order they come, and whatever participants are called; above two
    million cells, what they are called may change the last digits of a sum. Votes in which there is nothing to be found
    give an analysis that says which finding they have.
    """
    rejected = frozenset(moderated_out)
    kept = np.array([name not in rejected for name in votes.statements], dtype=np.bool_)
    live = votes.of_statements(kept)
    order = order_by_answers(live, votes.counts)
    place = order
    if is_exact(live):
        live, place = live.some(order), np.arange(len(order))
    earlier = None
    if start is not None and start.loads:
        earlier = np.array([start.loads.get(name, (0.0, 0.0, 0.0))[1:] for name in live.statements]).reshape(-1, AXES)
    counts = tallied(live, np.full(len(place), -1), 0)[0]
    projection = project(live, counts, place, set_aside=int((~kept).sum()), seed=seed, start=earlier)
    case = _Case(votes, order, place, live, kept, projection, seed, fewest)
    found = _found(case, start) if groups is None else _given(case, groups)
    return _written(case, found, Origin.COMPUTED if groups is None else Origin.GIVEN)


def _found(case: _Case, start: Axes | None) -> _Found:
    """Return the groups that are found in the votes, or why there are none."""
    fewest_votes = max(1, min(VOTES_TO_BE_GROUPED, len(case.live.statements)))
    people = np.flatnonzero(case.votes.counts[case.order] >= fewest_votes)
    points = case.projection.points[people]
    nobody = np.full(len(case.order), -1, np.int64)
    finding = _nothing_to_find(case, points)
    if finding is None:
        finding = Result.NO_CLEAR_GROUPS
        sample = _sample(case, people, "noise", *OF_CHANCE)
        if stands_out(case.live.some(case.place[people[sample]]), case.seed):
            also = np.array(start.centres).reshape(-1, AXES) if start else None
            found = grouped(points, seed=case.seed, fewest=_fewest(case, people), also=also)
            if found is not None:
                return _clear(case, people, found)
    return _Found(finding, (), nobody, len(people))


def smallest(people: int) -> int:
    """Return how many people are a group and not a few outliers: half the square root of all, rounded up.

    A silhouette rewards setting a handful apart who lie far out more than any division of the rest. Example: 2 of 10, 5
    of 100, 50 of 10,000.
    """
    return ceil(sqrt(people) / 2)


def _fewest(case: _Case, people: Integers) -> int:
    return max(case.fewest, smallest(len(people)))


def _nothing_to_find(case: _Case, points: Floats) -> Result | None:
    if len(case.live.statements) < FEWEST_STATEMENTS:
        return Result.TOO_FEW_STATEMENTS
    if len(points) < max(FEWEST_PEOPLE, 2 * case.fewest):
        return Result.TOO_FEW_PARTICIPANTS
    return Result.ALL_ALIKE if np.ptp(points, axis=0).max() <= 1e-9 else None


def _clear(case: _Case, people: Integers, found: Grouping) -> _Found:
    labels = np.full(len(case.order), -1, np.int64)
    labels[people] = found.labels
    chosen = _sample(case, people, "stability", *OF_STABILITY)
    sample = people[chosen]
    return _Found(
        finding=Result.CLEAR_GROUPS,
        names=tuple(str(place) for place in range(int(found.labels.max()) + 1)),
        labels=labels,
        clustered=len(people),
        grouping=found,
        silhouette=found.silhouette,
        stability=stability(
            case.live.some(case.place[sample]),
            case.projection.scale[sample],
            case.projection.loads,
            found.labels[chosen],
            seed=case.seed,
            fewest=_fewest(case, sample),
        ),
    )


def _given(case: _Case, groups: Mapping[str, str]) -> _Found:
    """Return the groups that were given, those of them that somebody who voted is in."""
    whose = [groups.get(case.votes.participants[place]) for place in case.order.tolist()]
    names = tuple(sorted({label for label in whose if label is not None}, key=canonical))
    places = {label: place for place, label in enumerate(names)}
    labels = np.array([-1 if label is None else places[label] for label in whose], np.int64)
    people = np.flatnonzero(labels >= 0)
    clear = len(names) > 1
    return _Found(
        finding=Result.CLEAR_GROUPS if clear else Result.NO_CLEAR_GROUPS,
        names=names,
        labels=labels,
        clustered=len(people),
        silhouette=silhouette_of(case.projection.points[people], labels[people]) if clear else None,
    )


def _sample(case: _Case, people: Integers, purpose: str, votes_each: int, least: int) -> Integers:
    """Return the places among some people of those by whom something is judged."""
    size = len(case.live.statements)
    cast = max(1.0, float(case.live.counts[case.place[people]].mean()))
    rows = max(least, min(ceil(votes_each * size / cast), MOST_CELLS // size))
    return Chance(case.seed, f"sample for {purpose}").sample(rows, len(people))


def _written(case: _Case, found: _Found, origin: Origin) -> Analysis:
    votes, projection = case.votes, case.projection
    placed = np.empty_like(found.labels)
    placed[case.place] = found.labels
    counts = tallied(case.live, placed, len(found.names))
    drawn = dots(projection.points, found.labels, found.names, fewest=case.fewest)
    groups = _groups(case, found, counts, drawn)
    return Analysis(
        seed=case.seed,
        origin=origin,
        participants=len(votes.participants),
        clustered=found.clustered,
        statements=len(votes.statements),
        votes=len(votes.values),
        finding=found.finding,
        silhouette=found.silhouette,
        candidates=found.grouping.candidates if found.grouping else (),
        explained=projection.explained,
        stability=found.stability.whole if found.stability else None,
        judged_by=found.stability.judged_by if found.stability else None,
        axes=_axes(case, tuple(group.centre for group in groups), found.names),
        groups=groups,
        dots=drawn,
        items=items_of(case.live.statements, counts, found.names, projection, len(votes.statements)),
        consensus=consensus(counts.sum(axis=0), case.live.statements),
        placing=_placing(case, found),
    )


def _placing(case: _Case, found: _Found) -> Placing:
    """Return where everyone stands, in the order in which they were given."""
    back = np.empty_like(case.order)
    back[case.order] = np.arange(len(back))
    return Placing(case.votes.participants, case.projection.points[back], found.labels[back].astype(np.int16))


def _axes(case: _Case, centres: tuple[tuple[float, float], ...], labels: tuple[str, ...]) -> Axes:
    """Return the axes with a line for every statement; those that moderation rejected have nothing in theirs."""
    written = np.zeros((len(case.kept), 1 + AXES))
    written[case.kept] = np.column_stack([case.projection.means, case.projection.loads])
    loads = {name: (mean, x, y) for name, (mean, x, y) in zip(case.votes.statements, written.tolist(), strict=True)}
    return Axes(loads, frozenset(case.votes.statements) - frozenset(case.live.statements), centres, labels)


def _groups(case: _Case, found: _Found, counts: Integers, drawn: tuple[Dot, ...]) -> tuple[Group, ...]:
    inside, members = counts[:-1], np.bincount(found.labels[found.labels >= 0], minlength=len(found.names))
    centres = _centres(case.projection.points, found.labels, members)
    stable = found.stability.groups if found.stability else (None,) * len(found.names)
    return tuple(
        Group(
            label=label,
            members=int(members[place]),
            centre=(float(centres[place, 0]), float(centres[place, 1])),
            hull=hull((dot.x, dot.y) for dot in drawn if dot.group == label),
            stability=stable[place],
            representative=representative(inside[place], inside.sum(axis=0) - inside[place], case.live.statements),
        )
        for place, label in enumerate(found.names)
    )


def _centres(points: Floats, labels: Integers, members: Integers) -> Floats:
    """Return the mean place of each group's members."""
    kept = labels >= 0
    sums = [np.bincount(labels[kept], points[kept, axis], len(members)) for axis in range(AXES)]
    return np.stack(sums, axis=1) / np.maximum(members, 1)[:, np.newaxis]
