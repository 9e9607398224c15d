"""How many ties the nodes of a large graph have, and which of them hold together: degrees, cores and components."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from lkg.kernels.adjacency import Adjacency, Real, Whole


def degrees(adj: Adjacency, direction: Literal["out", "in", "both"] = "both", *, weighted: bool = False) -> Real:
    """The number of each node's ties, or the sum of their values, (n,).

    `both` adds out-ties and in-ties of a digraph; in an undirected graph a loop counts twice, as in networkx.

    >>> degrees(Adjacency.from_edges(3, [0, 0], [1, 2], directed=True), "in")
    array([0., 1., 1.])
    """
    values = adj.values if weighted else None
    tails = adj.tails
    if not adj.directed:
        return _tally(tails, values, adj.size) + _tally(*_loops(adj, tails, values), adj.size)
    found = np.zeros(adj.size)
    if direction != "in":
        found += _tally(tails, values, adj.size)
    if direction != "out":
        found += _tally(adj.ends, values, adj.size)
    return found


def _tally(nodes: NDArray[Any], values: Real | None, size: int) -> Real:
    return np.bincount(nodes, values, size).astype(float)


def _loops(adj: Adjacency, tails: NDArray[Any], values: Real | None) -> tuple[NDArray[Any], Real | None]:
    loop = tails == adj.ends
    return tails[loop], None if values is None else values[loop]


def weak_components(adj: Adjacency) -> Whole:
    """The component of each node when directions are ignored, (n,), numbered by their first nodes.

    >>> weak_components(Adjacency.from_edges(4, [0, 2], [3, 1], directed=True)).tolist()
    [0, 1, 1, 0]
    """
    return _components(adj, "weak")


def strong_components(adj: Adjacency) -> Whole:
    """The component of each node within which directed paths lead to and fro, (n,), numbered by their first nodes.

    >>> strong_components(Adjacency.from_edges(3, [0, 1, 1], [1, 0, 2], directed=True)).tolist()
    [0, 0, 1]
    """
    return _components(adj, "strong")


def _components(adj: Adjacency, connection: str) -> Whole:
    if not adj.size:
        return np.zeros(0, np.int32)
    count, labels = connected_components(adj.matrix(), directed=adj.directed, connection=connection)
    firsts = np.full(count, adj.size)
    np.minimum.at(firsts, labels, np.arange(adj.size))
    number = np.empty(count, np.int32)
    number[np.argsort(firsts)] = np.arange(count)
    return np.asarray(number[labels], np.int32)


def core_numbers(adj: Adjacency) -> Whole:
    """The largest k such that the node lies in a part where all have k ties, (n,) (Batagelj and Zaveršnik 2003).

    In a digraph out-ties and in-ties both count, so that a pair tied both ways counts twice. Loops do not count.

    >>> core_numbers(Adjacency.from_edges(4, [0, 1, 2, 0], [1, 2, 0, 3], directed=False)).tolist()
    [2, 2, 2, 1]
    """
    from lkg.kernels import structure

    found = np.zeros(adj.size, np.int32)
    in_starts, in_ends, _ = adj.into
    structure.cores(adj.starts, adj.ends, in_starts, in_ends, adj.directed, found)
    return found
