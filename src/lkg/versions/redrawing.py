"""Pictures drawn anew from their receipts, which say what was found and what was chosen for the drawing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from lkg.analysis.doubts import repeating
from lkg.analysis.doubts.robustness import robust
from lkg.errors import Misuse
from lkg.graphs import Graph
from lkg.networks import Network
from lkg.reports import charts, pictures
from lkg.reports.pictures import Picture

SUFFIXES = (".svg", ".png", ".pdf")
MAKERS = ("lkg-graph", "matplotlib", "numpy", "networkx", "scipy")
"""distributions whose versions decide on the bytes of a picture"""
OF_NETWORK = ("network", "matrix")
"""pictures of a network itself, and not of what was found out about it"""
Receipt = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture made anew, and the numbers behind it in words."""

    content: bytes
    behind: str


def picture(graph: Graph, receipt: Receipt, suffix: str) -> Drawn:
    """The picture of a receipt, drawn anew; equal data and choices give equal bytes where equal versions draw.

    Raises Misuse for a finding that has no picture, or does not say enough, and Stale for another graph.
    """
    finding = receipt["finding"]
    if finding not in DRAWN:
        raise Misuse(f"A picture of {finding!r} cannot be drawn from its receipt. It can be of: {', '.join(DRAWN)}.")
    find = repeating.network_of if finding in OF_NETWORK else repeating.derive
    found = find(graph, receipt)
    drawn = DRAWN[finding](graph, found, receipt, receipt.get("picture") or {})
    return Drawn(drawn.figure.render(suffix, receipt), _words(found))


def made_with() -> dict[str, str]:
    """The versions that decide on the bytes of a picture."""
    return {name: found for name in MAKERS if (found := _version(name))}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _words(found: Any) -> str:
    if isinstance(found, Network):
        return found.words()
    return f"{found.title}, {len(found)} rows" if hasattr(found, "title") else repr(found)


def _network(graph: Graph, found: Any, receipt: Receipt, chosen: Receipt) -> Picture:
    return pictures.network(found, title=chosen.get("title", ""), labels=chosen.get("labels"))


def _matrix(graph: Graph, found: Any, receipt: Receipt, chosen: Receipt) -> Picture:
    given = receipt["parameters"]
    return charts.blocs(found, given["by"], unplaced=given["unplaced"], title=chosen.get("title", ""))


def _path(graph: Graph, found: Any, receipt: Receipt, chosen: Receipt) -> Picture:
    return pictures.path(found, title=chosen.get("title", ""), number=chosen.get("number", 0))


def _rank(graph: Graph, found: Any, receipt: Receipt, chosen: Receipt) -> Picture:
    given, grid = receipt["parameters"], chosen.get("grid")
    over = None
    if grid:
        tried = repeating.grid_of(graph, grid)
        # the ego is taken out for a ranking, and not for the lenses around it
        net = repeating.network_of(graph, receipt)
        over = robust(net, given["by"], grid=tried, weighted=given["weighted"], draws=0)
    return charts.standing(found, over, title=chosen.get("title", ""), rows=chosen.get("rows", charts.ROWS))


def _curve(graph: Graph, found: Any, receipt: Receipt, chosen: Receipt) -> Picture:
    if "actor" not in chosen:
        raise Misuse("The receipt does not say whose curve this is. Another lkg wrote it, or it was edited.")
    net = repeating.network_of(graph, receipt)
    return charts.specification(found, graph.actor(chosen["actor"]), net, title=chosen.get("title", ""))


def _trajectory(graph: Graph, found: Any, receipt: Receipt, chosen: Receipt) -> Picture:
    every, focus = receipt["parameters"]["every"], chosen.get("focus", ())
    return charts.trajectory(found, focus=focus, title=chosen.get("title", ""), every=every)


def _balance(graph: Graph, found: Any, receipt: Receipt, chosen: Receipt) -> Picture:
    return charts.balance(found, title=chosen.get("title", ""), every=receipt["parameters"]["every"])


DRAWN: Mapping[str, Callable[[Graph, Any, Receipt, Receipt], Picture]] = {
    "network": _network,
    "matrix": _matrix,
    "path": _path,
    "rank": _rank,
    "robust": _curve,
    "trajectory": _trajectory,
    "balance-over-time": _balance,
}
"""findings whose pictures can be drawn from the receipt"""
