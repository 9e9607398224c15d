"""The labels of a bump chart: names and ranks at both ends of the lines, none over another."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from lkg.figures.charts import broken, number, spread, tall
from lkg.figures.geometry import Box
from lkg.figures.inks import (
    Look,
    straight,
)
from lkg.figures.lettering import width
from lkg.figures.standings import FAINT, GAP, LOWER_LINES, Chart, Spell


def label(chart: Chart, spells: Sequence[Spell]) -> tuple[dict[Hashable, Box], list[Hashable]]:
    """Names and ranks at both ends; actors that are at neither end are named where they end, if there is room."""
    if chart.lowest is not None:
        _draw_lowest(chart, chart.lowest)
    final = len(chart.line.places) - 1
    ends = [(final, 1)] if final == 0 else [(0, -1), (final, 1)]
    labels: dict[Hashable, Box] = {}
    for at, side in ends:
        labels |= _end_labels(chart, [spell for spell in spells if spell.rank(at) is not None], at, side)
    inner: dict[Hashable, Box] = {}
    missing = [spell for spell in spells if spell.label not in labels]
    for spell in missing:
        box = _place_within(chart, spells, spell, [*inner.values()])
        if box:
            inner[spell.label] = box
    return labels | inner, [spell.label for spell in missing if spell.label not in inner]


def _draw_lowest(chart: Chart, y: float) -> None:
    plot, sheet = chart.line.plot, chart.sheet
    straight(sheet.page, (plot.left, y), (plot.right, y), sheet.style.neutral, 1.0, dashes=(0, (1, 2)))
    sheet.say((plot.left + 4, y - 10), ["lower"], sheet.small, sheet.style.mute, halo=True)


def _end_labels(chart: Chart, spells: Sequence[Spell], at: int, side: int) -> dict[Hashable, Box]:
    sheet, plot = chart.sheet, chart.line.plot
    # from the bottom, so that the focus comes first among equals
    ranked = sorted(spells, key=lambda spell: (-(spell.rank(at) or 0), spell.look is None, spell.label))
    upper = [spell for spell in ranked if (spell.rank(at) or 0) <= chart.scale.high or chart.lowest is None]
    blocks = [broken(spell.label, sheet.strong, chart.limit) for spell in upper]
    heights = [tall(lines, sheet.strong) for lines in blocks]
    wanted = [chart.at(spell, at)[1] for spell in upper]
    middles = spread(wanted, heights, plot.bottom - 4, plot.top + 4)
    found: dict[Hashable, Box] = {}
    for spell, lines, y in zip(upper, blocks, middles, strict=True):
        found[spell.label] = _write(chart, spell, lines, at, (side, y))
    return found | _lower_labels(chart, [spell for spell in ranked if spell not in upper], at, side)


def _lower_labels(chart: Chart, spells: Sequence[Spell], at: int, side: int) -> dict[Hashable, Box]:
    """Actors below the last rank, one under the other; those that find no line are counted."""
    ordered = sorted(spells, key=lambda spell: (spell.look is None, spell.rank(at), spell.label))
    shown = ordered if len(ordered) <= LOWER_LINES else ordered[: LOWER_LINES - 1]
    face, y = chart.sheet.strong, chart.lowest or 0.0
    found: dict[Hashable, Box] = {}
    for spell in shown:
        line = broken(spell.label, face, chart.limit, 1)
        found[spell.label] = _write(chart, spell, line, at, (side, y))
        y -= face.leading
    hidden = ordered[len(shown) :]
    if hidden:
        box = _say(chart, [f"and {len(hidden)} more"], side, y)
        found |= {spell.label: box for spell in hidden}
    return found


def _write(chart: Chart, spell: Spell, lines: Sequence[str], at: int, where: tuple[int, float]) -> Box:
    side, y = where
    sheet, plot = chart.sheet, chart.line.plot
    face = sheet.strong if spell.look else sheet.label
    colour = spell.look.text if spell.look else FAINT
    edge = plot.right + GAP + chart.numbers if side > 0 else plot.left - GAP
    sheet.say((edge, y), [number(spell.rank(at) or 0)], face, colour, align="right")
    return _say(chart, lines, side, y, bold=spell.look)


def _say(chart: Chart, lines: Sequence[str], side: int, y: float, bold: Look | None = None) -> Box:
    sheet, plot = chart.sheet, chart.line.plot
    face, colour = (sheet.strong, bold.text) if bold else (sheet.label, FAINT)
    gap = 2 * GAP + chart.numbers
    x = plot.right + gap if side > 0 else plot.left - gap
    return sheet.say((x, y), lines, face, colour, align="left" if side > 0 else "right")


def _place_within(chart: Chart, spells: Sequence[Spell], spell: Spell, taken: Sequence[Box]) -> Box | None:
    """Write a name over or under the actor's last point, where it meets the fewest points of lines; None if nowhere."""
    sheet, plot, at = chart.sheet, chart.line.plot, spell.present[-1]
    face = sheet.strong if spell.look else sheet.label
    text = broken(spell.label, face, chart.limit, 1)
    (x, y), half = chart.at(spell, at), width(text[0], face) / 2
    x = min(max(x, plot.left + half), plot.right - half)
    others = [chart.at(other, time) for other in spells for time in other.present]
    high = tall(text, face) / 2
    spots: list[tuple[int, int, float]] = []
    for middle in (y + high + 5, y - high - 5, y + 2 * high + 14, y - 2 * high - 14):
        box = Box(x - half, middle - high, x + half, middle + high)
        met = sum(Box(a - 3, b - 3, a + 3, b + 3).overlaps(box) for a, b in others)
        if box.within(plot) and not any(box.overlaps(other) for other in taken):
            spots.append((met, len(spots), middle))
    if not spots:
        return None
    colour = spell.look.text if spell.look else FAINT
    return sheet.say((x, min(spots)[2]), text, face, colour, align="center", halo=True)
