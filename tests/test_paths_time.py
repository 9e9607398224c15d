"""Paths in time: hops that can be done one after the other, and paths whose hops rest on recent claims."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lkg
from conftest import graph_of
from lkg import period
from lkg.analysis.paths.joint import Timed, timely_probability
from lkg.analysis.paths.journeys import Journey, Roads
from lkg.graphs import Graph
from test_paths import net, only_path, routes


def arrivals(*lines: str, start: str = "a", end: str = "c", **options: object) -> list[tuple[str | None, str | None]]:
    path = only_path(net(*lines), start, end, time_respecting=True, **options)
    return [(hop.arrives, hop.used) for hop in path.hops]


# One hop after the other


def test_hops_are_done_in_the_order_of_travel() -> None:
    lines = ["a aids b 2020-01-01", "b aids c 2021-01-01"]
    assert routes(net(*lines), "a", "c", time_respecting=True) == ["a b c"]
    assert routes(net(*lines), "c", "a") == ["c b a"]
    assert routes(net(*lines), "c", "a", time_respecting=True) == []


def test_every_hop_gives_the_day_of_arrival_and_the_claim_used() -> None:
    assert arrivals("a aids b 2020-01-01", "b aids c 2021-02-03") == [("2020-01-01", "C1"), ("2021-02-03", "C2")]


def test_hops_of_the_same_day_follow_one_another() -> None:
    assert arrivals("a aids b 2020-01-01", "b aids c 2020-01-01") == [("2020-01-01", "C1"), ("2020-01-01", "C2")]


def test_a_state_can_be_waited_for_and_used_until_it_ends() -> None:
    assert arrivals("a aids b 2020-01-01", "b sanctions c 2010/2020") == [("2020-01-01", "C1"), ("2020-01-01", "C2")]
    assert routes(net("a aids b 2020-01-01", "b sanctions c 2010/2019"), "a", "c", time_respecting=True) == []


def test_the_earliest_claim_that_comes_in_time_is_used_though_another_is_surer() -> None:
    lines = ["a aids b 2020-01-01", "b aids c 2019", "b aids c 2020-06-01 credibility=3", "b aids c 2022"]
    assert arrivals(*lines) == [("2020-01-01", "C1"), ("2020-06-01", "C3")]


def test_an_early_claim_saves_a_path_that_the_best_claim_would_miss() -> None:
    lines = ["a aids b 2019 credibility=4", "a aids b 2021-01-01", "b aids c 2020-01-01"]
    assert arrivals(*lines) == [("2019-01-01", "C1"), ("2020-01-01", "C3")]


def test_claims_that_are_over_when_one_arrives_are_no_evidence_of_a_hop() -> None:
    found = net("a aids b 2020-01-01", "b aids c 2019", "b aids c 2020-06-01 credibility=3", "b aids c 2022")
    assert [[e.id for e in hop.claims] for hop in only_path(found, "a", "c", time_respecting=True).hops] == [
        ["C1"],
        ["C4", "C3"],
    ]


def test_the_probability_is_that_true_claims_follow_one_another() -> None:
    lines = ["a aids b 2019 source=x credibility=3", "a aids b 2022 source=y", "b aids c 2020-01-02 source=z"]
    # the claim of 2022 comes too late for the second hop
    assert only_path(net(*lines), "a", "c", time_respecting=True).probability == pytest.approx(0.6175 * 0.9215)
    late = only_path(net(*lines, "b aids c 2023 source=w credibility=3"), "a", "c", time_respecting=True)
    early = 0.6175 * (1 - (1 - 0.9215) * (1 - 0.6175))
    assert late.probability == pytest.approx(early + (1 - 0.6175) * 0.9215 * 0.6175)


def test_where_time_binds_nobody_the_probability_is_the_same_as_without(bundled: Graph) -> None:
    found = lkg.network(bundled, at="2022-07-01")
    plain, timely = (
        lkg.paths(found, "Lithuania", "WTO", via=["Taiwan", "EU"], k=1, time_respecting=timely)[0]
        for timely in (False, True)
    )
    assert timely.probability == pytest.approx(plain.probability, abs=0.02)


@given(
    st.lists(
        st.lists(
            st.tuples(st.sampled_from("xyz"), st.integers(0, 4), st.integers(1, 5), st.integers(0, 2)),
            min_size=1,
            max_size=3,
        ),
        min_size=1,
        max_size=3,
    )
)
@settings(derandomize=True, deadline=None, max_examples=60)
def test_the_probability_in_time_is_that_of_all_cases_counted(hops: list[list[tuple[str, int, int, int]]]) -> None:
    timed = [[Timed(voice, 0.2 * p, first, first + n) for voice, p, first, n in hop] for hop in hops]
    steps = [(n + 0.5) / 5 for n in range(5)]
    holds = 0
    for case in itertools.product(steps, repeat=3):
        level = dict(zip("xyz", case, strict=True))
        true = [[(c.first, c.last) for c in hop if level[c.voice] < c.probability] for hop in timed]
        holds += earliest(true) is not None
    assert timely_probability(timed) == pytest.approx(holds / 125)


def test_a_hop_that_is_open_at_its_start_can_be_done_on_any_day() -> None:
    assert arrivals("a sanctions b ../2020", "b aids c 2019-05-05") == [("0001-01-01", "C1"), ("2019-05-05", "C2")]


def test_coming_first_to_a_node_does_not_close_it_for_those_who_come_later() -> None:
    # by b one is at c in 2010, by x in 2015; but b is also the only way on
    lines = ["a aids b 2010", "b aids c 2010", "a aids x 2015", "x aids c 2015", "c aids b 2016", "b aids d 2017"]
    assert routes(net(*lines), "a", "d", via=["c"], time_respecting=True) == ["a x c b d"]


def test_a_shorter_path_that_comes_late_does_not_hide_a_longer_one_in_time() -> None:
    lines = ["a aids c 2015", "a aids b 2010", "b aids c 2011", "c aids d 2012"]
    assert routes(net(*lines), "a", "d") == ["a c d", "a b c d"]
    assert routes(net(*lines), "a", "d", time_respecting=True) == ["a b c d"]


def test_a_path_that_is_not_in_time_carries_no_days() -> None:
    path = only_path(net("a aids b 2020", "b aids c 2021"), "a", "c")
    assert [(hop.arrives, hop.used) for hop in path.hops] == [(None, None)] * 2


def test_the_receipt_says_that_the_path_is_in_time() -> None:
    found = lkg.paths(net("a aids b 2020"), "a", "b", time_respecting=True)
    assert found.receipt.parameters["time_respecting"] is True
    assert found.to_dict()["paths"][0]["hops"][0]["arrives"] == "2020-01-01"


TEMPORAL = st.lists(
    st.tuples(
        st.sampled_from("abcde"),
        st.sampled_from("abcde"),
        st.integers(2000, 2009),
        st.integers(0, 3),
        st.booleans(),
    ).filter(lambda row: row[0] != row[1]),
    min_size=4,
    max_size=14,
)


def earliest(claims: list[list[tuple[int, int]]]) -> int | None:
    """The earliest arrival at the end of a chain: over every choice of one claim a hop."""
    found = []
    for choice in itertools.product(*claims):
        day = 0
        for first, last in choice:
            day = max(day, first)
            if day > last:
                break
        else:
            found.append(day)
    return min(found, default=None)


@given(TEMPORAL, st.sampled_from(["hops", "reliability", "recency"]), st.sampled_from([(), ("c",), ("d", "b")]))
@settings(derandomize=True, deadline=None, max_examples=25)
def test_paths_in_time_are_those_of_all_chains_with_all_choices_of_claims(
    rows: list[tuple[str, str, int, int, bool]], by: str, via: tuple[str, ...]
) -> None:
    lines = [f"{a} {'sanctions' if s else 'aids'} {b} {y}{f'/{y + n}' if s else ''}" for a, b, y, n, s in rows]
    found = lkg.network(graph_of(*lines, actors=dict.fromkeys("abcde", "State")))

    def claims(a: str, b: str) -> list[tuple[int, int]]:
        return [(c.first, c.last) for c in found.claims.values() if {c.subject, c.object} == {a, b}]

    expected = {}
    for length in range(4):
        for between in itertools.permutations("bcd", length):
            path = ("a", *between, "e")
            hops = [claims(a, b) for a, b in itertools.pairwise(path)]
            days = [earliest(hops[:n]) for n in range(1, len(hops) + 1)]
            if all(days) and [node for node in path if node in via] == list(via):
                expected[path] = [period.day(day) for day in days if day]
    got, _ = Roads.of(found, Journey(("a", *via, "e"), by, time_respecting=True)).best(99)
    assert {path.actors: [hop.arrives for hop in path.hops] for path in got} == expected
    key = {"hops": lambda p: len(p.hops), "recency": lambda p: (p.age, len(p.hops)), "reliability": lambda p: 0}[by]
    assert [key(path) for path in got] == sorted(map(key, got))


# Recent first


def test_by_recency_the_path_whose_oldest_hop_is_youngest_comes_first() -> None:
    found = net(
        "a aids b 2022-06-01", "b aids z 2021-01-01", "a aids c 2022-01-01", "c aids z 2022-01-01", at="2022-07-01"
    )
    assert routes(found, "a", "z", by="recency") == ["a c z", "a b z"]
    assert [path.age for path in lkg.paths(found, "a", "z", by="recency")] == [181, 546]


def test_paths_of_the_same_age_are_ranked_by_hops_and_then_by_probability() -> None:
    found = net(
        *("a aids z 2020-01-01", "a sanctions b 2020/..", "b sanctions c 2020/..", "c sanctions z 2020/.."),
        *("a sanctions d 2020/.. credibility=3", "d sanctions z 2020/.."),
        *("a sanctions e 2020/..", "e sanctions z 2020/.."),
        at="2021-07-01",
    )  # fmt: skip
    assert routes(found, "a", "z", by="recency", k=9) == ["a e z", "a d z", "a b c z", "a z"]


def test_a_state_that_holds_is_of_today_one_that_is_over_is_as_old_as_its_end() -> None:
    found = net("a sanctions b 2010/2022-06-01", "b sanctions c 2010/..", between=["2022-01-01", "2022-07-01"])
    assert [hop.age for hop in only_path(found, "a", "c").hops] == [30, 0]


def test_an_event_is_as_old_as_the_middle_of_its_bounds_and_a_hop_as_its_most_recent_claim() -> None:
    found = net("a aids b 2022-06", "a aids b 2021", "b aids c 2022-06-01/2022-06-03", at="2022-07-01")
    assert [hop.age for hop in only_path(found, "a", "c").hops] == [16, 29]


def test_what_possibly_lies_after_the_day_is_not_of_negative_age() -> None:
    assert only_path(net("a aids b 2022", at="2022-02-01"), "a", "b").age == 0


def test_without_a_date_claims_have_their_age_from_the_start_of_the_newest() -> None:
    found = net("a aids b 2020-01-01", "b aids c 2020-01-31", "d aids e 2020-03-01")
    assert [hop.age for hop in only_path(found, "a", "c").hops] == [60, 30]
    assert lkg.paths(found, "a", "c").today == "2020-03-01"


# The bundled graph


def test_the_path_of_the_mission_is_in_time(bundled: Graph) -> None:
    found = lkg.network(bundled, at="2022-07-01")
    path = lkg.paths(found, "Lithuania", "WTO", via=["Taiwan", "EU"], k=1, time_respecting=True)[0]
    assert path.actors == ("lithuania", "taiwan", "eu", "wto")
    assert [hop.arrives for hop in path.hops][1:] == ["2022-06-02", "2022-06-02"]
    assert [hop.used for hop in path.hops][1] == "Z001"


def test_hard_searches_come_soon_enough(bundled: Graph) -> None:
    found = lkg.network(bundled)
    for by in ("hops", "reliability", "recency"):
        result = lkg.paths(found, "Lithuania", "Japan", by=by, k=10, time_respecting=True, bridges=True)
        assert (len(result), result.complete) == (10, True)
