"""What hangs together, as networkx tells it."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import TopologicalSorter
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from lkg import kernels
from lkg.backend.converted import Node
from lkg.backend.graphs import Reading, reading
from lkg.kernels import Adjacency

Component = set[Node]


def connected_components(G: Any) -> Iterator[Component]:  # noqa: N803
    """Sets of nodes that paths join, in the order of their first nodes."""
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


def strongly_connected_components(G: Any) -> Iterator[Component]:  # noqa: N803
    """Sets of nodes that reach one another; a set comes after those that it leads to, as in networkx."""
    graph = reading(G)
    labels = kernels.strong_components(graph.distinct())
    sets = list(_components(graph, labels))
    yield from (sets[number] for number in _sinks_first(graph.distinct(), labels))


def number_strongly_connected_components(G: Any) -> int:  # noqa: N803
    """How many sets of nodes reach one another."""
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


def _sinks_first(adjacency: Adjacency, labels: NDArray[Any]) -> Iterator[int]:
    tails, heads = np.repeat(labels, np.diff(adjacency.starts)), labels[adjacency.ends]
    between = np.unique(np.stack([tails, heads], axis=1)[tails != heads], axis=0).tolist()
    order = TopologicalSorter[int](dict.fromkeys(range(_number(labels)), ()))
    for tail, head in between:
        order.add(tail, head)
    return iter(order.static_order())


def _number(labels: NDArray[Any]) -> int:
    return int(labels.max(initial=-1)) + 1


def _one(labels: NDArray[Any]) -> bool:
    if not len(labels):
        raise nx.NetworkXPointlessConcept("Connectivity is undefined for the null graph.")
    return not labels.any()
