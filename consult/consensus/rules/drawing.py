"""The opinion map as a drawing: where on the sheet its dots and hulls lie, and in which shape each group is drawn."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Any

from consult.consensus.rules.opinion.mapping import hull

WIDTH, HEIGHT = 640, 420
MARGIN = 30
"""Room between the outermost hull and the edge of the sheet."""
STYLES = 5
"""So many shapes, each in a colour of its own, that nobody needs to tell apart by colour; further groups begin anew."""
GROWTH = {1: 1.0, 2: 1.5, 3: 2.1, 4: 3.0}
"""How much larger than the smallest a dot is drawn, by its size: fewer than 5 people, up to 24, up to 99, more."""
CORNERS = 12

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot: where it is drawn, how large it is, and in which style; None for people in no group."""

    x: float
    y: float
    size: int
    style: int | None


@dataclass(frozen=True, slots=True)
class Outline:
    """The hull around a group, as points of a polygon, and where the group's letter stands."""

    group: str
    style: int
    points: str
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Everything on the sheet; `own` is where the reader stands, `outside` how many dots were moved to its edge.

    `middle` is where somebody would stand who answered as people do on average, None where that is not on the sheet.
    """

    radius: float
    marks: tuple[Mark, ...]
    outlines: tuple[Outline, ...]
    middle: Point | None
    own: Point | None
    outside: int


@dataclass(frozen=True, slots=True)
class _Sheet:
    """How places of the analysis become places on the sheet; both directions are stretched alike, as distance means something."""

    middle: Point
    scale: float

    def place(self, point: Sequence[float]) -> Point:
        x = WIDTH / 2 + (point[0] - self.middle[0]) * self.scale
        y = HEIGHT / 2 - (point[1] - self.middle[1]) * self.scale
        return x, y


def draw(analysis: Mapping[str, Any], own: Point | None = None) -> Drawing:
    """Return the drawing of an analysis of opinions, with the reader's own place if there is one.

    The sheet is cut to the hulls, else to all dots; what lies further out is drawn at its edge. Hulls are drawn where
    clear groups were found and nowhere else, and none around a group without a place, as there are in live pictures.
    The larger dots lie below the smaller ones. Example: two dots at -1 and 1 on the first axis lie as far apart as the
    margin lets them, at half the height.
    """
    every = analysis["groups"] if analysis["finding"] == "clear_groups" else []
    styles = styles_of(group["group"] for group in every)
    groups = [group for group in every if group["centre"]]
    hulls = [group["hull"] or [group["centre"]] for group in groups]
    sheet = _sheet_of([point for hull in hulls for point in hull] or analysis["map"])
    middle = _inside(sheet.place((0.0, 0.0)))
    placed = [(*_inside(sheet.place(dot)), dot[2], styles.get(dot[3])) for dot in analysis["map"]]
    placed.sort(key=lambda one: (one[4] is None, -one[3]))
    return Drawing(
        radius=radius_of(len(placed)),
        marks=tuple(Mark(x, y, size, style) for x, y, _, size, style in placed),
        outlines=tuple(
            _outline(group, styles[group["group"]], [sheet.place(each) for each in hull], sheet.place(group["centre"]))
            for group, hull in zip(groups, hulls, strict=True)
        ),
        middle=None if middle[2] else middle[:2],
        own=_inside(sheet.place(own))[:2] if own else None,
        outside=sum(is_outside for _, _, is_outside, _, _ in placed),
    )


def styles_of(labels: Iterable[str]) -> dict[str, int]:
    """Return in which style each group is drawn, wherever it is shown: groups that have numbers by number, others by name.

    >>> styles_of(["10", "0", "north"])
    {'0': 0, '10': 1, 'north': 2}
    """
    ordered = sorted(labels, key=lambda label: (not label.isdecimal(), len(label) if label.isdecimal() else 0, label))
    return {label: place % STYLES for place, label in enumerate(ordered)}


def radius_of(dots: int) -> float:
    """Return how large the smallest dot is drawn where there are so many: 5 for up to 150, at least 3."""
    return next(radius for most, radius in ((150, 5.0), (500, 4.0), (dots, 3.0)) if dots <= most)


def shape(style: int | None, radius: float) -> str:
    """Return the outline of a dot around 0, 0 as a path: a disc, a square, a triangle, a diamond or a cross, all as heavy.

    People in no group are small rings.
    """
    if style is None:
        return _round(radius * 0.8)
    return _SHAPES[style % STYLES](radius)


def _round(r: float) -> str:
    return f"M{-r:g} 0a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0 {-2 * r:g} 0z"


def _square(r: float) -> str:
    half = round(r * 0.89, 2)
    return f"M{-half:g} {-half:g}h{2 * half:g}v{2 * half:g}h{-2 * half:g}z"


def _triangle(r: float) -> str:
    return _closed([(0, -1.35 * r), (1.17 * r, 0.68 * r), (-1.17 * r, 0.68 * r)])


def _diamond(r: float) -> str:
    return _closed([(0, -1.3 * r), (1.3 * r, 0), (0, 1.3 * r), (-1.3 * r, 0)])


def _cross(r: float) -> str:
    a, b = 0.42 * r, 1.2 * r
    quarter = [(a, -b), (a, -a), (b, -a)]
    turns = [quarter, [(b, a), (a, a), (a, b)], [(-a, b), (-a, a), (-b, a)], [(-b, -a), (-a, -a), (-a, -b)]]
    return _closed([point for turn in turns for point in turn])


def _closed(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{round(x, 2):g} {round(y, 2):g}" for x, y in points) + "z"


_SHAPES = (_round, _square, _triangle, _diamond, _cross)


def _sheet_of(points: Sequence[Sequence[float]]) -> _Sheet:
    """Return the sheet on which these points just fit; a single place lies in its middle."""
    if not points:
        return _Sheet((0.0, 0.0), 1.0)
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    fits = [room / reach for room, reach in ((WIDTH - 2 * MARGIN, wide), (HEIGHT - 2 * MARGIN, high)) if reach]
    return _Sheet(((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2), min(fits, default=1.0))


def _inside(point: Point) -> tuple[float, float, bool]:
    """Return a place rounded to a tenth, moved to the edge of the sheet where it lies outside, and whether it was."""
    edge = MARGIN / 3
    x, y = min(max(point[0], edge), WIDTH - edge), min(max(point[1], edge), HEIGHT - edge)
    return round(x, 1), round(y, 1), (x, y) != point


def _outline(group: Mapping[str, Any], style: int, points: Sequence[Point], centre: Point) -> Outline:
    reach = MARGIN / 2
    around = [
        (x + reach * cos(2 * pi * turn / CORNERS), y + reach * sin(2 * pi * turn / CORNERS))
        for x, y in points
        for turn in range(CORNERS)
    ]
    text = " ".join(f"{x:.1f},{y:.1f}" for x, y in hull(around))
    return Outline(group["group"], style, text, round(centre[0], 1), round(centre[1], 1))
