"""How claims become ties, what a tie weighs, and the sign of a pair."""

import json
from collections import Counter

import networkx as nx
import pytest

import lkg
from conftest import UNCITED, graph_of, only_tie
from lkg.graphs import Graph
from lkg.networks import PairSign, Tie
from lkg.vocab import ontology


def bundles(graph: Graph, **options: object) -> dict[tuple[str, str, str, int], tuple[str, ...]]:
    """(from, relation, to, sign) → claims."""
    return {(t.source, t.relation, t.target, t.sign): t.claims for t in lkg.network(graph, **options).ties}


def test_a_tie_bundles_the_claims_of_one_relation_and_polarity_from_one_actor_to_another() -> None:
    graph = graph_of(
        "a aids b 2020",
        "a aids b 2021",
        "a trains b 2021",
        "b aids a 2021",
        "a opposes b 2021",
        "a opposes b 2022 polarity=0 polarity_reason=an-order-at-home",
    )
    assert bundles(graph) == {
        ("a", "aids", "b", 1): ("C1", "C2"),
        ("a", "trains", "b", 1): ("C3",),
        ("b", "aids", "a", 1): ("C4",),
        ("a", "opposes", "b", -1): ("C5",),
        ("a", "opposes", "b", 0): ("C6",),
    }


def test_a_tie_never_forgets_its_claims_and_no_claim_makes_two_ties(bundled: Graph) -> None:
    net = lkg.network(bundled, memberships="ties")
    assert set(Counter(claim for tie in net.ties for claim in tie.claims).values()) == {1}
    relations = ontology().relations
    actors = {name for name, actor in bundled.record.actors.items() if "Actor" in ontology().classes[actor.kind]}
    expected = {
        name
        for name, claim in net.claims.items()
        if relations[claim.relation].makes_tie and {claim.subject, claim.object} <= actors
    }
    assert net.used() == expected


@pytest.mark.parametrize(
    ("weight", "expected"),
    [("count", 3), ("voices", 2), ("intensity", 21.0), ("probability", 1 - (1 - 0.9215) * (1 - 0.6175))],
)
def test_a_tie_weighs_by_its_claims_its_voices_their_intensity_or_its_probability(weight: str, expected: float) -> None:
    graph = graph_of("a aids b 2020", "a aids b 2021 credibility=2", "a aids b 2022 source=other credibility=3")
    assert only_tie(graph, weight=weight).weight == pytest.approx(expected)


def test_the_intensity_of_conflict_weighs_as_much_as_that_of_cooperation() -> None:
    tie = only_tie(graph_of("a sanctions b 2020"), weight="intensity")
    assert (tie.sign, tie.weight) == (-1, 8.0)


def test_a_tie_runs_from_the_earliest_possible_start_to_the_latest_possible_end() -> None:
    tie = only_tie(graph_of("a exportsTo b 2020-05", "a exportsTo b 2019-02-03/2019-12-31"))
    assert (tie.first, tie.last) == ("2019-02-03", "2021-05-31")


def test_symmetric_and_structural_ties_count_both_ways_and_others_from_doer_to_affected() -> None:
    graph = graph_of("a coordinatesWith b 2022", "a exportsTo c 2022", "a aids d 2022")
    assert [(t.target, t.symmetric) for t in lkg.network(graph).ties] == [("b", True), ("c", True), ("d", False)]


def test_a_tie_is_uncited_or_alleged_only_if_all_its_claims_are() -> None:
    graph = graph_of(
        "a aids b 2022 source=uncited",
        "a aids b 2022",
        "a aids c 2022 source=uncited",
        "a aids d 2022 alleged",
        "a aids d 2022",
        "a aids e 2022 alleged",
        sources=UNCITED,
    )
    found = [(t.target, t.uncited, t.alleged) for t in lkg.network(graph).ties]
    assert found == [("b", False, False), ("c", True, False), ("d", False, False), ("e", False, True)]


@pytest.mark.parametrize(
    ("sums", "sign"),
    [
        ((0, 0, 0), 0),
        ((0, 0, 7), 0),
        ((1, 0, 0), 1),
        ((2, 1, 9), 1),
        ((4, 2, 0), 1),
        ((1.99, 1, 0), None),
        ((1, 1, 0), None),
        ((1, 1.99, 0), None),
        ((1, 2, 0), -1),
        ((0, 0.5, 3), -1),
    ],
)
def test_a_pair_has_the_sign_of_the_side_that_weighs_at_least_twice_the_other(
    sums: tuple[float, float, float], sign: int | None
) -> None:
    assert PairSign(*sums).sign == sign


def test_the_sums_of_a_pair_take_in_all_ties_between_the_two_whoever_acts() -> None:
    graph = graph_of("a aids b 2020", "a aids b 2021", "b supports a 2022", "b coerces a 2022", "a exportsTo b 2022")
    assert lkg.network(graph).pairs() == {("a", "b"): PairSign(3, 1, 1)}


def test_the_sign_of_a_pair_depends_on_the_weight_of_the_lens() -> None:
    graph = graph_of("a consultsWith b 2020", "a consultsWith b 2021", "a sanctions b 2022")
    signs = [lkg.network(graph, weight=weight).pairs()["a", "b"].sign for weight in ("count", "voices", "intensity")]
    assert signs == [1, None, -1]


def test_the_actors_of_a_network_are_those_who_have_a_tie() -> None:
    graph = graph_of("a aids b 2022", "c memberOf union 2004/..", "d aids e 2010")
    net = lkg.network(graph, at="2022-07-01")
    assert (list(net.actors), len(net)) == (["a", "b"], 2)


def test_a_network_is_a_multidigraph_with_the_claims_on_every_edge() -> None:
    graph = graph_of("a aids b 2020", "a aids b 2021", "a sanctions b 2022", "b aids a 2022")
    multi = lkg.network(graph).to_networkx()
    assert type(multi) is nx.MultiDiGraph
    assert {(a, b, f["relation"]): f["claims"] for a, b, f in multi.edges(data=True)} == {
        ("a", "b", "aids"): ("C1", "C2"),
        ("a", "b", "sanctions"): ("C3",),
        ("b", "a", "aids"): ("C4",),
    }
    assert multi.nodes["a"]["label"] == "a"
    assert multi.nodes["a"]["kind"] == "State"


def test_no_tie_is_lost_in_the_multidigraph_even_with_derived_ones_beside(bundled: Graph) -> None:
    net = lkg.network(bundled, contract=["Policy", "Event"])
    multi = net.to_networkx()
    assert multi.number_of_edges() == len(net.ties)
    assert set(multi.nodes) == set(net.actors)
    assert all(facts["claims"] and facts["weight"] > 0 for *_, facts in multi.edges(data=True))


def test_equal_claims_give_equal_networks_in_whatever_order_they_come() -> None:
    lines = ["id=x a aids b 2022", "id=y b aids a 2022", "id=z a trains c 2022"]
    lines = [f"{line.split(' ', 1)[1]} {line.split()[0]}" for line in lines]
    one, two = (lkg.network(graph_of(*order)) for order in (lines, lines[::-1]))
    assert (one.ties, list(one.actors), one.receipt) == (two.ties, list(two.actors), two.receipt)


def test_the_receipt_of_a_network_names_the_graph_and_the_lens() -> None:
    graph = graph_of("a aids b 2022")
    receipt = json.loads(lkg.network(graph, at="2022-07-01", relations=["aids"]).receipt.to_json())
    assert receipt["graph"] == graph.digest
    assert receipt["lens"] == {
        "name": "default",
        "at": "2022-07-01",
        "relations": ["aids"],
    }


@pytest.mark.parametrize("at", [None, "2022-07-01"])
def test_the_probability_of_every_tie_is_that_of_its_claims(bundled: Graph, at: str | None) -> None:
    net = lkg.network(bundled, at=at, min_credibility=6, memberships="ties")
    found = {tie.claims: tie.probability for tie in net.ties}
    assert found == pytest.approx({claims: net.probability(claims) for claims in found})


@pytest.mark.parametrize("weight", ["count", "voices"])
def test_a_ties_weight_counts_its_claims_or_the_voices_among_them(bundled: Graph, weight: str) -> None:
    net = lkg.network(bundled, weight=weight)

    def count(tie: Tie) -> int:
        return len(tie.claims) if weight == "count" else len({net.claims[claim].voice for claim in tie.claims})

    assert [tie.weight for tie in net.ties] == [count(tie) for tie in net.ties]
