"""A referee's tests of how sure a number is: draws, intervals, the ego, and the lens fields that weigh evidence.

Written from the law alone (sections 1, 2, 3, 5 and 7 of the semantics), each against something worked out by hand.
"""

from __future__ import annotations

import json
import math
from itertools import permutations
from typing import Any

import networkx as nx
import numpy as np
import pytest
from scipy.stats import multivariate_normal, norm

import lkg
from conftest import UNCITED, graph_of, ties
from lkg.analysis.doubts.robustness import Grid, robust
from lkg.analysis.doubts.worldviews import worldviews
from lkg.analysis.ranks.draws import Draws, draw
from lkg.analysis.ranks.measures import MEASURES
from lkg.analysis.ranks.simple import simple
from lkg.analysis.ranks.versions import Versions

HALF = {"A1": 0.5}
TRIES = 20_000
NEAR = 4 * math.sqrt(0.25 / TRIES)
"""four standard errors of a share, at the most"""


def shares(net: lkg.networks.Network) -> dict[str, float]:
    """How often every claim holds in the draws."""
    drawn = draw(net, TRIES)
    return dict(zip(drawn.claims, drawn.holds.mean(axis=0).tolist(), strict=True))


def tied(net: lkg.networks.Network) -> float:
    """How often the one pair of a network has a tie in the draws."""
    (share,) = Versions(draw(net, TRIES), tuple(net.actors)).present().mean(axis=0)
    return float(share)


# evidence: (i) of the evidence interval, exact marginals of claims and ties, one voice leaning together


@pytest.mark.parametrize("p", [0.05, 0.5, 0.95])
def test_a_claim_holds_as_often_as_its_probability(p: float) -> None:
    net = lkg.network(graph_of("a supports b 2021-01-01", ratings={"A1": p}))
    assert shares(net)["C1"] == pytest.approx(p, abs=NEAR)


def test_what_cannot_be_judged_holds_in_half_of_the_draws_and_what_is_improbable_in_none() -> None:
    graph = graph_of("a supports b 2021-01-01 credibility=6", "b supports c 2021-01-01 credibility=5")
    found = shares(lkg.network(graph, min_credibility=6))
    assert found["C1"] == pytest.approx(0.5, abs=NEAR) and found["C2"] == 0


def test_two_voices_make_a_tie_as_often_as_1_less_the_product_of_their_doubts() -> None:
    graph = graph_of(
        "a supports b 2021-01-01 source=s", "a supports b 2021-02-01 source=t", sources={"s": {}, "t": {}}, ratings=HALF
    )
    assert tied(lkg.network(graph)) == pytest.approx(0.75, abs=NEAR)


def test_reprints_under_other_words_of_the_same_pair_make_it_no_surer() -> None:
    graph = graph_of("a supports b 2021-01-01", "b criticises a 2021-02-01", "a supports b 2021-03-01", ratings=HALF)
    assert tied(lkg.network(graph)) == pytest.approx(0.5, abs=NEAR)


def test_claims_of_one_voice_on_two_pairs_hold_together_as_two_normals_of_correlation_0_3() -> None:
    drawn = draw(lkg.network(graph_of("a supports b 2021-01-01", "c supports d 2021-01-01", ratings=HALF)), TRIES)
    both = multivariate_normal(cov=[[1, 0.3], [0.3, 1]]).cdf([norm.ppf(0.5)] * 2)
    assert drawn.holds.all(axis=1).mean() == pytest.approx(both, abs=NEAR)


def test_claims_of_two_voices_are_independent_though_both_speak_of_one_pair() -> None:
    graph = graph_of("a supports b 2021-01-01 source=s", "a supports b 2021-02-01 source=t", ratings=HALF)
    assert draw(lkg.network(graph), TRIES).holds.all(axis=1).mean() == pytest.approx(0.25, abs=NEAR)


# evidence: (ii), dates uniform within their bounds


@pytest.mark.parametrize(
    ("line", "lens", "share"),
    [
        ("a supports b 2021", {"between": ["2021-01-01", "2021-03-31"]}, 90 / 365),
        ("a supports b 2020/2021", {"between": ["2021", "2021"]}, 365 / 731),
        ("a sanctions b 2021/..", {"at": "2021-04-01"}, 91 / 365),
        ("a sanctions b 2020-01-01/2021", {"at": "2021-04-01"}, 275 / 365),
        ("a sanctions b 2020-01-01/2022-01-01", {"at": "2021-04-01"}, 1.0),
        ("a sanctions b 2021-04-01/..", {"at": "2021-04-01"}, 1.0),
    ],
)
def test_dates_fall_evenly_between_their_bounds(line: str, lens: dict[str, Any], share: float) -> None:
    net = lkg.network(graph_of(line, ratings={"A1": 1.0}), **lens)
    assert shares(net)["C1"] == pytest.approx(share, abs=NEAR)


@pytest.mark.parametrize("window", [{"at": "2021-07-01"}, {"between": ["2020", "2021"]}])
def test_what_a_lens_sees_as_sure_is_in_every_draw_of_it(window: dict[str, Any]) -> None:
    dates = ["2021-02-01/..", "2020/2022", "2021", "2021-06", "../2021", "2020-05/2021-08", "2021-05-05~"]
    lines = [f"a {relation} b{i} {when}" for relation in ("sanctions", "supports") for i, when in enumerate(dates)]
    lines = [line for line in lines if not ("supports" in line and ".." in line)]
    found = shares(lkg.network(graph_of(*lines, ratings={"A1": 1.0}), sure=True, **window))
    assert len(found) > 2 and set(found.values()) == {1.0}


# what draws make of a network: every measure against a network of only those claims

LINES = (
    "a supports b 2021-01-01 source=s", "b criticises c 2021-02-01 source=t", "c supports d 2021-03-01 source=s",
    "a supports d 2021-04-01 source=u", "d supports a 2021-04-03 source=t", "b supports d 2021-05-01 source=u",
    "c criticises b 2021-05-02 source=u", "e supports a 2021-05-02 source=s", "b supports c 2020-06-01 source=u",
)  # fmt: skip
SOURCES = {"s": {}, "t": {"reliability": "B"}, "u": {"reliability": "C"}}
EVERYBODY = dict.fromkeys("abcde", "State")


@pytest.mark.parametrize("weight", ["count", "probability", "intensity", "voices"])
@pytest.mark.parametrize("direction", ["both", "as-claimed"])
def test_a_draw_is_the_network_of_the_claims_that_hold_in_it(weight: str, direction: str) -> None:
    options = {"at": "2021-12-31", "weight": weight, "direction": direction}
    net = lkg.network(graph_of(*LINES, sources=SOURCES), **options)
    holds = np.random.default_rng(3).random((2, len(LINES))) < 0.7
    versions = Versions(Draws(net, tuple(f"C{i}" for i in range(1, 10)), holds, 0), tuple("abcde"))
    for number, kept in enumerate(holds):
        left = [f"{line} id=C{i}" for i, line in enumerate(LINES, 1) if kept[i - 1]]
        rebuilt = lkg.network(graph_of(*left, sources=SOURCES, actors=EVERYBODY), **options)
        for name, measure in MEASURES.items():
            directed = measure.directed and direction == "as-claimed"
            plain: nx.Graph = nx.DiGraph() if directed else nx.Graph()
            plain.add_nodes_from("abcde")
            plain.add_edges_from(simple(rebuilt, directed=directed, weighted=True).edges(data=True))
            expected = measure.compute(plain, True)
            found = versions.values(name, directed=directed, weighted=True)[number]
            assert found == pytest.approx([expected[actor] for actor in "abcde"], abs=1e-6, nan_ok=True), name


# intervals and ranks


@pytest.mark.parametrize("by", sorted(MEASURES))
def test_a_rank_lies_in_its_interval_and_the_order_is_an_order(by: str) -> None:
    ranking = lkg.rank(lkg.network(graph_of(*LINES, sources=SOURCES)), by, draws=100)
    json.dumps(ranking.to_dict(), allow_nan=False)
    for row in ranking:
        if row.rank is not None:
            assert row.rank_low <= row.rank <= row.rank_high and row.value_low <= row.value_high  # type: ignore[operator]
    assert all((j, i) not in ranking.above for i, j in ranking.above)
    known = {row.actor for row in ranking if row.rank is not None}
    for (i, row), (j, other) in permutations(enumerate(ranking), 2):
        ordered = (i, j) in ranking.above or (j, i) in ranking.above
        assert (other.actor in row.tied_with) == (not ordered and {row.actor, other.actor} <= known)
    assert sum(row.first or 0 for row in ranking) <= 1 + 1e-9


def test_who_is_above_in_9_of_10_draws_is_not_printed_above() -> None:
    graph = graph_of("a supports b 2021-01-01", "a supports c 2021-01-01 source=s", ratings={"A1": 0.9})
    ranking = lkg.rank(lkg.network(graph), "degree", draws=2000)
    assert ranking.rows[0].actor == "a" and not ranking.above


@pytest.mark.parametrize("by", sorted(MEASURES))
@pytest.mark.parametrize("p", [0.0, 1.0])
def test_no_measure_breaks_where_nothing_or_everything_holds(by: str, p: float) -> None:
    graph = graph_of("a supports b 2021-01-01", "b supports c 2021-01-01", ratings={"A1": p})
    for weight in ("count", "probability"):
        ranking = lkg.rank(lkg.network(graph, weight=weight), by, weighted=True, draws=5)
        json.dumps(ranking.to_dict(), allow_nan=False)
        assert len(ranking) == 3


@pytest.mark.parametrize("line", ["a supports b 2021-01-01 credibility=6", "a supports b 2021-01-01 source=uncited"])
def test_without_any_rating_no_interval_is_printed(line: str) -> None:
    ranking = lkg.rank(lkg.network(graph_of(line, sources=UNCITED if "uncited" in line else None), min_credibility=6))
    assert [row.rank_low for row in ranking] == [None, None] and ranking.draws == 0
    assert any("not rated" in note for note in ranking.notes)


def test_one_rated_claim_is_enough_for_intervals() -> None:
    graph = graph_of("a supports b 2021-01-01", "b supports c 2021-01-01 credibility=6")
    assert lkg.rank(lkg.network(graph, min_credibility=6), "degree", draws=50).draws == 50


def test_the_receipt_can_be_turned_into_the_same_ranking_again() -> None:
    graph = graph_of(*LINES, sources=SOURCES)
    first = lkg.rank(lkg.network(graph, at="2021-12-31", weight="voices"), "strength", draws=50, seed=7)
    assert first.receipt is not None
    receipt = json.loads(first.receipt.to_json())
    given = receipt["parameters"]
    again = lkg.rank(
        lkg.network(graph, lkg.Lens(**receipt["lens"])), given["by"], weighted=given["weighted"],
        draws=given["draws"], seed=receipt["seed"],
    )  # fmt: skip
    assert again.to_dict() == first.to_dict() and given["leaning"] == 0.3 and receipt["graph"] == graph.digest


# the ego of ego-centred data


def test_the_ego_s_side_is_taken_out_by_the_dates_of_each_claim() -> None:
    graph = graph_of(
        "x supports b 2012-01-01", "x supports c 2020-01-01", "e supports b 2020-01-01", "x represents e 2010/2015",
        ego="e",
    )  # fmt: skip
    ranking = lkg.rank(lkg.network(graph), "degree", draws=0)
    assert {row.actor: row.value for row in ranking} == {"b": 0, "c": 1, "x": 1} and ranking.unranked == ("e",)


def test_who_only_leads_or_is_part_of_the_ego_is_ranked() -> None:
    graph = graph_of("x leads e 2010/..", "x supports b 2020-01-01", "e supports b 2020-01-01", ego="e")
    assert {row.actor for row in lkg.rank(lkg.network(graph), "degree", draws=0)} == {"b", "x"}


# the lens: what was known, what fades, whose word counts, whose view


def test_a_source_of_february_is_known_from_its_first_day_on() -> None:
    graph = graph_of("a supports b 2021-01-01", sources={"paper": {"published": "2021-02"}})
    assert not ties(graph, known_by="2021-01-31") and ties(graph, known_by="2021-02-01")


@pytest.mark.parametrize("weight", ["count", "voices"])
def test_a_claim_two_half_lives_old_weighs_a_quarter(weight: str) -> None:
    graph = graph_of("a supports b 2019-12-31", "a supports c 2021-12-31")
    net = lkg.network(graph, at="2021-12-31", memory="36m", half_life="12m", weight=weight)
    weights = {tie.target: tie.weight for tie in net.ties}
    assert weights == pytest.approx({"b": 0.25, "c": 1.0}, rel=2e-3)


def test_reprints_of_an_agency_fall_with_the_agency() -> None:
    reprints = {name: {"publisher": name, "origin": "Agency"} for name in ("s", "t")}
    graph = graph_of("a supports b 2021-01-01 source=s", "a supports b 2021-01-02 source=t", sources=reprints)
    assert not ties(graph, without_voices=["Agency"])
    with pytest.raises(lkg.errors.Misuse, match="No claim is said by 's'"):
        ties(graph, without_voices=["s"])


def test_a_view_takes_the_denials_of_all_who_speak_for_a_state_on_that_day() -> None:
    graph = graph_of(
        "a supports b 2021-01-01", "v denies a 2021-02-01 disputes=C1", "v represents m 2020/2021",
        "m represents p 2019/..", actors={"v": "Person", "m": "GovernmentBody"},
    )  # fmt: skip
    assert not ties(graph, worldview="p", relations=["supports"])
    assert ties(graph, worldview="b", relations=["supports"])


def test_who_leads_a_state_does_not_deny_for_it() -> None:
    graph = graph_of("a supports b 2021-01-01", "v denies a 2021-02-01 disputes=C1", "v leads p 2019/..")
    assert ties(graph, worldview="p", relations=["supports"])


@pytest.mark.parametrize(("others", "material"), [(49, True), (50, False)])
def test_a_view_is_material_from_2_percent_of_the_claims_on(others: int, material: bool) -> None:
    graph = graph_of(
        "a supports p 2021-01-01", *(f"c{i} supports d 2021-01-01" for i in range(others)),
        "p denies a 2021-02-01 disputes=C1",
    )  # fmt: skip
    (view,) = worldviews(lkg.network(graph, relations=["supports"]), ["p"], by="degree", draws=0).views
    assert (view.of, view.material) == (others + 1, material)
    assert ("no material effect" in view.note()) is not material


# the lens interval


def test_the_lens_interval_runs_from_the_best_to_the_worst_rank_over_all_lenses() -> None:
    graph = graph_of(
        "a supports b 2021-06-01", "a supports c 2019-06-01", "a supports d 2019-06-01", "b criticises c 2021-06-01"
    )
    grid = Grid("g", "G", {"memory": ("12m", "36m"), "sign": (("+", "0"), ("+", "-", "0"))})
    found = robust(lkg.network(graph, at="2021-12-31"), "degree", grid=grid, draws=0)
    ranks: dict[str, list[float]] = {}
    for memory in ("12m", "36m"):
        for sign in (["+", "0"], ["+", "-", "0"]):
            for row in lkg.rank(lkg.network(graph, at="2021-12-31", memory=memory, sign=sign), "degree", draws=0):
                ranks.setdefault(row.actor, []).append(row.rank or 0)
    assert found.facts["lenses"] == 4
    for own in found:
        seen = ranks[own["actor"]]
        assert (own["lens_low"], own["lens_high"], own["unseen"]) == (min(seen), max(seen), 4 - len(seen))
