"""One plain graph out of many ties: parallel ties summed, loops dropped, distances from weights."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Any

import networkx as nx

from lkg.claims.voices import at_least_one
from lkg.networks import Network, PairSign


def simple(net: Network | nx.Graph, *, directed: bool = False, weighted: bool = False) -> nx.Graph:
    """A Graph or DiGraph with `weight`, `distance` and `sign` on every edge, from a Network or any networkx graph.

    Parallel ties are summed; where the lens weighs by probability, the weight is that at least one of their claims is
    true, a voice counting once. Symmetric and structural ties count both ways in a DiGraph. Distance is −ln p where
    the lens weighs by probability, else 1 / weight; where weights count, a tie of weight 0 is infinitely far, and
    left out. The sign of an edge is that of its unordered pair, None where mixed.

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
    if isinstance(net, Network) and by_probability:
        _weigh_by_probability(found, net)
    for _, _, facts in found.edges(data=True):
        facts["distance"] = _distance(facts["weight"], by_probability=by_probability)
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


def _weigh_by_probability(graph: nx.Graph, net: Network) -> None:
    claims: dict[tuple[str, str], set[str]] = defaultdict(set)
    derived: dict[tuple[str, str], float] = defaultdict(lambda: 1.0)
    for tie in net.ties:
        both = not graph.is_directed() or tie.symmetric
        for pair in [(tie.source, tie.target), *([(tie.target, tie.source)] if both else [])]:
            if tie.derived:
                derived[pair] *= 1 - tie.weight
            else:
                claims[pair].update(tie.claims)
    for a, b, facts in graph.edges(data=True):
        found = (net.claims[name] for name in claims[a, b])
        stated = at_least_one((claim.voice, claim.probability * claim.fade) for claim in found)
        facts["weight"] = min(0.99, 1 - (1 - stated) * derived[a, b])


def _distance(weight: float, *, by_probability: bool) -> float:
    if weight <= 0:
        return math.inf
    return -math.log(weight) if by_probability else 1 / weight
