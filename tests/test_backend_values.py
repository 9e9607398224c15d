"""Function by function, the backend gives the values and the errors of networkx: parallel ties, loops and all."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from typing import Any

import networkx as nx
import pytest

from lkg.backend import interface
from lkg.backend.rules import RULES, WORTH

CLASSES = (nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph)
TIGHT = {"tol": 1e-13, "max_iter": 5000}
CALLS: dict[str, list[dict[str, Any]]] = {
    "betweenness_centrality": [
        {},
        {"normalized": False},
        {"endpoints": True},
        {"weight": "weight"},
        {"k": 5, "seed": 3},
        {"k": 5, "seed": 3, "endpoints": True, "normalized": False, "weight": "weight"},
    ],
    "edge_betweenness_centrality": [{}, {"normalized": False, "weight": "weight"}, {"k": 4, "seed": 3}],
    "closeness_centrality": [
        {},
        {"distance": "weight"},
        {"u": 2, "distance": "weight"},
        {"u": 2, "wf_improved": False},
    ],
    "harmonic_centrality": [
        {},
        {"distance": "weight"},
        {"nbunch": [1, 2], "distance": "weight"},
        {"sources": [1, 2, 77], "distance": "weight"},
        {"nbunch": 3},
    ],
    "pagerank": [
        {**TIGHT},
        {**TIGHT, "weight": None},
        {**TIGHT, "alpha": 0.5, "personalization": {1: 2, 3: 1}, "dangling": {2: 1}, "nstart": {1: 1}},
        {"personalization": {77: 1}},
        {"max_iter": 0},
    ],
    "hits": [{"tol": 1e-12}, {"tol": 1e-12, "nstart": dict.fromkeys(range(12), 1.0)}, {"max_iter": 0}],
    "eigenvector_centrality": [{**TIGHT}, {**TIGHT, "weight": "weight"}, {"nstart": dict.fromkeys(range(12), 0)}],
    "katz_centrality": [
        {**TIGHT, "alpha": 0.03},
        {**TIGHT, "alpha": 0.02, "weight": "weight", "beta": {node: node + 1.5 for node in range(12)}},
        {**TIGHT, "alpha": 0.03, "normalized": False},
        {"beta": {1: 1}},
        {"alpha": 5.0, "max_iter": 10},
    ],
    "triangles": [{}, {"nodes": 2}, {"nodes": [2, 3, 77]}],
    "clustering": [{}, {"weight": "weight"}, {"nodes": 2}, {"nodes": [2, 3]}],
    "average_clustering": [{}, {"weight": "weight"}, {"count_zeros": False}, {"nodes": [2, 3]}],
    "constraint": [{}, {"weight": "weight"}, {"nodes": [2, 3]}],
    "effective_size": [{"nodes": [2, 3]}],
    "node_connected_component": [{"n": 1}, {"n": 77}],
    "single_source_shortest_path_length": [{"source": 1}, {"source": 1, "cutoff": 1}, {"source": 77}],
    "single_target_shortest_path_length": [{"target": 1}, {"target": 1, "cutoff": 1}, {"target": 77}],
    "all_pairs_shortest_path_length": [{}, {"cutoff": 1}],
    "single_source_dijkstra_path_length": [{"source": 1}, {"source": 1, "cutoff": 2}, {"source": 77}],
    "all_pairs_dijkstra_path_length": [{}],
    "dijkstra_path_length": [{"source": 1, "target": 2}, {"source": 1, "target": 1}, {"source": 1, "target": 11}],
    "bidirectional_shortest_path": [
        {"source": 1, "target": 2},
        {"source": 1, "target": 11},
        {"source": 77, "target": 1},
    ],
    "has_path": [{"source": 1, "target": 2}, {"source": 1, "target": 11}],
    "shortest_path_length": [
        {"source": source, "target": target, "weight": weight}
        for source in (None, 1)
        for target in (None, 2)
        for weight in (None, "weight")
    ],
    "average_shortest_path_length": [{}, {"weight": "weight"}],
}
ERRORS = (nx.NetworkXException, ValueError, KeyError, ZeroDivisionError)


def graph_with(cls: type, seed: int, loops: bool) -> Any:
    """Twelve nodes, the last one alone; ties of few lengths, some without a weight, parallel ones where they may be."""
    rng = random.Random(seed)
    graph = cls()
    graph.__networkx_cache__ = None
    graph.add_nodes_from(range(12))
    for _ in range(26):
        ends = rng.sample(range(11), 2)
        graph.add_edge(*ends, **({"weight": rng.choice([1, 1.5, 2, 3])} if rng.random() < 0.8 else {}))
    if graph.is_multigraph():
        for ends in list(graph.edges())[::3]:
            graph.add_edge(*ends, weight=rng.choice([0.5, 2]))
    if loops:
        graph.add_edge(1, 1, weight=2)
        graph.add_edge(11, 11)
    return graph


def plain(value: Any) -> Any:
    """Values that may be compared: floats by closeness, sets in any order, iterators to their end."""
    if isinstance(value, Iterator):
        value = list(value)
        return sorted(map(sorted, value)) if value and isinstance(value[0], set) else dict(value)
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return value


def same(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, dict):
        return list(found) == list(wanted) and all(same(found[key], wanted[key]) for key in wanted)
    if isinstance(wanted, list):
        return len(found) == len(wanted) and all(map(same, found, wanted))
    if isinstance(wanted, float):
        return bool(found == pytest.approx(wanted, rel=1e-7, abs=1e-9, nan_ok=True))
    return bool(found == wanted)


def outcome(function: Callable[..., Any], graph: Any, backend: str, options: dict[str, Any]) -> Any:
    try:
        return plain(function(graph, backend=backend, **options))
    except ERRORS as error:
        return type(error), str(error)


def unordered(name: str, value: Any) -> Any:
    """networkx promises no order of nodes at the same distance, and not which of several shortest paths."""
    if name == "bidirectional_shortest_path" and isinstance(value, list):
        return value[0], value[-1], len(value)
    if isinstance(value, dict) and "path_length" in name:
        return {key: dict(sorted(v.items())) if isinstance(v, dict) else v for key, v in sorted(value.items())}
    return value


def cases(name: str) -> Iterator[tuple[Any, dict[str, Any]]]:
    for cls in CLASSES:
        for seed, loops in ((1, False), (2, True)):
            for options in CALLS.get(name, [{}]):
                yield graph_with(cls, seed, loops), options


@pytest.mark.parametrize("name", RULES)
def test_every_function_has_the_values_and_errors_of_networkx(name: str) -> None:
    function, answered = getattr(nx, name), 0
    for graph, options in cases(name):
        wanted = unordered(name, outcome(function, graph, "networkx", options))
        try:
            found = unordered(name, outcome(function, graph, "lkg", options))
        except NotImplementedError:
            continue
        assert same(found, wanted), (graph, options, found, wanted)
        answered += 1
    assert answered


@pytest.mark.parametrize("weight", [None, "weight"])
@pytest.mark.parametrize("cls", [nx.Graph, nx.DiGraph])
@pytest.mark.parametrize("seed", [1, 2])
def test_effective_size_is_that_of_networkx_node_by_node(seed: int, cls: type, weight: str | None) -> None:
    """For all nodes at once networkx divides by the largest weight of the wrong node, and is off unless all are equal.

    Node by node it is right, but calls a node isolated that nobody leads away from.
    """
    graph = graph_with(cls, seed, False)
    found = nx.effective_size(graph, weight=weight, backend="lkg")
    wanted = nx.effective_size(graph, list(graph), weight)
    leading = [node for node in graph if not math.isnan(wanted[node])]
    assert len(leading) > 7
    for node in leading:
        assert found[node] == pytest.approx(wanted[node])


JOINED: dict[str, Callable[[list[float]], float]] = {"once": len, "shortest": min, "summed": sum}


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.parallel in JOINED])
def test_parallel_ties_mean_what_the_table_says(name: str) -> None:
    """A multigraph gives what the simple graph gives whose weights are joined as the rule says."""
    rule = RULES[name]
    join = JOINED[rule.parallel]
    for directed in (False, True):
        many = graph_with(nx.MultiDiGraph if directed else nx.MultiGraph, 1, False)
        one = nx.DiGraph() if directed else nx.Graph()
        one.__networkx_cache__ = None
        one.add_nodes_from(many)
        for tail, head in many.edges():
            one.add_edge(tail, head, weight=join([each.get("weight", 1) for each in many[tail][head].values()]))
        for options in CALLS.get(name, [{}]):
            given = dict(options)
            if rule.weight and rule.parallel != "once":
                given[rule.weight] = "weight"
            try:
                found = unordered(name, outcome(getattr(nx, name), many, "lkg", given))
                wanted = unordered(name, outcome(getattr(nx, name), one, "lkg", given))
            except NotImplementedError:
                continue
            assert same(found, wanted), (options, found, wanted)


def test_the_table_and_the_interface_name_the_same_functions() -> None:
    assert set(RULES) == set(interface.__all__) - {"can_run", "should_run", "convert_from_nx", "convert_to_nx"}
    assert {rule.work for rule in RULES.values()} == set(WORTH)


@pytest.mark.parametrize("cls", CLASSES)
@pytest.mark.parametrize("name", RULES)
def test_graphs_without_nodes_and_without_ties_are_answered_as_by_networkx(name: str, cls: type) -> None:
    options = next(iter(CALLS.get(name, [{}])))
    for graph in (cls(), nx.empty_graph(3, cls)):
        wanted = _with_other_errors(getattr(nx, name), graph, "networkx", options)
        graph.__networkx_cache__ = None
        try:
            found = _with_other_errors(getattr(nx, name), graph, "lkg", options)
        except NotImplementedError:
            continue
        assert same(unordered(name, found), unordered(name, wanted))


def _with_other_errors(function: Callable[..., Any], graph: Any, backend: str, options: dict[str, Any]) -> Any:
    try:
        return outcome(function, graph, backend, options)
    except NotImplementedError:
        raise
    except (TypeError, RuntimeError) as error:
        return type(error), str(error)


@pytest.mark.parametrize("weight", [-1, math.nan, math.inf, "much", None, 2**60])
def test_weights_that_kernels_cannot_read_are_left_to_networkx(weight: Any) -> None:
    graph = nx.path_graph(4)
    graph.add_edge(1, 2, weight=weight)
    with pytest.raises(NotImplementedError, match="lkg"):
        nx.betweenness_centrality(graph, weight="weight", backend="lkg")


@pytest.mark.parametrize("cls", CLASSES)
@pytest.mark.parametrize("weight", [None, "weight"])
def test_the_mean_length_of_all_shortest_paths(cls: type, weight: str | None) -> None:
    graph = graph_with(cls, 1, True)
    nx.add_cycle(graph, range(12), weight=4)
    found = nx.average_shortest_path_length(graph, weight, backend="lkg")
    assert found == pytest.approx(nx.average_shortest_path_length(graph, weight))


def test_lengths_are_whole_numbers_where_all_weights_are() -> None:
    graph = nx.path_graph(3)
    nx.set_edge_attributes(graph, 2, "weight")
    found = nx.single_source_dijkstra_path_length(graph, 0, backend="lkg")
    assert [repr(length) for length in found.values()] == ["0", "2", "4"]
    graph.add_edge(0, 1, weight=0.5)
    assert nx.dijkstra_path_length(graph, 0, 2, backend="lkg") == 2.5
