"""Measures of many resampled graphs at once, compiled.

One small graph is drawn a thousand times, each time with other edges: `resample` gives the values of a measure for
every draw, the same as `lkg.analysis.ranks.measures` gives for one. Nothing is compiled, nor numba imported, before the
first call; each measure is then compiled once and kept on disk.
"""

from __future__ import annotations

import collections
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

Real: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True)
class Edges:
    """The edges that a simple graph may have; an undirected one is given once.

    Raises ValueError for a node outside 0 … size − 1, a loop, and an edge given twice.

    >>> Edges(3, np.array([0, 0]), np.array([1, 2])).directed
    False
    >>> Edges(3, np.array([0, 1]), np.array([1, 0]))
    Traceback (most recent call last):
        ...
    ValueError: An edge is given twice. Sum parallel edges first.
    """

    size: int
    """number of nodes, 0 … size − 1"""
    tails: NDArray[np.int32]
    """(m,)"""
    heads: NDArray[np.int32]
    """(m,)"""
    directed: bool = False

    def __post_init__(self) -> None:
        tails, heads = np.asarray(self.tails), np.asarray(self.heads)
        if tails.ndim != 1 or tails.shape != heads.shape:
            raise ValueError(f"Every edge has a tail and a head; there are {tails.size} tails and {heads.size} heads.")
        if tails.size and not 0 <= min(tails.min(), heads.min()) <= max(tails.max(), heads.max()) < self.size:
            raise ValueError(f"An edge ends at a node outside 0 … {self.size - 1}.")
        if (tails == heads).any():
            raise ValueError("An edge joins a node with itself. A simple graph has no loops.")
        ends = (tails, heads) if self.directed else (np.minimum(tails, heads), np.maximum(tails, heads))
        if len(np.unique(np.stack(ends, axis=1), axis=0)) < tails.size:
            raise ValueError("An edge is given twice. Sum parallel edges first.")


@dataclass(frozen=True, slots=True)
class _Kernel:
    """Where a measure is computed, and what it reads of a graph."""

    module: str
    function: str
    rows: Literal["out", "in", "both"] = "out"
    """the neighbours that a node's row holds in a digraph"""
    reads: Literal["weights", "lengths", "signs", "weights always"] = "weights"
    directed: bool = True
    """whether it is defined for digraphs"""


_KERNELS = {
    "degree": _Kernel("structure", "degree", directed=False),
    "strength": _Kernel("structure", "degree", reads="weights always", directed=False),
    "betweenness": _Kernel("shortest", "betweenness", reads="lengths"),
    "closeness": _Kernel("shortest", "closeness", "in", reads="lengths"),
    "harmonic": _Kernel("shortest", "harmonic", "in", reads="lengths"),
    "eigenvector": _Kernel("spectral", "eigenvector", "in"),
    "katz": _Kernel("chains", "katz", "in"),
    "pagerank": _Kernel("spectral", "pagerank", "in"),
    "hubs": _Kernel("spectral", "hubs"),
    "authorities": _Kernel("spectral", "hubs", "in"),
    "core": _Kernel("structure", "core", directed=False),
    "constraint": _Kernel("structure", "constraint", "both"),
    "effective_size": _Kernel("structure", "effective_size", "both"),
    "pn": _Kernel("chains", "pn", reads="signs", directed=False),
}


def resample(
    measure: str,
    edges: Edges,
    weights: Real,
    *,
    weighted: bool = False,
    distances: Real | None = None,
    signs: NDArray[np.int8] | None = None,
    threads: int | None = None,
) -> Real:
    """Values of a measure on B versions of a graph: weights (B, m), 0 where an edge is not there; gives (B, n).

    Without `weighted` every edge counts 1. With it its weight counts, or for shortest paths its distance: that of
    `distances` (B, m), else 1 / weight; an edge infinitely far is not there. `strength` always reads weights, `pn`
    reads `signs` (B, m) in {1, 0, −1}. NaN is a value that is not defined: constraint and effective size of an
    isolate, PN of two foes. The values do not depend on the number of threads (default: one a processor).
    Raises KeyError for an unknown measure, ValueError for what does not fit together.

    >>> star = Edges(3, np.array([0, 0]), np.array([1, 2]))
    >>> resample("degree", star, np.array([[1.0, 1.0], [0.0, 1.0]]))
    array([[2., 1., 1.],
           [1., 0., 1.]])
    """
    kernel = _KERNELS[measure]
    if edges.directed and not kernel.directed:
        raise ValueError(f"{measure} is computed for undirected edges only.")
    values = _values(kernel, edges, weights, weighted, distances, signs)
    found = np.zeros((len(values), edges.size))
    compute = _compute(kernel, edges)
    # the first draw alone: it compiles what the threads would otherwise all ask for at once
    for values_of_draw, found_of_draw in zip(values[:1], found[:1], strict=True):
        compute(values_of_draw, found_of_draw)
    with ThreadPoolExecutor(threads or os.cpu_count()) as pool:
        collections.deque(pool.map(compute, values[1:], found[1:]), maxlen=0)
    return found


def _values(
    kernel: _Kernel,
    edges: Edges,
    weights: Real,
    weighted: bool,
    distances: Real | None,
    signs: NDArray[np.int8] | None,
) -> Real:
    """What the kernel reads of every edge of every draw; NaN where an edge is not there."""
    shape = (len(weights), len(edges.tails))
    for name, given in (("weights", weights), ("distances", distances), ("signs", signs)):
        if given is not None and np.shape(given) != shape:
            raise ValueError(f"{name} have the shape {np.shape(given)}; {shape} is needed, draws by edges.")
    there = np.asarray(weights) > 0
    if distances is not None and weighted:
        there &= np.isfinite(distances)
    if kernel.reads == "signs":
        if signs is None:
            raise ValueError("Signs are needed: 1, 0 or -1 for every edge of every draw.")
        # A = P − 2N
        return np.where(there, np.where(signs == -1, -2.0, signs), np.nan)
    if kernel.reads == "weights always" or (weighted and kernel.reads == "weights"):
        return np.where(there, weights, np.nan)
    if weighted:
        return _lengths(there, weights, distances)
    return np.where(there, 1.0, np.nan)


def _lengths(there: NDArray[np.bool_], weights: Real, distances: Real | None) -> Real:
    absent = np.full(there.shape, np.nan)
    found = np.divide(1, weights, out=absent, where=there) if distances is None else np.where(there, distances, absent)
    if (found <= 0).any():
        raise ValueError("A distance is not above 0. Shortest paths need ties that are some way long.")
    return found


def _compute(kernel: _Kernel, edges: Edges) -> Callable[[Real, Real], None]:
    """The measure of one draw as a function of edge values (m,), which fills in the values of the nodes (n,)."""
    function = getattr(import_module(f"{__package__}.{kernel.module}"), kernel.function)
    pack = import_module(f"{__package__}.rows").pack
    # copies: numba compiles anew for arrays of another kind, such as read-only ones
    ends = [np.array(edges.tails, np.int32), np.array(edges.heads, np.int32)]
    tails, heads = reversed(ends) if kernel.rows == "in" else ends
    both = not edges.directed or kernel.rows == "both"
    room = 2 * len(tails) if both else len(tails)

    def compute(given: Real, found: Real) -> None:
        rows = np.zeros(edges.size + 1, np.int32), np.empty(room, np.int32), np.empty(room)
        pack(tails, heads, given, both, *rows)
        function(*rows, found)

    return compute
