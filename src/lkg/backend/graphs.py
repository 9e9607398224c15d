"""What the functions read of a graph: a network as it stands, a graph of networkx converted once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from lkg.backend.converted import Converted, Node, of_ties
from lkg.kernels import Adjacency
from lkg.networks import Network


class Reading(Protocol):
    """A graph as the functions see it."""

    @property
    def nodes(self) -> Sequence[Node]: ...
    @property
    def index(self) -> Mapping[Node, int]: ...
    @property
    def directed(self) -> bool: ...

    def distinct(self) -> Adjacency:
        """Every pair once, without values."""

    def summed(self, weight: Any) -> Adjacency:
        """Parallel ties summed; without a weight every tie counts 1."""

    def shortest(self, weight: Any) -> Adjacency:
        """Of parallel ties the shortest; without a weight the same as `distinct`."""

    def is_whole(self, weight: Any) -> bool:
        """Whether all weights are whole numbers, which sums then are too."""

    def counts(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """(n,) ties that leave, and that enter, every node; parallel ones each."""


@dataclass(frozen=True, eq=False)
class OfNetwork:
    """A Network: its own arrays, nothing converted, unless a question is of every single tie."""

    network: Network
    directed: bool = True
    _ties: dict[Any, Converted] = field(default_factory=dict)

    @property
    def nodes(self) -> Sequence[Node]:
        """The actors in their order."""
        return self.network.nodes

    @cached_property
    def index(self) -> Mapping[Node, int]:
        """Actor → its number."""
        return {actor: number for number, actor in enumerate(self.nodes)}

    def distinct(self) -> Adjacency:
        """Every pair once, without values."""
        return self.network.adjacency(None)

    def summed(self, weight: Any) -> Adjacency:
        """Parallel ties summed; without a weight every tie counts 1."""
        if weight is None:
            return self._by_tie(None).summed(None)
        return self.network.adjacency(weight)

    def shortest(self, weight: Any) -> Adjacency:
        """Of parallel ties the shortest; without a weight the same as `distinct`."""
        summed: Adjacency = self.network.adjacency(weight)
        if weight is None or len(summed.ends) == len(self.network.ties):
            return summed
        return self._by_tie(weight).shortest(weight)

    def is_whole(self, weight: Any) -> bool:
        """Numbers of ties are real ones."""
        return False

    def counts(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """(n,) ties that leave, and that enter, every actor; parallel ones each."""
        return self._by_tie(None).counts()

    def _by_tie(self, weight: Any) -> Converted:
        if weight not in self._ties:
            tails, heads, values = self.network.ends_and_numbers(weight)
            self._ties[weight] = of_ties(self.nodes, self.index, tails, heads, {weight: values})
        return self._ties[weight]


def reading(graph: Any) -> Reading:
    """The arrays of a network, or of a graph that is converted already.

    >>> reading(Network.from_arrays(["a", "b"], [0, 0], [1, 1])).summed(None).values.tolist()
    [2.0]
    """
    return graph if isinstance(graph, Converted) else OfNetwork(graph)


def place(graph: Reading, node: Any, words: str) -> int:
    """The number of a node; NodeNotFound in networkx's words where there is none, or no node could be so called."""
    try:
        return graph.index[node]
    except (KeyError, TypeError) as error:
        raise nx.NodeNotFound(words.format(node)) from error


def some(graph: Reading, nodes: Any) -> Iterator[int]:
    """The numbers of those nodes that are there: all for None, else one node or many.

    >>> graph = reading(Network.from_arrays(["a", "b", "c"], [0], [1]))
    >>> list(some(graph, None)), list(some(graph, "b")), list(some(graph, ["c", "x"]))
    ([0, 1, 2], [1], [2])
    """
    if nodes is None:
        yield from range(len(graph.nodes))
    elif is_node(graph, nodes):
        yield graph.index[nodes]
    elif isinstance(nodes, Iterable):
        yield from (graph.index[node] for node in nodes if is_node(graph, node))
    else:
        raise nx.NetworkXError("nbunch is not a node or a sequence of nodes.")


def is_node(graph: Reading, given: Any) -> bool:
    """Whether this is one node of the graph rather than a collection of them."""
    try:
        return given in graph.index
    except TypeError:
        return False


def by_node(graph: Reading, values: NDArray[Any]) -> dict[Node, Any]:
    """Node → value, as plain numbers of Python, which networkx promises."""
    return dict(zip(graph.nodes, values.tolist(), strict=True))


def not_negative(adjacency: Adjacency) -> Adjacency:
    """The same; NotImplementedError for a weight below 0, to which only networkx gives a meaning."""
    if adjacency.values is not None and (adjacency.values < 0).any():
        raise NotImplementedError("A weight is below 0.")
    return adjacency
