"""Status in large graphs by iteration: PageRank, eigenvector and Katz centrality, hubs and authorities.

All stop by one rule: when the vector moves by less than `tolerance` in one step, summed over all nodes (a true L1
distance, not one per node), or raise `Unsettled` after `limit` steps. Values of the adjacency, if any, are weights.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from lkg.errors import Finding, InvalidMeasure
from lkg.kernels.adjacency import Adjacency, Real
from lkg.kernels.passes import Passes, Rows, Walk

LIMIT = 10_000


class Unsettled(Finding, ArithmeticError):
    """An iteration that still moves after all its steps.

    >>> pagerank(Adjacency.from_edges(2, [0], [1], directed=True), limit=1)
    Traceback (most recent call last):
    lkg.kernels.iterations.Unsettled: PageRank still moves by 0.425 after 1 steps, ...
    """

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
    total = (
        np.diff(adj.starts).astype(float) if given is None else np.bincount(adj.tails, given, adj.size).astype(float)
    )
    stuck = total == 0
    # a share is passed on in parts of its total: one division a node and not one a tie
    total[stuck] = 1
    jump, begin = (_shares(*each, adj.size) for each in (("personalization", personalization), ("start", start)))
    onward = jump if dangling is None else _shares("dangling", dangling, adj.size)
    lost = float(begin[stuck].sum())

    def step(shares: Real, found: Real) -> float:
        nonlocal lost
        moved, lost = rows.walk(shares, walk, lost, found)
        return moved

    with Passes(adj, threads) as passes:
        rows = passes.into()
        nodes = rows.order.nodes
        parts = total[nodes]
        walk = Walk(alpha, jump[nodes], onward[nodes], parts, 1 / parts, stuck[nodes])
        found = _settle("PageRank", step, (begin / total)[nodes], tolerance, limit)[rows.order.places]
    found *= total
    return found


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

    def step(vector: Real, found: Real) -> float:
        _, _, squares = rows.pull(vector, 1.0, vector, found)
        found /= np.sqrt(squares) or 1.0
        return _moved(vector, found)

    with Passes(adj, threads) as passes:
        rows = passes.into()
        begin = _shares("start", start, adj.size)[rows.order.nodes]
        return _settle("Eigenvector centrality", step, begin, tolerance, limit)[rows.order.places]


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

    begin = np.zeros(adj.size) if start is None else _vector("start", start, adj.size)

    def step(vector: Real, found: Real) -> float:
        return rows.pull(vector, alpha, own, found)[0]

    with Passes(adj, threads) as passes:
        rows = passes.into()
        own = own[rows.order.nodes]
        return _settle("Katz centrality", step, begin[rows.order.nodes], tolerance, limit)[rows.order.places]


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
    nothing, authorities = np.zeros(adj.size), np.empty(adj.size)

    def pulled(rows: Rows, vector: Real, factor: float, found: Real) -> float:
        """Fills in the sums over the neighbours and gives what they add up to; where there is no tie all are alike."""
        _, total, _ = rows.pull(vector, factor, nothing, found)
        if not total > 0:
            found[:] = 1 / max(adj.size, 1)
        return total if total > 0 else 1.0

    def step(hubs: Real, found: Real) -> float:
        total = pulled(into, hubs, 1.0, authorities)
        found /= pulled(out, authorities, 1 / total, found)
        return _moved(hubs, found)

    with Passes(adj, threads) as passes:
        into, out = passes.both()
        hubs = _settle("HITS", step, _shares("start", start, adj.size)[out.order.nodes], tolerance, limit)
        authorities /= pulled(into, hubs, 1.0, authorities)
    return hubs[out.order.places], authorities[into.order.places]


def _settle(measure: str, step: Callable[[Real, Real], float], vector: Real, tolerance: float, limit: int) -> Real:
    """Step until the vector moves by less than the tolerance in all.

    A step fills in the next vector, gives how far it moved, and may spoil the vector that it came from.
    """
    moved, steps, found = np.inf, 0, np.empty(len(vector))
    # a vector that grows without bounds is told by the number that it moves by
    with np.errstate(over="ignore", invalid="ignore"):
        while not moved < tolerance:
            if steps == limit or (steps and not np.isfinite(moved)):
                raise Unsettled(measure, steps, moved, tolerance)
            moved, steps = step(vector, found), steps + 1
            vector, found = found, vector
    return vector


def _moved(before: Real, vector: Real) -> float:
    """How far a vector moved in all; spoils where it came from."""
    before -= vector
    np.abs(before, out=before)
    return float(before.sum())


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
