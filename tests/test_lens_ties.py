"""Whom and what a lens ties: by relation, actor and membership."""

import pytest

import lkg
from conftest import graph_of, seen, ties
from lkg.claims import Actor
from lkg.errors import UnknownActor

AIDS = ("a", "aids", "b")
KINDS = {
    "firm": "Company",
    "union": "InternationalOrganization",
    "minister": "Person",
    "law": "Policy",
    "case": "Dispute",
    "summit": "Event",
    "plant": "Asset",
    "city": "Place",
}


# Relations


def test_a_relation_includes_all_below_it() -> None:
    graph = graph_of(
        "a aids b 2022", "a militarilyAids b 2022", "a suppliesArmsTo b 2022", "a trains b 2022", "a investsIn b 2022"
    )
    assert seen(graph, relations=["aids"]) == {"C1", "C2", "C3", "C4"}
    assert seen(graph, relations=["trains", "investsIn"]) == {"C4", "C5"}


def test_a_family_includes_its_relations_and_their_children() -> None:
    graph = graph_of(
        "a supports b 2022", "a trains b 2022", "a accuses b 2022", "a sanctions b 2022", "a exportsTo b 2022"
    )
    assert seen(graph, families=["materialCooperation"]) == {"C2"}
    assert seen(graph, families=["cooperation"]) == {"C1", "C2"}
    assert seen(graph, families=["conflict"]) == {"C3", "C4"}
    assert seen(graph, families=["structural", "verbalConflict"]) == {"C3", "C5"}


def test_relations_and_families_together_are_both_seen() -> None:
    graph = graph_of("a supports b 2022", "a trains b 2022", "a accuses b 2022")
    assert seen(graph, relations=["trains"], families=["verbalConflict"]) == {"C2", "C3"}


def test_only_relations_that_make_ties_do_and_only_between_actors() -> None:
    graph = graph_of(
        "minister represents a 2022",
        "a denies b 2022",
        "a supports law 2022",
        "a opposes plant 2022",
        "a visits city 2022",
        "a participatesIn summit 2022",
        "a complainantIn case 2022",
        "case heardBy union 2022",
        "firm owns plant 2022",
        "a supports b 2022",
        "minister visits firm 2022",
        "a criticises union 2022",
        actors=KINDS,
    )
    assert seen(graph) == {"C10", "C11", "C12"}


def test_sub_relations_are_edges_of_their_parents_in_sparql_and_symmetric_ones_go_both_ways() -> None:
    graph = graph_of("a trains b 2022", "a coordinatesWith b 2022", "a supports b 2022")
    assert graph.query("ASK { actor:a lkg:militarilyAids actor:b ; lkg:aids actor:b ; lkg:cooperation actor:b }").truth
    assert graph.query("ASK { actor:b lkg:coordinatesWith actor:a }").truth
    assert not graph.query("ASK { actor:b lkg:supports actor:a }").truth


# Actors


def test_kinds_include_their_sub_kinds_and_hold_for_both_ends() -> None:
    graph = graph_of(
        "firm aids union 2022", "firm aids a 2022", "a aids b 2022", "minister aids union 2022", actors=KINDS
    )
    assert seen(graph, kinds=["Organization"]) == {"C1"}
    assert seen(graph, kinds=["Company", "State"]) == {"C2", "C3"}
    assert seen(graph, kinds=["Actor"]) == {"C1", "C2", "C3", "C4"}


def test_a_start_set_keeps_the_ties_that_touch_one_of_it() -> None:
    graph = graph_of("a aids b 2022", "b aids c 2022", "c aids d 2022")
    assert seen(graph, actors=["b"]) == {"C1", "C2"}
    assert seen(graph, actors=["a", "d"]) == {"C1", "C3"}


def test_who_is_left_out_has_no_ties() -> None:
    graph = graph_of("a aids b 2022", "b aids c 2022", "c aids d 2022")
    assert seen(graph, without=["b"]) == {"C3"}
    assert seen(graph, without=["a", "d"]) == {"C2"}


def test_actors_in_a_lens_may_bear_any_of_their_names() -> None:
    graph = graph_of(
        "lt aids b 2022", "c aids b 2022", actors={"lt": Actor("lt", "Lithuania", "State", (("Lietuva", "lt"),))}
    )
    assert graph.lens(actors=["lietuva"]).actors == ("lt",)
    assert seen(graph, without=["Lithuania"]) == {"C2"}
    with pytest.raises(UnknownActor):
        seen(graph, without=["Atlantis"])


def test_among_keeps_the_ties_between_the_actors_of_a_closed_set() -> None:
    graph = graph_of("a aids b 2022", "b aids c 2022", "c aids d 2022")
    assert seen(graph, among=["a", "b", "c"]) == {"C1", "C2"}
    assert seen(graph, among=["a", "c"]) == set()


# Memberships


def test_memberships_are_for_paths_only_by_default_and_can_be_ties_or_nothing() -> None:
    graph = graph_of("a memberOf union 2004/..", "a aids b 2022", actors=KINDS)
    net = lkg.network(graph)
    assert ([t.relation for t in net.ties], [t.relation for t in net.memberships]) == (["aids"], ["memberOf"])
    assert set(net.actors) == {"a", "b"}
    assert ties(graph, memberships="ties") == {("a", "memberOf", "union"), AIDS}
    assert lkg.network(graph, memberships="ties").memberships == ()
    assert ties(graph, memberships="none") == {AIDS}
    assert lkg.network(graph, memberships="none").memberships == ()


def test_memberships_are_ties_where_a_lens_asks_for_the_relation_by_name() -> None:
    graph = graph_of("a memberOf union 2004/..", actors=KINDS)
    assert ties(graph, relations=["memberOf"]) == {("a", "memberOf", "union")}
    assert ties(graph, relations=["affiliatedWith"]) == set()
