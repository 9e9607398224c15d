"""The network figure: actors as marks, ties as signed and bundled curves, everything labelled."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from lkg.figures import keys
from lkg.figures.bends import Terrain, bends, control, evenly
from lkg.figures.cores import readable
from lkg.figures.geometry import Box, Points
from lkg.figures.labels import AIR, Ground, Label, Placed, place
from lkg.figures.layout import layout
from lkg.figures.lettering import write
from lkg.figures.marks import draw_mark, reach
from lkg.figures.page import Entry, canvas_of, foot_room, footing, heading, legend, open_page
from lkg.figures.saving import Figure
from lkg.figures.scene import Scene, Size, compose
from lkg.figures.sketch import Line, as_graph, read
from lkg.figures.strokes import WIDTHS, Course, course, draw_line, width_classes
from lkg.figures.style import PRINT, Style


def network(
    net: Any,
    *,
    title: str = "",
    subtitle: str = "",
    source: str = "",
    size: Size = "degree",
    labels: int | None = None,
    highlight: Collection[Hashable] = (),
    unranked: Collection[Hashable] = (),
    bundle: bool = True,
    style: Style = PRINT,
    seed: int = 7,
    ax: Axes | None = None,
) -> Figure:
    """Draw any networkx graph, or what turns itself into one by `to_networkx()`, fit for print.

    Read from nodes: `label`, `group` (or `kind`) and `contested`; from ties: `sign`, `weight`, `derived`,
    `alleged`, `contested` and `symmetric`. All may be missing. Marks grow with the number of different
    partners ("degree") or with the numbers given; `labels` keeps the names of the so many largest; `unranked`
    actors (the ego of an ego-centred graph) are drawn pale. Parallel ties of one sign and direction make one
    curve unless `bundle` is off. Of more than 400 actors the densest core is drawn, and the subtitle says so.
    With `ax` the drawing covers those axes, at their present size. Raises EmptyNetwork.

    >>> import networkx
    >>> len(network(networkx.star_graph(3)).positions)
    4
    """
    graph, remark = readable(as_graph(net), highlight)
    scene = compose(read(graph, bundle=bundle), size, style, highlight, unranked)
    page, box = open_page(style, ax)
    below = heading(page, box, title, _sentences(subtitle, remark), style)
    below = legend(page, below, _entries(scene, size), style)
    frame = below._replace(bottom=box.bottom + foot_room(box, _notes(source, scene, 99), style))
    places = layout(scene.sketch.pairs, scene.sizes(), scene.outer, frame, seed=seed)
    wanted = [label for label in scene.labels() if labels is None or label.rank < labels]
    curved, placed, dropped = _settle(scene, places, wanted, frame)
    _draw(page, scene, places, curved, placed)
    footing(page, box, _notes(source, scene, len(dropped)), style)
    return Figure(
        canvas_of(page),
        positions={actor.node: (float(x), float(y)) for actor, (x, y) in zip(scene.sketch.actors, places, strict=True)},
        labels={scene.node(item.label.actor): item.box for item in placed},
        left_out=tuple(scene.node(label.actor) for label in dropped),
        dpi=style.dpi,
    )


def _sentences(subtitle: str, remark: str) -> str:
    joint = " " if subtitle.endswith((".", "!", "?", ":", ";")) else ". "
    return joint.join(filter(None, [subtitle, remark]))


def _notes(source: str, scene: Scene, dropped: int) -> str:
    """The source line, with what the drawing does not show."""
    loops = scene.sketch.loops
    notes = [source]
    notes += [f"{dropped} {'label' if dropped == 1 else 'labels'} left out"] if dropped else []
    notes += [f"{loops} {'tie' if loops == 1 else 'ties'} of an actor with itself not drawn"] if loops else []
    return "  •  ".join(filter(None, notes))


def _entries(scene: Scene, size: Size) -> list[Entry]:
    sketch, style = scene.sketch, scene.style
    fills = {scene.fill(at) for at in range(scene.count)}
    entries = keys.line_entries(sketch, style) + keys.mark_entries(sketch.actors, style)
    entries += keys.fill_entries(style.accent in fills, style.unranked in fills, style)
    entries += [keys.width_entry(style)] if len({line.weight for line in sketch.lines}) > 1 else []
    return entries + ([keys.size_entry("number of partners", style)] if size == "degree" and sketch.lines else [])


def _settle(
    scene: Scene, places: Points, wanted: Sequence[Label], frame: Box
) -> tuple[list[float], list[Placed], list[Label]]:
    """Bends and labels in turn: labels avoid the curves, then curves the labels, then labels once more."""
    lines, outer = scene.sketch.lines, scene.outer
    terrain = Terrain(places, outer, frame)
    draft = bends(lines, terrain)
    first, _left_out = place(wanted, Ground(places, outer, _on_curves(scene, places, draft), frame))
    boxes = np.array([item.box for item in first]).reshape(-1, 4)
    curved = bends(lines, replace(terrain, labels=boxes))
    return curved, *place(wanted, Ground(places, outer, _on_curves(scene, places, curved), frame))


def _on_curves(scene: Scene, places: Points, curved: Sequence[float]) -> Points:
    """Points on all lines; the cross of a denied tie must stay in sight, so its place counts many times."""
    drawn = [np.zeros((0, 2))]
    for line, bend in zip(scene.sketch.lines, curved, strict=True):
        points = evenly(places[line.source], places[line.target], bend)[2:-2]
        drawn += [points, np.repeat(points[len(points) // 2][None], 15 * line.contested, 0)]
    return np.concatenate(drawn)


def _draw(page: Axes, scene: Scene, places: Points, curved: Sequence[float], placed: Sequence[Placed]) -> None:
    _draw_lines(page, scene, places, curved)
    for at, (x, y) in enumerate(places.tolist()):
        radius, name = float(scene.radii[at]), f"actor-{_slug(scene.node(at))}"
        draw_mark(
            page, (x, y), radius, scene.mark(at), scene.style, fill=scene.fill(at), ring=scene.ring(at), name=name
        )
    for item in placed:
        if item.led:
            _lead(page, item, places[item.label.actor], scene)
        write_label(page, item, scene.style)


def _draw_lines(page: Axes, scene: Scene, places: Points, curved: Sequence[float]) -> None:
    """Thin lines first and conflict last, so that what matters lies on top."""
    lines = scene.sketch.lines
    classes = width_classes(np.array([line.weight for line in lines]))
    finer = float(np.clip((200 / max(len(lines), 1)) ** 0.3, 0.6, 1))
    for number in sorted(range(len(lines)), key=lambda number: (lines[number].sign < 0, classes[number], number)):
        line = lines[number]
        way = _course(scene, places, line, curved[number])
        name = f"tie-{_slug(scene.node(line.source))}-{_slug(scene.node(line.target))}-{number}"
        draw_line(page, [way], line, WIDTHS[classes[number]] * finer, scene.style, name=name)


def _course(scene: Scene, places: Points, line: Line, bend: float) -> Course:
    start, end = places[line.source], places[line.target]
    middle = control(start, end, bend)
    reaches = _reach(scene, line.source, middle - start), _reach(scene, line.target, middle - end)
    return course(start, end, bend, reaches)


def _reach(scene: Scene, at: int, towards: Points) -> float:
    return reach(scene.mark(at).shape, float(scene.outer[at]), (float(towards[0]), float(towards[1])))


def _slug(node: Hashable) -> str:
    return re.sub(r"[^0-9A-Za-z]+", "-", str(node)).strip("-")


def _lead(page: Axes, item: Placed, at: Points, scene: Scene) -> None:
    """A hairline from the mark to the nearest point of a label that lies apart."""
    near = np.clip(at, item.box[:2], item.box[2:])
    ahead = near - at
    start = at + ahead * (_reach(scene, item.label.actor, ahead) + 0.8) / max(float(np.hypot(*ahead)), 1e-9)
    for width, colour in ((1.8, scene.style.paper), (0.5, scene.style.ink)):
        page.plot(*np.array([start, near]).T, lw=width, color=colour, zorder=5, solid_capstyle="butt")


def write_label(page: Axes, item: Placed, style: Style) -> None:
    """The lines of a label in its box, with a halo of paper."""
    words = item.box.inset(AIR, AIR)
    ends = {"left": words.left, "right": words.right, "center": words.centre[0]}
    face = item.label.face
    write(page, (ends[item.align], words.top), item.label.lines, face, style.ink, align=item.align, halo=style.paper)
