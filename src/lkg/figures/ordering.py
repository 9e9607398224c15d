"""The ranking figure: evidence and lens intervals row by row, and beside them which rows can be ordered at all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from matplotlib.axes import Axes

from lkg.errors import EmptyNetwork, Misuse
from lkg.figures.charts import LABEL_ROOM, Scale, Sheet, broken, close_sheet, number, open_sheet, ticks
from lkg.figures.geometry import Box
from lkg.figures.hops import field
from lkg.figures.inks import GRID, LOOKS, cell, cell_entry, cells, dot, dot_entry, straight
from lkg.figures.lettering import width
from lkg.figures.page import Entry
from lkg.figures.saving import Figure
from lkg.figures.style import PRINT, Style

Unit = Literal["rank", "value"]
MOST = 25  # rows
ROW = (11.0, 20.0)  # least and most height
AXIS = 16.0
LENS, CERTAIN, OPEN = "#CFE0E0", "#0B6E6E", "#EDF1F2"
NUMBER_ROOM = 30.0


@dataclass(frozen=True, slots=True)
class Line:
    """An actor, known by its name, with its number and two intervals; `centre` is None where nothing is known."""

    name: Any
    label: str
    ranked: bool
    centre: float | None
    evidence: tuple[float, float] | None
    lens: tuple[float, float] | None


def intervals(
    rows: Sequence[Any],
    *,
    above: Collection[tuple[int, int]] | None = None,
    unit: Unit = "rank",
    title: str = "",
    subtitle: str = "",
    source: str = "",
    style: Style = PRINT,
    ax: Axes | None = None,
) -> Figure:
    """Draw one row an actor, in the order given: a dot, the 90 % evidence interval and the lens interval around it.

    A row holds `label` (or `actor`), `rank`, `rank_low`, `rank_high` (with `unit="value"`: `value`, `value_low`,
    `value_high`), and perhaps `lens_low` and `lens_high` in the same unit; mappings and objects do. Rows whose
    rank is None are not ranked and grey. `above` holds pairs (i, j) of row numbers from zero where i ranks above
    j in at least 95 % of paired draws; they fill the matrix at the right. The first 25 rows are drawn. Raises
    EmptyNetwork without rows, Misuse for a pair that names no row.

    >>> row = {"label": "China", "rank": 1, "rank_low": 1, "rank_high": 2}
    >>> list(intervals([row, {"label": "Japan", "rank": 2}], above=[(0, 1)]).labels)
    ['China', 'Japan']
    """
    if not rows:
        raise EmptyNetwork("There is no row to draw: the ranking is empty.")
    for pair in above or ():
        if not all(0 <= end < len(rows) for end in pair):
            raise Misuse(f"The pair {pair} in `above` names no row: there are {len(rows)}, counted from zero.")
    lines = [_line(row, unit) for row in rows[:MOST]]
    known = [end for line in lines for end in (line.centre, *(line.evidence or ()), *(line.lens or ()))]
    if not any(end is not None for end in known):
        raise EmptyNetwork(f"There is no {unit} to draw: every row is without one.")
    more = len(rows) - len(lines)
    notes = [f"{more} more {'row' if more == 1 else 'rows'} not drawn"] if more else []
    paired = above is not None and sum(line.ranked for line in lines) > 1
    heading = title, subtitle, source
    least = (340.0 + (11.0 * len(lines) if paired else 0), ROW[0] * len(lines) + AXIS + 4)
    sheet = open_sheet(heading, _entries(lines, unit, paired, style), style, ax, notes=notes, least=least)
    return _draw(sheet, lines, set(above or ()) if paired else None, unit)


def _line(row: Any, unit: Unit) -> Line:
    label, centre = str(field(row, "label", field(row, "actor", ""))), field(row, unit)
    ends = (field(row, f"{unit}_low"), field(row, f"{unit}_high")), (field(row, "lens_low"), field(row, "lens_high"))
    evidence, lens = ((float(low), float(high)) if None not in (low, high) else None for low, high in ends)
    ranked = field(row, "rank") is not None or (unit == "value" and centre is not None and not _says_rank(row))
    return Line(field(row, "actor", label), label, ranked, None if centre is None else float(centre), evidence, lens)


def _says_rank(row: Any) -> bool:
    """Whether the row has a field for a rank, though it be None."""
    return "rank" in row if hasattr(row, "keys") else hasattr(row, "rank")


def _entries(lines: Sequence[Line], unit: Unit, paired: bool, style: Style) -> list[Entry]:
    entries = [dot_entry(unit.capitalize(), style.ink, style)]
    if any(line.evidence for line in lines):
        entries.append(cell_entry("90 % evidence interval", LOOKS[0].colour, high=5))
    if any(line.lens for line in lines):
        entries.append(cell_entry("Lens interval (over other lenses)", LENS, high=9))
    if not all(line.ranked for line in lines):
        entries.append(dot_entry("Not ranked", style.neutral, style))
    if paired:
        entries.append(cell_entry("The row ranks above the column in at least 95 % of draws", CERTAIN, wide=9))
        entries.append(cell_entry("Cannot be ordered", OPEN, wide=9))
    return entries


def _draw(sheet: Sheet, lines: Sequence[Line], above: set[tuple[int, int]] | None, unit: Unit) -> Figure:
    room, style = sheet.room, sheet.style
    high = min(ROW[1], (room.height - AXIS - 4) / len(lines))
    limit = min(LABEL_ROOM + 20, room.width / 4)
    names = [broken(line.label, sheet.label, limit, 2 if high > 2.1 * sheet.label.size else 1) for line in lines]
    wide = max(width(line, sheet.label) for some in names for line in some)
    keys = _letters(lines) if above is not None else {}
    across = min(high, max(10.5, (room.width - wide - 260) / len(keys))) if keys else 0.0
    left = room.left + (16 if keys else 0)
    start = left + wide
    plot = Box(
        start + NUMBER_ROOM + 14,
        room.top - AXIS - high * len(lines),
        room.right - (across * len(keys) + 22 if keys else 8),
        room.top - AXIS,
    )
    scale = _scale(lines, plot, unit)
    _draw_axis(sheet, plot, scale, unit)
    labels, places = {}, {}
    for at, line in enumerate(lines):
        y = plot.top - (at + 0.5) * high
        straight(sheet.page, (plot.left, y), (room.right if keys else plot.right, y), GRID, 0.6, layer=0.4)
        colour = style.ink if line.ranked else style.neutral
        if at in keys:
            sheet.say((room.left + 4, y), [keys[at]], sheet.small, style.mute, align="center")
        text = style.ink if line.ranked else style.mute
        labels[line.name] = sheet.say((left, y), names[at], sheet.label, text)
        said = "–" if line.centre is None else number(float(f"{line.centre:.3g}"))
        sheet.say((start + NUMBER_ROOM + 4, y), [said], sheet.small, colour, align="right")
        _draw_row(sheet, line, scale, y, min(high, 14.0))
        places[line.name] = (scale(line.centre) if line.centre is not None else plot.left, y)
    if above is not None:
        _draw_matrix(sheet, keys, above, plot, (across, high))
    return close_sheet(sheet, plot.bottom, labels, places)


def _letters(lines: Sequence[Line]) -> dict[int, str]:
    """A letter for each ranked row: numbers would be taken for ranks."""
    ranked = [at for at, line in enumerate(lines) if line.ranked]
    return {at: chr(ord("A") + place) for place, at in enumerate(ranked)}


def _scale(lines: Sequence[Line], plot: Box, unit: Unit) -> Scale:
    ends = [end for line in lines for end in (line.centre, *(line.evidence or ()), *(line.lens or ()))]
    known = [end for end in ends if end is not None]
    low, high = min(known), max(known)
    if unit == "rank":
        low, high = min(low, 1.0), max(high, 2.0)
    else:
        low = 0.0 if 0 <= low < 0.4 * high else low
        high = high if high > low else low + 1
    return Scale(low, high, plot.left + 6, plot.right - 8)


def _draw_axis(sheet: Sheet, plot: Box, scale: Scale, unit: Unit) -> None:
    face, y = sheet.small, plot.top + AXIS / 2 + 1
    marks = ticks(scale.low, scale.high, max(3, int(plot.width / 38)), whole=unit == "rank")
    if unit == "rank" and marks[0] != 1:
        marks = [1.0, *(mark for mark in marks if scale(mark) - scale(1) > 14)]
    for mark in marks:
        straight(sheet.page, (scale(mark), plot.bottom), (scale(mark), plot.top), GRID, 0.7, layer=0.5)
        sheet.say((scale(mark), y), [number(mark)], face, sheet.style.mute, align="center")
    sheet.say((plot.left - 10, y), [unit], face, sheet.style.mute, align="right")


def _draw_row(sheet: Sheet, line: Line, scale: Scale, y: float, high: float) -> None:
    page, style = sheet.page, sheet.style
    for ends, colour, share, layer in (
        (line.lens, LENS if line.ranked else style.unranked, 0.62, 1.0),
        (line.evidence, LOOKS[0].colour if line.ranked else "#C6CED2", 0.34, 1.5),
    ):
        if ends:
            half, (low, up) = share * high / 2, (scale(end) for end in ends)
            cell(page, Box(low - 0.8, y - half, up + 0.8, y + half), colour, layer=layer)
    if line.centre is not None:
        dot(page, (scale(line.centre), y), 3.5, "circle", style.ink if line.ranked else style.neutral, style)


def _draw_matrix(
    sheet: Sheet, keys: dict[int, str], above: set[tuple[int, int]], plot: Box, sizes: tuple[float, float]
) -> None:
    """A square for each pair of ranked rows; the letters of the columns stand on the diagonal and on top."""
    wide, high = sizes
    left = sheet.room.right - wide * len(keys)
    rows, boxes = list(keys), dict[str, list[Box]]()
    for column, below in enumerate(rows):
        x = left + (column + 0.5) * wide
        for place, at in [(rows.index(at), at) for at in rows]:
            y = plot.top - (at + 0.5) * high
            box = Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2).inset(0.6, 0.6)
            if place == column:
                boxes.setdefault(sheet.style.paper, []).append(box)
                sheet.say((x, y), [keys[below]], sheet.small, sheet.style.mute, align="center")
            elif place < column or (at, below) in above:
                boxes.setdefault(CERTAIN if (at, below) in above else OPEN, []).append(box)
        sheet.say((x, plot.top + AXIS / 2 + 1), [keys[below]], sheet.small, sheet.style.mute, align="center")
    cells(sheet.page, boxes)
