"""The search for paths against brute force: every order by which paths are ranked, and networkx as a referee."""

import itertools
import math
from collections.abc import Iterator, Sequence

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lkg
from conftest import graph_of
from lkg.analysis.paths.journeys import Journey, Roads
from lkg.analysis.paths.search import Cost, best_paths
from lkg.errors import Misuse, NoPath
from lkg.graphs import Graph
from lkg.networks import ClaimFacts, heard


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


@given(WEIGHTED, st.sampled_from([(), ("b",), ("b", "c"), ("c", "b")]), st.booleans(), st.booleans(), st.integers(1, 6))
@settings(derandomize=True, deadline=None, max_examples=100)
def test_the_search_finds_the_k_cheapest_of_all_simple_paths_through_the_stations(
    weights: dict[tuple[str, str], float], via: tuple[str, ...], by_hops: bool, by_worst: bool, k: int
) -> None:
    pairs = {frozenset(pair): p for pair, p in weights.items()}
    near = {a: {b for b in NAMES if frozenset((a, b)) in pairs} for a in NAMES}

    def step(a: str, b: str, ends: bool) -> Cost | None:
        p = pairs[frozenset((a, b))]
        if p == 0.99 and not ends:
            return None
        worst, doubt = round(10 * p % 3) if by_worst else 0, -math.log(p)
        return (worst, 1, doubt) if by_hops else (worst, doubt, 1)

    def cost(path: Sequence[str]) -> Cost:
        worst, first, second = zip(
            *(step(a, b, b == "f") or (0, 0, 0) for a, b in itertools.pairwise(path)), strict=True
        )
        return max(worst), round(sum(first), 9), round(sum(second), 9)

    allowed = [
        path
        for path in simple_paths(set(pairs), "a", "f")
        if [node for node in path if node in via] == list(via)
        and all(step(a, b, b == "f") for a, b in itertools.pairwise(path))
    ]
    found = [*best_paths(near, ["a", *via, "f"], step, most=k)]
    assert len(set(found)) == len(found)
    assert set(found) <= set(allowed)
    assert [cost(path) for path in found] == sorted(map(cost, allowed))[:k]


CROWD = [f"n{n}" for n in range(8)]


def steps_of(near: dict[str, set[str]], stations: list[str], barred: set[frozenset[str]]) -> tuple[list[str], int]:
    """The paths found, and how often the search looked at a hop."""
    looked = itertools.count()

    def step(a: str, b: str, ends: bool) -> Cost | None:
        next(looked)
        return None if frozenset((a, b)) in barred and not ends else (0, 1, 0)

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


KINDS = {"case": "Dispute", "law": "Policy", "summit": "Event", "envoy": "Person"}
NODES = ["a", "b", "c", "d", *KINDS]
CLAIMS = st.lists(
    st.tuples(
        st.sampled_from(NODES),
        st.sampled_from(["aids", "supports", "sanctions", "memberOf", "candidateFor", "participatesIn", "heardBy"]),
        st.sampled_from(NODES),
        st.sampled_from(["2019", "2020-02", "2021-05-05", "2018/2020", "2021/.."]),
        st.sampled_from("1234"),
        st.sampled_from("xyz"),
    ).filter(lambda row: row[0] != row[2]),
    min_size=4,
    max_size=14,
)
OPTIONS = st.fixed_dictionaries({"by": st.sampled_from(["hops", "reliability", "recency"]), "bridges": st.booleans()})


@given(CLAIMS, OPTIONS, st.sampled_from([(), ("b",), ("case",), ("law", "b")]), st.integers(1, 5))
@settings(derandomize=True, deadline=None, max_examples=30)
def test_the_k_best_paths_are_those_of_an_enumeration_by_networkx(
    rows: list[tuple[str, ...]], options: dict[str, object], via: tuple[str, ...], k: int
) -> None:
    lines = [f"{a} {relation} {b} {when} credibility={c} source={s}" for a, relation, b, when, c, s in rows]
    found = lkg.network(graph_of(*lines, actors=KINDS | {"a": "State", "b": "State", "d": "State"}))
    between = {"b", "c", "envoy", *via} | ({"case", "law"} if options["bridges"] else set())
    day = max((c.first for c in found.claims.values() if joins(c, between)), default=0)

    def usable(a: str, b: str) -> list[ClaimFacts]:
        claims = [c for c in found.claims.values() if {c.subject, c.object} == {a, b} and joins(c, between)]
        return [c for c in claims if c.relation not in ("memberOf", "candidateFor") or b == "d"]

    def cost(path: Sequence[str]) -> tuple[float, ...]:
        hops = [usable(a, b) for a, b in itertools.pairwise(path)]
        p = -round(math.prod(map(heard, hops)), 9)
        seen = [max(c.last if c.is_state else (c.first + c.last) // 2 for c in hop) for hop in hops]
        age = max(max(0, day - last) for last in seen)
        return {"hops": (len(path), p), "reliability": (p, len(path)), "recency": (age, len(path), p)}[
            str(options["by"])
        ]

    # networkx refuses multigraphs here: the parallel claims of a pair are one edge, by our rules
    plain = nx.Graph((a, b) for a, b in itertools.permutations(["a", "d", *between], 2) if usable(a, b))
    plain.add_nodes_from("ad")
    allowed = [
        path
        for path in map(tuple, nx.all_simple_paths(plain, "a", "d"))
        if all(usable(a, b) for a, b in itertools.pairwise(path)) and [n for n in path if n in via] == list(via)
    ]
    got = [path.actors for path in Roads.of(found, Journey(("a", *via, "d"), **options)).best(k)[0]]
    assert len(set(got)) == len(got)
    assert set(got) <= set(allowed)
    assert [cost(path) for path in got] == sorted(map(cost, allowed))[:k]


def joins(claim: ClaimFacts, between: set[str]) -> bool:
    """Whether a claim makes a hop: at a dispute or policy taking part and judging alone, between actors every tie."""
    ends = {claim.subject, claim.object}
    if not ends <= between | {"a", "d"}:
        return False
    return claim.relation in ("participatesIn", "heardBy") if ends & {"case", "law"} else claim.relation != "heardBy"


def test_paths_through_reliable_claims_only_come_soon_enough(bundled: Graph) -> None:
    found = lkg.network(bundled)
    products = [
        math.prod(hop.probability for hop in path.hops)
        for path in lkg.paths(found, "Lithuania", "Japan", k=5, by="reliability")
    ]
    assert len(products) == 5
    assert products == sorted(products, reverse=True)


# A stranger's graph


EDGES = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from([0.25, 0.5, 0.9, 1.0])), min_size=3, max_size=14
)


@given(EDGES, st.booleans(), st.sampled_from(["hops", "reliability"]), st.sampled_from([(), (3,)]))
@settings(derandomize=True, deadline=None, max_examples=80)
def test_the_paths_of_any_multigraph_are_those_of_networkx_on_its_simple_graph(
    edges: list[tuple[int, int, float]], directed: bool, by: str, via: tuple[int, ...]
) -> None:
    multi = nx.MultiDiGraph() if directed else nx.MultiGraph()
    multi.add_nodes_from(range(6))
    for a, b, p in edges:
        multi.add_edge(a, b, probability=p)
    plain = nx.DiGraph(multi) if directed else nx.Graph(multi)

    def chance(path: Sequence[int]) -> float:
        hops = [[facts["probability"] for facts in multi[a][b].values()] for a, b in itertools.pairwise(path)]
        return math.prod(1 - math.prod(1 - p for p in hop) for hop in hops)

    def cost(path: Sequence[int]) -> tuple[float, float]:
        p = -round(chance(path), 9)
        return (len(path), p) if by == "hops" else (p, len(path))

    allowed = [tuple(path) for path in nx.all_simple_paths(plain, 0, 5) if set(via) <= set(path)]
    try:
        found = lkg.paths(multi, 0, 5, by=by, via=via, k=4)
    except NoPath:
        found = ()
    assert {path.actors for path in found} <= set(allowed)
    assert [cost(path.actors) for path in found] == sorted(map(cost, allowed))[:4]
    assert all(path.probability == pytest.approx(chance(path.actors)) for path in found)


def test_a_hop_of_a_strangers_graph_has_no_claims_and_its_edges_probability() -> None:
    (path,) = lkg.paths(nx.DiGraph([("x", "y", {"probability": 0.5}), ("y", "z")]), "x", "z")
    assert [(hop.start, hop.end, hop.direction, hop.probability, hop.claims) for hop in path.hops] == [
        ("x", "y", "forward", 0.5, ()),
        ("y", "z", "forward", 1.0, ()),
    ]
    assert (path.probability, path.holds, path.age) == (0.5, None, None)


def test_a_directed_graph_of_a_stranger_is_followed_along_its_arrows() -> None:
    with pytest.raises(NoPath, match="No path z – x"):
        lkg.paths(nx.DiGraph([("x", "y"), ("y", "z")]), "z", "x")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"end": "q"}, "no node 'q'"),
        ({"via": ["x"]}, "x stands twice"),
        ({"by": "recency"}, "without claims"),
        ({"bridges": True}, "need claims"),
        ({"time_respecting": True}, "need claims"),
        ({"start": "p"}, "between 0 and 1"),
    ],
)
def test_what_a_strangers_graph_cannot_answer_is_refused(options: dict[str, object], words: str) -> None:
    graph = nx.Graph([("x", "y"), ("p", "y", {"probability": 2 if "start" in options else 1})])
    start, end = options.pop("start", "x"), options.pop("end", "y")
    with pytest.raises(Misuse, match=words):
        lkg.paths(graph, start, end, **options)
