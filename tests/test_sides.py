"""Who is on whose side on a day: all that reach a principal by `represents`, each by its dates."""

import pytest

from conftest import graph_of, ties
from lkg.graphs import Graph
from lkg.period import ordinal

BODIES = {
    "cabinet": "GovernmentBody",
    "ministry": "GovernmentBody",
    "spokesman": "Person",
    "minister": "Person",
    "parliament": "GovernmentBody",
    "union": "InternationalOrganization",
    "party": "PoliticalParty",
}


def side(graph: Graph, principal: str, day: str) -> set[str]:
    return set(graph.table.context.sides.side(principal, ordinal(day)))


def test_a_side_is_the_principal_and_all_who_represent_it_directly_or_through_others() -> None:
    graph = graph_of(
        "spokesman represents ministry 2020/..",
        "ministry represents cabinet 2020/..",
        "cabinet represents lithuania 2020/..",
        "minister represents lithuania 2020/..",
        actors=BODIES,
    )
    assert side(graph, "lithuania", "2021-01-01") == {"lithuania", "cabinet", "ministry", "spokesman", "minister"}


def test_the_side_of_a_body_is_all_who_represent_it_though_it_represents_another() -> None:
    graph = graph_of(
        "spokesman represents ministry 2020/..",
        "ministry represents cabinet 2020/..",
        "cabinet represents lithuania 2020/..",
        actors=BODIES,
    )
    assert side(graph, "cabinet", "2021-01-01") == {"cabinet", "ministry", "spokesman"}


def test_who_represents_two_at_once_is_on_both_sides() -> None:
    graph = graph_of("minister represents lithuania 2020/..", "minister represents union 2021/2022", actors=BODIES)
    assert side(graph, "lithuania", "2021-06-01") == {"lithuania", "minister"}
    assert side(graph, "union", "2021-06-01") == {"union", "minister"}


def test_everybody_is_on_a_side_by_the_dates_of_the_mandate_alone() -> None:
    graph = graph_of("minister represents lithuania 2016-12-13/2020-12-11", actors=BODIES)
    days = ["2016-12-12", "2016-12-13", "2020-12-11", "2020-12-12"]
    assert [len(side(graph, "lithuania", day)) for day in days] == [1, 2, 2, 1]


def test_every_mandate_of_a_chain_has_to_hold_on_the_day() -> None:
    graph = graph_of("minister represents cabinet 2016/2020", "cabinet represents lithuania 2018/..", actors=BODIES)
    assert side(graph, "lithuania", "2017-01-01") == {"lithuania"}
    assert side(graph, "lithuania", "2019-01-01") == {"lithuania", "cabinet", "minister"}
    assert side(graph, "lithuania", "2022-01-01") == {"lithuania", "cabinet"}


def test_a_mandate_seen_on_one_day_lasts_until_it_is_said_to_end() -> None:
    graph = graph_of(
        "minister represents lithuania 2016-12-13", "minister represents lithuania 2020-12-11 ended", actors=BODIES
    )
    assert side(graph, "lithuania", "2020-12-11") == {"lithuania", "minister"}
    assert side(graph, "lithuania", "2020-12-12") == {"lithuania"}


@pytest.mark.parametrize("relation", ["leads", "servesIn", "partOf", "memberOf", "affiliatedWith"])
def test_no_other_relation_puts_anyone_on_a_side(relation: str) -> None:
    graph = graph_of(f"minister {relation} union 2016/..", f"lithuania {relation} union 2016/..", actors=BODIES)
    assert side(graph, "union", "2021-01-01") == {"union"}


@pytest.mark.parametrize("unseen", ["planned", "negated", "ended", "withdrawn=2022-01-01"])
def test_a_mandate_that_does_not_stand_puts_no_one_on_a_side(unseen: str) -> None:
    graph = graph_of(f"minister represents lithuania 2016/2025 {unseen}", actors=BODIES)
    assert side(graph, "lithuania", "2021-01-01") == {"lithuania"}


def test_a_circle_of_mandates_ends() -> None:
    graph = graph_of(
        "cabinet represents ministry 2016/..",
        "ministry represents cabinet 2016/..",
        "cabinet aids lithuania 2020",
        actors=BODIES,
    )
    assert side(graph, "cabinet", "2021-01-01") == {"cabinet", "ministry"}
    assert side(graph, "ministry", "2021-01-01") == {"cabinet", "ministry"}


def test_all_who_ever_represented_a_principal_can_be_asked_for() -> None:
    graph = graph_of(
        "spokesman represents ministry 2010/2012", "ministry represents lithuania 2020/2022", actors=BODIES
    )
    assert graph.table.context.sides.ever("lithuania") == {"ministry", "spokesman"}
    assert graph.table.context.sides.ever("ministry") == {"spokesman"}


def test_a_side_that_is_left_out_takes_all_its_bodies_and_people_with_it() -> None:
    graph = graph_of(
        "minister represents ministry 2016/..",
        "ministry represents lithuania 2016/..",
        "minister visits taiwan 2021",
        "ministry aids ukraine 2021",
        "lithuania supports taiwan 2021",
        "china opposes ministry 2021",
        "china opposes taiwan 2021",
        actors=BODIES,
    )
    assert ties(graph, without_side=["lithuania"]) == {("china", "opposes", "taiwan")}


def test_who_is_left_out_with_a_side_is_so_by_the_dates_of_its_mandate() -> None:
    graph = graph_of(
        "minister represents lithuania 2016-12-13/2020-12-11",
        "minister visits taiwan 2018-05-01",
        "minister visits japan 2021-05-01",
        actors=BODIES,
    )
    assert ties(graph, without_side=["lithuania"]) == {("minister", "visits", "japan")}


def test_the_side_of_a_body_can_be_left_out_though_it_represents_another() -> None:
    graph = graph_of(
        "spokesman represents ministry 2016/..",
        "ministry represents cabinet 2016/..",
        "cabinet represents lithuania 2016/..",
        "spokesman criticises china 2021",
        "ministry criticises china 2021",
        "cabinet criticises china 2021",
        "lithuania criticises china 2021",
        actors=BODIES,
    )
    assert ties(graph, without_side=["cabinet"]) == {("lithuania", "criticises", "china")}


def test_who_represents_two_at_once_is_left_out_with_either() -> None:
    graph = graph_of(
        "minister represents lithuania 2020/..",
        "minister represents union 2021/2022",
        "minister visits japan 2021-06-01",
        actors=BODIES,
    )
    assert ties(graph, without_side=["lithuania"]) == set()
    assert ties(graph, without_side=["union"]) == set()


def test_sides_are_the_same_whatever_sources_a_lens_leaves_out() -> None:
    graph = graph_of(
        "minister represents lithuania 2016/.. source=gazette", "minister visits taiwan 2018-05-01", actors=BODIES
    )
    assert ties(graph, roll_up="state", without_sources=["gazette"]) == {("lithuania", "visits", "taiwan")}
    assert ties(graph, without_side=["lithuania"], without_sources=["gazette"]) == set()
