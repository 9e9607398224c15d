"""The page around a drawing: title, legend and source line, in axes whose unit is the point."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Rectangle

from lkg.errors import Misuse
from lkg.figures.geometry import Box
from lkg.figures.lettering import Face, fill, width, wrap, write
from lkg.figures.style import Style

POINTS = 72  # to the inch
GLYPH = 20.0  # width of a glyph in the legend
RULE = 4.5  # height of the tag on the rule above the title


class Entry(NamedTuple):
    """A word of the legend, and what draws its glyph around a middle."""

    word: str
    draw: Callable[[Axes, tuple[float, float]], None]
    wide: float = GLYPH


def open_page(style: Style, ax: Axes | None = None) -> tuple[Axes, Box]:
    """Axes in points and the box that they cover: a page of its own, or the axes given, at their present size."""
    if ax is None:
        canvas = Canvas(figsize=(style.width, style.height), dpi=100, facecolor=style.paper)
        canvas.set_layout_engine("none")
        FigureCanvasAgg(canvas)
        ax, margin = canvas.add_axes((0, 0, 1, 1)), style.margin * POINTS
    else:
        margin = 0.0
    extent = ax.get_window_extent()
    scale = POINTS / canvas_of(ax).dpi
    wide, high = extent.width * scale, extent.height * scale
    ax.set(xlim=(0, wide), ylim=(0, high))
    ax.axis("off")
    return ax, Box(0, 0, wide, high).inset(margin, margin)


def canvas_of(ax: Axes) -> Canvas:
    """The whole figure that the axes belong to; Misuse for axes that were removed from theirs."""
    canvas = ax.get_figure(root=True)
    if canvas is None:
        raise Misuse("These axes belong to no figure any more.")
    return canvas


def cut_page(ax: Axes, bottom: float) -> None:
    """Make the page end at a height, above or below the foot it was opened with."""
    top = ax.get_ylim()[1]
    ax.set_ylim(bottom, top)
    canvas_of(ax).set_size_inches(ax.get_xlim()[1] / POINTS, (top - bottom) / POINTS)


def heading(ax: Axes, box: Box, title: str, subtitle: str, style: Style) -> Box:
    """Rule, title and subtitle at the top; gives back the room below."""
    top = box.top
    if title:
        ax.add_patch(Rectangle((box.left, top), box.width, 0.01, edgecolor=style.accent, lw=0.9, zorder=6))
        ax.add_patch(Rectangle((box.left, top - RULE), 34, RULE, facecolor=style.accent, lw=0, zorder=6))
        face = Face(style.fonts, style.title_size, "bold")
        top = _paragraph(ax, box._replace(top=top - RULE - 7), wrap(title, face, box.width), face, style.ink)
    if subtitle:
        face = Face(style.fonts, style.text_size)
        gap = 3 if title else 0
        top = _paragraph(ax, box._replace(top=top - gap), fill(subtitle, face, box.width), face, style.soft)
    return box._replace(top=top)


def _paragraph(ax: Axes, box: Box, lines: Sequence[str], face: Face, colour: str) -> float:
    write(ax, (box.left, box.top), lines, face, colour)
    return box.top - len(lines) * face.leading


def legend(ax: Axes, box: Box, entries: Sequence[Entry], style: Style) -> Box:
    """Entries in as few rows as fit below the top of the box; gives back the room below."""
    face = Face(style.fonts, style.text_size - 0.6)
    left, top = box.left, box.top - 5
    for entry in entries:
        wide = entry.wide + 5 + width(entry.word, face)
        if left > box.left and left + wide > box.right:
            left, top = box.left, top - 1.5 * face.leading
        entry.draw(ax, (left + entry.wide / 2, top - 0.5 * face.leading))
        write(ax, (left + entry.wide + 5, top - 0.12 * face.size), [entry.word], face, style.ink)
        left += wide + 15
    return box._replace(top=top - 1.5 * face.leading if entries else box.top)


def foot_room(box: Box, source: str, style: Style) -> float:
    """How much room the source line takes."""
    face = Face(style.fonts, style.note_size)
    lines = wrap(source, face, box.width)
    return len(lines) * face.leading + (6 if lines else 0)


def footing(ax: Axes, box: Box, source: str, style: Style) -> None:
    """The source line at the foot."""
    face = Face(style.fonts, style.note_size)
    lines = wrap(source, face, box.width)
    write(ax, (box.left, box.bottom + len(lines) * face.leading), lines, face, style.mute)
