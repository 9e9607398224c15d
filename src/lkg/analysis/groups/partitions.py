"""Divisions of a graph into communities: the best of several runs, the consensus of many, and what chance gives."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
from scipy import sparse

from lkg.errors import InvalidMeasure

if TYPE_CHECKING:
    from numpy.typing import NDArray

SWAPS = 10
"""tried swaps for each edge of a rewired graph"""
ROUNDS = 20
AGREED = 0.5
"""pairs that are together less often than this do not pull together in the consensus"""


@dataclass(frozen=True, eq=False)
class Division:
    """Which community every node is in: labels from 0, by falling size; −1 where nothing can be said."""

    labels: NDArray[np.int64]
    """(nodes,)"""
    together: NDArray[np.float64]
    """how often each pair of nodes was in one community, (nodes, nodes)"""
    share: NDArray[np.float64]
    """how often each node was with the core of its community, (nodes,); NaN for who is alone in it"""

    @property
    def communities(self) -> list[list[int]]:
        """The nodes of every community, by label."""
        return [np.flatnonzero(self.labels == label).tolist() for label in range(int(self.labels.max(initial=-1)) + 1)]


def best_of(
    graph: nx.Graph, *, method: str = "louvain", resolution: float = 1.0, seed: int = 1, runs: int = 20
) -> tuple[Division, NDArray[np.float64]]:
    """The division of highest modularity among several seeded runs, and the modularity of every run.

    The shares say how often the runs agree: how far the method alone leaves it open. Raises InvalidMeasure for a
    method that does not exist.

    >>> found, quality = best_of(nx.barbell_graph(4, 0))
    >>> found.communities, round(float(quality.max()), 2)
    ([[0, 1, 2, 3], [4, 5, 6, 7]], 0.42)
    """
    if method not in METHODS:
        raise InvalidMeasure(f"There is no method {method!r} for communities. Use {' or '.join(METHODS)}.")
    plain = numbered(graph)
    found = [METHODS[method](plain, resolution, seed + run) for run in range(runs)]
    quality = np.array([modularity(plain, labels, resolution) for labels in found])
    together = co_assignment(found)
    best = found[int(quality.argmax())]
    return Division(best, together, membership(best, together)), quality


def consensus(partitions: Iterable[Sequence[int] | NDArray[np.int64]], *, seed: int = 1, runs: int = 20) -> Division:
    """One division that many agree on, by Lancichinetti and Fortunato (2012).

    `partitions` is (B, nodes): labels of the nodes in every draw, −1 for a node that a draw does not have. Pairs
    that are together in less than half of the draws are parted, what is left is divided again `runs` times by
    Louvain, and so on until all runs agree.

    >>> consensus([[0, 0, 1, 1], [0, 0, 1, 1], [0, 0, 0, 1]]).share.round(2).tolist()
    [1.0, 1.0, 0.67, 0.67]
    """
    first = co_assignment(partitions)
    current = first
    labels = np.arange(len(first))
    for _ in range(ROUNDS):
        graph = nx.from_numpy_array(_parted(current))
        found = [_louvain(graph, 1.0, seed + run) for run in range(runs)]
        labels, current = found[0], co_assignment(found)
        if np.isin(current, (0.0, 1.0)).all():
            break
    return Division(labels, first, membership(labels, first))


def co_assignment(partitions: Iterable[Sequence[int] | NDArray[np.int64]]) -> NDArray[np.float64]:
    """How often every pair of nodes is in one community, among the draws that have both; (nodes, nodes)."""
    rows = np.array([np.asarray(labels) for labels in partitions])
    draws, n = rows.shape
    present = rows >= 0
    key = np.where(present, rows, 0) + np.arange(draws)[:, None] * (rows.max(initial=0) + 1)
    node = np.broadcast_to(np.arange(n), rows.shape)
    one = sparse.csr_array((np.ones(present.sum()), (node[present], key[present])), shape=(n, int(key.max()) + 1))
    both = present.T.astype(float) @ present.astype(float)
    return np.asarray(np.divide((one @ one.T).toarray(), both, out=np.zeros((n, n)), where=both > 0))


def membership(labels: NDArray[np.int64], together: NDArray[np.float64]) -> NDArray[np.float64]:
    """How often each node is with the core of its community: the half that is together most."""
    share = np.full(len(labels), np.nan)
    for label in np.unique(labels[labels >= 0]):
        nodes = np.flatnonzero(labels == label)
        if len(nodes) < 2:
            continue
        inside = together[np.ix_(nodes, nodes)] * (1 - np.eye(len(nodes)))
        core = np.argsort(-inside.sum(axis=1), kind="stable")[: (len(nodes) + 1) // 2]
        for i in range(len(nodes)):
            others = core[core != i]
            others = others if len(others) else np.flatnonzero(np.arange(len(nodes)) != i)
            share[nodes[i]] = inside[i, others].mean()
    return share


def by_chance(graph: nx.Graph, *, resolution: float = 1.0, seed: int = 1, draws: int = 100) -> NDArray[np.float64]:
    """The modularity that one run of Louvain finds in rewired graphs: same degrees, weights dealt out anew; (draws,).

    Ends of edges are swapped ten times an edge (Maslov and Sneppen 2002), without loops or parallel edges.
    """
    plain = numbered(graph)
    edges = [(a, b) for a, b in plain.edges()]
    weights = [float(w) for _, _, w in plain.edges(data="weight", default=1.0)]
    dice = random.Random(seed)
    found = []
    for draw in range(draws):
        rewired = nx.empty_graph(len(plain))
        dice.shuffle(weights)
        rewired.add_weighted_edges_from((*edge, w) for edge, w in zip(_rewired(edges, dice), weights, strict=True))
        found.append(modularity(rewired, _louvain(rewired, resolution, seed + draw), resolution))
    return np.array(found)


def numbered(graph: nx.Graph) -> nx.Graph:
    """The graph with its nodes as numbers in their order, so that no run depends on the hashing of names."""
    number = {node: i for i, node in enumerate(graph)}
    plain = nx.empty_graph(len(number))
    plain.add_weighted_edges_from(
        (number[a], number[b], float(w)) for a, b, w in graph.edges(data="weight", default=1.0)
    )
    return plain


def modularity(graph: nx.Graph, labels: NDArray[np.int64], resolution: float = 1.0) -> float:
    """Newman's (2004) modularity of labels on a graph whose nodes are numbers; 0 without edges."""
    if not graph.number_of_edges():
        return 0.0
    parts = [np.flatnonzero(labels == label).tolist() for label in np.unique(labels)]
    return float(nx.community.modularity(graph, parts, weight="weight", resolution=resolution))


def _louvain(graph: nx.Graph, resolution: float, seed: int) -> NDArray[np.int64]:
    found = nx.community.louvain_communities(graph, weight="weight", resolution=resolution, seed=seed)
    return _labels(found, len(graph))


def _greedy(graph: nx.Graph, resolution: float, seed: int) -> NDArray[np.int64]:
    if not graph.number_of_edges():
        return np.arange(len(graph))
    found = nx.community.greedy_modularity_communities(graph, weight="weight", resolution=resolution)
    return _labels(found, len(graph))


METHODS: Mapping[str, Callable[[nx.Graph, float, int], NDArray[np.int64]]] = {"louvain": _louvain, "greedy": _greedy}
"""Blondel and others (2008); Clauset, Newman and Moore (2004), which has no chance in it"""


def _labels(communities: Iterable[Iterable[int]], n: int) -> NDArray[np.int64]:
    labels = np.full(n, -1)
    for label, nodes in enumerate(sorted((sorted(c) for c in communities), key=lambda c: (-len(c), c))):
        labels[nodes] = label
    return labels


def _parted(together: NDArray[np.float64]) -> NDArray[np.float64]:
    """Pairs that are seldom together are parted; who would be left alone keeps its closest one."""
    inside = together * (1 - np.eye(len(together)))
    kept = np.where(inside >= AGREED, inside, 0.0)
    for i in np.flatnonzero((kept.max(axis=1, initial=0) == 0) & (inside.max(axis=1, initial=0) > 0)):
        closest = int(inside[i].argmax())
        kept[i, closest] = kept[closest, i] = inside[i, closest]
    return kept


def _rewired(edges: Sequence[tuple[int, int]], dice: random.Random) -> list[tuple[int, int]]:
    ends = list(edges)
    known = {frozenset(edge) for edge in ends}
    for _ in range(SWAPS * len(ends) if len(ends) > 1 else 0):
        i, j = dice.randrange(len(ends)), dice.randrange(len(ends))
        (a, b), (c, d) = ends[i], ends[j] if dice.random() < 0.5 else ends[j][::-1]
        one, other = frozenset((a, d)), frozenset((c, b))
        if len({a, b, c, d}) == 4 and one not in known and other not in known:
            known -= {frozenset((a, b)), frozenset((c, d))}
            known |= {one, other}
            ends[i], ends[j] = (a, d), (c, b)
    return ends
