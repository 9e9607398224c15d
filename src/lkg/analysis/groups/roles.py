"""Counting the five brokerage roles, and what to expect of them if groups, or ties, were dealt out at random."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROLES: Mapping[str, str] = {
    "coordinator": "w_I: from its own group to its own group",
    "itinerant": "w_O: within another group (also called consultant)",
    "gatekeeper": "b_OI: from another group into its own",
    "representative": "b_IO: from its own group to another",
    "liaison": "b_O: between two other groups",
}
"""role → its name in the R package sna, and what the broker does; in the order of the columns"""
# equal (broker, first) + 2 · equal (broker, second) + 4 · equal (first, second) → role; 3, 5 and 6 cannot be
_ROLE = np.array([4, 3, 2, -1, 1, -1, -1, 0])


@dataclass(frozen=True, slots=True, eq=False)
class Triads:
    """All open two-paths of a directed simple graph: a → v → b, no a → b, a ≠ b; nodes by their numbers."""

    first: NDArray[np.int64]
    broker: NDArray[np.int64]
    second: NDArray[np.int64]
    n: int

    def __len__(self) -> int:
        return len(self.broker)

    def roles(self, labels: NDArray[np.int64]) -> NDArray[np.int64]:
        """The role of the broker in every triad, as a number in the order of ROLES; `labels` are (n,)."""
        a, v, b = labels[self.first], labels[self.broker], labels[self.second]
        found: NDArray[np.int64] = _ROLE[(v == a) + 2 * (v == b) + 4 * (a == b)]
        return found

    def counts(self, labels: NDArray[np.int64]) -> NDArray[np.int64]:
        """How often every node has every role, (n, 5)."""
        key = self.broker * len(ROLES) + self.roles(labels)
        return np.bincount(key, minlength=self.n * len(ROLES)).reshape(self.n, len(ROLES))


@dataclass(frozen=True, slots=True, eq=False)
class Expected:
    """Mean and standard deviation of every node's roles and their total, (n, 6), and of their sums, (6,)."""

    mean: NDArray[np.float64]
    sd: NDArray[np.float64]
    mean_all: NDArray[np.float64]
    sd_all: NDArray[np.float64]
    """NaN where it is not known"""


def triads(graph: nx.DiGraph) -> Triads:
    """The open two-paths of a directed graph without loops; nodes are numbered in the graph's order.

    >>> len(triads(nx.DiGraph([("a", "v"), ("v", "b"), ("v", "a")])))
    1
    """
    number = {node: i for i, node in enumerate(graph)}
    n = len(number)
    edges = np.array([(number[a], number[b]) for a, b in graph.edges() if a != b], dtype=np.int64).reshape(-1, 2)
    closed = np.sort(edges[:, 0] * n + edges[:, 1])
    into, out = _lists(edges[:, ::-1], n), _lists(edges, n)
    paths = [_paths(into[v], v, out[v]) for v in range(n) if len(into[v]) and len(out[v])]
    first, broker, second = np.concatenate(paths, axis=1) if paths else np.empty((3, 0), dtype=np.int64)
    there = first * n + second
    place = np.minimum(np.searchsorted(closed, there), max(len(closed) - 1, 0))
    open_ = (first != second) & (closed[place] != there) if len(closed) else np.zeros(0, dtype=bool)
    return Triads(first[open_], broker[open_], second[open_], n)


def with_total(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """The counts with their sum as a sixth column."""
    return np.column_stack([counts, counts.sum(axis=1)])


def permuted(found: Triads, labels: NDArray[np.int64], *, draws: int = 1000, seed: int = 1) -> Expected:
    """What to expect if the same groups were dealt out to other actors: labels permuted on the fixed graph.

    The total does not depend on groups, so its standard deviation is 0.
    """
    dice = np.random.Generator(np.random.PCG64(seed))
    size = (found.n, len(ROLES) + 1)
    total, squares = np.zeros(size), np.zeros(size)
    sums = np.empty((draws, size[1]))
    for draw in range(draws):
        counts = with_total(found.counts(dice.permutation(labels))).astype(float)
        total += counts
        squares += counts**2
        sums[draw] = counts.sum(axis=0)
    mean = total / draws
    variance = np.maximum(squares - draws * mean**2, 0) / max(draws - 1, 1)
    return Expected(mean, np.sqrt(variance), sums.mean(axis=0), sums.std(axis=0, ddof=1) if draws > 1 else sums[0] * 0)


def closed_form(labels: NDArray[np.int64], density: float) -> Expected:
    """What to expect if groups were fixed and every possible tie there by chance, independently (`null="sna"`).

    The moments of Gould and Fernandez (1989) for single actors, as the R package sna uses them: with d the density, a
    two-path is open with probability d²(1 − d), and two that share a tie covary by d³(1 − d)³. For the sums over all
    actors the mean is given alone.
    """
    sizes = np.bincount(labels)
    of_group = [_moments(sizes, group, density) for group in range(len(sizes))]
    mean = np.array([[m for m, _ in each] for each in of_group])[labels]
    sd = np.sqrt(np.array([[v for _, v in each] for each in of_group]))[labels]
    return Expected(mean, sd, mean.sum(axis=0), np.full(len(ROLES) + 1, np.nan))


def _moments(sizes: NDArray[np.int64], own: int, density: float) -> list[tuple[float, float]]:
    """Mean and variance of the five roles and the total of an actor of one group."""
    total, inside = int(sizes.sum()), int(sizes[own]) - 1
    others = [int(size) for group, size in enumerate(sizes) if group != own]
    outside = total - inside - 1
    both_ways = inside * comb(outside, 2) + outside * comb(inside, 2)
    # (ordered pairs that can make the role, ordered pairs of such pairs that share a tie)
    possible = [
        (inside * (inside - 1), 2 * inside * (inside - 1) * (inside - 2)),
        (sum(n * (n - 1) for n in others), 2 * sum(n * (n - 1) * (n - 2) for n in others)),
        (inside * outside, 2 * both_ways),
        (inside * outside, 2 * both_ways),
        (sum(n * (outside - n) for n in others), 4 * sum(n * comb(outside - n, 2) for n in others)),
        ((total - 1) * (total - 2), 2 * (total - 1) * (total - 2) * (total - 3)),
    ]
    p, shared = density**2 * (1 - density), density**3 * (1 - density) ** 3
    return [(pairs * p, max(pairs * p * (1 - p) + sharing * shared, 0.0)) for pairs, sharing in possible]


def numbers(labels: Sequence[Hashable]) -> tuple[NDArray[np.int64], list[Hashable]]:
    """Labels as numbers, and the labels in the order of their numbers.

    >>> numbers(["b", "a", "b"])[0].tolist()
    [1, 0, 1]
    """
    names = sorted(set(labels), key=str)
    number = {name: i for i, name in enumerate(names)}
    return np.array([number[label] for label in labels], dtype=np.int64), names


def _lists(edges: NDArray[np.int64], n: int) -> list[NDArray[np.int64]]:
    """For every node the other ends of its edges, in their order."""
    ordered = edges[np.lexsort((edges[:, 1], edges[:, 0]))]
    return np.split(ordered[:, 1], np.searchsorted(ordered[:, 0], np.arange(1, n)))


def _paths(before: NDArray[np.int64], broker: int, after: NDArray[np.int64]) -> NDArray[np.int64]:
    a, b = np.repeat(before, len(after)), np.tile(after, len(before))
    return np.stack([a, np.full(len(a), broker), b])
