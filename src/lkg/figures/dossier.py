"""The path figure: stations from left to right, and the dated claims that carry each hop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from lkg.figures import keys
from lkg.figures.geometry import Box
from lkg.figures.hops import Hop, Station, read_path
from lkg.figures.lanes import AIR, NEAR, Lane, Words, extent, lanes
from lkg.figures.lettering import Face, balance, size, write
from lkg.figures.marks import draw_mark, ring_width
from lkg.figures.page import POINTS, Entry, canvas_of, cut_page, foot_room, footing, heading, legend, open_page
from lkg.figures.saving import Figure
from lkg.figures.sketch import Actor, Line, Sketch
from lkg.figures.style import MARKS, OTHER, PRINT, Style
from lkg.figures.tracks import End, draw_arc, draw_track

RADIUS = 15.0
ROW_HOPS = 4  # hops up to which a path stays in one row
LONGEST = 270.0  # points between stations, at most
SIDE = 54.0  # points from the edge of the page to the first station
LABEL_ROOM = 84.0  # width of a station's label
BETWEEN = 26.0  # points between rows


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a station stands, and the box of its label."""

    name: str
    x: float
    y: float
    label: Box


@dataclass(frozen=True, slots=True)
class Row:
    """Hops that stand in one row, with the lanes of each and the labels of their stations."""

    stations: Sequence[Station]
    hops: Sequence[Hop]
    lanes: Sequence[list[Lane]]
    labels: Sequence[list[str]]
    up: float
    down: float


def path(path: Any, *, title: str = "", subtitle: str = "", source: str = "", style: Style = PRINT) -> Figure:
    """Draw a path: `hops` with `from`, `to`, their `_label` and `_group`, `claims` and `claims_total`.

    Each claim is an arrow from the one who acts to the one acted on, with its date and words: `direction`
    ("forward", "backward", or "both": no head), `polarity`, `when_label`, `relation_label`, `source_label`,
    `contested`. Four claims a hop are shown, the others counted. A path of more than four hops takes two rows.
    The subtitle says that a path is read in either direction. Mappings and objects with attributes do. Raises
    EmptyNetwork for a path without hops, or with a hop that no claim carries.

    >>> claim = {"direction": "backward", "polarity": 1, "when_label": "Jan 2022", "relation_label": "invests in"}
    >>> hop = {"from": "lt", "to": "tw", "from_label": "Lithuania", "to_label": "Taiwan", "claims": [claim]}
    >>> list(path({"hops": [hop]}).positions)
    ['lt', 'tw']
    """
    stations, hops = read_path(path)
    page, box = open_page(style)
    below = heading(page, box, title, _reading(stations, hops, subtitle), style)
    below = legend(page, below, _entries(stations, hops, style), style)
    step = min(LONGEST, (box.width - 2 * SIDE) / max(last - first for first, last in cuts(len(hops))))
    rows = [_row(stations[first : last + 1], hops[first:last], step, style) for first, last in cuts(len(hops))]
    foot, spots = below.top - 10, []
    for number, row in enumerate(rows):
        spots += _draw_row(page, row, _columns(box, step, row, number), foot - row.up, style)
        _continue(page, spots[-1] if number < len(rows) - 1 else None, style, 1)
        _continue(page, spots[-len(row.stations)] if number else None, style, -1)
        foot -= row.up + row.down + BETWEEN
    foot -= foot_room(box, source, style) - BETWEEN + 8
    footing(page, box._replace(bottom=foot), source, style)
    bottom = foot - style.margin * POINTS
    cut_page(page, bottom)
    return Figure(
        canvas_of(page),
        positions={spot.name: (spot.x, spot.y - bottom) for spot in spots},
        labels={spot.name: spot.label.raised(-bottom) for spot in spots},
        dpi=style.dpi,
    )


def cuts(count: int) -> list[tuple[int, int]]:
    """First and last stations of each row; a row begins where the one before it ends.

    >>> cuts(3), cuts(5), cuts(6)
    ([(0, 3)], [(0, 3), (3, 5)], [(0, 3), (3, 6)])
    """
    rows = ceil(count / ROW_HOPS)
    each = ceil(count / rows)
    return [(first, min(first + each, count)) for first in range(0, count, each)]


def _reading(stations: Sequence[Station], hops: Sequence[Hop], subtitle: str) -> str:
    way = " – ".join(station.label for station in stations)
    reading = (
        f"{way}, read in either direction; each arrow is one dated claim, from the one who acts to the one acted on"
    )
    if any(claim.direction == "both" for hop in hops for claim in hop.claims):
        reading += "; a line without a head holds both ways"
    return f"{subtitle.rstrip('.')}. {reading}" if subtitle else reading


def _entries(stations: Sequence[Station], hops: Sequence[Hop], style: Style) -> list[Entry]:
    claims = [claim for hop in hops for claim in hop.claims]
    lines = tuple(Line(0, 1, sign=claim.polarity, contested=claim.contested, alleged=claim.alleged) for claim in claims)
    actors = tuple(Actor(station.name, station.label, station.group, station.contested) for station in stations)
    sketch = Sketch(actors, lines, signed=True)
    return keys.line_entries(sketch, style) + keys.mark_entries(actors, style)


def _row(stations: Sequence[Station], hops: Sequence[Hop], step: float, style: Style) -> Row:
    """Lanes for each hop, and how far the row reaches above and below its middle line."""
    face = _label_face(style)
    labels = [balance(station.label, face, LABEL_ROOM) for station in stations]
    wide = [size(lines, face)[0] for lines in labels]
    upper = step - 2 * (RADIUS + 8)
    found = [
        lanes(hop, (upper, min(upper, step - (wide[at] + wide[at + 1]) / 2 - 12)), style) for at, hop in enumerate(hops)
    ]
    reaches = [extent(some) for some in found]
    more = [AIR + style.note_size if hop.more else 0.0 for hop in hops]
    up = max(RADIUS + 4, *(above for above, _ in reaches))
    down = max(below + extra for (_, below), extra in zip(reaches, more, strict=True))
    return Row(stations, hops, found, labels, up, max(down, RADIUS + 4 + max(size(lines, face)[1] for lines in labels)))


def _label_face(style: Style) -> Face:
    return Face(style.fonts, style.text_size + 0.8, "bold")


def _columns(box: Box, step: float, row: Row, number: int) -> list[float]:
    """Where stations stand across; a first row in the middle, a second one from the left."""
    wide = step * len(row.hops)
    start = box.left + SIDE if number else max(box.left + SIDE, box.centre[0] - wide / 2)
    return [start + step * at for at in range(len(row.stations))]


def _draw_row(page: Axes, row: Row, columns: Sequence[float], y: float, style: Style) -> list[Spot]:
    for at, found in enumerate(row.lanes):
        ends = [_end(row.stations[side], (columns[side], y)) for side in (at, at + 1)]
        for lane in found:
            draw = draw_track if lane.height > NEAR else draw_arc
            heads = "none" if lane.claim.direction == "both" else "target"
            line = Line(
                0, 1, sign=lane.claim.polarity, heads=heads, contested=lane.claim.contested, alleged=lane.claim.alleged
            )
            start, end = ends[::-1] if lane.claim.direction == "backward" else ends
            draw(page, line, start, end, height=lane.height, style=style)
            _write_words(page, lane.words, ((columns[at] + columns[at + 1]) / 2, y + lane.top), style)
        _count_more(page, row.hops[at], ((columns[at] + columns[at + 1]) / 2, y - extent(found)[1] - AIR), style)
    return [
        _draw_station(page, station, lines, (x, y), style)
        for station, lines, x in zip(row.stations, row.labels, columns, strict=True)
    ]


def _continue(page: Axes, spot: Spot | None, style: Style, side: int) -> None:
    """Dots beside a station at which a row breaks off or goes on."""
    if spot:
        face = Face(style.fonts, style.title_size, "bold")
        write(page, (spot.x + side * 2 * RADIUS, spot.y + face.size / 2), ["…"], face, style.mute, align="center")


def _end(station: Station, at: tuple[float, float]) -> End:
    mark = MARKS.get(station.group, OTHER)
    return End(np.array(at), mark, RADIUS + ring_width(mark.shape) * station.contested)


def _draw_station(page: Axes, station: Station, lines: list[str], at: tuple[float, float], style: Style) -> Spot:
    draw_mark(page, at, RADIUS, MARKS.get(station.group, OTHER), style, ring="dashed" if station.contested else None)
    face, top = _label_face(style), at[1] - RADIUS - 8
    write(page, (at[0], top), lines, face, style.ink, align="center", halo=style.paper)
    wide, high = size(lines, face)
    return Spot(station.name, *at, Box(at[0] - wide / 2, top - high, at[0] + wide / 2, top))


def _write_words(page: Axes, said: Words, at: tuple[float, float], style: Style) -> None:
    x, top = at
    for line, face, colour in said.lines:
        write(page, (x, top), [line], face, colour, align="center", halo=style.paper)
        top -= face.leading


def _count_more(page: Axes, hop: Hop, at: tuple[float, float], style: Style) -> None:
    if hop.more:
        words = f"+{hop.more} more {'claim' if hop.more == 1 else 'claims'}"
        write(page, at, [words], Face(style.fonts, style.note_size), style.mute, align="center")
