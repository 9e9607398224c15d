"""Simple paths of any networkx graph: the same search, but without claims."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from lkg.analysis.paths import search
from lkg.analysis.paths.hops import Hop, Path
from lkg.errors import Misuse, NoPath

if TYPE_CHECKING:
    import networkx as nx


def simple_paths(
    graph: nx.Graph,
    start: Any,
    end: Any,
    *,
    via: Iterable[Any] = (),
    k: int = 3,
    by: str = "hops",
    probability: str = "probability",
) -> tuple[Path, ...]:
    """The k best simple paths of a networkx graph, multigraphs included, through the stations `via` in their order.

    The hops have no claims. Each has the probability that one of its parallel edges is there, the edges' attribute
    `probability` (1 where it is missing) taken as independent; a path has their product. A directed graph is
    followed along its arrows, and nobody is barred. Raises Misuse for a node that the graph does not have or a
    probability outside 0 to 1, NoPath if there is no path.

    >>> import networkx as nx
    >>> paths = simple_paths(nx.MultiGraph([("a", "b"), ("a", "b"), ("b", "c")]), "a", "c")
    >>> [path.actors for path in paths]
    [('a', 'b', 'c')]
    """
    if by not in ("hops", "reliability"):
        raise Misuse(f"by = {by!r} is not possible on a graph without claims. Use hops or reliability.")
    names = list(graph)
    number = {name: i for i, name in enumerate(names)}
    stations = _numbers(number, (start, *via, end))
    chance = _chances(graph, number, probability)

    def step(a: int, b: int, ends: bool) -> search.Cost | None:
        if (a, b) not in chance:
            return None
        doubt = -math.log(max(chance[a, b], 1e-12))
        return (0.0, 1.0, doubt) if by == "hops" else (0.0, doubt, 1.0)

    try:
        found = list(search.best_paths(_neighbours(chance), stations, step, most=k))
    except search.GivenUp:
        raise NoPath("The search was given up: too many chains to compare. Name stations with `via`.") from None
    if not found:
        raise NoPath(f"No path {' – '.join(str(names[n]) for n in stations)} in this graph.")
    return tuple(_path(nodes, names, chance) for nodes in found)


def _numbers(number: dict[Any, int], stations: tuple[Any, ...]) -> list[int]:
    for name in stations:
        if name not in number:
            raise Misuse(f"The graph has no node {name!r}.")
        if stations.count(name) > 1:
            raise Misuse(f"{name} stands twice among the stations. A path visits every node once.")
    return [number[name] for name in stations]


def _chances(graph: nx.Graph, number: dict[Any, int], attribute: str) -> dict[tuple[int, int], float]:
    """Ordered pair → the probability that one of its edges is there."""
    missing: dict[tuple[int, int], float] = {}
    for a, b, p in graph.edges(data=attribute, default=1.0):
        if not 0 <= p <= 1:
            raise Misuse(f"The edge {a} – {b} has {attribute} {p}. A probability lies between 0 and 1.")
        for pair in {(a, b)} if graph.is_directed() else {(a, b), (b, a)}:
            key = number[pair[0]], number[pair[1]]
            missing[key] = missing.get(key, 1.0) * (1 - p)
    return {pair: 1 - none for pair, none in missing.items() if pair[0] != pair[1]}


def _neighbours(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for a, b in pairs:
        found.setdefault(a, set()).add(b)
        found.setdefault(b, set()).add(a)
    return found


def _path(nodes: tuple[int, ...], names: list[Any], chance: dict[tuple[int, int], float]) -> Path:
    hops = tuple(
        Hop(names[a], names[b], "", "both" if (b, a) in chance else "forward", (), chance[a, b], None, None)
        for a, b in itertools.pairwise(nodes)
    )
    return Path(hops, math.prod(hop.probability for hop in hops), None)
