"""Evidence drawn by its probability: shares, voices that lean together, open dates, and what intervals make of them."""

import itertools
import math

import networkx as nx
import numpy as np
import pytest

import lkg
from conftest import graph_of
from lkg.analysis.ranks.draws import draw
from lkg.analysis.ranks.intervals import midranks_of_draws, summarise
from lkg.analysis.ranks.measures import MEASURES
from lkg.analysis.ranks.ranks import midranks
from lkg.analysis.ranks.versions import Versions
from lkg.errors import Misuse
from lkg.graphs import Graph
from lkg.networks import Network

SURE = {"A1": 1.0, "B2": 0.6, "A2": 0.5}
DRAWS = 4000
NEAR = 0.03  # four standard errors of a share of 4,000 draws


def shares(net: Network, *, draws: int = DRAWS) -> dict[str, float]:
    drawn = draw(net, draws)
    return dict(zip(drawn.claims, map(float, drawn.holds.mean(axis=0)), strict=True))


def share_of_pair(net: Network, draws: int = DRAWS) -> float:
    return float(draw(net, draws).holds.any(axis=1).mean())


def rated(*claims: str, **options: object) -> Graph:
    sources = {f"s{n}": {"publisher": f"Paper {n}", "reliability": "A"} for n in range(9)}
    return graph_of(*claims, sources=sources, ratings=SURE, **options)  # type: ignore[arg-type]


# Claims and voices


def test_a_claim_holds_in_the_share_of_draws_that_its_probability_says() -> None:
    found = shares(lkg.network(rated("a aids b 2022 source=s1", "a aids c 2022 source=s2 credibility=2")))
    assert found["C1"] == 1.0
    assert found["C2"] == pytest.approx(0.5, abs=NEAR)


def test_ten_reprints_of_one_voice_are_no_surer_than_one() -> None:
    reprints = [f"a aids b 2022 source=s1 credibility=2 id=R{n}" for n in range(10)]
    assert share_of_pair(lkg.network(rated(*reprints))) == pytest.approx(0.5, abs=NEAR)


def test_the_share_of_a_pair_is_its_probability_whatever_the_relations_that_its_voices_name() -> None:
    net = lkg.network(
        rated(
            "a aids b 2022 source=s1 credibility=2",
            "b visits a 2022 source=s1 credibility=2",
            "a supports b 2022 source=s2 credibility=2",
        )
    )
    assert share_of_pair(net) == pytest.approx(net.probability(["C1", "C2", "C3"]), abs=NEAR)
    assert net.probability(["C1", "C2", "C3"]) == pytest.approx(0.75)


def test_claims_of_one_voice_about_different_pairs_lean_together_as_rho_says() -> None:
    same = lkg.network(rated("a aids b 2022 source=s1 credibility=2", "c aids d 2022 source=s1 credibility=2"))
    apart = lkg.network(rated("a aids b 2022 source=s1 credibility=2", "c aids d 2022 source=s2 credibility=2"))
    both = [float(draw(net, DRAWS).holds.all(axis=1).mean()) for net in (same, apart)]
    # two standard normals of correlation 0.3 are both below 0 with probability 1/4 + asin(0.3) / 2π
    assert both == pytest.approx([0.25 + math.asin(0.3) / (2 * math.pi), 0.25], abs=NEAR)


def test_what_is_improbable_holds_in_no_draw() -> None:
    net = lkg.network(rated("a aids b 2022 credibility=5", "a aids c 2022"), min_credibility=5)
    assert shares(net, draws=50) == {"C1": 0.0, "C2": 1.0}


def test_coders_err_at_the_rate_that_the_data_declare(bundled: Graph) -> None:
    assert bundled.record.coding_error == 0.01
    net = lkg.network(bundled)
    uncited = [share for name, share in shares(net, draws=2000).items() if net.claims[name].uncited]
    assert np.mean(uncited) == pytest.approx(0.99 * 0.99, abs=0.01)


# Dates


def test_a_claim_dated_to_a_year_falls_into_half_a_year_in_half_of_the_draws() -> None:
    net = lkg.network(rated("a attacks b 2022"), between=["2022-01-01", "2022-07-02"])
    assert shares(net)["C1"] == pytest.approx(183 / 365, abs=NEAR)


def test_without_a_window_dates_do_not_matter() -> None:
    assert shares(lkg.network(rated("a attacks b 2022")), draws=50)["C1"] == 1.0


def test_a_lasting_state_fades_out_of_the_draws_as_its_end_comes_near() -> None:
    held = [
        shares(lkg.network(rated("a trains b 2022-01-01"), at=day)).get("C1", 0.0)
        for day in ("2022-01-01", "2022-04-01", "2022-10-01")
    ]
    assert held[0] == 1.0
    assert sorted(held, reverse=True) == held


# Versions


def one_version(net: Network, by: str, *, directed: bool, weighted: bool) -> np.ndarray:
    drawn = draw(net, 1)
    assert drawn.holds.all()
    return Versions(drawn, tuple(sorted(net.actors))).values(by, directed=directed, weighted=weighted)[0]


TANGLE = [
    "a aids b 2022", "a coerces b 2022", "b supports c 2022", "c supports b 2021", "c coerces d 2022",
    "d aids a 2022", "a coordinatesWith c 2022", "e visits a 2022", "e exportsTo b 2022", "f aids e 2022",
    "g supports law 2022", "a supports law 2022", "d opposes law 2022",
]  # fmt: skip


@pytest.mark.parametrize("by", sorted(MEASURES))
@pytest.mark.parametrize("weight", ["count", "voices", "intensity"])
@pytest.mark.parametrize(("directed", "weighted"), [*itertools.product([False, True], repeat=2)])
def test_a_draw_in_which_everything_holds_gives_the_value_of_all_evidence(
    by: str, weight: str, directed: bool, weighted: bool
) -> None:
    graph = rated(*TANGLE, actors={"law": "Policy"})
    lens = {"direction": "as-claimed" if directed else "both", "weight": weight, "contract": ["Policy"]}
    net = lkg.network(graph, **lens)
    expected = {row.actor: row.value_all for row in lkg.rank(net, by, weighted=weighted, draws=0)}
    found = one_version(net, by, directed=directed and MEASURES[by].directed, weighted=weighted)
    numbers = [math.nan if expected[actor] is None else expected[actor] for actor in sorted(net.actors)]
    assert found == pytest.approx(numbers, abs=1e-8, nan_ok=True)


def test_with_weights_of_probability_a_draw_weighs_by_the_claims_that_hold() -> None:
    net = lkg.network(rated("a aids b 2022 source=s1 credibility=2", "a aids b 2022 source=s2"), weight="probability")
    drawn = draw(net, 200)
    weights = Versions(drawn, ("a", "b")).weights()[:, 0]
    # A1 is sure, and no tie is surer than 0.99
    assert set(weights.round(6)) == {0.99}


def test_a_derived_tie_is_there_while_both_its_legs_are() -> None:
    lines = ["a supports law 2022 source=s1 credibility=2", "b supports law 2022 source=s2"]
    net = lkg.network(rated(*lines, actors={"law": "Policy"}), contract=["Policy"])
    drawn = draw(net, DRAWS)
    there = Versions(drawn, ("a", "b")).present()[:, 0]
    assert there.mean() == pytest.approx(0.5, abs=NEAR)
    assert (there == drawn.holds[:, list(drawn.claims).index("C1")]).all()


def test_signs_follow_the_rule_for_pairs_in_every_draw() -> None:
    net = lkg.network(rated("a aids b 2022 source=s1 credibility=2", "a coerces b 2022 source=s2"))
    drawn = draw(net, 100)
    signs = Versions(drawn, ("a", "b")).signs()[:, 0]
    aids = drawn.holds[:, list(drawn.claims).index("C1")]
    # one claim of each is mixed, conflict alone is conflict
    assert (signs == np.where(aids, 0, -1)).all()


# Intervals


def test_where_every_probability_is_1_the_interval_is_a_point() -> None:
    net = lkg.network(rated("a aids b 2022-05-01", "b aids c 2022-05-01", "c aids d 2022-05-01"), at="2022-06-01")
    for by in MEASURES:
        for row in lkg.rank(net, by, draws=200):
            assert row.value_low == row.value_high == pytest.approx(row.value_all, abs=1e-8), by
            assert row.rank_low == row.rank_high == row.rank, by


def test_an_actor_is_above_another_only_if_it_is_so_in_95_percent_of_the_draws() -> None:
    values = np.array([[2.0, 1.0, 0.0]] * 94 + [[1.0, 2.0, 0.0]] * 6)
    found = summarise(values)
    assert not found.above[0, 1]
    assert found.above[0, 2]
    assert found.tied(0) == [1]


def test_pairs_of_draws_decide_and_not_the_overlap_of_intervals() -> None:
    noise = np.random.default_rng(1).normal(size=500) * 100
    found = summarise(np.stack([noise + 1, noise], axis=1))
    assert found.above[0, 1]
    assert found.low[0] < found.high[1]


def test_the_probability_of_being_first_is_shared_by_those_who_share_the_first_rank() -> None:
    assert summarise(np.array([[1.0, 1.0, 0.0], [1.0, 0.0, 0.0]])).first.tolist() == [0.75, 0.25, 0.0]


def test_midranks_of_draws_are_those_of_one_ranking() -> None:
    values = np.random.default_rng(2).integers(0, 4, size=(20, 7)) / 3
    values[0, 2] = math.nan
    for row, ranks in zip(values, midranks_of_draws(values), strict=True):
        named = {str(i): None if math.isnan(v) else float(v) for i, v in enumerate(row)}
        expected = midranks(named)
        assert [expected.get(str(i), math.nan) for i in range(7)] == pytest.approx(ranks.tolist(), nan_ok=True)


def test_an_actor_that_no_draw_can_measure_has_no_interval_and_is_tied_with_nobody() -> None:
    found = summarise(np.array([[1.0, math.nan], [2.0, math.nan]]))
    assert math.isnan(found.value[1])
    assert found.tied(0) == []


def test_equal_seeds_give_equal_rankings_and_others_do_not() -> None:
    net = lkg.network(rated("a aids b 2022 source=s1 credibility=2", "b aids c 2022 source=s2 credibility=2"))
    one, two, other = (lkg.rank(net, "degree", draws=50, seed=seed).to_dict()["rows"] for seed in (1, 1, 2))
    assert one == two
    assert one != other


def test_a_graph_without_ratings_has_no_intervals_and_says_so() -> None:
    graph = graph_of("a aids b 2022 credibility=", sources={"paper": {"reliability": ""}})
    found = lkg.rank(lkg.network(graph), "degree")
    assert found.rows[0].value_low is None
    assert any("not rated" in note for note in found.notes)


def test_a_strangers_graph_has_no_intervals() -> None:
    row = lkg.rank(nx.path_graph(3), "degree").rows[0]
    assert (row.rank, row.rank_low, row.first, row.tied_with) == (1.0, None, None, ())


def test_the_receipt_says_how_often_what_was_drawn_with_which_seed() -> None:
    receipt = lkg.rank(lkg.network(rated("a aids b 2022")), "pagerank", draws=100, seed=7).receipt
    assert receipt is not None
    assert (receipt.seed, receipt.parameters["draws"], receipt.parameters["leaning"]) == (7, 100, 0.3)
    assert receipt.parameters["tolerance"] == 1e-10


def test_fewer_than_no_draws_are_refused() -> None:
    with pytest.raises(Misuse, match="draws = -1"):
        lkg.rank(lkg.network(rated("a aids b 2022")), draws=-1)


def test_on_the_bundled_graph_all_evidence_may_lie_above_the_interval_and_the_notes_say_so(bundled: Graph) -> None:
    found = lkg.rank(lkg.network(bundled, at="2022-07-01"), "degree")
    above = [row for row in found if row.value_high is not None and (row.value_all or 0) > row.value_high]
    assert above
    assert any("may lie outside" in note for note in found.notes)
