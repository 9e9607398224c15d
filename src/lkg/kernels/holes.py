"""Burt's structural holes in large graphs: constraint and effective size.

Both read what leads to and fro between two nodes as one mutual weight, and a loop as a tie to oneself, as networkx
does. NaN is the value of a node without ties to others. Raises InvalidMeasure for weights below 0.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lkg.errors import InvalidMeasure
from lkg.kernels.adjacency import Adjacency, Real, Whole
from lkg.kernels.spread import blocks, spread
from lkg.kernels.triads import upwards

HALVES = 2
"""parts of the triangles, each with room of its own for what it finds, which is as large as the graph"""


def constraint(adj: Adjacency, *, threads: int | None = None) -> Real:
    """How far each node's ties lead to nodes that are tied to one another, (n,) (Burt 1992).

    >>> constraint(Adjacency.from_edges(3, [0, 0], [1, 2], directed=False))
    array([0.5, 1. , 1. ])
    """
    both, tails = _mutual(adj)
    share = both.numbers / np.bincount(tails, both.numbers, adj.size)[tails]
    return _of_nodes(both, tails, (share + _through(both, share, share, threads)) ** 2)


def effective_size(adj: Adjacency, *, threads: int | None = None) -> Real:
    """How many of each node's ties lead to nodes that its other ties do not reach, (n,) (Burt 1992).

    >>> effective_size(Adjacency.from_edges(3, [0, 0, 1], [1, 2, 2], directed=False))
    array([1., 1., 1.])
    """
    both, tails = _mutual(adj)
    share = both.numbers / np.bincount(tails, both.numbers, adj.size)[tails]
    most = np.zeros(adj.size)
    np.maximum.at(most, tails, both.numbers)
    return _of_nodes(both, tails, 1 - _through(both, share, both.numbers / most[both.ends], threads))


def _mutual(adj: Adjacency) -> tuple[Adjacency, Whole]:
    """The mutual weights, and the node in whose row each stands."""
    if adj.values is not None and not (adj.values >= 0).all():
        raise InvalidMeasure("A weight is below 0. Structural holes need weights of 0 or more, or none.")
    return adj.mutual, adj.mutual.tails


def _of_nodes(both: Adjacency, tails: Whole, parts: Real) -> Real:
    found = np.bincount(tails, parts, both.size).astype(float)
    to_others = np.bincount(tails[tails != both.ends], minlength=both.size)
    found[to_others == 0] = np.nan
    return found


def _through(both: Adjacency, near: Real, far: Real, threads: int | None) -> Real:
    """Of each entry, the sum of near × far over the nodes that both of its ends are tied to."""
    from lkg.kernels import compiling, plain, triples

    if not compiling.COMPILES:
        return plain.through(both, near, far)
    starts, ends, chosen = upwards(both, None)
    there, back = np.flatnonzero(chosen), np.empty(len(ends), np.uint32)
    triples.backwards(both.starts.view(np.uint32), both.ends.view(np.uint32), chosen, back)
    near_pairs, far_pairs = (np.stack([values[there], values[back]], axis=1) for values in (near, far))
    rows = starts.view(np.uint32), ends.view(np.uint32), near_pairs, far_pairs

    def part(block: Whole) -> Real:
        some = np.zeros((len(there), 2))
        triples.through(*rows, int(block[0]), int(block[1]), some)
        return some

    both_ways = sum(spread(part, blocks(starts, HALVES), threads), start=np.zeros((len(there), 2)))
    found = np.zeros(len(both.ends))
    found[there], found[back] = both_ways[:, 0], both_ways[:, 1]
    return _by_loops(both, near, far, there, back, found)


def _by_loops(
    both: Adjacency, near: Real, far: Real, there: NDArray[np.int64], back: NDArray[np.uint32], found: Real
) -> Real:
    """Add the paths between two nodes on which one of them stays where it is."""
    tails = both.tails
    loops = np.flatnonzero(tails == both.ends)
    if len(loops):
        stays_near, stays_far = np.zeros(both.size), np.zeros(both.size)
        stays_near[both.ends[loops]], stays_far[both.ends[loops]] = near[loops], far[loops]
        to_others = tails != both.ends
        found += to_others * (stays_near[tails] * far + near * stays_far[both.ends])
        returned = near.copy()
        returned[there] *= far[back]
        returned[back] *= far[there]
        returned[loops] *= far[loops]
        found[loops] = np.bincount(tails, returned, both.size)[both.ends[loops]]
    return found
