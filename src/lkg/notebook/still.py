"""The network as a plain picture for where no script runs: the places, inks and marks of the viewer, as SVG."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from math import hypot
from typing import Any

from lkg.figures.marks import CORNERS
from lkg.figures.style import MARKS, OTHER, PRINT
from lkg.notebook.names import Name, names

Facts = Mapping[str, Any]
Point = tuple[float, float]
MARGIN, HEAD = 40.0, 44.0
BEND = 10.0  # points between ties of the same two actors
SLANTED = ("Policy", "Dispute", "Event")
FONT = "system-ui, 'Segoe UI', Helvetica, Arial, sans-serif"


def still(network: Facts) -> str:
    """A document of the viewer as SVG, with headline, receipt, and a sentence on what is left out.

    >>> actor = {"id": "a", "label": "A", "group": "State", "contested": False, "x": 0, "y": 0, "size": 5, "rank": 0}
    >>> one = {"nodes": [actor], "ties": [], "heading": "One", "words": "all", "note": "", "receipt": None}
    >>> still(one).count("<circle")
    1
    """
    nodes = network["nodes"]
    left, right = (pick((node["x"] for node in nodes), default=0.0) for pick in (min, max))
    low, high = (pick((node["y"] for node in nodes), default=0.0) for pick in (min, max))
    wide, tall = right - left + 2 * MARGIN, high - low + 2 * MARGIN + HEAD
    at = {node["id"]: (node["x"] - left + MARGIN, high - node["y"] + MARGIN + HEAD) for node in nodes}
    parts = (
        *_head(network, wide, tall),
        *_ties(network, at),
        *_marks(nodes, at),
        *_names(names(nodes, at, wide, tall)),
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {tall:.0f}" width="{wide:.0f}" '
        f'height="{tall:.0f}" style="max-width:100%;height:auto" font-family="{FONT}">{"".join(parts)}</svg>'
    )


def _head(network: Facts, wide: float, tall: float) -> Iterator[str]:
    yield f"<title>{escape(network['heading'])}</title><desc>{escape(network['words'])}</desc>"
    yield f"<metadata>{escape(json.dumps(network['receipt']))}</metadata>"
    yield f'<rect width="{wide:.0f}" height="{tall:.0f}" fill="{PRINT.paper}"/>'
    yield f'<text x="12" y="20" font-size="15" font-weight="700" fill="{PRINT.ink}">{escape(network["heading"])}</text>'
    words = " · ".join(filter(None, (network["words"], network["note"])))
    yield f'<text x="12" y="36" font-size="10" fill="{PRINT.mute}">{escape(_fitting(words, wide))}</text>'


def _fitting(words: str, wide: float) -> str:
    most = int(wide / 5.8)
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def _ties(network: Facts, at: Mapping[str, Point]) -> Iterator[str]:
    """Grouped by their ink and dashes; conflict lies on top."""
    alike: dict[tuple[int, str], list[str]] = defaultdict(list)
    sizes = {node["id"]: node["size"] for node in network["nodes"]}
    ties = network["ties"]
    most = max((tie["weight"] for tie in ties), default=1.0) or 1.0
    for tie, bend in _bent(ties):
        dashes = "0.6 2.6" if tie["via"] else "4.2 2.2" if tie["alleged"] else ""
        width = 0.7 + 1.6 * (tie["weight"] / most) ** 0.5
        alike[tie["sign"], dashes].append(_tie(tie, bend, at, sizes, width))
    shade = min(1.0, max(0.35, (600 / max(len(ties), 1)) ** 0.5)) * 0.75
    for sign, dashes in sorted(alike, reverse=True):
        dashed = f' stroke-dasharray="{dashes}" stroke-linecap="round"' if dashes else ""
        ink = PRINT.colour(sign)
        lines = "".join(alike[sign, dashes])
        yield f'<g stroke="{ink}" fill="none" opacity="{shade:.2f}"{dashed}>{lines}</g>'


def _bent(ties: Iterable[Facts]) -> Iterator[tuple[Facts, float]]:
    """Every tie with how far it bends to its left, so that those of the same two actors lie side by side."""
    beside: dict[tuple[str, ...], list[Facts]] = defaultdict(list)
    for tie in ties:
        beside[tuple(sorted((tie["source"], tie["target"])))].append(tie)
    for (first, _), some in beside.items():
        for number, tie in enumerate(some):
            bend = (number - (len(some) - 1) / 2) * BEND
            yield tie, bend if tie["source"] == first else -bend


def _tie(tie: Facts, bend: float, at: Mapping[str, Point], sizes: Mapping[str, float], width: float) -> str:
    (x, y), (to_x, to_y) = at[tie["source"]], at[tie["target"]]
    far = hypot(to_x - x, to_y - y) or 1.0
    middle = ((x + to_x) / 2 + bend * (to_y - y) / far, (y + to_y) / 2 - bend * (to_x - x) / far)
    start = _short((x, y), middle, sizes[tie["source"]] + 1.5)
    end = _short((to_x, to_y), middle, sizes[tie["target"]] + 1.5)
    heads = _head_at(end, middle, tie["sign"]) + (_head_at(start, middle, tie["sign"]) if tie["symmetric"] else "")
    path = f'<path d="M{_at(start)}Q{_at(middle)} {_at(end)}{heads}" stroke-width="{width:.2f}"/>'
    if not tie["contested"]:
        return path
    cross = (start[0] / 4 + middle[0] / 2 + end[0] / 4 - 3, start[1] / 4 + middle[1] / 2 + end[1] / 4 - 3)
    return f'{path}<path d="M{_at(cross)}l6,6m0,-6l-6,6" stroke-width="1.4"/>'


def _short(end: Point, towards: Point, by: float) -> Point:
    far = hypot(towards[0] - end[0], towards[1] - end[1]) or 1.0
    return end[0] + (towards[0] - end[0]) / far * by, end[1] + (towards[1] - end[1]) / far * by


def _head_at(tip: Point, tail: Point, sign: int) -> str:
    """An arrow, or for conflict a bar across the end."""
    far = hypot(tip[0] - tail[0], tip[1] - tail[1]) or 1.0
    x, y = (tip[0] - tail[0]) / far, (tip[1] - tail[1]) / far
    back, aside = (0.0, 3.0) if sign < 0 else (4.5, 2.2)
    one = tip[0] - x * back - y * aside, tip[1] - y * back + x * aside
    other = tip[0] - x * back + y * aside, tip[1] - y * back - x * aside
    return f"M{_at(one)}L{_at(other)}" if sign < 0 else f"M{_at(one)}L{_at(tip)}L{_at(other)}"


def _marks(nodes: Iterable[Facts], at: Mapping[str, Point]) -> Iterator[str]:
    yield f'<g stroke="{PRINT.ink}" stroke-width="0.9">'
    for node in nodes:
        (x, y), size = at[node["id"]], node["size"]
        mark = MARKS.get(node["group"], OTHER)
        title = f"<title>{escape(node['label'])}</title>"
        if mark.shape == "circle":
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="{mark.fill}">{title}</circle>'
        else:
            points = " ".join(_at((x + size * dx, y - size * dy)) for dx, dy in CORNERS[mark.shape])
            yield f'<polygon points="{points}" fill="{mark.fill}">{title}</polygon>'
        if node["contested"]:
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size + 3:.1f}" fill="none" stroke-dasharray="2.6 1.6"/>'
    yield "</g>"


def _names(written: Iterable[Name]) -> Iterator[str]:
    halo = f'stroke="{PRINT.paper}" stroke-width="2.4" paint-order="stroke" stroke-linejoin="round"'
    yield f'<g fill="{PRINT.ink}" {halo}>'
    for name in written:
        slant = ' font-style="italic"' if name.group in SLANTED else ""
        weight = ' font-weight="700"' if name.bold else ""
        yield (
            f'<text x="{name.x:.1f}" y="{name.y:.1f}" font-size="{name.size}" text-anchor="{name.anchor}"'
            f"{slant}{weight}>{escape(name.text)}</text>"
        )
    yield "</g>"


def _at(point: Point) -> str:
    return f"{point[0]:.1f},{point[1]:.1f}"
