"""Structural balance: triads, camps and their words, and the claims that turned a triad."""

from __future__ import annotations

import csv
import json
import lzma
import sys
from pathlib import Path

import networkx as nx
import pytest

import lkg
from conftest import graph_of
from lkg.analysis.balance.balance import Balance, balance, signed_pairs
from lkg.analysis.balance.triads import by_chance, census, triads
from lkg.analysis.balance.windows import balance_over_time
from lkg.cli import balance as command
from lkg.cli import main
from lkg.errors import EmptyNetwork, InvalidMeasure, Misuse
from lkg.graphs import Graph
from lkg.networks import network


def stranger(*ties: tuple[str, str, int]) -> nx.Graph:
    graph = nx.Graph()
    graph.add_weighted_edges_from(ties, weight="sign")
    return graph


def quarrel() -> Graph:
    """Two friends and a foe, until the friends fall out in 2022."""
    return graph_of(
        "aland alliedWith borduria 2020-01-01/2021-12-31",
        "borduria sanctions syldavia 2020-01-01/..",
        "aland sanctions syldavia 2020-01-01/..",
        "aland sanctions borduria 2022-02-01/..",
    )


def notes(found: Balance) -> str:
    return "\n".join(found.notes)


def test_a_foe_of_both_friends_is_balanced() -> None:
    found = balance(stranger(("a", "b", 1), ("b", "c", -1), ("a", "c", -1)))
    assert found.facts["degree_of_balance"] == 1
    assert found.facts["triads"] == {"+++": 0, "++-": 0, "+--": 1, "---": 0}
    assert [(row["actor"], row["camp"]) for row in found] == [("a", 1), ("b", 1), ("c", 2)]


def test_without_triads_the_degree_of_balance_is_null_and_not_one() -> None:
    found = balance(stranger(("a", "b", 1), ("b", "c", -1)))
    assert found.facts["degree_of_balance"] is None and found.facts["z"] is None
    assert "no degree of balance" in notes(found)


def test_three_foes_are_unbalanced_for_two_camps_and_not_for_three() -> None:
    found = balance(stranger(("a", "b", -1), ("b", "c", -1), ("a", "c", -1)), camps=3)
    assert found.facts["frustration"] == 1
    assert found.facts["weak"][3] == 0
    assert {row["weak_camp"] for row in found} == {1, 2, 3}
    assert [row["camp"] for row in found].count(None) == 2
    assert "heuristic, an upper bound" in notes(found)


def test_the_anchor_chosen_is_in_the_first_camp() -> None:
    found = balance(stranger(("a", "b", 1), ("b", "c", -1), ("a", "c", -1)), anchor="c")
    assert {row["actor"]: row["camp"] for row in found} == {"a": 2, "b": 2, "c": 1}


def test_the_pairs_against_the_camps_are_listed() -> None:
    found = balance(stranger(("a", "b", 1), ("b", "c", 1), ("a", "c", -1), ("a", "d", 1), ("d", "c", 1)))
    assert [(each["a"], each["b"], each["sign"], each["in_every_split"]) for each in found.frustrated] == [
        ("a", "c", -1, True)
    ]
    assert {row["actor"]: row["frustrated"] for row in found} == {"a": 1, "b": 0, "c": 1, "d": 0}


def test_mixed_and_neutral_pairs_are_counted_and_left_out() -> None:
    graph = nx.MultiGraph()
    graph.add_edges_from([("a", "b", {"sign": 1}), ("a", "b", {"sign": -1})])
    graph.add_edges_from([("b", "c", {"sign": 0}), ("a", "c", {"sign": 1})])
    found = balance(graph)
    assert (found.facts["pairs"], found.facts["mixed"], found.facts["neutral"]) == (1, 1, 1)
    assert "1 mixed and 1 neutral pairs left out" in notes(found)


def test_the_weight_of_ties_counts_where_asked() -> None:
    graph = nx.Graph()
    graph.add_edge("a", "b", sign=1, weight=5)
    graph.add_edge("b", "c", sign=1, weight=2)
    graph.add_edge("a", "c", sign=-1, weight=3)
    assert balance(graph, weighted=True).facts["frustration"] == 2
    assert balance(graph, weighted=True).facts["frustration_share"] == pytest.approx(0.2)
    assert balance(graph).facts["frustration"] == 1


def test_a_directed_multigraph_is_taken_as_pairs() -> None:
    graph = nx.MultiDiGraph()
    graph.add_edges_from([("a", "b", {"sign": 1}), ("b", "a", {"sign": 1}), ("b", "b", {"sign": -1})])
    pairs, _ = signed_pairs(graph)
    assert list(pairs.edges(data="sign")) == [("a", "b", 1)]


def test_a_graph_without_signs_is_refused() -> None:
    with pytest.raises(InvalidMeasure, match="attribute `sign`"):
        balance(nx.path_graph(3))


def test_negative_weights_are_refused() -> None:
    graph = nx.Graph()
    graph.add_edge("a", "b", sign=1, weight=-2)
    with pytest.raises(InvalidMeasure, match="negative weight"):
        balance(graph)


def test_one_tie_without_a_sign_is_named_and_not_guessed() -> None:
    graph = stranger(("a", "b", 1))
    graph.add_edge("b", "c", sign="+")
    with pytest.raises(InvalidMeasure, match="b – c"):
        balance(graph)


def test_a_tie_that_weighs_nothing_is_neutral() -> None:
    graph = stranger(("a", "b", 1), ("b", "c", 1))
    graph.edges["b", "c"]["weight"] = 0.0
    found = balance(graph, weighted=True)
    assert [row["actor"] for row in found] == ["a", "b"] and found.facts["neutral"] == 1


def test_beyond_the_time_the_words_say_that_a_bound_is_given() -> None:
    graph = nx.complete_graph(60)
    for a, b, facts in graph.edges(data=True):
        facts["sign"] = 1 if (a * 7 + b * b * 5) % 3 else -1
    found = balance(graph, limit=0.1, null=0)
    assert not found.facts["proved"] and found.facts["lower"] < found.facts["upper"]
    assert "a bound is given" in notes(found)


def test_nothing_signed_is_said_to_be_empty() -> None:
    with pytest.raises(EmptyNetwork, match="No pair"):
        balance(stranger(("a", "b", 0)))


@pytest.mark.parametrize("options", [{"camps": 9}, {"null": -1}, {"limit": 0}, {"anchor": "z"}])
def test_options_that_make_no_sense_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(Misuse):
        balance(stranger(("a", "b", 1)), **options)  # type: ignore[arg-type]


def test_chance_keeps_the_ties_and_their_signs() -> None:
    every = stranger(*((str(a), str(b), 1) for a in range(5) for b in range(a)))
    same = by_chance(every, draws=20, seed=1)
    assert same is not None and (same.expected, same.sd, same.z) == (1, 0, None)


def test_chance_expects_what_counting_expects() -> None:
    graph = nx.complete_graph(12)
    for i, (_, _, facts) in enumerate(graph.edges(data=True)):
        facts["sign"] = -1 if i < 22 else 1
    # a triad is balanced if none or two of its three ties are among 22 conflicts of 66
    expected = (44 * 43 * 42 + 3 * 22 * 21 * 44) / (66 * 65 * 64)
    found = by_chance(graph, draws=2000, seed=1)
    assert found is not None and found.expected == pytest.approx(expected, abs=3 * found.sd / 2000**0.5)


def test_the_same_seed_gives_the_same_numbers_in_any_order_of_ties() -> None:
    ties = [(a, b, -1 if (ord(a) * ord(b)) % 3 else 1) for a in "abcdefg" for b in "abcdefg" if a < b]
    assert balance(stranger(*ties)).to_dict() == balance(stranger(*reversed(ties))).to_dict()


def test_sixteen_tribes_as_published(truths: Path) -> None:
    with lzma.open(truths / "data" / "signed_tribes.csv.xz", "rt", encoding="utf-8") as lines:
        graph = stranger(*((row["a"], row["b"], int(row["sign"])) for row in csv.DictReader(lines)))
    assert census(graph).counts == (19, 2, 40, 7)
    found = balance(graph)
    assert (found.facts["all_triads"], found.facts["balanced"], found.facts["frustration"]) == (68, 59, 7)
    assert found.facts["proved"] and found.facts["z"] > 3
    assert len(found.frustrated) == 7


def test_triads_are_those_that_networkx_counts() -> None:
    graph = nx.gnp_random_graph(30, 0.3, seed=2)
    assert len({frozenset(triad) for triad in triads(graph)}) == sum(nx.triangles(graph).values()) // 3


def test_a_network_names_the_claims_of_the_pairs_against_the_camps() -> None:
    graph = graph_of(
        "aland alliedWith borduria 2020-01-01/..",
        "borduria alliedWith syldavia 2020-01-01/..",
        "aland alliedWith cagliostro 2020-01-01/..",
        "cagliostro alliedWith syldavia 2020-01-01/..",
        "aland sanctions syldavia 2020-01-01/..",
    )
    found = balance(network(graph, at="2021-01-01"))
    assert [each["claims"] for each in found.frustrated] == [["C5"]]
    assert "aland − syldavia [C5]" in notes(found)
    assert found.receipt is not None and found.receipt.parameters["anchor"] == "aland"


def test_where_most_triads_run_through_the_ego_it_is_one_sentence() -> None:
    graph = graph_of(
        "aland alliedWith borduria 2020-01-01/..",
        "borduria sanctions syldavia 2020-01-01/..",
        "aland sanctions syldavia 2020-01-01/..",
        ego="aland",
    )
    found = balance(network(graph, at="2021-01-01"))
    assert (found.facts["ego"], found.facts["triads_through_ego"]) == ("aland", 1)
    assert "1 of 1 triads run through aland" in notes(found) and "one sentence and no story" in notes(found)


def test_the_bundled_graph_warns_of_its_ego(bundled: Graph) -> None:
    found = balance(network(bundled, at="2022-07-01"))
    assert found.facts["proved"]
    assert found.facts["triads_through_ego"] * 2 > found.facts["all_triads"] > 0
    assert "around which the claims were collected" in notes(found)


def test_a_triad_that_turned_is_traced_to_its_claims() -> None:
    found = balance_over_time(quarrel(), since="2020", until="2022")
    assert [(row["day"], row["triads"], row["balanced"], row["turned"]) for row in found] == [
        ("2020-12-31", 1, 1, 0),
        ("2021-12-31", 1, 1, 0),
        ("2022-12-31", 1, 0, 1),
    ]
    (flip,) = found.flips
    assert (flip["kind"], flip["was"], flip["now"]) == ("turned unbalanced", "+--", "---")
    assert [(pair["a"], pair["b"], pair["new"], pair["gone"]) for pair in flip["pairs"]] == [
        ("aland", "borduria", ["C4"], ["C1"])
    ]


def test_a_triad_appears_with_its_last_side_and_vanishes_with_its_first() -> None:
    graph = graph_of(
        "aland alliedWith borduria 2020-01-01/..",
        "borduria sanctions syldavia 2021-01-01/2021-12-31",
        "aland sanctions syldavia 2020-01-01/..",
    )
    found = balance_over_time(graph, since="2020", until="2022")
    assert [(row["appeared"], row["vanished"]) for row in found] == [(0, 0), (1, 0), (0, 1)]
    assert [flip["pairs"][0]["was"] for flip in found.flips] == ["no tie", "−"]
    assert [row["degree_of_balance"] for row in found] == [None, 1, None]


def test_windows_with_few_claims_are_thin() -> None:
    found = balance_over_time(quarrel(), since="2020", until="2020")
    assert [(row["claims"], row["thin"]) for row in found] == [(3, True)]
    assert any(note.startswith("Thin") for note in found.notes)


def test_a_window_without_signed_ties_is_a_row_and_no_error() -> None:
    found = balance_over_time(quarrel(), since="2001", until="2001")
    assert [(row["pairs"], row["frustration"], row["degree_of_balance"]) for row in found] == [(0, 0, None)]


def test_a_series_has_its_own_days() -> None:
    with pytest.raises(Misuse, match="own days"):
        balance_over_time(quarrel(), since="2020", until="2021", at="2020-01-01")


def test_the_command_prints_rows_facts_and_the_receipt(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.balance is not None
    monkeypatch.setattr(sys, "argv", ["lkg", "balance", "--at", "2022-07-01", "--format", "json"])
    with pytest.raises(SystemExit):
        main()
    found = json.loads(capsys.readouterr().out)
    assert found["facts"]["proved"] and found["receipt"]["finding"] == "balance"
    assert {"actor", "camp", "degree", "frustrated"} <= found["rows"][0].keys()


def test_a_series_without_dates_takes_the_last_years_in_which_claims_begin() -> None:
    found = balance_over_time(lkg.open(), every="year", limit=5)
    assert [row["day"][:4] for row in found.rows] == [str(year) for year in range(2018, 2026)]
