"""Burt's structural holes in large graphs: constraint and effective size.

Both read what leads to and fro between two nodes as one mutual weight, and a loop as a tie to oneself, as networkx
does. NaN is the value of a node without ties to others. Raises InvalidMeasure for weights below 0.
"""

from __future__ import annotations

import numpy as np

from lkg.errors import InvalidMeasure
from lkg.kernels.adjacency import Adjacency, Real, Whole
from lkg.kernels.spread import blocks, crew, spread


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
    from lkg.kernels import compiling, plain, structure

    if not compiling.COMPILES:
        return plain.through(both, near, far)
    found = np.zeros(len(both.ends))

    def part(block: Whole) -> None:
        structure.through(both.starts, both.ends, near, far, int(block[0]), int(block[1]), found)

    list(spread(part, blocks(both.starts, 8 * crew(threads)), threads))
    return found
