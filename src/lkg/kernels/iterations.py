"""Status in large graphs by iteration: PageRank, eigenvector and Katz centrality, hubs and authorities.

All stop by one rule: when the vector moves by less than `tolerance` in one step, summed over all nodes (a true L1
distance, not one per node), or raise `Unsettled` after `limit` steps. Values of the adjacency, if any, are weights.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import ArrayLike

from lkg.errors import Finding, InvalidMeasure
from lkg.kernels.adjacency import Adjacency, Real, Whole
from lkg.kernels.spread import blocks, crew

LIMIT = 10_000
FEW = 100_000
"""entries below which one thread is done before a second has started"""
Product = Callable[[Real], Real]


class Unsettled(Finding, ArithmeticError):
    """An iteration that still moves after all its steps."""

    def __init__(self, measure: str, steps: int, moved: float, tolerance: float) -> None:
        super().__init__(measure, steps, moved, tolerance)
        self.measure, self.steps, self.moved, self.tolerance = measure, steps, moved, tolerance

    def __str__(self) -> str:
        return (
            f"{self.measure} still moves by {self.moved:.3g} after {self.steps} steps, not by {self.tolerance:g}. "
            "Allow more steps or a larger tolerance, or choose another measure: on these ties it may have no limit."
        )


def pagerank(
    adj: Adjacency,
    alpha: float = 0.85,
    *,
    personalization: ArrayLike | None = None,
    dangling: ArrayLike | None = None,
    start: ArrayLike | None = None,
    tolerance: float = 1e-12,
    limit: int = LIMIT,
    threads: int | None = None,
) -> Real:
    """The share of a random walk that each node sees, (n,) with sum 1 (Brin and Page 1998).

    With 1 − alpha the walk jumps by `personalization` (default: to all alike), from a node without ties on by
    `dangling` (default: as it jumps); both are scaled to sum 1. The shares are within alpha / (1 − alpha) · tolerance
    of the limit. Raises InvalidMeasure for weights below 0 and Unsettled if the walk does not settle.

    >>> pagerank(Adjacency.from_edges(2, [0, 1], [1, 0], directed=True))
    array([0.5, 0.5])
    """
    given = _weights(adj)
    total = np.bincount(adj.tails, given, adj.size)
    lost, inverse = total == 0, np.divide(1, total, out=np.zeros(adj.size), where=total != 0)
    jump = _shares("personalization", personalization, adj.size)
    onward = jump if dangling is None else _shares("dangling", dangling, adj.size)

    def step(shares: Real) -> Real:
        walked = product(shares * inverse)
        walked *= alpha
        walked += alpha * shares[lost].sum() * onward + (1 - alpha) * jump
        return walked

    with _Products(adj, threads) as products:
        product = products.into
        return _settle("PageRank", step, _shares("start", start, adj.size), tolerance, limit)


def eigenvector(
    adj: Adjacency,
    *,
    start: ArrayLike | None = None,
    tolerance: float = 1e-10,
    limit: int = LIMIT,
    threads: int | None = None,
) -> Real:
    """The leading eigenvector over in-ties, (n,) of length 1 (Bonacich 1972).

    Steps of A + I, which settle where those of A swing to and fro. Raises Unsettled where there is no limit within
    reach, as in a digraph without cycles.

    >>> eigenvector(Adjacency.from_edges(2, [0], [1], directed=False)).round(3)
    array([0.707, 0.707])
    """

    def step(vector: Real) -> Real:
        moved = products.into(vector)
        moved += vector
        moved /= np.sqrt(moved @ moved) or 1.0
        return moved

    with _Products(adj, threads) as products:
        return _settle("Eigenvector centrality", step, _shares("start", start, adj.size), tolerance, limit)


def katz(
    adj: Adjacency,
    alpha: float = 0.1,
    beta: ArrayLike = 1.0,
    *,
    start: ArrayLike | None = None,
    tolerance: float = 1e-10,
    limit: int = LIMIT,
    threads: int | None = None,
) -> Real:
    """Status through chains of in-ties, x = alpha · Aᵀx + beta, (n,), before any scaling (Katz 1953).

    `beta` is one number or one a node. Raises Unsettled where alpha is not below 1 / spectral radius.

    >>> katz(Adjacency.from_edges(2, [0], [1], directed=True), 0.5)
    array([1. , 1.5])
    """
    own = _vector("beta", beta, adj.size)

    def step(vector: Real) -> Real:
        moved = products.into(vector)
        moved *= alpha
        moved += own
        return moved

    begin = np.zeros(adj.size) if start is None else _vector("start", start, adj.size)
    with _Products(adj, threads) as products:
        return _settle("Katz centrality", step, begin, tolerance, limit)


def hits(
    adj: Adjacency,
    *,
    start: ArrayLike | None = None,
    tolerance: float = 1e-12,
    limit: int = LIMIT,
    threads: int | None = None,
) -> tuple[Real, Real]:
    """Hubs, who point to authorities, and authorities, whom hubs point to; each (n,) with sum 1 (Kleinberg 1999).

    Where nobody points to anybody all are alike. Raises InvalidMeasure for weights below 0 and Unsettled if the hubs
    do not settle.

    >>> hubs, authorities = hits(Adjacency.from_edges(3, [0, 1], [2, 2], directed=True))
    >>> hubs.tolist(), authorities.tolist()
    ([0.5, 0.5, 0.0], [0.0, 0.0, 1.0])
    """
    _weights(adj)
    alike = _shares("start", None, adj.size)

    def scaled(vector: Real) -> Real:
        total = vector.sum()
        return vector / total if total > 0 else alike

    with _Products(adj, threads) as products:
        begin = _shares("start", start, adj.size)
        hubs = _settle("HITS", lambda old: scaled(products.out(products.into(old))), begin, tolerance, limit)
        return hubs, scaled(products.into(hubs))


def _settle(measure: str, step: Callable[[Real], Real], vector: Real, tolerance: float, limit: int) -> Real:
    """Step until the vector moves by less than the tolerance in all."""
    moved, steps = np.inf, 0
    # a vector that grows without bounds is told by the number that it moves by
    with np.errstate(over="ignore", invalid="ignore"):
        while not moved < tolerance:
            if steps == limit or (steps and not np.isfinite(moved)):
                raise Unsettled(measure, steps, moved, tolerance)
            before, vector = vector, step(vector)
            moved, steps = float(np.abs(vector - before).sum()), steps + 1
    return vector


class _Products:
    """Sums over in-ties and out-ties by blocks of rows, which are the same by however many threads."""

    def __init__(self, adj: Adjacency, threads: int | None) -> None:
        self.adj, self.threads = adj, crew(threads) if len(adj.ends) >= FEW else 1
        self.pool = ThreadPoolExecutor(self.threads) if self.threads > 1 else None
        self.kept: dict[str, Product] = {}

    def __enter__(self) -> _Products:
        return self

    def __exit__(self, *_: object) -> None:
        if self.pool:
            self.pool.shutdown()

    def out(self, vector: Real) -> Real:
        """The sums over out-ties."""
        if "out" not in self.kept:
            self.kept["out"] = self._product(self.adj.starts, self.adj.ends, self.adj.values)
        return self.kept["out"](vector)

    def into(self, vector: Real) -> Real:
        """The sums over in-ties."""
        if not self.adj.directed:
            return self.out(vector)
        if "into" not in self.kept:
            starts, ends, _ = self.adj.into
            self.kept["into"] = self._product(starts, ends, self.adj.values_into)
        return self.kept["into"](vector)

    def _product(self, starts: Whole, ends: Whole, values: Real | None) -> Product:
        from lkg.kernels import compiling, plain, products

        if not compiling.COMPILES:
            return plain.product(starts, ends, values)
        bounds = [(int(first), int(last)) for first, last in blocks(starts, self.threads)]

        def product(vector: Real) -> Real:
            found = np.empty(len(vector))

            def fill(bound: tuple[int, int]) -> None:
                if values is None:
                    products.sums(starts, ends, vector, *bound, found)
                else:
                    products.weighted_sums(starts, ends, values, vector, *bound, found)

            list((self.pool.map if self.pool else map)(fill, bounds))
            return found

        return product


def _weights(adj: Adjacency) -> Real | None:
    if adj.values is not None and not (adj.values >= 0).all():
        raise InvalidMeasure("A weight is below 0. Give weights of 0 or more, or leave them out.")
    return adj.values


def _vector(name: str, given: ArrayLike, size: int) -> Real:
    found = np.asarray(given, float)
    if found.shape not in ((), (size,)):
        raise InvalidMeasure(f"{name} has the shape {found.shape}; one number for each of the {size} nodes is needed.")
    return np.broadcast_to(found, (size,)).copy()


def _shares(name: str, given: ArrayLike | None, size: int) -> Real:
    """A vector scaled to sum 1; equal shares if none is given."""
    if given is None:
        return np.full(size, 1 / max(size, 1))
    found = _vector(name, given, size)
    total = float(found.sum())
    if not total > 0:
        raise InvalidMeasure(f"{name} sums to {total:g}. Give shares of 0 or more that are not all 0.")
    found /= total
    return found
