"""Centrality by repeated multiplication, with networkx's arguments and stopping rule, or a stricter one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from lkg import kernels
from lkg.backend.converted import Node
from lkg.backend.graphs import Reading, by_node, not_negative, reading

Real = NDArray[np.float64]


def pagerank(
    G: Any,  # noqa: N803
    alpha: float = 0.85,
    personalization: Mapping[Node, float] | None = None,
    max_iter: int = 100,
    tol: float = 1.0e-6,
    nstart: Mapping[Node, float] | None = None,
    weight: Any = "weight",
    dangling: Mapping[Node, float] | None = None,
) -> dict[Node, float]:
    """PageRank of every node; ZeroDivisionError for a personalization that sums to 0.

    >>> from lkg.networks import Network
    >>> found = pagerank(Network.from_arrays(["a", "b", "c"], [1, 2], [0, 0]))
    >>> {actor: round(share, 2) for actor, share in found.items()}
    {'a': 0.57, 'b': 0.21, 'c': 0.21}
    """
    graph = reading(G)
    if not graph.nodes:
        return {}
    adjacency = not_negative(graph.summed(weight))
    jump = _vector(graph, personalization, 0)
    if jump is not None and jump.sum() == 0:
        raise ZeroDivisionError
    compute = partial(
        kernels.pagerank,
        adjacency,
        alpha,
        personalization=_fit(jump),
        dangling=_fit(_vector(graph, dangling, 0)),
        start=_fit(_vector(graph, nstart, 0)),
    )
    return by_node(graph, _settled(compute, adjacency.size, tol, max_iter))


def eigenvector_centrality(
    G: Any,  # noqa: N803
    max_iter: int = 100,
    tol: float = 1.0e-6,
    nstart: Mapping[Node, float] | None = None,
    weight: Any = None,
) -> dict[Node, float]:
    """The leading eigenvector over in-ties, of length 1; NetworkXPointlessConcept without nodes."""
    graph = reading(G)
    if not graph.nodes:
        raise nx.NetworkXPointlessConcept("cannot compute centrality for the null graph")
    start = _vector(graph, nstart)
    if start is not None and not start.any():
        raise nx.NetworkXError("initial vector cannot have all zero values")
    compute = partial(kernels.eigenvector, graph.summed(weight), start=_fit(start))
    return by_node(graph, _settled(compute, len(graph.nodes), tol, max_iter))


def katz_centrality(
    G: Any,  # noqa: N803
    alpha: float = 0.1,
    beta: Any = 1.0,
    max_iter: int = 1000,
    tol: float = 1.0e-6,
    nstart: Mapping[Node, float] | None = None,
    normalized: bool = True,
    weight: Any = None,
) -> dict[Node, float]:
    """Status through chains of in-ties, of length 1 if `normalized`; NetworkXError for a beta without every node."""
    graph = reading(G)
    if not graph.nodes:
        return {}
    compute = partial(kernels.katz, graph.summed(weight), alpha, _constants(graph, beta), start=_vector(graph, nstart))
    found = _settled(compute, len(graph.nodes), tol, max_iter)
    length = float(np.linalg.norm(found)) if normalized else 1.0
    return by_node(graph, found / (length or 1.0))


def hits(
    G: Any,  # noqa: N803
    max_iter: int = 100,
    tol: float = 1.0e-8,
    nstart: Mapping[Node, float] | None = None,
    normalized: bool = True,
    *,
    method: str | None = None,
) -> tuple[dict[Node, float], dict[Node, float]]:
    """Hubs and authorities, each with sum 1; the method of networkx (3.7) makes no difference to them.

    A step of networkx's solver, which `max_iter` limits, is worth twenty multiplications. What settles more slowly than
    that is left to it.

    >>> from lkg.networks import Network
    >>> hits(Network.from_arrays(["a", "b"], [0], [1]))
    ({'a': 1.0, 'b': 0.0}, {'a': 0.0, 'b': 1.0})
    """
    graph = reading(G)
    if not graph.nodes:
        return {}, {}
    if max_iter <= 0:
        raise nx.PowerIterationFailedConvergence(max_iter)
    adjacency = not_negative(graph.summed("weight"))
    if not len(adjacency.ends):
        raise NotImplementedError("Nobody points to anybody.")
    start = _fit(_vector(graph, nstart, 0))
    try:
        hubs, authorities = kernels.hits(adjacency, start=start, tolerance=tol, limit=20 * max_iter)
    except kernels.Unsettled as error:
        raise NotImplementedError(str(error)) from error
    return by_node(graph, hubs), by_node(graph, authorities)


def _settled(compute: Callable[..., Real], size: int, tol: float, max_iter: int) -> Real:
    """The values once they move by less than `tol` in all, else by `size * tol`, with which networkx is content."""
    for tolerance in (tol, size * tol):
        try:
            return compute(tolerance=tolerance, limit=max_iter)
        except kernels.Unsettled:
            continue
    raise nx.PowerIterationFailedConvergence(max_iter)


def _vector(graph: Reading, given: Mapping[Node, float] | None, missing: float | None = None) -> Real | None:
    """(n,) a number for each node; one that is missing counts as said, or is a KeyError."""
    if given is None:
        return None
    values = (given[node] if missing is None else given.get(node, missing) for node in graph.nodes)
    return np.fromiter(values, float, len(graph.nodes))


def _fit(shares: Real | None) -> Real | None:
    """The same; NotImplementedError where they cannot be scaled to sum 1, which only networkx tries."""
    if shares is not None and not shares.sum() > 0:
        raise NotImplementedError("The shares do not sum to more than 0.")
    return shares


def _constants(graph: Reading, beta: Any) -> float | Real:
    try:
        return float(beta)
    except (TypeError, ValueError) as error:
        if set(beta) != set(graph.nodes):
            raise nx.NetworkXError("beta dictionary must have a value for every node") from error
        return np.array([beta[node] for node in graph.nodes], float)
