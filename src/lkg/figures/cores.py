"""Which part of a large network can still be read on a page, and the sentence that owns up to the rest."""

from __future__ import annotations

from collections.abc import Collection, Hashable

import networkx as nx

LARGEST = 400  # actors up to which everything is drawn
ROOM = 160  # actors that a page of a larger network shows at most


def readable(graph: nx.Graph, keep: Collection[Hashable] = ()) -> tuple[nx.Graph, str]:
    """The graph itself, or the densest core that fits a page, with a sentence that says what was left out.

    A k-core is the largest part in which everyone has at least k ties to the others (Seidman 1983). Actors in
    `keep` stay in any case.

    >>> star = nx.star_graph(500); star.add_edges_from([(1, 2), (2, 3), (1, 3)])
    >>> part, sentence = readable(star)
    >>> sorted(part), sentence
    ([0, 1, 2, 3], '4 of 501 actors: those with at least 2 ties among themselves')
    """
    if len(graph) <= LARGEST:
        return graph, ""
    core = _core_numbers(graph)
    least = next((k for k in range(1, max(core.values()) + 1) if _count(core, k) <= ROOM), None)
    chosen = {node for node, number in core.items() if number >= least} if least else _most_tied(graph, core)
    rule = f"those with at least {least} ties among themselves" if least else "those with most ties"
    extra = {node for node in keep if node in graph} - chosen
    also = ", and the highlighted" if extra else ""
    return _part(graph, chosen | extra), f"{len(chosen | extra)} of {len(graph):,} actors: {rule}{also}"


def _part(graph: nx.Graph, nodes: set[Hashable]) -> nx.Graph:
    """A copy with some nodes, in the order of the graph: a subgraph view may follow the order of the set."""
    part = graph.copy()
    part.remove_nodes_from([node for node in graph if node not in nodes])
    return part


def _core_numbers(graph: nx.Graph) -> dict[Hashable, int]:
    plain = nx.Graph(graph.edges())
    plain.add_nodes_from(graph)
    plain.remove_edges_from(list(nx.selfloop_edges(plain)))
    numbers: dict[Hashable, int] = nx.core_number(plain)
    return numbers


def _count(core: dict[Hashable, int], least: int) -> int:
    return sum(number >= least for number in core.values())


def _most_tied(graph: nx.Graph, core: dict[Hashable, int]) -> set[Hashable]:
    degree = dict(graph.degree())
    return set(sorted(core, key=lambda node: (-core[node], -degree[node]))[:ROOM])
