"""No path: which single change of the lens, or of what is asked, would open one, and by which claims."""

import datetime as dt
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lkg
from conftest import graph_of
from lkg.analysis.paths.journeys import Journey, Roads
from lkg.analysis.paths.openers import Opener
from lkg.analysis.paths.paths import ClosedPath
from lkg.errors import NoPath
from lkg.graphs import Graph
from lkg.networks import Network
from test_paths import net, routes


def closed(found: Network, start: str, end: str, **options: object) -> ClosedPath:
    """What is said of a path that is not there."""
    with pytest.raises(NoPath) as caught:
        lkg.paths(found, start, end, **options)
    assert isinstance(caught.value, ClosedPath)
    return caught.value


def opened(found: Network, start: str, end: str, **options: object) -> dict[str, list[str]]:
    """Each change as options of a command → the claims that carry it."""
    none = closed(found, start, end, **options)
    return {opener.options: [each.claim.id for each in opener.opened] for opener in none.openers}


# One change of the lens


SURE = {"leaving --at out": ["C2"], "leaving --sure out": ["C2"]}


def test_the_nearest_day_on_which_there_is_a_path_is_named_with_the_claim_that_opens_it() -> None:
    lines = ["a sanctions b 2010/2030", "b sanctions c 2012-03-04/2012-08-09", "b sanctions c 2029/2030"]
    assert opened(net(*lines, at="2020-01-01"), "a", "c") == {"--at 2012-08-09": ["C2"]}
    assert opened(net(*lines, at="2011-01-01"), "a", "c") == {"--at 2012-03-04": ["C2"]}
    assert opened(net(*lines, at="2025"), "a", "c") == {"--at 2029-01-01": ["C3"]}


def test_an_event_is_remembered_until_the_last_day_of_the_memory() -> None:
    found = net("a sanctions b 2010/2030", "b aids c 2015-02-28", at="2020-01-01", memory="1m")
    assert opened(found, "a", "c") == {"--at 2015-03-31": ["C2"], "--memory 59m": ["C2"]}


def test_where_no_day_has_a_path_the_date_has_to_go() -> None:
    found = net("a sanctions b 2010/2011", "b sanctions c 2013/2014", at="2013-06-01")
    assert opened(found, "a", "c") == {"leaving --at out": ["C1"]}


def test_a_window_grows_to_the_nearest_day_at_one_end() -> None:
    found = net("a aids b 2015", "b aids c 2013-05-05", "b aids c 2016-02-01", between=["2015-01-01", "2015-12-31"])
    assert opened(found, "a", "c") == {"--between 2015-01-01 --between 2016-02-01": ["C3"]}


def test_the_least_credibility_that_opens_a_path_is_named() -> None:
    lines = ["a aids b 2022", "b aids c 2022 credibility=5", "b aids c 2022 credibility=6"]
    assert opened(net(*lines), "a", "c") == {"--min-credibility 5": ["C2"]}
    assert opened(net(*lines, min_credibility=2), "a", "c") == {"--min-credibility 5": ["C2"]}


@pytest.mark.parametrize(
    ("lines", "lens", "expected"),
    [
        (["b opposes c 2022"], {"sign": ["+"]}, {"--sign + --sign -": ["C2"]}),
        (["b visits c 2022"], {"relations": ["aids"]}, {"--relations aids --relations visits": ["C2"]}),
        (["b opposes c 2022"], {"families": ["cooperation"]}, {"--relations opposes": ["C2"]}),
        (["b aids c 2022 source=x"], {"sources": ["paper"]}, {"--sources paper --sources x": ["C2"]}),
        (["b aids c 2022 source=x"], {"without_sources": ["x"]}, {"leaving --without-sources out": ["C2"]}),
        (["b aids c 2022 planned"], {}, {"--planned": ["C2"]}),
        (["b coerces c 2022", "c denies b 2022 disputes=C2"], {"contested": "drop"}, {"--contested keep": ["C2"]}),
        (["b aids c 2022 alleged"], {"modality": ["asserted"]}, {"--modality asserted --modality alleged": ["C2"]}),
        (["c aids b 2022"], {"direction": "as-claimed"}, {"--direction both": ["C2"]}),
        (["b sanctions c 2022-05/2023"], {"at": "2022-05-15", "sure": True}, SURE),
        (["b aids c 2022"], {"actors": ["a"]}, {"leaving --actors out": ["C2"]}),
        (["b aids c 2022"], {"among": ["a", "c"]}, {"leaving --among out": ["C1", "C2"]}),
        (["b aids c 2022"], {"without": ["b"]}, {"leaving --without out": ["C1", "C2"]}),
        (["b aids c 2022"], {"without_side": ["b"]}, {"leaving --without-side out": ["C1", "C2"]}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else None,
)  # fmt: skip
def test_each_field_of_the_lens_that_closes_a_path_is_named(
    lines: list[str], lens: dict[str, object], expected: dict[str, list[str]]
) -> None:
    first = "a aids b 2022-05-15" if lens.get("sure") else "a aids b 2022"
    assert opened(net(first, *lines, **lens), "a", "c") == expected


def test_of_several_actors_left_out_only_the_one_in_the_way_is_let_in() -> None:
    found = net("a aids b 2022", "b aids c 2022", "x aids a 2022", without=["b", "x"])
    assert opened(found, "a", "c") == {"--without x": ["C1", "C2"]}


def test_memberships_that_the_lens_leaves_out_may_join_the_last_hop() -> None:
    assert opened(net("a memberOf union 2004/..", memberships="none"), "a", "union") == {"--memberships paths": ["C1"]}


def test_a_body_rolled_up_may_join_its_state_to_another() -> None:
    found = net("ministry represents a 2000/..", "ministry aids c 2022", "a aids b 2022", families=["cooperation"])
    assert "--roll-up body" in opened(found, "a", "c")


def test_what_was_not_yet_known_is_named_with_the_day_on_which_its_source_appeared() -> None:
    sources = {"late": {"published": "2023-04-05"}, "paper": {"published": "2022-01-01"}}
    graph = graph_of("a aids b 2022", "b aids c 2022 source=late", sources=sources)
    assert opened(lkg.network(graph, known_by="2022-12-31"), "a", "c") == {"--known-by 2023-04-05": ["C2"]}


# One change of what is asked


def test_a_bridge_would_open_a_path() -> None:
    found = net("a complainantIn case 2022", "b respondentIn case 2022")
    assert opened(found, "a", "b") == {"--bridges": ["C1", "C2"]}


def test_hops_in_another_order_of_time_would_open_a_path() -> None:
    found = net("a aids b 2021", "b aids c 2020")
    assert opened(found, "a", "c", time_respecting=True) == {"leaving --time-respecting out": ["C2"]}


def test_a_hub_that_stands_in_the_way_can_be_named() -> None:
    found = net(*(f"hub aids s{n} 2022" for n in range(99)))
    assert opened(found, "s1", "s2") == {"--via hub": ["C2", "C3"]}
    assert routes(found, "s1", "s2", via=["hub"]) == ["s1 hub s2"]


# Several, one, none


def test_several_changes_that_open_a_path_are_named_the_mildest_first() -> None:
    lines = ["a aids b 2022", "b aids c 2010", "b aids c 2022 planned", "b aids c 2022 credibility=6"]
    found = net(*lines, "a partyTo pact 2022", "c partyTo pact 2022", between=["2022-01-01", "2022-12-31"])
    assert [*opened(found, "a", "c")] == [
        "--bridges",
        "--between 2010-12-31 --between 2022-12-31",
        "--planned",
        "--min-credibility 6",
    ]


def test_where_no_single_change_is_enough_the_least_combination_is_named() -> None:
    none = closed(net("a aids b 2022 credibility=5", "b opposes c 2022", "b aids d 2022", sign=["+"]), "a", "c")
    (opener,) = none.openers
    assert not opener.alone
    assert opener.change == {"min_credibility": 6, "sign": ("+", "-", "0")}
    assert "No single change opens one, but together" in str(none)


def test_a_combination_names_the_nearest_day_too() -> None:
    found = net("a sanctions b 2010/2012 credibility=5", "b aids c 2012-02-02", at="2022-07-01")
    (opener,) = closed(found, "a", "c").openers
    assert dict(opener.change) == {"min_credibility": 6, "at": "2012-12-31"}


def test_actors_that_no_claims_join_are_said_to_be_apart() -> None:
    none = closed(net("a aids b 2022", "c aids d 2022"), "a", "d")
    assert none.openers == []
    assert "Nor is there one over all dates" in str(none)


def test_the_message_says_the_option_the_path_and_the_claim() -> None:
    message = str(closed(net("a aids b 2022 credibility=5", "b aids c 2022"), "a", "c"))
    assert "--min-credibility 5 would open a – b – c by C1 (aids, 2022, credibility 5)" in message


def test_a_shorter_chain_than_those_that_one_change_opens_is_named_with_what_it_lacks() -> None:
    lines = ["a aids x 2021", "x aids y 2021", "y aids c 2021", "a aids c 2010 planned"]
    message = str(closed(net(*lines, at="2025-01-01"), "a", "c"))
    assert "--at 2023-12-31 would open a – x – y – c" in message
    assert "The shortest chain of all is a – c. Missing: a – c: opened by C4 (aids, 2010" in message


def test_openers_can_be_written_as_json() -> None:
    data = closed(net("a aids b 2022", "b aids c 2022 credibility=5"), "a", "c").to_dict()
    assert data["paths"] == []
    assert data["receipt"]["parameters"]["start"] == "a"
    (opener,) = data["openers"]
    assert opener["change"] == {"min_credibility": 5}
    assert (opener["options"], opener["actors"], opener["alone"]) == ("--min-credibility 5", ["a", "b", "c"], True)
    assert [(hop["from"], hop["to"], hop["claim"], hop["credibility"]) for hop in opener["opened"]] == [
        ("b", "c", "C2", "5")
    ]


# Against brute force


def still_opens(found: Network, opener: Opener) -> bool:
    """Whether a path is there when the change is made by hand."""
    own = {key: value for key, value in opener.change.items() if key in ("bridges", "via", "time_respecting")}
    lens = {key: value for key, value in opener.change.items() if key not in own}
    changed = lkg.network(found.graph, found.lens.but(**lens))
    return bool(routes(changed, "a", "d", **own))


CLAIMS = st.lists(
    st.tuples(
        st.sampled_from("abcd"),
        st.sampled_from(["aids", "sanctions", "memberOf"]),
        st.sampled_from("abcd"),
        st.integers(0, 12),
        st.integers(0, 3),
        st.sampled_from("135"),
        st.sampled_from(["asserted", "asserted", "planned"]),
    ).filter(lambda row: row[0] != row[2]),
    min_size=2,
    max_size=7,
)
BEGIN = dt.date(2022, 3, 1)


def lines_of(rows: list[tuple[str, str, str, int, int, str, str]]) -> list[str]:
    days = [[BEGIN + dt.timedelta(start), BEGIN + dt.timedelta(start + long)] for _, _, _, start, long, _, _ in rows]
    return [
        f"{a} {relation} {b} {first}/{last} credibility={c} {modality}"
        for (a, relation, b, _, _, c, modality), (first, last) in zip(rows, days, strict=True)
    ]


@given(CLAIMS, st.integers(0, 12), st.sampled_from([["+", "-", "0"], ["+"]]))
@settings(derandomize=True, deadline=None, max_examples=5)
def test_what_is_named_opens_a_path_and_the_day_is_the_nearest_of_all(
    rows: list[tuple[str, str, str, int, int, str, str]], day: int, sign: list[str]
) -> None:
    graph = graph_of(*lines_of(rows), actors=dict.fromkeys("abcd", "State"))
    found = lkg.network(graph, at=(BEGIN + dt.timedelta(day)).isoformat(), memory="0m", sign=sign)
    journey = Journey(("a", "d"))
    if Roads.of(found, journey).best(1)[0]:
        return
    none = closed(found, "a", "d")
    assert all(still_opens(found, opener) for opener in none.openers)
    changes = {key: opener.change for opener in none.openers if opener.alone for key in opener.change}
    for field, values in {"min_credibility": [5], "planned": [True], "sign": [("+", "-", "0")]}.items():
        lenses = [found.lens.but(**{field: value}) for value in values]
        assert (field in changes) == any(Roads.of(lkg.network(graph, lens), journey).best(1)[0] for lens in lenses)
    far = next((n for n in itertools.count(1) if n > 16 or on_day(found, day - n) or on_day(found, day + n)), 17)
    named = changes.get("at", {}).get("at")
    if far > 16:
        assert named is None
    else:
        assert named is not None
        assert abs((dt.date.fromisoformat(named) - BEGIN).days - day) == far


def on_day(found: Network, day: int) -> bool:
    lens = found.lens.but(at=(BEGIN + dt.timedelta(day)).isoformat())
    return bool(Roads.of(lkg.network(found.graph, lens), Journey(("a", "d"))).best(1)[0])


# The bundled graph


def test_the_day_of_the_first_contact_is_named_on_the_day_before(bundled: Graph) -> None:
    found = lkg.network(bundled, at="2022-06-01", among=["lithuania", "taiwan", "eu", "wto"])
    none = closed(found, "Lithuania", "WTO", via=["Taiwan", "EU"])
    first = next(opener for opener in none.openers if "at" in opener.change)
    assert first.options == "--at 2022-06-02"
    assert [each.claim.id for each in first.opened] == ["Z001"]
