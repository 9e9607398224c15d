"""The strokes of charts: cased lines, bands, hatches and cells, and the looks that tell highlighted lines apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from lkg.figures.geometry import Box
from lkg.figures.marks import outline
from lkg.figures.page import GLYPH, Entry
from lkg.figures.style import Style

Place = tuple[float, float]
SOLID = "solid"
CONTEXT = "#BFC8CD"
GRID = "#E3E8EA"
BAND = 0.17  # how much of its colour a band shows


class Look(NamedTuple):
    """Colour of a highlighted line and of its words, shape of its points, and dashes."""

    colour: str
    text: str
    shape: str
    dashes: Any


# Apart in hue, in lightness (grey 80, 172, 39, 117 of 255), for each kind of colour-blindness, in shape and in dash.
LOOKS = (
    Look("#0B6E6E", "#0B6E6E", "circle", SOLID),
    Look("#E8A33D", "#8A5A00", "square", (0, (4.2, 0.9))),
    Look("#3B1261", "#3B1261", "diamond", (0, (2.0, 0.8))),
    Look("#C8553D", "#A63A24", "triangle", (0, (5.0, 0.9, 1.0, 0.9))),
)


def stroke(
    page: Axes,
    path: Path,
    colour: str,
    width: float,
    *,
    dashes: Any = SOLID,
    casing: str | None = None,
    layer: float = 2.0,
    name: str | None = None,
) -> None:
    """An open line; a casing of paper sets it off from those beneath."""
    if casing:
        clear = PathPatch(
            path, fill=False, edgecolor=casing, lw=width + min(2.2, 1.3 * width), capstyle="butt", zorder=layer
        )
        page.add_patch(clear)
    body = PathPatch(path, fill=False, edgecolor=colour, lw=width, zorder=layer, capstyle="butt", joinstyle="round")
    body.set(ls=dashes, gid=name)
    page.add_patch(body)


def straight(
    page: Axes, start: Place, end: Place, colour: str, width: float = 0.7, *, dashes: Any = SOLID, layer: float = 1.0
) -> None:
    """A straight line."""
    stroke(page, Path([start, end]), colour, width, dashes=dashes, layer=layer)


def fill(page: Axes, path: Path, colour: str, *, opacity: float = 1.0, layer: float = 1.0) -> None:
    """A filled area without an edge."""
    page.add_patch(PathPatch(path, facecolor=colour, edgecolor="none", lw=0, alpha=opacity, zorder=layer))


def cell(page: Axes, box: Box, colour: str, *, opacity: float = 1.0, layer: float = 1.0) -> None:
    """A filled rectangle."""
    fill(page, _rectangle(box), colour, opacity=opacity, layer=layer)


def cells(page: Axes, boxes: Mapping[str, Sequence[Box]], *, layer: float = 1.5) -> None:
    """Filled rectangles by colour; those of one colour are one shape, since a page may hold thousands."""
    for colour, some in boxes.items():
        fill(page, Path.make_compound_path(*map(_rectangle, some)), colour, layer=layer)


def _rectangle(box: Box) -> Path:
    left, bottom, right, top = box
    return Path([(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)], closed=True)


def hatch(page: Axes, box: Box, colour: str, *, gap: float = 4.2) -> None:
    """Thin slanting lines in a rectangle, at the same places for every rectangle, so that neighbours join."""
    corners, codes = [], []
    first = int(np.ceil((box.bottom - box.right) / gap))
    last = int(np.floor((box.top - box.left) / gap))
    for rise in (gap * step for step in range(first, last + 1)):  # the lines y = x + rise
        start, end = max(box.left, box.bottom - rise), min(box.right, box.top - rise)
        corners += [(start, start + rise), (end, end + rise)]
        codes += [Path.MOVETO, Path.LINETO]
    if corners:
        stroke(page, Path(corners, codes), colour, 0.45, layer=0.6)


def dot(page: Axes, at: Place, radius: float, shape: str, colour: str, style: Style, *, layer: float = 4.0) -> None:
    """A point with a rim of paper."""
    body = PathPatch(outline(shape, at, radius), facecolor=colour, edgecolor=style.paper, zorder=layer)
    body.set_linewidth(1.0 if radius > 2 else 0.0)  # a rim would eat up a tiny point
    page.add_patch(body)


def steps(points: Sequence[Place]) -> Path:
    """A line that leaves and reaches every point level: smoothstep, written as cubic curves."""
    corners, codes = [points[0]], [int(Path.MOVETO)]
    for (x, y), (right, up) in pairwise(points):
        third = (right - x) / 3
        corners += [(x + third, y), (right - third, up), (right, up)]
        codes += [int(Path.CURVE4)] * 3
    return Path(corners, codes)


def between(upper: Path, lower: Path) -> Path:
    """The closed area between two lines of the same kind that run the same way."""
    up, down = np.asarray(upper.vertices), np.asarray(lower.vertices)[::-1]
    plain = [int(Path.MOVETO), *([int(Path.LINETO)] * (len(up) - 1))]
    there = plain if upper.codes is None else np.asarray(upper.codes).tolist()
    # the way back has the same pieces, since they are all of one kind
    corners = np.vstack([up, down, up[:1]])
    return Path(corners, [*there, int(Path.LINETO), *there[1:], int(Path.CLOSEPOLY)])


def line_entry(word: str, look: Look, style: Style, *, width: float = 2.4, point: float = 0.0) -> Entry:
    """A word beside a sample of a line."""

    def draw(page: Axes, at: Place) -> None:
        ends = (at[0] - GLYPH / 2, at[1]), (at[0] + GLYPH / 2, at[1])
        straight(page, *ends, look.colour, width, dashes=look.dashes, layer=2)
        if point:
            dot(page, at, point, look.shape, look.colour, style)

    return Entry(word, draw)


def cell_entry(word: str, colour: str, *, opacity: float = 1.0, high: float = 8.0, wide: float = 16.0) -> Entry:
    """A word beside a filled rectangle."""

    def draw(page: Axes, at: Place) -> None:
        half = high / 2
        cell(page, Box(at[0] - wide / 2, at[1] - half, at[0] + wide / 2, at[1] + half), colour, opacity=opacity)

    return Entry(word, draw, wide)


def hatch_entry(word: str, style: Style) -> Entry:
    """A word beside a hatched rectangle."""

    def draw(page: Axes, at: Place) -> None:
        hatch(page, Box(at[0] - 8, at[1] - 4, at[0] + 8, at[1] + 4), style.neutral, gap=3.2)

    return Entry(word, draw, 16)


def dot_entry(word: str, colour: str, style: Style, *, shape: str = "circle", radius: float = 3.4) -> Entry:
    """A word beside a point."""

    def draw(page: Axes, at: Place) -> None:
        dot(page, at, radius, shape, colour, style)

    return Entry(word, draw, 9)
