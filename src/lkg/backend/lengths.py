"""Lengths of shortest paths, and one of them, as networkx gives them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from lkg import kernels
from lkg.backend.components import is_connected, is_strongly_connected
from lkg.backend.converted import Node
from lkg.backend.graphs import Reading, place, reading
from lkg.kernels import Adjacency

Lengths = dict[Node, Any]
Real = NDArray[np.float64]


def single_source_shortest_path_length(G: Any, source: Node, cutoff: float | None = None) -> Lengths:  # noqa: N803
    """Number of ties from a node to every node that it reaches, the near ones first.

    >>> from lkg.networks import Network
    >>> single_source_shortest_path_length(Network.from_arrays(["a", "b", "c"], [0, 1], [1, 2]), "a")
    {'a': 0, 'b': 1, 'c': 2}
    """
    graph = reading(G)
    start = place(graph, source, "Source {} is not in G")
    return _told(graph, lengths_from(graph.distinct(), start), cutoff, True)


def single_target_shortest_path_length(G: Any, target: Node, cutoff: float | None = None) -> Lengths:  # noqa: N803
    """Number of ties to a node from every node that reaches it, the near ones first."""
    graph = reading(G)
    end = place(graph, target, "Target {} is not in G")
    return _told(graph, lengths_from(backward(graph.distinct()), end), cutoff, True)


def all_pairs_shortest_path_length(
    G: Any,  # noqa: N803
    cutoff: float | None = None,
) -> Iterator[tuple[Node, Lengths]]:
    """Every node with the number of ties to all that it reaches, one after another."""
    graph = reading(G)
    for start, node in enumerate(graph.nodes):
        yield node, _told(graph, lengths_from(graph.distinct(), start), cutoff, True)


def single_source_dijkstra_path_length(
    G: Any,  # noqa: N803
    source: Node,
    cutoff: float | None = None,
    weight: Any = "weight",
) -> Lengths:
    """Length of the shortest path from a node to every node that it reaches, the near ones first."""
    graph = reading(G)
    start = place(graph, source, "Node {} not found in graph")
    return _weighted(graph, graph.shortest(weight), start, cutoff, weight)


def all_pairs_dijkstra_path_length(
    G: Any,  # noqa: N803
    cutoff: float | None = None,
    weight: Any = "weight",
) -> Iterator[tuple[Node, Lengths]]:
    """Every node with the length of the shortest path to all that it reaches, one after another."""
    graph = reading(G)
    for start, node in enumerate(graph.nodes):
        yield node, _weighted(graph, graph.shortest(weight), start, cutoff, weight)


def dijkstra_path_length(G: Any, source: Node, target: Node, weight: Any = "weight") -> Any:  # noqa: N803
    """Length of the shortest path from one node to another; NetworkXNoPath where there is none.

    >>> from lkg.networks import Network
    >>> dijkstra_path_length(Network.from_arrays(["a", "b", "c"], [0, 1, 0], [1, 2, 2], weights=[1, 1, 5]), "a", "c")
    2.0
    """
    graph = reading(G)
    start = place(graph, source, "Node {} not found in graph")
    if source == target:
        return 0
    found = _weighted(graph, graph.shortest(weight), start, None, weight)
    if target not in found:
        raise nx.NetworkXNoPath(f"Node {target} not reachable from {source}")
    return found[target]


def bidirectional_shortest_path(G: Any, source: Node, target: Node) -> list[Node]:  # noqa: N803
    """One shortest path by number of ties, searched from both ends; NetworkXNoPath where there is none.

    >>> from lkg.networks import Network
    >>> bidirectional_shortest_path(Network.from_arrays(["a", "b", "c"], [0, 1], [1, 2]), "a", "c")
    ['a', 'b', 'c']
    """
    graph = reading(G)
    start, end = place(graph, source, "Source {} is not in G"), place(graph, target, "Target {} is not in G")
    found = kernels.between(graph.distinct(), start, end)
    if found is None:
        raise nx.NetworkXNoPath(f"No path between {source} and {target}.")
    return [graph.nodes[node] for node in found]


def has_path(G: Any, source: Node, target: Node) -> bool:  # noqa: N803
    """Whether a path leads from one node to another."""
    try:
        bidirectional_shortest_path(G, source, target)
    except nx.NetworkXNoPath:
        return False
    return True


def shortest_path_length(
    G: Any,  # noqa: N803
    source: Node | None = None,
    target: Node | None = None,
    weight: Any = None,
    method: str = "dijkstra",
) -> Any:
    """Length of the shortest paths from a source, to a target, between both, or of all.

    >>> from lkg.networks import Network
    >>> net = Network.from_arrays(["a", "b", "c"], [0, 1], [1, 2])
    >>> shortest_path_length(net, "a", "c"), shortest_path_length(net, target="c")
    (2, {'c': 0, 'b': 1, 'a': 2})
    """
    steps = weight is None
    if source is None and target is None:
        return all_pairs_shortest_path_length(G) if steps else all_pairs_dijkstra_path_length(G, None, weight)
    if source is None:
        return single_target_shortest_path_length(G, target) if steps else _to(reading(G), target, weight)
    if target is None:
        return single_source_dijkstra_path_length(G, source, None, weight)
    if steps:
        return len(bidirectional_shortest_path(G, source, target)) - 1
    return dijkstra_path_length(G, source, target, weight)


def average_shortest_path_length(G: Any, weight: Any = None, method: str | None = None) -> float:  # noqa: N803
    """Mean length of the shortest paths between all pairs of a graph that hangs together."""
    graph = reading(G)
    size = len(graph.nodes)
    if size == 0:
        raise nx.NetworkXPointlessConcept("the null graph has no paths, thus there is no average shortest path length")
    if size == 1:
        return 0
    if not (is_strongly_connected(G) if graph.directed else is_connected(G)):
        raise nx.NetworkXError(f"Graph is not {'strongly ' if graph.directed else ''}connected.")
    adjacency = all_positive(graph.shortest(weight))
    return float(kernels.distance_sums(adjacency)[1].sum()) / (size * (size - 1))


def _to(graph: Reading, target: Node, weight: Any) -> Lengths:
    end = place(graph, target, "Node {} not found in graph")
    return _weighted(graph, backward(graph.shortest(weight)), end, None, weight)


def _weighted(graph: Reading, adjacency: Adjacency, start: int, cutoff: float | None, weight: Any) -> Lengths:
    return _told(graph, lengths_from(adjacency, start), cutoff, weight is None or graph.is_whole(weight))


def _told(graph: Reading, lengths: Real, cutoff: float | None, whole: bool) -> Lengths:
    """Node → length, the near ones first as networkx finds them."""
    there = np.flatnonzero(lengths <= cutoff if cutoff is not None else np.isfinite(lengths))
    there = there[np.argsort(lengths[there], kind="stable")]
    found = lengths[there].astype(np.int64) if whole else lengths[there]
    return {graph.nodes[node]: length for node, length in zip(there.tolist(), found.tolist(), strict=True)}


def lengths_from(adjacency: Adjacency, start: int) -> Real:
    """(n,) lengths of the shortest paths from a node; infinite where there is none.

    Raises NotImplementedError for a length below 0: whether networkx refuses it hangs on the order of its search.
    """
    if adjacency.values is not None:
        if (adjacency.values < 0).any():
            raise NotImplementedError("A length is below 0.")
        return kernels.dijkstra(adjacency, start)
    found = kernels.distances(adjacency, start)
    return np.where(found < 0, np.inf, found)


def all_positive(adjacency: Adjacency) -> Adjacency:
    """The same; NotImplementedError for a length that is not above 0, of which networkx promises nothing."""
    if adjacency.values is not None and (adjacency.values <= 0).any():
        raise NotImplementedError("A length is not above 0.")
    return adjacency


def backward(adjacency: Adjacency) -> Adjacency:
    """The same ties, followed from head to tail."""
    if not adjacency.directed:
        return adjacency
    starts, ends, _ = adjacency.into
    return Adjacency(adjacency.size, True, starts, ends, adjacency.values_into)
