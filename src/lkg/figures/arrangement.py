"""Where the actors of a network lie, without drawing it: for those who draw elsewhere, such as a page in a browser."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from typing import Any, NamedTuple

from lkg.figures.cores import readable
from lkg.figures.geometry import Box
from lkg.figures.layout import layout
from lkg.figures.scene import compose
from lkg.figures.sketch import as_graph, read
from lkg.figures.style import PRINT, Style

POINTS = 72  # an inch
HEAD, FOOT = 76.0, 20.0  # points that title and key, and the source line, take of a page


class Standing(NamedTuple):
    """Where an actor lies and how large it is, in points from the lower left of the page."""

    x: float
    y: float
    radius: float
    rank: int
    """0 for the most important, by which labels give way to one another"""


def arrangement(
    net: Any,
    *,
    unranked: Collection[Hashable] = (),
    draft: bool = False,
    whole: bool = False,
    style: Style = PRINT,
    seed: int = 7,
) -> tuple[dict[Hashable, Standing], str]:
    """The standing of every actor that a figure of this network would show, and a sentence on those left out.

    A draft comes in a tenth of the time. `whole` gives all actors a place, also of a network that no page can hold:
    on a screen one can look closer. Raises EmptyNetwork.

    >>> import networkx
    >>> standing, remark = arrangement(networkx.star_graph(3), draft=True)
    >>> standing[0].rank, remark
    (0, '')
    """
    graph, remark = (as_graph(net), "") if whole else readable(as_graph(net))
    scene = compose(read(graph), "degree", style, (), unranked)
    margin = style.margin * POINTS
    frame = Box(margin, margin + FOOT, style.width * POINTS - margin, style.height * POINTS - margin - HEAD)
    places = layout(scene.sketch.pairs, scene.sizes(), scene.outer, frame, seed=seed, draft=draft)
    rank = {at: number for number, at in enumerate(scene.order)}
    return {
        scene.node(at): Standing(float(x), float(y), float(scene.radii[at]), rank[at])
        for at, (x, y) in enumerate(places)
    }, remark
