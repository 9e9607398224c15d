"""One plain graph out of many ties: parallel ties summed, loops dropped, distances from weights."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Any

import networkx as nx

from lkg.networks import Network, PairSign


def simple(net: Network | nx.Graph, *, directed: bool = False, weighted: bool = False) -> nx.Graph:
    """A Graph or DiGraph with `weight`, `distance` and `sign` on every edge, from a Network or any networkx graph.

    Symmetric and structural ties count both ways in a DiGraph. Distance is −ln p where the lens weighs by
    probability, else 1 / weight; where weights count, a tie of weight 0 is infinitely far, and left out. The sign of
    an edge is that of its unordered pair, None where mixed.

    >>> g = nx.MultiDiGraph([("a", "b"), ("a", "b"), ("b", "b")])
    >>> [*simple(g).edges(data="weight")]
    [('a', 'b', 2.0)]
    """
    found: nx.Graph = nx.DiGraph() if directed else nx.Graph()
    multi = net.to_networkx() if isinstance(net, Network) else net
    found.add_nodes_from(multi.nodes(data=True))
    for a, b, facts in multi.edges(data=True):
        if a != b:
            _add(found, a, b, facts)
            if directed and (facts.get("symmetric") or not multi.is_directed()):
                _add(found, b, a, facts)
    _sign(found, multi)
    by_probability = isinstance(net, Network) and net.lens.weight == "probability"
    for _, _, facts in found.edges(data=True):
        facts["distance"] = _distance(facts, by_probability=by_probability)
    if weighted:
        found.remove_edges_from([(a, b) for a, b, far in found.edges(data="distance") if math.isinf(far)])
    return found


def counts(net: Network | nx.Graph) -> tuple[int, int]:
    """How many parallel ties were summed and how many loops dropped."""
    multi = net.to_networkx() if isinstance(net, Network) else net
    loops = nx.number_of_selfloops(multi)
    pairs = {frozenset(edge[:2]) for edge in multi.edges() if edge[0] != edge[1]}
    return multi.number_of_edges() - loops - len(pairs), loops


def _add(graph: nx.Graph, a: str, b: str, facts: dict[str, Any]) -> None:
    before = graph.get_edge_data(a, b, {"weight": 0.0})["weight"]
    graph.add_edge(a, b, weight=before + float(facts.get("weight", 1.0)))


def _sign(graph: nx.Graph, multi: nx.Graph) -> None:
    sums: dict[frozenset[Any], dict[int, float]] = defaultdict(lambda: {1: 0.0, -1: 0.0, 0: 0.0})
    for a, b, facts in multi.edges(data=True):
        sums[frozenset((a, b))][int(facts.get("sign", 1))] += float(facts.get("weight", 1.0))
    for a, b, facts in graph.edges(data=True):
        found = sums[frozenset((a, b))]
        facts["sign"] = PairSign(found[1], found[-1], found[0]).sign


def _distance(facts: dict[str, Any], *, by_probability: bool) -> float:
    if by_probability:
        # a sum of probabilities over parallel ties may pass 1; no tie is surer than 0.99
        facts["weight"] = min(facts["weight"], 0.99)
        return -math.log(facts["weight"]) if facts["weight"] > 0 else math.inf
    return 1 / facts["weight"] if facts["weight"] > 0 else math.inf
