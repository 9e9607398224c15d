"""How each line bends: lines of a pair fan apart, single ones go round what lies between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import hypot

import numpy as np

from lkg.figures.geometry import Box, Points, gaps
from lkg.figures.sketch import Line

FAN = 0.15  # between neighbours in a fan, as a share of the distance
BENDS = (0.05, -0.05, 0.0, 0.11, -0.11, 0.18, -0.18, 0.26, -0.26, 0.34, -0.34)
FAN_BENDS = (0.0, 0.09, -0.09, 0.18, -0.18)
CLEARANCE = 8.0  # points that a curve should keep from foreign actors
STIFFNESS = 2.5  # cost of bending
OFF = 50.0  # cost of leaving the frame
CLASH = 2.0  # cost of running into an actor along another line
APART = np.radians(8)  # angle between lines that can still be told apart where they meet
NEAR = 6  # the sample from which the angle at an end is read
SAMPLES = 25

Pair = tuple[int, int]
Met = dict[int, list[float]]
"""place of an actor → the angles at which lines have come to it so far"""


def control(start: Points, end: Points, bend: float) -> Points:
    """The control point of the quadratic curve that bends to the right by `bend` times half the distance."""
    ahead = end - start
    return np.asarray((start + end) / 2 + bend * np.array([ahead[1], -ahead[0]]))


def points_on(start: Points, end: Points, bend: float, count: int = SAMPLES) -> Points:
    """Points on the curve, evenly in its parameter, ends included.

    >>> points_on(np.zeros(2), np.array([10.0, 0]), 0.2, 3).tolist()
    [[0.0, 0.0], [5.0, -1.0], [10.0, 0.0]]
    """
    share = np.linspace(0, 1, count)[:, None]
    middle = control(start, end, bend)
    return np.asarray((1 - share) ** 2 * start + 2 * share * (1 - share) * middle + share**2 * end)


@dataclass(frozen=True)
class Terrain:
    """What curves have to heed: places and radii of the marks, the frame, and boxes (n, 4) of labels."""

    places: Points
    radii: Points
    frame: Box
    labels: Points = field(default_factory=lambda: np.zeros((0, 4)))


def bends(lines: Sequence[Line], terrain: Terrain) -> list[float]:
    """The bend of each line, to the right of its own direction where above zero."""
    found = [0.0] * len(lines)
    met: Met = {}
    for pair, members in _by_pair(lines).items():
        distance = float(np.hypot(*(terrain.places[pair[1]] - terrain.places[pair[0]])))
        fan = _fan(len(members), distance)
        shift = _best_shift(pair, fan, distance, terrain, met)
        for member, offset in zip(members, fan, strict=True):
            found[member] = (shift + offset) * (1 if lines[member].source == pair[0] else -1)
    return found


def _by_pair(lines: Sequence[Line]) -> dict[Pair, list[int]]:
    """Lines of each pair from left to right as the lower place sees them: those that leave it keep right."""
    pairs: dict[Pair, list[int]] = {}
    for number, line in enumerate(lines):
        pairs.setdefault(line.pair, []).append(number)
    for pair, members in pairs.items():
        members.sort(key=lambda member: (_side(lines[member], pair), member))
    return pairs


def _side(line: Line, pair: Pair) -> tuple[int, int]:
    way = 0 if line.heads != "target" else 1 if line.source == pair[0] else -1
    return way, way * line.sign


def _fan(count: int, distance: float) -> list[float]:
    """Offsets symmetric about zero, narrower for actors far apart."""
    step = FAN * min(1.0, max(0.45, 170 / max(distance, 1)))
    return [(place - (count - 1) / 2) * step for place in range(count)]


def _best_shift(pair: Pair, fan: Sequence[float], distance: float, terrain: Terrain, met: Met) -> float:
    """The shift of the whole fan that does least harm; straight lines are liked, long ones above all."""
    choices = BENDS if len(fan) == 1 else FAN_BENDS
    start, end = terrain.places[list(pair)]
    curves = np.array([[points_on(start, end, shift + offset) for offset in fan] for shift in choices])
    dislike = STIFFNESS * np.abs(choices) * max(1.0, distance / 200)
    angles = [_angles(curves[:, :, NEAR] - start), _angles(curves[:, :, -1 - NEAR] - end)]
    clash = sum(_clash(found, met.get(place, [])) for place, found in zip(pair, angles, strict=True))
    best = int(np.argmin(dislike + _harm(curves[:, :, 3:-3], pair, terrain) + CLASH * clash))
    for place, found in zip(pair, angles, strict=True):
        met.setdefault(place, []).extend(found[best].tolist())
    return choices[best]


def _angles(ahead: Points) -> Points:
    return np.asarray(np.arctan2(ahead[..., 1], ahead[..., 0]))


def _clash(angles: Points, met: Sequence[float]) -> Points:
    """How much each choice (choices, fan) comes along lines that are there already."""
    apart = np.abs((angles[..., None] - np.array(met) + np.pi) % (2 * np.pi) - np.pi)
    return np.asarray(np.clip(1 - apart / APART, 0, None).sum((1, 2)))


def _harm(curves: Points, pair: Pair, terrain: Terrain) -> Points:
    """What each choice (choices, fan, points, 2) does: runs into foreign marks, through labels, off the frame."""
    others = np.ones(len(terrain.places), bool)
    others[list(pair)] = False
    space = gaps(curves, terrain.places[others]).min(2) - terrain.radii[others]
    hits = 1.2 * np.clip(1 - space / CLEARANCE, 0, None) + 2 * (space < 0)
    x, y = curves[..., 0, None], curves[..., 1, None]
    left, bottom, right, top = terrain.labels.T
    inside = (x > left) & (x < right) & (y > bottom) & (y < top)
    off = (curves < terrain.frame[:2]) | (curves > terrain.frame[2:])
    return np.asarray(hits.sum((1, 2)) + 0.5 * inside.any(2).sum((1, 2)) + OFF * off.any((2, 3)).sum(1))


def evenly(start: Points, end: Points, bend: float, spacing: float = 3.0) -> Points:
    """Points on the curve about `spacing` apart, as obstacles for labels."""
    distance = hypot(*(end - start).tolist())
    return points_on(start, end, bend, max(7, round(distance * (1 + bend**2) / spacing)))
