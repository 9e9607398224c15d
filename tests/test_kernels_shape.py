"""Degrees, components, cores, triangles, triads and structural holes of large graphs against networkx."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from lkg import kernels
from lkg.errors import InvalidMeasure
from lkg.kernels import Adjacency
from test_kernels_graphs import EDGES, graphs, plain, power_law, rows, same, weight_of

ANY = settings(derandomize=True, deadline=None, max_examples=40)
SIGNS = (1.0, -1.0, 0.0)


def unlooped(graph: nx.Graph) -> nx.Graph:
    graph = graph.copy()
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    return graph


@ANY
@given(graph=graphs())
def test_any_graph_has_the_degrees_of_networkx(graph: nx.Graph) -> None:
    for weight in (None, weight_of(graph)):
        options = {"weighted": weight is not None}
        same(kernels.degrees(rows(graph), **options), dict(graph.degree(weight=weight)))
        if graph.is_directed():
            same(kernels.degrees(rows(graph), "out", **options), dict(graph.out_degree(weight=weight)))
            same(kernels.degrees(rows(graph), "in", **options), dict(graph.in_degree(weight=weight)))


def parts(labels: Any) -> set[frozenset[int]]:
    return {frozenset(np.flatnonzero(labels == label).tolist()) for label in labels}


@ANY
@given(graph=graphs())
def test_any_graph_falls_into_the_components_of_networkx(graph: nx.Graph) -> None:
    weak, strong = kernels.weak_components(rows(graph)), kernels.strong_components(rows(graph))
    assert parts(weak) == {frozenset(part) for part in nx.connected_components(nx.Graph(graph))}
    wanted = nx.strongly_connected_components(graph) if graph.is_directed() else nx.connected_components(graph)
    assert parts(strong) == {frozenset(part) for part in wanted}
    for labels in (weak, strong):
        # numbered in the order in which they come up
        assert list(dict.fromkeys(labels.tolist())) == [*range(labels.max() + 1)]


@ANY
@given(graph=graphs())
def test_any_graph_has_the_core_numbers_of_networkx(graph: nx.Graph) -> None:
    same(kernels.core_numbers(rows(graph)), nx.core_number(unlooped(graph)))


@ANY
@given(graph=graphs(directed=False))
def test_any_graph_has_the_triangles_of_networkx(graph: nx.Graph) -> None:
    same(kernels.triangles(rows(graph)), nx.triangles(unlooped(graph)))


@ANY
@given(graph=graphs())
def test_any_graph_has_the_clustering_of_networkx(graph: nx.Graph) -> None:
    same(kernels.clustering(rows(graph)), nx.clustering(graph, weight=weight_of(graph)))


@ANY
@given(graph=graphs(directed=True, values=None))
def test_any_digraph_has_the_triads_of_networkx(graph: nx.Graph) -> None:
    assert kernels.triad_census(rows(graph)) == nx.triadic_census(unlooped(graph))


@ANY
@given(graph=graphs(directed=False, values=SIGNS))
def test_signed_triads_are_counted_by_their_negative_ties(graph: nx.Graph) -> None:
    wanted = [0, 0, 0, 0]
    for three in itertools.combinations(graph, 3):
        pairs = [pair for pair in itertools.combinations(three, 2) if graph.has_edge(*pair)]
        signs = [graph.edges[pair].get("weight", 1.0) for pair in pairs]
        if len(signs) == 3 and all(signs):
            wanted[signs.count(-1.0)] += 1
    assert kernels.signed_triads(rows(graph)).tolist() == wanted


def effective_sizes(graph: nx.Graph) -> dict[int, float]:
    """By Burt's definition, on the whole matrix.

    Where weights differ or ties have directions, networkx 3.6.1 gives two answers: for all nodes at once it divides by
    the largest weight of the wrong end, and for given nodes it leaves out those without out-ties.
    """
    ways = nx.to_numpy_array(graph, nodelist=range(len(graph)), weight=weight_of(graph) or "")
    mutual = ways + ways.T
    alone = (mutual - np.diag(mutual.diagonal())).sum(axis=1) == 0
    share, most = (mutual / np.where(each > 0, each, 1)[:, None] for each in (mutual.sum(axis=1), mutual.max(axis=1)))
    found = ((mutual > 0) * (1 - share @ most.T)).sum(axis=1)
    return dict(enumerate(np.where(alone, np.nan, found)))


@ANY
@given(graph=graphs())
def test_any_graph_has_the_constraint_and_effective_size_of_networkx(graph: nx.Graph) -> None:
    if graph.number_of_edges():
        # of a node that has a heavy loop and nothing else, networkx 3.6.1 does not see that it is alone
        simple = unlooped(graph) if weight_of(graph) else graph
        if simple.number_of_edges():
            same(kernels.constraint(rows(simple)), nx.constraint(simple, weight=weight_of(graph)))
        same(kernels.effective_size(rows(graph)), effective_sizes(graph))
        if not (graph.is_directed() or weight_of(graph)):
            same(kernels.effective_size(rows(graph)), nx.effective_size(graph))


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("values", [None, [1.0, 2.0, 3.0]])
def test_a_larger_graph_has_the_values_of_networkx(directed: bool, values: list[float] | None) -> None:
    adj = power_law(200, 1000, directed=directed, values=values)
    graph = plain(adj)
    weight = weight_of(graph)
    same(kernels.core_numbers(adj), nx.core_number(graph))
    same(kernels.clustering(adj), nx.clustering(graph, weight=weight))
    same(kernels.constraint(adj), nx.constraint(graph, weight=weight))
    same(kernels.effective_size(adj), effective_sizes(graph))
    if directed:
        assert kernels.triad_census(adj) == nx.triadic_census(graph)
    else:
        same(kernels.triangles(adj), nx.triangles(graph))


BY_THREADS: dict[str, Callable[..., Any]] = {
    "constraint": kernels.constraint,
    "effective size": kernels.effective_size,
    "triad census": lambda adj, threads: np.array([*kernels.triad_census(adj, threads=threads).values()]),
}


@pytest.mark.parametrize("name", BY_THREADS)
def test_values_are_the_same_to_the_bit_for_any_number_of_threads(name: str) -> None:
    adj = power_law(2000, 12_000)
    alone = BY_THREADS[name](adj, threads=1)
    for threads in (2, 3, 5):
        assert BY_THREADS[name](adj, threads=threads).tobytes() == alone.tobytes()


def test_a_graph_without_ties_and_one_without_nodes_are_answered() -> None:
    for size in (0, 3):
        empty, plain_ = EDGES(size, [], [], directed=True), EDGES(size, [], [], directed=False)
        for measure in (kernels.degrees, kernels.core_numbers, kernels.clustering):
            assert measure(empty).tolist() == measure(plain_).tolist() == [0] * size
        assert kernels.weak_components(empty).tolist() == kernels.strong_components(empty).tolist() == [*range(size)]
        assert kernels.triangles(plain_).tolist() == [0] * size
        assert kernels.signed_triads(plain_).tolist() == [0, 0, 0, 0]
        assert sum(kernels.triad_census(empty).values()) == (1 if size else 0)
        for measure in (kernels.constraint, kernels.effective_size):
            assert len(measure(empty)) == size and np.isnan(measure(empty)).all()


def test_who_is_tied_to_himself_alone_has_no_holes_around_him() -> None:
    assert np.isnan(kernels.constraint(EDGES(1, [0], [0], directed=True))).all()
    assert np.isnan(kernels.effective_size(EDGES(1, [0], [0], directed=False))).all()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (kernels.triangles, "triangles are counted in undirected graphs"),
        (kernels.signed_triads, "undirected"),
        (lambda adj: kernels.triad_census(EDGES(2, [0], [1], directed=False)), "directed graphs"),
        (lambda adj: kernels.constraint(EDGES(2, [0], [1], [-1.0], directed=True)), "below 0"),
        (lambda adj: kernels.effective_size(EDGES(2, [0], [1], [-1.0], directed=True)), "below 0"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(call: Callable[[Adjacency], object], words: str) -> None:
    with pytest.raises(InvalidMeasure, match=words):
        call(EDGES(2, [0], [1], directed=True))
