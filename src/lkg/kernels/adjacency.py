"""A large graph as rows of neighbours in int32 arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import coo_array, csr_array

from lkg.errors import InvalidMeasure

Whole = NDArray[np.int32]
Real = NDArray[np.float64]
MOST = np.iinfo(np.int32).max


@dataclass(frozen=True, eq=False)
class Adjacency:
    """The out-neighbours of every node one after another: those of a node are ends[starts[node] : starts[node + 1]].

    An undirected edge stands in the rows of both its ends, a loop once. Ends ascend within a row and stand there once.
    The arrays take 4 bytes an entry, and 8 more if it has a value. `from_edges` makes one and checks what it is given.

    >>> path = Adjacency.from_edges(3, [0, 1], [1, 2], directed=True)
    >>> path.starts.tolist(), path.ends.tolist()
    ([0, 1, 2, 2], [1, 2])
    """

    size: int
    """number of nodes, 0 … size − 1"""
    directed: bool
    starts: Whole
    """(size + 1,)"""
    ends: Whole
    """(m,)"""
    values: Real | None = None
    """(m,) a weight, length or sign, as the measure says; None is 1 for all"""

    @classmethod
    def from_edges(
        cls, size: int, tails: ArrayLike, heads: ArrayLike, values: ArrayLike | None = None, *, directed: bool
    ) -> Adjacency:
        """The rows of edges given once each, by their nodes; the values of parallel edges are summed, loops are kept.

        An undirected edge may be given in either direction. Raises InvalidMeasure for a node outside 0 … size − 1,
        for arrays of different lengths, and for more entries than int32 can count.

        >>> Adjacency.from_edges(2, [0, 1], [1, 0], [1.0, 2.0], directed=False).values.tolist()
        [3.0, 3.0]
        """
        _check(size, np.asarray(tails), np.asarray(heads), None if values is None else np.asarray(values))
        tail, head = np.asarray(tails, np.int32), np.asarray(heads, np.int32)
        weights: NDArray[Any] = np.ones(tail.shape, np.int8) if values is None else np.asarray(values, np.float64)
        if not directed:
            # a loop would otherwise stand in its row twice
            other = tail != head
            tail, head = np.concatenate([tail, head[other]]), np.concatenate([head, tail[other]])
            weights = np.concatenate([weights, weights[other]])
        # by columns and back: then each row ascends, and nothing needs to be compared; parallel edges are summed last
        given = coo_array((weights, (tail, head)), (size, size))
        given.has_canonical_format = True
        matrix = given.tocsc().tocsr()
        matrix.sum_duplicates()
        arrays = _whole(matrix.indptr), _whole(matrix.indices), None if values is None else matrix.data
        return cls(size, directed, *arrays)

    @cached_property
    def into(self) -> tuple[Whole, Whole, Whole | None]:
        """Rows of in-neighbours: their starts, their ends, and which entry of the out-rows each of them is.

        Of an undirected graph these are the out-rows themselves, and None in place of the numbers of the entries; it
        is None as well where there are no values to look up by it.

        >>> starts, ends, _ = Adjacency.from_edges(3, [0, 1], [2, 2], directed=True).into
        >>> starts.tolist(), ends.tolist()
        ([0, 0, 0, 2], [0, 1])
        """
        if not self.directed:
            return self.starts, self.ends, None
        entries = np.ones(len(self.ends), np.int8) if self.values is None else np.arange(len(self.ends), dtype=np.int32)
        turned = csr_array((entries, self.ends, self.starts), (self.size, self.size)).tocsc()
        return _whole(turned.indptr), _whole(turned.indices), None if self.values is None else turned.data

    @property
    def numbers(self) -> Real:
        """The values, or a 1 for each entry."""
        return np.ones(len(self.ends)) if self.values is None else self.values

    @property
    def tails(self) -> Whole:
        """(m,) the node in whose row each entry stands.

        >>> Adjacency.from_edges(3, [0, 0, 2], [1, 2, 1], directed=True).tails.tolist()
        [0, 0, 2]
        """
        return np.repeat(np.arange(self.size, dtype=np.int32), np.diff(self.starts))

    @property
    def values_into(self) -> Real | None:
        """The values of the in-rows; of an undirected graph, those of the out-rows themselves."""
        order = self.into[2]
        return self.values if self.values is None or order is None else self.values[order]

    @cached_property
    def mutual(self) -> Adjacency:
        """The neighbours in either direction, with the sum of what leads to and fro: A + Aᵀ, as Burt's measures ask.

        >>> both = Adjacency.from_edges(2, [0, 1], [1, 0], [2.0, 3.0], directed=True).mutual
        >>> both.ends.tolist(), both.values.tolist()
        ([1, 0], [5.0, 5.0])
        """
        matrix = self.matrix()
        both = (matrix + matrix.T).tocsr()
        both.sort_indices()
        return Adjacency(self.size, False, _whole(both.indptr), _whole(both.indices), both.data)

    def matrix(self) -> Any:
        """The same as a scipy matrix of float64, which shares the arrays of neighbours and values.

        >>> Adjacency.from_edges(2, [0], [1], [2.0], directed=True).matrix().toarray()
        array([[0., 2.],
               [0., 0.]])
        """
        return csr_array((self.numbers, self.ends, self.starts), (self.size, self.size))


def _whole(numbers: Any) -> Whole:
    return np.ascontiguousarray(numbers, dtype=np.int32)


def _check(size: int, tails: NDArray[Any], heads: NDArray[Any], values: NDArray[Any] | None) -> None:
    if tails.ndim != 1 or tails.shape != heads.shape or (values is not None and values.shape != tails.shape):
        counts = f"{tails.size} tails, {heads.size} heads" + ("" if values is None else f", {values.size} values")
        raise InvalidMeasure(f"Every edge has a tail and a head, and a value if any has one; there are {counts}.")
    if size > MOST or 2 * tails.size > MOST:
        raise InvalidMeasure(f"A graph of {size} nodes and {tails.size} edges is too large: int32 counts to {MOST}.")
    if tails.size and not 0 <= min(tails.min(), heads.min()) <= max(tails.max(), heads.max()) < size:
        raise InvalidMeasure(f"An edge ends at a node outside 0 … {size - 1}. Number the nodes from 0.")
