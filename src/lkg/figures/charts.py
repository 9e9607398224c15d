"""What charts share: a sheet that opens and closes, scales with round ticks, and words that keep their place."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes

from lkg.errors import Misuse
from lkg.figures.geometry import Box
from lkg.figures.lettering import CAP, DESCENT, Face, balance, shorten, size, width, write
from lkg.figures.page import POINTS, Entry, canvas_of, cut_page, foot_room, footing, heading, legend, open_page
from lkg.figures.saving import Figure
from lkg.figures.style import Style

LABEL_ROOM = 150.0  # points that a label beside a chart takes at most
AIR = 6.0  # points between the drawing and the source line
MINUS = "\u2212"


class Scale(NamedTuple):
    """Numbers from `low` to `high` laid out from `start` to `end`, in points.

    >>> Scale(0, 10, 100, 200)(2.5)
    125.0
    """

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where a number lies; numbers beyond the ends lie at the ends."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)


def ticks(low: float, high: float, most: int, *, whole: bool = False) -> list[float]:
    """Round numbers from `low` to `high`, at most so many; whole ones where parts make no sense.

    >>> ticks(0, 1, 6), ticks(1, 23, 6, whole=True), ticks(1, 3, 9, whole=True)
    ([0.0, 0.2, 0.4, 0.6, 0.8, 1.0], [5.0, 10.0, 15.0, 20.0], [1.0, 2.0, 3.0])
    """
    power = 10.0 ** math.floor(math.log10(max(high - low, 1e-9) / max(most, 1)))
    steps = [factor * power for factor in (1, 2, 5, 10, 20, 50) if not whole or factor * power >= 1]
    for step in steps:
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if last - first < most:
            return [round(number * step, 12) + 0.0 for number in range(first, last + 1)]
    return [low]


def number(value: float, percent: bool = False) -> str:
    """A number as a chart writes it.

    >>> number(-2.50), number(3), number(0.905, percent=True)
    ('−2.5', '3', '90.5 %')
    """
    text = f"{100 * value:.4g} %" if percent else f"{value:.4g}"
    return text.replace("-", MINUS)


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Middles as near as can be to the wanted ones, which ascend, so that blocks of these heights do not overlap.

    Blocks that would overlap move together (pool adjacent violators).

    >>> spread([10, 12, 50], [10, 10, 10], 0, 100)
    [6.0, 16.0, 50.0]
    """
    if not wanted:
        return []
    halves = [(one + other) / 2 for one, other in pairwise(heights)]
    offsets = np.concatenate([[0.0], np.cumsum(halves)])
    pools: list[list[float]] = []
    for value in (np.asarray(wanted, float) - offsets).tolist():
        pools.append([value])
        while len(pools) > 1 and np.mean(pools[-2]) > np.mean(pools[-1]):
            pools[-2:] = [pools[-2] + pools[-1]]
    level = np.concatenate([np.full(len(pool), np.mean(pool)) for pool in pools])
    level = np.minimum(np.maximum(level, low + heights[0] / 2), high - heights[-1] / 2 - offsets[-1])
    return [float(place) for place in level + offsets]


def trim(text: str, face: Face, limit: float) -> str:
    """The text, cut off with an ellipsis where it is wider than the limit.

    >>> trim("Chamber of Commerce", Face(("DejaVu Sans",), 8), 60)
    'Chamber of…'
    """
    if width(text, face) <= limit:
        return text
    kept = text
    while kept and width(f"{kept}…", face) > limit:
        kept = kept[:-1].rstrip()
    return f"{kept}…"


def broken(text: str, face: Face, limit: float, most: int = 2) -> list[str]:
    """A label in at most so many lines, none wider than the limit."""
    return [trim(line, face, limit) for line in shorten(balance(text, face, limit) or [""], most)]


@dataclass(frozen=True)
class Sheet:
    """A page with its heading and legend set; `room` is what is left for the drawing."""

    page: Axes
    box: Box
    room: Box
    source: str
    style: Style
    own: bool

    @property
    def label(self) -> Face:
        """The type of labels."""
        return Face(self.style.fonts, self.style.label_size)

    @property
    def strong(self) -> Face:
        """The type of labels that stand out."""
        return self.label._replace(weight="bold")

    @property
    def small(self) -> Face:
        """The type of ticks and numbers."""
        return Face(self.style.fonts, self.style.note_size)

    def say(
        self,
        at: tuple[float, float],
        lines: Sequence[str],
        face: Face,
        colour: str,
        *,
        align: str = "left",
        halo: bool = False,
    ) -> Box:
        """Lines with their middle at a height; gives back the box that they cover."""
        (wide, high), (x, y) = size(lines, face), at
        paper = self.style.paper if halo else None
        write(self.page, (x, y + high / 2), lines, face, colour, align=align, halo=paper)
        left = x - wide * {"left": 0.0, "center": 0.5, "right": 1.0}[align]
        return Box(left, y - high / 2, left + wide, y + high / 2)


def tall(lines: Sequence[str], face: Face) -> float:
    """The height of a block of lines with a little air."""
    return (CAP + DESCENT) * face.size + (len(lines) - 1) * face.leading + 1.5


def open_sheet(
    words: tuple[str, str, str],
    entries: Sequence[Entry],
    style: Style,
    ax: Axes | None,
    *,
    notes: Sequence[str] = (),
    least: tuple[float, float] = (250.0, 110.0),
) -> Sheet:
    """Set title, subtitle and legend; `words` are title, subtitle and source, which the notes follow.

    Raises Misuse where less room is left than `least`, width and height in points.
    """
    title, subtitle, source = words
    page, box = open_page(style, ax)
    box = Box(*map(float, box))
    face = Face(style.fonts, style.text_size - 0.6)
    fitting = [entry._replace(word=trim(entry.word, face, box.width - entry.wide - 6)) for entry in entries]
    below = legend(page, heading(page, box, title, subtitle, style), fitting, style)
    source = "  •  ".join(filter(None, [source, *notes]))
    room = below._replace(top=below.top - 4, bottom=box.bottom + foot_room(box, source, style) + AIR)
    if room.width < least[0] or room.height < least[1]:
        have, need = (f"{wide:.0f} × {high:.0f}" for wide, high in ((room.width, room.height), least))
        raise Misuse(f"This chart needs {need} points below its heading and has {have}. Give it a larger page or axes.")
    return Sheet(page, box, room, source, style, ax is None)


def close_sheet(
    sheet: Sheet,
    foot: float,
    labels: Mapping[Any, Box],
    positions: Mapping[Any, tuple[float, float]],
    left_out: Sequence[Hashable] = (),
) -> Figure:
    """Set the source line; a page of its own is cut at the foot of the drawing."""
    bottom, style = 0.0, sheet.style
    if sheet.own:
        end = foot - AIR - foot_room(sheet.box, sheet.source, style)
        bottom = end - style.margin * POINTS
        footing(sheet.page, sheet.box._replace(bottom=end), sheet.source, style)
        cut_page(sheet.page, bottom)
    else:
        footing(sheet.page, sheet.box, sheet.source, style)
    return Figure(
        canvas_of(sheet.page),
        positions={name: (x, y - bottom) for name, (x, y) in positions.items()},
        labels={name: box.raised(-bottom) for name, box in labels.items()},
        left_out=tuple(left_out),
        dpi=style.dpi,
    )
