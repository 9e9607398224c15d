"""A network as any of the formats gives it: nodes and edges with attributes, all as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

DIRECTIONS = frozenset(("directed", "undirected", "mutual"))
OURS = frozenset(("relation", "sign", "claims", "first", "last", "alleged", "derived", "via", "voices"))
"""attributes of the edges of our own exports"""


@dataclass(frozen=True, slots=True)
class Node:
    """A node with the line where it begins."""

    id: str
    facts: Mapping[str, str]
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge between two nodes, by their ids."""

    source: str
    target: str
    facts: Mapping[str, str]
    directed: bool = True
    line: int | None = None


@dataclass(frozen=True, slots=True)
class NetworkFile:
    """What a file holds, and what it says of itself."""

    file: Path
    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]
    title: str = ""
    publisher: str = ""
    published: str = ""
    passed_over: Counter[str] = field(default_factory=Counter)
    """things of the format that are neither nodes nor edges, in the plural → how many"""

    @property
    def is_ours(self) -> bool:
        """Whether `lkg export` wrote it."""
        return bool(self.edges) and self.edges[0].facts.keys() >= OURS

    def attributes(self, of: str) -> list[str]:
        """The names of all attributes of `nodes` or of `edges` that say something somewhere, in order.

        >>> edges = Edge("a", "b", {"date": "2022", "note": ""}), Edge("b", "a", {"date": "2023", "note": ""})
        >>> NetworkFile(Path("net.csv"), {}, edges).attributes("edges")
        ['date']
        """
        things: Iterable[Node | Edge] = self.nodes.values() if of == "nodes" else self.edges
        return list(dict.fromkeys(name for thing in things for name, value in thing.facts.items() if value))
