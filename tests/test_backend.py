"""What networkx's own tests cannot see: when a call comes here, what is converted, and what is kept."""

from __future__ import annotations

import pickle
import random
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import networkx as nx
import numpy as np
import pytest

from lkg.backend import converted as conversion
from lkg.backend import info, interface
from lkg.backend.rules import RULES


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """networkx warns whenever it uses a graph that it has kept."""
    nx.config.warnings_to_ignore.add("cache")
    yield
    nx.config.warnings_to_ignore.discard("cache")


@pytest.fixture
def conversions(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What each conversion was asked for."""
    asked: list[Any] = []

    def counted(graph: Any, attributes: Any) -> conversion.Converted:
        asked.append(dict(attributes))
        return conversion.converted(graph, attributes)

    monkeypatch.setattr(interface, "converted", counted)
    return asked


def kite() -> nx.Graph:
    graph = nx.Graph([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")])
    graph.add_edge("a", "b", weight=4)
    return graph


def test_networkx_knows_the_backend_and_its_functions() -> None:
    assert set(info()["functions"]) == set(RULES)
    assert nx.betweenness_centrality.backends == {"networkx", "lkg"}
    assert "Of parallel ties the shortest counts." in nx.betweenness_centrality.__doc__


def test_networkx_alone_loads_no_kernel_and_no_numpy() -> None:
    asked = "import sys, networkx; print({'numpy', 'numba', 'scipy', 'lkg.kernels'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"


def test_a_graph_is_converted_once(conversions: list[Any]) -> None:
    graph = kite()
    first = nx.betweenness_centrality(graph, backend="lkg")
    assert nx.betweenness_centrality(graph, backend="lkg") == first == {"a": 0, "b": 0, "c": 2 / 3, "d": 0}
    assert nx.core_number(graph, backend="lkg")["d"] == 1
    assert conversions == [{}]


def test_a_graph_that_is_kept_with_weights_is_read_without_them_unless_asked_for(
    conversions: list[Any],
) -> None:
    for graph in (kite(), nx.MultiDiGraph(kite())):
        weighted, plain = nx.constraint(graph, weight="weight"), nx.constraint(graph)
        assert weighted["c"] != pytest.approx(plain["c"])
        assert nx.constraint(graph, weight="weight", backend="lkg") == pytest.approx(weighted)
        assert nx.constraint(graph, backend="lkg") == pytest.approx(plain)
    assert conversions == [{"weight": 1}] * 2


def test_a_second_attribute_is_converted_when_it_is_asked_for(conversions: list[Any]) -> None:
    graph = kite()
    nx.set_edge_attributes(graph, 3.0, "days")
    assert nx.dijkstra_path_length(graph, "a", "d", backend="lkg") == 2
    assert nx.dijkstra_path_length(graph, "a", "d", weight="days", backend="lkg") == 6
    assert nx.dijkstra_path_length(graph, "a", "d", backend="lkg") == 2
    assert conversions == [{"weight": 1}, {"days": 1}]


def test_a_changed_graph_is_converted_anew() -> None:
    graph = kite()
    assert nx.has_path(graph, "a", "d", backend="lkg")
    graph.remove_edge("c", "d")
    assert not nx.has_path(graph, "a", "d", backend="lkg")
    graph.add_edge("c", "d")
    graph.add_node("e")
    assert nx.number_connected_components(graph, backend="lkg") == 2


def test_a_weight_that_is_set_past_networkx_is_seen_once_the_cache_is_cleared() -> None:
    """networkx documents this of its cache; the help of the backend says it as well."""
    graph = kite()
    assert nx.dijkstra_path_length(graph, "c", "d", backend="lkg") == 1
    graph["c"]["d"]["weight"] = 9
    assert nx.dijkstra_path_length(graph, "c", "d", backend="lkg") == 1
    graph.__networkx_cache__.clear()
    assert nx.dijkstra_path_length(graph, "c", "d", backend="lkg") == 9
    assert "cache" in (sys.modules["lkg.backend"].__doc__ or "")


@pytest.mark.parametrize("change", ["whole", "part", "reversed"])
def test_a_view_follows_the_graph_behind_it(change: str) -> None:
    graph = nx.DiGraph([("a", "b"), ("b", "c")])
    view = {
        "whole": nx.subgraph_view(graph),
        "part": graph.subgraph(["a", "b", "c"]),
        "reversed": graph.reverse(copy=False),
    }[change]
    ends = ("c", "a") if change == "reversed" else ("a", "c")
    assert nx.has_path(view, *ends, backend="lkg")
    graph.remove_edge("a", "b")
    assert not nx.has_path(view, *ends, backend="lkg")


def test_a_class_of_somebody_else_is_left_to_networkx() -> None:
    class Odd(nx.Graph):
        """It might answer for edges that it does not store."""

    graph = Odd([(1, 2)])
    assert interface.can_run("triangles", (graph,), {}) == "Odd is not one of networkx's four classes"
    with pytest.raises(NotImplementedError):
        nx.triangles(graph, backend="lkg")
    with pytest.raises(NotImplementedError, match="Odd"):
        interface.convert_from_nx(graph)


@pytest.mark.parametrize(
    ("name", "options", "why"),
    [
        ("betweenness_centrality", {"weight": len}, "the weight is a function"),
        ("shortest_path_length", {"method": "bellman-ford"}, "the method is bellman-ford"),
        ("hits", {"normalized": False}, "scale"),
        ("closeness_centrality", {"sp": {}}, "the distances are given"),
        ("triadic_census", {"nodelist": ["a"]}, "some nodes"),
        ("betweenness_centrality", {"wait": 1}, "unexpected keyword"),
    ],
)
def test_a_call_that_is_left_to_networkx_says_why(name: str, options: dict[str, Any], why: str) -> None:
    told = interface.can_run(name, (nx.DiGraph(kite()),), options)
    assert isinstance(told, str)
    assert why in told


def test_a_drawn_sample_is_that_of_networkx_also_where_networkx_takes_over() -> None:
    graph = nx.gnm_random_graph(30, 60, seed=1)
    wanted = nx.betweenness_centrality(graph, k=9, seed=random.Random(5))
    assert nx.betweenness_centrality(graph, k=9, seed=random.Random(5), backend="lkg") == pytest.approx(wanted)
    drawn = np.random.default_rng(5)
    wanted = nx.edge_betweenness_centrality(graph, k=9, seed=drawn)
    found = nx.edge_betweenness_centrality(graph, k=9, seed=np.random.default_rng(5), backend="lkg")
    assert found == pytest.approx(wanted)
    nx.set_edge_attributes(graph, 0.0, "weight")
    left = random.Random(5)
    state = left.getstate()
    with pytest.raises(NotImplementedError):
        nx.betweenness_centrality(graph, k=9, weight="weight", seed=left, backend="lkg")
    assert left.getstate() == state


def test_small_graphs_never_wait_for_a_compiler(conversions: list[Any]) -> None:
    with nx.config.backend_priority(algos=["lkg"]):
        nx.betweenness_centrality(nx.gnm_random_graph(300, 900, seed=1))
        nx.pagerank(nx.gnm_random_graph(300, 900, seed=1))
    assert not conversions


def test_large_graphs_are_converted_unasked_where_it_pays(conversions: list[Any]) -> None:
    large = nx.gnm_random_graph(20_000, 90_000, seed=1)
    with nx.config.backend_priority(algos=["lkg"]):
        components = nx.number_connected_components(large)
        assert not conversions, "one walk over the graph costs less than its conversion"
        cores = nx.core_number(large)
        assert nx.number_connected_components(large) == components
    assert conversions == [{}]
    assert cores == nx.core_number(large, backend="networkx")


def test_a_default_tolerance_gives_no_worse_ranks_than_networkx() -> None:
    """networkx stops at n · tol, which is nothing of a tolerance where n is large."""
    graph = nx.scale_free_graph(3000, seed=1)
    exact = nx.pagerank(graph, tol=1e-15, max_iter=1000, backend="networkx")

    def off(backend: str) -> float:
        found = nx.pagerank(graph, backend=backend)
        return sum(abs(found[node] - exact[node]) for node in graph)

    assert off("lkg") < 1e-5 < off("networkx")


@pytest.mark.parametrize("limit", [5, 12])
def test_few_steps_give_what_networkx_gives_or_its_error(limit: int) -> None:
    graph = nx.DiGraph([(0, 1), (1, 2), (2, 0), (2, 3), (3, 4)])
    for options in ({"tol": 1e-2}, {"tol": 1e-9}):
        try:
            wanted: Any = nx.pagerank(graph, max_iter=limit, **options)
        except nx.PowerIterationFailedConvergence:
            with pytest.raises(nx.PowerIterationFailedConvergence, match=f"within {limit} iterations"):
                nx.pagerank(graph, max_iter=limit, backend="lkg", **options)
        else:
            found = nx.pagerank(graph, max_iter=limit, backend="lkg", **options)
            assert found == pytest.approx(wanted, abs=5 * options["tol"])


def test_values_are_plain_numbers_of_python() -> None:
    for found in (nx.pagerank(kite(), backend="lkg"), nx.core_number(kite(), backend="lkg")):
        assert {type(value) for value in found.values()} <= {int, float}
    assert type(nx.closeness_centrality(kite(), "a", backend="lkg")) is float
    assert type(nx.transitivity(kite(), backend="lkg")) is float
    assert type(nx.number_connected_components(kite(), backend="lkg")) is int


def test_a_graph_is_pickled_with_what_is_kept_of_it() -> None:
    graph = kite()
    nx.core_number(graph, backend="lkg")
    again = pickle.loads(pickle.dumps(graph))
    assert nx.core_number(again, backend="lkg") == nx.core_number(graph)


def test_a_view_that_hides_parallel_ties_is_converted_as_it_shows_itself() -> None:
    graph = nx.MultiGraph([(0, 1), (1, 2), (2, 0)])
    view = nx.subgraph_view(graph, filter_edge=lambda a, b, key: {a, b} != {0, 2})
    assert nx.number_connected_components(view, backend="lkg") == 1
    assert nx.closeness_centrality(view, backend="lkg") == pytest.approx({0: 2 / 3, 1: 1, 2: 2 / 3})
