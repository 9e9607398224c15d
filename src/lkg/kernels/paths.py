"""Shortest paths in large graphs: who lies between, how far all others are, and single searches.

Values of the adjacency, if it has any, are lengths; `distances`, `distance_tree` and `between` count steps instead.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lkg.errors import InvalidMeasure
from lkg.kernels.adjacency import Adjacency, Real, Whole
from lkg.kernels.spread import dealt, runs, spread

Unsigned = NDArray[np.uint32]
Sums = tuple[NDArray[np.int64], Real, Real]


def betweenness(
    adj: Adjacency, sources: ArrayLike | None = None, *, endpoints: bool = False, threads: int | None = None
) -> Real:
    """How many shortest paths from the sources (default: all nodes) run through each node, each pair counting 1.

    (n,), before any scaling: in an undirected graph a pair counts once in each direction. With `endpoints` the ends of
    a path count as well. Needs lengths above 0, else raises InvalidMeasure. Brandes (2001).

    >>> betweenness(Adjacency.from_edges(3, [0, 1], [1, 2], directed=True))
    array([0., 1., 0.])
    """
    from lkg.kernels import brandes, compiling, heaps, plain

    chosen, lengths = _sources(adj, sources), _lengths(adj, above=0)

    def part(some: Whole) -> Real:
        found = np.zeros(adj.size)
        if lengths is not None:
            heaps.betweenness(adj.starts, adj.ends, lengths, some, endpoints, found, np.empty(0))
        elif compiling.COMPILES:
            brandes.betweenness(*_unsigned(adj, some), endpoints, found)
        else:
            plain.betweenness(adj, some, endpoints, found, np.empty(0))
        return found

    return sum(spread(part, dealt(chosen), threads), start=np.zeros(adj.size))


def edge_betweenness(adj: Adjacency, sources: ArrayLike | None = None, *, threads: int | None = None) -> Real:
    """How many shortest paths from the sources (default: all nodes) run along each entry of the out-rows, (m,).

    Before any scaling; the two entries of an undirected edge hold the two directions, so the edge's own value is their
    sum. Needs lengths above 0, else raises InvalidMeasure.

    >>> edge_betweenness(Adjacency.from_edges(3, [0, 1], [1, 2], directed=True))
    array([2., 2.])
    """
    from lkg.kernels import brandes, compiling, heaps, plain

    chosen, lengths = _sources(adj, sources), _lengths(adj, above=0)

    def part(some: Whole) -> Real:
        found = np.zeros(len(adj.ends))
        if lengths is not None:
            heaps.betweenness(adj.starts, adj.ends, lengths, some, False, np.zeros(adj.size), found)
        elif compiling.COMPILES:
            brandes.edge_betweenness(*_unsigned(adj, some), found)
        else:
            plain.betweenness(adj, some, False, np.zeros(adj.size), found)
        return found

    return sum(spread(part, dealt(chosen), threads), start=np.zeros(len(adj.ends)))


def _unsigned(adj: Adjacency, sources: Whole) -> tuple[Unsigned, Unsigned, Unsigned]:
    """The same numbers in the same memory: none is below 0."""
    return adj.starts.view(np.uint32), adj.ends.view(np.uint32), sources.view(np.uint32)


def distance_sums(adj: Adjacency, sources: ArrayLike | None = None, *, threads: int | None = None) -> Sums:
    """How many nodes reach each node, the sum of their distances to it, and the sum of 1 / distance, each (n,).

    Over the sources (default: all nodes), the node itself left out; for the distances from a node turn the graph round.
    Closeness is reached / distances, harmonic centrality the last array. A distance of 0 adds nothing to the last.
    Raises InvalidMeasure for a length below 0.

    >>> reached, far, harmonic = distance_sums(Adjacency.from_edges(3, [0, 1], [1, 2], directed=True))
    >>> reached.tolist(), far.tolist(), harmonic.tolist()
    ([0, 1, 2], [0.0, 1.0, 3.0], [0.0, 1.0, 1.5])
    """
    from lkg.kernels import compiling, heaps, plain, sweeps

    chosen, lengths = _sources(adj, sources), _lengths(adj)

    def part(some: Whole) -> Sums:
        found = _no_sums(adj)
        if not compiling.COMPILES:
            plain.distance_sums(adj, some, *found)
        elif lengths is not None:
            heaps.distance_sums(adj.starts, adj.ends, lengths, some, *found)
        else:
            sweeps.distance_sums(adj.starts, adj.ends, some, *found)
        return found

    totals = _no_sums(adj)
    for found in spread(part, runs(chosen, sweeps.SWEEP) if lengths is None else dealt(chosen), threads):
        for total, more in zip(totals, found, strict=True):
            np.add(total, more, out=total)
    return totals


def _no_sums(adj: Adjacency) -> Sums:
    return np.zeros(adj.size, np.int64), np.zeros(adj.size), np.zeros(adj.size)


def distances(adj: Adjacency, source: int) -> Whole:
    """Steps from a node to every node, (n,); −1 where no path leads.

    >>> distances(Adjacency.from_edges(3, [0], [1], directed=True), 0)
    array([ 0,  1, -1], dtype=int32)
    """
    return distance_tree(adj, source)[0]


def distance_tree(adj: Adjacency, source: int) -> tuple[Whole, Whole]:
    """Steps from a node to every node, and the node before each on one shortest path; −1 where there is none.

    >>> away, before = distance_tree(Adjacency.from_edges(4, [0, 1], [1, 2], directed=True), 0)
    >>> away.tolist(), before.tolist()
    ([0, 1, 2, -1], [-1, 0, 1, -1])
    """
    from lkg.kernels import searches

    away, before = np.empty(adj.size, np.int32), np.empty(adj.size, np.int32)
    searches.tree(adj.starts, adj.ends, _node(adj, source), away, before)
    return away, before


def dijkstra(adj: Adjacency, source: int) -> Real:
    """Length of the shortest path from a node to every node, (n,); ∞ where no path leads.

    Raises InvalidMeasure for a length below 0.

    >>> dijkstra(Adjacency.from_edges(3, [0, 1, 0], [1, 2, 2], [1.0, 1.5, 4.0], directed=True), 0)
    array([0. , 1. , 2.5])
    """
    return dijkstra_tree(adj, source)[0]


def dijkstra_tree(adj: Adjacency, source: int) -> tuple[Real, Whole]:
    """Length of the shortest path to every node (∞ if none) and the node before each on one of them (−1 if none).

    >>> road = Adjacency.from_edges(3, [0, 1, 0], [1, 2, 2], [1.0, 1.5, 4.0], directed=True)
    >>> away, before = dijkstra_tree(road, 0)
    >>> away.tolist(), before.tolist()
    ([0.0, 1.0, 2.5], [-1, 0, 1])
    """
    from lkg.kernels import heaps

    lengths = _lengths(adj)
    away, before = np.empty(adj.size), np.empty(adj.size, np.int32)
    given = np.ones(len(adj.ends)) if lengths is None else lengths
    heaps.tree(adj.starts, adj.ends, given, _node(adj, source), away, before)
    return away, before


def between(adj: Adjacency, source: int, target: int) -> list[int] | None:
    """The nodes of one path with the fewest steps, both ends among them; None where no path leads.

    Searches from both ends at once, so that it sees a small part of a large graph.

    >>> between(Adjacency.from_edges(4, [0, 1, 2], [1, 2, 3], directed=True), 0, 3)
    [0, 1, 2, 3]
    """
    from lkg.kernels import searches

    ends = _node(adj, source), _node(adj, target)
    in_starts, in_ends, _ = adj.into
    before, after = np.full(adj.size, -1, np.int32), np.full(adj.size, -1, np.int32)
    middle = searches.meet(adj.starts, adj.ends, in_starts, in_ends, *ends, before, after)
    if middle < 0:
        return None
    there, on = [int(middle)], [int(middle)]
    while there[-1] != ends[0]:
        there.append(int(before[there[-1]]))
    while on[-1] != ends[1]:
        on.append(int(after[on[-1]]))
    return there[::-1] + on[1:]


def _sources(adj: Adjacency, given: ArrayLike | None) -> Whole:
    if given is None:
        return np.arange(adj.size, dtype=np.int32)
    found = np.asarray(given)
    if found.size and not 0 <= found.min() <= found.max() < adj.size:
        raise InvalidMeasure(f"A source lies outside 0 … {adj.size - 1}.")
    return found.astype(np.int32)


def _node(adj: Adjacency, node: int) -> int:
    return int(_sources(adj, [node])[0])


def _lengths(adj: Adjacency, above: float | None = None) -> Real | None:
    """The lengths of ties, checked: finite, not below 0, and above 0 if that is asked for."""
    if adj.values is None:
        return None
    fit = np.isfinite(adj.values) & (adj.values >= 0 if above is None else adj.values > above)
    if not fit.all():
        least = "0 or more" if above is None else f"above {above:g}"
        raise InvalidMeasure(f"A length is {adj.values[~fit][0]:g}. Shortest paths need finite lengths {least}.")
    return adj.values
