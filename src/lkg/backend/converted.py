"""A graph of networkx in arrays, converted once and kept in networkx's cache."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import ArrayLike, NDArray

from lkg.kernels import Adjacency

Node = Hashable
Whole = NDArray[np.int32]
Column = NDArray[np.int64] | NDArray[np.float64]

EXACT = (nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph)
"""A class derived from these may answer for edges that it does not store."""
_EXACT_WHOLE = 2**53


@dataclass(frozen=True, eq=False, repr=False)
class Converted:
    """A graph of networkx in arrays: its pairs in the order of `G.edges`, an undirected one once."""

    nodes: Sequence[Node]
    index: Mapping[Node, int]
    tails: Whole
    """(pairs,)"""
    heads: Whole
    """(pairs,)"""
    first: NDArray[np.int64] | None
    """(pairs,) where the parallel ties of a pair begin in the columns; None where there are none"""
    columns: Mapping[Any, Column]
    """attribute → (ties,)"""
    directed: bool
    ties: int
    _made: dict[tuple[str, Any], Adjacency] = field(default_factory=dict)

    # networkx knows whose graph it is by this name
    __networkx_backend__ = "lkg"

    def __len__(self) -> int:
        return len(self.nodes)

    def __repr__(self) -> str:
        return f"Converted: {len(self)} nodes, {self.ties} ties"

    def distinct(self) -> Adjacency:
        """Every pair once, without values."""
        return self._keep(("once", None), lambda: None)

    def summed(self, weight: Any) -> Adjacency:
        """Parallel ties summed; without a weight every tie counts 1."""
        if weight is None:
            return self.distinct() if self.first is None else self._keep(("count", None), self._copies)
        return self._keep(("sum", weight), lambda: self._reduced(weight, np.add))

    def shortest(self, weight: Any) -> Adjacency:
        """Of parallel ties the shortest; without a weight the same as `distinct`."""
        if weight is None:
            return self.distinct()
        return self._keep(("shortest", weight), lambda: self._reduced(weight, np.minimum))

    def is_whole(self, weight: Any) -> bool:
        """Whether all weights are whole numbers."""
        return self.columns[weight].dtype.kind == "i"

    def counts(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """(n,) ties that leave, and that enter, every node; parallel ones each."""
        leaving, entering = (np.bincount(ends, self._copies(), len(self)) for ends in (self.tails, self.heads))
        return leaving.astype(np.int64), entering.astype(np.int64)

    def _copies(self) -> NDArray[np.float64]:
        first = np.arange(self.ties) if self.first is None else self.first
        return np.diff(first, append=self.ties).astype(float)

    def _reduced(self, weight: Any, join: np.ufunc) -> NDArray[np.float64]:
        column = self.columns[weight]
        if self.first is not None and self.ties:
            column = join.reduceat(column, self.first)
        return column.astype(float)

    def _keep(self, key: tuple[str, Any], values: Callable[[], NDArray[np.float64] | None]) -> Adjacency:
        if key not in self._made:
            self._made[key] = Adjacency.from_edges(len(self), self.tails, self.heads, values(), directed=self.directed)
        return self._made[key]


def converted(graph: Any, attributes: Mapping[Any, Any]) -> Converted:
    """A graph of networkx in arrays, with those attributes (name → what counts where it is missing).

    Raises NotImplementedError, upon which networkx computes by itself, for a class derived from networkx's four, and
    for an attribute that is not a finite number.

    >>> found = converted(nx.MultiGraph([("a", "b"), ("a", "b"), ("b", "c")]), {})
    >>> found, found.summed(None).numbers.tolist()
    (Converted: 3 nodes, 3 ties, [2.0, 2.0, 1.0, 1.0])
    """
    if type(graph) not in EXACT:
        raise NotImplementedError(f"lkg converts graphs of networkx itself, not of {type(graph).__name__}.")
    nodes = list(graph)
    index = {node: number for number, node in enumerate(nodes)}
    # a view of a graph counts neighbours that it does not show: it is copied as it shows itself
    rows = [row if type(row) is dict else dict(row) for _, row in graph.adjacency()]
    tails, heads = _pairs(rows, index)
    there = slice(None) if graph.is_directed() else tails <= heads
    cells = list(chain.from_iterable(row.values() for row in rows))
    copies = np.fromiter(map(len, cells), np.int64, len(cells)) if graph.is_multigraph() else None
    columns = {name: _column(name, cells, default, copies, there) for name, default in attributes.items()}
    first = None if copies is None else np.cumsum(copies[there]) - copies[there]
    return Converted(
        nodes,
        index,
        tails[there],
        heads[there],
        first,
        columns,
        graph.is_directed(),
        len(tails[there]) if copies is None else int(copies[there].sum()),
    )


def of_ties(
    nodes: Sequence[Node],
    index: Mapping[Node, int],
    tails: ArrayLike,
    heads: ArrayLike,
    columns: Mapping[Any, ArrayLike | None],
) -> Converted:
    """Directed ties by the numbers of their nodes, in any order, as arrays of the same form.

    >>> ties = of_ties(["a", "b"], {"a": 0, "b": 1}, [1, 0, 0], [0, 1, 1], {"weight": [5, 1, 2]})
    >>> ties.summed("weight").values.tolist(), ties.shortest("weight").values.tolist()
    ([3.0, 5.0], [1.0, 5.0])
    """
    tail, head = np.asarray(tails, np.int32), np.asarray(heads, np.int32)
    order = np.lexsort((head, tail))
    tail, head = tail[order], head[order]
    new = np.ones(len(order), bool)
    new[1:] = (tail[1:] != tail[:-1]) | (head[1:] != head[:-1])
    values = {name: np.asarray(given, float)[order] for name, given in columns.items() if given is not None}
    return Converted(nodes, index, tail[new], head[new], np.flatnonzero(new), values, True, len(order))


def _pairs(rows: Sequence[Mapping[Node, Any]], index: Mapping[Node, int]) -> tuple[Whole, Whole]:
    lengths = np.fromiter(map(len, rows), np.int64, len(rows))
    heads = np.fromiter(map(index.__getitem__, chain.from_iterable(rows)), np.int32, int(lengths.sum()))
    return np.repeat(np.arange(len(rows), dtype=np.int32), lengths), heads


def _column(name: Any, cells: Sequence[Any], default: Any, copies: NDArray[np.int64] | None, there: Any) -> Column:
    facts = cells if copies is None else chain.from_iterable(keys.values() for keys in cells)
    every = numbers(name, (each.get(name, default) for each in facts))
    if copies is not None and not isinstance(there, slice):
        there = np.repeat(there, copies)
    kept: Column = every[there]
    return kept


def numbers(name: Any, values: Iterable[Any]) -> Column:
    """Values as whole numbers if all are, else as real ones; NotImplementedError where one is no finite number.

    >>> numbers("weight", [1, 2]).dtype.kind, numbers("weight", [1, 2.5]).dtype.kind
    ('i', 'f')
    """
    try:
        found = np.array([*values, 0])[:-1]
    except (ValueError, OverflowError):
        found = np.array([None])
    if found.dtype.kind == "f" and np.isfinite(found).all():
        return found.astype(np.float64)
    if found.dtype.kind in "ib" and (np.abs(found) <= _EXACT_WHOLE).all():
        return found.astype(np.int64)
    raise NotImplementedError(f"The attribute {name!r} is not a finite number everywhere.")
