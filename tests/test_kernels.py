"""The compiled measures against networkx and the measures of one plain graph."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lkg.analysis.ranks.measures import MEASURES
from lkg.kernels import Edges, resample, resampling

UNDIRECTED_ONLY = ("degree", "strength", "core", "pn")
DIRECTED = [name for name in MEASURES if name not in UNDIRECTED_ONLY]
# few and plain, so that ways of equal length and edges that are not there are common
SOME_WEIGHTS = (0.0, 0.25, 0.5, 0.5, 1.0, 1.0, 2.0, 3.0)


def one(measure: str, edges: Edges, weights: Any, **options: Any) -> list[float]:
    """The values of one draw."""
    signs = options.pop("signs", None)
    if signs is not None:
        options["signs"] = np.array([signs], np.int8)
    found = resample(measure, edges, np.array([weights], dtype=float).reshape(1, -1), **options)
    return [float(value) for value in found[0]]


def edges_of(size: int, *pairs: tuple[int, int], directed: bool = False) -> Edges:
    ends = np.array(pairs, np.int32).reshape(-1, 2)
    return Edges(size, ends[:, 0], ends[:, 1], directed)


def expected(measure: str, edges: Edges, weights: Any, signs: Any, distances: Any, weighted: bool) -> list[float]:
    """What the measure of a plain graph gives."""
    graph = nx.DiGraph() if edges.directed else nx.Graph()
    graph.add_nodes_from(range(edges.size))
    for e, (tail, head) in enumerate(zip(edges.tails.tolist(), edges.heads.tolist(), strict=True)):
        if weights[e] > 0:
            graph.add_edge(tail, head, weight=float(weights[e]), sign=int(signs[e]), distance=float(distances[e]))
    values = MEASURES[measure].compute(graph, weighted)
    return [values[node] for node in range(edges.size)]


def same(found: Any, wanted: Any, tolerance: float = 1e-9, measure: str = "") -> None:
    np.testing.assert_allclose(found, wanted, rtol=tolerance, atol=tolerance, equal_nan=True, err_msg=measure)


@st.composite
def graphs(draw: st.DrawFn, directed: bool) -> tuple[Edges, list[float], list[int]]:
    """Any small graph: sparse ones fall apart and have isolates, some digraphs are acyclic."""
    size = draw(st.integers(1, 9))
    pairs = [(a, b) for a in range(size) for b in range(size) if a != b and (directed or a < b)]
    acyclic = directed and draw(st.booleans())
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=20)) if pairs else []
    edges = edges_of(size, *(pair for pair in chosen if not acyclic or pair[0] < pair[1]), directed=directed)
    m = len(edges.tails)
    weights = draw(st.lists(st.sampled_from(SOME_WEIGHTS), min_size=m, max_size=m))
    return edges, weights, draw(st.lists(st.sampled_from((1, 0, -1)), min_size=m, max_size=m))


def agrees(measure: str, drawn: tuple[Edges, list[float], list[int]], weighted: bool, own_distances: bool) -> None:
    edges, weights, signs = drawn
    positive = np.array([weight or 1.0 for weight in weights])
    distances = positive / 2 + 0.125 if own_distances else 1 / positive
    options = {"distances": distances.reshape(1, -1)} if own_distances else {}
    if measure == "pn" and edges.size == 2 and -1 in signs:
        return
    wanted = expected(measure, edges, weights, signs, distances, weighted)
    found = one(measure, edges, weights, signs=signs, weighted=weighted, threads=1, **options)
    # a matrix that lacks a full set of eigenvectors gives numpy half of the digits of its radius
    same(found, wanted, 1e-6 if measure == "katz" and edges.directed else 1e-9, measure)


@settings(derandomize=True, deadline=None, max_examples=24)
@given(drawn=graphs(directed=False), weighted=st.booleans(), own_distances=st.booleans())
def test_any_graph_has_the_values_of_the_plain_measures(
    drawn: tuple[Edges, list[float], list[int]], weighted: bool, own_distances: bool
) -> None:
    for measure in MEASURES:
        agrees(measure, drawn, weighted, own_distances)


@settings(derandomize=True, deadline=None, max_examples=24)
@given(drawn=graphs(directed=True), weighted=st.booleans(), own_distances=st.booleans())
def test_any_digraph_has_the_values_of_the_plain_measures(
    drawn: tuple[Edges, list[float], list[int]], weighted: bool, own_distances: bool
) -> None:
    for measure in DIRECTED:
        agrees(measure, drawn, weighted, own_distances)


def many(draws: int, size: int = 70, directed: bool = False) -> tuple[Edges, dict[str, Any]]:
    """Draws of a random graph with more nodes than go abreast, each with other edges, weights and signs."""
    rng = np.random.default_rng(7)
    graph = nx.gnm_random_graph(size, 2 * size, seed=7, directed=directed)
    edges = edges_of(size, *graph.edges, directed=directed)
    shape = (draws, len(edges.tails))
    weights = (rng.random(shape) < 0.7) * rng.choice([0.3, 0.5, 0.8, 0.9], shape)
    return edges, {"weights": weights, "signs": rng.integers(-1, 2, shape).astype(np.int8)}


CASES = [
    (name, directed, weighted)
    for directed in (False, True)
    for weighted in (False, True)
    for name in (DIRECTED if directed else MEASURES)
]


@pytest.mark.parametrize(("measure", "directed", "weighted"), CASES)
def test_a_larger_graph_has_the_values_of_the_plain_measure(measure: str, directed: bool, weighted: bool) -> None:
    edges, drawn = many(2, directed=directed)
    distances = -np.log(np.where(drawn["weights"] > 0, drawn["weights"], 0.5))
    found = resample(measure, edges, **drawn, weighted=weighted, distances=distances)
    for draw in range(2):
        facts = (drawn["weights"][draw], drawn["signs"][draw], distances[draw])
        same(found[draw], expected(measure, edges, *facts, weighted))


@pytest.mark.parametrize(("measure", "directed", "weighted"), CASES)
def test_draws_do_not_know_of_one_another_nor_of_threads(measure: str, directed: bool, weighted: bool) -> None:
    edges, drawn = many(7, directed=directed)
    found = resample(measure, edges, **drawn, weighted=weighted, threads=1)
    assert len({row.tobytes() for row in found}) > 1
    for threads in (2, 3):
        assert resample(measure, edges, **drawn, weighted=weighted, threads=threads).tobytes() == found.tobytes()
    for draw in range(7):
        alone = {name: given_[draw : draw + 1] for name, given_ in drawn.items()}
        assert resample(measure, edges, **alone, weighted=weighted).tobytes() == found[draw].tobytes()


@pytest.mark.parametrize("measure", MEASURES)
def test_no_draws_no_edges_and_no_nodes_are_answered(measure: str) -> None:
    def shape(size: int, pairs: list[tuple[int, int]], draws: int) -> tuple[int, ...]:
        given_ = np.ones((draws, len(pairs)))
        return resample(measure, edges_of(size, *pairs), given_, signs=given_.astype(np.int8)).shape

    assert shape(3, [(0, 1)], 0) == (0, 3)
    assert shape(3, [], 2) == (2, 3)
    assert shape(0, [], 2) == (2, 0)


def test_an_isolate_has_no_constraint_and_no_effective_size() -> None:
    edges = edges_of(3, (0, 1))
    assert [*map(math.isnan, one("constraint", edges, [1]))] == [False, False, True]
    assert [*map(math.isnan, one("effective_size", edges, [1]))] == [False, False, True]


def test_two_foes_and_nobody_else_have_no_pn_centrality() -> None:
    assert [*map(math.isnan, one("pn", edges_of(2, (0, 1)), [1], signs=[-1]))] == [True, True]
    assert one("pn", edges_of(2, (0, 1)), [1], signs=[1]) == pytest.approx([2, 2])


@pytest.mark.parametrize("size", [3, 4, 8])
def test_nodes_that_are_all_foes_have_half_of_the_pn_centrality_of_a_node_alone(size: int) -> None:
    edges = edges_of(size, *nx.complete_graph(size).edges)
    foes = [-1] * len(edges.tails)
    assert one("pn", edges, np.ones(len(foes)), signs=foes) == pytest.approx([0.5] * size)


def test_an_edge_that_is_infinitely_far_is_not_there_where_distances_count() -> None:
    far = np.array([[math.inf, 1.0]])
    path = edges_of(3, (0, 1), (1, 2))
    assert one("betweenness", path, [1, 1], weighted=True, distances=far) == [0, 0, 0]
    assert one("betweenness", path, [1, 1], distances=far) == [0, 1, 0]


def test_katz_of_a_long_ring_with_a_shortcut_is_solved_where_steps_do_not_suffice() -> None:
    size = 200
    ring = edges_of(size, *((i, (i + 1) % size) for i in range(size)), (0, 100), directed=True)
    ones = np.ones(size + 1)
    radius = import_module("lkg.kernels.parts").radius
    rows = np.array([0, 2, *range(3, size + 2)], np.int32), np.array([1, 100, *range(2, size), 0], np.int32), ones
    assert math.isnan(radius(*rows))
    same(one("katz", ring, ones), expected("katz", ring, ones, ones, ones, False), 1e-8)


def test_eigenvector_centrality_of_an_acyclic_digraph_stands_where_the_plain_measure_leaves_it() -> None:
    chain = edges_of(4, (0, 1), (1, 2), (2, 3), directed=True)
    found = one("eigenvector", chain, [1, 1, 1])
    same(found, expected("eigenvector", chain, [1, 1, 1], [1, 1, 1], [1, 1, 1], False))
    assert found == pytest.approx([0, 0, 0, 1], abs=1e-3)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: edges_of(2, (0, 2)), "outside"),
        (lambda: edges_of(2, (1, 1)), "itself"),
        (lambda: edges_of(2, (0, 1), (1, 0)), "twice"),
        (lambda: Edges(2, np.zeros(1, np.int32), np.zeros(2, np.int32)), "1 tails and 2 heads"),
        (lambda: one("core", edges_of(2, (0, 1), directed=True), [1]), "undirected"),
        (lambda: one("pn", edges_of(2, (0, 1)), [1]), "Signs are needed"),
        (lambda: one("degree", edges_of(2, (0, 1)), [1, 1]), "shape"),
        (lambda: one("closeness", edges_of(2, (0, 1)), [1], weighted=True, distances=np.zeros((1, 1))), "above 0"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(call: Callable[[], object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        call()


def test_opposite_edges_of_a_digraph_are_two() -> None:
    assert one("pagerank", edges_of(2, (0, 1), (1, 0), directed=True), [1, 1]) == pytest.approx([0.5, 0.5])


def test_an_unknown_measure_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        one("fame", edges_of(2, (0, 1)), [1])


def test_every_measure_has_its_kernel() -> None:
    assert set(resampling._KERNELS) == set(MEASURES)


def test_nothing_is_compiled_before_it_is_asked_for() -> None:
    asked = "import sys, lkg.kernels; print('numba' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
