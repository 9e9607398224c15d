"""Ranks over time read for drawing: which actors have a line, and where on the page each rank lies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lkg.errors import EmptyNetwork, Misuse
from lkg.figures.charts import LABEL_ROOM, Scale, Sheet, broken, number
from lkg.figures.geometry import Box
from lkg.figures.hops import field
from lkg.figures.inks import LOOKS, Look
from lkg.figures.lettering import width
from lkg.figures.timeline import COUNTS_ROOM, Timeline, timeline
from lkg.figures.traces import runs

DRAWN = 12  # actors
DEEPEST = 12  # the last rank that has a line of its own
LOWER_LINES = 4  # labels that stand beneath one another where ranks are lower
GAP = 6.0  # points between the plot, ranks and names
AXIS = 16.0  # points that the words of the times take
FAINT = "#4F5D66"


@dataclass(frozen=True, slots=True)
class Spell:
    """One actor's points over all times, None where it has no rank, and how it is drawn if it is highlighted."""

    label: str
    points: tuple[Any | None, ...]
    look: Look | None

    def rank(self, at: int) -> float | None:
        """The rank at a time."""
        value = None if self.points[at] is None else field(self.points[at], "rank")
        return None if value is None else float(value)

    def bounds(self, at: int) -> tuple[float, float]:
        """The evidence interval of the rank; the rank itself where none is given."""
        rank = self.rank(at)
        return float(field(self.points[at], "rank_low", rank)), float(field(self.points[at], "rank_high", rank))

    @property
    def present(self) -> list[int]:
        """The times at which it has a rank."""
        return [at for at in range(len(self.points)) if self.rank(at) is not None]

    @property
    def runs(self) -> Iterator[list[int]]:
        """Times without a gap between them."""
        return runs([self.rank(at) for at in range(len(self.points))])


def chosen(series: Mapping[str, Sequence[Any]], focus: Sequence[str]) -> tuple[list[Spell], int]:
    """Those in focus and the best of the others, by mean rank where absence counts as the lowest of all."""
    for name in focus:
        if name not in series:
            raise Misuse(f"{name!r} is in focus but not among the actors: {', '.join(list(series)[:8])} …")
    if len(set(focus)) > len(LOOKS):
        raise Misuse(f"{len(set(focus))} actors are in focus. At most {len(LOOKS)} can be told apart in print.")
    looks = dict(zip(dict.fromkeys(focus), LOOKS, strict=False))
    spells = [Spell(name, tuple(points), looks.get(name)) for name, points in series.items()]
    ranked = [spell for spell in spells if spell.present]
    if not ranked:
        raise EmptyNetwork("There is no rank to draw: no actor has a rank at any time.")
    worst = 1 + max(spell.rank(at) or 0 for spell in ranked for at in spell.present)

    def standing(spell: Spell) -> tuple[bool, float, str]:
        ranks = [spell.rank(at) or worst for at in range(len(spell.points))]
        return spell.look is None, sum(ranks) / len(ranks), spell.label

    ranked.sort(key=standing)
    return ranked[:DRAWN], len(ranked[DRAWN:])


@dataclass(frozen=True, slots=True)
class Chart:
    sheet: Sheet
    line: Timeline
    scale: Scale
    lowest: float | None
    """where ranks below the last lie, if there are any"""
    foot: float
    numbers: float
    """width of the widest rank"""
    limit: float
    """width of a name at most"""

    def height(self, rank: float) -> float:
        """Where a rank lies."""
        if rank > self.scale.high:
            return self.scale.end - 7 if self.lowest is None else self.lowest
        return self.scale(rank)

    def at(self, spell: Spell, time: int) -> tuple[float, float]:
        """Where an actor stands at a time."""
        return self.line.places[time], self.height(spell.rank(time) or 0)


def lay_out(
    sheet: Sheet, spells: Sequence[Spell], times: Sequence[object], last: int, lower: bool, counted: bool
) -> Chart:
    """The plot between the labels at its two ends; a page of its own grows with the ranks shown."""
    room, bold = sheet.room, sheet.strong
    limit = min(LABEL_ROOM, room.width / 4)
    most = max(width(line, bold) for spell in spells for line in broken(spell.label, bold, limit))
    numbers = max(width(number(spell.rank(at) or 0), bold) for spell in spells for at in spell.present)
    side = most + numbers + 3 * GAP
    left = side if len(times) > 1 else 70.0
    right = room.right - side if len(times) > 1 else room.left + left + 140
    ends = [sum((spell.rank(at) or 0) > last for spell in spells) for at in (0, -1)] if lower else [0]
    hang = (min(max(ends), LOWER_LINES) - 1) * bold.leading
    beneath = (COUNTS_ROOM if counted else 0) + max(hang, 2)
    high = room.height - AXIS - 4 - beneath
    rows = last + (1 if lower else 0)
    high = min(high, 34.0 * rows) if sheet.own else high
    top = room.top - AXIS - 4
    step = high / rows
    first, bottom = top - step / 2, top - high
    floor = bottom + 0.5 * step if lower else None
    end = bottom + (1.5 if lower else 0.5) * step
    plot = Box(room.left + left, bottom, right, top)
    # with a single rank both ends of the scale are one and the same
    scale = Scale(1, max(last, 1 + 1e-9), first, end)
    return Chart(sheet, timeline(times, plot), scale, floor, bottom - beneath, numbers, limit)
