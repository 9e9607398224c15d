"""The specification curve: one finding under every lens of a grid, and which choices each lens made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from matplotlib.axes import Axes

from lkg.errors import EmptyNetwork, Misuse
from lkg.figures.charts import Scale, Sheet, close_sheet, number, open_sheet, ticks, trim
from lkg.figures.geometry import Box
from lkg.figures.hops import field
from lkg.figures.inks import GRID, LOOKS, Look, cell, cells, dot, dot_entry, line_entry, straight
from lkg.figures.lettering import width
from lkg.figures.page import Entry
from lkg.figures.saving import Figure
from lkg.figures.style import PRINT, Style

MOST = 200  # specifications
ROW = (10.0, 13.0)  # least and most height of a level
PANEL = 190.0  # height of the curve on a page of its own
LEAST = 90.0
BETWEEN, GROUP = 20.0, 5.0  # points between the panels, and between choices
BAR = "#9FB6B8"


@dataclass(frozen=True, slots=True)
class Specification:
    """One lens: what the finding is under it, how sure that is, and the level it took of each choice."""

    value: float | None
    bounds: tuple[float, float] | None
    levels: Mapping[str, str]
    declared: bool


def specification(
    specs: Sequence[Any],
    *,
    declared: int | None = None,
    unit: Literal["rank", "value"] = "rank",
    axis: str = "",
    title: str = "",
    subtitle: str = "",
    source: str = "",
    style: Style = PRINT,
    ax: Axes | None = None,
) -> Figure:
    """Draw a finding over many lenses: sorted values above, below them a mark for each level that a lens took.

    A specification holds `value` (None where the lens leaves the actor out), perhaps `low` and `high` for its
    evidence interval, and `choices`, the level of each choice by name. `declared` is the place of the lens that
    was declared beforehand; it is highlighted. Ranks grow downwards, values upwards; `axis` says what they are.
    Raises EmptyNetwork where no lens has a value, Misuse for more than 200 or a place that does not exist.

    >>> specs = [{"value": 2, "choices": {"memory": "12m"}}, {"value": 3, "choices": {"memory": "none"}}]
    >>> list(specification(specs, declared=0).labels)
    [('memory', '12m'), ('memory', 'none')]
    """
    if len(specs) > MOST:
        raise Misuse(
            f"{len(specs)} specifications are more than {MOST}, which a page can hold. Declare a smaller grid."
        )
    if declared is not None and not 0 <= declared < len(specs):
        raise Misuse(f"declared={declared} is no place in {len(specs)} specifications, counted from zero.")
    read = [_read(spec, place == declared) for place, spec in enumerate(specs)]
    known = sorted((spec for spec in read if spec.value is not None), key=lambda spec: spec.value or 0.0)
    if not known:
        raise EmptyNetwork("There is no value to draw: the finding has none under any lens.")
    levels = _levels(read)
    missing = [spec for spec in read if spec.value is None]
    note = f"{len(specs)} {'lens' if len(specs) == 1 else 'lenses'}" + (
        f", {len(missing)} of them without a value (at the right)" if missing else ""
    )
    rows = sum(map(len, levels.values()))
    under = ROW[0] * rows + GROUP * len(levels) + BETWEEN
    least = (360.0, LEAST + under)
    entries = _entries(read, unit, style)
    sheet = open_sheet((title, subtitle, source), entries, style, ax, notes=[note], least=least)
    return _draw(sheet, [*known, *missing], levels, unit, axis or unit)


def _read(spec: Any, declared: bool) -> Specification:
    value, low, high = field(spec, "value"), field(spec, "low"), field(spec, "high")
    levels = {str(name): str(level) for name, level in dict(field(spec, "choices", {})).items()}
    bounds = None if low is None or high is None else (float(low), float(high))
    return Specification(None if value is None else float(value), bounds, levels, declared)


def _levels(specs: Sequence[Specification]) -> dict[str, list[str]]:
    """The levels of each choice, in the order in which they occur."""
    found: dict[str, dict[str, None]] = {}
    for spec in specs:
        for name, level in spec.levels.items():
            found.setdefault(name, {})[level] = None
    return {name: list(levels) for name, levels in found.items()}


def _entries(specs: Sequence[Specification], unit: str, style: Style) -> list[Entry]:
    entries = [dot_entry(f"{unit.capitalize()} under one lens", style.soft, style, radius=2.6)]
    if any(spec.bounds for spec in specs):
        entries.append(line_entry("90 % evidence interval", Look(BAR, BAR, "circle", "solid"), style, width=2.2))
    if any(spec.declared for spec in specs):
        entries.append(dot_entry("The declared lens", LOOKS[0].colour, style, shape="diamond", radius=4))
    return entries


def _draw(
    sheet: Sheet, specs: Sequence[Specification], levels: Mapping[str, list[str]], unit: str, axis: str
) -> Figure:
    room = sheet.room
    rows = sum(map(len, levels.values()))
    spare = room.height - BETWEEN - GROUP * len(levels)
    row = min(ROW[1], max(ROW[0], (spare - (PANEL if sheet.own else 0.5 * spare)) / max(rows, 1)))
    high = min(PANEL, spare - row * rows) if sheet.own else spare - row * rows
    names = max([width(name, sheet.strong) for name in levels] + [width(axis, sheet.small)], default=0.0)
    inner = max((width(level, sheet.small) for some in levels.values() for level in some), default=0.0)
    names, inner = min(names, room.width / 6), min(inner, room.width / 6)
    upper = Box(room.left + names + inner + 22, room.top - high, room.right - 6, room.top - 4)
    step = upper.width / len(specs)
    xs = [upper.left + (at + 0.5) * step for at in range(len(specs))]
    _draw_curve(sheet, specs, xs, upper, (unit, axis))
    labels, foot = _draw_levels(sheet, specs, xs, (upper, row, inner), levels)
    places = {}
    for x in (x for spec, x in zip(specs, xs, strict=True) if spec.declared):
        places["declared"] = x, upper.bottom
        straight(sheet.page, (x, foot), (x, upper.top), LOOKS[0].colour, 0.6, dashes=(0, (3, 2)), layer=0.8)
    return close_sheet(sheet, foot, labels, places)


def _draw_curve(
    sheet: Sheet, specs: Sequence[Specification], xs: Sequence[float], plot: Box, words: tuple[str, str]
) -> None:
    """Sorted values with their intervals; the declared one larger, and its height drawn through."""
    (unit, axis), style, page = words, sheet.style, sheet.page
    ends = [end for spec in specs for end in (spec.value, *(spec.bounds or ())) if end is not None]
    low, high = (min(*ends, 1.0), max(*ends, 2.0)) if unit == "rank" else (min(ends), max(ends))
    high = high if high > low else low + 1
    inner = plot.inset(0, 6)
    # the first rank stands on top, the least value at the foot
    scale = Scale(low, high, *((inner.top, inner.bottom) if unit == "rank" else (inner.bottom, inner.top)))
    _draw_scale(sheet, plot, scale, unit == "rank", axis)
    step, radius = plot.width / len(specs), max(1.3, min(3.2, 0.38 * plot.width / len(specs)))
    for spec, x in zip(specs, xs, strict=True):
        if spec.value is None:
            continue
        colour = LOOKS[0].colour if spec.declared else style.soft
        if spec.bounds:
            bottom, top = sorted(scale(end) for end in spec.bounds)
            half = min(1.6, 0.32 * step)
            cell(page, Box(x - half, bottom, x + half, top), LOOKS[0].colour if spec.declared else BAR, layer=1.5)
        if spec.declared:
            straight(page, (plot.left, scale(spec.value)), (plot.right, scale(spec.value)), colour, 0.6, layer=1.2)
        shape = "diamond" if spec.declared else "circle"
        dot(
            page,
            (x, scale(spec.value)),
            4.2 if spec.declared else radius,
            shape,
            colour,
            style,
            layer=4 + spec.declared,
        )


def _draw_scale(sheet: Sheet, plot: Box, scale: Scale, whole: bool, axis: str) -> None:
    marks = ticks(scale.low, scale.high, max(3, int(plot.height / 22)), whole=whole)
    if whole and marks[0] != 1 and scale.low <= 1:
        marks = [1.0, *(mark for mark in marks if abs(scale(mark) - scale(1)) > 11)]
    for mark in marks:
        straight(sheet.page, (plot.left, scale(mark)), (plot.right, scale(mark)), GRID, 0.7, layer=0.5)
        sheet.say((plot.left - 6, scale(mark)), [number(mark)], sheet.small, sheet.style.mute, align="right")
    limit = plot.left - sheet.room.left - 34
    sheet.say((sheet.room.left, plot.top - 6), [trim(axis, sheet.strong, limit)], sheet.strong, sheet.style.ink)


def _draw_levels(
    sheet: Sheet,
    specs: Sequence[Specification],
    xs: Sequence[float],
    sizes: tuple[Box, float, float],
    levels: Mapping[str, list[str]],
) -> tuple[dict[Any, Box], float]:
    """A row for each level, grouped by choice; gives back the boxes of the labels and the foot."""
    upper, row, inner = sizes
    style, edge, top = sheet.style, upper.left, upper.bottom - BETWEEN
    labels: dict[Any, Box] = {}
    for name, some in levels.items():
        straight(sheet.page, (sheet.room.left, top), (upper.right, top), GRID, 0.8, layer=0.5)
        limit = edge - sheet.room.left - inner - 14
        sheet.say((sheet.room.left, top - row / 2 - 1), [trim(name, sheet.strong, limit)], sheet.strong, style.ink)
        for place, level in enumerate(some):
            y = top - (place + 0.5) * row - 1
            word = [trim(level, sheet.small, inner)]
            labels[name, level] = sheet.say((edge - 6, y), word, sheet.small, style.soft, align="right")
            _draw_row(sheet, [spec.levels.get(name) == level for spec in specs], specs, xs, (y, row))
        top -= row * len(some) + GROUP
    return labels, top


def _draw_row(
    sheet: Sheet,
    taken: Sequence[bool],
    specs: Sequence[Specification],
    xs: Sequence[float],
    sizes: tuple[float, float],
) -> None:
    y, row = sizes
    half = min(3.2, 0.36 * (xs[1] - xs[0] if len(xs) > 1 else 40.0))
    boxes: dict[str, list[Box]] = {}
    for spec, x, took in zip(specs, xs, taken, strict=True):
        colour = (
            LOOKS[0].colour if spec.declared else sheet.style.soft if spec.value is not None else sheet.style.neutral
        )
        box = Box(x - half, y - 0.33 * row, x + half, y + 0.33 * row)
        boxes.setdefault(colour if took else "#F1F4F5", []).append(box)
    cells(sheet.page, boxes)
