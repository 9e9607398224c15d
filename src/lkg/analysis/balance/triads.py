"""Signed triads: how many are balanced, and how many would be if the signs fell by chance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np

TYPES = ("+++", "++-", "+--", "---")
"""by the number of conflicts; the first and the third are balanced"""
Triad = tuple[Any, Any, Any]


@dataclass(frozen=True)
class Census:
    """Signed triads by type."""

    counts: tuple[int, int, int, int]
    """in the order of TYPES"""

    @property
    def all(self) -> int:
        """How many triads have a sign on every side."""
        return sum(self.counts)

    @property
    def balanced(self) -> int:
        """How many have no conflict or two (Heider 1946; Cartwright and Harary 1956)."""
        return self.counts[0] + self.counts[2]

    @property
    def degree(self) -> float | None:
        """The degree of balance: the share that is balanced; None without triads."""
        return self.balanced / self.all if self.all else None


@dataclass(frozen=True)
class Chance:
    """The degree of balance if the same signs fell on the same ties by chance."""

    expected: float
    sd: float
    z: float | None
    """how many sd the real degree lies above; None where chance changes nothing"""
    draws: int


def triads(graph: nx.Graph) -> Iterator[Triad]:
    """Every three nodes of a plain graph that are all tied, in the order of the nodes."""
    order = {node: i for i, node in enumerate(graph)}
    for node in graph:
        later = sorted((other for other in graph[node] if order[other] > order[node]), key=order.__getitem__)
        yield from ((node, a, b) for a, b in combinations(later, 2) if graph.has_edge(a, b))


def negatives(graph: nx.Graph, triad: Triad) -> int:
    """How many of a triad's ties are conflicts."""
    return sum(graph.edges[pair]["sign"] == -1 for pair in combinations(triad, 2))


def census(graph: nx.Graph) -> Census:
    """The triads of a plain graph whose edges have `sign` +1 or −1.

    >>> g = nx.Graph()
    >>> g.add_weighted_edges_from([("a", "b", 1), ("b", "c", -1), ("a", "c", -1)], weight="sign")
    >>> census(g).counts, census(g).degree
    ((0, 0, 1, 0), 1.0)
    """
    found = [0, 0, 0, 0]
    for triad in triads(graph):
        found[negatives(graph, triad)] += 1
    return Census((found[0], found[1], found[2], found[3]))


def by_chance(graph: nx.Graph, *, draws: int, seed: int) -> Chance | None:
    """The degree of balance over permutations of the signs on the fixed graph; None without triads or draws."""
    number = {frozenset(pair): e for e, pair in enumerate(graph.edges())}
    sides = np.array([_sides(number, triad) for triad in triads(graph)], dtype=np.int64).reshape(-1, 3)
    if not len(sides) or draws < 2:
        return None
    signs = np.array([sign for _, _, sign in graph.edges(data="sign")])
    real = float((signs[sides].prod(axis=1) == 1).mean())
    chance = np.random.default_rng(seed)
    shares = [float((chance.permutation(signs)[sides].prod(axis=1) == 1).mean()) for _ in range(draws)]
    mean, sd = float(np.mean(shares)), float(np.std(shares, ddof=1))
    return Chance(mean, sd, (real - mean) / sd if sd > 1e-12 else None, draws)


def _sides(number: dict[frozenset[Any], int], triad: Sequence[Any]) -> list[int]:
    return [number[frozenset(pair)] for pair in combinations(triad, 2)]
