"""PageRank, eigenvector and Katz centrality, hubs and authorities of large graphs against networkx and algebra."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lkg import kernels
from lkg.errors import InvalidMeasure
from lkg.kernels import Adjacency, Unsettled
from test_kernels_graphs import EDGES, graphs, plain, power_law, rows, same, weight_of

ANY = settings(derandomize=True, deadline=None, max_examples=40)
WEIGHTS = (0.5, 1.0, 2.0, 3.0)


def matrix(graph: nx.Graph) -> Any:
    """Who gives how much to whom."""
    return nx.to_numpy_array(graph, nodelist=range(len(graph)), weight=weight_of(graph) or "")


@ANY
@given(graph=graphs(values=WEIGHTS), alpha=st.sampled_from((0.3, 0.85)), jumps=st.booleans(), lost=st.booleans())
def test_any_graph_has_the_pagerank_of_networkx(graph: nx.Graph, alpha: float, jumps: bool, lost: bool) -> None:
    size = len(graph)
    personalization = np.arange(size) + 1.0 if jumps else None
    dangling = np.arange(size)[::-1] + 2.0 if lost else None
    # networkx stops at its tolerance times the number of nodes
    wanted = nx.pagerank(
        graph,
        alpha,
        None if personalization is None else dict(enumerate(personalization)),
        dangling=None if dangling is None else dict(enumerate(dangling)),
        weight=weight_of(graph),
        tol=1e-13,
        max_iter=1000,
    )
    found = kernels.pagerank(rows(graph), alpha, personalization=personalization, dangling=dangling)
    same(found, wanted, 1e-10)
    assert found.sum() == pytest.approx(1, abs=1e-12)


@ANY
@given(graph=graphs(values=WEIGHTS))
def test_any_graph_has_the_katz_centrality_that_its_equations_tell(graph: nx.Graph) -> None:
    own = np.arange(len(graph)) + 1.0
    wanted = np.linalg.solve(np.eye(len(graph)) - 0.02 * matrix(graph).T, own)
    np.testing.assert_allclose(kernels.katz(rows(graph), 0.02, own), wanted, 1e-9)
    unscaled = nx.katz_centrality(graph, 0.02, weight=weight_of(graph), normalized=False, tol=1e-12)
    same(kernels.katz(rows(graph), 0.02), unscaled)


@ANY
@given(graph=graphs(values=WEIGHTS))
def test_any_graph_in_one_piece_has_the_eigenvector_centrality_of_networkx(graph: nx.Graph) -> None:
    nx.add_cycle(graph, range(len(graph)), weight=1.0)
    wanted = nx.eigenvector_centrality(graph, weight=weight_of(graph), tol=1e-13, max_iter=20_000)
    same(kernels.eigenvector(rows(graph), tolerance=1e-12), wanted)


@ANY
@given(graph=graphs(values=WEIGHTS))
def test_hubs_and_authorities_are_the_leading_singular_vectors(graph: nx.Graph) -> None:
    ways = matrix(graph)
    left, sizes, right = np.linalg.svd(ways)
    assume(sizes[0] > 0 and (len(sizes) < 2 or sizes[1] < 0.95 * sizes[0]))
    hubs, authorities = kernels.hits(rows(graph))
    for found, wanted in ((hubs, left[:, 0]), (authorities, right[0])):
        np.testing.assert_allclose(found, wanted / wanted.sum(), 1e-8, 1e-8)


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("values", [None, [1.0, 2.0, 3.0]])
def test_a_larger_graph_has_the_values_of_networkx(directed: bool, values: list[float] | None) -> None:
    adj = power_law(800, 6000, directed=directed, values=values)
    graph = plain(adj)
    same(kernels.pagerank(adj), nx.pagerank(graph, weight=weight_of(graph), tol=1e-15, max_iter=1000), 1e-11)
    hubs, authorities = kernels.hits(adj)
    wanted = (
        nx.hits(graph, tol=1e-14)
        if values
        else nx.hits(nx.from_scipy_sparse_array(adj.matrix(), create_using=type(graph)))
    )
    same(hubs, wanted[0])
    same(authorities, wanted[1])


ITERATIONS: dict[str, Callable[..., Any]] = {
    "pagerank": kernels.pagerank,
    "eigenvector": kernels.eigenvector,
    "katz": lambda adj, **options: kernels.katz(adj, 0.001, **options),
    "hits": lambda adj, **options: np.stack(kernels.hits(adj, **options)),
}


@pytest.mark.parametrize("name", ITERATIONS)
@pytest.mark.parametrize("values", [None, [0.1, 0.7]])
def test_values_are_the_same_to_the_bit_for_any_number_of_threads(name: str, values: list[float] | None) -> None:
    # large enough for threads to be used
    adj = power_law(20_000, 160_000, values=values)
    assert len(adj.ends) > 100_000
    alone = ITERATIONS[name](adj, threads=1)
    for threads in (2, 3):
        assert ITERATIONS[name](adj, threads=threads).tobytes() == alone.tobytes()


@pytest.mark.parametrize("name", ITERATIONS)
def test_a_graph_without_ties_and_one_without_nodes_are_answered(name: str) -> None:
    for size in (0, 3):
        found = ITERATIONS[name](EDGES(size, [], [], directed=True))
        assert found.shape[-1] == size
        assert len(np.unique(found)) == min(size, 1)


def test_the_tolerance_is_the_way_that_the_whole_vector_moves_in_one_step() -> None:
    adj = power_law(2000, 10_000)
    truth = kernels.pagerank(adj, tolerance=1e-15)
    for tolerance in (1e-3, 1e-6, 1e-9):
        gap = np.abs(kernels.pagerank(adj, tolerance=tolerance) - truth).sum()
        assert 0 < gap <= 0.85 / 0.15 * tolerance


def test_a_vector_near_the_end_settles_at_once() -> None:
    adj = power_law(2000, 10_000)
    assert np.abs(kernels.pagerank(adj, start=kernels.pagerank(adj), limit=1) - kernels.pagerank(adj)).sum() < 1e-12
    with pytest.raises(Unsettled):
        kernels.pagerank(adj, limit=1)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: kernels.eigenvector(EDGES(3, [0, 1], [1, 2], directed=True)), "Eigenvector centrality still moves"),
        (lambda: kernels.katz(EDGES(2, [0], [1], directed=False), 1.5), "Katz centrality still moves by inf"),
        (lambda: kernels.katz(EDGES(2, [0], [1], directed=False), 1.0), "after 10000 steps, not by 1e-10"),
        (lambda: kernels.pagerank(power_law(50, 100), tolerance=0.0, limit=7), "after 7 steps, not by 0"),
    ],
)
def test_what_does_not_settle_is_said_and_not_given(call: Callable[[], object], words: str) -> None:
    with pytest.raises(Unsettled, match=words):
        call()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda adj: kernels.pagerank(adj, personalization=[0.0, 0.0]), "personalization sums to 0"),
        (lambda adj: kernels.pagerank(adj, dangling=[1.0]), "dangling has the shape"),
        (lambda adj: kernels.katz(adj, beta=[1.0, 2.0, 3.0]), "beta has the shape"),
        (lambda adj: kernels.pagerank(EDGES(2, [0], [1], [-1.0], directed=True)), "below 0"),
        (lambda adj: kernels.hits(EDGES(2, [0], [1], [-1.0], directed=True)), "below 0"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(call: Callable[[Adjacency], object], words: str) -> None:
    with pytest.raises(InvalidMeasure, match=words):
        call(EDGES(2, [0], [1], directed=True))
