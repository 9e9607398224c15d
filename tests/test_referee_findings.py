"""A referee's tests of what findings say: why, ablation, brokerage, balance, paths, projection, time, and commands.

Written from the law alone (sections 5, 6 and 7 of the semantics), each held against brute force on small graphs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import combinations, permutations, product

import networkx as nx
import numpy as np
import pytest

import lkg
from conftest import graph_of
from lkg import kept
from lkg.analysis.balance.balance import balance
from lkg.analysis.balance.frustration import frustration
from lkg.analysis.doubts.ablation import ablate
from lkg.analysis.doubts.why import why
from lkg.analysis.groups.brokerage import brokerage
from lkg.analysis.groups.projection import project
from lkg.analysis.ranks.measures import MEASURES
from lkg.analysis.ranks.simple import simple
from lkg.analysis.times.changes import changes
from lkg.analysis.times.trajectories import trajectory
from lkg.cli.main import main
from lkg.store import value
from lkg.vocab import LKG

LINES = (
    "a supports b 2021-01-01 source=s", "b criticises c 2021-02-01 source=t", "c supports d 2021-03-01 source=s",
    "a supports d 2021-04-01 source=u", "d supports a 2021-04-03 source=t", "b supports d 2021-05-01 source=u",
    "e supports a 2021-05-02 source=s", "e supports f 2021-05-02 source=v",
)  # fmt: skip


# why: the score without each pair


@pytest.mark.parametrize("by", [name for name in sorted(MEASURES) if name not in ("constraint", "effective_size")])
def test_every_pair_is_told_with_the_score_without_it(by: str) -> None:
    net = lkg.network(graph_of(*LINES))
    measure, plain = MEASURES[by], simple(net)
    found = why(net, "b", by)
    told = {(row["from"], row["to"]): row["without"] for row in found}
    assert found.facts["value"] == pytest.approx(measure.compute(plain, False)["b"], abs=1e-6)
    for pair in net.pairs():
        left = plain.copy()
        left.remove_edge(*pair)
        without = measure.compute(left, False)["b"]
        assert told.get(pair, found.facts["value"]) == pytest.approx(without, abs=1e-6), pair


# ablation: sentences against leaving out each source by hand


@pytest.mark.parametrize("first", [1, 2, 3])
def test_a_finding_is_said_to_stand_exactly_where_it_does(first: int) -> None:
    graph = graph_of(*LINES)
    found = ablate(lkg.network(graph), "source", measure="degree", top=first)
    whole = _first(graph, (), first)
    assert len(found.findings) == len(whole)
    for actor, finding, note in zip(whole, found.findings, found.notes, strict=False):
        falls = [source for source in "stuv" if actor not in _first(graph, (source,), first)]
        assert list(finding["falls_without"]) == falls
        assert ("stands whichever source is left out" in note) == (not falls)


def _first(graph: lkg.Graph, gone: tuple[str, ...], first: int) -> list[str]:
    found = lkg.rank(lkg.network(graph, without_sources=gone), "degree", draws=0)
    # who is tied across the last place is not among the first
    worst = {row.rank: sum(other.rank <= row.rank for other in found if other.rank) for row in found if row.rank}
    return [row.actor for row in found if row.rank and row.value and worst[row.rank] <= first]


def test_a_finding_with_two_voices_stands_though_each_has_ten_reprints() -> None:
    lines = [f"a supports b 2021-01-01 source=s{i}{voice}" for i in range(10) for voice in "xy"]
    sources = {f"s{i}{voice}": {"origin": voice} for i in range(10) for voice in "xy"}
    found = ablate(lkg.network(graph_of(*lines, sources=sources)), "voice", measure="degree")
    assert found.facts["groups"] == 2 and not any(each["rests_on_one"] for each in found.findings)


# brokerage: a → v → b, no a → b, a ≠ b, by three loops


def _roles(graph: nx.DiGraph, group: dict[str, str]) -> dict[str, dict[str, int]]:
    names = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
    found = {v: dict.fromkeys(names, 0) for v in graph}
    for a, v, b in permutations(graph, 3):
        if graph.has_edge(a, v) and graph.has_edge(v, b) and not graph.has_edge(a, b):
            x, y, z = group[a], group[v], group[b]
            if x == z:
                role = "coordinator" if y == x else "itinerant"
            else:
                role = "gatekeeper" if y == z else "representative" if y == x else "liaison"
            found[v][role] += 1
    return found


@pytest.mark.parametrize("seed", range(4))
def test_brokerage_roles_are_those_of_three_loops(seed: int) -> None:
    graph = nx.gnp_random_graph(9, 0.35, seed=seed, directed=True)
    group = {v: "xyz"[v % 3] for v in graph}
    expected = _roles(graph, group)
    for row in brokerage(graph, group, draws=2):
        assert {role: row[role] for role in expected[row["actor"]]} == expected[row["actor"]]
        assert row["total"] == sum(expected[row["actor"]].values())


def test_chance_deals_the_same_groups_out_to_other_actors() -> None:
    graph = nx.gnp_random_graph(5, 0.5, seed=2, directed=True)
    labels = ["x", "x", "y", "y", "z"]
    every = [_roles(graph, dict(zip(graph, dealt, strict=True))) for dealt in set(permutations(labels))]
    for row in brokerage(graph, dict(zip(graph, labels, strict=True)), draws=4000):
        for role in ("coordinator", "itinerant", "gatekeeper", "representative", "liaison"):
            exact = float(np.mean([dealt[row["actor"]][role] for dealt in every]))
            assert row[f"{role}_expected"] == pytest.approx(exact, abs=0.08)
            assert row[f"{role}_z"] is None or row[f"{role}_expected"] >= 5


# balance: every split there is


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("weighted", [False, True])
def test_frustration_is_the_least_of_all_splits_and_a_camp_is_named_only_where_all_best_ones_agree(
    seed: int, weighted: bool
) -> None:
    dice = np.random.default_rng(seed)
    graph = nx.gnp_random_graph(7, 0.5, seed=seed)
    graph.remove_nodes_from([node for node, degree in dict(graph.degree()).items() if not degree])
    for a, b in graph.edges:
        graph.edges[a, b].update(sign=int(dice.choice([-1, 1])), weight=float(dice.integers(1, 4)))
    nodes = list(graph)
    splits = [dict(zip(nodes, (1, *rest), strict=True)) for rest in product((1, 2), repeat=len(nodes) - 1)]

    def cost(split: dict[int, int]) -> float:
        against = (d for a, b, d in graph.edges(data=True) if (split[a] == split[b]) != (d["sign"] == 1))
        return sum(d["weight"] if weighted else 1 for d in against)

    least = min(map(cost, splits))
    best = [split for split in splits if cost(split) == least]
    found = frustration(graph, weighted=weighted, anchor=nodes[0])
    assert found.proved and found.upper == least
    for node in nodes:
        seen = {split[node] for split in best}
        assert found.camps[node] == (seen.pop() if len(seen) == 1 else None)


def test_the_degree_of_balance_is_the_share_of_balanced_triads_and_null_without_any() -> None:
    graph = nx.Graph()
    signs = {(0, 1): 1, (0, 2): -1, (1, 2): -1, (0, 3): -1, (1, 3): 1, (2, 3): 1}
    graph.add_weighted_edges_from([(*pair, sign) for pair, sign in signs.items()], weight="sign")
    products = [signs[a, b] * signs[a, c] * signs[b, c] for a, b, c in combinations(range(4), 3)]
    assert balance(graph, null=0).facts["degree_of_balance"] == products.count(1) / 4
    graph.remove_nodes_from([2, 3])
    assert balance(graph).facts["degree_of_balance"] is None and balance(graph).facts["z"] is None


@pytest.mark.parametrize(("friends", "foes", "sign"), [(2, 1, 1), (1, 1, None), (1, 2, -1), (3, 2, None)])
def test_a_pair_has_a_sign_only_where_one_side_weighs_twice_the_other(
    friends: int, foes: int, sign: int | None
) -> None:
    claims = [f"a supports b 2021-01-0{i + 1}" for i in range(friends)]
    claims += [f"a criticises b 2021-02-0{i + 1}" for i in range(foes)]
    claims += ["c supports d 2021-01-01"]
    found = balance(lkg.network(graph_of(*claims)))
    assert found.facts["mixed"] == (sign is None)
    assert (found.facts["cooperative"], found.facts["in_conflict"]) == (1 + (sign == 1), int(sign == -1))


# paths: voices stand or fall once


def test_the_joint_probability_is_the_sum_over_all_cases_of_the_voices() -> None:
    levels = {"A1": 0.9, "B1": 0.6, "C1": 0.3}
    sources = {"s": {"reliability": "B"}, "t": {"reliability": "C"}, "sa": {"origin": "s"}}
    graph = graph_of(
        "a supports b 2021-01-01 source=s", "a supports b 2021-01-01 source=t", "b supports c 2021-01-01 source=sa",
        "c supports d 2021-01-01 source=t", "c supports d 2021-01-01 source=s",
        sources=sources, ratings=levels,
    )  # fmt: skip
    grid = (np.arange(1000) + 0.5) / 1000
    s, t = np.meshgrid(grid, grid)
    expected = (((s < 0.6) | (t < 0.3)) & (s < 0.9) & ((t < 0.3) | (s < 0.6))).mean()
    assert lkg.paths(lkg.network(graph), "a", "d")[0].probability == pytest.approx(expected, abs=1e-3)


def test_a_path_holds_when_all_its_states_do_and_events_do_not_enter() -> None:
    graph = graph_of(
        "a sanctions b 2020/2022-06-30", "b sanctions c 2022-02-01/2023", "c supports d 2010-01-01",
        "d supports e 2010-01-01", "e supports f 2010-01-01",
    )  # fmt: skip
    net = lkg.network(graph)
    assert lkg.paths(net, "a", "d")[0].holds == (("2022-02-01", "2022-06-30"),)
    assert lkg.paths(net, "d", "f")[0].holds is None


def test_states_that_never_hold_at_once_give_an_empty_list() -> None:
    net = lkg.network(graph_of("a sanctions b 2020-01-01/2020-06-30", "b sanctions c 2021-01-01/2021-06-30"))
    assert lkg.paths(net, "a", "c")[0].holds == ()


def test_two_may_share_a_body_only_at_the_end_of_a_path() -> None:
    graph = graph_of("a memberOf o 2000/..", "b memberOf o 2000/..", actors={"o": "InternationalOrganization"})
    net = lkg.network(graph)
    assert lkg.paths(net, "a", "o")[0].actors == ("a", "o")
    with pytest.raises(lkg.errors.NoPath):
        lkg.paths(net, "a", "b")


# projection: 1 / (k − 1)


def test_sharing_a_body_of_k_counts_1_by_k_less_1() -> None:
    graph = graph_of(
        *(f"{who} memberOf o 2000/.." for who in "abcd"), *(f"{who} memberOf n 2000/.." for who in "ab"),
        actors={"o": "InternationalOrganization", "n": "InternationalOrganization"},
    )  # fmt: skip
    found = project(lkg.network(graph))
    assert found["a"]["b"]["weight"] == pytest.approx(1 / 3 + 1) and found["c"]["d"]["weight"] == pytest.approx(1 / 3)


# time


def test_a_window_of_a_trajectory_is_the_ranking_of_its_last_day() -> None:
    graph = graph_of(*LINES, ratings={"A1": 0.7})
    found = trajectory(graph, "degree", since="2020", until="2022", draws=100, rarefy=False)
    ranking = lkg.rank(lkg.network(graph, at="2021-12-31"), "degree", draws=100)
    window = {row["actor"]: row for row in found if row["day"] == "2021-12-31"}
    for row in ranking:
        mine = window[row.actor]
        assert (mine["rank"], mine["rank_low"], mine["rank_high"]) == (row.rank, row.rank_low, row.rank_high)
        assert mine["value"] == pytest.approx(row.value)


def test_a_window_of_29_claims_is_thin_and_one_of_30_is_not() -> None:
    claims = [f"a supports b{i} 2020-01-01" for i in range(29)]
    thin = [
        trajectory(graph_of(*claims, *more), "degree", since="2020", until="2020", draws=5).windows[0].thin
        for more in ((), ("a supports c 2020-01-01",))
    ]
    assert thin == [True, False]


def test_every_change_names_claims_of_one_day_that_are_not_of_the_other() -> None:
    graph = graph_of("a sanctions b 2020-01-01/2020-12-31", "b supports c 2022-01-01", "a supports c 2020-01-01")
    early, late = (set(lkg.network(graph, at=day).claims) for day in ("2020-06-30", "2022-06-30"))
    found = changes(graph, since="2020-06-30", until="2022-06-30", focus=["a", "b", "c"], by="degree", draws=50)
    assert found.of("path")
    for row in found:
        assert set(row["new"]) <= late - early and set(row["gone"]) <= early - late


# kept findings and commands


def test_what_is_kept_says_in_sparql_what_the_json_says() -> None:
    graph = graph_of(*LINES)
    found = why(lkg.network(graph), "b", "degree")
    graph.keep(found, "why-b")
    answer = graph.query(
        "SELECT ?to ?w { GRAPH result:why-b { ?r column:to ?to ; column:without ?w } } ORDER BY ?to ?w"
    )
    assert [row["w"] for row in answer.values()] == [row["without"] for row in sorted(found, key=lambda r: r["to"])]
    (receipt,) = graph.store.quads(predicate=LKG.receipt, graph=kept.graph_name("why-b"))
    assert json.loads(value(receipt.object)) == found.to_dict()["receipt"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["balance", "--every", "year", "--since", "2021", "--until", "2022", "--at", "2021"], 2),
        (["rank", "--sign", "-", "--at", "2022"], 2),
        (["balance", "--sign", "0", "--at", "2022-07-01"], 1),
    ],
)
def test_misuse_is_one_message_and_code_2_and_an_empty_finding_one_and_code_1(
    words: list[str], code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["lkg", *words])
    with pytest.raises(SystemExit) as done:
        main()
    printed = capsys.readouterr()
    assert done.value.code == code and not printed.out
    assert printed.err.startswith("lkg: ") and printed.err.count("\n") == 1


def test_the_same_bytes_whatever_the_hash_seed_and_the_number_of_threads(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["rank", "--by", "degree", "--at", "2022-07-01", "--draws", "9", "--format", "json"]
    monkeypatch.setattr(sys, "argv", ["lkg", *words])
    with pytest.raises(SystemExit):
        main()
    here = capsys.readouterr().out
    other = os.environ | {"PYTHONHASHSEED": "7", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "lkg", *words]
    assert subprocess.run(command, capture_output=True, text=True, check=True, env=other).stdout == here
    assert "NaN" not in here and json.loads(here)["receipt"]["seed"] == 1
