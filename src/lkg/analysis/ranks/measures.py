"""Centralities as functions of a plain graph; what networkx does well is networkx."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import networkx as nx
import numpy as np

Values = dict[str, float]
TOLERANCE = 1e-10


@dataclass(frozen=True, slots=True)
class Measure:
    """A centrality: how it is computed, and which ties it makes sense on."""

    name: str
    words: str
    compute: Callable[[nx.Graph, bool], Values]
    """(plain graph, whether weights count) → value of every node"""
    conflict: bool = False
    """whether it makes sense on conflict alone"""
    ascending: bool = False
    """whether a low value is what stands out"""
    directed: bool = True
    """whether it tells who acts from who is acted on, where the lens does"""


def degree(graph: nx.Graph, weighted: bool) -> Values:
    """The number of others that a node has ties with; with weights, their sum (strength)."""
    return {node: float(value) for node, value in graph.degree(weight="weight" if weighted else None)}


def strength(graph: nx.Graph, weighted: bool) -> Values:
    """The sum of a node's weights, in both directions."""
    return {node: float(value) for node, value in graph.degree(weight="weight")}


def betweenness(graph: nx.Graph, weighted: bool) -> Values:
    """The share of shortest paths that run through a node (Freeman 1977; Brandes 2001)."""
    return dict(nx.betweenness_centrality(graph, weight="distance" if weighted else None))


def closeness(graph: nx.Graph, weighted: bool) -> Values:
    """The inverse mean distance to all others, scaled by the share reached (Wasserman and Faust 1994)."""
    return dict(nx.closeness_centrality(graph, distance="distance" if weighted else None))


def harmonic(graph: nx.Graph, weighted: bool) -> Values:
    """The mean inverse distance from all others; 0 for what cannot be reached (Rochat 2009)."""
    n = max(len(graph) - 1, 1)
    found = nx.harmonic_centrality(graph, distance="distance" if weighted else None)
    return {node: value / n for node, value in found.items()}


def eigenvector(graph: nx.Graph, weighted: bool) -> Values:
    """The leading eigenvector of the adjacency matrix, by power iteration on A + I to a true L1 tolerance."""
    matrix = _matrix(graph, weighted).T + np.eye(len(graph))
    vector = np.full(len(graph), 1 / len(graph))
    for _ in range(10_000):
        step = matrix @ vector
        step /= np.linalg.norm(step)
        if np.abs(step - vector).sum() < TOLERANCE:
            break
        vector = step
    return dict(zip(graph, map(float, step), strict=True))


def katz(graph: nx.Graph, weighted: bool) -> Values:
    """Katz's (1953) status with attenuation 0.9 / λ, scaled to length 1, solved directly."""
    matrix = _matrix(graph, weighted)
    top = float(np.abs(np.linalg.eigvals(matrix)).max())
    alpha = 0.9 / top if top > 1e-9 else 0.1
    found = np.linalg.solve(np.eye(len(graph)) - alpha * matrix.T, np.ones(len(graph)))
    return dict(zip(graph, map(float, found / np.linalg.norm(found)), strict=True))


def pagerank(graph: nx.Graph, weighted: bool) -> Values:
    """PageRank with damping 0.85 (Brin and Page 1998)."""
    # networkx stops at N·tol, so a true tolerance has to be divided by N
    tolerance = TOLERANCE / max(len(graph), 1)
    return dict(nx.pagerank(graph, weight="weight" if weighted else None, tol=tolerance, max_iter=10_000))


def hubs(graph: nx.Graph, weighted: bool) -> Values:
    """Kleinberg's (1999) hubs: who acts on those who are acted on most."""
    return _singular(_matrix(graph, weighted), graph)


def authorities(graph: nx.Graph, weighted: bool) -> Values:
    """Kleinberg's (1999) authorities: who is acted on by those who act most."""
    return _singular(_matrix(graph, weighted).T, graph)


def core(graph: nx.Graph, weighted: bool) -> Values:
    """The largest k such that the node lies in a part where all have k neighbours (Seidman 1983)."""
    return {node: float(k) for node, k in nx.core_number(graph).items()}


def constraint(graph: nx.Graph, weighted: bool) -> Values:
    """Burt's (1992) constraint: how much a node's contacts are contacts of one another. Low is free."""
    return dict(nx.constraint(graph, weight="weight" if weighted else None))


def effective_size(graph: nx.Graph, weighted: bool) -> Values:
    """Burt's (1992) effective size: contacts less their mean number of ties among themselves."""
    if not graph.is_directed():
        # without `nodes` networkx 3.6 divides by the largest weight of the third node instead of that of the contact
        return dict(nx.effective_size(graph, nodes=list(graph), weight="weight" if weighted else None))
    # Burt's formula knows only what two give one another; networkx calls whoever nobody follows an isolate
    mutual = nx.Graph()
    mutual.add_nodes_from(graph)
    for a, b, facts in graph.edges(data=True):
        before = mutual.get_edge_data(a, b, {"weight": 0.0})["weight"]
        mutual.add_edge(a, b, weight=before + (facts["weight"] if weighted else 1.0))
    return effective_size(mutual, weighted=True)


def pn(graph: nx.Graph, weighted: bool) -> Values:
    """PN centrality of signed networks (Everett and Borgatti 2014): (I − A / (2n − 2))⁻¹ 1 with A = P − 2N.

    Uses pairs of sign + and −; mixed and neutral pairs are left out. Above 1: more friends than foes.
    """
    n = len(graph)
    number = {node: i for i, node in enumerate(graph)}
    matrix = np.zeros((n, n))
    for a, b, sign in graph.edges(data="sign"):
        value = {1: 1.0, -1: -2.0}.get(sign, 0.0)
        matrix[number[a], number[b]] = matrix[number[b], number[a]] = value
    if n == 2 and matrix.min() < 0:
        # of two foes and nobody else the matrix has no inverse
        return dict.fromkeys(graph, math.nan)
    found = np.linalg.solve(np.eye(n) - matrix / max(2 * n - 2, 1), np.ones(n))
    return dict(zip(graph, map(float, found), strict=True))


def _matrix(graph: nx.Graph, weighted: bool) -> np.ndarray:
    return np.asarray(nx.to_numpy_array(graph, weight="weight" if weighted else None))


def _singular(matrix: np.ndarray, graph: nx.Graph) -> Values:
    """The leading left singular vector, non-negative and scaled to sum 1."""
    product = matrix @ matrix.T
    vector = np.full(len(graph), 1 / len(graph))
    for _ in range(10_000):
        step = product @ vector
        total = step.sum()
        step = step / total if total > 0 else vector
        if np.abs(step - vector).sum() < TOLERANCE:
            break
        vector = step
    return dict(zip(graph, map(float, step), strict=True))


_ALL = (
    Measure("degree", "number of others with a tie", degree, conflict=True, directed=False),
    Measure("strength", "sum of weights", strength, conflict=True, directed=False),
    Measure("betweenness", "share of shortest paths that run through", betweenness),
    Measure("closeness", "inverse mean distance", closeness),
    Measure("harmonic", "mean inverse distance", harmonic),
    Measure("eigenvector", "ties to the well-tied", eigenvector),
    Measure("katz", "reach through chains, attenuated", katz),
    Measure("pagerank", "share of a random walk", pagerank),
    Measure("hubs", "acting on those acted on most", hubs, conflict=True),
    Measure("authorities", "acted on by those who act most", authorities, conflict=True),
    Measure("core", "largest k of a k-core", core, directed=False),
    Measure("constraint", "contacts tied among themselves; low is free", constraint, ascending=True),
    Measure("effective_size", "contacts that do not repeat one another", effective_size),
    Measure("pn", "friends less foes, through chains", pn, conflict=True, directed=False),
)
MEASURES: Mapping[str, Measure] = {measure.name: measure for measure in _ALL}
