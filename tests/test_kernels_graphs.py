"""Large graphs as rows of neighbours, and the small ones that all large kernels are tried on."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lkg.errors import InvalidMeasure
from lkg.kernels import Adjacency

# sums of these meet in many ways, and 0.1 + 0.2 is not quite 0.3
LENGTHS = (0.1, 0.2, 0.3, 0.5, 1.0, 1.0, 2.0)
EDGES = Adjacency.from_edges


@st.composite
def graphs(draw: st.DrawFn, directed: bool | None = None, values: Any = LENGTHS, loops: bool = True) -> nx.Graph:
    """Any small graph: with loops or without ties, in pieces, with isolated nodes; with `weight` if it has `values`."""
    size = draw(st.integers(1, 9))
    directed = draw(st.booleans()) if directed is None else directed
    graph: nx.Graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(range(size))
    pairs = [(a, b) for a in range(size) for b in range(size) if loops or a != b]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=24)) if pairs else []
    graph.add_edges_from(chosen)
    if values and draw(st.booleans()):
        for tail, head in graph.edges:
            graph.edges[tail, head]["weight"] = draw(st.sampled_from(values))
        graph.graph["weight"] = "weight"
    return graph


def weight_of(graph: nx.Graph) -> str | None:
    """The attribute that holds its weights, if it has any."""
    name: str | None = graph.graph.get("weight")
    return name


def rows(graph: nx.Graph) -> Adjacency:
    """A networkx graph over 0 … n − 1 as rows."""
    ends = np.array(list(graph.edges), int).reshape(-1, 2)
    values = [weight for *_, weight in graph.edges(data="weight")] if weight_of(graph) else None
    return EDGES(len(graph), ends[:, 0], ends[:, 1], values, directed=graph.is_directed())


def power_law(size: int = 3000, edges: int = 20_000, *, directed: bool = True, values: Any = None) -> Adjacency:
    """A random graph in which few have many ties."""
    rng = np.random.default_rng(7)
    chance = 1 / (np.arange(size) + 10) ** 0.7
    tails, heads = (rng.choice(size, edges, p=chance / chance.sum()) for _ in range(2))
    given_ = None if values is None else rng.choice(values, edges)
    return EDGES(
        size,
        tails[tails != heads],
        heads[tails != heads],
        None if given_ is None else given_[tails != heads],
        directed=directed,
    )


def plain(adj: Adjacency) -> nx.Graph:
    """Rows as a networkx graph."""
    graph: nx.Graph = nx.DiGraph() if adj.directed else nx.Graph()
    graph.add_nodes_from(range(adj.size))
    graph.add_weighted_edges_from(zip(adj.tails.tolist(), adj.ends.tolist(), adj.numbers.tolist(), strict=True))
    graph.graph["weight"] = None if adj.values is None else "weight"
    return graph


def same(found: Any, wanted: dict[int, Any], tolerance: float = 1e-9) -> None:
    """The values of all nodes agree, NaN with NaN."""
    np.testing.assert_allclose(found, [wanted[node] for node in range(len(wanted))], tolerance, tolerance)


def test_an_undirected_edge_stands_in_both_rows_and_a_loop_in_one() -> None:
    adj = EDGES(3, [0, 2, 2], [1, 2, 0], directed=False)
    assert adj.starts.tolist() == [0, 2, 3, 5]
    assert adj.ends.tolist() == [1, 2, 0, 0, 2]
    assert adj.tails.tolist() == [0, 0, 1, 2, 2]


def test_parallel_edges_are_one_with_the_sum_of_their_values() -> None:
    assert EDGES(2, [0, 0], [1, 1], [1.0, 2.5], directed=True).values.tolist() == [3.5]
    assert EDGES(2, [0, 1], [1, 0], [1.0, 2.5], directed=False).values.tolist() == [3.5, 3.5]
    # more than a byte can count
    many = EDGES(2, [0] * 1000, [1] * 1000, directed=True)
    assert many.values is None and many.ends.tolist() == [1]


def test_a_tie_of_value_0_is_a_tie() -> None:
    assert EDGES(2, [0], [1], [0.0], directed=True).ends.tolist() == [1]


def test_the_rows_of_a_digraph_turned_round_say_which_entries_they_are() -> None:
    adj = EDGES(3, [0, 1, 0], [2, 2, 1], [1.0, 2.0, 3.0], directed=True)
    starts, ends, order = adj.into
    assert starts.tolist() == [0, 0, 1, 3] and ends.tolist() == [0, 0, 1]
    assert order is not None and adj.values[order].tolist() == adj.values_into.tolist() == [3.0, 1.0, 2.0]


def test_an_undirected_graph_is_not_copied_to_be_read_backwards() -> None:
    adj = EDGES(3, [0, 1], [1, 2], [1.0, 2.0], directed=False)
    assert adj.into[0] is adj.starts and adj.into[1] is adj.ends and adj.values_into is adj.values


@settings(derandomize=True, deadline=None, max_examples=40)
@given(graph=graphs())
def test_any_graph_comes_back_from_its_rows(graph: nx.Graph) -> None:
    adj = rows(graph)
    back = plain(adj)
    assert nx.utils.edges_equal(back.edges, graph.edges, directed=graph.is_directed())
    for tail, head, weight in back.edges(data="weight"):
        assert weight == graph.edges[tail, head].get("weight", 1.0)
    for array in (adj.starts, adj.ends, *adj.into[:2]):
        assert array.dtype == np.int32
    assert all(np.diff(row).min(initial=1) > 0 for row in np.split(adj.ends, adj.starts[1:-1]))


def test_a_tie_takes_at_most_12_bytes_a_direction() -> None:
    for adj in (power_law(values=[0.5, 2.0]), power_law(directed=False, values=[0.5, 2.0]), power_law()):
        _, ends, order = adj.into
        arrays = {id(a): a for a in (adj.ends, adj.values, ends, order) if a is not None}
        assert sum(a.nbytes for a in arrays.values()) <= 2 * 12 * len(adj.ends)


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        ((2, [0], [2]), "outside 0 … 1"),
        ((2, [-1], [0]), "outside 0 … 1"),
        ((2, [0, 1], [0]), "2 tails, 1 heads"),
        ((2, [0], [1], [1.0, 2.0]), "2 values"),
        ((2**31, [], []), "too large"),
    ],
)
def test_what_is_no_graph_is_refused_in_words(given_: tuple[Any, ...], words: str) -> None:
    with pytest.raises(InvalidMeasure, match=words):
        EDGES(*given_, directed=True)


def test_a_graph_is_built_before_anything_is_compiled() -> None:
    asked = (
        "import sys; from lkg.kernels import *; Adjacency.from_edges(2, [0], [1], directed=True);"
        "print('numba' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"


def test_the_package_does_not_load_the_kernels() -> None:
    asked = "import sys, lkg; print([name for name in ('lkg.kernels', 'numba', 'scipy') if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
