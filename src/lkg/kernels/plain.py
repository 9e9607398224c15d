"""The same measures where numba is missing: by scipy's sparse matrices, for blocks of sources."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from lkg.kernels.adjacency import Adjacency, Real, Whole
from lkg.kernels.passes import Order, Walk

BLOCK = 64
"""sources at once: the columns of a dense block"""


def betweenness(adj: Adjacency, sources: Whole, endpoints: bool, of_nodes: Real, of_entries: Real) -> None:
    """Add what hangs on each node, and on each entry if they have room, on the shortest paths from these sources.

    >>> found = np.zeros(3)
    >>> path = Adjacency.from_edges(3, [0, 1], [1, 2], directed=True)
    >>> betweenness(path, np.arange(3), False, found, np.empty(0))
    >>> found.tolist()
    [0.0, 1.0, 0.0]
    """
    for first in range(0, len(sources), BLOCK):
        some = sources[first : first + BLOCK]
        levels, ways = _levels(adj, some)
        worth = _dependencies(adj, levels, ways, of_entries)
        behind = worth * ways
        behind[some, np.arange(len(some))] = 0
        of_nodes += behind.sum(axis=1)
        if endpoints:
            of_nodes += sum(level.sum(axis=1) for level in levels[1:])
            of_nodes[some] += sum(level.sum(axis=0) for level in levels[1:])


def _levels(adj: Adjacency, sources: Whole) -> tuple[list[NDArray[np.bool_]], Real]:
    """Which nodes are 0, 1, 2 … steps away from each source, and how many shortest paths lead there: (n, sources)."""
    onward = adj.matrix().T.tocsr()
    ways = np.zeros((adj.size, len(sources)))
    ways[sources, np.arange(len(sources))] = 1
    levels = [ways > 0]
    while levels[-1].any():
        coming = onward @ np.where(levels[-1], ways, 0)
        levels.append((coming > 0) & (ways == 0))
        ways += np.where(levels[-1], coming, 0)
    return levels[:-1], ways


def _dependencies(adj: Adjacency, levels: list[NDArray[np.bool_]], ways: Real, of_entries: Real) -> Real:
    """What hangs on each node per path that leads to it, from the farthest level back."""
    matrix, behind = adj.matrix(), np.zeros(ways.shape)
    tails = np.repeat(np.arange(adj.size), np.diff(adj.starts))
    for farther in range(len(levels) - 1, 0, -1):
        share = np.divide(1, ways, out=np.zeros(ways.shape), where=levels[farther])
        share += np.where(levels[farther], behind, 0)
        here = levels[farther - 1]
        behind += np.where(here, matrix @ share, 0)
        if len(of_entries):
            of_entries += (np.where(here, ways, 0)[tails] * share[adj.ends]).sum(axis=1)
    return behind


def distance_sums(adj: Adjacency, sources: Whole, reached: NDArray[np.int64], total: Real, harmonic: Real) -> None:
    """Add, to each node that these sources reach, their number, the distances and the inverse distances above 0.

    >>> reached, total, harmonic = np.zeros(3, int), np.zeros(3), np.zeros(3)
    >>> distance_sums(Adjacency.from_edges(3, [0, 1], [1, 2], directed=True), np.arange(3), reached, total, harmonic)
    >>> reached.tolist(), total.tolist(), harmonic.tolist()
    ([0, 1, 2], [0.0, 1.0, 3.0], [0.0, 1.0, 1.5])
    """
    matrix = adj.matrix()
    for first in range(0, len(sources), BLOCK):
        some = sources[first : first + BLOCK]
        away = dijkstra(matrix, indices=some, unweighted=adj.values is None)
        away[np.arange(len(some)), some] = np.inf
        there = np.isfinite(away)
        reached += there.sum(axis=0)
        total += np.where(there, away, 0).sum(axis=0)
        harmonic += np.divide(1, away, out=np.zeros(away.shape), where=there & (away > 0)).sum(axis=0)


class Plain:
    """Rows of neighbours along which vectors are passed, as `lkg.kernels.passes.Rows` says, in the order of nodes."""

    def __init__(self, order: Order, starts: Whole, ends: Whole, values: Real | None) -> None:
        self.order, size = order, len(starts) - 1
        self.matrix = csr_array((np.ones(len(ends)) if values is None else values, ends, starts), (size, size))

    def pull(self, vector: Real, factor: float, added: Real, found: Real) -> tuple[float, float, float]:
        """As `Rows.pull`."""
        found[:] = factor * (self.matrix @ vector) + added
        return float(np.abs(found - vector).sum()), float(found.sum()), float((found * found).sum())

    def walk(self, vector: Real, step: Walk, lost: float, found: Real) -> tuple[float, float]:
        """As `Rows.walk`."""
        shares = step.alpha * (self.matrix @ vector + lost * step.onward) + (1 - step.alpha) * step.jump
        found[:] = shares / step.total
        return float(np.abs(shares - vector * step.total).sum()), float(shares[step.stuck].sum())


def through(both: Adjacency, near: Real, far: Real) -> Real:
    """Of each entry, the sum of near × far over the nodes that both of its ends are tied to."""
    inner, outer = (csr_array((values, both.ends, both.starts), (both.size, both.size)) for values in (near, far))
    tails, found = np.repeat(np.arange(both.size), np.diff(both.starts)), np.zeros(len(both.ends))
    for first in range(0, both.size, BLOCK):
        last = min(first + BLOCK, both.size)
        here = slice(both.starts[first], both.starts[last])
        found[here] = (inner[first:last] @ outer).toarray()[tails[here] - first, both.ends[here]]
    return found
