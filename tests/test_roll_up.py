"""Bodies and people folded into whom they represent, by the dates of each claim."""

import pytest

import lkg
from conftest import graph_of, only_tie, ties
from lkg.graphs import Graph
from lkg.lens import Lens

KINDS = {
    "ministry": "GovernmentBody",
    "cabinet": "GovernmentBody",
    "port": "Company",
    "minister": "Person",
    "parliament": "GovernmentBody",
    "union": "InternationalOrganization",
}


def test_the_act_of_a_parliament_is_that_of_its_union() -> None:
    graph = graph_of("parliament represents union 1979/..", "parliament supports taiwan 2021-10-21", actors=KINDS)
    assert ties(graph) == {("parliament", "supports", "taiwan")}
    assert ties(graph, roll_up="body") == {("union", "supports", "taiwan")}
    assert ties(graph, roll_up="state") == {("union", "supports", "taiwan")}


def test_bodies_are_folded_to_the_top_of_their_chain() -> None:
    graph = graph_of(
        "ministry represents cabinet 2000/..",
        "cabinet represents lithuania 2000/..",
        "china criticises ministry 2021",
        actors=KINDS,
    )
    assert ties(graph, roll_up="body") == {("china", "criticises", "lithuania")}


def test_people_are_folded_only_by_a_roll_up_to_states() -> None:
    graph = graph_of(
        "minister represents ministry 2020/..",
        "ministry represents lithuania 2000/..",
        "minister visits taiwan 2021",
        actors=KINDS,
    )
    assert ties(graph, roll_up="body") == {("minister", "visits", "taiwan")}
    assert ties(graph, roll_up="state") == {("lithuania", "visits", "taiwan")}


def test_a_claim_is_folded_by_its_own_dates_and_not_by_the_day_of_the_lens() -> None:
    graph = graph_of(
        "minister represents lithuania 2016-12-13/2020-12-11",
        "minister visits japan 2016-12-12",
        "minister visits japan 2020-12-11",
        "minister visits japan 2020-12-12",
        actors=KINDS,
    )
    found = {t.source: t.claims for t in lkg.network(graph, at="2020-12-31", memory="10y", roll_up="state").ties}
    assert found == {"minister": ("C2", "C4"), "lithuania": ("C3",)}


def test_who_changed_sides_acts_for_whom_it_represented_at_the_time() -> None:
    graph = graph_of(
        "minister represents lithuania 2016/2020",
        "minister represents union 2021/..",
        "minister visits japan 2018",
        "minister visits korea 2022",
        actors=KINDS,
    )
    assert ties(graph, roll_up="state") == {("lithuania", "visits", "japan"), ("union", "visits", "korea")}


@pytest.mark.parametrize("relation", ["partOf", "leads", "servesIn", "memberOf", "affiliatedWith"])
@pytest.mark.parametrize("roll_up", ["body", "state"])
def test_units_that_are_linked_by_other_relations_stay_themselves(relation: str, roll_up: str) -> None:
    graph = graph_of(f"port {relation} lithuania 2000/..", "port aids taiwan 2021", actors=KINDS)
    assert ("port", "aids", "taiwan") in ties(graph, roll_up=roll_up)


def test_a_state_is_not_folded_into_an_organisation_it_belongs_to() -> None:
    graph = graph_of("lithuania memberOf union 2004/..", "lithuania aids ukraine 2022", actors=KINDS)
    assert ties(graph, roll_up="state") == {("lithuania", "aids", "ukraine")}


def test_ties_inside_one_unit_vanish() -> None:
    graph = graph_of(
        "ministry represents lithuania 2000/..",
        "cabinet represents lithuania 2000/..",
        "ministry supports lithuania 2021",
        "ministry criticises cabinet 2021",
        "ministry criticises china 2021",
        actors=KINDS,
    )
    assert ties(graph, roll_up="body") == {("lithuania", "criticises", "china")}


def test_claims_of_a_state_and_of_its_bodies_are_one_tie() -> None:
    graph = graph_of(
        "ministry represents lithuania 2000/..",
        "lithuania aids ukraine 2022",
        "ministry aids ukraine 2022",
        "minister aids ukraine 2022",
        actors=KINDS,
    )
    tie = next(t for t in lkg.network(graph, roll_up="body").ties if t.source == "lithuania")
    assert tie.claims == ("C2", "C3")


def test_memberships_of_bodies_are_those_of_their_state() -> None:
    graph = graph_of("ministry represents lithuania 2000/..", "ministry memberOf union 2004/..", actors=KINDS)
    (membership,) = lkg.network(graph, roll_up="body").memberships
    assert (membership.source, membership.target) == ("lithuania", "union")


def test_sparql_sees_the_edges_of_a_lens_that_rolls_up() -> None:
    graph = graph_of("ministry represents lithuania 2000/..", "ministry aids ukraine 2022", actors=KINDS)
    assert graph.query("ASK { actor:lithuania lkg:aids actor:ukraine }", lens=Lens(roll_up="body")).truth
    assert not graph.query("ASK { actor:lithuania lkg:aids actor:ukraine }").truth


def test_a_lens_names_units_after_they_are_rolled_up() -> None:
    graph = graph_of(
        "ministry represents lithuania 2000/..", "ministry aids ukraine 2022", "port aids ukraine 2022", actors=KINDS
    )
    assert only_tie(graph, roll_up="body", kinds=["State"]).source == "lithuania"
    assert only_tie(graph, roll_up="body", actors=["lithuania"]).source == "lithuania"
    assert only_tie(graph, roll_up="body", without=["lithuania"]).source == "port"


def test_the_european_parliaments_act_of_2021_is_the_unions(bundled: Graph) -> None:
    def partners(roll_up: str) -> set[str]:
        return {b for a, _, b in ties(bundled, at="2021-11-01", roll_up=roll_up) if a == "eu"}

    assert "taiwan" not in partners("none")
    assert "taiwan" in partners("body")
