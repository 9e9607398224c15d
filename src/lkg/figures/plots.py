"""Lines with bands: measures over time, and curves of a simulation; each line has its name at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.path import Path

from lkg.errors import EmptyNetwork, Misuse
from lkg.figures.charts import LABEL_ROOM, Scale, Sheet, broken, close_sheet, number, open_sheet, spread, tall, ticks
from lkg.figures.geometry import Box
from lkg.figures.inks import (
    BAND,
    GRID,
    LOOKS,
    Look,
    between,
    cell,
    cell_entry,
    dot,
    fill,
    hatch_entry,
    line_entry,
    straight,
    stroke,
)
from lkg.figures.lettering import width
from lkg.figures.page import Entry
from lkg.figures.saving import Figure
from lkg.figures.style import PRINT, Style
from lkg.figures.timeline import (
    COUNTS_ROOM,
    THIN,
    check_lengths,
    draw_counts,
    draw_thin,
    draw_times,
    timeline,
)
from lkg.figures.traces import Span, Trace, curve, over_time, runs

AXIS = 16.0
TALLEST = 300.0  # points of a plot on a page of its own
RAREFIED = (0, (1.2, 1.4))


def series(
    times: Sequence[object],
    lines: Mapping[str, Any],
    *,
    bars: Sequence[float] | None = None,
    thin: Sequence[bool] | None = None,
    axis: str = "",
    limits: Span | None = None,
    percent: bool = False,
    title: str = "",
    subtitle: str = "",
    source: str = "",
    style: Style = PRINT,
    ax: Axes | None = None,
) -> Figure:
    """Draw up to four measures over time, each with its band, over the number of claims.

    A line is a sequence of numbers, one for each time (None: a gap), or holds `values`, perhaps `low` and `high`
    for the 90 % evidence interval, and `rarefied` for the same measure on as many claims as the smallest window
    has, which is dashed. `bars` are claims, counted beneath; windows that are `thin` are hatched; `axis` says what
    is measured, `limits` where its scale ends. Raises EmptyNetwork without a number, Misuse for wrong lengths.

    >>> list(series([2020, 2021, 2022], {"Degree of balance": [0.6, None, 0.8]}, bars=[12, 40, 90]).labels)
    ['Degree of balance']
    """
    check_lengths(times, bars=bars, thin=thin)
    traces = [over_time(times, *item) for item in zip(lines, lines.values(), LOOKS, strict=False)]
    _check(traces, len(lines))
    sheet = _open(
        (title, subtitle, source), _entries(traces, "90 % evidence interval", any(thin or ()), style), style, ax
    )
    plot = _plot(sheet, traces, AXIS, COUNTS_ROOM if bars is not None else 6.0)
    line = timeline(times, plot)
    draw_times(sheet, line, plot.top + AXIS / 2 + 2)
    draw_thin(sheet, line, thin or ())
    if bars is not None:
        draw_counts(sheet, line, bars, plot.bottom - 6, "claims")
    scale = _upright(sheet, traces, plot, limits, percent, axis)
    across = Scale(0, max(len(times) - 1, 1), line.places[0], line.places[-1] + (len(times) == 1))
    foot = plot.bottom - (COUNTS_ROOM if bars is not None else 6.0)
    return _finish(sheet, traces, (across, scale), plot, foot, crowded=line.crowded)


def curves(
    lines: Mapping[str, Sequence[Any]],
    *,
    x: str = "",
    y: str = "",
    band: Span | None = (0.88, 0.96),
    reference: float | None = 0.90,
    limits: Span | None = None,
    percent: bool = True,
    title: str = "",
    subtitle: str = "",
    source: str = "",
    style: Style = PRINT,
    ax: Axes | None = None,
) -> Figure:
    """Draw up to four curves of a simulation, say coverage against misspecification, each a sequence of (x, y).

    A point may have four numbers, the last two its interval. `band` is the range of y that is good enough,
    `reference` the nominal value; both are left out if None. With `percent` shares are written as percentages.
    Raises EmptyNetwork without a point.

    >>> list(curves({"rank": [(0, 0.91), (0.2, 0.84)]}, x="Share of coding errors", y="Coverage").labels)
    ['rank']
    """
    traces = [curve(*item) for item in zip(lines, lines.values(), LOOKS, strict=False)]
    _check(traces, len(lines))
    words = {}
    if band:
        words["band"] = f"From {number(band[0], percent)} to {number(band[1], percent)}"
    if reference is not None:
        words["reference"] = f"Nominal: {number(reference, percent)}"
    sheet = _open(
        (title, subtitle, source),
        _entries(traces, "Interval of the estimate", False, style) + _nominal(words, style),
        style,
        ax,
    )
    plot = _plot(sheet, traces, 4.0, AXIS + 14)
    goods = [*(band or ()), *([reference] if reference is not None else [])]
    scale = _upright(sheet, traces, plot, limits, percent, y, goods)
    if band:
        cell(sheet.page, plot._replace(bottom=scale(band[0]), top=scale(band[1])), sheet.style.unranked, layer=0.4)
    if reference is not None:
        ends = (plot.left, scale(reference)), (plot.right, scale(reference))
        straight(sheet.page, *ends, sheet.style.ink, 0.9, dashes=(0, (4, 2)), layer=1.6)
    across = _level(sheet, traces, plot, x)
    return _finish(sheet, traces, (across, scale), plot, plot.bottom - AXIS - 14, crowded=False)


def _check(traces: Sequence[Trace], given: int) -> None:
    if given > len(LOOKS):
        raise Misuse(f"{given} lines are too many for one chart. At most {len(LOOKS)} can be told apart in print.")
    if not any(trace.numbers for trace in traces):
        raise EmptyNetwork("There is nothing to draw: no line has a number.")


def _entries(traces: Sequence[Trace], interval: str, thin: bool, style: Style) -> list[Entry]:
    entries = [line_entry(trace.label, trace.look, style, point=3.0) for trace in traces]
    if any(any(trace.bands) for trace in traces):
        entries.append(cell_entry(interval, LOOKS[0].colour, opacity=BAND))
    if any(trace.rarefied for trace in traces):
        dashed = LOOKS[0]._replace(dashes=RAREFIED)
        entries.append(line_entry("Rarefied to the claims of the smallest window", dashed, style, width=1.4))
    return entries + ([hatch_entry(THIN, style)] if thin else [])


def _nominal(words: Mapping[str, str], style: Style) -> list[Entry]:
    dashed = Look(style.ink, style.ink, "circle", (0, (4, 2)))
    entries = [cell_entry(words["band"], style.unranked)] if "band" in words else []
    return entries + ([line_entry(words["reference"], dashed, style, width=0.9)] if "reference" in words else [])


def _open(words: tuple[str, str, str], entries: Sequence[Entry], style: Style, ax: Axes | None) -> Sheet:
    return open_sheet(words, entries, style, ax, least=(280, 120))


def _plot(sheet: Sheet, traces: Sequence[Trace], above: float, beneath: float) -> Box:
    """The plot between its numbers at the left and the names of the lines at the right."""
    room = sheet.room
    limit = min(LABEL_ROOM, room.width / 4)
    most = max(width(line, sheet.strong) for trace in traces for line in broken(trace.label, sheet.strong, limit))
    top = room.top - above - 12  # the name of the axis stands above the plot
    bottom = max(room.bottom + beneath, top - TALLEST) if sheet.own else room.bottom + beneath
    return Box(room.left + 46, bottom, room.right - most - 16, top)


def _upright(
    sheet: Sheet,
    traces: Sequence[Trace],
    plot: Box,
    limits: Span | None,
    percent: bool,
    axis: str,
    goods: Sequence[float] = (),
) -> Scale:
    """The scale of heights with its lines; it ends at round numbers."""
    numbers = [value for trace in traces for value in trace.numbers] + list(goods)
    low, high = limits or (min(numbers), max(numbers))
    if high <= low:
        low, high = low - (abs(low) or 1) / 4, high + (abs(high) or 1) / 4
    most = max(3, int(plot.height / 34))
    marks = ticks(low, high, most)
    if not limits and len(marks) > 1:
        step = marks[1] - marks[0]
        low, high = (low if low == marks[0] else marks[0] - step), (high if high == marks[-1] else marks[-1] + step)
        low = max(low, 0.0) if min(numbers) >= 0 else low
        high = min(high, 1.0) if percent and max(numbers) <= 1 else high
        marks = ticks(low, high, most + 2)
    scale = Scale(low, high, plot.bottom, plot.top)
    for mark in marks:
        straight(sheet.page, (plot.left, scale(mark)), (plot.right, scale(mark)), GRID, 0.7, layer=0.5)
        said = [number(mark, percent)]
        sheet.say((plot.left - 6, scale(mark)), said, sheet.small, sheet.style.mute, align="right")
    if axis:
        sheet.say((sheet.room.left, sheet.room.top - 4), [axis], sheet.strong, sheet.style.ink)
    return scale


def _level(sheet: Sheet, traces: Sequence[Trace], plot: Box, name: str) -> Scale:
    """The scale across with its numbers, and what it is beneath."""
    xs = [x for trace in traces for x in trace.xs]
    low, high = min(xs), max(xs)
    scale = Scale(low, high if high > low else low + 1, plot.left + 8, plot.right - 8)
    for mark in ticks(scale.low, scale.high, max(3, int(plot.width / 60))):
        straight(sheet.page, (scale(mark), plot.bottom), (scale(mark), plot.top), GRID, 0.7, layer=0.5)
        said = [number(mark)]
        sheet.say((scale(mark), plot.bottom - 8), said, sheet.small, sheet.style.mute, align="center")
    if name:
        sheet.say((plot.centre[0], plot.bottom - 21), [name], sheet.label, sheet.style.ink, align="center")
    return scale


def _finish(
    sheet: Sheet, traces: Sequence[Trace], scales: tuple[Scale, Scale], plot: Box, foot: float, *, crowded: bool
) -> Figure:
    across, up = scales
    ends: dict[Any, tuple[float, float]] = {}
    for trace in reversed(traces):
        _draw(sheet, trace, across, up, crowded=crowded)
        last = [(across(x), up(value)) for x, value in zip(trace.xs, trace.values, strict=True) if value is not None]
        ends |= {trace.label: last[-1]} if last else {}
    named = sorted((trace for trace in traces if trace.label in ends), key=lambda trace: ends[trace.label][1])
    blocks = [broken(trace.label, sheet.strong, min(LABEL_ROOM, sheet.room.width / 4)) for trace in named]
    heights = [tall(lines, sheet.strong) for lines in blocks]
    middles = spread([ends[trace.label][1] for trace in named], heights, plot.bottom - 6, plot.top + 6)
    labels = {}
    for trace, lines, y in zip(named, blocks, middles, strict=True):
        x, end = ends[trace.label]
        straight(sheet.page, (x + 5, end), (plot.right + 6, y), trace.look.colour, 0.6, layer=1.8)
        labels[trace.label] = sheet.say((plot.right + 9, y), lines, sheet.strong, trace.look.text)
    return close_sheet(sheet, foot, labels, ends)


def _draw(sheet: Sheet, trace: Trace, across: Scale, up: Scale, *, crowded: bool) -> None:
    page, style, look = sheet.page, sheet.style, trace.look
    xs = [across(x) for x in trace.xs]
    for run in runs(trace.bands):
        lows, highs = ([(xs[at], up(trace.bands[at][end])) for at in run] for end in (0, 1))  # type: ignore[index]
        if len(run) > 1:
            fill(page, between(Path(highs), Path(lows)), look.colour, opacity=BAND, layer=1.1)
        else:
            (x, bottom), (_, top) = lows[0], highs[0]
            cell(page, Box(x - 3, bottom, x + 3, top), look.colour, opacity=2 * BAND, layer=1.1)
    for values, wide, dashes in ((trace.rarefied, 1.4, RAREFIED), (trace.values, 2.4, look.dashes)):
        main = values is trace.values
        for run in runs(values):
            points = [(xs[at], up(values[at] or 0.0)) for at in run]
            if len(run) > 1:
                stroke(page, Path(points), look.colour, wide, dashes=dashes, casing=style.paper, layer=2 + main)
            every = 1 if not crowded else max(1, len(xs) // 10)
            for at, point in zip(run, points, strict=True):
                if len(run) == 1 or (main and at % every == 0):
                    dot(page, point, 3.2 if main else 1.8, look.shape, look.colour, style)
