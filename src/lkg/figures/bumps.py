"""The bump chart: who stood where over time, with evidence intervals for those who are highlighted."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes

from lkg.figures.charts import close_sheet, open_sheet
from lkg.figures.geometry import Box
from lkg.figures.inks import (
    BAND,
    CONTEXT,
    LOOKS,
    SOLID,
    Look,
    between,
    cell,
    cell_entry,
    dot,
    fill,
    hatch_entry,
    line_entry,
    steps,
    stroke,
)
from lkg.figures.page import Entry
from lkg.figures.saving import Figure
from lkg.figures.standing_labels import label
from lkg.figures.standings import AXIS, DEEPEST, FAINT, Chart, Spell, chosen, lay_out
from lkg.figures.style import PRINT, Style
from lkg.figures.timeline import (
    COUNTS_ROOM,
    THIN,
    check_lengths,
    draw_counts,
    draw_thin,
    draw_times,
)


def bump(
    series: Mapping[str, Sequence[Any]],
    *,
    times: Sequence[object],
    focus: Sequence[str] = (),
    claims: Sequence[int] | None = None,
    thin: Sequence[bool] | None = None,
    title: str = "",
    subtitle: str = "",
    source: str = "",
    style: Style = PRINT,
    ax: Axes | None = None,
) -> Figure:
    """Draw ranks over time: `series` gives each actor's points, one for each time, None where it has no rank.

    A point holds `rank` (midranks allowed), and `rank_low` and `rank_high` for the evidence interval, which is
    drawn for up to four actors in `focus`. Twelve actors are drawn, those in focus and the ones that stand best
    on average; ranks below twelve lie on one lower line. `claims` are counted beneath, windows that are `thin`
    hatched. Raises EmptyNetwork where nobody has a rank, Misuse for a focus that is not among the actors.

    >>> figure = bump({"China": [{"rank": 1}, {"rank": 2}], "Japan": [{"rank": 2}, {"rank": 1}]}, times=[2020, 2021])
    >>> sorted(figure.positions)
    ['China', 'Japan']
    """
    check_lengths(times, claims=claims, thin=thin, **{str(name): points for name, points in series.items()})
    spells, others = chosen(series, focus)
    deepest = max(rank for spell in spells for at in spell.present if (rank := spell.rank(at)) is not None)
    last = min(DEEPEST, math.ceil(deepest))
    notes = [f"{others} more {'actor has' if others == 1 else 'actors have'} a rank but no line"] if others else []
    entries = _entries(spells, thin, deepest > last, style)
    sheet = open_sheet((title, subtitle, source), entries, style, ax, notes=notes, least=(380, 190))
    chart = lay_out(sheet, spells, times, last, deepest > last, claims is not None)
    draw_times(sheet, chart.line, sheet.room.top - AXIS / 2)
    draw_thin(sheet, chart.line, thin or ())
    if claims is not None:
        draw_counts(sheet, chart.line, claims, chart.foot + COUNTS_ROOM - 4, "claims")
    for spell in sorted(spells, key=lambda spell: spell.look is not None):
        _draw(chart, spell)
    labels, left_out = label(chart, spells)
    starts = {spell.label: chart.at(spell, spell.present[-1]) for spell in spells}
    return close_sheet(sheet, chart.foot, labels, starts, left_out)


def _entries(spells: Sequence[Spell], thin: Sequence[bool] | None, lower: bool, style: Style) -> list[Entry]:
    focus = sorted((spell for spell in spells if spell.look), key=lambda spell: LOOKS.index(spell.look or LOOKS[0]))
    plain = Look(CONTEXT, FAINT, "circle", SOLID)
    entries = [line_entry(spell.label, spell.look, style, width=3, point=3.2) for spell in focus if spell.look]
    if len(focus) < len(spells):
        entries.append(line_entry("Other actors" if focus else "Rank of an actor", plain, style, point=2.4))
    if any(spell.bounds(at) != (spell.rank(at),) * 2 for spell in focus for at in spell.present):
        entries.append(cell_entry("90 % evidence interval", LOOKS[0].colour, opacity=BAND))
    entries += [hatch_entry(THIN, style)] if any(thin or ()) else []
    dotted = Look(style.neutral, FAINT, "circle", (0, (1, 2)))
    return entries + ([line_entry(f"Ranks below {DEEPEST}", dotted, style, width=1)] if lower else [])


def _draw(chart: Chart, spell: Spell) -> None:
    page, style, look, line = chart.sheet.page, chart.sheet.style, spell.look, chart.line
    colour, wide = (look.colour, 3.0) if look else (CONTEXT, 1.0 if line.crowded else 1.7)
    name = f"actor-{spell.label}" if look else None
    for run in spell.runs:
        points = [chart.at(spell, at) for at in run]
        if look:
            _draw_band(chart, spell, run)
        if len(run) > 1:
            dashes = look.dashes if look else SOLID
            over = 3.0 if look else 2.0
            stroke(page, steps(points), colour, wide, dashes=dashes, casing=style.paper, layer=over, name=name)
        every = 1 if not line.crowded else max(1, round(70 / line.step)) if look else 10**9
        for place, (at, point) in enumerate(zip(run, points, strict=True)):
            if len(run) == 1 or at % every == 0 or (look and place in (0, len(run) - 1)):
                shape, radius = (look.shape, 4.0) if look else ("circle", 2.6)
                dot(page, point, radius, shape, colour, style, layer=4.2 if look else 4.0)


def _draw_band(chart: Chart, spell: Spell, run: Sequence[int]) -> None:
    """The evidence interval of a run; a bar where the run is a single time."""
    page, xs = chart.sheet.page, chart.line.places
    colour = spell.look.colour if spell.look else CONTEXT
    highs = [(xs[at], chart.height(spell.bounds(at)[0])) for at in run]
    lows = [(xs[at], chart.height(spell.bounds(at)[1])) for at in run]
    if len(run) > 1:
        fill(page, between(steps(highs), steps(lows)), colour, opacity=BAND, layer=1.2)
        for edge in (highs, lows):
            stroke(page, steps(edge), colour, 0.4, layer=1.3)
    else:
        (x, top), (_, bottom) = highs[0], lows[0]
        cell(page, Box(x - 5, bottom, x + 5, top), colour, opacity=BAND, layer=1.2)
