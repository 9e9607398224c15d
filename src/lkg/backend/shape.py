"""Cores, triangles, structural holes and triads, as networkx defines them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from lkg import kernels
from lkg.backend.converted import Node
from lkg.backend.graphs import Reading, by_node, is_node, not_negative, reading, some
from lkg.kernels import Adjacency


def core_number(G: Any) -> dict[Node, int]:  # noqa: N803
    """The largest k of which every node has a k-core; NetworkXNotImplemented with loops.

    >>> import networkx as nx
    >>> nx.core_number(nx.Graph([(1, 2), (2, 3), (3, 1), (3, 4)]), backend="lkg")
    {1: 2, 2: 2, 3: 2, 4: 1}
    """
    graph = reading(G)
    if _loops(graph.distinct()).any():
        raise nx.NetworkXNotImplemented(
            "Input graph has self loops which is not permitted; "
            "Consider using G.remove_edges_from(nx.selfloop_edges(G))."
        )
    return by_node(graph, kernels.core_numbers(graph.distinct()))


def triangles(G: Any, nodes: Any = None) -> dict[Node, int] | int:  # noqa: N803
    """Triangles at every node, or at some; at one node as a number."""
    graph = reading(G)
    found: dict[Node, int] | int = _of(graph, kernels.triangles(graph.distinct()), nodes)
    return found


def clustering(G: Any, nodes: Any = None, weight: Any = None) -> dict[Node, float] | float:  # noqa: N803
    """Share of the triangles at every node, or at some, that could be there; at one node as a number.

    >>> import networkx as nx
    >>> round(nx.clustering(nx.Graph([(1, 2), (2, 3), (3, 1), (3, 4)]), 3, backend="lkg"), 2)
    0.33
    """
    graph = reading(G)
    found: dict[Node, float] | float = _of(graph, _clustering(graph, weight), nodes)
    return found


def average_clustering(
    G: Any,  # noqa: N803
    nodes: Any = None,
    weight: Any = None,
    count_zeros: bool = True,
) -> float:
    """Mean clustering of all nodes, or of some; without `count_zeros` of those that have any."""
    graph = reading(G)
    found = _clustering(graph, weight)[list(dict.fromkeys(some(graph, nodes)))].tolist()
    counted: list[float] = found if count_zeros else [value for value in found if value]
    return sum(counted) / len(counted)


def _clustering(graph: Reading, weight: Any) -> NDArray[np.float64]:
    return kernels.clustering(not_negative(graph.summed(weight)))


def transitivity(G: Any) -> float:  # noqa: N803
    """Share of the pairs of neighbours, over all nodes, that are neighbours themselves."""
    adjacency = reading(G).distinct()
    closed = 2 * int(kernels.triangles(adjacency).sum())
    others = np.diff(adjacency.starts) - np.bincount(adjacency.ends[_loops(adjacency)], minlength=adjacency.size)
    return closed / int((others.astype(np.int64) * (others - 1)).sum()) if closed else 0


def constraint(G: Any, nodes: Iterable[Node] | None = None, weight: Any = None) -> dict[Node, float]:  # noqa: N803
    """Burt's constraint of every node, or of some; NaN for an isolated one.

    >>> import networkx as nx
    >>> found = nx.constraint(nx.star_graph(2), backend="lkg")
    >>> found[0], found[1]
    (0.5, 1.0)
    """
    return _holes(kernels.constraint, reading(G), nodes, weight)


def effective_size(G: Any, nodes: Iterable[Node] | None = None, weight: Any = None) -> dict[Node, float]:  # noqa: N803
    """Burt's effective size of every node, or of some; NaN for an isolated one.

    Asked for all at once, networkx divides by the largest weight of the wrong node (up to 3.6.1 at least). This is the
    value that networkx gives node by node, which is Burt's.
    """
    return _holes(kernels.effective_size, reading(G), nodes, weight)


def _holes(
    measure: Callable[[Adjacency], NDArray[np.float64]], graph: Reading, nodes: Iterable[Node] | None, weight: Any
) -> dict[Node, float]:
    if nodes is None and not graph.nodes:
        raise nx.NetworkXError("Graph has no nodes or edges")
    adjacency = not_negative(graph.summed(weight))
    if nodes is None:
        return by_node(graph, measure(adjacency))
    if _loops(adjacency).any():
        raise NotImplementedError("networkx reads loops otherwise where nodes are given.")
    # asked for some nodes, networkx calls a node isolated already if no tie leaves it
    found = np.where(np.diff(adjacency.starts) > 0, measure(adjacency), np.nan)
    return {node: float(found[graph.index[node]]) for node in nodes}


def triadic_census(G: Any, nodelist: None = None) -> dict[str, int]:  # noqa: N803
    """How often each of the sixteen kinds of triad occurs.

    >>> from lkg.networks import Network
    >>> census = triadic_census(Network.from_arrays(["a", "b", "c"], [0, 1, 2], [1, 2, 0]))
    >>> {kind: count for kind, count in census.items() if count}
    {'030C': 1}
    """
    return kernels.triad_census(reading(G).distinct())


def _of(graph: Reading, values: NDArray[Any], nodes: Any) -> Any:
    if nodes is not None and is_node(graph, nodes):
        return values[graph.index[nodes]].item()
    return {graph.nodes[node]: values[node].item() for node in some(graph, nodes)}


def _loops(adjacency: Adjacency) -> NDArray[np.bool_]:
    """(m,) whether an entry joins a node with itself."""
    rows = np.repeat(np.arange(adjacency.size, dtype=np.int32), np.diff(adjacency.starts))
    found: NDArray[np.bool_] = rows == adjacency.ends
    return found
