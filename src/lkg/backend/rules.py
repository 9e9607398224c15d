"""The functions of networkx that are computed here, what parallel ties mean to each, and which calls are left.

networkx has one rule for parallel ties in each function, and the documentation does not tell them. The table is read
by the dispatch (before anything is converted or drawn at random), by the help of networkx, and by the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Arguments = Mapping[str, Any]
Parallel = Literal["once", "summed", "shortest", "counted", "refused"]
Work = Literal["pairs", "sweep", "walk"]

PARALLEL: Mapping[Parallel, str] = {
    "once": "Parallel ties count as one.",
    "summed": "Weights of parallel ties are summed.",
    "shortest": "Of parallel ties the shortest counts.",
    "counted": "Every parallel tie counts.",
    "refused": "Graphs with parallel ties are refused.",
}
WORTH: Mapping[Work, int] = {"pairs": 5_000_000, "sweep": 100_000, "walk": 100_000}
"""From which size on a graph of networkx is converted unasked: nodes times edges for pairs, else nodes and edges.
About where networkx takes a second or two, which is what the compiler may take at the first call."""


def _nothing(_: Arguments) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Rule:
    """How one function is computed, and when it is not."""

    parallel: Parallel
    work: Work
    """pairs: from every node to all; sweep: some times over all ties; walk: at most once over them, which alone is
    not worth a conversion"""
    weight: str = ""
    """the argument that names the attribute to read"""
    left: Callable[[Arguments], str] = _nothing
    """says why networkx must compute this call; empty where it need not"""

    def words(self) -> str:
        """The rule for parallel ties, in a sentence.

        >>> RULES["betweenness_centrality"].words(), RULES["core_number"].words()
        ('Of parallel ties the shortest counts.', 'Graphs with parallel ties are refused.')
        """
        return PARALLEL[self.parallel]


def _parallel(arguments: Arguments) -> str:
    return "networkx tells parallel ties apart" if arguments["G"].is_multigraph() else ""


def _some_of_parallel(arguments: Arguments) -> str:
    given = arguments["nodes"] is not None and arguments["G"].is_multigraph()
    return "networkx reads parallel ties otherwise where nodes are given" if given else ""


def _directed_or_parallel(arguments: Arguments) -> str:
    return "it is directed" if arguments["G"].is_directed() else _parallel(arguments)


def _some_triads(arguments: Arguments) -> str:
    return "" if arguments["nodelist"] is None else "only the triads of some nodes are asked for"


def _given_distances(arguments: Arguments) -> str:
    return "" if arguments["sp"] is None else "the distances are given"


def _other_scale(arguments: Arguments) -> str:
    if arguments["method"] not in (None, "power_iteration", "svd"):
        return f"the method is {arguments['method']}"
    return "" if arguments["normalized"] else "versions of networkx differ in the scale that is not normalized"


def _other_method(arguments: Arguments) -> str:
    method = arguments["method"]
    return "" if method in (None, "dijkstra") else f"the method is {method}"


RULES: Mapping[str, Rule] = {
    "betweenness_centrality": Rule("shortest", "pairs", "weight"),
    "edge_betweenness_centrality": Rule("shortest", "pairs", "weight", _parallel),
    "closeness_centrality": Rule("shortest", "pairs", "distance", _given_distances),
    "harmonic_centrality": Rule("shortest", "pairs", "distance"),
    "degree_centrality": Rule("counted", "walk"),
    "in_degree_centrality": Rule("counted", "walk"),
    "out_degree_centrality": Rule("counted", "walk"),
    "pagerank": Rule("summed", "sweep", "weight"),
    "hits": Rule("summed", "sweep", left=_other_scale),
    "eigenvector_centrality": Rule("refused", "sweep", "weight"),
    "katz_centrality": Rule("refused", "sweep", "weight"),
    "core_number": Rule("refused", "sweep"),
    "triangles": Rule("once", "sweep", left=_some_of_parallel),
    "clustering": Rule("refused", "sweep", "weight", _parallel),
    "average_clustering": Rule("refused", "sweep", "weight", _parallel),
    "transitivity": Rule("refused", "sweep", left=_directed_or_parallel),
    "constraint": Rule("summed", "sweep", "weight", _some_of_parallel),
    "effective_size": Rule("summed", "sweep", "weight", _some_of_parallel),
    "triadic_census": Rule("once", "sweep", left=_some_triads),
    "connected_components": Rule("once", "walk"),
    "number_connected_components": Rule("once", "walk"),
    "is_connected": Rule("once", "walk"),
    "node_connected_component": Rule("once", "walk"),
    "weakly_connected_components": Rule("once", "walk"),
    "number_weakly_connected_components": Rule("once", "walk"),
    "is_weakly_connected": Rule("once", "walk"),
    "number_strongly_connected_components": Rule("once", "walk"),
    "is_strongly_connected": Rule("once", "walk"),
    "single_source_shortest_path_length": Rule("once", "walk"),
    "single_target_shortest_path_length": Rule("once", "walk"),
    "all_pairs_shortest_path_length": Rule("once", "pairs"),
    "single_source_dijkstra_path_length": Rule("shortest", "walk", "weight"),
    "all_pairs_dijkstra_path_length": Rule("shortest", "pairs", "weight"),
    "dijkstra_path_length": Rule("shortest", "walk", "weight"),
    "bidirectional_shortest_path": Rule("once", "walk"),
    "has_path": Rule("once", "walk"),
    "shortest_path_length": Rule("shortest", "walk", "weight", _other_method),
    "average_shortest_path_length": Rule("shortest", "pairs", "weight", _other_method),
}
