"""Centrality by shortest paths and by degree, as networkx defines it."""

from __future__ import annotations

import math
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lkg import kernels
from lkg.backend.converted import Converted, Node
from lkg.backend.graphs import Reading, by_node, place, reading, some
from lkg.backend.lengths import all_positive, backward, lengths_from
from lkg.kernels import Adjacency


def betweenness_centrality(
    G: Any,  # noqa: N803
    k: int | None = None,
    normalized: bool = True,
    weight: Any = None,
    endpoints: bool = False,
    seed: Random | None = None,
) -> dict[Node, float]:
    """Share of shortest paths through every node; from `k` nodes drawn as networkx draws them.

    >>> import networkx as nx
    >>> nx.betweenness_centrality(nx.path_graph(3), backend="lkg")
    {0: 0.0, 1: 1.0, 2: 0.0}
    """
    graph = reading(G)
    adjacency = all_positive(graph.shortest(weight))
    k = None if k == adjacency.size else k
    sources = _sample(adjacency.size, k, seed)
    sums = kernels.betweenness(adjacency, sources=sources, endpoints=endpoints)
    of_source, of_other = _scales(adjacency.size, k, normalized, adjacency.directed, endpoints)
    scale = np.full(adjacency.size, of_other)
    scale[sources if sources is not None else slice(0)] = of_source
    return by_node(graph, sums * scale)


def edge_betweenness_centrality(
    G: Converted,  # noqa: N803
    k: int | None = None,
    normalized: bool = True,
    weight: Any = None,
    seed: Random | None = None,
) -> dict[tuple[Node, Node], float]:
    """Share of shortest paths over every edge; the edges are those of `G.edges`."""
    adjacency = all_positive(G.shortest(weight))
    sums = kernels.edge_betweenness(adjacency, sources=_sample(adjacency.size, k, seed))
    found = sums[_entries(adjacency, G.tails, G.heads)]
    if not adjacency.directed:
        # a loop is on no shortest path: its sum is 0 both ways
        found = found + sums[_entries(adjacency, G.heads, G.tails)]
    scale, _ = _scales(adjacency.size, k, normalized, adjacency.directed, True)
    ends = ((G.nodes[tail], G.nodes[head]) for tail, head in zip(G.tails.tolist(), G.heads.tolist(), strict=True))
    return dict(zip(ends, (found * scale).tolist(), strict=True))


def _entries(adjacency: Adjacency, tails: NDArray[np.int32], heads: NDArray[np.int32]) -> NDArray[np.int64]:
    """Where each pair stands in the rows, which are sorted."""
    size = np.int64(adjacency.size)
    rows = np.repeat(np.arange(size), np.diff(adjacency.starts))
    return np.searchsorted(rows * size + adjacency.ends, tails * size + heads)


def _sample(size: int, k: int | None, seed: Random | None) -> NDArray[np.int32] | None:
    if k is None or seed is None:
        return None
    return np.array(seed.sample(range(size), k), np.int32)


def _scales(size: int, k: int | None, normalized: bool, directed: bool, endpoints: bool) -> tuple[float, float]:
    """What to multiply the sums of sources and of other nodes with.

    An undirected pair was counted in both directions. A source is no end of its own paths unless `endpoints`: it is
    seen from one source fewer than other nodes are. Raises ZeroDivisionError for k = 0, as networkx does.
    """
    others = size if endpoints else size - 1
    if others < 2:
        return 1.0, 1.0

    def scale(seen_from: int) -> float:
        return 1 / (seen_from * (others - 1)) if normalized else others / (seen_from * (1 if directed else 2))

    if k is None or endpoints:
        both = scale(others if k is None else k)
        return both, both
    return (scale(k - 1) if k > 1 else math.nan), scale(k)


def closeness_centrality(
    G: Any,  # noqa: N803
    u: Node | None = None,
    distance: Any = None,
    wf_improved: bool = True,
    *,
    sp: None = None,
) -> dict[Node, float] | float:
    """One over the mean distance of those who reach a node, times their share unless `wf_improved` is false.

    >>> import networkx as nx
    >>> nx.closeness_centrality(nx.star_graph(2), backend="lkg")[0]
    1.0
    """
    graph = reading(G)
    adjacency = graph.shortest(distance)
    if u is not None:
        start = place(graph, u, "Source {} is not in G")
        found = lengths_from(backward(adjacency), start)
        near = found[np.isfinite(found)]
        reached, total = np.array([near.size - 1]), near.sum(keepdims=True)
        return float(_closeness(reached, total, adjacency.size, wf_improved)[0])
    reached, distances, _ = kernels.distance_sums(all_positive(adjacency))
    return by_node(graph, _closeness(reached, distances, adjacency.size, wf_improved))


def _closeness(reached: NDArray[Any], distances: NDArray[Any], size: int, improved: bool) -> NDArray[np.float64]:
    found = np.zeros(len(reached))
    np.divide(reached, distances, out=found, where=distances > 0)
    return found * (reached / (size - 1)) if improved and size > 1 else found


def harmonic_centrality(
    G: Any,  # noqa: N803
    nbunch: Any = None,
    distance: Any = None,
    sources: Any = None,
) -> dict[Node, float]:
    """Sum of one over the distance from every node, or from `sources`, to every node, or to `nbunch`.

    >>> from lkg.networks import Network
    >>> harmonic_centrality(Network.from_arrays(["a", "b", "c"], [0, 1], [1, 2]))
    {'a': 0.0, 'b': 1.0, 'c': 1.5}
    """
    graph = reading(G)
    adjacency = graph.shortest(distance)
    if nbunch is None and sources is None:
        return by_node(graph, kernels.distance_sums(all_positive(adjacency))[2])
    ends, begins = sorted(set(some(graph, nbunch))), sorted(set(some(graph, sources)))
    if len(ends) < len(begins):
        found = [float(_inverse(lengths_from(backward(adjacency), end))[begins].sum()) for end in ends]
    else:
        found = sum((_inverse(lengths_from(adjacency, begin)) for begin in begins), np.zeros(adjacency.size))[
            ends
        ].tolist()
    return {graph.nodes[end]: value for end, value in zip(ends, found, strict=True)}


def _inverse(lengths: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.divide(1, lengths, out=np.zeros(len(lengths)), where=lengths > 0)


def degree_centrality(G: Any) -> dict[Node, float]:  # noqa: N803
    """Ties of every node by the number of the other nodes.

    >>> from lkg.networks import Network
    >>> degree_centrality(Network.from_arrays(["a", "b", "c"], [0, 0], [1, 2]))
    {'a': 1.0, 'b': 0.5, 'c': 0.5}
    """
    graph = reading(G)
    leaving, entering = graph.counts()
    return _shares(graph, leaving + entering)


def in_degree_centrality(G: Any) -> dict[Node, float]:  # noqa: N803
    """Ties that enter every node by the number of the other nodes."""
    graph = reading(G)
    return _shares(graph, graph.counts()[1])


def out_degree_centrality(G: Any) -> dict[Node, float]:  # noqa: N803
    """Ties that leave every node by the number of the other nodes."""
    graph = reading(G)
    return _shares(graph, graph.counts()[0])


def _shares(graph: Reading, counts: NDArray[np.int64]) -> dict[Node, float]:
    if len(counts) <= 1:
        return dict.fromkeys(graph.nodes, 1)
    return by_node(graph, counts * (1.0 / (len(counts) - 1.0)))
