"""Communities: planted ones are found again, chance is called chance, and foes do not pull together."""

import itertools

import networkx as nx
import numpy as np
import pytest

import lkg
from conftest import graph_of
from lkg.analysis.groups import partitions
from lkg.analysis.groups.communities import TOO_SMALL, communities
from lkg.analysis.groups.friends import friendly, friendly_draws, standing
from lkg.analysis.groups.partitions import by_chance, co_assignment, consensus
from lkg.analysis.results import Result
from lkg.errors import EmptyNetwork, InvalidMeasure, Misuse
from lkg.graphs import Graph

LADDER = [[0, 0, 0, 1, 1, 1], [0, 0, 0, 1, 1, 1], [0, 0, 0, 0, 1, 1], [0, 0, 0, 1, 1, 1]]


def members(found: Result) -> list[set[object]]:
    numbers = sorted({row["community"] for row in found if row["community"] is not None})
    return [{row["actor"] for row in found if row["community"] == number} for number in numbers]


def planted(groups: int, size: int, inside: float, between: float, seed: int) -> nx.Graph:
    return nx.planted_partition_graph(groups, size, inside, between, seed=seed)


def camp(*names: str) -> list[str]:
    return [f"{a} supports {b} 2022" for a, b in itertools.combinations(names, 2)]


# What is known to be true


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_planted_communities_are_found_again(seed: int) -> None:
    graph = planted(4, 15, 0.6, 0.03, seed)
    found = communities(graph, null=0)
    assert sorted(map(sorted, members(found))) == [list(range(start, start + 15)) for start in (0, 15, 30, 45)]
    assert min(row["share"] for row in found) > 0.9


def test_the_karate_club_has_the_modularity_that_is_known_of_it() -> None:
    found = communities(nx.karate_club_graph())
    # the optimum is 0.4198 without and 0.4449 with weights
    assert found.facts["modularity"] == pytest.approx(0.4449, abs=0.002)
    plain = nx.Graph(nx.karate_club_graph().edges())
    assert communities(plain, null=0).facts["modularity"] >= 0.41
    assert found.facts["clustered"] is True
    assert {frozenset({0, 1, 2, 3}), frozenset({32, 33})} <= {
        frozenset(part & {0, 1, 2, 3, 32, 33}) for part in members(found)
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_random_graph_is_no_more_clustered_than_chance(seed: int) -> None:
    found = communities(nx.gnm_random_graph(40, 100, seed=seed), null=40)
    assert found.facts["modularity"] > 0.3
    assert found.facts["clustered"] is False
    assert any("no more clustered than chance" in note for note in found.notes)


def test_a_star_cannot_be_rewired_and_says_nothing_of_chance() -> None:
    found = communities(nx.star_graph(9), null=10)
    assert (found.facts["z"], found.facts["clustered"]) == (None, None)
    assert any("nothing can be said of chance" in note for note in found.notes)


def test_a_rewired_graph_keeps_every_degree_and_is_simple() -> None:
    graph = nx.karate_club_graph()
    edges = list(graph.edges())
    rewired = nx.Graph(partitions._rewired(edges, partitions.random.Random(1)))
    assert rewired.number_of_edges() == len(edges)
    assert dict(rewired.degree()) == dict(graph.degree())
    assert nx.number_of_selfloops(rewired) == 0
    assert len(set(map(frozenset, edges)) & set(map(frozenset, rewired.edges()))) < len(edges) / 2


def test_chance_is_drawn_anew_with_another_seed_alone() -> None:
    graph = nx.karate_club_graph()
    assert by_chance(graph, draws=5).tolist() == by_chance(graph, draws=5).tolist()
    assert by_chance(graph, draws=5).tolist() != by_chance(graph, draws=5, seed=2).tolist()


def test_both_methods_find_two_cliques_and_a_third_does_not_exist() -> None:
    graph = nx.barbell_graph(5, 0)
    for method in partitions.METHODS:
        assert members(communities(graph, method=method, null=0)) == [{0, 1, 2, 3, 4}, {5, 6, 7, 8, 9}]
    with pytest.raises(InvalidMeasure, match="louvain or greedy"):
        communities(graph, method="leiden")


# Small things


def test_a_community_below_the_least_size_is_too_small_to_say() -> None:
    graph = nx.disjoint_union(nx.complete_graph(6), nx.complete_graph(3))
    found = communities(graph, null=0)
    assert members(found) == [{0, 1, 2, 3, 4, 5}]
    assert [(r["actor"], r["community_name"], r["share"]) for r in found if r["community"] is None] == [
        (6, TOO_SMALL, None), (7, TOO_SMALL, None), (8, TOO_SMALL, None),
    ]  # fmt: skip


def test_a_graph_that_has_no_room_for_two_communities_is_too_small_to_say() -> None:
    assert {row["community_name"] for row in communities(nx.complete_graph(7), null=0)} == {TOO_SMALL}
    with pytest.raises(EmptyNetwork):
        communities(nx.Graph())


def test_a_community_is_named_after_its_best_tied_members() -> None:
    graph = nx.relabel_nodes(nx.barbell_graph(5, 0), {4: "hub", 5: "port"})
    graph.add_weighted_edges_from([(0, "hub", 5), (1, "hub", 3)])
    names = {row["community_name"] for row in communities(graph, null=0)}
    assert names == {"around hub, 0", "around 6, 7"}


# Consensus, by hand


def test_how_often_two_are_together_is_counted_over_the_draws_that_have_both() -> None:
    together = co_assignment([[0, 0, 1], [0, 1, 1], [0, 0, -1]])
    assert together.round(3).tolist() == [[1.0, 0.667, 0.0], [0.667, 1.0, 0.5], [0.0, 0.5, 1.0]]


def test_the_consensus_is_what_most_draws_say_and_the_share_how_many() -> None:
    found = consensus(LADDER)
    assert found.communities == [[0, 1, 2], [3, 4, 5]]
    # the core of the second is its half 4, 5, with whom 3 is in three draws of four
    assert found.share.tolist() == [1.0, 1.0, 1.0, 0.75, 1.0, 1.0]


def test_the_names_of_communities_do_not_matter_in_a_consensus() -> None:
    renamed = [[1 - label for label in LADDER[0]], *LADDER[1:]]
    assert consensus(renamed).together.tolist() == consensus(LADDER).together.tolist()
    assert consensus(renamed).labels.tolist() == consensus(LADDER).labels.tolist()


def test_draws_that_all_agree_are_their_own_consensus() -> None:
    labels = [0, 0, 0, 0, 1, 1, 1, 2, 2]
    found = consensus([labels] * 5)
    assert found.labels.tolist() == labels
    assert found.share.tolist() == [1.0] * 9


def test_who_is_alone_in_every_draw_stays_alone_and_has_no_share() -> None:
    found = consensus([[0, 0, 1], [0, 0, 1]])
    assert found.labels.tolist() == [0, 0, 1]
    assert np.isnan(found.share[2])


def test_resampled_graphs_say_how_sure_a_membership_is() -> None:
    graph = nx.barbell_graph(5, 0)
    graph.add_edges_from([("x", 0), ("x", 1), ("x", 5), ("x", 6)])
    left, right = graph.copy(), graph.copy()
    left.remove_edges_from([("x", 5), ("x", 6)])
    right.remove_edges_from([("x", 0), ("x", 1)])
    found = {row["actor"]: row for row in communities(graph, draws=[left] * 3 + [right], null=0)}
    assert found["x"]["community"] == found[0]["community"]
    assert found["x"]["share"] == 0.75
    assert found[2]["share"] == found[7]["share"] == 1.0


def test_draws_can_be_weights_of_the_edges_in_their_order() -> None:
    graph = nx.barbell_graph(5, 0)
    whole = [1.0] * graph.number_of_edges()
    assert members(communities(graph, draws=[whole] * 3, null=0)) == [{0, 1, 2, 3, 4}, {5, 6, 7, 8, 9}]
    with pytest.raises(Misuse, match="2 weights for 21 edges"):
        communities(graph, draws=[[1.0, 1.0]])


# Networks of claims


def test_foes_and_mixed_pairs_do_not_pull_together() -> None:
    lines = [
        *camp("a", "b", "c", "d"),
        *camp("e", "f", "g", "h"),
        "a accuses e 2022",
        "b supports f 2022",
        "b accuses f 2022",
    ]
    net = lkg.network(graph_of(*lines))
    graph = friendly(net)
    assert not graph.has_edge("a", "e")
    assert not graph.has_edge("b", "f")
    found = communities(net, null=0)
    assert members(found) == [set("abcd"), set("efgh")]
    assert any("2 hostile or mixed pairs" in note for note in found.notes)


def test_a_friendly_pair_weighs_by_its_friendly_ties_alone() -> None:
    net = lkg.network(graph_of("a supports b 2021", "a aids b 2021", "b supports a 2022", "a accuses b 2022"))
    assert friendly(net)["a"]["b"]["weight"] == 3.0


def test_conflict_alone_makes_no_communities(bundled: Graph) -> None:
    with pytest.raises(InvalidMeasure, match="conflict alone"):
        communities(lkg.network(bundled, at="2022-07-01", sign=["-"]))


def test_the_ego_is_taken_out_with_its_side_and_nobody_else_vanishes(bundled: Graph) -> None:
    net = lkg.network(bundled, at="2022-07-01")
    found = communities(net, null=0, runs=3)
    actors = {row["actor"] for row in found}
    assert not actors & {"lithuania", "lt-mfa"}
    side = bundled.table.context.sides.ever("lithuania") | {"lithuania"}
    assert set(net.actors) - side <= actors
    assert any("Lithuania is in no community" in note for note in found.notes)
    assert found.receipt is not None
    assert found.receipt.to_dict()["seed"] == 1


def test_evidence_can_be_drawn_and_a_tie_is_there_as_often_as_it_is_probable(bundled: Graph) -> None:
    net = lkg.network(bundled, at="2022-07-01")
    weights = np.array(list(friendly_draws(net, 50)))
    assert weights.shape == (50, friendly(net).number_of_edges())
    assert 0.5 < (weights > 0).mean() < 1.0
    found = communities(net, draws=20, null=0, runs=3)
    shares = [row["share"] for row in found if row["share"] is not None]
    assert min(shares) < 0.9
    assert any("20 draws, whose consensus is shown" in note for note in found.notes)
    with pytest.raises(Misuse, match="resampled graphs"):
        communities(nx.karate_club_graph(), draws=20)


def test_the_same_seed_gives_the_same_communities(bundled: Graph) -> None:
    net = lkg.network(bundled, at="2022-07-01")
    assert communities(net, null=0, runs=3).rows == communities(net, null=0, runs=3).rows


def test_pairs_that_rest_on_structure_alone_are_counted(bundled: Graph) -> None:
    kinds = {"ministry": "GovernmentBody"}
    graph = graph_of("ministry partOf a 2021/..", "b supports a 2022", "ministry supports c 2022", actors=kinds)
    net = lkg.network(graph, at="2022-12-31")
    assert any(tie.relation == "partOf" for tie in net.ties)
    assert standing(net) == 1
    apart = communities(lkg.network(bundled, at="2022-07-01"), null=0, runs=1)
    folded = communities(lkg.network(bundled, at="2022-07-01", roll_up="state"), null=0, runs=1)
    assert [any("structure alone" in note for note in found.notes) for found in (apart, folded)] == [True, False]
