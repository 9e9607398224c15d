"""A graph laid out for many passes of a vector along its ties, by as many threads as are given.

The rows are cut into the same blocks for any number of threads, and what the blocks tell is added in their order.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from lkg.kernels.adjacency import Adjacency, Real, Whole
from lkg.kernels.spread import bounds, crew

FEW = 100_000
"""entries below which one thread is done before a second has started"""
BLOCKS = 64
Unsigned = NDArray[np.uint32]


@dataclass(frozen=True)
class Order:
    """The nodes in the order of their rows, (n,), and the place of each in that order, (n,)."""

    nodes: Unsigned
    places: Unsigned


@dataclass(frozen=True)
class Walk:
    """How a random walk goes on: along ties with alpha, from where it is stuck by `onward`, else by `jump`."""

    alpha: float
    jump: Real
    onward: Real
    total: Real
    """(n,) the weights of a node's ties out; 1 where it is stuck"""
    inverse: Real
    """(n,) 1 / total"""
    stuck: NDArray[np.bool_]


class Rows(Protocol):
    """The neighbours of every node, from whom vectors (n,) come; in the order of the rows, as what is found."""

    @property
    def order(self) -> Order:
        """Whose the rows are."""

    def pull(self, vector: Real, factor: float, added: Real, found: Real) -> tuple[float, float, float]:
        """Fill in factor × the sum over each node's neighbours + what is added.

        Gives how far the vector moved in all, the sum of what is found, and the sum of its squares.
        """

    def walk(self, vector: Real, step: Walk, lost: float, found: Real) -> tuple[float, float]:
        """Fill in where a random walk is one step later; vectors hold shares over `step.total`.

        Gives how far the shares moved in all, and the share that is stuck, which is `lost` at the next step.
        """


@dataclass(frozen=True)
class Laid:
    """Rows in compiled code, ordered by their lengths."""

    order: Order
    starts: Unsigned
    """(n + 1,)"""
    ends: Unsigned
    """(m,) the places of the neighbours"""
    values: Real
    """(m,), or empty for 1 each"""
    cuts: Unsigned
    """where blocks of rows start, and the last ends"""
    threads: int
    pool: ThreadPoolExecutor | None

    def pull(self, vector: Real, factor: float, added: Real, found: Real) -> tuple[float, float, float]:
        """As `Rows.pull`."""
        from lkg.kernels import products

        parts = np.empty((len(self.cuts) - 1, 3))
        rows = self.starts, self.ends, self.values, self.cuts
        self._all(lambda first, last: products.pull(*rows, first, last, vector, factor, added, found, parts))
        moved, total, squares = parts.sum(axis=0).tolist()
        return moved, total, squares

    def walk(self, vector: Real, step: Walk, lost: float, found: Real) -> tuple[float, float]:
        """As `Rows.walk`."""
        from lkg.kernels import products

        parts = np.empty((len(self.cuts) - 1, 2))
        rows = self.starts, self.ends, self.values, self.cuts
        ways = step.jump, step.onward, step.total, step.inverse

        def compute(first: int, last: int) -> None:
            products.walk(*rows, first, last, vector, step.alpha, lost, *ways, step.stuck, found, parts)

        self._all(compute)
        moved, waits = parts.sum(axis=0).tolist()
        return moved, waits

    def _all(self, compute: Callable[[int, int], None]) -> None:
        """Every block, each thread a run of them; the first run is computed here, since waking a thread takes time."""
        count = len(self.cuts) - 1
        shares = [count * thread // self.threads for thread in range(self.threads + 1)]
        others = self.pool.map(compute, shares[1:-1], shares[2:]) if self.pool else ()
        compute(0, shares[1])
        for _ in others:
            pass


class Passes:
    """The in-rows and out-rows of a graph, laid out when they are asked for; its threads end with it."""

    def __init__(self, adj: Adjacency, threads: int | None) -> None:
        asked = crew(threads)
        self.adj, self.threads = adj, asked if len(adj.ends) >= FEW else 1
        self.pool = ThreadPoolExecutor(self.threads - 1) if self.threads > 1 else None

    def __enter__(self) -> Passes:
        return self

    def __exit__(self, *_: object) -> None:
        if self.pool:
            self.pool.shutdown()

    def into(self) -> Rows:
        """The rows of in-neighbours."""
        starts, ends, _ = self.adj.into
        order = _order(starts)
        return self._rows(starts, ends, self.adj.values_into, order, order)

    def both(self) -> tuple[Rows, Rows]:
        """The rows of in-neighbours and those of out-neighbours, each for vectors in the order of the other."""
        if not self.adj.directed:
            rows = self.into()
            return rows, rows
        adj, (starts, ends, _) = self.adj, self.adj.into
        into, out = _order(starts), _order(adj.starts)
        return (
            self._rows(starts, ends, adj.values_into, into, out),
            self._rows(adj.starts, adj.ends, adj.values, out, into),
        )

    def _rows(self, starts: Whole, ends: Whole, values: Real | None, own: Order, others: Order) -> Rows:
        from lkg.kernels import compiling, plain, products

        if not compiling.COMPILES:
            return plain.Plain(own, starts, ends, values)
        given = np.empty(0) if values is None else values
        laid, to, worth = np.empty(len(starts), np.uint32), np.empty(len(ends), np.uint32), np.empty(len(given))
        products.lay(starts.view(np.uint32), ends.view(np.uint32), given, own.nodes, others.places, laid, to, worth)
        return Laid(own, laid, to, worth, bounds(laid, BLOCKS).astype(np.uint32), self.threads, self.pool)


def _order(starts: Whole) -> Order:
    from lkg.kernels import compiling, products

    nodes = np.arange(len(starts) - 1, dtype=np.uint32)
    order = Order(nodes, nodes.copy())
    if compiling.COMPILES:
        products.arrange(starts.view(np.uint32), order.nodes, order.places)
    return order
