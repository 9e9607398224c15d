"""What networkx calls: whether a call can and should run here, conversion, and the functions themselves."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from lkg.backend.centrality import (
    betweenness_centrality,
    closeness_centrality,
    degree_centrality,
    edge_betweenness_centrality,
    harmonic_centrality,
    in_degree_centrality,
    out_degree_centrality,
)
from lkg.backend.components import (
    connected_components,
    is_connected,
    is_strongly_connected,
    is_weakly_connected,
    node_connected_component,
    number_connected_components,
    number_strongly_connected_components,
    number_weakly_connected_components,
    weakly_connected_components,
)
from lkg.backend.converted import EXACT, Converted, converted
from lkg.backend.iterations import eigenvector_centrality, hits, katz_centrality, pagerank
from lkg.backend.lengths import (
    all_pairs_dijkstra_path_length,
    all_pairs_shortest_path_length,
    average_shortest_path_length,
    bidirectional_shortest_path,
    dijkstra_path_length,
    has_path,
    shortest_path_length,
    single_source_dijkstra_path_length,
    single_source_shortest_path_length,
    single_target_shortest_path_length,
)
from lkg.backend.rules import RULES, WORTH
from lkg.backend.shape import (
    average_clustering,
    clustering,
    constraint,
    core_number,
    effective_size,
    transitivity,
    triadic_census,
    triangles,
)

__all__ = [
    "all_pairs_dijkstra_path_length",
    "all_pairs_shortest_path_length",
    "average_clustering",
    "average_shortest_path_length",
    "betweenness_centrality",
    "bidirectional_shortest_path",
    "can_run",
    "closeness_centrality",
    "clustering",
    "connected_components",
    "constraint",
    "convert_from_nx",
    "convert_to_nx",
    "core_number",
    "degree_centrality",
    "dijkstra_path_length",
    "edge_betweenness_centrality",
    "effective_size",
    "eigenvector_centrality",
    "harmonic_centrality",
    "has_path",
    "hits",
    "in_degree_centrality",
    "is_connected",
    "is_strongly_connected",
    "is_weakly_connected",
    "katz_centrality",
    "node_connected_component",
    "number_connected_components",
    "number_strongly_connected_components",
    "number_weakly_connected_components",
    "out_degree_centrality",
    "pagerank",
    "shortest_path_length",
    "should_run",
    "single_source_dijkstra_path_length",
    "single_source_shortest_path_length",
    "single_target_shortest_path_length",
    "transitivity",
    "triadic_census",
    "triangles",
    "weakly_connected_components",
]


def can_run(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bool | str:
    """Whether this call is computed here, else why not; nothing is drawn or converted before this is known.

    >>> import networkx as nx
    >>> can_run("pagerank", (nx.path_graph(3),), {}), can_run("transitivity", (nx.DiGraph(),), {})
    (True, 'it is directed')
    """
    try:
        arguments = _bound(name, args, kwargs)
    except TypeError as error:
        return str(error)
    rule, graph = RULES[name], arguments["G"]
    if type(graph) not in EXACT and getattr(graph, "__networkx_backend__", "") != "lkg":
        return f"{type(graph).__name__} is not one of networkx's four classes"
    if rule.weight and callable(arguments[rule.weight]):
        return "the weight is a function"
    return rule.left(arguments) or True


def should_run(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bool | str:
    """Whether a graph of networkx is worth converting unasked: large, and for one walk over it converted already.

    >>> import networkx as nx
    >>> should_run("pagerank", (nx.path_graph(3),), {})
    'networkx is done before a kernel is loaded'
    """
    rule, graph = RULES[name], _bound(name, args, kwargs)["G"]
    size, ties = graph.number_of_nodes(), graph.number_of_edges()
    if (size * ties if rule.work == "pairs" else size + ties) < WORTH[rule.work]:
        return "networkx is done before a kernel is loaded"
    if rule.work == "walk" and not _is_kept(graph):
        return "one walk over the graph costs less than its conversion"
    return True


def _is_kept(graph: Any) -> bool:
    return bool((getattr(graph, "__networkx_cache__", None) or {}).get("backends", {}).get("lkg"))


def _bound(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Mapping[str, Any]:
    bound = _signature(name).bind(*args, **kwargs)
    bound.apply_defaults()
    return bound.arguments


@cache
def _signature(name: str) -> inspect.Signature:
    function: Callable[..., Any] = getattr(sys.modules[__name__], name)
    return inspect.signature(function)


def convert_from_nx(
    graph: Any, *, edge_attrs: Mapping[Any, Any] | None = None, preserve_edge_attrs: bool = False, **_: object
) -> Converted:
    """A graph of networkx in arrays, with the attributes that the call names.

    A view shows a graph that may change without the view's cache being told: it is converted anew for each call.
    """
    if preserve_edge_attrs:
        raise NotImplementedError("lkg converts the attributes that a call names, not all.")
    if hasattr(graph, "_graph"):
        graph.__networkx_cache__ = None
    return converted(graph, edge_attrs or {})


def convert_to_nx(found: Any, **_: object) -> Any:
    """A network as a graph of networkx; anything else as it is."""
    if getattr(found, "__networkx_backend__", "") == "lkg":
        return found.to_networkx()
    return found
