"""Boxes, segments and distances in page points, y upwards."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]
Choice = npt.NDArray[np.bool_]


class Box(NamedTuple):
    """An upright rectangle.

    >>> Box(0, 0, 4, 2).centre, Box(0, 0, 4, 2).overlaps(Box(3, 1, 5, 5)), Box(0, 0, 1, 1).overlaps(Box(1, 0, 2, 1))
    ((2.0, 1.0), True, False)
    """

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """How far it reaches from left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How far it reaches from bottom to top."""
        return self.top - self.bottom

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.bottom < other.top and other.bottom < self.top

    def within(self, other: Box) -> bool:
        """Whether it lies in the other, edges included."""
        across = other.left <= self.left and self.right <= other.right
        return across and other.bottom <= self.bottom and self.top <= other.top

    def raised(self, by: float) -> Box:
        """The box moved upwards."""
        return self._replace(bottom=self.bottom + by, top=self.top + by)

    def inset(self, across: float, up: float) -> Box:
        """The box drawn in on all four sides."""
        return Box(self.left + across, self.bottom + up, self.right - across, self.top - up)


def common_area(one: Points, other: Points) -> Points:
    """Areas that boxes share, for arrays of boxes (…, 4) that broadcast.

    >>> common_area(np.array([0.0, 0, 4, 2]), np.array([[3.0, 1, 5, 5], [9, 9, 10, 10]]))
    array([1., 0.])
    """
    across = np.minimum(one[..., 2], other[..., 2]) - np.maximum(one[..., 0], other[..., 0])
    up = np.minimum(one[..., 3], other[..., 3]) - np.maximum(one[..., 1], other[..., 1])
    return np.asarray(np.maximum(across, 0) * np.maximum(up, 0))


def turn(a: Points, b: Points, c: Points) -> Points:
    """Above zero where a → b → c turns left, zero where the three lie on one line."""
    (ax, ay), (bx, by), (cx, cy) = _split(a), _split(b), _split(c)
    return np.asarray((bx - ax) * (cy - ay) - (by - ay) * (cx - ax))


def cross(a: Points, b: Points, c: Points, d: Points) -> Choice:
    """Whether the segments ab and cd cross; segments that share an end do not.

    >>> cross(np.array([0.0, 0]), np.array([2.0, 2]), np.array([0.0, 2]), np.array([2.0, 0]))
    np.True_
    """
    apart = turn(a, b, c) * turn(a, b, d) < 0
    return np.asarray(apart & (turn(c, d, a) * turn(c, d, b) < 0))[()]


def distance_to_segments(points: Points, a: Points, b: Points) -> Points:
    """Distance from points to the segments ab, all of which broadcast.

    Coordinates are handled apart: sums over a last axis of two are several times slower.

    >>> distance_to_segments(np.array([1.0, 1]), np.array([0.0, 0]), np.array([4.0, 0]))
    np.float64(1.0)
    """
    (x, y), (dx, dy) = _split(points - a), _split(b - a)
    share = np.clip((x * dx + y * dy) / np.maximum(dx * dx + dy * dy, 1e-12), 0, 1)
    return np.asarray(np.hypot(x - share * dx, y - share * dy))[()]


def gaps(points: Points, others: Points) -> Points:
    """Distances (…, n, m) between two sets of points (…, n, 2) and (m, 2)."""
    (x, y), (left, down) = _split(points), _split(others)
    return np.asarray(np.hypot(x[..., None] - left, y[..., None] - down))


def _split(points: Points) -> tuple[Points, Points]:
    return points[..., 0], points[..., 1]
