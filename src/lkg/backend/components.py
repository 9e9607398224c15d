"""What hangs together, as networkx tells it.

The sets of `strongly_connected_components` are left to networkx: it yields them in the order in which its search comes
upon them, and other functions of it build on that order, which sorted rows do not keep.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from lkg import kernels
from lkg.backend.converted import Node
from lkg.backend.graphs import Reading, reading

Component = set[Node]


def connected_components(G: Any) -> Iterator[Component]:  # noqa: N803
    """Sets of nodes that paths join, in the order of their first nodes.

    >>> import networkx as nx
    >>> list(nx.connected_components(nx.Graph([(1, 2), (3, 4), (2, 5)]), backend="lkg"))
    [{1, 2, 5}, {3, 4}]
    """
    graph = reading(G)
    yield from _components(graph, kernels.weak_components(graph.distinct()))


def number_connected_components(G: Any) -> int:  # noqa: N803
    """How many sets of nodes hang together."""
    return _number(kernels.weak_components(reading(G).distinct()))


def is_connected(G: Any) -> bool:  # noqa: N803
    """Whether paths join all nodes; NetworkXPointlessConcept without nodes."""
    return _one(kernels.weak_components(reading(G).distinct()))


def node_connected_component(G: Any, n: Node) -> Component:  # noqa: N803
    """The nodes that paths join with one; KeyError if it is not there."""
    graph = reading(G)
    labels = kernels.weak_components(graph.distinct())
    return {graph.nodes[node] for node in np.flatnonzero(labels == labels[graph.index[n]]).tolist()}


def number_strongly_connected_components(G: Any) -> int:  # noqa: N803
    """How many sets of nodes reach one another.

    >>> from lkg.networks import Network
    >>> number_strongly_connected_components(Network.from_arrays(["a", "b", "c"], [0, 1, 1], [1, 0, 2]))
    2
    """
    return _number(kernels.strong_components(reading(G).distinct()))


def is_strongly_connected(G: Any) -> bool:  # noqa: N803
    """Whether every node reaches every other; NetworkXPointlessConcept without nodes."""
    return _one(kernels.strong_components(reading(G).distinct()))


# in rows that hold out-neighbours alone, networkx's two notions are one kernel
weakly_connected_components = connected_components
number_weakly_connected_components = number_connected_components
is_weakly_connected = is_connected


def _components(graph: Reading, labels: NDArray[Any]) -> Iterator[Component]:
    """The kernels number components by their first nodes."""
    order = np.argsort(labels, kind="stable")
    for part in np.split(order, np.flatnonzero(np.diff(labels[order])) + 1)[: len(labels)]:
        yield {graph.nodes[node] for node in part.tolist()}


def _number(labels: NDArray[Any]) -> int:
    return int(labels.max(initial=-1)) + 1


def _one(labels: NDArray[Any]) -> bool:
    if not len(labels):
        raise nx.NetworkXPointlessConcept("Connectivity is undefined for the null graph.")
    return not labels.any()
