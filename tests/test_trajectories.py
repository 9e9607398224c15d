"""Ranks over time: windows, thin ones, both clocks, rarefaction, and what changed between two days."""

import pytest

import lkg
from conftest import graph_of
from lkg.analysis.times.days import days
from lkg.analysis.times.trajectories import THIN, trajectory
from lkg.errors import EmptyNetwork, Misuse
from lkg.graphs import Graph

SURE = {"A1": 1.0}


def ranks(graph: Graph, actor: str, key: str = "rank", **options: object) -> dict[str, float]:
    found = trajectory(graph, "degree", actors=[actor], draws=20, **options)  # type: ignore[arg-type]
    return {row["day"]: row[key] for row in found}


def test_each_window_is_the_network_on_its_last_day_with_the_memory_before() -> None:
    graph = graph_of("a aids b 2020-05-01", "b aids c 2021-05-01", "b aids d 2021-06-01", ratings=SURE)
    found = trajectory(graph, "degree", since="2020", until="2023", memory="12m", draws=20)
    assert [(w.day, w.claims) for w in found.windows] == [("2020-12-31", 1), ("2021-12-31", 2)]
    assert ranks(graph, "b", since="2020", until="2021", memory="12m") == {"2020-12-31": 1.5, "2021-12-31": 1.0}


def test_an_actor_without_a_tie_in_a_window_has_a_gap_there() -> None:
    graph = graph_of("a aids b 2020-05-01", "c aids d 2021-05-01", ratings=SURE)
    assert list(ranks(graph, "a", since="2020", until="2021", memory="12m")) == ["2020-12-31"]


def test_windows_with_fewer_than_30_claims_that_have_a_source_are_thin() -> None:
    uncited = {"uncited": {"kind": "uncited", "reliability": "", "publisher": ""}}
    few = [f"a{n} aids b 2020-05-01" for n in range(THIN - 1)]
    standing = [f"c{n} affiliatedWith d 2019/.. source=uncited" for n in range(THIN)]
    later = [line.replace("2020", "2021") for line in few]
    graph = graph_of(*few, *standing, "x aids y 2021-05-01", *later, sources=uncited)
    found = trajectory(graph, "degree", since="2020", until="2021", memory="12m", draws=10)
    assert [(w.claims, w.uncited, w.thin) for w in found.windows] == [(29, 30, True), (30, 30, False)]
    assert any("Thin" in note and "2020-12-31" in note for note in found.notes)


def test_rarefied_ranks_rest_on_equally_many_claims() -> None:
    small = [f"a{n} aids hub 2020-05-01" for n in range(THIN)]
    large = [f"a{n} aids hub 2021-05-01" for n in range(3 * THIN)]
    graph = graph_of(*small, *large, ratings=SURE)
    rows = trajectory(graph, "degree", since="2020", until="2021", memory="12m", actors=["a0"], draws=50).rows
    assert [row["claims"] for row in rows] == [30, 90]
    # of 90 equal actors 30 are found again, so the median of one of them is that of those without a tie
    assert rows[0]["rank_rarefied"] == rows[0]["rank"]
    assert rows[1]["rank_rarefied"] > rows[1]["rank"]


def test_with_the_clock_of_knowledge_only_what_was_published_by_then_is_seen() -> None:
    sources = {"early": {"published": "2020"}, "late": {"published": "2022-03"}}
    lines = ["a aids b 2020-05-01 source=early", "b aids c 2020-06-01 source=late"]
    graph = graph_of(*lines, sources=sources, ratings=SURE)
    happened = trajectory(graph, "degree", since="2020", until="2020", draws=10)
    known = trajectory(graph, "degree", since="2020", until="2020", clock="known", draws=10)
    assert (happened.windows[0].claims, known.windows[0].claims) == (2, 1)
    assert any("published by that day" in note for note in known.notes)


def test_the_ego_is_in_no_window_and_that_is_said() -> None:
    graph = graph_of("ego aids a 2020-05-01", "a aids b 2020-05-01", ego="ego", ratings=SURE)
    found = trajectory(graph, "degree", since="2020", until="2020", actors=["ego", "a"], draws=10)
    assert [row["actor"] for row in found] == ["a"]
    assert any("ego is not ranked" in note for note in found.notes)


def test_data_without_ratings_have_ranks_without_intervals() -> None:
    graph = graph_of("a aids b 2020-05-01 credibility=", sources={"paper": {"reliability": ""}})
    found = trajectory(graph, "degree", since="2020", until="2020")
    assert (found.rows[0]["rank"], found.rows[0]["rank_low"]) == (1.5, None)
    assert any("not rated" in note for note in found.notes)


def test_a_clock_a_step_or_dates_that_make_no_sense_are_refused() -> None:
    graph = graph_of("a aids b 2020")
    with pytest.raises(Misuse, match="happened or known"):
        trajectory(graph, since="2020", until="2021", clock="local")
    with pytest.raises(Misuse, match="month, quarter, year"):
        trajectory(graph, since="2020", until="2021", every="week")
    with pytest.raises(Misuse, match="Swap"):
        trajectory(graph, since="2021", until="2020")
    with pytest.raises(EmptyNetwork, match="No tie between"):
        trajectory(graph, since="2001", until="2002")


def test_months_and_quarters_end_on_their_last_days() -> None:
    assert days("2020-01", "2020-03", "month") == ["2020-01-31", "2020-02-29", "2020-03-31"]
    assert days("2020", "2020", "quarter")[-1] == "2020-12-31"
    assert days("2020-02-15", "2020-05-30", "quarter") == ["2020-03-31"]


def test_equal_seeds_give_equal_trajectories(bundled: Graph) -> None:
    one, two = (
        lkg.trajectory(bundled, "degree", since="2021", until="2021", actors=["China"], draws=30).to_dict()
        for _ in range(2)
    )
    assert one == two
