"""Brokerage roles by hand, by brute force and against chance; structural holes against networkx."""

import itertools
import json
import math
from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import lkg
from conftest import graph_of
from lkg.analysis.groups import roles
from lkg.analysis.groups.between import between
from lkg.analysis.groups.brokerage import KEYS, brokerage
from lkg.analysis.groups.holes import HOLES, holes
from lkg.analysis.groups.roles import ROLES
from lkg.analysis.results import Result
from lkg.cli import groups
from lkg.cli.app import app
from lkg.errors import EmptyNetwork, InvalidMeasure, Misuse, UnknownActor
from lkg.graphs import Graph


def by_hand(graph: nx.DiGraph, group: Mapping[object, str]) -> dict[object, dict[str, int]]:
    """The definition, word by word: three loops over all nodes."""
    found = {v: dict.fromkeys(ROLES, 0) for v in graph}
    for a, v, b in itertools.permutations(graph, 3):
        if graph.has_edge(a, v) and graph.has_edge(v, b) and not graph.has_edge(a, b):
            found[v][role(group[a], group[v], group[b])] += 1
    return found


def role(a: str, v: str, b: str) -> str:
    if a == v == b:
        return "coordinator"
    if a == b:
        return "itinerant"
    if v == b:
        return "gatekeeper"
    return "representative" if a == v else "liaison"


def row(found: Result, actor: object) -> Mapping[str, object]:
    return next(each for each in found if each["actor"] == actor)


def roles_of(found: Result, actor: object) -> dict[str, object]:
    return {name: row(found, actor)[name] for name in ROLES if row(found, actor)[name]}


# One triad at a time


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ("www", "coordinator"),
        ("wew", "itinerant"),
        ("wee", "gatekeeper"),
        ("wwe", "representative"),
        ("wes", "liaison"),
    ],
)
def test_a_broker_s_role_follows_from_the_three_groups(groups: str, said: str) -> None:
    graph = nx.DiGraph([("a", "v"), ("v", "b")])
    found = brokerage(graph, dict(zip("avb", groups, strict=True)), null="sna")
    assert roles_of(found, "v") == {said: 1}
    assert (row(found, "v")["total"], row(found, "a")["total"]) == (1, 0)


def test_who_have_a_tie_need_no_broker_and_nobody_is_linked_with_himself() -> None:
    everyone = dict.fromkeys("avb", "w")
    closed = nx.DiGraph([("a", "v"), ("v", "b"), ("a", "b")])
    assert brokerage(closed, everyone, null="sna").facts["triads"] == 0
    returned = nx.DiGraph([("a", "v"), ("v", "a"), ("b", "a")])
    assert roles_of(brokerage(returned, everyone, null="sna"), "a") == {"coordinator": 1}
    other_way = nx.DiGraph([("a", "v"), ("v", "b"), ("b", "a")])
    assert brokerage(other_way, everyone, null="sna").facts["triads"] == 3


def test_a_tie_that_is_symmetric_carries_both_ways_and_an_act_one_way() -> None:
    kinds = {"v": "GovernmentBody"}
    acts = lkg.network(graph_of("a supports v 2022", "v supports b 2022", actors=kinds))
    assert brokerage(acts, "kind", null="sna").facts["triads"] == 1
    partners = lkg.network(graph_of("a alliedWith v 2022", "v alliedWith b 2022", actors=kinds))
    found = brokerage(partners, "kind", null="sna")
    assert roles_of(found, "v") == {"itinerant": 2}


# Brute force


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.integers(3, 9), st.floats(0.1, 0.9), st.integers(0, 10_000), st.integers(1, 4))
def test_the_counts_are_those_of_three_loops(n: int, p: float, seed: int, kinds: int) -> None:
    graph = nx.gnp_random_graph(n, p, seed=seed, directed=True)
    group = {node: "abcd"[(node * 7 + seed) % kinds] for node in graph}
    found = brokerage(graph, group, null="sna")
    assert {each["actor"]: {name: each[name] for name in ROLES} for each in found} == by_hand(graph, group)


def moments(labels: Sequence[int], density: float) -> tuple[np.ndarray, np.ndarray]:
    """Mean and sd of the roles over every digraph on four nodes, each with its probability."""
    n = len(labels)
    cells = [(i, j) for i in range(n) for j in range(n) if i != j]
    bits = (np.arange(2 ** len(cells))[:, None] >> np.arange(len(cells))) & 1
    ties = np.zeros((len(bits), n, n))
    for k, (i, j) in enumerate(cells):
        ties[:, i, j] = bits[:, k]
    chance = density ** bits.sum(axis=1) * (1 - density) ** (len(cells) - bits.sum(axis=1))
    count = np.zeros((len(bits), n, len(KEYS)))
    for a, v, b in itertools.permutations(range(n), 3):
        there = ties[:, a, v] * ties[:, v, b] * (1 - ties[:, a, b])
        name = role(*(str(labels[i]) for i in (a, v, b)))
        count[:, v, list(KEYS).index(name)] += there
        count[:, v, -1] += there
    mean = np.einsum("g,gvr->vr", chance, count)
    return mean, np.sqrt(np.maximum(np.einsum("g,gvr->vr", chance, count**2) - mean**2, 0))


@pytest.mark.parametrize("labels", [(0, 0, 0, 0), (0, 0, 0, 1), (0, 0, 1, 1), (0, 0, 1, 2), (0, 1, 2, 3)])
@pytest.mark.parametrize("density", [0.2, 0.5, 0.8])
def test_the_closed_form_is_that_of_every_digraph_on_four_nodes(labels: tuple[int, ...], density: float) -> None:
    found = roles.closed_form(np.array(labels), density)
    mean, sd = moments(labels, density)
    np.testing.assert_allclose(found.mean, mean, atol=1e-12)
    np.testing.assert_allclose(found.sd, sd, atol=1e-7)


def test_the_closed_form_holds_on_a_larger_random_graph() -> None:
    labels, dice = np.repeat([0, 1, 2], [8, 6, 4]), np.random.default_rng(5)
    drawn = []
    for _ in range(400):
        graph = nx.from_numpy_array((dice.random((18, 18)) < 0.2) & ~np.eye(18, dtype=bool), create_using=nx.DiGraph)
        drawn.append(roles.with_total(roles.triads(graph).counts(labels)))
    expected = roles.closed_form(labels, 0.2)
    np.testing.assert_allclose(np.mean(drawn, axis=0), expected.mean, atol=4 * expected.sd.max() / math.sqrt(400))
    for group in range(3):
        # actors of one group are alike, so that their variances may be taken together
        ratio = np.var(drawn, axis=0)[labels == group].mean(axis=0) / expected.sd[labels == group][0] ** 2
        np.testing.assert_allclose(ratio, 1, atol=0.12)


def test_permuting_comes_near_the_mean_over_all_orders_of_the_labels() -> None:
    graph = nx.gnp_random_graph(6, 0.4, seed=2, directed=True)
    labels, found = np.array([0, 0, 0, 1, 1, 2]), roles.triads(graph)
    every = np.array([found.counts(np.array(order)) for order in itertools.permutations(labels)])
    expected = roles.permuted(found, labels, draws=4000, seed=1)
    np.testing.assert_allclose(expected.mean[:, :5], every.mean(axis=0), atol=0.1)
    np.testing.assert_allclose(expected.sd[:, :5], every.std(axis=0), atol=0.1)
    np.testing.assert_allclose(expected.mean_all[:5], every.sum(axis=1).mean(axis=0), atol=0.25)


def test_the_total_does_not_depend_on_groups() -> None:
    found = brokerage(nx.gnp_random_graph(20, 0.3, seed=1, directed=True), {n: "ab"[n % 2] for n in range(20)})
    assert all(each["total_sd"] == 0 and each["total_z"] is None for each in found)


def test_groups_dealt_out_at_random_are_not_told_from_chance() -> None:
    dice = np.random.default_rng(3)
    graph = nx.gnp_random_graph(60, 0.1, seed=4, directed=True)
    group = {node: "abc"[dice.integers(3)] for node in graph}
    z = [each[f"{name}_z"] for each in brokerage(graph, group) for name in ROLES]
    known = np.array([value for value in z if value is not None])
    assert len(known) > 150
    assert (abs(known.mean()) < 0.2, 0.8 < known.std() < 1.2) == (True, True)


def test_a_broker_between_two_camps_stands_out() -> None:
    graph = nx.DiGraph()
    graph.add_edges_from((f"w{i}", "v") for i in range(8))
    graph.add_edges_from(("v", f"e{i}") for i in range(8))
    graph.add_edges_from((f"w{i}", f"w{(i + 1) % 8}") for i in range(8))
    graph.add_edges_from((f"e{i}", f"e{(i + 1) % 8}") for i in range(8))
    found = brokerage(graph, {node: node[0] for node in graph})
    assert found.rows[0]["actor"] == "v"
    assert found.rows[0]["liaison"] == 64
    z = found.rows[0]["liaison_z"]
    assert isinstance(z, float)
    assert z > 3


def test_no_z_is_given_where_fewer_than_five_are_expected() -> None:
    found = brokerage(nx.gnp_random_graph(30, 0.15, seed=7, directed=True), {n: "ab"[n % 2] for n in range(30)})
    for each in found:
        for name in ROLES:
            assert (each[f"{name}_z"] is None) == (each[f"{name}_expected"] < 5)


def test_the_same_seed_gives_the_same_result_and_another_one_another() -> None:
    graph, group = nx.gnp_random_graph(15, 0.3, seed=1, directed=True), {n: "ab"[n % 2] for n in range(15)}
    assert brokerage(graph, group).rows == brokerage(graph, group).rows
    assert brokerage(graph, group).rows != brokerage(graph, group, seed=2).rows


# What is refused


def test_brokerage_is_refused_on_conflict_alone_and_where_nobody_is_left(bundled: Graph) -> None:
    with pytest.raises(InvalidMeasure, match="conflict alone"):
        brokerage(lkg.network(bundled, at="2022-07-01", sign=["-"]), "kind")
    with pytest.raises(EmptyNetwork):
        brokerage(nx.DiGraph(), {})
    with pytest.raises(EmptyNetwork, match="brokerage needs three"):
        brokerage(nx.DiGraph([("a", "b"), ("b", "c")]), {"a": "w"}, unplaced="drop")
    with pytest.raises(Misuse, match="permute or sna"):
        brokerage(nx.DiGraph([("a", "b")]), {"a": "w"}, null="bernoulli")


# The bundled graph


def test_hostile_pairs_are_counted_apart_from_friendly_ones() -> None:
    net = lkg.network(graph_of("a supports v 2022", "v supports b 2022", "c accuses v 2022"))
    found = brokerage(net, {"a": "w", "b": "e", "v": "x", "c": "y"}, null="sna")
    assert (row(found, "v")["total"], row(found, "v")["friendly"]) == (2, 1)
    assert any("1 of 2 triads" in note for note in found.notes)


def test_the_ego_and_its_side_are_marked(bundled: Graph) -> None:
    found = brokerage(lkg.network(bundled, at="2022-07-01"), "kind", draws=20)
    marked = {each["actor"] for each in found if each["ego"]}
    assert {"lithuania", "lt-mfa"} <= marked
    assert not marked & {"china", "taiwan", "eu"}
    assert any("Lithuania and its side are marked" in note for note in found.notes)
    assert json.dumps(found.to_dict())


def test_the_dispute_over_the_taiwanese_office_names_who_stands_between_blocs(bundled: Graph) -> None:
    net = lkg.network(bundled, "taiwan-dispute")
    found = brokerage(net, "bloc", unplaced="drop", draws=200)
    assert [each["actor"] for each in found][:2] == ["china", "eu"]
    assert found.receipt is not None
    assert found.receipt.to_dict()["parameters"]["by"] == "bloc"
    assert "on contact, 2020-12-11 to 2025-12-31" in found.title


# Between which groups


def test_between_names_the_groups_the_paths_and_their_claims() -> None:
    net = lkg.network(graph_of("a supports v 2022", "v aids b 2022", "v accuses c 2022"))
    found = between(net, {"a": "west", "v": "south", "b": "east", "c": "west"})
    assert [(r["actor"], r["group_from"], r["group_to"], r["role"], r["count"]) for r in found] == [
        ("v", "west", "east", "liaison", 1)
    ]
    assert (found.rows[0]["paths"], found.rows[0]["claims"]) == ("a +→ [C1] v +→ [C2] b", ["C1", "C2"])


def test_between_counts_what_the_roles_count(bundled: Graph) -> None:
    net = lkg.network(bundled, "taiwan-dispute")
    counted = brokerage(net, "bloc", unplaced="drop", null="sna")
    china = between(net, "bloc", actor="China", unplaced="drop")
    for name in ("gatekeeper", "representative", "liaison"):
        assert sum(each["count"] for each in china if each["role"] == name) == row(counted, "china")[name]
    assert {each["actor"] for each in china} == {"china"}
    assert all(claim in net.claims for each in china for claim in each["claims"])
    with pytest.raises(UnknownActor):
        between(net, "bloc", actor="Chima", unplaced="drop")


# Structural holes


@settings(derandomize=True, deadline=None, max_examples=30)
@given(st.integers(2, 12), st.floats(0.1, 0.9), st.integers(0, 10_000))
def test_constraint_and_effective_size_are_those_of_networkx(n: int, p: float, seed: int) -> None:
    graph = nx.gnp_random_graph(n, p, seed=seed)
    found = holes(graph)
    expected = {"constraint": nx.constraint(graph), "effective_size": nx.effective_size(graph)}
    for name, values in expected.items():
        for node, value in values.items():
            assert found[node][name] == (None if math.isnan(value) else pytest.approx(value))


def test_who_has_no_contact_has_no_holes() -> None:
    assert holes(nx.empty_graph(1))[0] == dict.fromkeys(HOLES)
    assert holes(nx.path_graph(2))[0] == {
        "constraint": 1.0, "effective_size": 1.0, "efficiency": 1.0, "hierarchy": None,
    }  # fmt: skip


def test_hierarchy_is_high_where_one_contact_constrains_alone() -> None:
    spokes = nx.Graph([("i", x) for x in "qabcd"] + [("q", x) for x in "abcd"])
    even = nx.complete_graph(6)
    assert holes(even)[0]["hierarchy"] == pytest.approx(0)
    # c_q = (1/5 + 4·(1/5)(1/2))² = 0.36, c_x = (1/5 + (1/5)(1/5))² = 0.0576 for the four others
    total, n = 0.36 + 4 * 0.0576, 5
    share = [0.36 * n / total, *[0.0576 * n / total] * 4]
    by_hand_ = sum(r * math.log(r) for r in share) / (n * math.log(n))
    assert holes(spokes)["i"]["hierarchy"] == pytest.approx(by_hand_)
    assert holes(spokes)["i"]["constraint"] == pytest.approx(total)


# On the command line


def call(*words: str) -> str:
    assert groups.__doc__  # its import adds the commands
    done = CliRunner().invoke(app, [*words])
    if done.exception is not None:
        raise done.exception
    return done.stdout


def test_the_command_shows_roles_pairs_and_communities() -> None:
    lens = ("--lens", "taiwan-dispute", "--unplaced", "drop")
    found = json.loads(call("brokerage", *lens, "--format", "json", "--top", "1", "--draws", "50"))
    assert [each["actor"] for each in found["rows"]] == ["china"]
    assert found["receipt"]["parameters"]["draws"] == 50
    pairs = json.loads(call("brokerage", *lens, "--pairs", "--of", "EU", "--format", "json"))
    assert {each["actor"] for each in pairs["rows"]} == {"eu"}
    table = call("communities", "--at", "2022-07-01", "--format", "table", "--null", "0", "--runs", "2")
    assert "Communities on cooperation, 2022-07-01" in table


def test_the_command_names_what_is_missing() -> None:
    with pytest.raises(InvalidMeasure, match="--unplaced drop"):
        call("brokerage", "--lens", "taiwan-dispute")
    with pytest.raises(Misuse, match="--of goes with --pairs"):
        call("brokerage", "--lens", "taiwan-dispute", "--of", "EU")
