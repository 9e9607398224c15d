"""The strokes of lines: cased in paper, clipped at the marks, with arrow heads, dots, dashes and crosses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Polygon
from matplotlib.path import Path

from lkg.figures.bends import control
from lkg.figures.geometry import Indices, Points
from lkg.figures.sketch import Line
from lkg.figures.style import Style

WIDTHS = (0.75, 1.15, 1.75, 2.5)
GAP = 1.8  # points between a mark and the lines that end at it
HEAD, HEAD_BY_WIDTH = 3.2, 1.9  # length of an arrow head, and what a point of width adds
NECK = 0.9  # share of the head's length at which the stem ends
DOTTED = (0, (0.1, 2.1))
DASHED = (0, (4.2, 2.2))


@dataclass(frozen=True, slots=True)
class Course:
    """A quadratic curve by start, control and end."""

    start: Points
    middle: Points
    end: Points

    def at(self, share: float) -> Points:
        """The point at a share of the parameter."""
        rest = 1 - share
        return np.asarray(rest**2 * self.start + 2 * share * rest * self.middle + share**2 * self.end)

    def between(self, first: float, last: float) -> Course:
        """The piece between two shares (de Casteljau)."""
        middle = (1 - first) * ((1 - last) * self.start + last * self.middle)
        middle = middle + first * ((1 - last) * self.middle + last * self.end)
        return Course(self.at(first), np.asarray(middle), self.at(last))

    def share_at(self, distance: float, *, from_end: bool) -> float:
        """The share at which the curve is that far from its start or end; about its middle if it never is."""
        centre = self.end if from_end else self.start
        near, far = (1.0, 0.5) if from_end else (0.0, 0.5)
        for _ in range(24):
            half = (near + far) / 2
            near, far = (near, half) if hypot(*(self.at(half) - centre).tolist()) > distance else (half, far)
        return far


def course(start: Points, end: Points, bend: float, reaches: tuple[float, float]) -> Course:
    """The curve from mark to mark, cut back at both ends by how far the marks reach."""
    whole = Course(start, control(start, end, bend), end)
    first = whole.share_at(reaches[0] + GAP, from_end=False)
    last = whole.share_at(reaches[1] + GAP, from_end=True)
    return whole.between(min(first, last - 0.02), last)


def draw_line(
    ax: Axes, way: Sequence[Course], line: Line, width: float, style: Style, *, name: str | None = None
) -> None:
    """Casing, stem, heads and cross of one line, whose way may have several pieces."""
    colour = style.colour(line.sign)
    size = HEAD + HEAD_BY_WIDTH * width
    stem = list(way)
    if line.heads != "none":
        stem[-1] = stem[-1].between(0, stem[-1].share_at(NECK * size, from_end=True))
        _head(ax, stem[-1].end, way[-1].end, size, (colour, style.paper if line.alleged else colour))
    if line.heads == "both":
        stem[0] = stem[0].between(stem[0].share_at(NECK * size, from_end=False), 1)
        _head(ax, stem[0].start, way[0].start, size, (colour, style.paper if line.alleged else colour))
    track = _joined(stem)
    ax.add_patch(PathPatch(track, fill=False, edgecolor=style.paper, lw=width + 1.8, capstyle="butt", zorder=2))
    body = PathPatch(track, fill=False, edgecolor=colour, lw=width, zorder=2)
    body.set(**_dash(line), gid=name)
    ax.add_patch(body)
    if line.contested:
        _cross(ax, way[len(way) // 2], colour, style)


def _joined(pieces: Sequence[Course]) -> Path:
    """One unbroken path through pieces that meet."""
    corners = [corner for piece in pieces for corner in (piece.middle, piece.end)]
    return Path([pieces[0].start, *corners], [Path.MOVETO] + [Path.CURVE3] * len(corners))


def _dash(line: Line) -> dict[str, Any]:
    if line.derived:
        return {"linestyle": DOTTED, "capstyle": "round"}
    return {"linestyle": DASHED if line.alleged else "solid", "capstyle": "butt"}


def _head(ax: Axes, base: Points, tip: Points, size: float, colours: tuple[str, str]) -> None:
    """An arrow head with colours for edge and face: open where the tie is only alleged."""
    ahead = tip - base
    ahead = ahead / max(hypot(*ahead.tolist()), 1e-9)
    aside, foot = 0.36 * size * np.array([-ahead[1], ahead[0]]), tip - size * ahead
    corners = np.array([tip, foot + aside, foot - aside])
    edge, face = colours
    lw = 0.3 if edge == face else 0.8
    ax.add_patch(Polygon(corners, closed=True, facecolor=face, edgecolor=edge, lw=lw, joinstyle="miter", zorder=2.5))


def _cross(ax: Axes, way: Course, colour: str, style: Style) -> None:
    """Two short strokes through the middle: a party denies it."""
    ahead = way.at(0.52) - way.at(0.48)
    ahead = 2.9 * ahead / max(hypot(*ahead.tolist()), 1e-9)
    middle, aside = way.at(0.5), np.array([-ahead[1], ahead[0]])
    for arm in (ahead + aside, ahead - aside):
        path = Path([middle - arm * 0.8, middle + arm * 0.8])
        ax.add_patch(PathPatch(path, fill=False, edgecolor=style.paper, lw=3.2, capstyle="butt", zorder=2.6))
        ax.add_patch(PathPatch(path, fill=False, edgecolor=colour, lw=1.2, capstyle="butt", zorder=2.7))


def width_classes(weights: Points) -> Indices:
    """A class from 0 to 3 for each weight, by the square root between the least and the greatest.

    >>> width_classes(np.array([1.0, 1, 2, 9])).tolist(), width_classes(np.array([5.0, 5])).tolist()
    ([0, 0, 0, 3], [1, 1])
    """
    roots = np.sqrt(weights)
    side = float(np.ptp(roots)) if len(roots) else 0.0
    if side < 1e-9:
        return np.ones(len(roots), np.intp)
    return np.asarray(np.minimum(4 * (roots - roots.min()) / side, 3), np.intp)
