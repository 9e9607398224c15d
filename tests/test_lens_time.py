"""When a lens looks: states that hold on a day or in a window, and events that it still remembers."""

import pytest

import lkg
from conftest import graph_of, holding, seen
from lkg.graphs import Graph
from lkg.lens import Lens


def test_a_day_sees_the_events_of_the_two_years_before_it() -> None:
    graph = graph_of("a aids b 2020-06-30", "a aids b 2020-07-01", "a aids b 2022-07-01", "a aids b 2022-07-02")
    assert seen(graph, at="2022-07-01") == {"C2", "C3"}


@pytest.mark.parametrize(("memory", "expected"), [("0m", {"C3"}), ("1m", {"C2", "C3"}), ("3y", {"C1", "C2", "C3"})])
def test_the_memory_of_a_lens_can_be_set(memory: str, expected: set[str]) -> None:
    graph = graph_of("a aids b 2020-01-01", "a aids b 2022-06-01", "a aids b 2022-07-01")
    assert seen(graph, at="2022-07-01", memory=memory) == expected


def test_a_day_sees_the_states_of_that_day_alone_whatever_the_memory() -> None:
    graph = graph_of("a sanctions b 2020/2022-06-30", "a sanctions b 2022-07-01/..", "a sanctions b 2022-07-02/..")
    assert seen(graph, at="2022-07-01", memory="10y") == {"C2"}


def test_a_window_sees_states_that_hold_and_events_that_happen_from_its_first_day_to_its_last() -> None:
    graph = graph_of(
        "a aids b 2021-12-31",
        "a aids b 2022-01-01",
        "a aids b 2022-06-30",
        "a aids b 2022-07-01",
        "a sanctions b 2020/2021",
        "a sanctions b 2020/2022-01-01",
        "a sanctions b 2022-06-30/..",
        "a sanctions b 2022-07-01/..",
    )
    assert seen(graph, between=["2022", "2022-06"]) == {"C2", "C3", "C6", "C7"}


def test_a_month_is_a_window_for_states_and_its_first_day_begins_the_memory_of_events() -> None:
    graph = graph_of("a sanctions b 2022-07-31/..", "a aids b 2022-07-31", "a aids b 2020-07-01", "a aids b 2020-06-30")
    assert seen(graph, at="2022-07") == {"C1", "C2", "C3"}


def test_an_event_possibly_happened_on_any_day_of_its_dates_and_surely_in_a_window_that_holds_them_all() -> None:
    graph = graph_of("a aids b 2022-02/2022-04")
    windows = [
        ["2022-01", "2022-02-01"],
        ["2022-03-10", "2022-03-11"],
        ["2022-02-01", "2022-04-30"],
        ["2022-02-02", "2023"],
    ]
    assert [seen(graph, between=window) == {"C1"} for window in windows] == [True, True, True, True]
    assert [seen(graph, between=window, sure=True) == {"C1"} for window in windows] == [False, False, True, False]


def test_a_state_surely_holds_in_a_window_if_it_does_on_one_of_its_days() -> None:
    graph = graph_of("a sanctions b 2022-01/2022-06")
    windows = [
        ["2021", "2022-01-30"],
        ["2021", "2022-01-31"],
        ["2022-03-01", "2022-03-02"],
        ["2022-06-01", "2023"],
        ["2022-06-02", "2023"],
    ]
    assert [seen(graph, between=window, sure=True) == {"C1"} for window in windows] == [False, True, True, True, False]


def test_without_a_date_a_lens_sees_all_dates() -> None:
    graph = graph_of("a aids b 1789", "a sanctions b 1800/1810", "a aids b 2090")
    assert seen(graph) == {"C1", "C2", "C3"}


def test_a_day_given_to_a_lens_with_a_window_takes_the_place_of_the_window() -> None:
    graph = graph_of("a aids b 2022")
    assert graph.lens(Lens(between=("2020", "2021")), at="2022-07-01").between == ()
    assert graph.lens(Lens(at="2022-07-01"), between=["2020", "2021"]).at is None


@pytest.mark.parametrize("day", ["2004-05-01", "2022-07-01"])
def test_what_is_sure_on_a_day_is_possible_on_it_and_in_every_window_around_it(bundled: Graph, day: str) -> None:
    possible, sure = (set(lkg.network(bundled, at=day, memory="0m", sure=sure).claims) for sure in (False, True))
    assert sure < possible < set(lkg.network(bundled, between=["2004", "2026"]).claims)


def test_the_states_of_the_mission_hold_on_its_day(bundled: Graph) -> None:
    memberships = {(t.source, t.target) for t in lkg.network(bundled, at="2022-07-01").memberships}
    assert {("lithuania", "eu"), ("lithuania", "nato"), ("eu", "wto")} <= memberships
    assert holding(bundled, ["2003-01-01"], "C001") == []
