"""Rankings: every measure against networkx, signed ones by hand, the ego left out, and what is refused."""

import functools
import json
import math
from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest

import lkg
from conftest import graph_of
from lkg.analysis.ranks.measures import MEASURES
from lkg.analysis.ranks.ranking import Ranking
from lkg.analysis.ranks.ranks import midranks
from lkg.errors import EmptyNetwork, InvalidMeasure
from lkg.graphs import Graph

Values = dict[object, float]


def values(found: Ranking) -> Values:
    return {row.actor: row.value_all for row in found}


def order(found: Ranking) -> list[object]:
    return [row.actor for row in found]


def notes(found: Ranking) -> str:
    return "; ".join(found.notes)


def per_node(graph: nx.Graph, vector: np.ndarray) -> Values:
    return dict(zip(graph, (float(x) for x in vector), strict=True))


def katz(graph: nx.Graph) -> Values:
    top = max(abs(np.linalg.eigvals(nx.to_numpy_array(graph, weight=None))))
    return nx.katz_centrality_numpy(graph, alpha=0.9 / top)


def harmonic(graph: nx.Graph) -> Values:
    return {node: value / (len(graph) - 1) for node, value in nx.harmonic_centrality(graph).items()}


def pagerank(graph: nx.Graph) -> Values:
    google = np.asarray(nx.google_matrix(graph, weight=None))
    vector = np.linalg.matrix_power(google.T, 400) @ np.full(len(graph), 1 / len(graph))
    return per_node(graph, vector)


THEIRS: dict[str, Callable[[nx.Graph], Values]] = {
    "degree": lambda g: dict(g.degree()),
    "betweenness": nx.betweenness_centrality,
    "closeness": nx.closeness_centrality,
    "harmonic": harmonic,
    "eigenvector": nx.eigenvector_centrality_numpy,
    "katz": katz,
    "pagerank": pagerank,
    "hubs": lambda g: nx.hits(g, tol=1e-12)[0],
    "authorities": lambda g: nx.hits(g, tol=1e-12)[1],
    "core": nx.core_number,
    "constraint": nx.constraint,
    "effective_size": lambda g: nx.effective_size(g, nodes=list(g)),
}


@pytest.mark.parametrize("by", sorted(THEIRS))
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_measure_equals_that_of_networkx_on_a_random_graph(by: str, seed: int) -> None:
    graph = nx.connected_watts_strogatz_graph(14, 4, 0.4, seed=seed)
    assert values(lkg.rank(graph, by=by)) == pytest.approx(THEIRS[by](graph), abs=1e-6)


def test_every_measure_is_checked_here() -> None:
    assert set(MEASURES) == {*THEIRS, "strength", "pn"}


@pytest.mark.parametrize("by", ["betweenness", "closeness", "harmonic"])
def test_with_weights_a_distance_is_1_over_the_weight(by: str) -> None:
    graph = nx.gnp_random_graph(12, 0.4, seed=5)
    for n, (a, b) in enumerate(graph.edges):
        graph[a][b].update(weight=1 + n % 4, far=1 / (1 + n % 4))
    theirs = {
        "betweenness": nx.betweenness_centrality(graph, weight="far"),
        "closeness": nx.closeness_centrality(graph, distance="far"),
        "harmonic": {n: v / 11 for n, v in nx.harmonic_centrality(graph, distance="far").items()},
    }
    assert values(lkg.rank(graph, by=by, weighted=True)) == pytest.approx(theirs[by])


def test_parallel_ties_are_summed_and_loops_dropped_and_both_are_said() -> None:
    graph = nx.MultiGraph([("a", "b"), ("a", "b"), ("b", "c"), ("c", "c")])
    found = lkg.rank(graph, by="strength")
    assert values(found) == {"b": 3.0, "a": 2.0, "c": 1.0}
    assert values(lkg.rank(graph, by="degree")) == {"b": 2.0, "a": 1.0, "c": 1.0}
    assert "1 parallel ties summed, 1 loops dropped" in notes(found)


def test_a_strangers_karate_club_can_be_ranked() -> None:
    club = nx.karate_club_graph()
    found = lkg.rank(club, by="betweenness")
    assert order(found)[:3] == [0, 33, 32]
    assert found.rows[0].value == pytest.approx(0.43763528138528146)
    assert len(found) == 34
    assert lkg.rank(club, by="strength").rows[0].value == max(dict(club.degree(weight="weight")).values())


def test_a_strangers_directed_graph_keeps_its_direction() -> None:
    graph = nx.gnp_random_graph(12, 0.25, seed=3, directed=True)
    assert values(lkg.rank(graph, by="pagerank")) == pytest.approx(pagerank(graph), abs=1e-6)
    assert values(lkg.rank(graph, by="hubs")) == pytest.approx(nx.hits(graph, tol=1e-12)[0], abs=1e-6)


# Ties of a lens


def test_a_lens_that_reads_as_claimed_gives_directed_measures() -> None:
    lines = ["a aids b 2022", "a aids c 2022", "b aids c 2022", "d coordinatesWith c 2022", "b supports a 2022"]
    arrows = nx.DiGraph([("a", "b"), ("b", "a"), ("a", "c"), ("b", "c"), ("c", "d"), ("d", "c")])
    net = lkg.network(graph_of(*lines), direction="as-claimed")
    assert values(lkg.rank(net, by="pagerank")) == pytest.approx(pagerank(arrows), abs=1e-6)
    assert values(lkg.rank(net, by="betweenness")) == pytest.approx(nx.betweenness_centrality(arrows))
    both = lkg.network(graph_of(*lines))
    assert values(lkg.rank(both, by="pagerank")) == pytest.approx(pagerank(arrows.to_undirected()), abs=1e-6)


@pytest.mark.parametrize("direction", ["both", "as-claimed"])
def test_a_weighted_degree_is_the_sum_of_the_weights_of_all_ties(direction: str) -> None:
    graph = graph_of(
        "a aids b 2020", "a aids b 2021", "b aids a 2020", "b aids a 2021", "b aids a 2022", "b aids c 2020"
    )
    net = lkg.network(graph, direction=direction)
    assert values(lkg.rank(net, by="degree", weighted=True)) == {"b": 6.0, "a": 5.0, "c": 1.0}
    assert values(lkg.rank(net, by="strength")) == {"b": 6.0, "a": 5.0, "c": 1.0}
    assert values(lkg.rank(net, by="degree")) == {"b": 2.0, "a": 1.0, "c": 1.0}


def test_in_a_lens_that_weighs_by_probability_a_distance_is_minus_the_logarithm() -> None:
    net = lkg.network(graph_of("a aids b 2022", "b aids c 2022 credibility=2"), weight="probability")
    found = values(lkg.rank(net, by="harmonic", weighted=True))
    ab, bc = -math.log(0.9215), -math.log(0.8075)
    assert found["b"] == pytest.approx((1 / ab + 1 / bc) / 2)
    assert found["a"] == pytest.approx((1 / ab + 1 / (ab + bc)) / 2)


def test_an_improbable_tie_is_infinitely_far_and_no_crash() -> None:
    graph = graph_of("a aids b 2022 credibility=5", "b aids c 2022")
    net = lkg.network(graph, weight="probability", min_credibility=5)
    for by in ("betweenness", "harmonic", "strength"):
        assert values(lkg.rank(net, by=by, weighted=True))["a"] == 0


def test_memberships_are_out_of_rankings_unless_a_lens_makes_them_ties() -> None:
    graph = graph_of("a memberOf union 2004/..", "b memberOf union 2004/..", "a aids b 2022")
    assert values(lkg.rank(lkg.network(graph), by="degree")) == {"a": 1.0, "b": 1.0}
    assert values(lkg.rank(lkg.network(graph, memberships="ties"), by="degree")) == {"a": 2.0, "b": 2.0, "union": 2.0}


def test_a_ranking_over_all_dates_says_so_and_names_the_option() -> None:
    graph = graph_of("a aids b 2022")
    assert "--at" in notes(lkg.rank(lkg.network(graph), by="degree"))
    assert "--at" not in notes(lkg.rank(lkg.network(graph, at="2022-07-01"), by="degree"))


# Signs


def test_degree_and_strength_give_positive_negative_and_net() -> None:
    graph = graph_of(
        "a aids b 2022",
        "a supports b 2022",
        "a coerces c 2022",
        "a aids d 2022",
        "a coerces d 2022",
        "a exportsTo e 2022",
    )
    degree, strength = (
        {row.actor: row.extra for row in lkg.rank(lkg.network(graph), by=by)} for by in ("degree", "strength")
    )
    assert degree["a"] == {"pos": 1.0, "neg": 1.0, "net": 0.0}
    assert strength["a"] == {"pos": 3.0, "neg": 2.0, "net": 1.0}
    assert degree["d"] == degree["e"] == {"pos": 0.0, "neg": 0.0, "net": 0.0}


def test_pn_by_hand_on_three_actors() -> None:
    # x_a = 1 + x_b/4; x_b = 1 + x_a/4 - x_c/2; x_c = 1 - x_b/2
    expected = {"a": 14 / 11, "b": 12 / 11, "c": 5 / 11}
    net = lkg.network(graph_of("a aids b 2022", "b coerces c 2022"))
    assert values(lkg.rank(net, by="pn")) == pytest.approx(expected)


def test_pn_leaves_mixed_and_neutral_pairs_out_and_they_are_counted() -> None:
    lines = ["a aids b 2022", "b coerces c 2022", "a aids c 2022", "a coerces c 2022", "b exportsTo a 2022"]
    found = lkg.rank(lkg.network(graph_of(*lines)), by="pn")
    assert values(found) == pytest.approx({"a": 14 / 11, "b": 12 / 11, "c": 5 / 11})
    assert "Pairs: 1 cooperative, 1 in conflict, 1 mixed, 0 neutral" in notes(found)


def test_pn_reads_the_signs_of_a_strangers_graph() -> None:
    graph = nx.Graph()
    graph.add_edge("a", "b", sign=1)
    graph.add_edge("b", "c", sign=-1)
    assert values(lkg.rank(graph, by="pn")) == pytest.approx({"a": 14 / 11, "b": 12 / 11, "c": 5 / 11})


REFUSED = [
    "betweenness",
    "closeness",
    "harmonic",
    "eigenvector",
    "katz",
    "pagerank",
    "core",
    "constraint",
    "effective_size",
]


def test_measures_of_flow_are_refused_on_conflict_alone_with_a_sentence() -> None:
    net = lkg.network(graph_of("a coerces b 2022", "b aids c 2022"), sign=["-"])
    for by in REFUSED:
        with pytest.raises(InvalidMeasure, match=rf"{by} makes no sense on conflict alone.*hubs"):
            lkg.rank(net, by=by)


def test_attackers_targets_degree_and_signed_measures_are_allowed_on_conflict_alone() -> None:
    net = lkg.network(graph_of("a coerces b 2022", "a coerces c 2022"), sign=["-"], direction="as-claimed")
    for by in set(MEASURES) - set(REFUSED):
        assert len(lkg.rank(net, by=by)) == 3


def test_hubs_attack_and_authorities_are_their_targets() -> None:
    lines = ["a coerces b 2022", "a coerces c 2022", "d coerces b 2022"]
    net = lkg.network(graph_of(*lines), sign=["-"], direction="as-claimed")
    assert order(lkg.rank(net, by="hubs"))[0] == "a"
    assert order(lkg.rank(net, by="authorities"))[0] == "b"


@pytest.mark.parametrize(
    ("sign", "said"),
    [(["+", "0"], "cooperation"), (["+", "-", "0"], "contact"), (["+", "-"], "contact"), (["-"], "conflict")],
)
def test_a_ranking_says_on_which_ties_it_rests(sign: list[str], said: str) -> None:
    net = lkg.network(graph_of("a coerces b 2022", "a aids b 2022", "a exportsTo b 2022"), sign=sign)
    assert said in notes(lkg.rank(net, by="degree"))


def test_an_unknown_measure_is_refused_with_a_near_name() -> None:
    with pytest.raises(InvalidMeasure, match=r"betweeness.*betweenness"):
        lkg.rank(nx.path_graph(3), by="betweeness")


# The ego


@functools.cache
def ego_graph() -> Graph:
    return graph_of(
        "minister represents ego 2016/2020",
        "ego aids a 2018",
        "minister visits b 2018",
        "minister visits b 2022",
        "b aids c 2022",
        "d supports ego 2018",
        actors={"minister": "Person"},
        ego="ego",
    )


def test_the_ego_is_not_ranked_and_its_side_is_removed_each_by_its_dates() -> None:
    found = lkg.rank(lkg.network(ego_graph()), by="degree")
    assert "ego" not in order(found)
    assert "ego" in found.unranked
    assert values(found) == {"b": 2.0, "c": 1.0, "minister": 1.0, "a": 0.0, "d": 0.0}
    assert "ego is not ranked: the claims were collected around it" in notes(found)
    assert found.receipt is not None
    assert found.receipt.parameters["ego"] == "ego"


def test_whose_only_ties_were_with_the_ego_stays_as_an_isolate_of_the_last_rank() -> None:
    found = lkg.rank(lkg.network(ego_graph()), by="degree")
    ranks = {row.actor: row.rank for row in found}
    assert (ranks["a"], ranks["d"]) == (4.5, 4.5)
    assert {row.actor: row.extra for row in found}["a"] == {"pos": 0.0, "neg": 0.0, "net": 0.0}


def test_isolates_keep_their_labels(bundled: Graph) -> None:
    labels = {row.actor: row.label for row in lkg.rank(lkg.network(bundled), by="degree")}
    assert labels["australia"] == "Australia"


def test_those_who_stand_for_the_ego_throughout_are_not_ranked_either() -> None:
    found = lkg.rank(lkg.network(ego_graph(), at="2018-12-31"), by="degree")
    assert set(found.unranked) == {"ego", "minister"}
    assert set(order(found)) == {"a", "b", "d"}


def test_every_measure_can_be_taken_with_the_ego_removed() -> None:
    net = lkg.network(ego_graph())
    for by in MEASURES:
        assert set(order(lkg.rank(net, by=by))) == {"a", "b", "c", "d", "minister"}, by


def test_the_ego_has_no_derived_ties_left_either() -> None:
    graph = graph_of(
        "ego supports law 2022",
        "a supports law 2022",
        "b supports law 2022",
        "ego aids a 2022",
        actors={"law": "Policy"},
        ego="ego",
    )
    found = lkg.rank(lkg.network(graph, contract=["Policy"]), by="degree")
    assert values(found) == {"a": 1.0, "b": 1.0}


def test_a_lens_without_the_ego_has_no_ego_to_leave_out() -> None:
    found = lkg.rank(lkg.network(ego_graph(), without=["ego"]), by="degree")
    assert "not ranked" not in notes(found)
    assert found.unranked == ()


def test_a_graph_without_an_ego_ranks_everybody() -> None:
    found = lkg.rank(lkg.network(graph_of("ego aids a 2018")), by="degree")
    assert (set(order(found)), found.unranked) == ({"ego", "a"}, ())


def test_lithuania_is_not_ranked_in_the_graph_about_lithuania(bundled: Graph) -> None:
    found = lkg.rank(lkg.network(bundled, at="2022-07-01"), by="betweenness")
    assert "lithuania" in found.unranked
    assert "lithuania" not in order(found)
    assert {"lt-government", "lt-mfa"}.isdisjoint(order(found))
    net = lkg.network(bundled, at="2022-07-01")
    assert len(found) + len(found.unranked) == len(net)


# Ranks


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"a": 3, "b": 2, "c": 1}, {"a": 1, "b": 2, "c": 3}),
        ({"a": 1, "b": 1, "c": 1}, {"a": 2, "b": 2, "c": 2}),
        ({"a": 5, "b": 3, "c": 3, "d": 1}, {"a": 1, "b": 2.5, "c": 2.5, "d": 4}),
        ({"a": 0.1 + 0.2, "b": 0.3}, {"a": 1.5, "b": 1.5}),
        ({"a": 2, "b": None, "c": 1}, {"a": 1, "c": 2}),
        ({}, {}),
    ],
)
def test_equal_values_share_their_mean_rank(given: dict[str, float | None], expected: dict[str, float]) -> None:
    assert midranks(given) == expected


def test_ranks_sum_up_to_those_of_an_order_without_ties() -> None:
    found = lkg.rank(nx.gnp_random_graph(20, 0.2, seed=4), by="degree")
    assert sum(row.rank or 0 for row in found) == 20 * 21 / 2


def test_low_constraint_ranks_first_and_isolates_have_none() -> None:
    graph = nx.star_graph(["hub", "x", "y", "z"])
    graph.add_node("alone")
    found = {row.actor: (row.value, row.rank) for row in lkg.rank(graph, by="constraint")}
    assert found["hub"] == (pytest.approx(1 / 3), 1.0)
    assert found["x"] == (1.0, 3.0)
    assert found["alone"] == (None, None)


def test_rows_come_in_the_order_of_their_ranks_and_then_of_their_labels() -> None:
    graph = nx.Graph([("m", "b"), ("m", "a"), ("m", "z")])
    assert order(lkg.rank(graph, by="degree")) == ["m", "a", "b", "z"]


def test_nothing_to_rank_is_an_error_that_says_what_to_widen() -> None:
    with pytest.raises(EmptyNetwork, match="--at"):
        lkg.rank(lkg.network(graph_of("a aids b 2022"), at="1990-01-01"), by="degree")


def test_a_ranking_can_be_written_as_json_with_its_receipt() -> None:
    found = lkg.rank(lkg.network(graph_of("a aids b 2022", "c aids b 2022")), by="constraint").to_dict()
    assert json.loads(json.dumps(found)) == found
    assert found["receipt"]["parameters"]["by"] == "constraint"
    assert [row["actor"] for row in found["rows"]] == ["b", "a", "c"]
