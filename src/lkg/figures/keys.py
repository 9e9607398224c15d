"""What the legend of a network has to explain: nothing but what occurs in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from lkg.figures.marks import Ring, draw_mark
from lkg.figures.page import GLYPH, Entry
from lkg.figures.sketch import Actor, Line, Sketch
from lkg.figures.strokes import Course, draw_line
from lkg.figures.style import MARKS, OTHER, Mark, Style

Draw = Callable[[Axes, tuple[float, float]], None]
RADIUS = 3.6


def stroke(line: Line, style: Style, width: float = 1.6) -> Draw:
    """A short sample of a line."""

    def draw(ax: Axes, at: tuple[float, float]) -> None:
        left, right = np.array([at[0] - GLYPH / 2, at[1]]), np.array([at[0] + GLYPH / 2, at[1]])
        draw_line(ax, [Course(left, np.array(at), right)], line, width, style)

    return draw


def mark(kind: Mark, style: Style, *, fill: str | None = None, ring: Ring = None) -> Draw:
    """A sample of a mark."""

    def draw(ax: Axes, at: tuple[float, float]) -> None:
        draw_mark(ax, at, RADIUS, kind, style, fill=fill, ring=ring)

    return draw


def line_entries(sketch: Sketch, style: Style) -> list[Entry]:
    """Signs, then what kinds of lines there are beside plain ones."""
    plain = Line(0, 1, heads="none")
    signs = {line.sign for line in sketch.lines} if sketch.signed else set()
    words = {1: "Cooperation", -1: "Conflict", 0: "Neutral"}
    entries = [Entry(words[sign], stroke(replace(plain, sign=sign), style)) for sign in (1, -1, 0) if sign in signs]
    kinds = {
        "Derived from shared policies or cases": replace(plain, derived=any(line.derived for line in sketch.lines)),
        "Alleged": replace(plain, alleged=any(line.alleged for line in sketch.lines)),
        "Denied by a party": replace(plain, contested=any(line.contested for line in sketch.lines)),
    }
    return entries + [Entry(word, stroke(line, style, 1.1)) for word, line in kinds.items() if line != plain]


def mark_entries(actors: Sequence[Actor], style: Style) -> list[Entry]:
    """Groups of actors, then contested status; no groups where none is known."""
    groups = {actor.group for actor in actors}
    known = [Entry(kind.word, mark(kind, style), 10) for group, kind in MARKS.items() if group in groups]
    other = [Entry(OTHER.word, mark(OTHER, style), 10)] if known and groups - MARKS.keys() else []
    return known + other + _contested(actors, style)


def _contested(actors: Sequence[Actor], style: Style) -> list[Entry]:
    groups = {actor.group for actor in actors if actor.contested}
    entries = []
    if "State" in groups:
        entries.append(Entry("State or territory (contested)", mark(MARKS["State"], style, ring="dashed"), 14))
    if groups - {"State"}:
        kind = MARKS.get(min(groups - {"State"}), OTHER)
        entries.append(Entry("Contested status", mark(kind, style, ring="dashed"), 14))
    return entries


def fill_entries(highlighted: bool, unranked: bool, style: Style) -> list[Entry]:
    """Fills that stand for something else than the group."""
    entries = [Entry("Highlighted", mark(OTHER, style, fill=style.accent, ring="solid"), 14)] if highlighted else []
    return entries + ([Entry("Not ranked", mark(OTHER, style, fill=style.unranked), 10)] if unranked else [])


def width_entry(style: Style) -> Entry:
    """A wedge: wider is more weight."""

    def draw(ax: Axes, at: tuple[float, float]) -> None:
        x, y = at
        corners = [(x - GLYPH / 2, y), (x + GLYPH / 2, y + 1.4), (x + GLYPH / 2, y - 1.4)]
        ax.add_patch(Polygon(corners, closed=True, facecolor=style.mute, lw=0, zorder=2))

    return Entry("Width: weight", draw)


def size_entry(word: str, style: Style) -> Entry:
    """Two marks: larger is more."""

    def draw(ax: Axes, at: tuple[float, float]) -> None:
        draw_mark(ax, (at[0] - 5, at[1]), 1.8, OTHER, style, fill=style.mute)
        draw_mark(ax, (at[0] + 3, at[1]), 4.2, OTHER, style, fill=style.mute)

    return Entry(f"Size: {word}", draw, 16)
