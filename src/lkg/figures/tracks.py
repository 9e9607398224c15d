"""How the arrows of a hop run: arcs where there are one or two, round-shouldered tracks where there are more."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes

from lkg.figures.geometry import Points
from lkg.figures.marks import reach
from lkg.figures.sketch import Line
from lkg.figures.strokes import GAP, Course, course, draw_line
from lkg.figures.style import Mark, Style

WIDTH = 1.9
SHOULDER = 34.0  # points in which a track rises to its height
CORNER = 16.0  # points from the middle of a mark towards which a low track rises
LEAN = 0.12  # by how much each point of height draws it in


class End(NamedTuple):
    """Where an arrow starts or ends: the middle of a mark, its shape and its radius."""

    at: Points
    mark: Mark
    radius: float

    def reach(self, towards: Points) -> float:
        """How far the mark reaches towards a point."""
        ahead = towards - self.at
        return reach(self.mark.shape, self.radius, (float(ahead[0]), float(ahead[1])))


def draw_arc(ax: Axes, line: Line, start: End, end: End, *, height: float, style: Style) -> None:
    """An arrow whose middle lies at a height over the stations; straight at height zero."""
    ahead = float(end.at[0] - start.at[0])
    top = (start.at + end.at) / 2 + [0, 2 * height]
    way = course(start.at, end.at, -2 * height / ahead, (start.reach(top), end.reach(top)))
    draw_line(ax, [way], line, WIDTH, style)


def draw_track(ax: Axes, line: Line, start: End, end: End, *, height: float, style: Style) -> None:
    """An arrow that rises, runs level at a height and comes down."""
    rise, fall = _shoulder(start, end, height), _shoulder(end, start, height)
    level = Course(rise.end, (rise.end + fall.end) / 2, fall.end)
    draw_line(ax, [rise, level, Course(fall.end, fall.middle, fall.start)], line, WIDTH, style)


def _shoulder(here: End, there: End, height: float) -> Course:
    """From the mark up to the level of the track; higher tracks leave it nearer to its top."""
    way = np.array([np.sign(there.at[0] - here.at[0]), 0.0])
    corner = here.at + way * max(1.0, CORNER - LEAN * abs(height)) + [0, height]
    whole = Course(here.at, corner, here.at + SHOULDER * way + [0, height])
    return whole.between(whole.share_at(here.reach(corner) + GAP, from_end=False), 1)
