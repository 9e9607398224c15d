"""Paths: stations, ranking, who may stand between, and when all hops hold."""

import itertools

import pytest

import lkg
from conftest import UNCITED, graph_of
from lkg.analysis.paths.paths import Path
from lkg.errors import Misuse, NoPath, UnknownActor
from lkg.graphs import Graph
from lkg.networks import Network

KINDS = {
    "union": "InternationalOrganization",
    "court": "InternationalOrganization",
    "case": "Dispute",
    "pact": "Agreement",
    "law": "Policy",
    "summit": "Event",
    "plant": "Asset",
    "city": "Place",
    "ministry": "GovernmentBody",
}


def net(*lines: str, **options: object) -> Network:
    words = {word for line in lines for word in line.split()}
    kinds = {name: kind for name, kind in KINDS.items() if name in words}
    return lkg.network(graph_of(*lines, actors=kinds, sources=UNCITED if "source=uncited" in words else {}), **options)


def routes(found: Network, start: str, end: str, **options: object) -> list[str]:
    """The paths as texts, `[]` where there is none."""
    try:
        return [" ".join(path.actors) for path in lkg.paths(found, start, end, **options)]
    except NoPath:
        return []


def only_path(found: Network, start: str, end: str, **options: object) -> Path:
    (path,) = lkg.paths(found, start, end, **options)
    return path


# Which paths, and in which order


def test_stations_are_visited_in_their_order() -> None:
    found = net("a aids b 2022", "b aids c 2022", "c aids d 2022", "a aids c 2022", "b aids d 2022")
    assert routes(found, "a", "d", via=["b", "c"]) == ["a b c d"]
    assert routes(found, "a", "d", via=["c", "b"]) == ["a c b d"]


def test_between_two_stations_others_may_stand_but_no_later_station() -> None:
    found = net("a aids x 2022", "x aids b 2022", "a aids c 2022", "c aids b 2022", "b aids c 2022", "c aids d 2022")
    assert routes(found, "a", "d", via=["b", "c"]) == ["a x b c d"]


def test_no_path_visits_anyone_twice() -> None:
    found = net("a aids b 2022", "b aids c 2022", "c aids d 2022", "d aids b 2022", "c aids e 2022")
    assert sorted(routes(found, "a", "e", k=9)) == ["a b c e", "a b d c e"]


def test_fewer_hops_come_first_and_then_the_more_probable_path() -> None:
    found = net(
        "a aids z 2022 credibility=4",
        "a aids b 2022 credibility=2",
        "b aids z 2022 credibility=2",
        "a aids c 2022",
        "c aids z 2022",
    )
    assert routes(found, "a", "z") == ["a z", "a c z", "a b z"]


def test_by_reliability_the_more_probable_path_comes_first_however_long() -> None:
    found = net(
        "a aids z 2022 credibility=4",
        "a aids b 2022 credibility=2",
        "b aids z 2022 credibility=2",
        "a aids c 2022",
        "c aids d 2022",
        "d aids z 2022",
    )
    assert routes(found, "a", "z", by="reliability") == ["a c d z", "a b z", "a z"]


def test_no_more_paths_are_given_than_asked_for() -> None:
    found = net(*(f"{a} aids {b} 2022" for a, b in itertools.combinations("abcde", 2)))
    assert [len(routes(found, "a", "e", k=k)) for k in (1, 2, 3, 99)] == [1, 2, 3, 16]


def test_claims_are_read_in_both_directions() -> None:
    assert routes(net("b aids a 2022", "b aids c 2022"), "a", "c") == ["a b c"]


def test_a_lens_that_reads_as_claimed_gives_paths_that_follow_the_arrows() -> None:
    lines = ["a aids b 2022", "b aids c 2022", "c coordinatesWith d 2022"]
    assert routes(net(*lines, direction="as-claimed"), "a", "d") == ["a b c d"]
    assert routes(net(*lines, direction="as-claimed"), "d", "c") == ["d c"]
    assert routes(net(*lines, direction="as-claimed"), "c", "a") == []


def test_no_hop_is_drawn_without_a_claim_that_joins_its_ends() -> None:
    found = net("a supports law 2022", "b supports law 2022", "b aids c 2022", contract=["Policy"])
    assert any(tie.derived for tie in found.ties)
    assert routes(found, "a", "c") == []


# Who may stand between


@pytest.mark.parametrize("relation", ["memberOf", "candidateFor"])
def test_memberships_join_only_the_last_actor_of_a_path(relation: str) -> None:
    found = net(f"a {relation} union 2004/..", f"b {relation} union 2004/..", "b aids c 2022", "c aids a 2022")
    assert routes(found, "a", "b") == ["a c b"]
    assert routes(found, "a", "union") == ["a union", "a c b union"]
    assert routes(found, "union", "b") == ["union b"]
    assert routes(found, "a", "c", via=["union"]) == []


def test_a_membership_is_no_evidence_of_a_hop_in_the_middle() -> None:
    found = net("a memberOf union 2004/..", "a aids union 2022", "union aids b 2022")
    assert [e.id for e in only_path(found, "a", "b").hops[0].claims] == ["C2"]
    assert {e.id for e in only_path(found, "a", "union").hops[0].claims} == {"C1", "C2"}


@pytest.mark.parametrize(
    ("node", "one", "two"),
    [
        ("case", "complainantIn", "respondentIn"),
        ("case", "participatesIn", "thirdPartyIn"),
        ("pact", "partyTo", "partyTo"),
        ("law", "participatesIn", "participatesIn"),
    ],
)
def test_disputes_agreements_and_policies_stand_between_only_where_they_are_named(
    node: str, one: str, two: str
) -> None:
    found = net(f"a {one} {node} 2022", f"b {two} {node} 2022")
    assert routes(found, "a", "b") == []
    assert routes(found, "a", "b", via=[node]) == [f"a {node} b"]


def test_only_taking_part_and_hearing_lead_through_a_named_dispute() -> None:
    found = net(
        "a complainantIn case 2022/..", "case heardBy court 2022/..", "b criticises case 2022", "c denies case 2022"
    )
    assert routes(found, "a", "court", via=["case"]) == ["a case court"]
    assert routes(found, "b", "court", via=["case"]) == []
    assert routes(found, "c", "court", via=["case"]) == []


def test_a_named_dispute_opens_no_other_dispute() -> None:
    found = net(
        "a participatesIn case 2022",
        "b participatesIn case 2022",
        "b participatesIn pact 2022",
        "c participatesIn pact 2022",
    )
    assert routes(found, "a", "c", via=["case"]) == []


@pytest.mark.parametrize(
    "lines",
    [
        ["a participatesIn summit 2022", "b participatesIn summit 2022"],
        ["a owns plant 2022", "b owns plant 2022"],
        ["a visits city 2022", "b visits city 2022"],
    ],
)
def test_no_event_asset_or_place_stands_between_not_even_by_name(lines: list[str]) -> None:
    found, node = net(*lines), lines[0].split()[2]
    assert routes(found, "a", "b") == []
    with pytest.raises(Misuse, match=node):
        lkg.paths(found, "a", "b", via=[node])


def test_the_actors_with_the_most_neighbours_stand_between_only_where_they_are_named() -> None:
    crowd = [f"hub aids s{n} 2022" for n in range(99)]
    assert routes(net(*crowd), "s1", "s2") == []
    assert routes(net(*crowd), "s1", "s2", via=["hub"]) == ["s1 hub s2"]
    assert routes(net(*crowd), "hub", "s2") == ["hub s2"]
    assert routes(net(*crowd[:-1]), "s1", "s2") == ["s1 hub s2"]


@pytest.mark.parametrize("left_out", [{"without": ["c"]}, {"without_side": ["c"]}])
def test_whom_the_lens_leaves_out_is_on_no_path(left_out: dict[str, object]) -> None:
    lines = ["a aids c 2022", "c aids b 2022", "a aids d 2022", "d aids e 2022", "e aids b 2022"]
    assert routes(net(*lines), "a", "b") == ["a c b", "a d e b"]
    assert routes(net(*lines, **left_out), "a", "b") == ["a d e b"]


def test_whom_the_lens_leaves_out_takes_part_in_no_dispute_that_is_passed() -> None:
    lines = ["a complainantIn case 2022/..", "c respondentIn case 2022/..", "c aids b 2022"]
    assert routes(net(*lines), "a", "b", via=["case"]) == ["a case c b"]
    assert routes(net(*lines, without=["c"]), "a", "b", via=["case"]) == []


@pytest.mark.parametrize("stations", [("b", [], "c"), ("a", ["b"], "c"), ("c", [], "b")])
@pytest.mark.parametrize("left_out", ["without", "without_side"])
def test_a_station_that_the_lens_leaves_out_is_refused(stations: tuple[str, list[str], str], left_out: str) -> None:
    start, via, end = stations
    with pytest.raises(Misuse, match="b is a station, and the lens leaves it out"):
        lkg.paths(net("a aids b 2022", "b aids c 2022", **{left_out: ["b"]}), start, end, via=via)


# Bridges


BRIDGED = (
    "a complainantIn case 2022/..",
    "b respondentIn case 2022/..",
    "b partyTo pact 2022",
    "c partyTo pact 2022",
    "c participatesIn law 2022",
    "d participatesIn law 2022",
    "d criticises case 2022",
)


def test_bridges_let_disputes_agreements_and_policies_stand_between_without_being_named() -> None:
    assert routes(net(*BRIDGED), "a", "c") == []
    assert routes(net(*BRIDGED), "a", "d", bridges=True) == ["a case b pact c law d"]


def test_only_taking_part_and_hearing_lead_over_a_bridge() -> None:
    found = net("a complainantIn case 2022", "case heardBy court 2022", "b criticises case 2022", "c denies case 2022")
    assert routes(found, "a", "court", bridges=True) == ["a case court"]
    assert routes(found, "a", "b", bridges=True) == routes(found, "a", "c", bridges=True) == []


def test_no_event_asset_or_place_is_a_bridge() -> None:
    for node, relation in (("summit", "participatesIn"), ("plant", "owns"), ("city", "visits")):
        assert routes(net(f"a {relation} {node} 2022", f"b {relation} {node} 2022"), "a", "b", bridges=True) == []


def test_bridges_do_not_change_who_is_a_hub() -> None:
    crowd = [f"hub aids s{n} 2022" for n in range(98)]
    bridged = [*crowd, "s1 participatesIn case 2022", "s2 participatesIn case 2022"]
    assert routes(net(*bridged), "s3", "s4", bridges=True) == ["s3 hub s4"]
    assert routes(net(*bridged), "s1", "s2", bridges=True) == ["s1 case s2", "s1 hub s2"]


def test_bodies_that_are_rolled_up_take_part_in_a_named_dispute_as_whom_they_represent() -> None:
    lines = ["ministry represents a 2000/..", "ministry complainantIn case 2022/..", "b respondentIn case 2022/.."]
    assert routes(net(*lines, roll_up="body"), "a", "b", via=["case"]) == ["a case b"]


# When


def test_a_path_holds_when_the_states_of_all_its_hops_do() -> None:
    path = only_path(net("a sanctions b 2010-01-01/2020-12-31", "b sanctions c 2015-01-01/.."), "a", "c")
    assert path.hops[0].holds == (("2010-01-01", "2020-12-31"),)
    assert path.hops[1].holds == (("2015-01-01", "9999-12-31"),)
    assert path.holds == (("2015-01-01", "2020-12-31"),)


def test_a_hop_holds_whenever_one_of_its_states_does() -> None:
    found = net(
        "a sanctions b 2010/2011",
        "a exportsTo b 2011-06/2012",
        "b sanctions a 2020/2021",
        "b sanctions c 2012-03-01/2020-05-31",
    )
    path = only_path(found, "a", "c")
    assert path.hops[0].holds == (("2010-01-01", "2012-12-31"), ("2020-01-01", "2021-12-31"))
    assert path.holds == (("2012-03-01", "2012-12-31"), ("2020-01-01", "2020-05-31"))


def test_states_that_never_hold_at_once_give_an_empty_list() -> None:
    path = only_path(net("a sanctions b 2010/2011", "b sanctions c 2013/2014"), "a", "c")
    assert path.holds == ()


def test_a_path_of_events_alone_holds_at_no_known_time() -> None:
    path = only_path(net("a aids b 2022-03", "a trains b 2021", "b aids c 2022"), "a", "c")
    assert path.holds is None
    assert path.hops[0].holds is None
    assert path.hops[0].happened == ("2021-01-01", "2022-03-31")


def test_hops_of_events_alone_do_not_enter() -> None:
    path = only_path(net("a aids b 2022", "b sanctions c 2013/2014", "b aids c 2019-02"), "a", "c")
    assert path.holds == (("2013-01-01", "2014-12-31"),)
    assert path.hops[1].happened == ("2019-02-01", "2019-02-28")


def test_a_hop_holds_as_long_as_its_states_possibly_persist_and_are_not_ended() -> None:
    found = net("a exportsTo b 2020-05-05", "b memberOf union 2004-05-01", "b memberOf union 2021-02-01 ended")
    path = only_path(found, "a", "union")
    assert [hop.holds for hop in path.hops] == [(("2020-05-05", "2021-05-05"),), (("2004-05-01", "2021-02-01"),)]
    assert path.holds == (("2020-05-05", "2021-02-01"),)


# The dossier of a hop


def test_every_hop_shows_the_arrow_of_its_claims() -> None:
    path = only_path(net("a aids b 2022", "c aids b 2022", "c coordinatesWith d 2022"), "a", "d")
    assert [hop.direction for hop in path.hops] == ["forward", "backward", "both"]


def test_the_arrow_of_a_rolled_up_claim_is_that_of_its_unit() -> None:
    found = net("ministry represents b 2000/..", "ministry aids a 2022", "ministry aids c 2022", roll_up="body")
    assert [hop.direction for hop in only_path(found, "a", "c").hops] == ["backward", "forward"]


def test_a_hop_lists_all_its_claims_the_most_probable_first_and_what_is_uncited_last() -> None:
    found = net(
        "a aids b 2022 credibility=3",
        "a trains b 2022 credibility=2",
        "a supports b 2022 source=uncited",
        "b opposes a 2021",
    )
    (hop,) = only_path(found, "a", "b").hops
    assert [(e.id, e.direction, e.polarity) for e in hop.claims] == [
        ("C4", "backward", -1),
        ("C2", "forward", 1),
        ("C1", "forward", 1),
        ("C3", "forward", 1),
    ]
    assert hop.relation == "opposes"


def test_contested_and_alleged_claims_are_flagged() -> None:
    found = net("a coerces b 2022", "b attacks c 2022 alleged", "a denies b 2022 disputes=C1")
    first, second = only_path(found, "a", "c").hops
    assert (first.claims[0].contested, first.claims[0].disputed_by) == (True, ("C3",))
    assert (second.claims[0].contested, second.claims[0].modality) == (False, "alleged")


def test_a_path_can_be_written_as_json_with_a_receipt() -> None:
    found = lkg.paths(net("a sanctions b 2022/..", "b aids c 2022"), "a", "c").to_dict()
    (path,) = found["paths"]
    assert [(hop["from"], hop["to"], [c["id"] for c in hop["claims"]]) for hop in path["hops"]] == [
        ("a", "b", ["C1"]),
        ("b", "c", ["C2"]),
    ]
    assert (path["holds"], path["hops"][1]["holds"]) == ([["2022-01-01", "9999-12-31"]], None)
    assert path["hops"][0].keys() >= {"from_label", "to_label", "relation", "direction", "probability", "happened"}
    assert found["receipt"]["parameters"] == {"start": "a", "end": "c", "via": [], "k": 3, "by": "hops"}


# What cannot be


@pytest.mark.parametrize("stations", [("a", [], "a"), ("a", ["b", "b"], "c"), ("a", ["c"], "c"), ("a", ["a"], "c")])
def test_nobody_stands_twice_on_a_path(stations: tuple[str, list[str], str]) -> None:
    start, via, end = stations
    with pytest.raises(Misuse, match="twice"):
        lkg.paths(net("a aids b 2022", "b aids c 2022"), start, end, via=via)


def test_an_unknown_name_is_refused_with_near_ones() -> None:
    with pytest.raises(UnknownActor, match="taiwan"):
        lkg.paths(net("taiwan aids b 2022"), "taiwann", "b")


def test_an_impossible_ranking_or_number_of_paths_is_refused() -> None:
    found = net("a aids b 2022")
    with pytest.raises(Misuse, match="hops, reliability or recency"):
        lkg.paths(found, "a", "b", by="length")
    with pytest.raises(Misuse):
        lkg.paths(found, "a", "b", k=0)


# The bundled graph


def test_the_path_of_the_mission_is_found(bundled: Graph) -> None:
    found = lkg.network(bundled, at="2022-07-01")
    path = lkg.paths(found, "Lithuania", "WTO", via=["Taiwan", "EU"])[0]
    assert path.actors == ("lithuania", "taiwan", "eu", "wto")
    assert [hop.relation for hop in path.hops][2] == "memberOf"
    assert all(hop.claims for hop in path.hops)
    assert path.holds
    assert any(first <= "2022-07-01" <= last for first, last in path.holds)


def test_the_first_direct_contact_of_eu_and_taiwan_is_of_2_june_2022_and_of_2021_with_bodies(bundled: Graph) -> None:
    def direct(**lens: object) -> bool:
        return "lithuania taiwan eu wto" in routes(
            lkg.network(bundled, **lens), "Lithuania", "WTO", via=["Taiwan", "EU"]
        )

    assert not direct(at="2022-06-01")
    assert direct(at="2022-06-02")
    assert direct(at="2021-11-01", roll_up="body")


def test_the_case_at_the_wto_may_be_a_station(bundled: Graph) -> None:
    found = lkg.network(bundled, at="2022-07-01")
    assert "eu ds610 wto" in routes(found, "EU", "WTO", via=["ds610"])
    assert "china ds610 eu" in routes(found, "China", "EU", via=["ds610"])
