"""The marks of actors: shapes of equal weight to the eye, filled by group, ringed where something is said of them."""

from __future__ import annotations

from math import atan2, cos, pi, sin
from typing import Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from lkg.figures.geometry import Points
from lkg.figures.style import Mark, Style

RING = 2.4  # points between the sides of a mark and of the ring around it

Ring = Literal["dashed", "solid"] | None


def _polygon(corners: int, first: float, size: float) -> Points:
    angles = first + 2 * pi * np.arange(corners) / corners
    return np.asarray(size * np.column_stack([np.cos(angles), np.sin(angles)]))


# Corners around the middle for a mark of radius one; the factors make areas look equal.
CORNERS: dict[str, Points] = {
    "circle": _polygon(48, 0, 1.0),
    "square": _polygon(4, pi / 4, 1.27),
    "diamond": _polygon(4, 0, 1.22),
    "triangle": _polygon(3, pi / 2, 1.38) - [0, 0.15],
    "wedge": _polygon(3, -pi / 2, 1.38) - [0, -0.15],
    "pentagon": _polygon(5, pi / 2, 1.15),
    "hexagon": _polygon(6, 0, 1.1),
}


def ring_width(shape: str) -> float:
    """By how much the radius of a ring exceeds that of its mark: the gap between their sides is the same for all.

    >>> ring_width("circle") < ring_width("square") < ring_width("triangle")
    True
    """
    corners = CORNERS[shape] - CORNERS[shape].mean(0)
    return RING / float(np.hypot(*((corners + np.roll(corners, -1, 0)) / 2).T).min())


def reach(shape: str, radius: float, towards: tuple[float, float]) -> float:
    """How far the edge of a mark lies from its middle in a direction.

    >>> [round(reach(shape, 5, (1, 0)), 2) for shape in ("circle", "diamond", "square")]
    [5.0, 6.1, 4.49]
    """
    corners = CORNERS[shape]
    edge = np.roll(corners, -1, 0) - corners
    angle = atan2(towards[1], towards[0])
    ahead = np.array([cos(angle), sin(angle)])
    # the ray s·ahead meets the side corner + t·edge where both cross products agree
    across = ahead[0] * edge[:, 1] - ahead[1] * edge[:, 0]
    safe = np.where(np.abs(across) < 1e-12, np.inf, across)
    far = (corners[:, 0] * edge[:, 1] - corners[:, 1] * edge[:, 0]) / safe
    along = (corners[:, 0] * ahead[1] - corners[:, 1] * ahead[0]) / safe
    hit = (far > 0) & (along > -1e-9) & (along < 1 + 1e-9)
    return radius * float(far[hit].min(initial=2.0))


def outline(shape: str, at: tuple[float, float], radius: float) -> Path:
    """The closed outline of a mark."""
    if shape == "circle":
        return Path.circle(at, radius)
    return Path(np.vstack([CORNERS[shape], CORNERS[shape][:1]]) * radius + at, closed=True)


def draw_mark(
    ax: Axes,
    at: tuple[float, float],
    radius: float,
    mark: Mark,
    style: Style,
    *,
    fill: str | None = None,
    ring: Ring = None,
    name: str | None = None,
) -> None:
    """The mark with a rim of paper that sets it off from lines, and a ring around it if wanted."""
    around = radius + ring_width(mark.shape) if ring else radius
    clear = outline(mark.shape, at, around + 1.4)
    ax.add_patch(PathPatch(clear, facecolor=style.paper, edgecolor="none", zorder=4))
    if ring:
        dashes = (0, (2.6, 1.6)) if ring == "dashed" else "solid"
        circle = PathPatch(outline(mark.shape, at, around), facecolor="none", edgecolor=style.ink, zorder=4.2)
        circle.set(lw=1.0, ls=dashes)
        ax.add_patch(circle)
    body = PathPatch(outline(mark.shape, at, radius), edgecolor=style.ink, lw=0.8, zorder=4.4)
    body.set(facecolor=fill or mark.fill, gid=name)
    ax.add_patch(body)
