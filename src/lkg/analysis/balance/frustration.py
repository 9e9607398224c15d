"""Frustration: the least number of ties against two camps, proved, and who has no other place in any best split."""

from __future__ import annotations

import time
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import networkx as nx

from lkg.analysis.balance.signed import Signed, blocks, part_of
from lkg.analysis.balance.splits import Free, Split, free, solve

LIMIT = 60.0
"""seconds after which a bound is given"""


@dataclass(frozen=True)
class Frustration:
    """Two camps with the least weight of ties against them, and which actors have no other place."""

    upper: float
    """the weight of the ties against the camps found"""
    lower: float
    """what no split can go below; equal to `upper` where that is proved to be the least"""
    split: Mapping[Any, int]
    """one best split: actor → 1 or 2; the anchor is in 1"""
    camps: Mapping[Any, int | None]
    """actor → its camp if it is the same in every best split, seen from the anchor; else None"""
    apart: frozenset[Any]
    """actors that no chain of ties joins to the anchor; None among the camps"""
    unproved: frozenset[Any]
    """actors whose camp could not be settled in time; None among the camps"""
    anchor: Any
    seconds: float

    @property
    def proved(self) -> bool:
        """Whether no split is better."""
        return self.lower >= self.upper


def frustration(
    graph: nx.Graph, *, weighted: bool = False, anchor: Hashable | None = None, limit: float = LIMIT, seed: int = 1
) -> Frustration:
    """The frustration of a plain graph whose edges have `sign` +1 or −1, exact unless the limit of seconds is passed.

    Biconnected parts are solved one by one, since no cycle leaves its part (Aref and Wilson 2019, "Balance and
    frustration in signed networks"). An actor has a camp if it stands to the anchor alike in every best split. The
    anchor is the actor with most ties, unless one is given. Weights are those of the edges; sums within a millionth
    of the whole count as equal.

    >>> g = nx.Graph()
    >>> g.add_weighted_edges_from([("a", "b", 1), ("b", "c", -1), ("a", "c", -1), ("c", "d", 1)], weight="sign")
    >>> found = frustration(g, anchor="a")
    >>> found.upper, found.proved, dict(found.camps)
    (0.0, True, {'a': 1, 'b': 1, 'c': 2, 'd': 2})
    """
    began = time.monotonic()
    until = began + limit
    first = anchor if anchor in graph else max(graph, key=graph.degree, default=None)
    parts = [_Part(nodes, part_of(graph, nodes, weighted=weighted)) for nodes in blocks(graph)]
    # all splits before any camp, so that a hard part takes no time from the bound of another
    splits = {part: solve(part.ties, until=until, seed=seed) for part in parts}
    seen = _Seen()
    for root, part in _from_roots(graph, parts, first):
        at = part.nodes.index(root)
        seen.add(part, at, splits[part], free(part.ties, splits[part], at, until=until, seed=seed))
    apart = set(graph) - (nx.node_connected_component(graph, first) if first in graph else set())
    none = seen.loose | seen.unknown | apart
    split = {node: seen.split.get(node, 1) for node in graph}
    return Frustration(
        upper=sum(found.upper for found in splits.values()),
        lower=sum(found.lower for found in splits.values()),
        split=split,
        camps={node: None if node in none else camp for node, camp in split.items()},
        apart=frozenset(apart),
        unproved=frozenset(seen.unknown - seen.loose - apart),
        anchor=first,
        seconds=time.monotonic() - began,
    )


@dataclass(frozen=True, eq=False)
class _Part:
    nodes: list[Any]
    ties: Signed


@dataclass
class _Seen:
    """Where the nodes stand, part after part from the anchor outward."""

    split: dict[Any, int] = field(default_factory=dict)
    loose: set[Any] = field(default_factory=set)
    unknown: set[Any] = field(default_factory=set)

    def add(self, part: _Part, at: int, found: Split, other: Free) -> None:
        """Take up a part that hangs on the node at this place; what is open there is open for all beyond it."""
        root = part.nodes[at]
        side = self.split.setdefault(root, 1)
        for v, node in enumerate(part.nodes):
            if v == at:
                continue
            self.split[node] = side if found.camps[v] == found.camps[at] else 3 - side
            if v in other.other or root in self.loose:
                self.loose.add(node)
            if v in other.unknown or root in self.unknown:
                self.unknown.add(node)


def _from_roots(graph: nx.Graph, parts: list[_Part], first: Any) -> Iterator[tuple[Any, _Part]]:
    """Every part with the node by which it hangs on the parts before it, from the anchor outward."""
    of: dict[Any, list[_Part]] = {}
    for part in parts:
        for node in part.nodes:
            of.setdefault(node, []).append(part)
    done: set[_Part] = set()
    for start in [first, *graph]:
        waiting = [start]
        while waiting:
            root = waiting.pop()
            for part in of.get(root, ()):
                if part not in done:
                    done.add(part)
                    yield root, part
                    waiting += [node for node in part.nodes if node != root]
