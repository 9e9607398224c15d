"""Who belongs to the same bodies, and how much that counts."""

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lkg
from conftest import graph_of
from lkg.analysis.groups.projection import project, shared
from lkg.errors import EmptyNetwork, Misuse, UnknownTerm
from lkg.graphs import Graph

BODIES = {"eu": "InternationalOrganization", "cbss": "InternationalOrganization", "club": "InternationalOrganization"}
MEMBERS = (
    "lithuania memberOf eu 2004/..",
    "germany memberOf eu 1958/..",
    "france memberOf eu 1958/..",
    "lithuania memberOf cbss 1992/..",
    "germany memberOf cbss 1992/..",
)


def union(*more: str) -> Graph:
    return graph_of(*MEMBERS, *more, actors=BODIES)


def two_modes(edges: list[tuple[int, int]]) -> nx.Graph:
    graph = nx.Graph()
    for member, body in edges:
        graph.add_node(f"m{member}", bipartite=0)
        graph.add_node(f"b{body}", bipartite=1)
        graph.add_edge(f"m{member}", f"b{body}")
    return graph


def test_two_who_share_bodies_are_joined_once() -> None:
    found = project(lkg.network(union(), at="2022"), weight="count")
    assert found["lithuania"]["germany"] == {
        "weight": 2.0,
        "shared": 2,
        "bodies": ("cbss", "eu"),
        "claims": ("C5", "C4", "C2", "C1"),
    }
    assert found["france"]["germany"]["bodies"] == ("eu",)


def test_a_body_of_few_counts_more_than_one_of_many() -> None:
    found = project(lkg.network(union(), at="2022"))
    assert found["lithuania"]["germany"]["weight"] == pytest.approx(1 / (3 - 1) + 1 / (2 - 1))
    assert found["france"]["germany"]["weight"] == pytest.approx(1 / (3 - 1))


def test_only_memberships_that_hold_on_the_day_are_shared() -> None:
    found = project(lkg.network(union(), at="2000"))
    assert found["lithuania"]["germany"]["bodies"] == ("cbss",)
    assert found["lithuania"]["germany"]["weight"] == 1


def test_it_takes_memberships_that_the_lens_keeps_for_paths_and_those_it_makes_ties() -> None:
    kept, tied = lkg.network(union(), at="2022"), lkg.network(union(), at="2022", memberships="ties")
    assert kept.memberships and not tied.memberships
    assert nx.utils.graphs_equal(nx.Graph(project(kept).edges(data=True)), nx.Graph(project(tied).edges(data=True)))


def test_a_relation_counts_with_those_below_it_and_without_those_above() -> None:
    net = lkg.network(union("japan affiliatedWith cbss 2010/2023"), at="2022", memberships="ties")
    assert "japan" not in project(net, "memberOf")
    assert project(net, "affiliatedWith")["japan"]["lithuania"]["bodies"] == ("cbss",)


def test_other_ties_are_not_memberships() -> None:
    net = lkg.network(union("usa supports eu 2022", "usa visits lithuania 2022"), at="2022")
    assert "usa" not in project(net)


def test_bodies_can_be_joined_by_the_members_that_they_share() -> None:
    found = project(lkg.network(union(), at="2022"), onto="bodies")
    assert found["cbss"]["eu"]["bodies"] == ("germany", "lithuania")
    # both belong to two bodies
    assert found["cbss"]["eu"]["weight"] == 2


def test_a_body_can_itself_be_a_member() -> None:
    found = project(lkg.network(union("eu memberOf club 1995/..", "lithuania memberOf club 2001/.."), at="2022"))
    assert found["eu"]["lithuania"]["bodies"] == ("club",)
    assert not found.has_edge("eu", "germany")


def test_who_shares_nothing_stays_alone() -> None:
    found = project(lkg.network(union("japan memberOf club 2001/.."), at="2022"))
    assert found.degree("japan") == 0


def test_two_reports_of_one_membership_are_one_membership() -> None:
    found = project(lkg.network(union("lithuania memberOf eu 2004/.."), at="2022"))
    assert found["france"]["lithuania"]["weight"] == pytest.approx(1 / 2)
    assert found["france"]["lithuania"]["claims"] == ("C3", "C1", "C6")


def test_a_body_of_one_joins_nobody() -> None:
    found = project(two_modes([(1, 1)]))
    assert list(found) == ["m1"]
    assert found.number_of_edges() == 0


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 6)), min_size=1, max_size=40, unique=True))
def test_the_weights_are_those_of_networkx(edges: list[tuple[int, int]]) -> None:
    graph = two_modes(edges)
    members = [node for node, mark in graph.nodes(data="bipartite") if mark == 0]
    for weight, oracle in (
        ("newman", nx.bipartite.collaboration_weighted_projected_graph),
        ("count", nx.bipartite.weighted_projected_graph),
    ):
        ours, theirs = project(graph, weight=weight), oracle(graph, members)
        assert set(ours) == set(theirs)
        assert {frozenset(pair) for pair in ours.edges} == {frozenset(pair) for pair in theirs.edges}
        for a, b, value in theirs.edges(data="weight"):
            assert ours[a][b]["weight"] == pytest.approx(value)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 6)), min_size=1, max_size=40, unique=True))
def test_the_order_of_the_edges_changes_nothing(edges: list[tuple[int, int]]) -> None:
    one, two = project(two_modes(edges)), project(two_modes(edges[::-1]))
    assert [*one.edges(data=True)] == [*two.edges(data=True)]


def test_a_members_weight_is_the_number_of_its_bodies_that_have_others() -> None:
    # Newman (2001): the weights of a member add up to the number of papers it did not write alone
    edges = [(1, 1), (2, 1), (3, 1), (1, 2), (2, 2), (1, 3)]
    assert project(two_modes(edges)).degree("m1", weight="weight") == pytest.approx(2)


def test_davis_southern_women_share_the_events_that_their_book_counts() -> None:
    # Davis, Gardner and Gardner (1941): 18 women at 14 events; Evelyn and Theresa met at seven of them
    found = project(nx.davis_southern_women_graph(), weight="count")
    assert len(found) == 18
    assert found["Evelyn Jefferson"]["Theresa Anderson"]["shared"] == 7
    assert "Dorothy Murchison" in found["Pearl Oglethorpe"]


def test_a_directed_graph_runs_from_member_to_body() -> None:
    found = project(nx.DiGraph([("a", "x"), ("b", "x")]))
    assert set(found) == {"a", "b"}


def test_a_graph_that_does_not_say_who_the_members_are_is_refused() -> None:
    with pytest.raises(Misuse, match="mark all nodes with bipartite=0"):
        project(nx.Graph([("a", "x")]))


def test_wrong_words_are_refused_with_what_is_possible() -> None:
    net = lkg.network(union(), at="2022")
    with pytest.raises(UnknownTerm, match="Did you mean memberOf"):
        project(net, "membersOf")
    with pytest.raises(Misuse, match="Use newman or count"):
        project(net, weight="hyperbolic")
    with pytest.raises(Misuse, match="Use members or bodies"):
        project(net, onto="organisations")


def test_a_network_without_memberships_says_so() -> None:
    with pytest.raises(EmptyNetwork, match="is a member of"):
        project(lkg.network(union(), at="1900"))


def test_the_table_has_the_closest_pair_first_and_the_receipt_says_how() -> None:
    found = shared(lkg.network(union(), at="2022"))
    assert next((row["a"], row["b"]) for row in found) == ("germany", "lithuania")
    assert found.receipt is not None
    assert found.receipt.parameters == {"relation": "memberOf", "onto": "members", "weight": "newman"}
    assert found.title == "bodies shared by their members (is a member of), 2022"


def test_the_graph_that_is_projected_stays_as_it_was() -> None:
    graph = two_modes([(1, 1), (2, 1)])
    before = graph.copy()
    project(graph)
    assert nx.utils.graphs_equal(graph, before)


def test_lithuania_and_estonia_share_the_union_and_the_alliance_in_the_bundled_graph(bundled: Graph) -> None:
    found = project(lkg.network(bundled, at="2022-07-01"))
    assert {"eu", "nato", "wto"} <= set(found["lithuania"]["estonia"]["bodies"])
