"""Shortest paths in large graphs against networkx."""

from __future__ import annotations

import math
from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from lkg import kernels
from lkg.errors import InvalidMeasure
from lkg.kernels import Adjacency
from test_kernels_graphs import EDGES, graphs, plain, power_law, rows, same, weight_of

ANY = settings(derandomize=True, deadline=None, max_examples=40)


def edge_values(graph: nx.Graph, adj: Adjacency, wanted: dict[tuple[int, int], float]) -> list[float]:
    """What networkx says of the edge of each entry."""
    ends = zip(adj.tails.tolist(), adj.ends.tolist(), strict=True)
    return [wanted[pair] if pair in wanted else wanted[pair[::-1]] for pair in ends]


@ANY
@given(graph=graphs())
def test_any_graph_has_the_betweenness_of_networkx(graph: nx.Graph) -> None:
    both = 1 if graph.is_directed() else 2
    for endpoints in (False, True):
        wanted = nx.betweenness_centrality(graph, normalized=False, endpoints=endpoints, weight=weight_of(graph))
        same(kernels.betweenness(rows(graph), endpoints=endpoints) / both, wanted)


@ANY
@given(graph=graphs())
def test_any_graph_has_the_edge_betweenness_of_networkx(graph: nx.Graph) -> None:
    adj = rows(graph)
    found = kernels.edge_betweenness(adj)
    if not graph.is_directed():
        # the two directions of an edge
        places = {pair: at for at, pair in enumerate(zip(adj.tails.tolist(), adj.ends.tolist(), strict=True))}
        found = np.array([(found[at] + found[places[pair[::-1]]]) / 2 for pair, at in places.items()])
    wanted = nx.edge_betweenness_centrality(graph, normalized=False, weight=weight_of(graph))
    np.testing.assert_allclose(found, edge_values(graph, adj, wanted), 1e-9, 1e-9)


@ANY
@given(graph=graphs())
def test_any_graph_has_the_closeness_and_harmonic_centrality_of_networkx(graph: nx.Graph) -> None:
    reached, far, harmonic = kernels.distance_sums(rows(graph))
    closeness = [float(n / d) if d else 0.0 for n, d in zip(reached, far, strict=True)]
    same(closeness, nx.closeness_centrality(graph, distance=weight_of(graph), wf_improved=False))
    same(harmonic, nx.harmonic_centrality(graph, distance=weight_of(graph)))


@ANY
@given(graph=graphs())
def test_any_graph_has_the_distances_of_networkx(graph: nx.Graph) -> None:
    adj = rows(graph)
    steps, before = kernels.distance_tree(adj, 0)
    wanted = nx.single_source_shortest_path_length(graph, 0)
    same(steps, {node: wanted.get(node, -1) for node in graph})
    same(kernels.distances(adj, 0), {node: wanted.get(node, -1) for node in graph})
    for node in graph:
        assert before[node] == -1 if steps[node] < 1 else steps[before[node]] == steps[node] - 1
    lengths = nx.single_source_dijkstra_path_length(graph, 0, weight=weight_of(graph))
    away, before = kernels.dijkstra_tree(adj, 0)
    # added in the same order, so the same to the last bit
    assert away.tolist() == kernels.dijkstra(adj, 0).tolist() == [lengths.get(node, math.inf) for node in graph]
    for node in set(lengths) - {0}:
        step = graph.edges[before[node], node].get("weight", 1) if weight_of(graph) else 1
        assert away[before[node]] + step == away[node]


@ANY
@given(graph=graphs(values=None))
def test_the_path_between_any_two_is_one_of_the_shortest(graph: nx.Graph) -> None:
    last = len(graph) - 1
    found = kernels.between(rows(graph), 0, last)
    assert (found is None) == (not nx.has_path(graph, 0, last))
    if found is not None:
        assert (found[0], found[-1]) == (0, last)
        assert nx.is_simple_path(graph, found)
        assert len(found) - 1 == nx.shortest_path_length(graph, 0, last)


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("values", [None, [1.0, 2.0, 3.0]])
def test_a_larger_graph_has_the_values_of_networkx(directed: bool, values: list[float] | None) -> None:
    adj = power_law(150, 600, directed=directed, values=values)
    graph = plain(adj)
    weight, both = weight_of(graph), 1 if directed else 2
    same(kernels.betweenness(adj) / both, nx.betweenness_centrality(graph, normalized=False, weight=weight))
    reached, far, harmonic = kernels.distance_sums(adj)
    same(
        np.divide(reached, far, out=np.zeros(150), where=far > 0),
        nx.closeness_centrality(graph, distance=weight, wf_improved=False),
    )
    same(harmonic, nx.harmonic_centrality(graph, distance=weight))
    for target in (1, 70, 149):
        found = kernels.between(adj, 0, target)
        assert (found is None) == (not nx.has_path(graph, 0, target))
        assert found is None or len(found) - 1 == nx.shortest_path_length(graph, 0, target)


def test_some_sources_alone_may_be_asked_for() -> None:
    path = EDGES(4, [0, 1, 2], [1, 2, 3], directed=False)
    assert kernels.betweenness(path, [0]).tolist() == [0, 2, 1, 0]
    assert kernels.edge_betweenness(path, [3]).tolist() == [0, 1, 0, 2, 0, 3]
    assert kernels.distance_sums(path, [0, 3])[1].tolist() == [3, 3, 3, 3]
    parts = [kernels.betweenness(path, [source]) for source in range(4)]
    assert sum(parts).tolist() == kernels.betweenness(path).tolist()


def test_more_sources_than_a_sweep_carries_and_more_nodes_than_steps() -> None:
    size = 1300
    chain = EDGES(size, range(size - 1), range(1, size), directed=True)
    reached, far, harmonic = kernels.distance_sums(chain)
    assert reached.tolist() == [*range(size)]
    assert far.tolist() == [n * (n + 1) / 2 for n in range(size)]
    np.testing.assert_allclose(harmonic, [sum(1 / d for d in range(1, n + 1)) for n in range(size)])


@pytest.mark.parametrize("values", [None, [0.3, 1.0, 2.0]])
@pytest.mark.parametrize(
    "measure",
    [
        kernels.betweenness,
        kernels.edge_betweenness,
        lambda adj, threads: np.stack(kernels.distance_sums(adj, threads=threads)),
    ],
    ids=["nodes", "edges", "sums"],
)
def test_values_are_the_same_to_the_bit_for_any_number_of_threads(
    measure: Callable[..., np.ndarray], values: list[float] | None
) -> None:
    adj = power_law(400, 2000, values=values)
    alone = measure(adj, threads=1)
    for threads in (2, 3, 5):
        assert measure(adj, threads=threads).tobytes() == alone.tobytes()


def test_a_graph_without_ties_and_one_without_nodes_are_answered() -> None:
    for size in (0, 3):
        empty = EDGES(size, [], [], directed=True)
        assert kernels.betweenness(empty).tolist() == [0.0] * size
        assert kernels.edge_betweenness(empty).tolist() == []
        assert [sums.tolist() for sums in kernels.distance_sums(empty)] == [[0] * size] * 3
    assert kernels.between(empty, 0, 1) is None and kernels.between(empty, 1, 1) == [1]
    assert kernels.distances(empty, 1).tolist() == [-1, 0, -1]


def test_a_length_of_0_is_a_distance_but_tells_nothing_of_who_lies_between() -> None:
    chain = EDGES(3, [0, 1], [1, 2], [0.0, 2.0], directed=True)
    assert kernels.dijkstra(chain, 0).tolist() == [0, 0, 2]
    assert [sums.tolist() for sums in kernels.distance_sums(chain)] == [[0, 1, 2], [0, 0, 4], [0, 0, 1]]
    with pytest.raises(InvalidMeasure, match="A length is 0"):
        kernels.betweenness(chain)


@pytest.mark.parametrize("length", [-1.0, math.nan, math.inf])
def test_a_length_that_is_none_is_refused(length: float) -> None:
    adj = EDGES(2, [0], [1], [length], directed=True)
    for measure in (kernels.betweenness, kernels.edge_betweenness, kernels.distance_sums):
        with pytest.raises(InvalidMeasure, match="need finite lengths"):
            measure(adj)
    with pytest.raises(InvalidMeasure, match="need finite lengths"):
        kernels.dijkstra(adj, 0)


def test_a_node_that_is_not_there_is_refused() -> None:
    adj = EDGES(2, [0], [1], directed=True)
    for call in (
        lambda: kernels.distances(adj, 2),
        lambda: kernels.between(adj, 0, -1),
        lambda: kernels.betweenness(adj, [5]),
    ):
        with pytest.raises(InvalidMeasure, match="outside 0 … 1"):
            call()


def test_no_threads_do_no_work() -> None:
    with pytest.raises(InvalidMeasure, match="0 threads cannot work"):
        kernels.betweenness(EDGES(2, [0], [1], directed=True), threads=0)
