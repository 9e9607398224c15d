"""Pictures drawn anew from their receipts; what a receipt does not hold of a drawing can be said again."""

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
class Choices:
    """What was said to `lkg draw` and stands in no receipt."""

    title: str = ""
    labels: int | None = None
    """so many actors of a network are labelled"""
    actor: str = ""
    """whose curve a picture of `robust` shows"""
    grid: str = ""
    """whose lens intervals stand around the ranks of a picture of `robust`"""


AS_LKG_DOES = Choices()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture made anew, and the numbers behind it in words."""

    content: bytes
    behind: str


def picture(graph: Graph, receipt: Receipt, suffix: str, choices: Choices = AS_LKG_DOES) -> Drawn:
    """The picture of a receipt, drawn anew; equal data and choices give equal bytes where equal versions draw.

    Raises Misuse for a finding that has no picture, or needs more than is said, and Stale for another graph.
    """
    finding = receipt["finding"]
    if finding not in DRAWN:
        raise Misuse(f"A picture of {finding!r} cannot be drawn from its receipt. It can be of: {', '.join(DRAWN)}.")
    if finding == "robust" and not choices.actor:
        raise Misuse(
            "Whose curve this picture of `robust` shows, its receipt does not say. Name the actor: --actor NAME."
        )
    find = repeating.network_of if finding in OF_NETWORK else repeating.derive
    found = find(graph, receipt)
    drawn = DRAWN[finding](graph, found, receipt, choices)
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


def _network(graph: Graph, found: Any, receipt: Receipt, choices: Choices) -> Picture:
    return pictures.network(found, title=choices.title, labels=choices.labels)


def _matrix(graph: Graph, found: Any, receipt: Receipt, choices: Choices) -> Picture:
    given = receipt["parameters"]
    return charts.blocs(found, given["by"], unplaced=given["unplaced"], title=choices.title)


def _path(graph: Graph, found: Any, receipt: Receipt, choices: Choices) -> Picture:
    return pictures.path(found, title=choices.title)


def _rank(graph: Graph, found: Any, receipt: Receipt, choices: Choices) -> Picture:
    given = receipt["parameters"]
    over = (
        robust(found.net, given["by"], grid=choices.grid, weighted=given["weighted"], draws=0) if choices.grid else None
    )
    return charts.standing(found, over, title=choices.title)


def _curve(graph: Graph, found: Any, receipt: Receipt, choices: Choices) -> Picture:
    net = repeating.network_of(graph, receipt)
    return charts.specification(found, graph.actor(choices.actor), net, title=choices.title)


def _trajectory(graph: Graph, found: Any, receipt: Receipt, choices: Choices) -> Picture:
    return charts.trajectory(found, title=choices.title, every=receipt["parameters"]["every"])


def _balance(graph: Graph, found: Any, receipt: Receipt, choices: Choices) -> Picture:
    return charts.balance(found, title=choices.title, every=receipt["parameters"]["every"])


DRAWN: Mapping[str, Callable[[Graph, Any, Receipt, Choices], Picture]] = {
    "network": _network,
    "matrix": _matrix,
    "path": _path,
    "rank": _rank,
    "robust": _curve,
    "trajectory": _trajectory,
    "balance-over-time": _balance,
}
"""findings whose pictures can be drawn from the receipt, and from what is said beside it"""
