"""The signed matrix: who works with and against whom, names in blocks."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, radians, sin

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb

from lkg.errors import EmptyNetwork, Misuse
from lkg.figures.charts import MINUS, Sheet, broken, close_sheet, number, open_sheet, trim
from lkg.figures.geometry import Box
from lkg.figures.inks import cell, cell_entry, cells, straight
from lkg.figures.lettering import CAP, DESCENT, Face, properties, size, width, write
from lkg.figures.letters import legible
from lkg.figures.page import POINTS, Entry
from lkg.figures.saving import Figure
from lkg.figures.style import PRINT, Style

MOST = 40  # names
# degrees by which the names of columns rise, points that a name takes at most, least side of a cell
TURNS = ((58.0, 130.0, 9.0), (90.0, 100.0, 7.4))
WIDEST = 26.0  # side of a cell
FEW = 20  # names whose cells hold numbers on any page
WORDED = 15.0  # side from which on a cell holds its number
EMPTY, SELF = "#F4F6F7", "#DDE2E5"
STOPS = ("#7F1D05", "#B8350F", "#E9A58C", "#F4F6F7", "#9CCBE4", "#3A93C8", "#12507A")

Weights = Mapping[tuple[Hashable, Hashable], float]


@dataclass(frozen=True, slots=True)
class Grid:
    """The place of the cells, the names along both sides, and which block each belongs to."""

    names: tuple[Hashable, ...]
    blocks: tuple[tuple[str, int], ...]
    left: float
    top: float
    side: float
    turn: float
    words: Mapping[Hashable, str]

    @property
    def right(self) -> float:
        """Where the last column ends."""
        return self.left + self.side * len(self.names)

    @property
    def bottom(self) -> float:
        """Where the last row ends."""
        return self.top - self.side * len(self.names)

    def box(self, row: int, column: int) -> Box:
        """The cell of a pair."""
        x, y = self.left + column * self.side, self.top - row * self.side
        return Box(x, y - self.side, x + self.side, y).inset(0.5, 0.5)


def matrix(
    weights: Weights,
    *,
    blocks: Mapping[str, Sequence[Hashable]],
    labels: Mapping[Hashable, str] | None = None,
    directed: bool = True,
    title: str = "",
    subtitle: str = "",
    source: str = "",
    style: Style = PRINT,
    ax: Axes | None = None,
) -> Figure:
    """Draw net signed weights between names that stand in blocks: rows act, columns are acted on.

    `weights` gives a number for each pair (row, column), above zero for cooperation, below for conflict; zero and
    missing pairs stay empty. `blocks` lists the names of each group in their order, `labels` their words. With
    `directed=False` each weight counts for both ways. Of more than 40 names those with the most weight are drawn.
    In grey, conflict is told by a minus in its cell. Raises EmptyNetwork without names or weights, Misuse for
    names in several blocks or in none.

    >>> figure = matrix({("China", "Lithuania"): -6}, blocks={"East": ["China"], "Baltic": ["Lithuania"]})
    >>> list(figure.labels)
    ['China', 'Lithuania']
    """
    named = [name for some in blocks.values() for name in some]
    if not named or not any(weights.values()):
        raise EmptyNetwork("There is no matrix to draw: no name, or no weight other than zero.")
    _check(weights, named)
    both = {(b, a): value for (a, b), value in weights.items()} if not directed else {}
    known = {pair: float(value) for pair, value in (both | dict(weights)).items() if value and pair[0] != pair[1]}
    kept = _heaviest(named, known)
    words = {name: str((labels or {}).get(name, name)) for name in kept}
    hidden = len(named) - len(kept)
    notes = [f"{hidden} more {'name' if hidden == 1 else 'names'} with less weight not drawn"] if hidden else []
    steep = max((abs(value) for (a, b), value in known.items() if {a, b} <= set(kept)), default=1.0)
    heading = title, _sentence(subtitle, directed), source
    least = (300.0, 80 + TURNS[-1][-1] * len(kept))
    entries = _entries(steep, len(kept) > FEW, style)
    sheet = open_sheet(heading, entries, style if ax else _narrow(style, len(kept)), ax, notes=notes, least=least)
    present = tuple((block, sum(name in words for name in some)) for block, some in blocks.items())
    grid = _layout(sheet, tuple(kept), tuple(pair for pair in present if pair[1]), words)
    _draw_cells(sheet, grid, known, steep)
    found = _draw_names(sheet, grid)
    _draw_blocks(sheet, grid)
    places = {name: grid.box(at, at).centre for at, name in enumerate(kept)}
    return close_sheet(sheet, grid.bottom, found, places)


def _check(weights: Weights, named: Sequence[Hashable]) -> None:
    twice = sorted({str(name) for name in named if named.count(name) > 1})
    if twice:
        raise Misuse(f"{', '.join(twice)} in more than one block. Give each name once.")
    strange = sorted({str(name) for pair in weights for name in pair} - {str(name) for name in named})
    if strange:
        raise Misuse(f"{', '.join(strange[:5])} in the weights but in no block. Add the name to a block.")


def _heaviest(named: Sequence[Hashable], weights: Weights) -> list[Hashable]:
    """All names, or the forty with the most weight, in the order of the blocks."""
    heavy = {name: sum(abs(value) for pair, value in weights.items() if name in pair) for name in named}
    best = set(sorted(named, key=lambda name: (-heavy[name], str(name)))[:MOST])
    return [name for name in named if name in best]


def _sentence(subtitle: str, directed: bool) -> str:
    reading = "Rows act, columns are acted on" if directed else "The same both ways"
    return (
        f"{subtitle.rstrip('.')}. {reading}; lines separate the blocks"
        if subtitle
        else f"{reading}; lines separate the blocks"
    )


def colour(share: float) -> str:
    """The colour of a net weight as a share of the greatest, from −1 (conflict) to 1 (cooperation).

    >>> colour(-1), colour(1)
    ('#7f1d05', '#12507a')
    """
    place = (min(max(share, -1.0), 1.0) + 1) / 2 * (len(STOPS) - 1)
    at = min(int(place), len(STOPS) - 2)
    one, other = np.array(to_rgb(STOPS[at])), np.array(to_rgb(STOPS[at + 1]))
    return to_hex(one + (place - at) * (other - one))


def _bold(share: float) -> float:
    """Weights near zero keep enough colour to be seen."""
    return float(np.sign(share)) * (0.22 + 0.78 * abs(share))


def _narrow(style: Style, count: int) -> Style:
    """A page no wider than the cells, the names and the legend need."""
    side = min(WIDEST, (style.height * POINTS - 190) / count)
    return replace(style, width=min(style.width, max(6.9, (count * side + 320) / POINTS)))


def _entries(steep: float, small: bool, style: Style) -> list[Entry]:
    face = Face(style.fonts, style.text_size - 0.6)
    most = number(float(f"{steep:.2g}"))
    lead, wide = width(f"Conflict {MINUS}{most}", face) + 6, 90

    def draw(page: Axes, at: tuple[float, float]) -> None:
        left = at[0] - (lead + wide) / 2
        write(page, (left, at[1] + 0.48 * face.size), [f"Conflict {MINUS}{most}"], face, style.ink)
        for step in range(60):
            x = left + lead + wide * step / 60
            cell(page, Box(x, at[1] - 4, x + wide / 60 + 0.1, at[1] + 4), colour(_bold((step + 0.5) / 30 - 1)))

    def dash(page: Axes, at: tuple[float, float]) -> None:
        cell(page, Box(at[0] - 4, at[1] - 4, at[0] + 4, at[1] + 4), STOPS[2])
        straight(page, (at[0] - 2.4, at[1]), (at[0] + 2.4, at[1]), style.ink, 1.1, layer=2)

    entries = [Entry(f"+{most} cooperation", draw, lead + wide)]
    entries += [Entry("Conflict, in small cells", dash, 9)] if small else []
    return [*entries, cell_entry("None, or even", EMPTY, wide=9), cell_entry("Itself", SELF, wide=9)]


def _layout(
    sheet: Sheet, names: tuple[Hashable, ...], blocks: tuple[tuple[str, int], ...], words: Mapping[Hashable, str]
) -> Grid:
    """As large as the room allows; the names of columns lean to the right and need room there too."""
    room, face, side = sheet.room, sheet.small, 0.0
    beside = max(width(line, sheet.strong) for block, _ in blocks for line in broken(block, sheet.strong, 110, 3))
    for turn, limit, least in TURNS:
        short = {name: trim(words[name], face, limit) for name in names}
        longest = max(width(text, face) for text in short.values())
        above = longest * sin(radians(turn)) + face.size
        wide = room.width - longest - max(longest * cos(radians(turn)), beside + 14) - 10
        side = min(WIDEST, (room.height - above - 6) / len(names), wide / len(names))
        if side >= least:
            return Grid(names, blocks, room.left + longest + 8, room.top - above, side, turn, short)
    raise Misuse(f"{len(names)} names leave {side:.1f} points a cell. Give larger axes, or fewer names.")


def _draw_cells(sheet: Sheet, grid: Grid, weights: Weights, steep: float) -> None:
    boxes: dict[str, list[Box]] = {}
    for row, actor in enumerate(grid.names):
        for column, other in enumerate(grid.names):
            box, value = grid.box(row, column), weights.get((actor, other), 0.0)
            shade = colour(_bold(value / steep)) if value else SELF if row == column else EMPTY
            boxes.setdefault(shade, []).append(box)
            if value:
                _mark(sheet, box, value, shade)
    cells(sheet.page, boxes, layer=1.0)


def _mark(sheet: Sheet, box: Box, value: float, shade: str) -> None:
    """The number in a cell that holds it; else a dash for conflict, which stands out in grey too."""
    dark = float(np.dot(to_rgb(shade), [0.299, 0.587, 0.114])) < 0.56
    ink, (x, y) = sheet.style.paper if dark else sheet.style.ink, box.centre
    said = f"{'+' if value > 0 else ''}{number(float(f'{value:.2g}'))}"
    if box.width >= WORDED and width(said, sheet.small) < box.width:
        sheet.say((x, y), [said], sheet.small, ink, align="center")
    elif value < 0:
        half = 0.28 * box.width
        straight(sheet.page, (x - half, y), (x + half, y), ink, 1.1, layer=2)


def _draw_names(sheet: Sheet, grid: Grid) -> dict[Hashable, Box]:
    face, found = sheet.small, {}
    drop = (CAP - DESCENT) / 2 * face.size * sin(radians(grid.turn))  # the middle of the letters, not their foot
    for at, name in enumerate(grid.names):
        shown, fonts = legible(grid.words[name], face.fonts)
        box, text = grid.box(at, at), grid.words[name]
        found[name] = sheet.say((grid.left - 5, box.centre[1]), [text], face, sheet.style.ink, align="right")
        sheet.page.text(
            box.centre[0] + drop,
            grid.top + 5,
            shown,
            fontproperties=properties(face._replace(fonts=fonts)),
            color=sheet.style.ink,
            rotation=grid.turn,
            rotation_mode="anchor",
            ha="left",
            va="baseline",
            zorder=6,
            parse_math=False,
            usetex=False,
        )
    return found


def _draw_blocks(sheet: Sheet, grid: Grid) -> None:
    """Lines between the blocks, and their names at the right where their rows have room for them."""
    first, ink = 0, sheet.style.ink
    for block, count in grid.blocks:
        if first:
            x, y = grid.left + first * grid.side, grid.top - first * grid.side
            straight(sheet.page, (grid.left, y), (grid.right, y), ink, 1.0, layer=3)
            straight(sheet.page, (x, grid.top), (x, grid.bottom), ink, 1.0, layer=3)
        high = count * grid.side
        most = max(1, min(3, int((high + 2) / sheet.strong.leading)))
        face = sheet.strong if size([block], sheet.strong)[1] <= high else sheet.small._replace(weight="bold")
        y = grid.top - first * grid.side - high / 2
        sheet.say(
            (grid.right + 8, y), broken(block, face, sheet.box.right - grid.right - 12, most), face, sheet.style.soft
        )
        first += count
