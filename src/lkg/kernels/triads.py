"""What three nodes of a large graph tell: triangles, clustering, signed triads and the census of directed triads.

Loops are left out of all of them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from lkg.errors import InvalidMeasure
from lkg.kernels.adjacency import Adjacency, Real, Whole
from lkg.kernels.spread import blocks, spread

TRIADS = (
    "003",
    "012",
    "102",
    "021D",
    "021U",
    "021C",
    "111D",
    "111U",
    "030T",
    "030C",
    "201",
    "120D",
    "120U",
    "120C",
    "210",
    "300",
)
"""the kinds of directed triads, by mutual, asymmetric and null pairs (Holland and Leinhardt 1970)"""
# of the pairs (u, v), (u, w) and (v, w), each 0 none, 1 out, 2 in, 3 both: code = u–v + 4·(u–w) + 16·(v–w)
_KIND_OF = (
    "1 2 2 3 2 4 6 8 2 6 5 7 3 8 7 11 2 6 4 8 5 9 9 13 6 10 9 14 7 14 12 15 "
    "2 5 6 7 6 9 10 14 4 9 9 12 8 13 14 15 3 7 8 11 7 12 14 15 8 14 13 15 11 15 15 16"
)


def triangles(adj: Adjacency) -> NDArray[np.int64]:
    """The number of triangles through each node of an undirected graph, (n,). Loops are left out.

    >>> triangles(Adjacency.from_edges(4, [0, 1, 2, 0], [1, 2, 0, 3], directed=False)).tolist()
    [1, 1, 1, 0]
    """
    _undirected(adj, "triangles")
    return _triangles(adj, None)[0].astype(np.int64)


def signed_triads(adj: Adjacency) -> NDArray[np.int64]:
    """How many triangles have 0, 1, 2 and 3 negative ties, (4,): +++, ++−, +−−, −−−.

    Signs are those of the values of an undirected graph; a tie of value 0 is left out, as are loops. +++ and +−− are
    balanced (Cartwright and Harary 1956).

    >>> signed_triads(Adjacency.from_edges(3, [0, 1, 2], [1, 2, 0], [1, -1, -1], directed=False)).tolist()
    [0, 0, 1, 0]
    """
    _undirected(adj, "signed triads")
    return _triangles(adj, np.ones(len(adj.ends)) if adj.values is None else np.sign(adj.values))[1]


def _undirected(adj: Adjacency, measure: str) -> None:
    if adj.directed:
        raise InvalidMeasure(f"{measure} are counted in undirected graphs. Make the graph undirected first.")


def _triangles(adj: Adjacency, values: Real | None) -> tuple[Real, NDArray[np.int64]]:
    """Triangles of each node, or the sum of products of their values, and how many have 0 … 3 negative values."""
    from lkg.kernels import triples

    starts, ends, chosen = upwards(adj, values)
    found, by_minus = np.zeros(adj.size), np.zeros(4 if values is not None else 0, np.int64)
    given = np.empty(0) if values is None else values[chosen]
    triples.triangles(starts, ends, given, found, by_minus)
    return found, by_minus


def upwards(adj: Adjacency, values: Real | None) -> tuple[Whole, Whole, NDArray[Any]]:
    """Each tie once, in the row of its end with fewer ties: starts, ends, and where the entries were.

    >>> starts, ends, _ = upwards(Adjacency.from_edges(3, [0, 0], [1, 2], directed=False), None)
    >>> starts.tolist(), ends.tolist()
    ([0, 0, 1, 2], [0, 0])
    """
    sizes = np.diff(adj.starts)
    rank = np.empty(adj.size, np.int32)
    rank[np.argsort(sizes, kind="stable")] = np.arange(adj.size)
    chosen = np.repeat(rank, sizes) < rank[adj.ends]
    if values is not None:
        chosen &= values != 0
    starts = np.concatenate([[0], np.cumsum(chosen)])[adj.starts].astype(np.int32)
    return starts, adj.ends[chosen], chosen


def clustering(adj: Adjacency) -> Real:
    """The share of the pairs of neighbours that are tied, (n,); 0 for fewer than two neighbours.

    Digraphs: of all directed triangles that there could be (Fagiolo 2007). With values each triangle counts the
    geometric mean of its weights over the largest (Onnela et al. 2005). Loops are left out.

    >>> clustering(Adjacency.from_edges(4, [0, 1, 2, 0], [1, 2, 0, 3], directed=False)).round(2).tolist()
    [0.33, 1.0, 1.0, 0.0]
    """
    other = adj.tails != adj.ends
    degree = np.bincount(adj.tails[other], minlength=adj.size)
    parts = None if adj.values is None else np.cbrt(adj.values / adj.values.max(initial=-np.inf))
    if not adj.directed:
        found, pairs = 2 * _triangles(adj, parts)[0], degree * (degree - 1)
    else:
        both = Adjacency(adj.size, True, adj.starts, adj.ends, parts).mutual
        found, total = 2 * _triangles(both, both.values)[0], degree + np.bincount(adj.ends[other], minlength=adj.size)
        starts, _, ways = _both_ways(adj)
        mutual = np.diff(np.concatenate([[0], np.cumsum(ways == 3)])[starts])
        pairs = 2 * (total * (total - 1) - 2 * mutual)
    shares: Real = np.divide(found, pairs, out=np.zeros(adj.size), where=found != 0)
    return shares


def triad_census(adj: Adjacency, *, threads: int | None = None) -> dict[str, int]:
    """How many of all sets of three nodes of a digraph are of each of the 16 kinds. Loops are left out.

    >>> census = triad_census(Adjacency.from_edges(3, [0, 1, 2], [1, 2, 0], directed=True))
    >>> [kind for kind, count in census.items() if count]
    ['030C']
    """
    from lkg.kernels import triples

    if not adj.directed:
        raise InvalidMeasure("The census of triads is taken of directed graphs. Make the graph directed first.")
    rows = _both_ways(adj)
    kind_of = np.array([int(kind) - 1 for kind in _KIND_OF.split()], np.int32)

    def part(block: Whole) -> NDArray[np.int64]:
        some = np.zeros(16, np.int64)
        triples.census(*rows, kind_of, int(block[0]), int(block[1]), some)
        return some

    found = sum(spread(part, blocks(rows[0], 32), threads), start=np.zeros(16, np.int64))
    found[0] = adj.size * (adj.size - 1) * (adj.size - 2) // 6 - found[1:].sum()
    return dict(zip(TRIADS, found.tolist(), strict=True))


def _both_ways(adj: Adjacency) -> tuple[Whole, Whole, NDArray[np.int8]]:
    """The neighbours in either direction, without loops: starts, ends, and 1 out, 2 in, 3 both."""
    out = csr_array((np.ones(len(adj.ends), np.int8), adj.ends, adj.starts), (adj.size, adj.size))
    both = (out + 2 * out.T).tocsr()
    both.sort_indices()
    tails = np.repeat(np.arange(adj.size), np.diff(both.indptr))
    other = tails != both.indices
    starts = np.concatenate([[0], np.cumsum(other)])[both.indptr].astype(np.int32)
    return starts, both.indices[other].astype(np.int32), both.data[other]
