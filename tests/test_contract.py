"""Contraction: a policy, agreement, event or dispute gives way to signed ties between those who take part."""

import itertools

import pytest

import lkg
from conftest import graph_of, ties
from lkg.graphs import Graph
from lkg.networks import Tie
from lkg.vocab import ontology

NODES = {
    "law": "Policy",
    "pact": "Agreement",
    "case": "Dispute",
    "summit": "Event",
    "plant": "Asset",
    "court": "InternationalOrganization",
    "ministry": "GovernmentBody",
    "minister": "Person",
}
ALL = ("Agreement", "Dispute", "Event", "Policy")
A1, A2, A3 = 0.9215, 0.8075, 0.6175


def graph(*lines: str) -> Graph:
    """Nodes are of the kind of their name, whatever number follows it: law, law1, law2 …"""
    words = {word for line in lines for word in line.split()}
    return graph_of(*lines, actors={w: NODES[w.rstrip("0123456789")] for w in words if w.rstrip("0123456789") in NODES})


def derived(*lines: str, contract: tuple[str, ...] = ALL, **options: object) -> list[Tie]:
    return [tie for tie in lkg.network(graph(*lines), contract=contract, **options).ties if tie.derived]


def signs(*lines: str, **options: object) -> dict[str, int]:
    """`a b` for a pair and `a>b` where a acts on b → sign."""
    return {
        f"{t.source} {t.target}" if t.symmetric else f"{t.source}>{t.target}": t.sign
        for t in derived(*lines, **options)
    }


def by_node(*lines: str) -> dict[str, int]:
    """Node → sign of the one tie that it makes."""
    found = derived(*lines)
    assert len({tie.via for tie in found}) == len(found)
    return {tie.via: tie.sign for tie in found}


@pytest.mark.parametrize(
    ("stance", "names"),
    [
        ("+", "supports proposes adopts implements organises complainantIn"),
        ("-", "opposes criticises respondentIn"),
        ("0", "participatesIn thirdPartyIn speaksAt"),
        ("none", "denies heardBy locatedIn"),
    ],
)
def test_every_relation_has_a_stance_towards_the_node(stance: str, names: str) -> None:
    assert {ontology().relations[name].stance for name in names.split()} == {stance}


# Policy and agreement


PRODUCTS = [
    ("supports", "supports", 1),
    ("supports", "opposes", -1),
    ("criticises", "opposes", 1),
    ("implements", "criticises", -1),
    ("adopts", "proposes", 1),
    ("supports", "participatesIn", 0),
    ("opposes", "participatesIn", 0),
    ("participatesIn", "participatesIn", 0),
]


@pytest.mark.parametrize("node", ["law", "pact"])
def test_towards_a_policy_or_agreement_the_sign_is_the_product_of_the_stances(node: str) -> None:
    lines = [(f"a {one} {node}{n} 2022", f"b {two} {node}{n} 2022") for n, (one, two, _) in enumerate(PRODUCTS)]
    assert by_node(*itertools.chain(*lines)) == {f"{node}{n}": sign for n, (*_, sign) in enumerate(PRODUCTS)}


def test_a_relation_without_a_stance_yields_no_tie_whatever_its_sign() -> None:
    lines = ["a denies law 2022", "a demands law 2022", "a demands law 2022 polarity=0 polarity_reason=an-order"]
    assert signs(*lines, "b supports law 2022") == {}


def test_parties_to_an_agreement_are_tied_by_it() -> None:
    assert signs("a partyTo pact 2020/..", "b partyTo pact 2021/..") == {"a b": 1}


def test_a_claim_whose_own_sign_was_set_to_0_has_stance_0() -> None:
    assert signs("a opposes law 2022 polarity=0 polarity_reason=an-order", "b supports law 2022") == {"a b": 0}


@pytest.mark.parametrize("enacts", ["adopts", "proposes"])
def test_who_adopts_or_proposes_a_policy_acts_against_whom_it_targets_and_for_whom_it_benefits(enacts: str) -> None:
    assert signs(f"b {enacts} law 2022", "law targets a 2022", "law benefits c 2022") == {"b>a": -1, "b>c": 1, "a c": 0}


@pytest.mark.parametrize("aim", ["targets", "benefits"])
def test_nobody_else_has_a_side_towards_whom_a_policy_aims_at(aim: str) -> None:
    relations = ["implements", "supports", "opposes", "participatesIn"]
    lines = [(f"a {relation} law{n} 2022", f"law{n} {aim} b 2022") for n, relation in enumerate(relations)]
    assert by_node(*itertools.chain(*lines)) == dict.fromkeys(["law0", "law1", "law2", "law3"], 0)


def test_an_aim_whose_own_sign_was_set_to_0_hits_nobody() -> None:
    lines = ["a adopts law 2022", "law targets b 2022 polarity=0 polarity_reason=an-aim-read-into-it"]
    assert signs(*lines) == {"a b": 0}


# Dispute and event


def test_in_a_dispute_the_parties_oppose_each_other_and_those_of_one_role_stand_together() -> None:
    lines = ["a complainantIn case 2022/..", "b complainantIn case 2022/..", "c respondentIn case 2022/.."]
    assert signs(*lines, "d respondentIn case 2022/..") == {
        "a b": 1,
        "a c": -1,
        "a d": -1,
        "b c": -1,
        "b d": -1,
        "c d": 1,
    }


def test_asking_to_join_a_case_is_not_an_alliance() -> None:
    others = ["complainantIn", "respondentIn", "thirdPartyIn", "participatesIn"]
    lines = [(f"a thirdPartyIn case{n} 2022", f"b {other} case{n} 2022") for n, other in enumerate(others)]
    assert by_node(*itertools.chain(*lines)) == dict.fromkeys(["case0", "case1", "case2", "case3"], 0)


def test_the_parties_do_not_cooperate_by_quarrelling_in_one_room() -> None:
    assert signs("a participatesIn case 2022", "b participatesIn case 2022") == {"a b": 0}


@pytest.mark.parametrize("stance", ["supports", "criticises"])
def test_who_cheers_or_jeers_is_no_party_to_a_dispute(stance: str) -> None:
    assert signs(f"a {stance} case 2022", "b complainantIn case 2022", "c respondentIn case 2022") == {
        "a b": 0,
        "a c": 0,
        "b c": -1,
    }


def test_who_hears_a_dispute_has_no_tie_by_it() -> None:
    assert signs("a complainantIn case 2022/..", "case heardBy court 2022/..") == {}


def test_an_event_makes_neutral_ties_whatever_the_stances() -> None:
    stances = itertools.combinations(["organises", "supports", "opposes", "participatesIn", "hosts", "criticises"], 2)
    lines = [(f"a {one} summit{n} 2022", f"b {two} summit{n} 2022") for n, (one, two) in enumerate(stances)]
    assert by_node(*itertools.chain(*lines)) == {f"summit{n}": 0 for n in range(15)}


# Time


def test_legs_pair_if_their_intervals_overlap_or_lie_at_most_two_years_apart() -> None:
    lines = ["a supports law 2019-06-01", "b supports law 2021-06-01", "c supports law 2021-06-02"]
    assert signs(*lines) == {"a b": 1, "b c": 1}


def test_two_years_are_two_years_over_a_leap_day_too() -> None:
    assert signs("a supports law 2020-01-01", "b supports law 2022-01-01") == {"a b": 1}
    assert signs("a supports law 2020-01-01", "b supports law 2022-01-02") == {}


def test_the_memory_of_the_lens_says_how_far_apart_legs_may_lie() -> None:
    lines = ["a supports law 2020-01-31", "b supports law 2020-02-01/2020-02-10", "c supports law 2020-02-10"]
    assert signs(*lines, memory="0m") == {"b c": 1}
    assert signs(*lines, memory="1m") == {"a b": 1, "a c": 1, "b c": 1}


def test_states_pair_as_long_as_they_possibly_hold() -> None:
    lines = ["a partyTo pact 1990-01-01", "b partyTo pact 2022-01-01", "c partyTo pact 1990/2010"]
    assert signs(*lines) == {"a b": 1, "a c": 1}


def test_a_stance_of_long_ago_does_not_colour_a_tie_of_today() -> None:
    assert signs("a opposes law 2010", "a supports law 2020", "b supports law 2020") == {"a b": 1}


def test_the_probability_of_a_derived_tie_rests_on_the_claims_that_it_names() -> None:
    lines = ["a supports law 2010 source=x", "a supports law 2020 credibility=3", "b supports law 2020"]
    net = lkg.network(graph(*lines), contract=["Policy"])
    (tie,) = net.ties
    legs = [[name for name in tie.claims if net.claims[name].subject == actor] for actor in "ab"]
    assert tie.probability == pytest.approx(net.probability(legs[0]) * net.probability(legs[1]))


def test_legs_that_a_lens_does_not_see_make_no_ties() -> None:
    lines = ["a supports law 2022-01-01", "b supports law 2022-01-01", "c supports law 2022-01-01 credibility=5"]
    assert signs(*lines) == {"a b": 1}
    assert signs(*lines, at="2022-07-01") == {"a b": 1}
    assert signs(*lines, at="2025-07-01") == {}
    assert signs(*lines, relations=["opposes"]) == {}


# Who


def test_legs_do_not_pair_inside_one_unit() -> None:
    mandate = ["ministry represents a 2000/..", "minister represents ministry 2000/.."]
    lines = ["a supports law 2022", "ministry supports law 2022", "minister opposes law 2022", "b supports law 2022"]
    assert signs(*mandate, *lines) == {"a b": 1, "b ministry": 1, "b minister": -1}


def test_bodies_that_are_rolled_up_take_part_as_whom_they_represent() -> None:
    mandate = ["ministry represents a 2000/..", "minister represents ministry 2000/.."]
    lines = ["ministry supports law 2022", "minister supports law 2022", "b supports law 2022"]
    assert signs(*mandate, *lines, roll_up="body") == {"a b": 1, "b minister": 1}
    assert signs(*mandate, *lines, roll_up="state") == {"a b": 1}


def test_who_is_left_out_of_a_lens_has_no_derived_ties() -> None:
    lines = ["a supports law 2022", "b supports law 2022", "c supports law 2022", "ministry supports law 2022"]
    assert set(signs(*lines, "ministry represents a 2000/..", without=["a"])) == {"b c", "b ministry", "c ministry"}
    assert set(signs(*lines, kinds=["State"])) == {"a b", "a c", "b c"}
    assert set(signs(*lines, actors=["a"])) == {"a b", "a c", "a ministry"}


def test_a_side_that_is_left_out_of_a_lens_has_no_derived_ties() -> None:
    lines = [
        "ministry represents a 2000/..",
        "a supports law 2022",
        "ministry supports law 2022",
        "b supports law 2022",
    ]
    assert set(signs(*lines, "c supports law 2022", without_side=["a"])) == {"b c"}


def test_a_lens_keeps_the_derived_ties_of_its_signs() -> None:
    lines = ["a supports law 2022", "b supports law 2022", "c opposes law 2022"]
    assert signs(*lines, sign=["-"]) == {"a c": -1, "b c": -1}
    assert signs(*lines, sign=["+"]) == {"a b": 1}


# What a derived tie is


def test_the_probability_of_a_derived_tie_is_that_of_both_legs_taken_as_ties() -> None:
    (tie,) = derived(
        "a supports law 2022 source=x",
        "a supports law 2022 source=x credibility=2",
        "a implements law 2022 source=y credibility=3",
        "b supports law 2022 credibility=2",
    )
    assert tie.probability == pytest.approx((1 - (1 - A1) * (1 - A3)) * A2)
    assert tie.claims == ("C1", "C2", "C3", "C4")


def test_a_leg_like_a_tie_is_never_more_probable_than_99_percent() -> None:
    (tie,) = derived(*(f"a supports law 2022 source=s{n}" for n in range(4)), "b supports law 2022 credibility=2")
    assert tie.probability == pytest.approx(0.99 * A2)


def test_there_is_one_derived_tie_for_every_pair_and_node() -> None:
    lines = [
        "a supports law 2020",
        "a supports law 2021",
        "a implements law 2021",
        "b supports law 2021",
        "b adopts law 2021",
    ]
    found = derived(*lines, "a opposes law2 2021", "b supports law2 2021")
    assert [(tie.via, tie.sign) for tie in found] == [("law", 1), ("law2", -1)]


@pytest.mark.parametrize("k", [2, 3, 5])
def test_a_derived_tie_weighs_1_over_the_number_of_other_participants(k: int) -> None:
    found = derived(*(f"s{n} supports law 2022" for n in range(k)))
    assert len(found) == k * (k - 1) // 2
    assert {tie.weight for tie in found} == {1 / (k - 1)}


def test_derived_ties_are_never_mixed_with_claims_in_a_count() -> None:
    net = lkg.network(graph("a supports law 2022", "b opposes law 2022", "a aids b 2022"), contract=["Policy"])
    assert net.words().startswith("2 actors, 1 ties, 1 claims (0 uncited), 1 derived ties")
    assert net.used() == {"C3"}


def test_derived_ties_count_in_the_sign_of_a_pair() -> None:
    lines = [
        "a supports law 2022",
        "b opposes law 2022",
        "a supports law2 2022",
        "b opposes law2 2022",
        "a aids b 2022",
    ]
    pair = lkg.network(graph(*lines), contract=["Policy"]).pairs()["a", "b"]
    assert (pair.pos, pair.neg, pair.sign) == (1.0, 2.0, -1)


def test_only_the_kinds_named_are_contracted_and_all_below_them() -> None:
    lines = [f"{x} supports {node} 2022" for node in ("law", "pact", "case", "summit", "plant") for x in "ab"]
    assert {tie.via for tie in derived(*lines, contract=("Event",))} == {"summit"}
    assert {tie.via for tie in derived(*lines, contract=("Agreement",))} == {"pact"}
    assert {tie.via for tie in derived(*lines, contract=("Policy",))} == {"law", "pact", "case"}
    assert {tie.via for tie in derived(*lines)} == {"law", "pact", "case", "summit"}


def test_nothing_is_contracted_unless_a_lens_says_so() -> None:
    assert ties(graph("a supports law 2022", "b supports law 2022")) == set()


def test_a_lone_participant_makes_no_tie() -> None:
    assert derived("a supports law 2022", "a opposes law 2022") == []
