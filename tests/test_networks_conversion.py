"""Networks as graphs of networkx and as arrays, and back: nothing that both can say is lost."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest

import lkg
from conftest import graph_of
from lkg.errors import InvalidMeasure
from lkg.graphs import Graph
from lkg.networks import Network


def edges(graph: nx.MultiDiGraph) -> list[tuple[str, str, str, dict[str, Any]]]:
    return sorted((a, b, key, facts) for a, b, key, facts in graph.edges(keys=True, data=True))


def test_a_tie_of_networkx_is_a_tie_with_its_weight_and_sign() -> None:
    graph = nx.DiGraph()
    graph.add_edge("a", "b", weight=-2.5)
    (tie,) = Network.from_networkx(graph).ties
    assert (tie.source, tie.target, tie.sign, tie.weight, tie.symmetric) == ("a", "b", -1, 2.5, False)


def test_edges_without_direction_are_symmetric_loops_are_left_out_and_isolates_stay() -> None:
    graph = nx.Graph([("a", "b"), ("c", "c")])
    graph.add_node(4, label="four")
    net = Network.from_networkx(graph)
    assert [(tie.source, tie.target, tie.symmetric) for tie in net.ties] == [("a", "b", True)]
    assert (list(net.actors), net.actors["4"]["label"]) == (["4", "a", "b", "c"], "four")


def test_a_network_is_the_same_after_a_way_through_networkx(bundled: Graph) -> None:
    there = lkg.network(bundled, at="2022-07-01").to_networkx()
    back = Network.from_networkx(there).to_networkx()
    assert edges(back) == edges(there)
    assert dict(back.nodes(data=True)) == dict(there.nodes(data=True))


def test_parallel_ties_of_one_relation_stay_apart_in_networkx() -> None:
    net = Network.from_arrays(["a", "b"], [0, 0, 1], [1, 1, 0], weights=[1, 2, 4])
    graph = net.to_networkx()
    assert sorted(facts["weight"] for *_, facts in graph.edges(data=True)) == [1, 2, 4]
    assert net.adjacency("weight").numbers.tolist() == [3, 4]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (([0], [2]), "There is no node 2"),
        (([0, 1], [1]), "a source, a target, a weight and a sign"),
        (([0], [1], [1.0], [3]), "has the sign 3"),
    ],
)
def test_arrays_that_do_not_fit_are_refused(given: tuple[list[Any], ...], said: str) -> None:
    ends, rest = given[:2], given[2:]
    with pytest.raises(InvalidMeasure, match=said):
        Network.from_arrays(["a", "b"], *ends, **dict(zip(("weights", "signs"), rest, strict=False)))


def test_rows_of_neighbours_hold_each_pair_once_with_the_sum_of_its_ties() -> None:
    graph = graph_of("a aids b 2020", "a aids b 2021", "a visits b 2022", "b criticises c 2022")
    rows = lkg.network(graph).adjacency("weight")
    assert (rows.starts.tolist(), rows.ends.tolist(), rows.numbers.tolist()) == ([0, 1, 2, 2], [1, 2], [3, 1])
    assert {rows.starts.dtype, rows.ends.dtype} == {np.dtype(np.int32)}


def test_rows_take_twelve_bytes_a_tie_and_direction_at_most(bundled: Graph) -> None:
    rows = lkg.network(bundled).adjacency("weight")
    taken = rows.ends.nbytes + rows.numbers.nbytes
    assert taken == 12 * len(rows.ends)


def test_only_numbers_of_ties_can_be_summed() -> None:
    with pytest.raises(InvalidMeasure, match=r"no number 'colour'\. Use weight, probability, voices, intensity"):
        lkg.network(graph_of("a aids b 2020")).adjacency("colour")


def test_a_network_without_ties_has_empty_rows() -> None:
    rows = lkg.network(graph_of("a aids b 2020"), at="1900").adjacency()
    assert (rows.size, len(rows.ends)) == (0, 0)
