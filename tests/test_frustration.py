"""The least number of ties against two camps, against brute force and against published networks."""

from __future__ import annotations

import csv
import lzma
import random
import time
from collections.abc import Iterable
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lkg.analysis.balance import splits
from lkg.analysis.balance.camps import best_found
from lkg.analysis.balance.cycles import lower_bound, missed, negative_triangles
from lkg.analysis.balance.frustration import frustration
from lkg.analysis.balance.programme import improved
from lkg.analysis.balance.signed import Signed, blocks, part_of

Tie = tuple[str, str, int]


def signed(*ties: Tie | tuple[str, str, int, float]) -> nx.Graph:
    graph = nx.Graph()
    for a, b, sign, *weight in ties:
        graph.add_edge(a, b, sign=sign, weight=weight[0] if weight else 1.0)
    return graph


def brute(graph: nx.Graph, anchor: object, *, weighted: bool) -> tuple[float, dict[object, int | None]]:
    """Every split there is: the least cost, and who stands to the anchor alike in all of that cost."""
    nodes = [anchor, *(node for node in graph if node != anchor)]
    number = {node: i for i, node in enumerate(nodes)}
    splits = np.arange(2 ** (len(nodes) - 1))
    camp = np.array([np.zeros_like(splits), *((splits >> i) & 1 for i in range(len(nodes) - 1))])
    cost = np.zeros(len(splits))
    for a, b, facts in graph.edges(data=True):
        apart = camp[number[a]] != camp[number[b]]
        cost += (apart == (facts["sign"] == 1)) * (facts["weight"] if weighted else 1.0)
    best = camp[:, cost <= cost.min() + 1e-9]
    same = (best == best[:, :1]).all(axis=1)
    return float(cost.min()), {node: int(best[i, 0]) + 1 if same[i] else None for node, i in number.items()}


@st.composite
def signed_graphs(draw: st.DrawFn, weights: tuple[float, ...] = (1.0,), most: int = 9) -> nx.Graph:
    n = draw(st.integers(2, most))
    chance = draw(st.randoms(use_true_random=False))
    density, conflict = draw(st.sampled_from((0.3, 0.6, 1.0))), draw(st.sampled_from((0.2, 0.5, 0.8)))
    graph = nx.Graph()
    graph.add_nodes_from(range(n))
    for a in range(n):
        for b in range(a):
            if chance.random() < density:
                sign = -1 if chance.random() < conflict else 1
                graph.add_edge(a, b, sign=sign, weight=chance.choice(weights))
    return graph


def planted(n: int, ties: int, noise: float, seed: int = 1) -> nx.Graph:
    """A random graph of two camps in which a share of the ties stands against them."""
    chance = random.Random(seed)
    graph = nx.gnm_random_graph(n, ties, seed=seed)
    camp = [chance.random() < 0.5 for _ in range(n)]
    for a, b, facts in graph.edges(data=True):
        against = chance.random() < noise
        facts.update(sign=1 if (camp[a] == camp[b]) != against else -1, weight=1.0)
    return graph


def table(file: Path) -> Iterable[dict[str, str]]:
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def test_a_triangle_with_one_conflict_holds_one_tie_against_any_camps() -> None:
    found = frustration(signed(("a", "b", 1), ("b", "c", 1), ("a", "c", -1)))
    assert (found.upper, found.lower, found.proved) == (1, 1, True)


def test_who_could_stand_on_either_side_at_the_same_cost_has_no_camp() -> None:
    found = frustration(signed(("a", "b", 1), ("b", "c", 1), ("a", "c", -1), ("a", "d", -1)), anchor="a")
    assert found.camps == {"a": 1, "b": None, "c": None, "d": 2}


def test_weights_decide_where_numbers_do_not() -> None:
    graph = signed(("a", "b", 1, 5.0), ("b", "c", 1, 1.0), ("a", "c", -1, 3.0))
    found = frustration(graph, weighted=True, anchor="a")
    assert (found.upper, found.camps) == (1.0, {"a": 1, "b": 1, "c": 2})


def test_whoever_hangs_on_an_undetermined_actor_is_undetermined_too() -> None:
    graph = signed(("a", "b", 1), ("b", "c", 1), ("a", "c", -1), ("c", "d", 1), ("d", "e", -1))
    found = frustration(graph, anchor="a")
    assert found.camps["d"] is None and found.camps["e"] is None


def test_who_is_not_joined_to_the_anchor_has_no_camp_but_counts() -> None:
    graph = signed(("a", "b", 1), ("x", "y", 1), ("y", "z", 1), ("x", "z", -1))
    found = frustration(graph, anchor="a")
    assert found.upper == 1
    assert found.apart == {"x", "y", "z"} and found.camps["x"] is None


def test_an_empty_graph_has_no_frustration() -> None:
    found = frustration(nx.Graph())
    assert (found.upper, found.proved, found.camps) == (0, True, {})


@settings(derandomize=True, deadline=None, max_examples=70)
@given(signed_graphs())
def test_every_number_and_every_camp_as_brute_force_finds_them(graph: nx.Graph) -> None:
    found = frustration(graph, anchor=0)
    least, camps = brute(graph, 0, weighted=False)
    assert found.proved and found.upper == least
    assert dict(found.camps) == camps


@settings(derandomize=True, deadline=None, max_examples=50)
@given(signed_graphs(weights=(0.3, 0.7, 0.99, 1.0, 2.0)))
def test_weighted_frustration_as_brute_force_finds_it(graph: nx.Graph) -> None:
    found = frustration(graph, weighted=True, anchor=0)
    least, camps = brute(graph, 0, weighted=True)
    assert found.proved and found.upper == pytest.approx(least, abs=1e-6)
    assert dict(found.camps) == camps


def test_the_split_shown_costs_what_is_said() -> None:
    graph = planted(60, 240, 0.2)
    found = frustration(graph)
    against = sum((found.split[a] == found.split[b]) != (sign == 1) for a, b, sign in graph.edges(data="sign"))
    assert against == found.upper == found.lower


@pytest.mark.parametrize("seed", range(6))
def test_the_programme_alone_finds_the_least_or_proves_that_there_is_no_less(seed: int) -> None:
    graph = planted(9, 30, 0.5, seed)
    least, _ = brute(graph, 0, weighted=False)
    ties = Signed.of(9, {(min(a, b), max(a, b)): float(s) for a, b, s in graph.edges(data="sign")})
    assert improved(ties, least, 0.0, [], until=time.monotonic() + 60) == (None, least)
    better = improved(ties, least + 3, 0.0, [], until=time.monotonic() + 60)
    assert better.camps is not None and ties.cost(better.camps) == least == better.lower


@settings(derandomize=True, deadline=None, max_examples=40)
@given(signed_graphs())
def test_a_bound_is_never_above_the_truth(graph: nx.Graph) -> None:
    least, _ = brute(graph, 0, weighted=False)
    ties = part_of(graph, list(graph), weighted=False)
    for found in lower_bound(ties, until=time.monotonic() + 60, cycles=[]):
        assert found.value <= least + 1e-6
        for cycle in missed(ties, found.share):
            assert ties.sign[list(cycle)].prod() == -1


def test_unbalanced_triads_are_found_as_cycles() -> None:
    ties = part_of(signed(("a", "b", 1), ("b", "c", 1), ("a", "c", -1), ("c", "d", 1)), list("abcd"), weighted=False)
    assert len(negative_triangles(ties, 10)) == 1


def test_ties_set_off_against_each_other_cost_the_smaller_weight() -> None:
    ties = Signed.of(3, {(0, 1): 2.0, (0, 2): -3.0, (1, 2): 1.0})
    joined, lost = ties.joined([0, 1, 1], [0, 0, 0])
    assert (lost, joined.weight.tolist(), joined.sign.tolist()) == (2.0, [1.0], [-1])


def test_costs_add_over_parts_that_share_no_cycle() -> None:
    graph = signed(("a", "b", 1), ("b", "c", 1), ("a", "c", -1), ("c", "d", 1), ("d", "e", 1), ("c", "e", -1))
    assert [sorted(part) for part in blocks(graph)] == [["a", "b", "c"], ["c", "d", "e"]]
    assert frustration(graph).upper == 2


def test_more_camps_never_cost_more_and_three_foes_fit_in_three() -> None:
    ties = part_of(planted(20, 80, 0.4), range(20), weighted=False)
    two = best_found(ties, 2)
    assert ties.cost(best_found(ties, 3, start=two)) <= ties.cost(two)
    foes = signed(("a", "b", -1), ("b", "c", -1), ("a", "c", -1))
    assert (
        part_of(foes, list("abc"), weighted=False).cost(best_found(part_of(foes, list("abc"), weighted=False), 3)) == 0
    )


def test_beyond_the_time_a_true_bound_is_given_and_nobody_gets_a_camp() -> None:
    found = frustration(planted(70, 700, 0.5), limit=0.2, anchor=0)
    assert not found.proved and 0 < found.lower < found.upper
    assert found.camps[0] == 1
    assert found.unproved == set(range(1, 70))
    assert found.seconds < 10


def test_the_same_seed_gives_the_same_split() -> None:
    graph = planted(40, 120, 0.2)
    assert frustration(graph, seed=3).split == frustration(graph, seed=3).split


def test_three_hundred_actors_with_planted_camps_within_the_minute() -> None:
    found = frustration(planted(300, 1500, 0.1), limit=60)
    assert found.proved and found.upper == 140
    assert found.seconds < 30


def test_where_nothing_is_against_the_camps_they_are_sure_at_once() -> None:
    found = frustration(planted(300, 1500, 0.0))
    assert found.upper == 0 and not found.unproved and set(found.camps.values()) == {1, 2}
    assert found.seconds < 10


def test_sixteen_tribes_have_a_frustration_of_seven(truths: Path) -> None:
    graph = signed(*((row["a"], row["b"], int(row["sign"])) for row in table(truths / "data" / "signed_tribes.csv.xz")))
    found = frustration(graph)
    least, camps = brute(graph, found.anchor, weighted=False)
    assert (found.upper, found.proved, graph.number_of_edges()) == (7, True, 58)
    assert least == 7 and dict(found.camps) == camps


def test_all_windows_of_the_correlates_of_war_are_proved(truths: Path) -> None:
    windows: dict[str, nx.Graph] = {}
    for row in table(truths / "data" / "signed_cow.csv.xz"):
        graph = windows.setdefault(row["year"], nx.Graph())
        assert not graph.has_edge(row["a"], row["b"]), "a pair stands once in a window"
        graph.add_edge(row["a"], row["b"], sign=int(row["sign"]), weight=1.0)
    found = {year: frustration(graph, limit=60) for year, graph in windows.items()}
    assert len(found) == 51
    assert all(each.proved and not each.unproved for each in found.values())
    assert sum(each.seconds for each in found.values()) < 60
    for year, each in found.items():
        against = sum((each.split[a] == each.split[b]) != (s == 1) for a, b, s in windows[year].edges(data="sign"))
        assert against == each.upper


def test_a_camp_of_the_correlates_of_war_is_one_that_turning_makes_dearer(truths: Path) -> None:
    rows = [row for row in table(truths / "data" / "signed_cow.csv.xz") if row["year"] == "46-49"]
    graph = signed(*((row["a"], row["b"], int(row["sign"])) for row in rows))
    found = frustration(graph)
    dear = len(graph) ** 2.0
    for node, camp in list(found.camps.items())[::4]:
        if node in found.apart or node == found.anchor:
            continue
        turned = nx.Graph(graph)
        turned.add_edge("pole", found.anchor, sign=1, weight=dear)
        turned.add_edge("pole", node, sign=-1 if found.split[node] == 1 else 1, weight=dear)
        for _, _, facts in turned.edges(data=True):
            facts.setdefault("weight", 1.0)
        assert (frustration(turned, weighted=True).upper > found.upper) == (camp is not None)


def test_nothing_is_asked_of_the_programme_where_the_bound_meets_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("the integer programme was asked")

    monkeypatch.setattr(splits, "improved", never)
    assert frustration(planted(100, 400, 0.1)).proved
