"""Burt's structural holes: how far an actor's contacts are contacts of one another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from numpy.typing import NDArray

HOLES = ("constraint", "effective_size", "efficiency", "hierarchy")


def holes(graph: nx.Graph) -> dict[Any, Mapping[str, float | None]]:
    """Constraint, effective size, efficiency and hierarchy of every node (Burt 1992), direction and weight ignored.

    With p = 1/degree for each contact, the constraint by contact j is c_j = (p_j + Σ p_q p_qj)², and their sum is the
    constraint; effective size is the number n of contacts less their mean ties among themselves, efficiency its
    share of n. Hierarchy is the Coleman-Theil disorder of the shares r_j = c_j · n / Σ c: Σ r_j ln r_j / (n ln n),
    0 where all contacts constrain alike. None for who has no contact, and hierarchy for who has only one.

    >>> holes(nx.star_graph(4))[0]
    {'constraint': 0.25, 'effective_size': 4.0, 'efficiency': 1.0, 'hierarchy': 0.0}
    """
    nodes = list(graph)
    plain = nx.Graph()
    plain.add_nodes_from(nodes)
    plain.add_edges_from((a, b) for a, b in graph.edges() if a != b)
    ties = sparse.csr_array(nx.to_scipy_sparse_array(plain, nodelist=nodes, weight=None, dtype=float))
    degree = np.asarray(ties.sum(axis=1)).ravel()
    share = sparse.diags_array(np.divide(1.0, degree, out=np.zeros_like(degree), where=degree > 0)) @ ties
    # only contacts constrain: whom one reaches through others alone is left out, as in networkx
    by_contact = sparse.csr_array(((share + share @ share) * ties) ** 2)
    among = np.asarray(((ties @ ties) * ties).sum(axis=1)).ravel()
    return {node: _of(by_contact[[i]].data, degree[i], among[i]) for i, node in enumerate(nodes)}


def _of(by_contact: NDArray[np.float64], degree: float, among: float) -> Mapping[str, float | None]:
    if not degree:
        return dict.fromkeys(HOLES)
    size = float(degree - among / degree)
    return {
        "constraint": float(by_contact.sum()),
        "effective_size": size,
        "efficiency": size / float(degree),
        "hierarchy": _disorder(by_contact),
    }


def _disorder(by_contact: NDArray[np.float64]) -> float | None:
    n = len(by_contact)
    if n < 2:
        return None
    shares = by_contact * n / by_contact.sum()
    return float((shares * np.log(shares)).sum() / (n * np.log(n)))
