"""Functions of networkx on a Network as it stands: no conversion, and the values of the graph that it stands for."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

import lkg
from conftest import graph_of
from lkg.backend import interface
from lkg.errors import InvalidMeasure
from lkg.graphs import Graph
from lkg.networks import Network, conversion

CHAIN = (
    "taiwan supports lithuania 2021-11-18",
    "lithuania supports ukraine 2022-03-01",
    "lithuania militarilyAids ukraine 2022-03-02",
    "ukraine supports poland 2022-03-03",
)
NUMBERED = [
    ("pagerank", {"tol": 1e-12, "max_iter": 500}),
    ("pagerank", {"tol": 1e-12, "max_iter": 500, "weight": None}),
    ("betweenness_centrality", {}),
    ("betweenness_centrality", {"weight": "probability", "k": 5, "seed": 1}),
    ("closeness_centrality", {"distance": "weight"}),
    ("closeness_centrality", {"u": "lithuania"}),
    ("harmonic_centrality", {"nbunch": ["lithuania", "china"]}),
    ("degree_centrality", {}),
    ("in_degree_centrality", {}),
    ("out_degree_centrality", {}),
    ("constraint", {"weight": "weight"}),
    ("constraint", {}),
    ("triadic_census", {}),
    ("is_weakly_connected", {}),
    ("number_strongly_connected_components", {}),
    ("single_source_shortest_path_length", {"source": "lithuania"}),
    ("single_source_dijkstra_path_length", {"source": "lithuania", "weight": "probability"}),
    ("shortest_path_length", {"source": "lithuania", "target": "china"}),
]


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No network may be turned into a graph of networkx."""

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("The network was converted.")

    monkeypatch.setattr(Network, "to_networkx", refuse)
    monkeypatch.setattr(conversion, "to_networkx", refuse)


@pytest.mark.usefixtures("alone")
def test_a_network_is_measured_without_conversion() -> None:
    network = lkg.network(graph_of(*CHAIN))
    found = nx.betweenness_centrality(network, normalized=False)
    assert {actor: value for actor, value in found.items() if value} == {"lithuania": 2, "ukraine": 2}
    assert nx.shortest_path_length(network, "taiwan", "poland") == 3
    assert list(nx.single_source_shortest_path_length(network, "lithuania").items()) == [
        ("lithuania", 0),
        ("ukraine", 1),
        ("poland", 2),
    ]


@pytest.mark.usefixtures("alone")
def test_parallel_ties_of_a_network_are_told_apart_where_networkx_does() -> None:
    network = lkg.network(graph_of(*CHAIN))
    assert nx.out_degree_centrality(network)["lithuania"] == pytest.approx(2 / 3)
    assert nx.dijkstra_path_length(network, "lithuania", "ukraine") == 1, "the shortest, not the sum"


@pytest.mark.parametrize(("name", "options"), NUMBERED)
def test_a_network_has_the_values_of_its_graph(bundled: Graph, name: str, options: dict[str, Any]) -> None:
    network = lkg.network(bundled, at="2022-07-01")
    found, wanted = (getattr(nx, name)(graph, **options) for graph in (network, network.to_networkx()))
    if isinstance(wanted, dict):
        assert found.keys() == wanted.keys()
        assert [found[key] for key in wanted] == pytest.approx(list(wanted.values()), nan_ok=True)
    else:
        assert found == pytest.approx(wanted)


def test_what_is_not_computed_here_is_left_to_networkx_if_that_is_allowed() -> None:
    network = lkg.network(graph_of(*CHAIN))
    with pytest.raises(NotImplementedError, match="square_clustering"):
        nx.square_clustering(network)
    with nx.config(fallback_to_nx=True):
        assert nx.descendants(network, "ukraine") == {"poland"}


def test_a_network_gives_the_errors_of_networkx() -> None:
    network = lkg.network(graph_of(*CHAIN))
    with pytest.raises(nx.NetworkXNotImplemented, match="multigraph"):
        nx.core_number(network)
    with pytest.raises(nx.NetworkXNotImplemented, match="directed"):
        nx.is_connected(network)
    with pytest.raises(nx.NetworkXNoPath, match="No path between poland and taiwan"):
        nx.shortest_path_length(network, "poland", "taiwan")
    with pytest.raises(nx.NodeNotFound, match="atlantis"):
        nx.has_path(network, "atlantis", "taiwan")


def test_a_number_that_ties_do_not_have_is_refused_with_those_that_they_have() -> None:
    with pytest.raises(InvalidMeasure, match="Use weight, probability"):
        nx.pagerank(lkg.network(graph_of(*CHAIN)), weight="fame")


def test_a_network_is_converted_only_when_networkx_asks_for_it() -> None:
    network = lkg.network(graph_of(*CHAIN))
    assert interface.convert_to_nx(network).number_of_edges() == 4
    assert interface.convert_to_nx({"a": 1}) == {"a": 1}
