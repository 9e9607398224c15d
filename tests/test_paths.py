"""Paths: stations, ranking, who may stand between, when all hops hold, and how probable they are together."""

import itertools
import math
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lkg
from conftest import UNCITED, graph_of
from lkg.analysis.joint import joint_probability
from lkg.analysis.paths import Path
from lkg.analysis.search import best_paths
from lkg.errors import Misuse, NoPath, UnknownActor
from lkg.graphs import Graph
from lkg.networks import ClaimFacts, Network, heard

A1, A2, A3 = 0.9215, 0.8075, 0.6175
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


def test_who_is_left_out_of_the_lens_is_on_no_path_not_even_through_a_named_dispute() -> None:
    lines = ["a complainantIn case 2022/..", "b respondentIn case 2022/..", "a aids c 2022"]
    for left_out in ({"without": ["b"]}, {"without_side": ["b"]}):
        assert routes(net(*lines, **left_out), "a", "b", via=["case"]) == []


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
    assert found["receipt"]["parameters"] == {"start": "a", "end": "c", "via": [], "k": 3, "by": "hops"}


# How probable


def test_independent_hops_multiply() -> None:
    path = only_path(net("a aids b 2022 source=x credibility=2", "b aids c 2022 source=y credibility=3"), "a", "c")
    assert [hop.probability for hop in path.hops] == pytest.approx([A2, A3])
    assert path.probability == pytest.approx(A2 * A3)


def test_a_voice_shared_by_all_hops_stands_or_falls_once() -> None:
    path = only_path(net("a aids b 2022 credibility=2", "b aids c 2022 credibility=3"), "a", "c")
    assert path.probability == pytest.approx(A3)


def test_a_shared_voice_beside_others_by_hand() -> None:
    found = net(
        "a aids b 2022 source=x",
        "a aids b 2022 source=y credibility=2",
        "b aids c 2022 source=x credibility=3",
    )
    # x is true of both hops up to A3; between A3 and 1 it fails the second hop
    assert only_path(found, "a", "c").probability == pytest.approx(A3)
    found = net(
        "a aids b 2022 source=x credibility=3",
        "a aids b 2022 source=y credibility=2",
        "b aids c 2022 source=x",
    )
    # up to A3 both hops hold; from A3 to A1 the first needs y; above A1 the second fails
    assert only_path(found, "a", "c").probability == pytest.approx(A3 + (A1 - A3) * A2)


@pytest.mark.parametrize(
    ("hops", "expected"),
    [
        ([], 1.0),
        ([{"x": 0.3}], 0.3),
        ([{"x": 0.5, "y": 0.5}], 0.75),
        ([{"x": 0.5}, {"x": 0.5}], 0.5),
        ([{"x": 0.5}, {"y": 0.5}], 0.25),
        ([{"x": 0.2}, {"x": 0.6}, {"x": 0.4}], 0.2),
        ([{"x": 0.5, "y": 0.5}, {"x": 0.5, "y": 0.5}], 0.75),
        ([{"x": 0.5, "y": 0.5}, {"x": 0.5}, {"y": 0.5}], 0.25),
        ([{"x": 0.0}, {"y": 0.9}], 0.0),
        ([{"x": 1.0}], 0.99),
        ([{"x": 1.0}, {"y": 1.0}], 0.99 * 0.99),
    ],
)
def test_the_joint_probability_by_hand(hops: list[dict[str, float]], expected: float) -> None:
    assert joint_probability(hops) == pytest.approx(expected)


EIGHTHS = st.integers(0, 8).map(lambda n: n / 8)
HOPS = st.lists(st.dictionaries(st.sampled_from("wxyz"), EIGHTHS, min_size=1, max_size=4), min_size=1, max_size=4)


def by_brute_force(hops: Sequence[dict[str, float]]) -> float:
    """Every voice in the middle of each of eight equal steps: exact for thresholds at eighths."""
    voices = sorted({voice for hop in hops for voice in hop})
    steps = [(n + 0.5) / 8 for n in range(8)]
    cases = [dict(zip(voices, u, strict=True)) for u in itertools.product(steps, repeat=len(voices))]
    return sum(all(any(u[v] < p for v, p in hop.items()) for hop in hops) for u in cases) / len(cases)


@given(HOPS)
@settings(derandomize=True, deadline=None, max_examples=40)
def test_the_joint_probability_is_that_of_all_cases_counted(hops: list[dict[str, float]]) -> None:
    # no hop is surer than 0.99
    cut = math.prod(min(1.0, 0.99 / (1 - math.prod(1 - p for p in hop.values()) or 1.0)) for hop in hops)
    assert joint_probability(hops) == pytest.approx(by_brute_force(hops) * cut)


@given(HOPS)
@settings(derandomize=True, deadline=None, max_examples=40)
def test_a_path_is_no_more_probable_than_its_weakest_hop_and_the_order_does_not_matter(
    hops: list[dict[str, float]],
) -> None:
    joint = joint_probability(hops)
    assert joint <= min(joint_probability([hop]) for hop in hops) + 1e-12
    assert joint == pytest.approx(joint_probability(hops[::-1]))


def test_many_shared_voices_are_drawn_and_come_close() -> None:
    hop = {f"v{n}": 0.05 for n in range(20)}
    joint = joint_probability([hop, hop])
    assert joint == pytest.approx(1 - 0.95**20, abs=0.02)
    assert joint == joint_probability([hop, hop])


# Against brute force


def simple_paths(pairs: set[frozenset[str]], start: str, end: str) -> Iterator[tuple[str, ...]]:
    nodes = sorted(set().union(*pairs) - {start, end})
    for length in range(len(nodes) + 1):
        for between in itertools.permutations(nodes, length):
            path = (start, *between, end)
            if all(frozenset(hop) in pairs for hop in itertools.pairwise(path)):
                yield path


NAMES = "abcdef"
WEIGHTED = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] < pair[1]),
    st.sampled_from([0.5, 0.7, 0.8, 0.9, 0.99]),
    min_size=3,
    max_size=12,
)


@given(WEIGHTED, st.sampled_from([(), ("b",), ("b", "c"), ("c", "b")]), st.booleans(), st.integers(1, 6))
@settings(derandomize=True, deadline=None, max_examples=100)
def test_the_search_finds_the_k_cheapest_of_all_simple_paths_through_the_stations(
    weights: dict[tuple[str, str], float], via: tuple[str, ...], by_hops: bool, k: int
) -> None:
    pairs = {frozenset(pair): p for pair, p in weights.items()}
    near = {a: {b for b in NAMES if frozenset((a, b)) in pairs} for a in NAMES}

    def step(a: str, b: str, ends: bool) -> tuple[float, float] | None:
        p = pairs[frozenset((a, b))]
        if p == 0.99 and not ends:
            return None
        return (1, -math.log(p)) if by_hops else (-math.log(p), 1)

    def cost(path: Sequence[str]) -> tuple[float, float]:
        steps = [step(a, b, b == "f") or (0, 0) for a, b in itertools.pairwise(path)]
        return round(sum(s[0] for s in steps), 9), round(sum(s[1] for s in steps), 9)

    allowed = [
        path
        for path in simple_paths(set(pairs), "a", "f")
        if [node for node in path if node in via] == list(via)
        and all(step(a, b, b == "f") for a, b in itertools.pairwise(path))
    ]
    found = [*best_paths(near, ["a", *via, "f"], step, most=k, hops_at=0 if by_hops else 1)]
    assert len(set(found)) == len(found)
    assert set(found) <= set(allowed)
    assert [cost(path) for path in found] == sorted(map(cost, allowed))[:k]


CROWD = [f"n{n}" for n in range(8)]


def steps_of(near: dict[str, set[str]], stations: list[str], barred: set[frozenset[str]]) -> tuple[list[str], int]:
    """The paths found, and how often the search looked at a hop."""
    looked = itertools.count()

    def step(a: str, b: str, ends: bool) -> tuple[float, float] | None:
        next(looked)
        return None if frozenset((a, b)) in barred and not ends else (1, 0)

    return [" ".join(path) for path in best_paths(near, stations, step, most=3)], next(looked)


def crowd(**more: set[str]) -> dict[str, set[str]]:
    """Eight nodes all joined to one another and to `a`, and what hangs on them."""
    near = {n: {*CROWD, "a"} - {n} for n in CROWD} | {"a": set(CROWD)}
    for name, others in more.items():
        near[name] = others
        for other in others:
            near[other].add(name)
    return near


def test_the_search_does_not_wander_where_the_end_hangs_on_the_start_alone() -> None:
    found, looked = steps_of(crowd(z={"a"}), ["a", "z"], set())
    assert found == ["a z"]
    assert looked < 1000


def test_the_search_does_not_wander_behind_an_actor_whom_it_would_have_to_pass_twice() -> None:
    near = crowd(z={"a"})
    near["start"] = {"a"}
    near["a"] |= {"start"}
    found, looked = steps_of(near, ["start", "z"], set())
    assert found == ["start a z"]
    assert looked < 1000


def test_the_search_does_not_wander_where_no_hop_in_the_middle_reaches_a_station() -> None:
    found, looked = steps_of(crowd(m={"n1"}, z={"n2"}), ["a", "m", "z"], {frozenset(("n1", "m"))})
    assert found == []
    assert looked < 1000


CLAIMS = st.lists(
    st.tuples(
        st.sampled_from(NAMES[:5]),
        st.sampled_from(["aids", "supports", "memberOf"]),
        st.sampled_from(NAMES[:5]),
        st.sampled_from("1234"),
        st.sampled_from("xyz"),
    ).filter(lambda row: row[0] != row[2]),
    min_size=3,
    max_size=12,
)


@given(CLAIMS, st.sampled_from(["hops", "reliability"]))
@settings(derandomize=True, deadline=None, max_examples=15)
def test_the_k_best_paths_are_those_of_a_brute_force_enumeration(
    rows: list[tuple[str, str, str, str, str]], by: str
) -> None:
    lines = [f"{a} {relation} {b} 2022 credibility={c} source={s}" for a, relation, b, c, s in rows]
    found = lkg.network(graph_of(*lines, actors={"a": "State", "e": "State"}))

    def usable(a: str, b: str) -> list[ClaimFacts]:
        claims = [c for c in found.claims.values() if {c.subject, c.object} == {a, b}]
        return [c for c in claims if c.relation != "memberOf" or b == "e"]

    def cost(path: Sequence[str]) -> tuple[float, ...]:
        p = math.prod(heard(usable(a, b)) for a, b in itertools.pairwise(path))
        return (len(path), -round(p, 9)) if by == "hops" else (-round(p, 9), len(path))

    pairs = {frozenset((c.subject, c.object)) for c in found.claims.values()}
    allowed = [path for path in simple_paths(pairs, "a", "e") if all(usable(a, b) for a, b in itertools.pairwise(path))]
    try:
        got = [path.actors for path in lkg.paths(found, "a", "e", k=4, by=by)]
    except NoPath:
        got = []
    assert set(got) <= set(allowed)
    assert [cost(path) for path in got] == sorted(map(cost, allowed))[:4]


# What cannot be


def test_where_there_is_no_path_the_missing_hop_is_named_and_what_would_open_it() -> None:
    found = net("a aids b 2022", "b sanctions c 2010/2012", at="2022-07-01")
    with pytest.raises(NoPath) as caught:
        lkg.paths(found, "a", "c")
    message = str(caught.value)
    assert "a – c" in message
    assert "b – c: opened by C2 (sanctions, 2010 – 2012" in message
    assert "a – b" not in message


def test_an_improbable_claim_that_would_open_a_path_is_named_with_its_credibility() -> None:
    with pytest.raises(NoPath, match=r"a – b: opened by C1 \(aids, 2022, credibility 5\)"):
        lkg.paths(net("a aids b 2022 credibility=5", "b aids c 2022"), "a", "c")


@pytest.mark.parametrize("lens", [{"sign": ["+"]}, {"relations": ["aids"]}, {"without_sources": ["x"]}])
def test_a_hop_that_the_lens_does_not_let_through_is_not_called_absent_from_the_graph(lens: dict[str, object]) -> None:
    with pytest.raises(NoPath, match="C2"):
        lkg.paths(net("a aids b 2022", "b sanctions c 2022 source=x", **lens), "a", "c")


def test_actors_that_no_claims_join_are_said_to_be_apart() -> None:
    with pytest.raises(NoPath, match="Nor is there one over all dates"):
        lkg.paths(net("a aids b 2022", "c aids d 2022"), "a", "d")


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
    with pytest.raises(Misuse, match="hops or reliability"):
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


def test_paths_through_reliable_claims_only_come_soon_enough(bundled: Graph) -> None:
    found = lkg.network(bundled)
    products = [
        math.prod(hop.probability for hop in path.hops)
        for path in lkg.paths(found, "Lithuania", "Japan", k=5, by="reliability")
    ]
    assert len(products) == 5
    assert products == sorted(products, reverse=True)
