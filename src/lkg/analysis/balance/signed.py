"""Signed ties as arrays: what splitting actors into camps costs, and what is left when some are held together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import networkx as nx
import numpy as np

Ints = np.ndarray[Any, np.dtype[np.int64]]
Floats = np.ndarray[Any, np.dtype[np.float64]]
NEAR = 1e-6
"""weights this close, as a share of the whole, count as equal"""


@dataclass(frozen=True, eq=False)
class Signed:
    """Nodes 0 … size − 1 and ties (a, b) of sign +1 or −1 and positive weight, at most one between two nodes."""

    size: int
    a: Ints
    b: Ints
    sign: Ints
    weight: Floats

    @classmethod
    def of(cls, size: int, sums: Mapping[tuple[int, int], float]) -> Signed:
        """From the signed weight of each pair; pairs of weight 0 are no ties."""
        ties = sorted((pair, value) for pair, value in sums.items() if value)
        pairs = np.array([pair for pair, _ in ties], dtype=np.int64).reshape(-1, 2)
        values = np.array([value for _, value in ties], dtype=np.float64)
        return cls(size, pairs[:, 0], pairs[:, 1], np.sign(values).astype(np.int64), np.abs(values))

    def __len__(self) -> int:
        return len(self.a)

    @cached_property
    def step(self) -> float:
        """What two costs differ by at least: 1 where weights are whole numbers, else 0."""
        return float(bool(np.all(self.weight == np.round(self.weight))))

    @cached_property
    def slack(self) -> float:
        """Costs this close are equal."""
        total = NEAR * max(1.0, float(self.weight.sum()))
        return min(total, 0.01) if self.step else total

    @cached_property
    def neighbours(self) -> list[list[tuple[int, float]]]:
        """Of every node: the others and the signed weight."""
        found: list[list[tuple[int, float]]] = [[] for _ in range(self.size)]
        for a, b, value in zip(self.a.tolist(), self.b.tolist(), (self.sign * self.weight).tolist(), strict=True):
            found[a].append((b, value))
            found[b].append((a, value))
        return found

    def against(self, camps: Sequence[int] | Ints) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Whether each tie stands against the camps: − within one, or + between two."""
        camp = np.asarray(camps)
        return np.asarray((camp[self.a] == camp[self.b]) != (self.sign == 1))

    def cost(self, camps: Sequence[int] | Ints) -> float:
        """The weight of the ties against the camps."""
        return float(self.weight[self.against(camps)].sum())

    def least_above(self, bound: float) -> float:
        """The least cost that is possible at or above a bound."""
        return float(np.ceil(bound - self.slack)) if self.step else max(bound, 0.0)

    def joined(self, to: Sequence[int] | Ints, turn: Sequence[int] | Ints) -> tuple[Signed, float]:
        """The ties between groups, and the cost that is sure: node v is group to[v], in the other camp if turn[v].

        Ties between the same two groups are set off against each other, which costs the smaller weight.
        """
        to, turn = np.asarray(to), np.asarray(turn)
        value = self.sign * self.weight * np.where(turn[self.a] == turn[self.b], 1, -1)
        sums: dict[tuple[int, int], float] = defaultdict(float)
        lost = 0.0
        for a, b, one in zip(to[self.a].tolist(), to[self.b].tolist(), value.tolist(), strict=True):
            pair = (a, b) if a < b else (b, a)
            before = sums[pair] if a != b else abs(one)
            if before * one < 0:
                lost += min(abs(before), abs(one))
            sums[pair] += one if a != b else 0.0
        return Signed.of(int(to.max()) + 1, sums), lost


def blocks(graph: nx.Graph) -> list[list[Any]]:
    """The nodes of every biconnected part, in a stable order: a cycle never leaves its part, so costs add up."""
    order = {node: i for i, node in enumerate(graph)}
    parts = (sorted(part, key=order.__getitem__) for part in nx.biconnected_components(graph))
    return sorted(parts, key=lambda part: [order[node] for node in part])


def part_of(graph: nx.Graph, nodes: Sequence[Any], *, weighted: bool) -> Signed:
    """The signed ties among some nodes, numbered as they are given."""
    number = {node: i for i, node in enumerate(nodes)}
    sums: dict[tuple[int, int], float] = {}
    for a, b, facts in graph.subgraph(nodes).edges(data=True):
        pair = (number[a], number[b]) if number[a] < number[b] else (number[b], number[a])
        sums[pair] = facts["sign"] * (float(facts["weight"]) if weighted else 1.0)
    return Signed.of(len(nodes), sums)
